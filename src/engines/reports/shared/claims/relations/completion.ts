import { hundred } from '#kernel/rational'
import type { Figure } from '../figures.ts'
import { divideIntervals, scaleInterval } from '../interval.ts'
import { sameUnit } from '../units.ts'
import { impliedWhole } from './implied.ts'
import { isCompletion } from './rate-words.ts'
import { amountsBefore } from './reach.ts'
import { isPositive, percentOf, rangeOf, written, type Assertion, type Scene } from './assertion.ts'
import { isAmount, isShare, sharedRun, wordsOf } from './words.ts'

const aim =
  /(?:目标|指标|(?:年度|全年|年初|下达|本年)[^，。；]{0,2}(?:计划|任务)|(?:计划|预算)(?=[^，。；生育]{0,4}$))(?!书)[^，。；完实]{0,8}$|^(?:目标|指标|计划)/
const done = /完成|实现|实际|达|竣工|完工|新增|引进|签约|共|已|累计|发放|办结|落实/

/** The aim a figure is, by what is said right before it. */
export function isAim({ lead, tail }: Figure): boolean {
  return aim.test(lead) || /^.{0,4}(?:的?)(?:目标|指标|计划任务|年度计划)/.test(tail)
}

/** What an aim and what was done are of, without the words of aiming and doing. */
const aimless = (figure: Figure) => wordsOf(figure).replace(/完成|实现|目标|指标|任务|计划|年初|实际|人|数/g, '')

function against(scene: Scene, stated: Figure, actual: Figure, target: Figure, isFirm: boolean): Assertion {
  return {
    kind: 'completion',
    stated,
    joined: [actual, target],
    computed: percentOf(actual.value, target.value),
    // An aim is set and not measured: 16 亿元 is 16.
    range: scaleInterval(divideIntervals(rangeOf(actual), { low: target.value, high: target.value }), hundred),
    formula: `${written(scene.text, actual)} ÷ ${written(scene.text, target)}`,
    isFirm,
  }
}

/** 完成全年目标的 83.7 %, with the target said or unsaid; 完成率 105.86 %. */
export function completionsOf(scene: Scene, stated: Figure): Assertion[] {
  if (!isShare(stated)) return []
  const { near, far } = amountsBefore(scene, stated)
  const before = scene.figures[stated.index - 1]
  // 完成年度计划 55 亿元的 106.6 %
  if (
    before &&
    /^[^，。；、（）]{0,6}的$/.test(scene.text.slice(before.end, stated.start)) &&
    isAim(before) &&
    isAmount(before)
  ) {
    const actuals = near.filter(({ index, unit }) => index < before.index && sameUnit(unit, before.unit)).slice(0, 2)
    return isPositive(before) ? actuals.map((actual, i) => against(scene, stated, actual, before, i === 0)) : []
  }
  if (!isCompletion(stated.lead)) return []
  const told = scene.figures[stated.index + 1]
  // 完成任务的 114 %（目标 600 亩）
  if (
    told &&
    told.bracket > 0 &&
    told.bracket !== stated.bracket &&
    isAim(told) &&
    isAmount(told) &&
    isPositive(told)
  ) {
    const actual = near.find((figure) => sameUnit(figure.unit, told.unit) && stated.clause - figure.clause <= 2)
    if (actual) return [against(scene, stated, actual, told, true)]
  }
  const targets = [...near, ...far].filter((figure) => isAim(figure) && isPositive(figure))
  const actuals = near.filter((figure) => !isAim(figure) && stated.clause - figure.clause <= 3)
  const readings = targets.flatMap((target) =>
    actuals
      .filter(
        (actual) =>
          sameUnit(actual.unit, target.unit) &&
          (actual.part === target.part || sharedRun(aimless(actual), aimless(target)) >= 2),
      )
      .map((actual) => {
        return against(scene, stated, actual, target, stated.clause - actual.clause <= 2)
      }),
  )
  if (readings.length > 0) return readings
  const actual = near[0]
  if (!actual || isAim(actual) || stated.clause - actual.clause > 1) return ratioOfPlan(scene, stated, near)
  const isPlain = /^(?:已|均|超额|提前)?(?:完成|达到?|占|为)/.test(stated.lead) && done.test(actual.lead)
  const ofPlan = ratioOfPlan(scene, stated, near)
  return ofPlan.length > 0 ? ofPlan : impliedWhole(scene, stated, actual, 'completion', isPlain)
}

/** 梳理六十八项, 已完成六十五项, 完成率 95.6 %. */
function ratioOfPlan(scene: Scene, stated: Figure, near: readonly Figure[]): Assertion[] {
  if (!/完成率/.test(stated.lead)) return []
  const part = near.find(({ lead }) => /完成|完工|竣工|办结|落实/.test(lead))
  if (!part || stated.clause - part.clause > 2 || !/已|其中|均|实际|^完成/.test(part.lead)) return []
  const wholes = near.filter(
    (figure) => figure.index < part.index && sameUnit(figure.unit, part.unit) && isPositive(figure),
  )
  const opener = wholes.at(-1)
  return wholes.map((whole) => ({
    ...against(scene, stated, part, whole, whole === opener),
    kind: 'completion' as const,
  }))
}

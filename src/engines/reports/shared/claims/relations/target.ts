import { compare } from '#kernel/rational'
import type { Figure } from '../figures.ts'
import { sameUnit } from '../units.ts'
import { isAim } from './completion.ts'
import { written, type Assertion, type Scene } from './assertion.ts'
import { isAmount, sharedRun, wordsOf } from './words.ts'

const reached = /超额完成|超额实现|超出(?:年度)?目标|全面完成|圆满完成|如期完成|提前完成/
const actual = /实际|完成|实现|已|去年|全年|完工|竣工|开工|签约/

/** 超额完成半年目标: of another aim than the one for the year. */
const partOfYear = /^了?[上下]?(?<of>半年|季度|月度|阶段|序时|时序|调整后)/

/** An aim named by what stands around it: 目标为 120 部; “新开工 63 台、新竣工 21 台”的任务指标. */
function isNamedAim({ text }: Scene, figure: Figure): boolean {
  if (isAim(figure)) return true
  const quoted = /^[^“”]{0,24}”的?[^，。；]{0,6}(?:目标|指标|任务)/.test(text.slice(figure.end, figure.end + 36))
  return quoted && !/完成“[^”]*$/.test(text.slice(Math.max(0, figure.start - 30), figure.start))
}

/** 超额完成: what was done against what was to be done, of the same thing and near each other. */
export function targetsOf(scene: Scene, done: Figure): Assertion[] {
  if (!isAmount(done) || isNamedAim(scene, done) || done.approximation || !actual.test(done.lead)) return []
  const rest = scene.text.slice(done.end, done.end + 60).split(/[。；\n]/)[0]!
  const said = reached.exec(rest)
  if (!said) return []
  const behind = aimBehind(scene, done, done.end + said.index)
  if (behind) return isNamedBehind(scene, behind) ? [against(scene, done, behind, said[0])] : []
  const stretch = partOfYear.exec(rest.slice(said.index + said[0].length))?.groups!['of']
  const aims = scene.figures
    .slice(Math.max(0, done.index - 8), done.index)
    .filter(
      (aim) =>
        (!stretch || wordsOf(aim).includes(stretch)) &&
        done.sentence - aim.sentence <= 1 &&
        done.paragraph === aim.paragraph &&
        sameUnit(aim.unit, done.unit) &&
        isNamedAim(scene, aim),
    )
  // 目标 500 人, 调整至 400 人, 实际 420 人: what stands between may have taken the place of the aim.
  const between = scene.figures.slice((aims.at(-1)?.index ?? done.index) + 1, done.index)
  if (between.some(({ unit }) => sameUnit(unit, done.unit))) return []
  const alike = (aim: Figure) => sharedRun(wordsOf(aim), wordsOf(done))
  const aim = aims.toSorted((a, b) => alike(b) - alike(a))[0]
  if (!aim || (alike(aim) < 2 && aims.length > 1)) return []
  return [against(scene, done, aim, said[0])]
}

/** 完成 2.2 万平方米, 超额完成年度 2 万平方米的任务; 签约 5,437 户, 对照 5,500 户目标, 超额完成: told after what was done. */
function aimBehind({ figures }: Scene, done: Figure, said: number): Figure | undefined {
  const next = figures[done.index + 1]
  if (!next || next.sentence !== done.sentence || !sameUnit(next.unit, done.unit)) return undefined
  const isBefore = next.start < said
  return isBefore || (next.start < said + 60 && next.clause - done.clause <= 1) ? next : undefined
}

const isNamedBehind = ({ text }: Scene, figure: Figure): boolean =>
  /^的?(?:年度|全年|半年|季度|\p{Script=Han}级)?(?:目标|指标|任务|计划)/u.test(text.slice(figure.end, figure.end + 8))

function against({ text }: Scene, done: Figure, aim: Figure, said: string): Assertion {
  const isShort = compare(done.value, aim.value) < 0
  return {
    kind: 'target',
    stated: done,
    joined: [aim],
    computed: aim.value,
    formula: `目标 ${written(text, aim)}，实际 ${written(text, done)}`,
    isFirm: true,
    verdict: isShort ? 'contradicts' : 'reconciles',
    note: isShort
      ? [`，文中称“${said}”，不符`, ' (aimed at, done): short of the aim the text says was met']
      : ['，已达目标', ' (aimed at, done): the aim is met'],
  }
}

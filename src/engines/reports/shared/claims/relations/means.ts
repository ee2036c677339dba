import { over, rational, times, type Rational } from '#kernel/rational'
import type { Figure } from '../figures.ts'
import { divideIntervals, scaleInterval } from '../interval.ts'
import { isPositive, rangeOf, written, type Assertion, type Scene } from './assertion.ts'
import { changing, isAmount, isMean, wordsOf } from './words.ts'

/** 户均, 案均, 平均每个支部, 每期: of what so many each. */
const each = /(?<who>[^，。；、平日月年季周天不\P{Script=Han}])均(?![衡等价为达分])[^，。；、]{0,8}$/u
/** 每人平均 4 次. */
const eachOnAverage = /每(?<who>[人户家村亩])平均(?:约|为|达)?$/
/** 亩产: so much for each mu. */
const yieldOf = /(?:亩产量?|单产)(?:达到?|为|约)*$|平均(?<who>[班户家校村])(?:额|容量|规模|面积)(?:达到?|为|约)*$/
const eachOf =
  /(?:平均)?每一?(?!年|月|日|天|周|季|半|逢|当)(?:(?<unit>[名位家户座幢栋期站班场件批]次?)|个?(?<who>\p{Script=Han}{0,3}))(?:约|近|有|负责|配备|[^，。；、]{0,6})$/u

function quotient(scene: Scene, stated: Figure, total: Figure, number: Figure, isFirm: boolean): Assertion {
  return {
    kind: 'ratio',
    stated,
    joined: [total, number],
    computed: over(times(total.value, inUnitOf(total, stated)), number.value),
    range: scaleInterval(divideIntervals(rangeOf(total), rangeOf(number)), inUnitOf(total, stated)),
    formula: `${written(scene.text, total)} ÷ ${written(scene.text, number)}`,
    isFirm,
  }
}

function isOf(figure: Figure, who: string): boolean {
  if (who === '亩') return figure.unit === '亩'
  if (figure.measure !== 'count') return false
  if (who === '') return true
  const words = wordsOf(figure)
  if (/^[家户]/.test(who) && /^[家户]/.test(figure.unit)) return true
  if (/^[名位人]/.test(who) && figure.unit === '人') return true
  return figure.unit.startsWith(who[0]!) || (who.length === 1 ? words.includes(who) : words.includes(who.slice(0, 2)))
}

const past = /上年|去年|同期|年初/
const inKilos: Readonly<Record<string, Rational>> = { 吨: rational(1000), kg: rational(1), 斤: rational(1, 2) }
const alike = (a: string, b: string) =>
  a === b || a === `${b}次` || b === `${a}次` || (b === '次' && a.endsWith('次')) || (a in inKilos && b in inKilos)
/** Tonnes over mu are told in kilos. */
const inUnitOf = (total: Figure, stated: Figure): Rational =>
  total.unit === stated.unit || !(total.unit in inKilos)
    ? rational(1)
    : over(inKilos[total.unit]!, inKilos[stated.unit]!)

/** 户均 2,000 元: the sum over the number of those who share it. */
export function meansOf(scene: Scene, stated: Figure): Assertion[] {
  const heading =
    each.exec(stated.lead) ??
    yieldOf.exec(stated.lead) ??
    eachOnAverage.exec(stated.lead) ??
    (/平均|每/.test(stated.lead) ? eachOf.exec(stated.lead) : null)
  if (!heading) return []
  const who = heading.groups!['unit'] ?? heading.groups!['who'] ?? (/[亩单]产/.test(heading[0]) ? '亩' : '')
  const before = scene.figures
    .slice(Math.max(0, stated.index - 12), stated.index)
    .filter(
      (figure) =>
        figure.paragraph === stated.paragraph &&
        (isAmount(figure) || (figure.unit === '' && stated.unit === '')) &&
        !figure.upTo &&
        !figure.approximation &&
        !isMean(figure) &&
        !changing.test(figure.lead),
    )
    .toReversed()
  const near = before.filter(({ sentence, clause }) => sentence === stated.sentence && stated.clause - clause <= 5)
  const number = near.find(
    (figure) => isOf(figure, who) && figure.unit !== stated.unit && !past.test(figure.lead) && isPositive(figure),
  )
  const total = near.find(
    (figure) => alike(figure.unit, stated.unit) && figure !== number && stated.clause - figure.clause <= 2,
  )
  // 人次 of several kinds are no persons.
  const isOfPersons = who === '人' && number?.unit !== '人' && near.filter((figure) => isOf(figure, who)).length > 1
  const plain = number && total && who !== '' ? [quotient(scene, stated, total, number, !isOfPersons)] : []
  return [
    ...plain,
    ...before
      .filter((figure) => isOf(figure, who) && isPositive(figure))
      .flatMap((one) =>
        before
          .filter((sum) => sum !== one && alike(sum.unit, stated.unit))
          .map((sum) => quotient(scene, stated, sum, one, false)),
      ),
  ]
}

/** 735 家, 是上年 421 家的 1.75 倍. */
export function timesOf(scene: Scene, stated: Figure): Assertion[] {
  const base = scene.figures[stated.index - 1]
  if (stated.unit !== '倍' || !base || !isAmount(base) || !isPositive(base)) return []
  if (!/^[^，。；]{0,4}的$/.test(scene.text.slice(base.end, stated.start))) return []
  if (!/[是为达]|相当于/.test(base.lead)) return []
  const now = scene.figures
    .slice(Math.max(0, base.index - 3), base.index)
    .toReversed()
    .find((figure) => figure.sentence === stated.sentence && figure.unit === base.unit)
  return now ? [quotient(scene, stated, now, base, stated.clause - now.clause <= 1)] : []
}

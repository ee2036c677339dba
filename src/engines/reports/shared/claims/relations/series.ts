import { compare, nought } from '#kernel/rational'
import type { Figure } from '../figures.ts'
import { sameUnit } from '../units.ts'
import type { Assertion, Scene } from './assertion.ts'
import { rateBetween } from './growth.ts'
import { sharesOfWhole } from './lists.ts'
import { changing, isAmount, isJoined, isMean, isShare } from './words.ts'

const divided = /占|比重|比例|份额|结构比/

/** Right before a number of another time. */
const compared = /(?:上年|去年|上一年|同期|20\d\d年)[^，。；]{0,8}$/

function seriesFrom(scene: Scene, first: Figure): Figure[] {
  const series = [first]
  while (isJoined(scene, series.at(-1)!)) series.push(scene.figures[series.at(-1)!.index + 1]!)
  return series
}

function amountsOf({ figures }: Scene, from: number, step: 1 | -1, count: number, sentence: number): Figure[] {
  const found: Figure[] = []
  for (let i = from; found.length < count; i += step) {
    const figure = figures[i]
    if (!figure || figure.sentence !== sentence) return found
    if (!isAmount(figure) || isMean(figure) || figure.upTo) continue
    found.push(figure)
  }
  return found
}

/** A x 件、B y 件, 分别占 p %和 q %; 分别下降 p %和 q %（上年分别为 …）; 分别 …, 由 9 起、4 人降到 6 起、2 人. */
export function respectiveOf(scene: Scene): Assertion[] {
  const found: Assertion[] = []
  let next = 0
  for (const figure of scene.figures) {
    if (figure.index < next || !isShare(figure) || !isJoined(scene, figure)) continue
    const series = seriesFrom(scene, figure)
    next = series.at(-1)!.index + 1
    const before = amountsOf(scene, figure.index - 1, -1, series.length, figure.sentence).toReversed()
    if (divided.test(figure.lead)) {
      if (before.length === series.length && before.every(({ unit }) => unit === before[0]!.unit))
        found.push(
          ...sharesOfWhole(
            scene,
            series.map((share, i) => [share, before[i]!] as const),
          ),
        )
    } else if (changing.test(figure.lead)) found.push(...changesOf(scene, series, before))
  }
  return found
}

function changesOf(scene: Scene, series: readonly Figure[], before: readonly Figure[]): Assertion[] {
  const count = series.length
  const [first, last] = [series[0]!, series.at(-1)!]
  const after = amountsOf(scene, last.index + 1, 1, count * 2, last.sentence)
  const isFromTo = after.length === count * 2 && /[由从]/.test(scene.text.slice(last.end, after[0]!.start))
  // 86 万人次、2.1 亿元, 较上年的 73 万人次和 1.85 亿元分别增长: what it was stands between.
  const both = amountsOf(scene, first.index - 1, -1, count * 2, first.sentence).toReversed()
  const isBetween =
    !isFromTo &&
    both.length === count * 2 &&
    compared.test(both[count]!.lead) &&
    both.slice(0, count).every(({ unit, lead }, i) => sameUnit(unit, both[count + i]!.unit) && !compared.test(lead))
  const nows = isFromTo ? after.slice(count) : isBetween ? both.slice(0, count) : before
  const bases = isBetween ? both.slice(count) : after.slice(0, count)
  if (nows.length !== count || bases.length !== count) return []
  if (!isFromTo && !isBetween && !/上年|去年|同期|20\d\d年|上一年/.test(bases[0]!.lead)) return []
  if (bases.some(({ unit, bracket }, i) => bracket !== bases[0]!.bracket || !sameUnit(nows[i]!.unit, unit))) return []
  return series.flatMap((share, i) => {
    const [now, was] = [nows[i]!, bases[i]!]
    if (compare(was.value, nought) <= 0) return []
    return [rateBetween(scene, share, now, was, true, first.lead)]
  })
}

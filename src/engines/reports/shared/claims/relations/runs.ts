import { compare, hundred, minus, nought, over, rational, sumOf, times } from '#kernel/rational'
import type { Figure } from '../figures.ts'
import { divideIntervals, scaleInterval } from '../interval.ts'
import { rateBetween, sumOfIntervals } from './growth.ts'
import { totalOf } from './lists.ts'
import { isPositive, rangeOf, written, type Assertion, type Scene } from './assertion.ts'
import { changing, isAmount, isMean, isShare, sharedRun, sharedTogether, wordsOf } from './words.ts'

const longest = 10
const joint = /^[^，。；：\n]{0,14}[、和及与][^，。；：\n]{0,14}$/
const listed = /^[^。；：\n\d]{0,14}[、，和及与][^。；：\n\d]{0,14}$/

/** A 件、B 件、C 件: what is named one after the other right before a figure. */
function runBefore({ text, figures }: Scene, stated: Figure, fits: (figure: Figure) => boolean): Figure[] {
  const run: Figure[] = []
  for (let i = stated.index - 1; i >= 0 && run.length < longest; i--) {
    const figure = figures[i]!
    if (figure.sentence !== stated.sentence) break
    // 三项合计 says how many they are.
    if (run.length === 0 && figure.written === 'characters' && stated.clause === figure.clause) continue
    if (!isAmount(figure) || figure.upTo || isMean(figure) || !fits(figure)) break
    const next = run[0]
    if (next ? !joint.test(text.slice(figure.end, next.start)) : stated.clause - figure.clause > 1) break
    run.unshift(figure)
  }
  return run.length >= 2 && run.every(({ measure }) => measure === run[0]!.measure) ? run : []
}

function shareTogether(scene: Scene, stated: Figure): Assertion[] {
  const together = sharedTogether(stated.lead)
  if (together === undefined) return []
  const parts = runBefore(scene, stated, () => true)
  const first = parts[0]
  if (!first || parts.some(({ unit }) => unit !== first.unit)) return []
  const name = together.replace(/^全[部体]|总[数量额]$/g, '')
  const sum = sumOf(parts.map(({ value }) => value))
  return scene.figures
    .slice(Math.max(0, first.index - 30), first.index)
    .filter((whole) => whole.unit === first.unit && isPositive(whole) && !isMean(whole) && !changing.test(whole.lead))
    .filter((whole) => compare(whole.value, sum) >= 0 && (name.length < 2 || sharedRun(name, wordsOf(whole)) >= 2))
    .toReversed()
    .slice(0, 4)
    .map((whole, i): Assertion => {
      const range = divideIntervals(sumOfIntervals(parts.map(rangeOf)), rangeOf(whole))
      return {
        kind: 'ratio',
        stated,
        joined: [...parts, whole],
        computed: times(over(sum, whole.value), hundred),
        range: scaleInterval(range, hundred),
        formula: `(${parts.map((part) => written(scene.text, part)).join(' + ')}) ÷ ${written(scene.text, whole)}`,
        isFirm: i === 0 && name.length >= 2 && whole.paragraph === stated.paragraph,
      }
    })
}

const overYears =
  /(?:[两二三四五六七八九\d]年(?:间|来)?)(?:累计|总体|总共|合计|共|实现)?(?:增长|上升|提高|增加|下降|减少|降低)(?:了|达)?$/

/** 2023年至2025年分别为 A 件、B 件和 C 件, 三年间增长 22.8 %: from the first to the last. */
function changeOverYears(scene: Scene, stated: Figure): Assertion[] {
  if (!overYears.test(stated.lead) || /年均/.test(stated.lead)) return []
  const run = runBefore(scene, stated, (figure) => !changing.test(figure.lead))
  const [was, now] = [run[0], run.at(-1)]
  if (!was || !now || compare(was.value, nought) <= 0 || run.some(({ unit }) => unit !== was.unit)) return []
  return [rateBetween(scene, stated, now, was, true)]
}

/** 身份证 1.86 万张、护照 1.12 万本, 合计 2.98 万件: each with a measure word of its own. */
function mixedTotal(scene: Scene, total: Figure): Assertion[] {
  if (total.measure !== 'count' || !/(?:合计|共计|总计|共)[^，。；、]{0,6}$/.test(total.lead)) return []
  const parts = runBefore(scene, total, ({ measure, unit }) => measure === 'count' && !/[人次]$/.test(unit))
  if (parts.every(({ unit }) => unit === total.unit)) return []
  const gap = minus(total.value, sumOf(parts.map(({ value }) => value)))
  const isNear = compare(times(gap, rational(gap.n < 0n ? -10 : 10)), total.value) < 0
  return isNear ? [totalOf(scene, total, parts, /合计|共计|总计/.test(total.lead))] : []
}

/** 对 32 个项目评价, 优 11 个、良 17 个、中 4 个: a list of three and more that comes to what was said before it. */
function exactRun(scene: Scene, total: Figure): Assertion[] {
  if (!total.isWhole || total.measure !== 'count') return []
  const later = scene.figures.slice(total.index + 1, total.index + 1 + longest)
  const first = later.findIndex((figure) => figure.unit === total.unit)
  const start = later[first]
  if (!start || start.sentence - total.sentence > 1 || start.paragraph !== total.paragraph) return []
  const parts = [start]
  for (const figure of later.slice(first + 1)) {
    if (figure.unit !== total.unit || !listed.test(scene.text.slice(parts.at(-1)!.end, figure.start))) break
    parts.push(figure)
  }
  const isSum = parts.length >= 3 && compare(sumOf(parts.map(({ value }) => value)), total.value) === 0
  return isSum ? [totalOf(scene, total, parts, false)] : []
}

export function runsOf(scene: Scene, stated: Figure): Assertion[] {
  if (isShare(stated)) return [...shareTogether(scene, stated), ...changeOverYears(scene, stated)]
  return isAmount(stated) ? [...mixedTotal(scene, stated), ...exactRun(scene, stated)] : []
}

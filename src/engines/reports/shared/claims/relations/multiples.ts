import { compare, minus, one, over, rational, times, type Rational } from '#kernel/rational'
import type { Figure } from '../figures.ts'
import { divideIntervals } from '../interval.ts'
import { sameUnit } from '../units.ts'
import { levelsBefore } from './levels.ts'
import { isPositive, rangeOf, written, type Assertion, type Scene } from './assertion.ts'
import { changing, isAmount, isMean, isShare, sharedRun, wordsOf } from './words.ts'

const againstBase = /(?:[比较]|在)[^，。；]{0,24}$/

/** The level a clause compares with, and the one it says this of. */
function twoLevels(scene: Scene, stated: Figure): { now: Figure; was: Figure } | undefined {
  const levels = levelsBefore(scene, stated, isAmount)
  if (levels) return levels
  const was = scene.figures[stated.index - 1]
  if (!was || !isAmount(was) || was.sentence !== stated.sentence || !againstBase.test(was.lead)) return undefined
  const now = scene.figures
    .slice(Math.max(0, was.index - 4), was.index)
    .toReversed()
    .find((figure) => figure.sentence === stated.sentence && sameUnit(figure.unit, was.unit) && isAmount(figure))
  return now && stated.clause - now.clause <= 2 ? { now, was } : undefined
}

/** 比上年的 36 家增长 1.5 倍. */
function timesMore(scene: Scene, stated: Figure): Assertion[] {
  if (stated.unit !== '倍' || !changing.test(stated.lead)) return []
  const levels = twoLevels(scene, stated)
  if (!levels || !isPositive(levels.was)) return []
  const { now, was } = levels
  const quotient = divideIntervals(rangeOf(now), rangeOf(was))
  const [a, b] = [written(scene.text, now), written(scene.text, was)]
  return [
    {
      kind: 'growth',
      stated,
      joined: [now, was],
      computed: minus(over(now.value, was.value), one),
      range: { low: quotient.low && minus(quotient.low, one), high: quotient.high && minus(quotient.high, one) },
      formula: `(${a} − ${b}) ÷ ${b}`,
      isFirm: true,
    },
  ]
}

/** 翻一番 is said of what a little less or somewhat more than doubled. */
const leastOfDouble = rational(95, 100)
const mostOfDouble = rational(135, 100)

/** 比 2020 年的 178.5 亿元翻了一番: twice as much; 翻两番: four times. */
function doubled(scene: Scene, stated: Figure): Assertion[] {
  if (stated.unit !== '番' || stated.value.d !== 1n || stated.value.n > 6n) return []
  const levels = twoLevels(scene, stated)
  if (!levels || !isPositive(levels.was)) return []
  const factor = over(levels.now.value, levels.was.value)
  const meant = rational(2n ** stated.value.n)
  const isMet = compare(factor, times(meant, leastOfDouble)) >= 0 && compare(factor, times(meant, mostOfDouble)) <= 0
  const [a, b] = [written(scene.text, levels.now), written(scene.text, levels.was)]
  const shown = (Math.round((Number(factor.n) / Number(factor.d)) * 100) / 100).toString()
  return [
    {
      kind: 'growth',
      stated,
      joined: [levels.now, levels.was],
      computed: factor,
      formula: `${a} ÷ ${b} = ${shown}`,
      isFirm: true,
      verdict: isMet ? 'within_rounding' : 'contradicts',
      note: isMet
        ? [`，翻番即 ${meant.n} 倍，相近`, `; doubling so often is ${meant.n} times: about as much`]
        : [`，翻番应为 ${meant.n} 倍，不符`, `; doubling so often would be ${meant.n} times`],
    },
  ]
}

/** 医护比, 城乡居民收入比, 存贷比: two things, a character for each. */
const pairRatio =
  /(?<one>\p{Script=Han})(?<other>\p{Script=Han})(?<of>\p{Script=Han}{0,8})(?<![同环占对相])比(?:例|值|率)?(?:达到?|为|是|约|[:：]|(?:缩小|扩大|下降|降低|降|上升|升|提高|优化)[到至为]?)*$/u
const otherNames: Readonly<Record<string, string>> = { 乡: '农', 农: '乡' }
const far = rational(2)

function quotient(scene: Scene, stated: Figure, part: Figure, whole: Figure, isFirm: boolean): Assertion {
  const scale: Rational = isShare(stated) ? rational(100) : one
  const range = divideIntervals(rangeOf(part), rangeOf(whole))
  return {
    kind: 'ratio',
    stated,
    joined: [part, whole],
    computed: times(over(part.value, whole.value), scale),
    range: { low: range.low && times(range.low, scale), high: range.high && times(range.high, scale) },
    formula: `${written(scene.text, part)} ÷ ${written(scene.text, whole)}`,
    isFirm,
  }
}

function namedPair(scene: Scene, stated: Figure): Assertion[] {
  const said = pairRatio.exec(stated.lead)
  if (!said || changing.test(said.groups!['of']!) || (!isShare(stated) && stated.unit !== '')) return []
  const before = scene.figures
    .slice(Math.max(0, stated.index - 8), stated.index)
    .filter(
      (figure) =>
        stated.paragraph - figure.paragraph <= 1 &&
        isAmount(figure) &&
        isPositive(figure) &&
        !figure.upTo &&
        (!isMean(figure) || figure.measure === 'money') &&
        !changing.test(figure.lead),
    )
  const what = said.groups!['of']!
  const named = (char: string) => {
    const all = before.filter((figure) => {
      const words = wordsOf(figure)
      return words.includes(char) || words.includes(otherNames[char] ?? char)
    })
    // 城乡居民收入比: of incomes, and not of farmland.
    const alike = all.filter((figure) => sharedRun(what, wordsOf(figure)) >= 2)
    return alike.length > 0 ? alike : all
  }
  const told = before.flatMap((a, i) => {
    const b = before[i + 1]
    const both = said.groups!['one']! + said.groups!['other']!
    const areJoined =
      b && a.lead.includes(both) && a.lead.includes('分别') && /^[和、与]$/.test(scene.text.slice(a.end, b.start))
    return areJoined ? [quotient(scene, stated, a, b, true), quotient(scene, stated, b, a, true)] : []
  })
  if (told.length > 0) return told
  const [ones, others] = [named(said.groups!['one']!), named(said.groups!['other']!)]
  const isOnly = ones.length === 1 && others.length === 1
  return ones.flatMap((a) =>
    others
      .filter((b) => b !== a && sameUnit(a.unit, b.unit))
      .flatMap((b) => {
        const both = [quotient(scene, stated, a, b, false), quotient(scene, stated, b, a, false)]
        // A slip of the pen stays near; what is far off was meant of something else.
        return both.map((reading) => {
          const gap = stated.value.n === 0n ? rational(9) : over(reading.computed!, stated.value)
          const isLikely = compare(gap, far) < 0 && compare(times(gap, far), one) > 0
          return { ...reading, isFirm: isOnly && isLikely }
        })
      }),
  )
}

export function multiplesOf(scene: Scene, stated: Figure): Assertion[] {
  return [...timesMore(scene, stated), ...doubled(scene, stated), ...namedPair(scene, stated)]
}

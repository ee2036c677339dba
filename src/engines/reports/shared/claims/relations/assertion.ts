import {
  compare,
  decimalsOf,
  half,
  hundred,
  minus,
  nought,
  over,
  plus,
  rational,
  times,
  toNumber,
  type Rational,
} from '#kernel/rational'
import type { Claim, Relation, ClaimVerdict } from '../claim.ts'
import type { Figure } from '../figures.ts'
import { around, contains, meet, type Interval } from '../interval.ts'

/** One way to understand what a sentence asserts of its figures. */
export interface Assertion {
  readonly kind: Relation['kind']
  /** The figure that states the outcome. */
  readonly stated: Figure
  readonly joined: readonly Figure[]
  readonly computed: Rational | null
  readonly range?: Interval
  /** The recomputation, as a person would write it. */
  readonly formula: string
  /** Said so plainly that a difference is an error; otherwise a difference means it was meant differently. */
  readonly isFirm: boolean
  /** Judged by the reading itself. */
  readonly verdict?: ClaimVerdict
  /** An unrounded statement (a count of things) has to be met exactly. */
  readonly isExact?: boolean
  readonly note?: readonly [zh: string, en: string]
}

/** What the text gives to every relation that is looked for. */
export interface Scene {
  readonly text: string
  readonly figures: readonly Figure[]
}

/** Everything a figure may stand for. 约 leaves a tenth; 余 and 近 leave one side open. */
export function rangeOf(figure: Figure): Interval {
  const { value, step, isWhole, approximation, upTo } = figure
  if (upTo) return { low: value, high: upTo }
  if (approximation) {
    const tenth = over(value, rational(10))
    if (approximation.bound === '>=') return { low: value, high: undefined }
    if (approximation.bound === '<=') return { low: nought, high: value }
    return { low: minus(value, tenth), high: plus(value, tenth) }
  }
  if (isWhole && figure.measure !== 'percent') return { low: value, high: value }
  return around(value, step)
}

const belowOne = rational(999_999n, 1_000_000n)

/** What a stated outcome may stand for: rounded, or cut off after its last digit. */
export function statedRange(figure: Figure, isExact: boolean): Interval {
  if (figure.approximation || figure.upTo) return rangeOf(figure)
  if (isExact && figure.isWhole) return { low: figure.value, high: figure.value }
  const reach = times(figure.step, half)
  // Cut off it stays below the next digit: 98 % is not 97 %.
  return { low: minus(figure.value, reach), high: plus(figure.value, times(figure.step, belowOne)) }
}

function judged(reading: Assertion): ClaimVerdict {
  const { computed, range, stated, isExact = false } = reading
  if (reading.verdict) return reading.verdict
  if (!computed) return 'cannot_judge'
  const allowed = statedRange(stated, isExact)
  const nominal: Interval =
    stated.approximation || stated.upTo || (isExact && stated.isWhole) ? allowed : around(stated.value, stated.step)
  if (contains(nominal, computed)) return 'reconciles'
  if (range && meet(range, allowed)) return 'within_rounding'
  return contains(allowed, computed) ? 'within_rounding' : 'contradicts'
}

const rank: Readonly<Record<ClaimVerdict, number>> = {
  reconciles: 0,
  within_rounding: 1,
  contradicts: 2,
  cannot_judge: 3,
}

export interface Settled {
  readonly reading: Assertion
  readonly verdict: ClaimVerdict
}

/** 超四成 is 40 to 50 and some: a share far above it is a share of something else. */
function isNear({ kind, stated, computed, isFirm }: Assertion): boolean {
  if (kind !== 'ratio' || !computed || stated.unit !== '%' || !stated.approximation) return true
  if (compare(computed, hundred) > 0 && compare(stated.value, hundred) < 0) return false
  const gap = minus(computed, stated.value)
  const ten = rational(10)
  return isFirm || (compare(gap, ten) <= 0 && compare(minus(nought, ten), gap) <= 0)
}

/** The most charitable of several readings; only a firm one, the first of them, can be wrong. */
export function settle(readings: readonly Assertion[]): Settled | undefined {
  const settled = readings.filter(isNear).map((reading) => ({ reading, verdict: judged(reading) }))
  const best = settled.toSorted((a, b) => rank[a.verdict] - rank[b.verdict])[0]
  if (!best || best.verdict === 'reconciles' || best.verdict === 'within_rounding') return best
  return (
    settled.find(({ reading, verdict }) => verdict === 'contradicts' && reading.isFirm) ??
    settled.find(({ verdict }) => verdict === 'cannot_judge')
  )
}

/** As the text writes it, without the blanks of its layout. */
export function written(text: string, figure: Figure): string {
  return text.slice(figure.start, figure.end).replaceAll(/(?<=\d)，(?=\d)/g, ',')
}

const greats: Readonly<Record<string, Rational>> = { 亿: rational(100_000_000), 万: rational(10_000) }

/** A computed outcome as the text would write it, in the same 万 or 亿, with two digits to spare. */
export function shown(text: string, value: Rational, like: Figure): string {
  const raw = text.slice(like.start, like.end)
  const decimals = /\.(?<digits>\d+)/.exec(raw)?.groups!['digits']!.length ?? 0
  if (like.measure === 'percent') return `${decimalsOf(value, Math.max(2, decimals))}%`
  const great = /\d[余多]?(?<scale>[万亿])/.exec(raw)?.groups!['scale']
  const scaled = great ? over(value, greats[great]!) : value
  const digits = decimalsOf(scaled, decimals + 2)
    .replace(/(?<=\.\d*)0+$/, '')
    .replace(/\.$/, '')
  return `${digits}${great ?? ''}${like.unit}`
}

const outcomes: Readonly<
  Record<ClaimVerdict, (computed: string, stated: string, range: string) => readonly [string, string]>
> = {
  reconciles: (computed, stated) => [
    `= ${computed}，与文中 ${stated} 相符`,
    `= ${computed}, which agrees with the stated ${stated}`,
  ],
  within_rounding: (computed, stated, range) => [
    `= ${computed}，计入各数的取舍可为 ${range}，文中写 ${stated}`,
    `= ${computed}, or ${range} as the rounding of the figures allows; the text says ${stated}`,
  ],
  contradicts: (computed, stated) => [
    `= ${computed}，文中写 ${stated}，不符`,
    `= ${computed}, but the text says ${stated}`,
  ],
  cannot_judge: (_, stated) => [
    `，文中写 ${stated}，无从核对`,
    `; the text says ${stated}, with nothing to check it against`,
  ],
}

export function relationOf(scene: Scene, claims: readonly Claim[], { reading, verdict }: Settled): Relation {
  const { stated, joined, computed, range, formula, note } = reading
  const computedText = computed ? shown(scene.text, computed, stated) : ''
  const rangeText = range
    ? `${range.low ? shown(scene.text, range.low, stated) : '−∞'} – ${range.high ? shown(scene.text, range.high, stated) : '∞'}`
    : ''
  const outcome = note ?? outcomes[verdict](computedText, written(scene.text, stated), rangeText)
  return {
    kind: reading.kind,
    claims: [stated, ...joined].map(({ index }) => claims[index]!.id),
    stated: toNumber(stated.value),
    computed: computed ? toNumber(computed) : null,
    ...(range && {
      range: [range.low ? toNumber(range.low) : null, range.high ? toNumber(range.high) : null] as const,
    }),
    verdict,
    sentence: note
      ? [`${formula}${note[0]}`, `${formula}${note[1]}`]
      : [`${formula} ${outcome[0]}`.replace(' ，', '，'), `${formula} ${outcome[1]}`.replace(' ;', ';')],
  }
}

export const percentOf = (part: Rational, whole: Rational): Rational => times(over(part, whole), hundred)
export const isPositive = ({ value }: Figure): boolean => compare(value, nought) > 0

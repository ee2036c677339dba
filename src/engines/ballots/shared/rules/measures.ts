import type { Text } from '#kernel/text'
import type { Fraction, CountedBy } from './rules.ts'

/** Both measures of something counted: exclusive area in 0.01 m², and heads. */
export interface Measures {
  readonly area: number
  readonly heads: number
}

export const measures = ['area', 'heads'] as const satisfies readonly CountedBy[]
export const nothing: Measures = { area: 0, heads: 0 }

export function addUp(...parts: readonly Measures[]): Measures {
  return parts.reduce((sum, part) => ({ area: sum.area + part.area, heads: sum.heads + part.heads }), nothing)
}

export function isMeasured({ area, heads }: Measures): boolean {
  return Number.isSafeInteger(area) && area >= 0 && Number.isSafeInteger(heads) && heads >= 0
}

export function isWithin(part: Measures, whole: Measures): boolean {
  return part.area <= whole.area && part.heads <= whole.heads
}

/** One comparison of the count, as anyone may repeat it: exact whole numbers, and the sentence that says what they mean. */
export interface CountStep {
  readonly step: 'participants' | 'not_returned' | 'lead' | 'quorum' | 'majority'
  readonly measure: CountedBy
  /** Index of the candidate whose majority this is. */
  readonly candidate: number | null
  /** Decimal digits, for products may be longer than a number holds exactly. */
  readonly left: string
  readonly relation: '=' | '>' | '>='
  readonly right: string
  readonly holds: boolean
  readonly text: Text
}

const digits = '零一二三四五六七八九十'

function chineseNumber(value: number): string {
  return digits[value] ?? String(value)
}

export function fractionText({ numerator, denominator, strict }: Fraction): Text {
  const half = numerator * 2 === denominator
  const share = half ? '半数' : `${chineseNumber(denominator)}分之${chineseNumber(numerator)}`
  return [
    strict ? (half ? '过半数' : `超过${share}`) : `${share}以上`,
    `${strict ? 'more than' : 'at least'} ${numerator}/${denominator}`,
  ]
}

/** An area of 0.01 m² units in square metres, exactly. */
export function squareMetres(area: number): string {
  return `${Math.floor(area / 100)}.${String(area % 100).padStart(2, '0')}`
}

export function amountText(measure: CountedBy, amount: number): Text {
  return measure === 'area'
    ? [`${squareMetres(amount)} 平方米`, `${squareMetres(amount)} m²`]
    : [`${amount} 人`, `${amount} ${amount === 1 ? 'owner' : 'owners'}`]
}

/** Truncated, never rounded up: a share just short of a threshold must not look as if it had been reached. */
export function percent(part: number, whole: number): string {
  if (whole === 0) return '0.00%'
  const hundredths = (BigInt(part) * 10_000n) / BigInt(whole)
  return `${hundredths / 100n}.${String(hundredths % 100n).padStart(2, '0')}%`
}

const multipliedOut = ({ numerator, denominator }: Fraction, part: number, whole: number) =>
  [BigInt(denominator) * BigInt(part), BigInt(numerator) * BigInt(whole)] as const

/** Whether a part is as much of its whole as is asked for, multiplied out so that nothing is rounded. */
export function isReached(fraction: Fraction, part: number, whole: number): boolean {
  const [left, right] = multipliedOut(fraction, part, whole)
  return fraction.strict ? left > right : left >= right
}

/** A part against a share of its whole, with both products and the sentence. */
export function compareShare(
  step: 'quorum' | 'majority',
  measure: CountedBy,
  part: number,
  whole: number,
  fraction: Fraction,
  names: { readonly part: Text; readonly whole: Text },
  candidate: number | null = null,
): CountStep {
  const [left, right] = multipliedOut(fraction, part, whole)
  const holds = isReached(fraction, part, whole)
  const [partAmount, wholeAmount, wanted] = [
    amountText(measure, part),
    amountText(measure, whole),
    fractionText(fraction),
  ]
  return {
    step,
    measure,
    candidate,
    left: String(left),
    relation: fraction.strict ? '>' : '>=',
    right: String(right),
    holds,
    text: [
      `${names.part[0]} ${partAmount[0]}，占${names.whole[0]} ${wholeAmount[0]}的 ${percent(part, whole)}，` +
        `${holds ? '符合' : '不符合'}“${wanted[0]}”的要求。`,
      `${names.part[1]}: ${partAmount[1]}, ${percent(part, whole)} of ${names.whole[1]} (${wholeAmount[1]}); ` +
        `${wanted[1]} is ${holds ? 'reached' : 'not reached'}.`,
    ],
  }
}

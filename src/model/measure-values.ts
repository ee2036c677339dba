import { measureUnits, type Definition, type Measure, type MeasureUnitId, type Reckoning } from './measures.ts'

/** Percentage with two decimals, truncated (never rounded up): 18,726 of 19,115 reads 97.96. */
export function percent(numerator: number, denominator: number): string | null {
  return denominator === 0 ? null : quotient(BigInt(numerator) * 100n, BigInt(denominator), 2)
}

/** numerator / denominator with so many decimals, cut off. */
function quotient(numerator: bigint, denominator: bigint, decimals: number): string {
  const scaled = (numerator * 10n ** BigInt(decimals)) / denominator
  const [sign, digits] = scaled < 0n ? ['-', -scaled] : ['', scaled]
  if (decimals === 0) return `${sign}${digits}`
  const text = String(digits).padStart(decimals + 1, '0')
  return `${sign}${text.slice(0, -decimals)}.${text.slice(-decimals)}`
}

/** What was counted, as it is kept and handed on: whole numbers. For a median the numerator is the middle amount. */
export interface Counted {
  readonly numerator: number
  readonly denominator: number
}

/** The value of a rate or weighted mean as an exact fraction of one. */
export function shareOf({ kind }: Definition, { numerator, denominator }: Counted): Counted {
  return { numerator, denominator: kind === 'weighted' ? denominator * 1000 : denominator }
}

/** Numerator and denominator as people read them beside the value; null for what is no quotient. */
export function fractionOf(
  { kind, unit }: { readonly kind: Reckoning['kind']; readonly unit: string },
  { numerator, denominator }: Counted,
): readonly [string, string] | null {
  switch (kind) {
    case 'rate':
      return [String(numerator), String(denominator)]
    case 'weighted':
      return [String(numerator / 1000), String(denominator)]
    case 'mean':
      return [String(numerator / measureUnits[unit as MeasureUnitId].pieces), String(denominator)]
    default:
      return null
  }
}

/** The value as people read it, in the measure's unit, cut off; null where there is nothing to divide by. */
export function valueOfCounted(
  { definition, unit }: Pick<Measure, 'definition' | 'unit'>,
  counted: Counted,
): string | null {
  const { pieces, decimals } = measureUnits[unit]
  const [numerator, denominator] = [BigInt(counted.numerator), BigInt(counted.denominator)]
  switch (definition.kind) {
    case 'count':
    case 'sum':
      return quotient(numerator, BigInt(pieces), decimals)
    case 'rate':
      return percent(counted.numerator, counted.denominator)
    case 'weighted':
      return denominator === 0n ? null : quotient(numerator, denominator * 10n, 2)
    case 'mean':
      return denominator === 0n ? null : quotient(numerator, denominator * BigInt(pieces), decimals)
    case 'median':
      return denominator === 0n ? null : quotient(numerator, BigInt(pieces), decimals)
  }
}

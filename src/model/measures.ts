import type { Text } from '#kernel/text'
import type { Condition } from './conditions.ts'

/** A count of records, or a rate of those that also meet a second condition. Empty denominators give null, never 100 %. */
export interface Measure<F extends string = string> {
  readonly id: string
  readonly label: Text
  /** One sentence for the reader: what is counted, and on which authority. */
  readonly meaning: Text
  readonly of: Condition<F>
  /** For a rate: the part of `of` that counts. */
  readonly part?: Condition<F>
  /** The instant that places a record in a period. */
  readonly time: F
  readonly basis?: string
}

export function count<const F extends string>(
  id: string,
  label: Text,
  meaning: Text,
  of: Condition<F>,
  time: F,
): Measure<F> {
  return { id, label, meaning, of, time }
}

export function rate<const F extends string>(
  id: string,
  label: Text,
  meaning: Text,
  ratio: { part: Condition<F>; of: Condition<F> },
  time: F,
  basis?: string,
): Measure<F> {
  return { id, label, meaning, of: ratio.of, part: ratio.part, time, ...(basis && { basis }) }
}

/** Percentage with two decimals, truncated (never rounded up): 18,726 of 19,115 reads 97.96. */
export function percent(numerator: number, denominator: number): string | null {
  if (denominator === 0) return null
  const hundredths = (BigInt(numerator) * 10_000n) / BigInt(denominator)
  return `${hundredths / 100n}.${String(hundredths % 100n).padStart(2, '0')}`
}

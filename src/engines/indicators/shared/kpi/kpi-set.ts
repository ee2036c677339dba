import type { Text } from '#kernel/text'
import type { Confidence } from '#model'
import type { Dimension } from '../measuring.ts'

/** The points an item can bring: the seed of a dated parameter, with its basis and how sure it is. */
export interface KpiPoints {
  readonly value: number
  readonly basis: Text
  readonly confidence: Confidence
}

/**
 * How an item scores. `rate`: points × rate. `share_of_group`: points × own number / the group's. `each`: points for every
 * piece, such as the deduction for each overdue ticket (then negative).
 */
export type KpiScoring = 'rate' | 'share_of_group' | 'each'

export interface KpiItem {
  readonly id: string
  readonly label: Text
  /** Key of a measure. */
  readonly measure: string
  readonly scoring: KpiScoring
  readonly points: KpiPoints
}

/** A set of weighed measures by which areas or units are compared; one edition of it holds from a day on. */
export interface KpiSet {
  readonly id: string
  readonly label: Text
  readonly summary: Text
  /** Who is compared with whom: areas or units, never workers. */
  readonly by: readonly Extract<Dimension, 'committee' | 'unit'>[]
  /** Editions in the order they came into force (YYYY-MM-DD). */
  readonly editions: readonly { readonly from: string; readonly items: readonly KpiItem[] }[]
}

/** The edition in force on a day; the first one before it came into force. */
export function editionOn(set: KpiSet, day: string): KpiSet['editions'][number] {
  return set.editions.findLast((edition) => edition.from <= day) ?? set.editions[0]!
}

/** The parameter that holds an item's points. */
export const pointsKey = (set: string, item: string): string => `${set}.${item}`

import type { Counted } from '#model'
import type { KpiItem } from './kpi-set.ts'

/** Points in hundredths, cut off; null where there is nothing to divide by. */
export type Hundredths = number | null

/** What one member scores on one item. `group` is the sum over all members compared. Points are given in thousandths. */
export function scoreOf(item: Pick<KpiItem, 'scoring'>, points: number, own: Counted, group: Counted): Hundredths {
  const times = (numerator: number, denominator: number): Hundredths =>
    denominator === 0 ? null : Number((BigInt(points) * BigInt(numerator)) / (BigInt(denominator) * 10n))
  switch (item.scoring) {
    case 'rate':
      return times(own.numerator, own.denominator)
    case 'share_of_group':
      return times(own.numerator, group.numerator)
    case 'each':
      return times(own.numerator, 1)
  }
}

/** The sum; of a member that cannot be scored on an item there is no sum, for a made-up one would be unfair either way. */
export function totalOf(scores: readonly Hundredths[]): Hundredths {
  return scores.reduce<Hundredths>((sum, each) => (sum === null || each === null ? null : sum + each), 0)
}

/** Rank 1 for the most points, the same rank for the same points, none for whom there is no sum. */
export function ranksOf(totals: readonly Hundredths[]): (number | null)[] {
  return totals.map((own) => (own === null ? null : 1 + totals.filter((other) => other !== null && other > own).length))
}

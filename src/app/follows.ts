import { toldOfCases } from '#engines/indicators/shared'
import { reportsFollowingCases } from '#engines/reports/shared'

/** By engine, the queries of other engines that tell of its records: who may ask those hears of its acts, too. */
export const follows: Readonly<Record<string, readonly string[]>> = {
  cases: [...toldOfCases, ...reportsFollowingCases],
}

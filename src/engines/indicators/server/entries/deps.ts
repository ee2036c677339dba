import type { Actor } from '#platform/operations'
import type { EntryLedger } from '#engines/indicators/shared'
import type { MeasuresDeps } from '../measures/definitions.ts'

export interface EntriesDeps extends MeasuresDeps {
  readonly entryLedgers: readonly EntryLedger[]
}

/** Entries are of the whole street. */
export const seesStreet = ({ scope }: Actor): boolean => scope?.kind === 'street'

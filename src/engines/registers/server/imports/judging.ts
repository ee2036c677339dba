import type { Fields, RegisterId, Registers, Tags, Verdict } from '#engines/registers/shared'
import type { Reading, RowReason } from '../../shared/importing/index.ts'
import type { Traits } from '../../shared/matching/index.ts'
import type { Rules } from '../entries/entries.store.ts'
import type { FileKeys } from './file-keys.ts'
import type { Import } from './imports.store.ts'
import type { Placing } from './places.ts'
import type { RowKeys } from './row-keys.ts'
import type { FoundCandidate, PlainRow, StoredRow } from './rows.store.ts'

/** What is known while a file is judged. */
export interface Judging {
  readonly street: string
  readonly import: Import
  readonly register: RegisterId
  readonly registers: Registers
  readonly tags: Tags
  readonly rules: Rules
  readonly today: string
  /** Keys of the rows of this file that came before. */
  readonly keys: FileKeys
  readonly heads: Map<string, string>
  /** Rows that are judged and on their way to the database, by their numbers. */
  readonly unstored: Map<number, StoredRow>
}

export interface ReadRow extends PlainRow {
  readonly reading: Reading | null
}

export type Outcome =
  | { readonly is: 'new'; readonly id: string }
  | { readonly is: 'known'; readonly id: string; readonly earlier?: readonly Earlier[] }
  | { readonly is: 'doubtful'; readonly id: string; readonly found: readonly FoundCandidate[] }

export interface Weighed {
  readonly row: ReadRow
  readonly reading: Reading
  readonly keys: RowKeys
  readonly placing: Placing | null
}

export interface Candidate {
  readonly id: string
  readonly fields: Fields
  readonly committee: string | null
  readonly homeKey: string | null
  readonly traits: Traits | null
}

export interface Earlier {
  readonly entry: string
  readonly traits: Traits | null
  readonly fields: Fields
  readonly verdict: Verdict
}

/** What was said of a cell as it stood in the file does not hold once it was mended. */
export const reasonsOf = (row: PlainRow, reading: Reading): RowReason[] => [
  ...row.given.reasons.filter((reason) => reason.target === null || row.mended?.[reason.target] === undefined),
  ...reading.reasons,
]

export function gravest(reasons: readonly RowReason[]): RowReason['gravity'] {
  for (const gravity of ['skipped', 'wrong', 'doubtful'] as const)
    if (reasons.some((reason) => reason.gravity === gravity)) return gravity
  return 'remark'
}

export const isBlocked = ({ row, reading }: Weighed) => gravest(reasonsOf(row, reading)) === 'wrong'

/** The fields that a statement of the row has: of a list of tags none, it only recognises by them. */
export const saidIn = (judging: Pick<Judging, 'import'>, reading: Reading): Fields =>
  judging.import.kind === 'tags' ? {} : reading.fields

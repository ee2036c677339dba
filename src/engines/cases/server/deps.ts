import type { RawBuilder } from 'kysely'
import type { Tx } from '#platform/db'
import type { Case, CaseTypes } from '#engines/cases/shared'

export interface CasesDeps {
  readonly caseTypes: CaseTypes
  /** Which database the settings are of; tests run several in one process. */
  readonly database: string
  readonly files: {
    /** Binds uploaded files to a case; false when one of them has not arrived. */
    claim(tx: Tx, street: string, ids: readonly string[], caseId: string): Promise<boolean>
  }
  /** What a change of a case does to the figures: a statement written together with it. */
  measured?(tx: Tx, street: string, before: Case | null, after: Case): Promise<RawBuilder<unknown> | null>
}

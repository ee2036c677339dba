import type { Text } from '#kernel/text'
import type { CaseType } from '#engines/cases/shared'
import type { EntryLedger } from '#engines/indicators/shared'
import type { RegisterAdditions } from '#engines/registers/shared'
import type { ReportParagraph } from '#engines/reports/shared'

/** One purpose that people recognise by name, put together from the vocabulary of the engines. */
export interface Face {
  /** Also the folder's name and the address. */
  readonly id: string
  readonly name: Text
  readonly summary: Text
  /** Who works with it: the ids of case roles. */
  readonly serves: readonly string[]
  readonly caseTypes: readonly CaseType[]
  /** Fields, tags and kinds of premises that it adds to the registers: in lists, search, import and export at once. */
  readonly registers?: RegisterAdditions
  /** Ledgers that it has people keep month by month, with what is counted of them. */
  readonly entryLedgers?: readonly EntryLedger[]
  /** What it has to say in reports, around numbers of its measures. */
  readonly paragraphs?: readonly ReportParagraph[]
}

export function defineFace(face: Face): Face {
  return face
}

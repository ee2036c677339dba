import type { Decision } from '../rules/count-vote.ts'
import type { Measures } from '../rules/measures.ts'
import type { VoteMode } from '../vote.ts'

/** What tellers put their names under. */
export interface ResultSheet {
  readonly v: 1
  readonly vote: string
  readonly electionUuid: string
  readonly mode: VoteMode
  readonly closedAt: string
  /** SHA-256 in hex of the trackers in the order of the archives, a line each. */
  readonly ballotsHash: string
  readonly delivered: Measures
  /** SHA-256 of paper.json, in hex. */
  readonly paper: string
  readonly questions: readonly { readonly text: string; readonly decision: Decision }[]
}

/** result.json: the sheet with its hash, and who signed it. */
export interface SignedSheet extends ResultSheet {
  /** SHA-256 in hex of the sheet as canonical JSON without this and without the names. */
  readonly sheet: string
  readonly tellers: readonly { readonly name: string; readonly post: string; readonly at: string }[]
}

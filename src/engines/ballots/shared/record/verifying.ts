import type { LogTrust, LogVerdict, SignedReceipt } from '#engines/notary/shared'
import type { Group } from '../belenios/group.ts'
import type { VerifyBallots } from '../belenios/verify-archive.ts'
import type { Decision } from '../rules/count-vote.ts'
import type { VoteGroup, VoteMode, VoteQuestion } from '../vote.ts'
import type { Files } from './read-record.ts'
import type { RecordFinding, RecordFindingCode } from './record-findings.ts'
import type { RecordProgress } from './record-steps.ts'

/** What an owner holds: the tracker of a ballot, with the receipt given for it. */
export interface GivenReceipt {
  readonly tracker?: string
  readonly receipt: SignedReceipt
}

export interface VerifyRecordOptions {
  /** Verifies ballots elsewhere, as in threads; without it they are verified here, in slices. */
  readonly verifyBallots?: VerifyBallots
  /** Faster back-ends than the pure ones. */
  readonly groups?: readonly Group[]
  /** Keys, earlier checkpoints and entries of the chain that the reader has from elsewhere. */
  readonly trust?: Omit<LogTrust, 'receipts'>
  readonly receipts?: readonly GivenReceipt[]
  readonly trackers?: readonly string[]
  readonly onProgress?: (progress: RecordProgress) => void
  readonly signal?: AbortSignal
  /** What time the reader has: the log may still take in a result that was signed just before. */
  readonly now?: Date
}

export interface FoundBallot {
  readonly tracker: string
  /** `replaced`: a later ballot of the same owner counts. */
  readonly state: 'counted' | 'replaced' | 'unknown'
  /** From 1, in the order of the archives. */
  readonly seq: number | null
}

/** What there is to know of the vote when it was read. */
export interface RecordFacts {
  vote: string | null
  electionUuid: string | null
  title: string | null
  mode: VoteMode | null
  group: VoteGroup | null
  phase: 'empty' | 'voting' | 'closed' | 'tallied' | 'decrypting' | 'result'
  owners: number
  /** In 0.01 m², as everywhere. */
  area: number
  /** Ballots in the archives, and those that count: the last of each owner. */
  ballots: number
  counted: number
  countedArea: number
  papers: number
  trustees: number
  decryptedBy: readonly number[]
  questions: readonly VoteQuestion[]
  decisions: readonly Decision[]
  rollHash: string | null
  rulesHash: string | null
  lastEvents: { readonly area: string | null; readonly head: string | null }
  log: Pick<LogVerdict, 'origin' | 'size' | 'root' | 'cosignedBy' | 'anchors'> | null
  found: readonly FoundBallot[]
}

/** What the steps hand on to one another. */
export interface Verifying {
  readonly files: Files
  readonly options: VerifyRecordOptions
  readonly facts: RecordFacts
  readonly hashes: ReadonlyMap<string, string>
  say(code: RecordFindingCode, where: string, detail?: string): void
  take(finding: RecordFinding): void
  told(done: number, total: number): Promise<void>
  textOf(name: string): string | undefined
}

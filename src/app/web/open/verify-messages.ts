import type { SeenCheckpoints } from '#engines/notary/shared'
import type { Evidence } from './evidence.ts'
import type { NoRecord, RecordProgress, RecordVerdict } from '#engines/ballots/shared'

export type RecordSource =
  | { readonly kind: 'site'; readonly url: string }
  | { readonly kind: 'zip'; readonly file: File }
  | { readonly kind: 'folder'; readonly files: readonly (readonly [path: string, file: File])[] }

export interface VerifyOrder {
  readonly kind: 'verify'
  readonly source: RecordSource
  readonly trackers: readonly string[]
  readonly evidence: Evidence
  /** Checkpoints that this browser has seen before. */
  readonly seen: SeenCheckpoints
}

export type ToWorker = VerifyOrder | { readonly kind: 'cancel' }

export type FromWorker =
  | { readonly kind: 'reading' }
  | { readonly kind: 'progress'; readonly progress: RecordProgress }
  | {
      readonly kind: 'done'
      readonly verdict: RecordVerdict
      readonly checkpoint: string | null
      readonly seconds: number
    }
  | { readonly kind: 'cancelled' }
  | { readonly kind: 'failed'; readonly why: NoRecord | 'unreachable' | 'broken' }

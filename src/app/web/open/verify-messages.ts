import type { RecordProgress, RecordVerdict } from '#engines/ballots/shared'
import type { NoRecord } from './record-files.ts'

export type RecordSource =
  | { readonly kind: 'site'; readonly url: string }
  | { readonly kind: 'zip'; readonly file: File }
  | { readonly kind: 'folder'; readonly files: readonly (readonly [path: string, file: File])[] }

export interface VerifyOrder {
  readonly kind: 'verify'
  readonly source: RecordSource
  readonly trackers: readonly string[]
  /** Checkpoints that this browser has seen before. */
  readonly earlier: readonly string[]
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

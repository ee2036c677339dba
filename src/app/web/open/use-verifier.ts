import { useCallback, useEffect, useRef, useState } from 'react'
import type { NoRecord, RecordProgress, RecordVerdict } from '#engines/ballots/shared'
import {
  parseCheckpoint,
  rememberCheckpoint,
  seenCheckpointsIn,
  seenCheckpointsKey,
  type SeenCheckpoints,
} from '#engines/notary/shared'
import type { Evidence } from './evidence.ts'
import type { FromWorker, RecordSource, ToWorker } from './verify-messages.ts'

export type Verifying =
  | { readonly kind: 'idle' }
  | { readonly kind: 'reading' }
  | { readonly kind: 'running'; readonly progress: RecordProgress }
  | { readonly kind: 'cancelled' }
  | { readonly kind: 'failed'; readonly why: NoRecord | 'unreachable' | 'broken' }
  | { readonly kind: 'done'; readonly verdict: RecordVerdict; readonly seconds: number; readonly hadEarlier: boolean }

export interface Verifier {
  readonly state: Verifying
  start(source: RecordSource, trackers: readonly string[], evidence: Evidence): void
  cancel(): void
}

/** The last checkpoint of each log that this browser found right: a log that tells another history later is caught. */
function seenCheckpoints(): SeenCheckpoints {
  try {
    return seenCheckpointsIn(localStorage.getItem(seenCheckpointsKey))
  } catch {
    // Storage may be forbidden; then there is nothing to compare with.
    return {}
  }
}

function remember(note: string): void {
  try {
    localStorage.setItem(seenCheckpointsKey, JSON.stringify(rememberCheckpoint(seenCheckpoints(), note)))
  } catch {
    // As above.
  }
}

/** The worker is loaded with the page, so that nothing has to be fetched when the verification begins. */
export function useVerifier(): Verifier {
  const worker = useRef<Worker | null>(null)
  const [state, setState] = useState<Verifying>({ kind: 'idle' })
  useEffect(() => {
    const made = new Worker(new URL('./verify-worker.ts', import.meta.url), { type: 'module' })
    worker.current = made
    made.addEventListener('error', () => setState({ kind: 'failed', why: 'broken' }))
    made.addEventListener('message', ({ data }: MessageEvent<FromWorker>) => {
      if (data.kind === 'progress') return setState({ kind: 'running', progress: data.progress })
      if (data.kind !== 'done') return setState(data)
      const { verdict, checkpoint, seconds } = data
      const hadEarlier = seenCheckpoints()[parseCheckpoint(checkpoint ?? '')?.origin ?? ''] !== undefined
      if (verdict.ok && checkpoint !== null) remember(checkpoint)
      setState({ kind: 'done', verdict, seconds, hadEarlier })
    })
    return () => made.terminate()
  }, [])
  const post = useCallback((message: ToWorker) => worker.current?.postMessage(message), [])
  return {
    state,
    start(source, trackers, evidence) {
      setState({ kind: 'reading' })
      post({ kind: 'verify', source, trackers, evidence, seen: seenCheckpoints() })
    },
    cancel() {
      post({ kind: 'cancel' })
    },
  }
}

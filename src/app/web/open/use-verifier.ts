import { useCallback, useEffect, useRef, useState } from 'react'
import type { RecordProgress, RecordVerdict } from '#engines/ballots/shared'
import type { NoRecord } from './record-files.ts'
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
  start(source: RecordSource, trackers: readonly string[]): void
  cancel(): void
}

const seenKey = 'mofang.open.checkpoints'

/** The last checkpoint of each log that this browser found right: a log that tells another history later is caught. */
function seenCheckpoints(): Readonly<Record<string, string>> {
  try {
    return JSON.parse(localStorage.getItem(seenKey) ?? '{}') as Record<string, string>
  } catch {
    return {}
  }
}

const sizeOf = (note: string) => Number(note.split('\n')[1])

function remember(note: string): void {
  const [origin = ''] = note.split('\n')
  const seen = seenCheckpoints()
  const before = seen[origin]
  if (before !== undefined && sizeOf(before) > sizeOf(note)) return
  try {
    localStorage.setItem(seenKey, JSON.stringify({ ...seen, [origin]: note }))
  } catch {
    // Storage may be forbidden; then there is nothing to compare with the next time.
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
      const [origin = ''] = checkpoint?.split('\n') ?? []
      const hadEarlier = seenCheckpoints()[origin] !== undefined
      if (verdict.ok && checkpoint !== null) remember(checkpoint)
      setState({ kind: 'done', verdict, seconds, hadEarlier })
    })
    return () => made.terminate()
  }, [])
  const post = useCallback((message: ToWorker) => worker.current?.postMessage(message), [])
  return {
    state,
    start(source, trackers) {
      setState({ kind: 'reading' })
      post({ kind: 'verify', source, trackers, earlier: Object.values(seenCheckpoints()) })
    },
    cancel() {
      post({ kind: 'cancel' })
    },
  }
}

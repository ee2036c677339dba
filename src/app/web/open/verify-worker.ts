import { verifyRecord } from '#engines/ballots/shared'
import { parseCheckpoint, verifySm2, type LogTrust } from '#engines/notary/shared'
import { readSource } from './read-source.ts'
import type { FromWorker, ToWorker, VerifyOrder } from './verify-messages.ts'

const say = (message: FromWorker) => postMessage(message)

function trustOf({ evidence, seen }: VerifyOrder, note: string | null): LogTrust {
  const { logKey, witnesses, earlier } = evidence
  const known = seen[parseCheckpoint(note ?? '')?.origin ?? '']
  return {
    sm2: verifySm2,
    earlier: known === undefined ? earlier : [...earlier, known],
    ...(logKey !== null && { logKey }),
    ...(witnesses.length > 0 && { witnesses }),
  }
}

async function verify(order: VerifyOrder, signal: AbortSignal): Promise<FromWorker> {
  say({ kind: 'reading' })
  const files = await readSource(order.source, signal)
  signal.throwIfAborted()
  if (!files.ok) return { kind: 'failed', why: files.error }
  const began = performance.now()
  let told = 0
  const note = files.value.get('tlog/checkpoint')
  const checkpoint = note ? new TextDecoder().decode(note) : null
  const verdict = await verifyRecord(files.value, {
    trackers: order.trackers,
    receipts: order.evidence.receipts,
    trust: trustOf(order, checkpoint),
    signal,
    onProgress(progress) {
      const now = performance.now()
      if (now - told < 50 && progress.done !== 0) return
      told = now
      say({ kind: 'progress', progress })
    },
  })
  return { kind: 'done', verdict, checkpoint, seconds: (performance.now() - began) / 1000 }
}

let stop = new AbortController()

addEventListener('message', ({ data }: MessageEvent<ToWorker>) => {
  stop.abort()
  if (data.kind === 'cancel') return
  stop = new AbortController()
  const { signal } = stop
  verify(data, signal).then(
    (answer) => say(signal.aborted ? { kind: 'cancelled' } : answer),
    (thrown: unknown) => {
      if (signal.aborted) return say({ kind: 'cancelled' })
      console.error(thrown)
      say({ kind: 'failed', why: 'broken' })
    },
  )
})

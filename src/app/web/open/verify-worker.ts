import { err, ok, type Result } from '#kernel/result'
import { verifyRecord } from '#engines/ballots/shared'
import { recordIn, unzipRecord, type NoRecord, type RecordFiles } from './record-files.ts'
import type { FromWorker, RecordSource, ToWorker, VerifyOrder } from './verify-messages.ts'

const say = (message: FromWorker) => postMessage(message)
const bytesOf = async (blob: Blob) => new Uint8Array(await blob.arrayBuffer())

async function read(source: RecordSource, signal: AbortSignal): Promise<Result<RecordFiles, NoRecord | 'unreachable'>> {
  if (source.kind === 'zip') return unzipRecord(await bytesOf(source.file))
  if (source.kind === 'folder') {
    const files = new Map<string, Uint8Array>()
    for (const [path, file] of source.files) files.set(path, await bytesOf(file))
    return recordIn(files)
  }
  const answer = await fetch(source.url, { signal }).catch(() => null)
  if (!answer?.ok) return err('unreachable')
  const zip = unzipRecord(new Uint8Array(await answer.arrayBuffer()))
  return zip.ok ? ok(zip.value) : zip
}

async function verify({ source, trackers, earlier }: VerifyOrder, signal: AbortSignal): Promise<FromWorker> {
  say({ kind: 'reading' })
  const files = await read(source, signal)
  signal.throwIfAborted()
  if (!files.ok) return { kind: 'failed', why: files.error }
  const began = performance.now()
  let told = 0
  const verdict = await verifyRecord(files.value, {
    trackers,
    trust: { earlier },
    signal,
    onProgress(progress) {
      const now = performance.now()
      if (now - told < 50 && progress.done !== 0) return
      told = now
      say({ kind: 'progress', progress })
    },
  })
  const note = files.value.get('tlog/checkpoint')
  const checkpoint = note ? new TextDecoder().decode(note) : null
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

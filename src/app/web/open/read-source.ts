import { err, type Result } from '#kernel/result'
import { mostRecordBytes, recordIn, unzipRecord, type NoRecord } from '#engines/ballots/shared'
import type { RecordSource } from './verify-messages.ts'

type RecordFiles = ReadonlyMap<string, Uint8Array>

const bytesOf = async (blob: Blob) => new Uint8Array(await blob.arrayBuffer())

/** More folders are chosen by mistake than records have so many files. */
const mostFiles = 20_000

/** Null where more comes than a record can be. */
async function downloaded(answer: Response): Promise<Uint8Array | null> {
  const parts: Uint8Array<ArrayBuffer>[] = []
  let size = 0
  const reader = answer.body!.getReader()
  for (;;) {
    const { done, value } = await reader.read()
    if (done) return bytesOf(new Blob(parts))
    size += value.length
    if (size > mostRecordBytes) {
      await reader.cancel()
      return null
    }
    parts.push(value)
  }
}

/** Sizes are looked at before anything is read: a phone has no room for what is no record. */
export async function readSource(
  source: RecordSource,
  signal: AbortSignal,
): Promise<Result<RecordFiles, NoRecord | 'unreachable'>> {
  if (source.kind === 'zip')
    return source.file.size > mostRecordBytes ? err('too_large') : unzipRecord(await bytesOf(source.file))
  if (source.kind === 'folder') {
    const size = source.files.reduce((sum, [, file]) => sum + file.size, 0)
    if (size > mostRecordBytes || source.files.length > mostFiles) return err('too_large')
    const files = new Map<string, Uint8Array>()
    for (const [path, file] of source.files) files.set(path, await bytesOf(file))
    return recordIn(files)
  }
  const answer = await fetch(source.url, { signal }).catch(() => null)
  if (!answer?.ok) return err('unreachable')
  const bytes = await downloaded(answer)
  return bytes === null ? err('too_large') : unzipRecord(bytes)
}

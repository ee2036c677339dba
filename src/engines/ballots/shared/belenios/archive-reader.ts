import { joined, tarBlock, tarHeader } from './archive.ts'
import { sha256Hex } from './hash.ts'
import { asRecord, parseJson } from './strict-json.ts'

export type ArchiveSource = Uint8Array | AsyncIterable<Uint8Array>

export interface ArchiveLimits {
  readonly fileBytes: number
  readonly archiveBytes: number
  readonly files: number
}

/** Ten times the largest compound: whoever sends more wants to fill a memory, not to be verified. */
export const archiveLimits: ArchiveLimits = { fileBytes: 64 * 2 ** 20, archiveBytes: 2 ** 30, files: 500_000 }

export type ArchiveFault =
  | 'archive_too_large'
  | 'archive_truncated'
  | 'archive_header_wrong'
  | 'file_header_wrong'
  | 'file_too_large'
  | 'file_name_wrong'
  | 'file_hash_wrong'
  | 'file_not_text'
  | 'file_repeated'
  | 'too_many_files'

export type ArchiveFile =
  | { readonly kind: 'header'; readonly timestamp: number }
  | { readonly kind: 'data' | 'event'; readonly hash: string; readonly text: string }

export type ReadFile =
  | { readonly ok: true; readonly value: ArchiveFile }
  | { readonly ok: false; readonly error: ArchiveFault; readonly where: string }

function isZero(bytes: Uint8Array): boolean {
  return bytes.every((byte) => byte === 0)
}

async function* chunksOf(source: ArchiveSource): AsyncGenerator<Uint8Array> {
  if (source instanceof Uint8Array) yield source
  else yield* source
}

/** Gathers chunks of any size into pieces of the size asked for; gives less only at the end. */
class Intake {
  private readonly chunks: AsyncGenerator<Uint8Array>
  private rest: Uint8Array = new Uint8Array(0)
  read = 0

  constructor(source: ArchiveSource) {
    this.chunks = chunksOf(source)
  }

  async close(): Promise<void> {
    await this.chunks.return(undefined)
  }

  async take(length: number): Promise<Uint8Array> {
    const parts: Uint8Array[] = []
    let missing = length
    while (missing > 0) {
      if (this.rest.length === 0) {
        const next = await this.chunks.next()
        if (next.done) break
        this.rest = next.value
        continue
      }
      const part = this.rest.subarray(0, missing)
      this.rest = this.rest.subarray(part.length)
      missing -= part.length
      parts.push(part)
    }
    this.read += length - missing
    return parts.length === 1 ? parts[0]! : joined(parts)
  }
}

function textOf(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
  } catch {
    return undefined
  }
}

function field(header: Uint8Array, offset: number, length: number): string {
  return String.fromCharCode(...header.subarray(offset, offset + length)).split('\0')[0]!
}

/** Undefined unless the header is byte for byte the one that an archive has for such a file. */
function headerParts(header: Uint8Array): { name: string; length: number; timestamp: number } | undefined {
  const [size, time] = [field(header, 124, 12), field(header, 136, 12)]
  if (!/^[0-7]{11}$/.test(size) || !/^[0-7]{11}$/.test(time)) return undefined
  const parts = { name: field(header, 0, 100), length: Number.parseInt(size, 8), timestamp: Number.parseInt(time, 8) }
  const written = tarHeader(parts.name, parts.length, parts.timestamp)
  return written.every((byte, i) => byte === header[i]) ? parts : undefined
}

function headerTimestamp(text: string): number | undefined {
  const timestamp = asRecord(parseJson(text))?.['timestamp']
  if (typeof timestamp !== 'string' || !/^[1-9][0-9]{0,10}$/.test(timestamp)) return undefined
  return JSON.stringify({ version: 1, timestamp }) === text ? Number(timestamp) : undefined
}

/**
 * The files of an archive one after the other, however the bytes arrive, never holding more than one of them. After the
 * first fault nothing can be trusted to be where it should, and reading ends.
 */
export async function* readArchiveFiles(
  source: ArchiveSource,
  limits: ArchiveLimits = archiveLimits,
): AsyncGenerator<ReadFile> {
  const intake = new Intake(source)
  try {
    yield* filesOf(intake, limits)
  } finally {
    await intake.close()
  }
}

async function* filesOf(intake: Intake, limits: ArchiveLimits): AsyncGenerator<ReadFile> {
  const seen = new Set<string>()
  let started: number | undefined
  for (let count = 0; ; count++) {
    const where = `byte ${intake.read}`
    const fault = (error: ArchiveFault): ReadFile => ({ ok: false, error, where })
    const header = await intake.take(tarBlock)
    if (header.length === 0) {
      if (count === 0) yield fault('archive_header_wrong')
      return
    }
    if (header.length < tarBlock) return yield fault('archive_truncated')
    if (count >= limits.files) return yield fault('too_many_files')
    const parts = headerParts(header)
    if (!parts) return yield fault('file_header_wrong')
    if (parts.length > limits.fileBytes) return yield fault('file_too_large')
    const stored = Math.ceil(parts.length / tarBlock) * tarBlock
    if (intake.read + stored > limits.archiveBytes) return yield fault('archive_too_large')
    const bytes = await intake.take(stored)
    if (bytes.length < stored) return yield fault('archive_truncated')
    if (!isZero(bytes.subarray(parts.length))) return yield fault('file_header_wrong')
    const text = textOf(bytes.subarray(0, parts.length))
    if (text === undefined) return yield fault('file_not_text')

    if (started === undefined) {
      if (parts.name !== 'BELENIOS' || headerTimestamp(text) !== parts.timestamp)
        return yield fault('archive_header_wrong')
      started = parts.timestamp
      yield { ok: true, value: { kind: 'header', timestamp: started } }
      continue
    }
    const named = /^([0-9a-f]{64})\.(data|event)\.json$/.exec(parts.name)
    if (!named) return yield fault('file_name_wrong')
    if (parts.timestamp !== started) return yield fault('file_header_wrong')
    const [, hash, kind] = named as unknown as [string, string, 'data' | 'event']
    if (sha256Hex(text) !== hash) return yield fault('file_hash_wrong')
    if (seen.has(hash)) return yield fault('file_repeated')
    seen.add(hash)
    yield { ok: true, value: { kind, hash, text } }
  }
}

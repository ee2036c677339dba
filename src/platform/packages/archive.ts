import type { Readable } from 'node:stream'
import { crc32, createInflateRaw } from 'node:zlib'
import { fromBufferPromise, openPromise } from 'yauzl'
import type { Entry, ZipFile } from 'yauzl'
import { PackageRefused } from './problems.ts'
import { xmlScanner } from './xml.ts'
import type { XmlEvents } from './xml.ts'

/** A zip file, read part by part; nothing of it is ever put on the disk by its own name. */
export interface Archive {
  /** The names of the parts in their order, as they are written. */
  readonly names: readonly string[]
  has(name: string): boolean
  /** The bytes of a part unpacked, as the file lists them; 0 where there is none. */
  size(name: string): number
  read(name: string): AsyncGenerator<Buffer>
  /** Tells what a part says; one of more letters than asked for is refused. */
  readXml(name: string, events: XmlEvents, most?: number, deepest?: number): Promise<void>
  close(): void
}

/** What a zip file may cost before it is refused. */
export interface PackageLimits {
  readonly parts: number
  /** One part unpacked. */
  readonly partBytes: number
  /** All parts unpacked. */
  readonly totalBytes: number
  /** How many times larger a part may be unpacked; small parts are let be. */
  readonly ratio: number
}

/** Names of parts that programs write have a few dozen letters. */
const longestName = 1_000

/** Small files shrink a lot for no bad reason. */
const ratioFrom = 8 * 1024 * 1024

/** Opens a zip file by its path or its bytes. Whoever gets an archive closes it. */
export async function openArchive(source: string | Buffer, limits: PackageLimits): Promise<Archive> {
  const options = { autoClose: false }
  const opening = typeof source === 'string' ? openPromise(source, options) : fromBufferPromise(source, options)
  const zip = await unlessDamaged(opening)
  try {
    const entries = await listEntries(zip, limits)
    return archiveOf(zip, entries)
  } catch (thrown) {
    zip.close()
    throw thrown
  }
}

async function listEntries(zip: ZipFile, limits: PackageLimits): Promise<ReadonlyMap<string, Entry>> {
  if (zip.entryCount > limits.parts) throw new PackageRefused('too_many_parts')
  const entries = new Map<string, Entry>()
  let total = 0
  const each = zip.eachEntry()
  for (;;) {
    const next = await unlessDamaged(each.next())
    if (next.done) return entries
    const entry = next.value
    if (entry.fileName.endsWith('/')) continue
    total += entry.uncompressedSize
    if (entry.fileName.length > longestName) throw new PackageRefused('path_unsafe')
    if (entry.isEncrypted()) throw new PackageRefused('package_encrypted')
    if (![0, 8].includes(entry.compressionMethod)) throw new PackageRefused('file_damaged')
    if (entry.uncompressedSize > limits.partBytes || total > limits.totalBytes) throw new PackageRefused('zip_bomb')
    const isSwollen = entry.uncompressedSize > Math.max(1, entry.compressedSize) * limits.ratio
    if (isSwollen && entry.uncompressedSize > ratioFrom) throw new PackageRefused('zip_bomb')
    // Names of parts differ by more than case; two alike would let two readers see two workbooks.
    const key = entry.fileName.toLowerCase()
    if (entries.has(key)) throw new PackageRefused('file_damaged')
    if (entries.size >= limits.parts) throw new PackageRefused('too_many_parts')
    entries.set(key, entry)
  }
}

function archiveOf(zip: ZipFile, entries: ReadonlyMap<string, Entry>): Archive {
  async function* read(name: string): AsyncGenerator<Buffer> {
    const entry = entries.get(name.toLowerCase())
    if (!entry) throw new PackageRefused('file_damaged')
    const packed = await unlessDamaged(zip.openReadStreamPromise(entry, { decodeFileData: false }))
    const unpacked = entry.compressionMethod === 8 ? inflated(packed) : packed
    const pieces = unpacked[Symbol.asyncIterator]() as AsyncIterator<Buffer>
    let bytes = 0
    let sum = 0
    try {
      for (;;) {
        const next = await unlessDamaged(pieces.next())
        if (next.done) break
        bytes += next.value.length
        // The listed sizes were judged; a part that outgrows its own was made to deceive.
        if (bytes > entry.uncompressedSize) throw new PackageRefused('zip_bomb')
        sum = crc32(next.value, sum)
        yield next.value
      }
    } finally {
      packed.destroy()
      unpacked.destroy()
    }
    if (bytes !== entry.uncompressedSize || sum !== entry.crc32) throw new PackageRefused('file_damaged')
  }

  async function readXml(name: string, events: XmlEvents, most = Infinity, deepest?: number): Promise<void> {
    const scanner = xmlScanner(events, deepest)
    let letters = 0
    for await (const chunk of xmlTexts(read(name))) {
      letters += chunk.length
      if (letters > most) throw new PackageRefused('zip_bomb')
      scanner.write(chunk)
    }
    scanner.end()
  }

  return {
    names: [...entries.values()].map((entry) => entry.fileName),
    has: (name) => entries.has(name.toLowerCase()),
    size: (name) => entries.get(name.toLowerCase())?.uncompressedSize ?? 0,
    read,
    readXml,
    close: () => zip.close(),
  }
}

function inflated(packed: Readable): Readable {
  const inflate = createInflateRaw({ chunkSize: 64 * 1024 })
  packed.on('error', (failure) => inflate.destroy(failure))
  return packed.pipe(inflate)
}

/** Whatever the zip library or zlib objects to is damage of the file, unless the disk itself failed. */
async function unlessDamaged<T>(step: Promise<T>): Promise<T> {
  try {
    return await step
  } catch (thrown) {
    if (thrown instanceof Error && 'syscall' in thrown) throw thrown
    const isPath =
      thrown instanceof Error && /(relative|absolute) path|invalid characters in fileName/.test(thrown.message)
    throw new PackageRefused(isPath ? 'path_unsafe' : 'file_damaged')
  }
}

const encodings: Readonly<Record<string, string>> = {
  'utf-8': 'utf-8',
  utf8: 'utf-8',
  'us-ascii': 'utf-8',
  gbk: 'gb18030',
  gb2312: 'gb18030',
  gb18030: 'gb18030',
}

/** The text of a part of XML. The bytes decide: a declaration that hides another alphabet is refused. */
export async function* xmlTexts(bytes: AsyncIterable<Buffer>): AsyncGenerator<string> {
  let decoder: TextDecoder | undefined
  try {
    for await (const chunk of bytes) {
      decoder ??= new TextDecoder(encodingOf(chunk), { fatal: true })
      yield decoder.decode(chunk, { stream: true })
    }
    if (decoder) yield decoder.decode()
  } catch (thrown) {
    if (thrown instanceof TypeError) throw new PackageRefused('file_damaged')
    throw thrown
  }
}

function encodingOf(first: Buffer): string {
  const start = first.readUIntBE(0, Math.min(2, first.length))
  if (start === 0xfffe || start === 0x3c00) return 'utf-16le'
  if (start === 0xfeff || start === 0x003c) return 'utf-16be'
  const declared = /^\W*\?xml[^>]*\sencoding\s*=\s*["']([^"']*)/.exec(first.toString('latin1', 0, 200))?.[1]
  const encoding = encodings[declared?.toLowerCase() ?? 'utf-8']
  if (encoding === undefined) throw new PackageRefused('xml_not_allowed')
  return encoding
}

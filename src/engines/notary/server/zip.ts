import { buffer } from 'node:stream/consumers'
import { ZipFile } from 'yazl'

const earliest = new Date('2026-01-01T00:00:00Z')

/** The same files make the same zip. */
export async function zipOf(files: ReadonlyMap<string, Uint8Array>): Promise<Buffer> {
  const zip = new ZipFile()
  for (const [path, bytes] of files) zip.addBuffer(Buffer.from(bytes), path, { mtime: earliest, mode: 0o100644 })
  zip.end()
  return await buffer(zip.outputStream)
}

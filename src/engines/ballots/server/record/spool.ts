import { randomUUID } from 'node:crypto'
import { close, createReadStream, createWriteStream, fstat, open, unlink } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Readable, Writable } from 'node:stream'
import { promisify } from 'node:util'

export interface Spooled {
  readonly size: number
  readonly content: Readable
}

/**
 * Written to disk first, and sent from there: whoever reads slowly holds no connection to the database, and nothing is
 * ever wholly in memory. The file has no name any more, so that nothing is left of it when the process ends.
 */
export async function spool(write: (out: Writable) => Promise<void>): Promise<Spooled> {
  const path = join(tmpdir(), `mofang-record-${randomUUID()}`)
  // A bare descriptor: a FileHandle stays open for as long as any stream was made of it.
  const fd = await promisify(open)(path, 'wx+', 0o600)
  try {
    await promisify(unlink)(path)
    await write(createWriteStream(path, { fd, autoClose: false, start: 0 }))
    const { size } = await promisify(fstat)(fd)
    return { size, content: createReadStream(path, { fd, start: 0 }) }
  } catch (thrown) {
    await promisify(close)(fd)
    throw thrown
  }
}

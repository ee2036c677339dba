import { randomUUID } from 'node:crypto'
import { open, unlink } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Readable, Writable } from 'node:stream'

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
  const file = await open(path, 'wx+', 0o600)
  try {
    await unlink(path)
    await write(file.createWriteStream({ autoClose: false }))
    const { size } = await file.stat()
    return { size, content: file.createReadStream({ start: 0 }) }
  } catch (thrown) {
    await file.close()
    throw thrown
  }
}

import { randomUUID } from 'node:crypto'
import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll } from 'vitest'

const folder = join(tmpdir(), `sheets-test-${randomUUID()}`)
afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** Puts bytes into a file of their own, which goes with the tests, and gives its path. */
export function aFile(bytes: Buffer | string, name = 'book.xlsx'): string {
  const path = join(folder, randomUUID(), name)
  mkdirSync(dirname(path), { recursive: true })
  writeFileSync(path, bytes)
  return path
}

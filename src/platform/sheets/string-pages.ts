import { closeSync, mkdtempSync, openSync, readSync, rmSync, writeSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { SheetRefused } from './problems.ts'

/** The texts of a workbook by number: all are pushed, then got. The first 24 MB stay in memory, the rest on the disk. */
export interface StringPages {
  push(text: string): void
  get(index: number): string | undefined
  close(): void
}

/** Room for the longest cell, its controls written as _xHHHH_. */
const pageBytes = 512 * 1024
const pagesInMemory = 48
/** What one look at the disk brings: texts stand in the order in which rows first use them, so that neighbours follow. */
const windowBytes = 16 * 1024
const windowCount = 64

export function stringPages(most: number): StringPages {
  const pages: Buffer[] = []
  const windows = new Map<number, { readonly number: number; readonly bytes: Buffer }>()
  let places = new Float64Array(1024)
  let count = 0
  let page = -1
  let used = pageBytes
  let current = Buffer.alloc(0)
  let isSealed = false
  let spill: { readonly folder: string; readonly file: number } | undefined

  function push(text: string): void {
    if (count >= most) throw new SheetRefused('too_many_strings')
    const bytes = Buffer.byteLength(text)
    if (used + 4 + bytes > pageBytes) turn()
    if (count === places.length) {
      const grown = new Float64Array(count * 2)
      grown.set(places)
      places = grown
    }
    places[count++] = page * pageBytes + used
    current.writeUInt32LE(bytes, used)
    current.write(text, used + 4)
    used += 4 + bytes
  }

  function turn(): void {
    save()
    page += 1
    used = 0
    if (page > pagesInMemory) return
    current = Buffer.alloc(pageBytes)
    if (page < pagesInMemory) pages.push(current)
  }

  function save(): void {
    if (page >= pagesInMemory) writeSync(spillFile(), current, 0, pageBytes, page * pageBytes)
  }

  function spillFile(): number {
    if (!spill) {
      const folder = mkdtempSync(join(tmpdir(), 'sheet-strings-'))
      spill = { folder, file: openSync(join(folder, 'pages'), 'w+', 0o600) }
    }
    return spill.file
  }

  function get(index: number): string | undefined {
    if (!Number.isInteger(index) || index < 0 || index >= count) return undefined
    if (!isSealed) {
      save()
      isSealed = true
    }
    const place = places[index]!
    const held = pages[Math.floor(place / pageBytes)]
    if (held) return textAt(held, place % pageBytes)
    const number = Math.floor(place / windowBytes)
    const window = windowOf(number)
    const at = place % windowBytes
    if (at + 4 > windowBytes) return far(place)
    return at + 4 + window.readUInt32LE(at) > windowBytes ? far(place) : textAt(window, at)
  }

  function windowOf(number: number): Buffer {
    const slot = number % windowCount
    const held = windows.get(slot)
    if (held?.number === number) return held.bytes
    const bytes = Buffer.alloc(windowBytes)
    readSync(spillFile(), bytes, 0, windowBytes, number * windowBytes)
    windows.set(slot, { number, bytes })
    return bytes
  }

  /** A text that no single window holds. */
  function far(place: number): string {
    const length = Buffer.alloc(4)
    readSync(spillFile(), length, 0, 4, place)
    const bytes = Buffer.alloc(length.readUInt32LE())
    readSync(spillFile(), bytes, 0, bytes.length, place + 4)
    return bytes.toString('utf8')
  }

  function close(): void {
    pages.length = 0
    if (!spill) return
    closeSync(spill.file)
    rmSync(spill.folder, { recursive: true, force: true })
    spill = undefined
  }

  return { push, get, close }
}

function textAt(bytes: Buffer, at: number): string {
  return bytes.toString('utf8', at + 4, at + 4 + bytes.readUInt32LE(at))
}

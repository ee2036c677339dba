import { createWriteStream } from 'node:fs'
import { pipeline } from 'node:stream/promises'
import { expect, test } from 'vitest'
import { aFile } from '../../../test/sheet-file.ts'
import { annotate } from './annotate.ts'
import { openSheets } from './open-sheets.ts'
import { writeCsv, writeSheet } from './write-sheet.ts'

const count = 100_000
const most = 100 * 1024 * 1024

function* residents() {
  for (let at = 0; at < count; at++) {
    const number = String(at).padStart(6, '0')
    const id = `3101071950010${number}`
    const birth = { text: '1950-01-31', kind: 'day' } as const
    const age = { text: String(at % 100), kind: 'number' } as const
    const rest = Array.from({ length: 8 }, (_, column) => `第${column}列${(at * 31) % 977}`)
    yield [
      `居民${number}`,
      id,
      `1990000${number.slice(2)}`,
      birth,
      age,
      `茅台路${at % 3000}弄${at % 97}号`,
      '',
      ...rest,
    ]
  }
}

/** The most memory that the work has beyond what there was before it. */
async function growthOf(work: (look: () => void) => Promise<void>): Promise<number> {
  const held = () => process.memoryUsage().rss
  const before = held()
  let peak = before
  const look = () => {
    peak = Math.max(peak, held())
  }
  await work(look)
  look()
  return peak - before
}

async function readRows(path: string, look: () => void): Promise<number> {
  const book = await openSheets(path, path)
  if (!book.ok) throw new Error(book.error)
  let rows = 0
  for await (const row of book.value.sheets[0]!.rows()) {
    if (!row.ok) throw new Error(row.error)
    rows += 1
    if (rows % 500 === 0) look()
  }
  await book.value.close()
  return rows
}

test.each(['xlsx', 'csv'])(
  '100,000 rows of 15 columns go through little memory (%s)',
  { timeout: 120_000 },
  async (kind) => {
    const path = aFile('', `large.${kind}`)
    const columns = Array.from({ length: 15 }, (_, at) => ({ title: `列${at}` }))
    const written = kind === 'csv' ? writeCsv(residents()) : writeSheet({ name: '一', columns, rows: residents() })
    const growth = await growthOf(async (look) => {
      written.on('data', look)
      await pipeline(written, createWriteStream(path))
      const started = performance.now()
      expect(await readRows(path, look)).toBe(kind === 'csv' ? count : count + 1)
      console.info(`${kind}: ${Math.round(count / ((performance.now() - started) / 1000))} rows/s read`)
      if (kind === 'csv') return
      const notes = new Map([['一', new Map(Array.from({ length: 1000 }, (_, at) => [at * 90 + 2, '校验码不对']))]])
      expect(await annotate(path, notes, `${path}.out`)).toMatchObject({ ok: true })
      look()
    })
    console.info(`${kind}: ${Math.round(growth / 1e6)} MB more`)
    expect(growth).toBeLessThan(most)
  },
)

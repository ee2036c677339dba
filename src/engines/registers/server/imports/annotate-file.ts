import { createReadStream } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Readable } from 'node:stream'
import { err, ok, type Result } from '#kernel/result'
import { annotate, openSheets, writeCsv, type SheetProblem, type WritableCell } from '#platform/sheets'
import { verdicts } from '#engines/registers/shared'
import type { Gravity } from '../../shared/importing/index.ts'
import { fileOf } from './file.ts'
import type { Import } from './imports.store.ts'
import { listRows, type StoredRow } from './rows.store.ts'
import type { ImportWorld } from './run-import.ts'

const byGravity: readonly Gravity[] = ['wrong', 'doubtful', 'skipped', 'remark']

/** All that the page says of a row, the gravest first. */
const reasonsIn = ({ reasons }: Pick<StoredRow, 'reasons'>) => [
  ...new Set(byGravity.flatMap((each) => reasons.flatMap(({ gravity, text }) => (gravity === each ? [text[0]] : [])))),
]

/** What is written beside which row: why it is wrong or doubtful. */
async function notesOf(
  { database }: ImportWorld,
  street: string,
  imported: Import,
): Promise<Map<number, Map<number, string>>> {
  const notes = new Map<number, Map<number, string>>()
  for (const verdict of ['wrong', 'doubtful'] as const)
    for (let after = 0; ;) {
      const rows = await database.transaction(street, (tx) =>
        listRows(tx, street, imported.id, { verdict, after, limit: 2000 }),
      )
      for (const row of rows) {
        if (row.applied) continue
        const all = notes.get(row.sheet) ?? new Map<number, string>()
        const before = all.get(row.row)
        const name = row.part > 1 || before ? `${row.given.values['field:name'] ?? ''}：` : ''
        all.set(row.row, `${before ? `${before}；` : ''}${name}【${verdicts[verdict][0]}】${reasonsIn(row).join('；')}`)
        notes.set(row.sheet, all)
      }
      if (rows.length < 2000) break
      after = rows.at(-1)!.no
    }
  return notes
}

export interface Annotated {
  readonly type: 'xlsx' | 'csv'
  readonly body: Readable
}

/** The file as it was brought, with a reason beside each row that could not be written. */
export async function annotateFile(
  world: ImportWorld,
  street: string,
  imported: Import,
): Promise<Result<Annotated, SheetProblem>> {
  const path = fileOf(world.data, street, imported.id)
  const notes = await notesOf(world, street, imported)
  const opened = await openSheets(path, imported.fileName)
  if (!opened.ok) return opened
  const { format, sheets } = opened.value
  if (format === 'csv') {
    const rows = withNotes(sheets[0]!, notes.get(0) ?? new Map())
    const body = writeCsv(rows)
    body.once('close', () => void opened.value.close())
    return ok({ type: 'csv', body })
  }
  await opened.value.close()
  const folder = await mkdtemp(join(tmpdir(), 'annotated-'))
  const to = join(folder, 'file.xlsx')
  const byName = new Map([...notes].flatMap(([index, rows]) => (sheets[index] ? [[sheets[index].name, rows]] : [])))
  const done = await annotate(path, byName, to)
  if (!done.ok) {
    await rm(folder, { recursive: true, force: true })
    return err(done.error)
  }
  const body = createReadStream(to)
  body.once('close', () => void rm(folder, { recursive: true, force: true }))
  return ok({ type: 'xlsx', body })
}

type Sheet = Extract<Awaited<ReturnType<typeof openSheets>>, { ok: true }>['value']['sheets'][number]

async function* withNotes(sheet: Sheet, notes: ReadonlyMap<number, string>): AsyncGenerator<readonly WritableCell[]> {
  let width = 0
  for await (const row of sheet.rows()) {
    if (!row.ok) return
    const { cells, row: number } = row.value
    width = Math.max(width, cells.length)
    const note = notes.get(number)
    yield note === undefined ? cells : [...cells, ...Array.from({ length: width - cells.length }, () => ''), note]
  }
}

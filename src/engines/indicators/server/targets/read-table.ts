import { Readable } from 'node:stream'
import { err, ok, type Result } from '#kernel/result'
import { documentProblems, readDocumentTables, type DocumentProblem } from '#platform/documents'
import { openSheets, sheetProblems, type Sheet, type SheetProblem } from '#platform/sheets'
import { findHeads, taskRows, type TaskRow } from '#engines/indicators/shared'

export const largestBookFile = 20 * 1024 * 1024
export const tableProblems = {
  ...documentProblems,
  ...sheetProblems,
  no_table_of_tasks: [
    '文件里没有找到任务分解表：表头应有“二级任务（或目标任务）”“牵头部门”“完成时限”等列。',
    'The file has no table of tasks: its heads should name the task, the lead unit, the deadline …',
  ],
  too_many_tasks: ['一次最多导入 500 项任务，请分开导入。', 'At most 500 targets at once. Bring them in by parts.'],
} as const
export type TableProblem = DocumentProblem | SheetProblem | 'no_table_of_tasks' | 'too_many_tasks'

const mostRows = 3000
const mostColumns = 60

/** A sheet as a rectangle; what is merged is repeated. */
async function rowsOfSheet(sheet: Sheet): Promise<Result<string[][], SheetProblem | 'too_many_tasks'>> {
  const rows: string[][] = []
  for await (const read of sheet.rows()) {
    if (!read.ok) return read
    const { row, cells } = read.value
    if (row > mostRows) return err('too_many_tasks')
    while (rows.length < row) rows.push([])
    rows[row - 1] = cells.slice(0, mostColumns).map((cell) => cell.text)
  }
  const merges = await sheet.merges()
  if (!merges.ok) return merges
  const width = rows.reduce((most, row) => Math.max(most, row.length), 0)
  for (const row of rows) while (row.length < width) row.push('')
  for (const { fromRow, toRow, fromColumn, toColumn } of merges.value) {
    const text = rows[fromRow - 1]?.[fromColumn - 1] ?? ''
    for (let row = fromRow; row <= Math.min(toRow, rows.length); row++)
      for (let column = fromColumn; column <= Math.min(toColumn, width); column++) rows[row - 1]![column - 1] = text
  }
  return ok(rows)
}

async function fromSheets(bytes: Buffer, name: string): Promise<Result<TaskRow[], TableProblem>> {
  const opened = await openSheets(Readable.from([bytes]), name)
  if (!opened.ok) return opened
  try {
    const found: TaskRow[] = []
    for (const sheet of opened.value.sheets) {
      if (sheet.hidden) continue
      const rows = await rowsOfSheet(sheet)
      if (!rows.ok) return rows
      found.push(...taskRows(rows.value))
    }
    return ok(found)
  } finally {
    await opened.value.close()
  }
}

/** The tables of a document are read as one: a book's table is broken by headings and by the ends of pages. */
async function fromWord(bytes: Buffer, name: string): Promise<Result<TaskRow[], TableProblem>> {
  const read = await readDocumentTables(bytes, name)
  if (!read.ok) return read
  const found: TaskRow[] = []
  let before = 0
  let heads: readonly string[] | null = null
  let heading = ''
  for (const { title, rows } of read.value) {
    const at = findHeads(rows)
    const own = at ? rows[at.at]! : null
    if (own) heads = own
    if (own || /一级|二级/.test(title)) heading = /一级|二级/.test(title) ? title : ''
    // A table without heads of its own that is as wide as the last one goes on with it.
    const whole = own || heads?.length !== rows[0]?.length ? rows : [heads!, ...rows]
    const taken = taskRows(whole, before + (whole === rows ? 1 : 0))
    for (const row of taken) {
      heading = row.heading || heading
      found.push({ ...row, heading })
    }
    before += rows.length
  }
  return ok(found)
}

/** The rows of tasks in an Excel, CSV or Word file, by what it holds. */
export async function readTable(bytes: Buffer, name: string): Promise<Result<TaskRow[], TableProblem>> {
  const isWord = /\.docx$/i.test(name)
  const first = isWord ? await fromWord(bytes, name) : await fromSheets(bytes, name)
  const isOther = !first.ok && (first.error === 'content_type_wrong' || first.error === 'file_kind_unknown')
  const read = isOther ? await (isWord ? fromSheets(bytes, name) : fromWord(bytes, name)) : first
  if (!read.ok) return first.ok ? read : first
  if (read.value.length === 0) return err('no_table_of_tasks')
  return read.value.length > 1500 ? err('too_many_tasks') : read
}

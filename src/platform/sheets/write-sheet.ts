import { Readable } from 'node:stream'
import type { PassThrough } from 'node:stream'
import { ZipFile } from 'yazl'
import { csvField } from './csv-text.ts'
import { largestSheet } from './limits.ts'
import { SheetRefused } from './problems.ts'
import { columnsXml, rowXml, sheetEnd, sheetStart } from './sheet-xml.ts'
import {
  coreXml,
  packageXml,
  relationsXml,
  rootRelationsXml,
  sheetName,
  stylesXml,
  workbookXml,
} from './workbook-xml.ts'
import type { Rows, WritableCell, WrittenColumn, WrittenSheet } from './written-sheet.ts'

/** Rows are handed on in pieces of about this many letters. */
const pieceLength = 32 * 1024

/** A workbook as a stream of its bytes, under 32 KB of rows in memory. The stream fails if a row cannot be kept whole. */
export function writeSheet(said: WrittenSheet): Readable {
  const zip = new ZipFile()
  const out = zip.outputStream as PassThrough
  const rows = Readable.from(sheetPieces(said), { objectMode: false })
  rows.on('error', (failure) => out.destroy(failure))
  zip.on('error', (failure: Error) => out.destroy(failure))
  out.on('close', () => rows.destroy())

  const main = sheetName(said.name)
  const lists = said.columns.flatMap((column) => (column.choices === undefined ? [] : [column.choices]))
  const notes = said.notes
  const sheets = [{ name: main, hidden: false }]
  if (notes) sheets.push({ name: sheetName(notes.name, main), hidden: false })
  if (lists.length > 0) sheets.push({ name: listsName(sheets.map((sheet) => sheet.name)), hidden: true })

  const mtime = said.properties?.createdAt ?? new Date()
  const put = (name: string, xml: string) => zip.addBuffer(Buffer.from(xml), name, { mtime })
  put('[Content_Types].xml', packageXml(sheets.length))
  put('_rels/.rels', rootRelationsXml())
  put('docProps/core.xml', coreXml(said.properties ?? {}, mtime))
  put('xl/workbook.xml', workbookXml(sheets))
  put('xl/_rels/workbook.xml.rels', relationsXml(sheets.length))
  put('xl/styles.xml', stylesXml())
  zip.addReadStream(rows, 'xl/worksheets/sheet1.xml', { mtime })
  if (notes) put('xl/worksheets/sheet2.xml', notesXml(notes.lines))
  if (lists.length > 0) put(`xl/worksheets/sheet${sheets.length}.xml`, listsXml(lists))
  zip.end()
  return out
}

function listsName(taken: readonly string[]): string {
  return taken.includes('选项') ? sheetName('选项_', ...taken) : '选项'
}

async function* sheetPieces(said: WrittenSheet): AsyncGenerator<string> {
  const { columns } = said
  if (columns.length > largestSheet.columns) throw new SheetRefused('too_many_columns')
  let piece = sheetStart(columns.length > 0) + columnsXml(columns) + '<sheetData>'
  let row = 0
  if (columns.length > 0) {
    piece += rowXml(
      ++row,
      columns.map((column) => column.title),
      columns,
      true,
    )
  }
  for await (const cells of said.rows) {
    if (++row > largestSheet.rows) throw new SheetRefused('too_many_rows')
    piece += rowXml(row, cells, columns, false)
    if (piece.length < pieceLength) continue
    yield piece
    piece = ''
  }
  const listsSheet = listsName([
    sheetName(said.name),
    ...(said.notes ? [sheetName(said.notes.name, sheetName(said.name))] : []),
  ])
  yield `${piece}</sheetData>${sheetEnd(columns, said.watermark, listsSheet)}`
}

function notesXml(lines: readonly string[]): string {
  const column: WrittenColumn = { title: '', width: 90, kind: 'reason' }
  const rows = lines.map((line, at) => rowXml(at + 1, [line], [column], false))
  return `${sheetStart(false)}${columnsXml([column])}<sheetData>${rows.join('')}</sheetData></worksheet>`
}

function listsXml(lists: readonly (readonly string[])[]): string {
  const longest = Math.max(...lists.map((list) => list.length))
  const rows = Array.from({ length: longest }, (_, at) => {
    return rowXml(
      at + 1,
      lists.map((list) => list[at] ?? ''),
      [],
      false,
    )
  })
  return `${sheetStart(false)}<sheetData>${rows.join('')}</sheetData></worksheet>`
}

/**
 * Rows as CSV in UTF-8 with a mark, for Excel to know the letters by. A text that could run as a formula gets an
 * apostrophe before it; `openSheets` takes exactly that one away again.
 */
export function writeCsv(rows: Rows): Readable {
  return Readable.from(csvPieces(rows), { objectMode: false })
}

async function* csvPieces(rows: Rows): AsyncGenerator<string> {
  let piece = '\ufeff'
  for await (const cells of rows) {
    piece += `${cells.map((cell) => field(cell)).join(',')}\r\n`
    if (piece.length < pieceLength) continue
    yield piece
    piece = ''
  }
  yield piece
}

function field(cell: WritableCell): string {
  if (typeof cell === 'string') return csvField(cell, false)
  return csvField(cell.time === undefined ? cell.text : `${cell.text} ${cell.time}`, cell.kind === 'number')
}

import { createWriteStream } from 'node:fs'
import { rm } from 'node:fs/promises'
import { Readable } from 'node:stream'
import type { PassThrough } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { ZipFile } from 'yazl'
import { err, ok } from '#kernel/result'
import type { Result } from '#kernel/result'
import { attribute, openArchive, xmlScanner, xmlTexts } from '#platform/packages'
import type { Archive } from '#platform/packages'
import { areaOf, columnOf } from './cell.ts'
import { sheetLimits } from './limits.ts'
import type { SheetLimits } from './limits.ts'
import { readWorkbookParts } from './package-parts.ts'
import { problemOf, SheetRefused } from './problems.ts'
import type { SheetProblem } from './problems.ts'
import { sheetEditor } from './sheet-editor.ts'

/** What to write beside which row, by the name of the sheet and the number of the row. */
export type RowNotes = ReadonlyMap<string, ReadonlyMap<number, string>>

/**
 * Writes the workbook once more with a note beside rows, in the first column in which nothing stands. Every other part
 * keeps its bytes, and so does the rest of the sheets. Nothing is left at `to` if it does not succeed.
 */
export async function annotate(
  path: string,
  notes: RowNotes,
  to: string,
  limits: SheetLimits = sheetLimits,
): Promise<Result<string, SheetProblem>> {
  let archive: Archive | undefined
  try {
    archive = await openArchive(path, limits)
    const { sheets } = await readWorkbookParts(archive)
    const edits = new Map<string, ReadonlyMap<number, string>>()
    for (const [name, rows] of notes) {
      const sheet = sheets.find((each) => each.name === name)
      if (!sheet) throw new SheetRefused('sheet_missing')
      if (rows.size > 0) edits.set(sheet.part.toLowerCase(), rows)
    }
    await writeArchive(archive, edits, limits, to)
    return ok(to)
  } catch (thrown) {
    await rm(to, { force: true })
    return err(problemOf(thrown))
  } finally {
    archive?.close()
  }
}

async function writeArchive(
  archive: Archive,
  edits: ReadonlyMap<string, ReadonlyMap<number, string>>,
  limits: SheetLimits,
  to: string,
): Promise<void> {
  const zip = new ZipFile()
  const out = zip.outputStream as PassThrough
  zip.on('error', (failure: Error) => out.destroy(failure))
  for (const name of archive.names) {
    const rows = edits.get(name.toLowerCase())
    const bytes = rows ? annotatedTexts(archive, name, rows, limits) : archive.read(name)
    const content = Readable.from(bytes, { objectMode: false })
    content.on('error', (failure) => out.destroy(failure))
    zip.addReadStream(content, name)
  }
  zip.end()
  await pipeline(out, createWriteStream(to, { mode: 0o600 }))
}

async function* annotatedTexts(
  archive: Archive,
  part: string,
  rows: ReadonlyMap<number, string>,
  limits: SheetLimits,
): AsyncGenerator<string> {
  const editor = sheetEditor(rows, await readExtent(archive, part, limits))
  const scanner = xmlScanner(editor.events)
  let isFirst = true
  for await (const text of xmlTexts(archive.read(part))) {
    // What is written is UTF-8, whatever it was.
    scanner.write(isFirst ? text.replace(/^(<\?xml[^>]*\sencoding\s*=\s*["'])[^"']*/, '$1UTF-8') : text)
    isFirst = false
    yield editor.take()
  }
  scanner.end()
  yield editor.take()
}

/** How far to the right a sheet is used, by its cells and its merged titles. */
async function readExtent(archive: Archive, part: string, limits: SheetLimits) {
  let column = 0
  let widest = 0
  let widthsTo = 0
  await archive.readXml(part, {
    open(name, attributes) {
      if (name === 'row') column = 0
      else if (name === 'c') {
        const reference = attribute(attributes, 'r')
        column = reference === undefined ? column + 1 : columnOf(reference)
      } else if (name === 'v' || name === 'is' || name === 'f') {
        if (column > limits.columns) throw new SheetRefused('too_many_columns')
        widest = Math.max(widest, column)
      } else if (name === 'mergeCell') {
        const last = areaOf(attribute(attributes, 'ref') ?? '')?.toColumn ?? 0
        if (last <= limits.columns) widest = Math.max(widest, last)
      } else if (name === 'col') widthsTo = Math.max(widthsTo, Number(attribute(attributes, 'max') ?? 0))
    },
  })
  return { column: widest + 1, hasWidth: widthsTo > widest }
}

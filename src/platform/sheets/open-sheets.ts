import { createWriteStream } from 'node:fs'
import { mkdtemp, open, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { basename, extname, join } from 'node:path'
import type { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { err, ok } from '#kernel/result'
import type { Result } from '#kernel/result'
import type { Text } from '#kernel/text'
import { openArchive } from '#platform/packages'
import type { Merge, Row } from './cell.ts'
import { commentsOfPart, type CellComment } from './comments.ts'
import { detectCsv, rowsOfCsv } from './csv-rows.ts'
import { sheetLimits } from './limits.ts'
import type { SheetLimits } from './limits.ts'
import { readWorkbookParts } from './package-parts.ts'
import { problemOf, SheetRefused } from './problems.ts'
import type { SheetProblem } from './problems.ts'
import { mergesOfPart, readStrings, rowsOfPart } from './sheet-rows.ts'

/** What was read otherwise than a person may expect. */
export const sheetNotices = {
  macros_ignored: ['文件含有宏，宏未运行也未读取。', 'The file has macros; they were neither run nor read.'],
  other_sheets_skipped: ['图表等非数据工作表未读取。', 'Sheets that hold charts instead of cells were not read.'],
  read_as_chinese_encoding: ['文件按 GB18030 编码读取。', 'The file was read as GB18030.'],
} as const satisfies Record<string, Text>

export type SheetNotice = keyof typeof sheetNotices

export interface Sheet {
  readonly name: string
  readonly hidden: boolean
  /** What is gone through for its rows, in bytes. */
  readonly bytes: number
  /**
   * The rows as they are reached, from the first each time. A problem on the way is the last thing given. Told are the bytes
   * that were gone through since it was told last.
   */
  rows(onBytes?: (bytes: number) => void): AsyncGenerator<Result<Row, SheetProblem>, void, void>
  /** Costs a walk through the whole sheet. */
  merges(): Promise<Result<readonly Merge[], SheetProblem>>
  /** What people wrote beside cells. */
  comments(): Promise<Result<readonly CellComment[], SheetProblem>>
}

export interface Workbook {
  readonly format: 'xlsx' | 'csv'
  readonly sheets: readonly Sheet[]
  readonly notices: readonly SheetNotice[]
  /** Gives back the file and what was put on the disk; reading is over then. */
  close(): Promise<void>
}

/** Opens a spreadsheet by what it holds, not by its name. Whoever gets a workbook closes it. */
export async function openSheets(
  source: string | Readable,
  fileName: string,
  limits: SheetLimits = sheetLimits,
): Promise<Result<Workbook, SheetProblem>> {
  let kept: { readonly path: string; remove(): Promise<void> } | undefined
  try {
    kept = typeof source === 'string' ? { path: source, remove: async () => {} } : await keepFile(source, limits)
    return ok(await openFile(kept.path, fileName, limits, kept.remove))
  } catch (thrown) {
    await kept?.remove()
    return err(problemOf(thrown))
  }
}

/** A zip file is read from its end, so that what arrives as a stream is first put on the disk. */
async function keepFile(source: Readable, limits: SheetLimits) {
  const folder = await mkdtemp(join(tmpdir(), 'sheets-'))
  const path = join(folder, 'file')
  const remove = () => rm(folder, { recursive: true, force: true })
  let isOver = false
  let didBreak = false
  async function* bounded(): AsyncGenerator<Buffer> {
    let bytes = 0
    try {
      for await (const chunk of source as AsyncIterable<Buffer | string>) {
        const piece = Buffer.from(chunk)
        bytes += piece.length
        isOver = bytes > limits.fileBytes
        if (isOver) return
        yield piece
      }
    } catch {
      // The sender went away.
      didBreak = true
    }
  }
  try {
    await pipeline(bounded, createWriteStream(path, { mode: 0o600 }))
    if (isOver || didBreak) throw new SheetRefused(isOver ? 'file_too_large' : 'file_not_readable')
  } catch (thrown) {
    await remove()
    throw thrown
  }
  return { path, remove }
}

async function openFile(
  path: string,
  fileName: string,
  limits: SheetLimits,
  remove: () => Promise<void>,
): Promise<Workbook> {
  const kind = await kindOfFile(path, limits)
  const isNamedText = /^\.(csv|tsv|txt)$/i.test(extname(fileName))
  if (kind === 'zip') return await openXlsx(path, limits, remove)
  if (!isNamedText) {
    // A page saved as .xls is told from what is no spreadsheet at all.
    await detectCsv(path, fileName)
    throw new SheetRefused('content_type_wrong')
  }
  return await openCsv(path, fileName, limits, remove)
}

async function kindOfFile(path: string, limits: SheetLimits): Promise<'zip' | 'text'> {
  const { size } = await stat(path)
  if (size === 0) throw new SheetRefused('file_empty')
  if (size > limits.fileBytes) throw new SheetRefused('file_too_large')
  const file = await open(path)
  try {
    const start = Buffer.alloc(512)
    const { bytesRead } = await file.read(start, 0, 512, 0)
    const magic = start.toString('latin1', 0, bytesRead)
    if (magic.startsWith('PK\x03\x04') || magic.startsWith('PK\x05\x06')) return 'zip'
    if (magic.startsWith('%PDF')) throw new SheetRefused('pdf_file')
    if (!magic.startsWith('\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1')) return 'text'
    throw new SheetRefused(await kindOfCompound(file, start))
  } finally {
    await file.close()
  }
}

/** A compound file holds an old workbook, or a new one behind a password; its directory says which. */
async function kindOfCompound(file: Awaited<ReturnType<typeof open>>, header: Buffer): Promise<SheetProblem> {
  const sector = 2 ** Math.min(16, header.readUInt16LE(30))
  const directory = Buffer.alloc(4096)
  const at = (header.readUInt32LE(48) + 1) * sector
  const { bytesRead } = await file.read(directory, 0, directory.length, at)
  const names = directory.toString('utf16le', 0, bytesRead)
  if (names.includes('EncryptedPackage') || names.includes('EncryptionInfo')) return 'workbook_encrypted'
  if (names.includes('Workbook') || names.includes('Book')) return 'old_workbook'
  return bytesRead === 0 ? 'file_damaged' : 'file_kind_unknown'
}

async function openXlsx(path: string, limits: SheetLimits, remove: () => Promise<void>): Promise<Workbook> {
  const archive = await openArchive(path, limits)
  try {
    const parts = await readWorkbookParts(archive)
    const strings = await readStrings(archive, parts.strings, limits.strings)
    const context = { strings, shapes: parts.shapes, is1904: parts.is1904, limits }
    const notices: SheetNotice[] = []
    if (parts.hasMacros) notices.push('macros_ignored')
    if (parts.others.length > 0) notices.push('other_sheets_skipped')
    const sheets = parts.sheets.map(({ name, part, hidden }) => ({
      name,
      hidden,
      bytes: archive.size(part),
      rows: (onBytes?: (bytes: number) => void) => asResults(rowsOfPart(archive, part, name, context, onBytes)),
      merges: () => asResult(() => mergesOfPart(archive, part, limits)),
      comments: () => asResult(() => commentsOfPart(archive, part)),
    }))
    const close = async () => {
      archive.close()
      strings.close()
      await remove()
    }
    return { format: 'xlsx', sheets, notices, close }
  } catch (thrown) {
    archive.close()
    throw thrown
  }
}

async function openCsv(
  path: string,
  fileName: string,
  limits: SheetLimits,
  remove: () => Promise<void>,
): Promise<Workbook> {
  const shape = await detectCsv(path, fileName)
  const name = basename(fileName, extname(fileName))
  const sheet: Sheet = {
    name,
    hidden: false,
    bytes: (await stat(path)).size,
    rows: (onBytes) => asResults(rowsOfCsv(path, shape, name, limits, onBytes)),
    merges: async () => ok([]),
    comments: async () => ok([]),
  }
  const notices: SheetNotice[] = shape.encoding === 'gb18030' ? ['read_as_chinese_encoding'] : []
  return { format: 'csv', sheets: [sheet], notices, close: remove }
}

async function* asResults(rows: AsyncGenerator<Row>): AsyncGenerator<Result<Row, SheetProblem>, void, void> {
  try {
    for await (const row of rows) yield ok(row)
  } catch (thrown) {
    yield err(problemOf(thrown))
  }
}

async function asResult<T>(work: () => Promise<T>): Promise<Result<T, SheetProblem>> {
  try {
    return ok(await work())
  } catch (thrown) {
    return err(problemOf(thrown))
  }
}

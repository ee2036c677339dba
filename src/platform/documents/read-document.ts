import { err, ok } from '#kernel/result'
import type { Result } from '#kernel/result'
import { kindOf } from './kind-of.ts'
import { documentLimits } from './limits.ts'
import type { DocumentLimits } from './limits.ts'
import { readPdfPages } from './pdf-pages.ts'
import { textOfPages } from './pdf-text.ts'
import { plainTextOf } from './plain-text.ts'
import { DocumentRefused, problemOf } from './problems.ts'
import type { DocumentProblem } from './problems.ts'
import { readWordDocument } from './word-document.ts'
import { tableRows, tableText } from './word-table.ts'

export interface DocumentText {
  /** One paragraph a line; a table row by row, its cells parted by tabs. */
  readonly text: string
  readonly kind: 'docx' | 'pdf' | 'txt'
  readonly pages?: number
}

export interface DocumentTable {
  /** The last paragraph before it. */
  readonly title: string
  /** All of the same length; a merged cell is repeated. */
  readonly rows: readonly (readonly string[])[]
}

/** The text of a document, by what its bytes are. Whatever they are, it ends, in bounded time and memory. */
export async function readDocumentText(
  bytes: Uint8Array,
  name: string,
  signal?: AbortSignal,
  limits: DocumentLimits = documentLimits,
): Promise<Result<DocumentText, DocumentProblem>> {
  return await asResult(async () => {
    const buffer = bounded(bytes, limits, signal)
    const kind = kindOf(buffer, name)
    if (kind === 'zip') {
      const { blocks } = await readWordDocument(buffer, limits, signal)
      const text = blocks.map((block) => (typeof block === 'string' ? block : tableText(block))).join('\n')
      return { text: notEmpty(text, 'file_empty'), kind: 'docx' }
    }
    if (kind === 'txt') return { text: notEmpty(plainTextOf(buffer), 'file_empty', limits), kind }
    const pages = await readPdfPages(buffer, limits, signal)
    return { text: notEmpty(textOfPages(pages), 'scan_without_text'), kind, pages: pages.length }
  })
}

/** The tables of a Word document, those inside others counting as text of their cell. */
export async function readDocumentTables(
  bytes: Uint8Array,
  name: string,
  signal?: AbortSignal,
  limits: DocumentLimits = documentLimits,
): Promise<Result<readonly DocumentTable[], DocumentProblem>> {
  return await asResult(async () => {
    const buffer = bounded(bytes, limits, signal)
    if (kindOf(buffer, name) !== 'zip') throw new DocumentRefused('tables_only_in_docx')
    const { blocks } = await readWordDocument(buffer, limits, signal)
    const tables: DocumentTable[] = []
    const budget = { cells: 2 * limits.cells, letters: 2 * limits.letters }
    let title = ''
    for (const block of blocks) {
      if (typeof block === 'string') title = block.trim()
      else tables.push({ title, rows: tableRows(block, budget) })
    }
    if (tables.length === 0) throw new DocumentRefused('table_missing')
    return tables
  })
}

function bounded(bytes: Uint8Array, limits: DocumentLimits, signal: AbortSignal | undefined): Buffer {
  if (signal?.aborted) throw new DocumentRefused('reading_stopped')
  if (bytes.length > limits.fileBytes) throw new DocumentRefused('file_too_large')
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
}

/** The letters of a text file are counted here, those of the others on their way. */
function notEmpty(text: string, problem: DocumentProblem, limits?: DocumentLimits): string {
  if (limits && text.length > limits.letters) throw new DocumentRefused('text_too_long')
  if (!/[\p{L}\p{N}]/u.test(text)) throw new DocumentRefused(problem)
  return text
}

async function asResult<T>(work: () => Promise<T>): Promise<Result<T, DocumentProblem>> {
  try {
    return ok(await work())
  } catch (thrown) {
    return err(problemOf(thrown))
  }
}

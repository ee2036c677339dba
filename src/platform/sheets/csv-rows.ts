import { createReadStream } from 'node:fs'
import { byteCount, type ByteCount } from './byte-count.ts'
import { emptyCell } from './cell.ts'
import type { Cell, Row } from './cell.ts'
import { withoutGuard } from './csv-text.ts'
import { longestCell } from './limits.ts'
import type { SheetLimits } from './limits.ts'
import { SheetRefused } from './problems.ts'

export type CsvEncoding = 'utf-8' | 'gb18030' | 'utf-16le' | 'utf-16be'

export interface CsvShape {
  readonly encoding: CsvEncoding
  readonly separator: string
}

/** Goes through the whole file once: GB18030 is told from UTF-8 by the first byte that UTF-8 could not have. */
export async function detectCsv(path: string, fileName: string): Promise<CsvShape> {
  const encoding = await detectEncoding(path)
  let start = ''
  for await (const text of csvTexts(path, encoding)) {
    start += text
    if (start.length > 64 * 1024) break
  }
  // oxlint-disable-next-line no-control-regex
  const controls = start.match(/[\x00-\x08\x0e-\x19\x1b-\x1f]/g)?.length ?? 0
  if (start.includes('\0') || controls > start.length / 100) throw new SheetRefused('file_kind_unknown')
  if (/^\s*<(!doctype|html|table|\?xml|head|meta|style|!--)/i.test(start)) throw new SheetRefused('markup_file')
  return { encoding, separator: separatorOf(start, fileName) }
}

async function detectEncoding(path: string): Promise<CsvEncoding> {
  const utf8 = new TextDecoder('utf-8', { fatal: true })
  const chinese = new TextDecoder('gb18030', { fatal: true })
  let isUtf8 = true
  let isChinese = true
  let isFirst = true
  for await (const chunk of createReadStream(path) as AsyncIterable<Buffer>) {
    if (isFirst && chunk[0] === 0xff && chunk[1] === 0xfe) return 'utf-16le'
    if (isFirst && chunk[0] === 0xfe && chunk[1] === 0xff) return 'utf-16be'
    isFirst = false
    isUtf8 &&= decodes(utf8, chunk)
    isChinese &&= decodes(chinese, chunk)
    if (!isUtf8 && !isChinese) throw new SheetRefused('encoding_unknown')
  }
  if (isUtf8 && decodes(utf8)) return 'utf-8'
  if (isChinese && decodes(chinese) && !(await isBrokenUtf8(path))) return 'gb18030'
  throw new SheetRefused('encoding_unknown')
}

/** UTF-8 with a few bytes lost would pass for GB18030 and come out as other letters throughout. */
async function isBrokenUtf8(path: string): Promise<boolean> {
  const start: Buffer[] = []
  for await (const chunk of createReadStream(path, { end: 64 * 1024 }) as AsyncIterable<Buffer>) start.push(chunk)
  const bytes = Buffer.concat(start)
  const text = bytes.toString('utf8')
  const count = (letters: RegExp) => text.match(letters)?.length ?? 0
  return text.startsWith('\ufeff') || count(/[\u4e00-\u9fff]/g) > count(/\ufffd/g) * 10
}

function decodes(decoder: TextDecoder, chunk?: Buffer): boolean {
  try {
    if (chunk) decoder.decode(chunk, { stream: true })
    else decoder.decode()
    return true
  } catch {
    return false
  }
}

export async function* csvTexts(path: string, encoding: CsvEncoding, bytes?: ByteCount): AsyncGenerator<string> {
  const decoder = new TextDecoder(encoding)
  const chunks = createReadStream(path) as AsyncIterable<Buffer>
  for await (const chunk of bytes?.counted(chunks) ?? chunks) {
    yield decoder.decode(chunk, { stream: true })
  }
  yield decoder.decode()
}

/** The sign that the first lines have most of outside quotes; Excel's own `sep=` line goes first. */
function separatorOf(start: string, fileName: string): string {
  const said = /^sep=([^\r\n])\r?\n/i.exec(start)?.[1]
  if (said !== undefined) return said
  const lines = start
    .replaceAll(/"(?:[^"]|"")*"/g, '')
    .split(/\r\n?|\n/)
    .slice(0, 50)
    .join('\n')
  const count = (sign: string) => lines.split(sign).length - 1
  const [best, many] = [',', '\t', ';', '|'].map((sign) => [sign, count(sign)] as const).sort((a, b) => b[1] - a[1])[0]!
  if (many > 0) return best
  return /\.tsv$/i.test(fileName) ? '\t' : ','
}

export async function* rowsOfCsv(
  path: string,
  shape: CsvShape,
  sheet: string,
  limits: SheetLimits,
  onBytes?: (bytes: number) => void,
): AsyncGenerator<Row> {
  let ready: Row[] = []
  const bytes = byteCount(onBytes)
  const parser = csvParser(shape.separator, sheet, limits, (row) => ready.push(row))
  for await (const text of csvTexts(path, shape.encoding, bytes)) {
    parser.write(text)
    const rows = ready
    ready = []
    yield* bytes.shared(rows)
  }
  parser.end()
  for (const row of ready) yield row
}

function csvParser(separator: string, sheet: string, limits: SheetLimits, emit: (row: Row) => void) {
  let number = 0
  let column = 1
  let cells: Cell[] = []
  let field = ''
  let state: 'start' | 'bare' | 'quoted' | 'after quote' = 'start'
  let wasReturn = false

  function write(text: string): void {
    for (let at = 0; at < text.length;) at = state === 'quoted' ? quoted(text, at) : bare(text, at)
  }

  function quoted(text: string, at: number): number {
    const found = text.indexOf('"', at)
    const end = found < 0 ? text.length : found
    add(text.slice(at, end))
    if (found >= 0) state = 'after quote'
    return found < 0 ? end : end + 1
  }

  function bare(text: string, at: number): number {
    const letter = text[at]!
    const isSecondOfPair = wasReturn && letter === '\n'
    wasReturn = letter === '\r'
    if (isSecondOfPair) return at + 1
    if (letter === separator) closeField()
    else if (letter === '\n' || letter === '\r') closeRow()
    else if (letter === '"' && state === 'start') state = 'quoted'
    else if (letter === '"' && state === 'after quote') {
      add('"')
      state = 'quoted'
    } else {
      let end = at + 1
      while (end < text.length && !isSign(text[end]!)) end++
      add(text.slice(at, end))
      state = 'bare'
      return end
    }
    return at + 1
  }

  function isSign(letter: string): boolean {
    return letter === separator || letter === '\n' || letter === '\r' || letter === '"'
  }

  function add(piece: string): void {
    field += piece
    if (field.length > longestCell + 1) throw new SheetRefused(state === 'quoted' ? 'quote_unclosed' : 'cell_too_long')
  }

  function closeField(): void {
    const text = withoutGuard(field)
    if (text.length > longestCell) throw new SheetRefused('cell_too_long')
    field = ''
    state = 'start'
    if (text !== '') {
      if (column > limits.columns) throw new SheetRefused('too_many_columns')
      while (cells.length < column - 1) cells.push(emptyCell)
      cells.push({ text, kind: 'text' })
    }
    column += 1
  }

  function closeRow(): void {
    closeField()
    number += 1
    if (number > limits.rows) throw new SheetRefused('too_many_rows')
    const isSaying = number === 1 && cells.length === 1 && /^sep=.?$/i.test(cells[0]!.text)
    if (cells.length > 0 && !isSaying) emit({ sheet, row: number, cells, hidden: false })
    cells = []
    column = 1
  }

  function end(): void {
    if (state === 'quoted') throw new SheetRefused('quote_unclosed')
    if (field !== '' || column > 1 || state !== 'start') closeRow()
  }

  return { write, end }
}

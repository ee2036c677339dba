import { attribute, plainText } from '#platform/packages'
import type { XmlEvents } from '#platform/packages'
import { DocumentRefused } from './problems.ts'
import type { WordCell, WordTable } from './word-table.ts'

export type WordBlock = string | WordTable

export interface WordStory {
  /** Paragraphs and tables in their order; a text box follows the paragraph it hangs on. */
  readonly blocks: readonly WordBlock[]
}

/** Where paragraphs go: the body, a cell, a text box, a note. */
interface Sink {
  readonly blocks: WordBlock[]
  /** The text of the paragraph that is open, and of those before it whose marks were deleted. */
  text: string
  opened: number
  goesOn: boolean
  /** What hangs on the paragraph that is open. */
  hanging: WordBlock[]
}

interface OpenTable {
  readonly rows: WordCell[][]
  row: WordCell[] | undefined
  before: number
  isDeleted: boolean
  cell: { span: number; merge: WordCell['merge']; isLeft: boolean } | undefined
}

/** Told of what costs something, it may stop the reading. */
export interface Meter {
  letters(count: number): void
  cell(): void
  step(): void
}

/** What is not in the text as it stands: what was deleted, how it looked before, field codes, ruby, settings. */
const unread = new Set(
  (
    'del moveFrom delText instrText delInstrText rt sdtPr binData tblGrid numPr ' +
    'rPrChange pPrChange tblPrChange trPrChange tcPrChange sectPrChange tblPrExChange'
  ).split(' '),
)

/** Reads one part of WordprocessingML: the body, or the notes. */
export function wordStoryReader(meter: Meter): { readonly events: XmlEvents; story(): WordStory } {
  const path: string[] = []
  const body = newSink()
  const sinks: Sink[] = [body]
  const tables: OpenTable[] = []
  const isHidden: boolean[] = []
  const choices: boolean[] = []
  let skipped = 0
  let raw: string | undefined

  const sink = () => sinks.at(-1)!
  const table = () => tables.at(-1)

  function open(name: string, attributes: string): void {
    meter.step()
    if (skipped > 0) {
      skipped++
      return
    }
    const parent = path.at(-1)
    if (isUnread(name, parent, attributes)) {
      skipped = 1
      return
    }
    path.push(name)
    if (parent === 'r') inRun(name, attributes)
    if (name === 'p') openParagraph()
    else if (name === 'r') isHidden.push(false)
    else if (name === 't') raw = ''
    else if (name === 'tbl') {
      tables.push({ rows: [], row: undefined, before: 0, isDeleted: false, cell: undefined })
    } else if (name === 'tr') openRow()
    else if (name === 'tc') openCell()
    else if (name === 'txbxContent') sinks.push(newSink())
    else if (name === 'AlternateContent') choices.push(false)
    else if (name === 'Choice' && choices.length > 0) choices[choices.length - 1] = true
    else if (parent === 'tcPr') inCellProperties(name, attributes)
    else if (parent === 'trPr' && name === 'gridBefore' && table()) table()!.before = spanOf(attributes)
    else if (name === 'vanish' && parent === 'rPr' && path.at(-3) === 'r' && isOn(attributes)) {
      isHidden[isHidden.length - 1] = true
    }
  }

  function isUnread(name: string, parent: string | undefined, attributes: string): boolean {
    if (name === 'Fallback') return choices.at(-1) === true
    // The two lines that part notes from the text.
    if (name === 'footnote' || name === 'endnote') return /eparator/.test(attribute(attributes, 'type') ?? '')
    if (!unread.has(name)) return false
    if (name === 'del' || name === 'moveFrom') {
      if (parent === 'rPr' && path.at(-2) === 'pPr') sink().goesOn = true
      if (parent === 'trPr' && table()) table()!.isDeleted = true
    }
    return true
  }

  function inRun(name: string, attributes: string): void {
    if (isHidden.at(-1)) return
    if (name === 'tab' || name === 'ptab') add('\t')
    else if (name === 'br' || name === 'cr') add('\n')
    else if (name === 'noBreakHyphen') add('-')
    else if (name === 'sym') {
      const code = Number.parseInt(attribute(attributes, 'char') ?? '', 16)
      // A place in a font of symbols says nothing without the font.
      if (code > 32 && code < 0xd800) add(String.fromCharCode(code))
    }
  }

  function add(text: string): void {
    meter.letters(text.length)
    sink().text += text
  }

  function openParagraph(): void {
    if (sink().opened++ > 0) add('\n')
  }

  function closeParagraph(): void {
    const open = sink()
    if (--open.opened > 0) return
    if (!open.goesOn) endParagraph(open)
    open.goesOn = false
  }

  function openRow(): void {
    const open = table()
    if (!open) throw new DocumentRefused('file_damaged')
    open.row = []
    open.before = 0
    open.isDeleted = false
  }

  function closeRow(): void {
    const open = table()!
    if (!open.isDeleted && open.row) {
      if (open.before > 0) open.row.unshift({ text: '', span: open.before, merge: 'none' })
      open.rows.push(open.row)
    }
    open.row = undefined
  }

  function openCell(): void {
    const open = table()
    if (!open?.row) throw new DocumentRefused('file_damaged')
    meter.cell()
    open.cell = { span: 1, merge: 'none', isLeft: false }
    sinks.push(newSink())
  }

  function inCellProperties(name: string, attributes: string): void {
    const cell = table()?.cell
    if (!cell) return
    if (name === 'gridSpan') cell.span = Math.max(1, spanOf(attributes))
    else if (name === 'vMerge') cell.merge = attribute(attributes, 'val') === 'restart' ? 'start' : 'above'
    else if (name === 'hMerge') cell.isLeft = attribute(attributes, 'val') !== 'restart'
  }

  function closeCell(): void {
    const filled = sinks.pop()!
    endParagraph(filled)
    const open = table()!
    const cell = open.cell ?? { span: 1, merge: 'none' as const, isLeft: false }
    open.cell = undefined
    const text = filled.blocks.map((block) => (typeof block === 'string' ? block : flat(block))).join('\n')
    const left = open.row!.at(-1)
    if (cell.isLeft && left) open.row![open.row!.length - 1] = { ...left, span: left.span + cell.span }
    else open.row!.push({ text, span: cell.span, merge: cell.merge })
  }

  function close(): void {
    if (skipped > 0) {
      skipped--
      return
    }
    const name = path.pop()
    if (name === 't' && raw !== undefined) {
      if (!isHidden.at(-1)) sink().text += plainText(raw)
      raw = undefined
    } else if (name === 'p') closeParagraph()
    else if (name === 'r') isHidden.pop()
    else if (name === 'tr') closeRow()
    else if (name === 'tc') closeCell()
    else if (name === 'tbl') sink().blocks.push({ rows: tables.pop()!.rows })
    else if (name === 'AlternateContent') choices.pop()
    else if (name === 'txbxContent') {
      const box = sinks.pop()!
      endParagraph(box)
      for (const block of box.blocks) sink().hanging.push(block)
    }
  }

  function text(piece: string): void {
    if (raw === undefined || skipped > 0) return
    meter.letters(piece.length)
    raw += piece
  }

  function story(): WordStory {
    endParagraph(body)
    return { blocks: body.blocks }
  }

  return { events: { open, close, text }, story }
}

function newSink(): Sink {
  return { blocks: [], text: '', opened: 0, goesOn: false, hanging: [] }
}

function endParagraph(sink: Sink): void {
  const lines = sink.text.split('\n').map((line) => line.trimEnd())
  const text = lines.filter((line) => line !== '').join('\n')
  if (text !== '') sink.blocks.push(text)
  for (const block of sink.hanging) sink.blocks.push(block)
  sink.text = ''
  sink.hanging = []
}

function flat(table: WordTable): string {
  return table.rows.map((row) => row.map((cell) => cell.text).join(' ')).join('\n')
}

function spanOf(attributes: string): number {
  const span = Number(attribute(attributes, 'val') ?? 1)
  // Word has at most 63 columns.
  if (!Number.isInteger(span) || span < 0 || span > 63) throw new DocumentRefused('file_damaged')
  return span
}

function isOn(attributes: string): boolean {
  return !['0', 'false', 'off'].includes(attribute(attributes, 'val') ?? '')
}

import { attribute, plainText, xmlScanner, xmlTexts } from '#platform/packages'
import type { Archive, XmlEvents } from '#platform/packages'
import { cellText } from './cell-xml.ts'
import { byteCount } from './byte-count.ts'
import { areaOf, columnOf, emptyCell } from './cell.ts'
import type { Cell, Merge, Row } from './cell.ts'
import { longestCell } from './limits.ts'
import type { SheetLimits } from './limits.ts'
import type { NumberShape } from './number-shape.ts'
import { numberCell } from './number-text.ts'
import { SheetRefused } from './problems.ts'
import type { StringPages } from './string-pages.ts'
import { stringPages } from './string-pages.ts'

/** What the cells of every sheet refer to. */
export interface CellContext {
  readonly strings: StringPages
  readonly shapes: readonly NumberShape[]
  readonly is1904: boolean
  readonly limits: SheetLimits
}

/** A letter takes at most ten signs in XML. */
const longestRaw = longestCell * 10
/** Longer than any number that a program writes. */
const longestNumber = 400
/** The widest worksheet there is. */
const mostCells = 16_384
/** Letters of shared formulas that are remembered. */
const mostShared = 4_000_000

const plainShape: NumberShape = { kind: 'plain' }

export async function* rowsOfPart(
  archive: Archive,
  part: string,
  sheet: string,
  context: CellContext,
  onBytes?: (bytes: number) => void,
): AsyncGenerator<Row> {
  let ready: Row[] = []
  const scanner = xmlScanner(rowEvents(sheet, context, (row) => ready.push(row)))
  const bytes = byteCount(onBytes)
  for await (const text of xmlTexts(bytes.counted(archive.read(part)))) {
    scanner.write(text)
    if (ready.length === 0) continue
    const rows = ready
    ready = []
    yield* bytes.shared(rows)
  }
  scanner.end()
}

/** Reads the elements of a worksheet into rows. */
function rowEvents(sheet: string, context: CellContext, emit: (row: Row) => void): XmlEvents {
  const { strings, shapes, is1904, limits } = context
  const groups = new Map<string, string>()
  let remembered = 0
  let isInside = false
  let number = 0
  let hidden = false
  let cells: Cell[] = []
  let elements = 0
  let column = 0
  let type = ''
  let style = 0
  let value: string | undefined
  let inline = ''
  let formula: string | undefined
  let group: string | undefined
  let phonetic = 0
  let reading: 'value' | 'inline' | 'formula' | undefined

  function openRow(attributes: string): void {
    const said = attribute(attributes, 'r')
    const next = said === undefined ? number + 1 : Number(said)
    if (next > limits.rows) throw new SheetRefused('too_many_rows')
    // Rows that stand twice or out of order: each reader would see another sheet.
    if (!(Number.isInteger(next) && next > number)) throw new SheetRefused('file_damaged')
    number = next
    const flag = attribute(attributes, 'hidden')
    hidden = flag === '1' || flag === 'true'
    cells = []
    column = 0
    elements = 0
  }

  function openCell(attributes: string): void {
    if (++elements > mostCells) throw new SheetRefused('too_many_columns')
    const reference = attribute(attributes, 'r')
    const next = reference === undefined ? column + 1 : columnOf(reference)
    if (next <= column) throw new SheetRefused('file_damaged')
    column = next
    type = attribute(attributes, 't') ?? 'n'
    style = Number(attribute(attributes, 's') ?? 0)
    value = formula = group = undefined
    inline = ''
  }

  function closeCell(): void {
    const cell = cellOf()
    if (!cell) return
    if (column > limits.columns) {
      // A stray cell far to the right is no table that is too wide.
      const used = cells.filter((each) => each.text !== '').length
      throw new SheetRefused(used * 2 < limits.columns ? 'cell_far_out' : 'too_many_columns')
    }
    while (cells.length < column - 1) cells.push(emptyCell)
    cells.push(cell)
  }

  function cellOf(): Cell | undefined {
    const found = value === undefined && inline === '' ? undefined : valueOf()
    if (formula === undefined) return found?.text === '' ? undefined : found
    const shared = group === undefined ? undefined : groups.get(group)
    const told = textCell(formula === '' ? (shared ?? '') : formula).text
    if (!found || (found.text === '' && type !== 'str')) {
      return { text: '', kind: 'formula', formula: told, uncached: true }
    }
    return { ...found, kind: found.kind === 'error' ? 'error' : 'formula', formula: told }
  }

  function valueOf(): Cell {
    if (type === 'inlineStr') return textCell(inline)
    const raw = value ?? ''
    if (type === 's') {
      const text = strings.get(/^\s*\d+\s*$/.test(raw) ? Number(raw) : -1)
      if (text === undefined) throw new SheetRefused('file_damaged')
      return { text: cellText(text), kind: 'text' }
    }
    if (raw === '') return emptyCell
    if (type === 'n' && raw.length <= longestNumber) return numberCell(raw, shapes[style] ?? plainShape, is1904)
    if (type === 'b') return { text: raw.trim() === '1' || raw === 'true' ? 'TRUE' : 'FALSE', kind: 'flag' }
    if (type === 'e') return { text: textCell(raw).text, kind: 'error' }
    if (type === 'd') return isoDay(raw)
    return textCell(raw)
  }

  function remember(name: string, text: string): void {
    remembered += name.length + text.length
    if (remembered <= mostShared) groups.set(name, text)
  }

  function close(name: string): void {
    if (!isInside) return
    if (name === 'v' || name === 't') reading = undefined
    else if (name === 'c') closeCell()
    else if (name === 'f') {
      reading = undefined
      if (group !== undefined && formula) remember(group, formula)
    } else if (name === 'rPh') phonetic -= 1
    else if (name === 'row') {
      if (cells.length > 0) emit({ sheet, row: number, cells, hidden })
      cells = []
    } else if (name === 'sheetData') isInside = false
  }

  return {
    open(name, attributes) {
      if (!isInside) {
        if (name === 'sheetData') isInside = true
      } else if (name === 'c') openCell(attributes)
      else if (name === 'v') {
        reading = 'value'
        value = ''
      } else if (name === 'row') openRow(attributes)
      else if (name === 't') reading = phonetic > 0 ? undefined : 'inline'
      else if (name === 'f') {
        reading = 'formula'
        formula = ''
        group = attribute(attributes, 'si')
      } else if (name === 'rPh') phonetic += 1
    },
    close,
    text(raw) {
      if (reading === undefined) return
      if (reading === 'value') value += raw
      else if (reading === 'inline') inline += raw
      else formula += raw
      if ((value?.length ?? 0) + inline.length + (formula?.length ?? 0) > longestRaw * 2) {
        throw new SheetRefused('cell_too_long')
      }
    },
  }
}

function textCell(raw: string): Cell {
  const text = cellText(plainText(raw))
  if (text.length > longestCell) throw new SheetRefused('cell_too_long')
  return { text, kind: 'text' }
}

/** A day written as ISO 8601, as strict files may have it. */
function isoDay(raw: string): Cell {
  const found = /^(\d{4}-\d{2}-\d{2})(?:T(\d{2}:\d{2}:\d{2}))?/.exec(raw)
  if (!found) return textCell(raw)
  const [, day = '', time] = found
  return time === undefined || time === '00:00:00' ? { text: day, kind: 'day' } : { text: day, kind: 'day', time }
}

/** The merged cells of a sheet stand after its rows, so that the whole part is gone through. */
export async function mergesOfPart(archive: Archive, part: string, limits: SheetLimits): Promise<readonly Merge[]> {
  const merges: Merge[] = []
  await archive.readXml(part, {
    open(name, attributes) {
      if (name !== 'mergeCell') return
      if (merges.length >= limits.merges) throw new SheetRefused('too_many_merges')
      const area = areaOf(attribute(attributes, 'ref') ?? '')
      if (!area) throw new SheetRefused('file_damaged')
      merges.push(area)
    },
  })
  return merges
}

/** The shared texts of a workbook; of a rich text its runs in order, without the reading aids. */
export async function readStrings(archive: Archive, part: string | undefined, most: number): Promise<StringPages> {
  const pages = stringPages(most)
  if (part === undefined) return pages
  let text = ''
  let isText = false
  let phonetic = 0
  try {
    await archive.readXml(part, {
      open(name) {
        if (name === 'si') text = ''
        else if (name === 't') isText = phonetic === 0
        else if (name === 'rPh') phonetic += 1
      },
      close(name) {
        if (name === 't') isText = false
        else if (name === 'rPh') phonetic -= 1
        else if (name === 'si') {
          const plain = plainText(text)
          if (cellText(plain).length > longestCell) throw new SheetRefused('cell_too_long')
          pages.push(plain)
        }
      },
      text(raw) {
        if (!isText) return
        text += raw
        if (text.length > longestRaw) throw new SheetRefused('cell_too_long')
      },
    })
  } catch (thrown) {
    pages.close()
    throw thrown
  }
  return pages
}

import { attribute } from '#platform/packages'
import type { XmlEvents } from '#platform/packages'
import { cellXml } from './cell-xml.ts'
import { columnName, columnOf } from './cell.ts'
import { longestCell } from './limits.ts'
import { SheetRefused } from './problems.ts'

/** Letters: a sentence and the field it speaks of. */
const noteWidth = 42

export interface SheetEditor {
  readonly events: XmlEvents
  /** What was written since it was last asked. */
  take(): string
}

/** Hands on the source of a worksheet as it is, but for the notes it puts into a column of their own. */
export function sheetEditor(
  notes: ReadonlyMap<number, string>,
  place: { readonly column: number; readonly hasWidth: boolean },
): SheetEditor {
  const numbers = [...notes.keys()].sort((one, other) => one - other)
  let done = 0
  const letters = columnName(place.column)
  const width = `col min="${place.column}" max="${place.column}" width="${noteWidth}" customWidth="1"/>`
  let written = ''
  let edit: ((piece: string, prefix: string) => string) | undefined
  let hasColumns = false
  let isInside = false
  let row = 0
  let column = 0
  /** The row whose note is still to be written. */
  let open: number | undefined
  let isDropping = false

  function cell(number: number, prefix: string, style = ''): string {
    const text = notes.get(number) ?? ''
    if (text.length > longestCell) throw new SheetRefused('cell_too_long')
    return `<${prefix}c r="${letters}${number}"${style} t="inlineStr"><${prefix}is><${prefix}t xml:space="preserve">${cellXml(text)}</${prefix}t></${prefix}is></${prefix}c>`
  }

  /** Rows with a note before a number that the sheet leaves out. */
  function rowsBefore(number: number, prefix: string): string {
    let rows = ''
    for (; done < numbers.length && numbers[done]! < number; done++) {
      const next = numbers[done]!
      rows += `<${prefix}row r="${next}">${cell(next, prefix)}</${prefix}row>`
    }
    return rows
  }

  function openRow(attributes: string, empty: boolean): void {
    row = Number(attribute(attributes, 'r') ?? row + 1)
    column = 0
    const number = row
    const isNoted = notes.has(number)
    if (isNoted && !empty) open = number
    edit = (piece, prefix) => {
      const before = rowsBefore(number, prefix)
      if (!isNoted) return before + piece
      done += 1
      // Excel's hint how far a row reaches would be wrong now; it is not needed.
      const plain = piece.replace(/\sspans\s*=\s*("[^"]*"|'[^']*')/, '')
      if (!empty) return before + plain
      return `${before}${plain.replace(/\s*\/>$/, '>')}${cell(number, prefix)}</${prefix}row>`
    }
  }

  function openCell(attributes: string, empty: boolean): void {
    const reference = attribute(attributes, 'r')
    column = reference === undefined ? column + 1 : columnOf(reference)
    if (open === undefined || column < place.column) return
    const number = open
    open = undefined
    if (column > place.column) {
      edit = (piece, prefix) => cell(number, prefix) + piece
      return
    }
    // An empty cell that only has a look: the note takes its place and its look.
    const style = /\ss\s*=\s*("\d+"|'\d+')/.exec(attributes)?.[0] ?? ''
    edit = (_, prefix) => cell(number, prefix, style)
    isDropping = !empty
  }

  const events: XmlEvents = {
    open(name, attributes, empty) {
      if (isInside && name === 'row') openRow(attributes, empty)
      else if (isInside && name === 'c') openCell(attributes, empty)
      else if (name === 'cols') hasColumns = true
      else if (name === 'dimension') edit = (piece) => piece.replace(/:\$?[A-Z]+/, `:${letters}`)
      else if (name === 'sheetData') {
        isInside = true
        const needsWidth = !hasColumns && !place.hasWidth
        edit = (piece, prefix) => {
          const before = needsWidth ? `<${prefix}cols><${prefix}${width}</${prefix}cols>` : ''
          if (!empty) return before + piece
          return `${before}<${prefix}sheetData>${rowsBefore(Infinity, prefix)}</${prefix}sheetData>`
        }
      }
    },
    close(name) {
      if (name === 'sheetData') isInside = false
      // Of an empty element the opening has said what to do.
      if (edit !== undefined) return
      if (name === 'row' && open !== undefined) {
        const number = open
        open = undefined
        edit = (piece, prefix) => cell(number, prefix) + piece
      } else if (name === 'sheetData') edit = (piece, prefix) => rowsBefore(Infinity, prefix) + piece
      else if (name === 'cols' && !place.hasWidth) edit = (piece, prefix) => `<${prefix}${width}${piece}`
      else if (name === 'c' && isDropping) {
        isDropping = false
        edit = () => ''
      }
    },
    source(piece) {
      const doing = edit
      edit = undefined
      if (doing) written += doing(piece, /^<\/?([^\s:/>]+:)?/.exec(piece)?.[1] ?? '')
      else if (!isDropping) written += piece
    },
  }

  function take(): string {
    const taken = written
    written = ''
    return taken
  }

  return { events, take }
}

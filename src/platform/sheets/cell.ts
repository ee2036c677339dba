export type CellKind = 'text' | 'number' | 'day' | 'flag' | 'formula' | 'error'

export interface Cell {
  /** As a person sees it; a day is YYYY-MM-DD. */
  readonly text: string
  readonly kind: CellKind
  /** What was computed; of a shared formula, as it stands in the first cell of its group. */
  readonly formula?: string
  /** A formula whose value the file does not hold. */
  readonly uncached?: true
  /** The time of the day, HH:MM:SS, where a day has one. */
  readonly time?: string
  /** A number of 16 digits or more: Excel keeps 15, the rest may be invented. */
  readonly lossy?: true
}

/** A row with something in it. Rows in which nothing stands are passed over; the numbers tell. */
export interface Row {
  readonly sheet: string
  /** As in the file, from 1. */
  readonly row: number
  /** From the first column to the last with something in it. */
  readonly cells: readonly Cell[]
  readonly hidden: boolean
}

/** Cells shown as one; rows and columns from 1, both ends included. */
export interface Merge {
  readonly fromRow: number
  readonly toRow: number
  readonly fromColumn: number
  readonly toColumn: number
}

export const emptyCell: Cell = { text: '', kind: 'text' }

/** The letters of a column: 1 is A, 27 is AA. */
export function columnName(column: number): string {
  let name = ''
  for (let left = column; left > 0; left = Math.floor((left - 1) / 26)) {
    name = String.fromCharCode(65 + ((left - 1) % 26)) + name
  }
  return name
}

/** The column of a reference such as AB12; 0 if there is none. */
export function columnOf(reference: string): number {
  let column = 0
  for (let at = 0; at < reference.length && at < 4; at++) {
    const letter = reference.charCodeAt(at) & ~32
    if (letter < 65 || letter > 90) break
    column = column * 26 + letter - 64
  }
  return column
}

/** The area of a reference such as A1:C3, or of a single cell. */
export function areaOf(reference: string): Merge | undefined {
  const found = /^\$?([A-Z]{1,3})\$?(\d{1,7})(?::\$?([A-Z]{1,3})\$?(\d{1,7}))?$/i.exec(reference)
  if (!found) return undefined
  const [, firstColumn = '', firstRow = '', lastColumn = firstColumn, lastRow = firstRow] = found
  const columns = [columnOf(firstColumn), columnOf(lastColumn)]
  const rows = [Number(firstRow), Number(lastRow)]
  return {
    fromRow: Math.min(...rows),
    toRow: Math.max(...rows),
    fromColumn: Math.min(...columns),
    toColumn: Math.max(...columns),
  }
}

import type { RowReason } from './reason.ts'

/** A cell as the reader of spreadsheets gives it. */
export interface SheetCell {
  readonly text: string
  readonly kind: string
  readonly formula?: string
  readonly uncached?: true
  readonly time?: string
  readonly lossy?: true
}

export interface SheetRow {
  readonly row: number
  readonly cells: readonly SheetCell[]
}

export interface Merged {
  readonly fromRow: number
  readonly toRow: number
  readonly fromColumn: number
  readonly toColumn: number
}

/** One row, or one person of it, sorted by what its cells are read as. */
export interface GivenRow {
  readonly row: number
  readonly part: number
  /** As they stand in the file, by column; what must not be kept is empty. */
  readonly cells: readonly string[]
  readonly given: Readonly<Record<string, string>>
  readonly reasons: readonly RowReason[]
  readonly formulas: number
}

/** Of targets, those that say where someone lives. */
export const isPlace = (target: string) => target === 'address' || target.startsWith('part:')

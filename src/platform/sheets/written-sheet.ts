import type { Cell } from './cell.ts'
import type { WorkbookProperties } from './workbook-xml.ts'

/** A text, or a cell as it was read. What no number or day can be is written as text, unchanged. */
export type WritableCell = string | Pick<Cell, 'text' | 'kind' | 'time'>

export interface WrittenColumn {
  readonly title: string
  /** In letters of the usual size; a Chinese one counts for two. */
  readonly width?: number
  /** The kind that empty cells under the title have; an id or a phone typed into a text keeps its digits. */
  readonly kind?: 'text' | 'number' | 'day' | 'reason'
  /** A drop-down list under the title. */
  readonly choices?: readonly string[]
}

export type Rows = Iterable<readonly WritableCell[]> | AsyncIterable<readonly WritableCell[]>

export interface WrittenSheet {
  readonly name: string
  readonly columns: readonly WrittenColumn[]
  readonly rows: Rows
  /** A second sheet: how to fill in the first, where it came from. */
  readonly notes?: { readonly name: string; readonly lines: readonly string[] }
  /** Stands at the head of each printed page. */
  readonly watermark?: string
  readonly properties?: WorkbookProperties
}

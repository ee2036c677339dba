import type { PackageLimits } from '#platform/packages'

/** The most rows and columns with content that are read or written. The rows are what a worksheet can hold. */
export const largestSheet = { rows: 1_048_576, columns: 400 } as const

const mega = 1024 * 1024

/** What a file may cost before it is refused. */
export interface SheetLimits extends PackageLimits {
  /** The file as it arrived. */
  readonly fileBytes: number
  /** Distinct texts of a workbook. */
  readonly strings: number
  readonly rows: number
  readonly columns: number
  readonly merges: number
}

/** A full million rows of short cells come to 900 MB; sheets that people made shrink 8 to 60 times. */
export const sheetLimits: SheetLimits = {
  fileBytes: 200 * mega,
  parts: 4_000,
  partBytes: 1_024 * mega,
  totalBytes: 1_536 * mega,
  ratio: 250,
  strings: 8_000_000,
  rows: largestSheet.rows,
  columns: largestSheet.columns,
  merges: 100_000,
}

/** Excel's own bound on the text of a cell; a longer one it would call damage. */
export const longestCell = 32_767

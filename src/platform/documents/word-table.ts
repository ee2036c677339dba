import { DocumentRefused } from './problems.ts'

export interface WordCell {
  /** Its paragraphs, one a line. */
  readonly text: string
  /** Columns of the grid. */
  readonly span: number
  /** `above`: it is one with the cell over it. */
  readonly merge: 'none' | 'start' | 'above'
}

export interface WordTable {
  readonly rows: readonly (readonly WordCell[])[]
}

/** Row by row with tabs; what is merged stands once. */
export function tableText(table: WordTable): string {
  const lines = table.rows.map((row) =>
    row
      .map((cell) => (cell.merge === 'above' ? '' : cell.text.replaceAll(/\s+/g, ' ').trim()))
      .join('\t')
      .trimEnd(),
  )
  return lines.filter((line) => line !== '').join('\n')
}

/** What repeating merged cells may cost, over all tables of a document. */
export interface RowBudget {
  cells: number
  letters: number
}

/** Every row with a text for every column of the grid; what is merged is repeated. */
export function tableRows(table: WordTable, budget: RowBudget): readonly (readonly string[])[] {
  const rows: string[][] = []
  let width = 0
  for (const row of table.rows) {
    const above = rows.at(-1)
    const texts: string[] = []
    for (const cell of row) {
      for (let left = cell.span; left > 0; left--) {
        const own = cell.text.trim()
        const text = cell.merge === 'above' ? (above?.[texts.length] ?? own) : own
        budget.letters -= text.length
        budget.cells--
        if (budget.cells < 0 || budget.letters < 0) throw new DocumentRefused('too_many_cells')
        texts.push(text)
      }
    }
    width = Math.max(width, texts.length)
    rows.push(texts)
  }
  budget.cells -= rows.length * width
  if (budget.cells < 0) throw new DocumentRefused('too_many_cells')
  for (const row of rows) while (row.length < width) row.push('')
  return rows
}

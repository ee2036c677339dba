import { points, sheet as paper, sizes, tablePitch } from './gb-9704.ts'
import type { DocumentGrid } from './official-document.ts'
import { baselineIn, left, top, width } from './pdf-flow.ts'
import type { Flow } from './pdf-flow.ts'
import { tableShape } from './table-shape.ts'
import { breakLines, placeLine } from './text-lines.ts'
import type { Token } from './text-lines.ts'

const aside = 4.25
const above = 2
const thin = 0.5

type CellLines = readonly (readonly Token[])[]

/** A table in the width of the 版心; its head stands again on every page. */
export function drawTable(flow: Flow, table: DocumentGrid): void {
  const { shares, aligns } = tableShape(table)
  const widths = shares.map((share) => share * width)
  const cellsOf = (texts: readonly string[], isHead: boolean): readonly CellLines[] =>
    widths.map((wide, column) => {
      const span = { text: texts[column] ?? '', role: isHead ? 'black' : 'body', size: sizes.table } as const
      return breakLines([span], flow.sheet.measure, () => wide - 2 * aside)
    })
  const head = table.head.length > 0 ? cellsOf(table.head, true) : undefined
  const headHeight = head ? heightOf(head) : 0
  const most = Math.max(1, Math.floor((points(paper.bodyHeight) - headHeight - 2 * above) / tablePitch))

  const drawHead = () => {
    if (head) drawRow(flow, head, widths, () => 'center', 'TH')
  }
  const pieces = table.rows.flatMap((texts) => piecesOf(cellsOf(texts, false), most))
  flow.ensure(headHeight + (pieces[0] ? heightOf(pieces[0]) : 0))
  flow.sheet.as('Table', () => {
    drawHead()
    for (const piece of pieces) {
      const before = flow.sheet.pages()
      flow.ensure(heightOf(piece))
      // Said once; on the pages after it stands for the eye.
      if (flow.sheet.pages() !== before) flow.sheet.unread(() => drawHead())
      drawRow(flow, piece, widths, (column) => aligns[column]!, 'TD')
    }
  })
}

function heightOf(cells: readonly CellLines[]): number {
  return Math.max(1, ...cells.map((lines) => lines.length)) * tablePitch + 2 * above
}

/** A row that no page could hold is cut into rows that one can. */
function piecesOf(cells: readonly CellLines[], most: number): readonly (readonly CellLines[])[] {
  const lines = Math.max(...cells.map((cell) => cell.length))
  const count = Math.max(1, Math.ceil(lines / most))
  return Array.from({ length: count }, (_, at) => cells.map((cell) => cell.slice(at * most, (at + 1) * most)))
}

function drawRow(
  flow: Flow,
  cells: readonly CellLines[],
  widths: readonly number[],
  alignOf: (column: number) => 'left' | 'center' | 'right',
  part: 'TH' | 'TD',
): void {
  flow.sheet.as('TR', () => drawCells(flow, cells, widths, alignOf, part))
}

function drawCells(
  flow: Flow,
  cells: readonly CellLines[],
  widths: readonly number[],
  alignOf: (column: number) => 'left' | 'center' | 'right',
  part: 'TH' | 'TD',
): void {
  const { sheet } = flow
  const high = heightOf(cells)
  const from = top + flow.y()
  let x = left
  for (const [column, lines] of cells.entries()) {
    const wide = widths[column]!
    const free = high - lines.length * tablePitch
    const start = x + aside
    sheet.as(part, () => {
      for (const [at, line] of lines.entries()) {
        const placed = placeLine(line, start, wide - 2 * aside, alignOf(column))
        sheet.text(placed, from + free / 2 + at * tablePitch + baselineIn(tablePitch, sizes.table))
      }
    })
    sheet.line(x, from, x, from + high, thin)
    x += wide
  }
  sheet.line(x, from, x, from + high, thin)
  sheet.line(left, from, x, from, thin)
  sheet.line(left, from + high, x, from + high, thin)
  flow.skip(high)
}

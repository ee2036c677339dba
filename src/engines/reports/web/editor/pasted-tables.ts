import { mostColumns, mostRows } from './tables.ts'

/** A table from a spreadsheet or a text as one of ours: its first line the names, each cell one line of words. */
function madeOurs(table: HTMLTableElement): void {
  for (const row of table.rows) {
    const isHead = row === table.rows[0]
    row.classList.toggle('table-head', isHead)
    for (const cell of Array.from(row.cells)) {
      const made = document.createElement(isHead ? 'th' : 'td')
      const words = (cell.textContent ?? '').replaceAll(/\s+/g, ' ').trim()
      const figures = cell.querySelector('span[data-report]')
      if (figures) made.append(...withoutBlocks(cell))
      else made.textContent = words
      cell.replaceWith(made)
      // A cell over several columns stands in the first of them.
      const extra = Math.min(cell.colSpan, mostColumns) - 1
      for (let i = 0; i < extra; i++) made.after(document.createElement(isHead ? 'th' : 'td'))
    }
  }
}

function withoutBlocks(cell: Element): Node[] {
  for (const block of cell.querySelectorAll('p, div, br')) block.replaceWith(...block.childNodes)
  return [...cell.childNodes]
}

/** What an edition cannot keep as a table stays as lines of words. */
function madeLines(table: HTMLTableElement): void {
  const lines = [...table.rows].map((row) => {
    const line = document.createElement('p')
    line.textContent = [...row.cells].map((cell) => (cell.textContent ?? '').replaceAll(/\s+/g, ' ').trim()).join('\t')
    return line
  })
  table.replaceWith(...lines)
}

export function withOurTables(html: string): string {
  if (!/<table/i.test(html)) return html
  // A document of its own: nothing in what was pasted is run or fetched.
  const pasted = new DOMParser().parseFromString(html, 'text/html')
  for (const inner of pasted.querySelectorAll('td table, th table')) madeLines(inner as HTMLTableElement)
  for (const table of pasted.querySelectorAll('table')) {
    const columns = Math.max(
      0,
      ...[...table.rows].map((row) => [...row.cells].reduce((all, { colSpan }) => all + colSpan, 0)),
    )
    if (columns === 0 || columns > mostColumns || table.rows.length > mostRows + 1) madeLines(table)
    else madeOurs(table)
  }
  return pasted.body.innerHTML
}

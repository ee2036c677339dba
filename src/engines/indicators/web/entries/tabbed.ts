export interface TabbedRow {
  /** Where it begins, from 0. */
  readonly line: number
  readonly cells: readonly string[]
}

/** Cells as a spreadsheet copies them: by tabs and lines; one that holds a line break stands in quotes. */
export function readTabbed(text: string): readonly TabbedRow[] {
  const rows: TabbedRow[] = []
  let [line, begun, cell, cells, isQuoted]: [number, number, string, string[], boolean] = [0, 0, '', [], false]
  const endCell = () => {
    cells.push(cell.trim())
    cell = ''
  }
  const endRow = () => {
    endCell()
    rows.push({ line: begun, cells })
    cells = []
    begun = line
  }
  const said = `${text.replaceAll('\r\n', '\n').replaceAll('\r', '\n')}\n`
  for (let at = 0; at < said.length; at++) {
    const letter = said[at]!
    if (letter === '\n') line += 1
    if (isQuoted) {
      if (letter !== '"') cell += letter === '\n' ? ' ' : letter
      else if (said[at + 1] === '"') cell += said[at++]!
      else isQuoted = false
    } else if (letter === '"' && cell === '' && closes(said, at)) isQuoted = true
    else if (letter === '\t') endCell()
    else if (letter === '\n') endRow()
    else cell += letter
  }
  return rows
}

/** A lone quote is a letter like others: what it opens must be closed at the end of a cell. */
const closes = (said: string, at: number): boolean => /^"(?:[^"]|"")*"(?=[\t\n])/.test(said.slice(at, at + 2000))

export interface ReadRow {
  readonly upstreamNo: string
  readonly note: string
}

const numbers = /工单|编号|单号|number|no\.?$/i
const notes = /备注|说明|原因|内容|note|reason/i

/** Rows of cells (pasted, or of a sheet) as ticket numbers with notes. A head line names the columns; without one the first is the number. */
export function rowsOf(cells: readonly (readonly string[])[]): ReadRow[] {
  const filled = cells.map((row) => row.map((cell) => cell.trim())).filter((row) => row.some((cell) => cell !== ''))
  const head = filled[0] ?? []
  const isHead = head.some((cell) => numbers.test(cell)) && !head.some((cell) => /\d{4,}/.test(cell))
  const at = isHead
    ? Math.max(
        0,
        head.findIndex((cell) => numbers.test(cell)),
      )
    : 0
  const noteAt = isHead ? head.findIndex((cell) => notes.test(cell)) : 1
  const seen = new Set<string>()
  return filled.slice(isHead ? 1 : 0).flatMap((row) => {
    const upstreamNo = row[at] ?? ''
    if (upstreamNo === '' || upstreamNo.length > 60 || seen.has(upstreamNo)) return []
    seen.add(upstreamNo)
    return [{ upstreamNo, note: (noteAt >= 0 ? (row[noteAt] ?? '') : '').slice(0, 1000) }]
  })
}

/** Text as copied out of a sheet (tabs) or typed (commas). */
export function cellsOfText(text: string): string[][] {
  return text.split(/\r?\n/).map((line) => line.split(line.includes('\t') ? '\t' : /[,，]/))
}

/** The first sheet of an Excel file, read in this browser. */
export async function cellsOfFile(file: File): Promise<string[][]> {
  const { readSheet } = await import('read-excel-file/browser')
  const rows = await readSheet(file)
  return rows.map((row) =>
    row.map((cell) => (cell === null ? '' : cell instanceof Date ? cell.toISOString().slice(0, 10) : String(cell))),
  )
}

/** A head names the measure word of a column in brackets: 受理（件） 审结（件） 结案率. */
const column = /（(?<unit>[^（）\d]{1,5})）|(?:率|占比|比重|比例|增幅|增速)(?![^（）\d]{0,2}（)/g
const row = /^(?:\d{1,2}[ .、]?)?[^\d\n，。；：、]{1,18}(?<cells>\d[\d，.%+\- ]*)$/
const cell = /\d[\d，.]*%?/g

/** The measure words that the rows of a table leave to its head, by where the number stands. */
export function tableUnits(text: string): ReadonlyMap<number, string> {
  const units = new Map<number, string>()
  let columns: (string | undefined)[] = []
  let start = 0
  while (start < text.length) {
    let end = text.indexOf('\n', start)
    if (end < 0) end = text.length
    const line = end - start > 160 ? '' : text.slice(start, end)
    const found = columns.length > 0 ? row.exec(line) : null
    const cells = found ? [...found.groups!['cells']!.matchAll(cell)] : []
    if (found && cells.length === columns.length) {
      const from = start + line.length - found.groups!['cells']!.length
      for (const [i, { 0: written, index }] of cells.entries()) {
        const unit = columns[i]
        if (unit && !written.endsWith('%')) units.set(from + index, unit)
      }
    } else {
      const head = line.includes('（') && !/[，。；]/.test(line) ? [...line.matchAll(column)] : []
      columns = head.some(({ groups }) => groups!['unit']) ? head.map(({ groups }) => groups!['unit']) : []
    }
    start = end + 1
  }
  return units
}

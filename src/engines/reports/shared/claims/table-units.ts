/** A head names the measure word of a column in brackets: 受理（件） 审结（件） 结案率. */
const column = /（(?<unit>[^（）\d]{1,5})）|(?:率|占比|比重|比例|增幅|增速)(?![^（）\d]{0,2}（)/g
const row = /^(?:\d{1,2}[ .、]?)?[^\d\n，。；：、]{1,18}(?<cells>\d[\d，.%+\- ]*)$/
const cell = /\d[\d，.]*%?/g
/** A column of its own for the measure words: 序号 项目 单位 目标数 完成数. */
const unitColumn = /(?:^|[^（：])(?:计量)?单位(?![：:名])/
const ownUnit = / (?<unit>[^\d\s，。；：、（）]{1,5}) $/

interface Head {
  readonly columns: readonly (string | undefined)[]
  /** Each row names its own. */
  readonly isByRow: boolean
}

function headOf(line: string): Head {
  if (/[，。；]/.test(line)) return { columns: [], isByRow: false }
  if (unitColumn.test(line)) return { columns: [], isByRow: true }
  const head = line.includes('（') ? [...line.matchAll(column)].map(({ groups }) => groups!['unit']) : []
  return { columns: head.some(Boolean) ? head : [], isByRow: false }
}

/** The measure words that the rows of a table leave to its head, by where the number stands. */
export function tableUnits(text: string): ReadonlyMap<number, string> {
  const units = new Map<number, string>()
  let head: Head = { columns: [], isByRow: false }
  let start = 0
  while (start < text.length) {
    let end = text.indexOf('\n', start)
    if (end < 0) end = text.length
    const line = end - start > 160 ? '' : text.slice(start, end)
    const found = head.isByRow || head.columns.length > 0 ? row.exec(line) : null
    const cells = found ? [...found.groups!['cells']!.matchAll(cell)] : []
    const from = found ? start + line.length - found.groups!['cells']!.length : start
    const own = found && head.isByRow ? ownUnit.exec(text.slice(start, from))?.groups!['unit'] : undefined
    if (found && (own || (cells.length === head.columns.length && !head.isByRow))) {
      for (const [i, { 0: written, index }] of cells.entries()) {
        const unit = own ?? head.columns[i]
        if (unit && !written.endsWith('%')) units.set(from + index, unit)
      }
    } else head = headOf(line)
    start = end + 1
  }
  return units
}

/** Columns of a table of tasks (任务分解表), by the names under which subdistricts have them. */
const names = {
  no: /^(序号|编号)$/,
  level: /^(级别|层级|任务级别|目标级别)$/,
  kind: /^(类型|任务类型|任务性质)$/,
  section: /^(一级目标|板块|一级目标板块|类别|领域|工作板块|任务类别)$/,
  title: /^(二级任务|二级目标|目标任务|任务名称|重点任务|工作任务|项目名称|任务|目标任务名称)$/,
  content:
    /^(具体内容|量化指标|具体内容量化指标|具体内容及量化指标|工作内容|工作目标|目标要求|主要内容|年度目标|工作要求)$/,
  leader: /^(责任领导|分管领导|街道领导|领导)$/,
  lead: /^(牵头部门|责任部门|牵头单位|责任单位|牵头科室|主办部门|主办单位)$/,
  assisting: /^(配合部门|配合单位|协办部门|协办单位|协助部门|配合科室)$/,
  deadline: /^(完成时限|时间节点|完成时间|完成时限节点|节点|时限|完成时限时间节点)$/,
  evidence: /^(佐证材料|考核依据|佐证|证明材料|考核材料)$/,
  weight: /^(分值|权重|分数|考核分值)$/,
} as const
type Column = keyof typeof names

/** Where each column is; only those that were found. */
type Columns = Readonly<Partial<Record<Column, number>>>

const bare = (text: string) => text.normalize('NFKC').replaceAll(/[\s()（）/／、,，:：*-]|\(.*?\)/g, '')

/** Without what stands in brackets: 一级目标（板块） is 一级目标. */
const named = (text: string) => [bare(text), bare(text.normalize('NFKC').replaceAll(/\(.*?\)/g, ''))]

function columnsOf(cells: readonly string[]): Columns {
  const found: Partial<Record<Column, number>> = {}
  cells.forEach((cell, at) => {
    for (const [column, name] of Object.entries(names) as [Column, RegExp][])
      if (found[column] === undefined && named(cell).some((each) => name.test(each))) {
        found[column] = at
        return
      }
  })
  // A book whose tasks are called by their contents alone.
  if (found.title === undefined && found.content !== undefined) {
    found.title = found.content
    delete found.content
  }
  return found
}

const enough = 3

/** The row of heads of a table of tasks, and what it says where; null for any other table. */
export function findHeads(
  rows: readonly (readonly string[])[],
): { readonly at: number; readonly columns: Columns } | null {
  for (const [at, row] of rows.slice(0, 20).entries()) {
    const columns = columnsOf(row)
    if (columns.title !== undefined && Object.keys(columns).length >= enough) return { at, columns }
  }
  return null
}

export interface TaskRow extends Readonly<Record<Exclude<Column, 'level'>, string>> {
  /** Of the file, from 1. */
  readonly row: number
  readonly level: string
  /** The heading over it (一、一级目标任务 …), where there is one. */
  readonly heading: string
}

/** One text over the whole width is a heading, and not a task. */
function headingOf(cells: readonly string[]): string | null {
  const said = cells.map((cell) => cell.trim()).filter(Boolean)
  const isWide = said.length === cells.length && cells.length > 2
  return said.length > 0 && new Set(said).size === 1 && (isWide || said.length === 1) ? said[0]! : null
}

const isSum = (text: string) => /^(合计|总计|小计)/.test(text.trim())

/** The rows under the heads, each with the heading over it. What is repeated at the top of a page is passed over. */
export function taskRows(rows: readonly (readonly string[])[], firstRow = 1): TaskRow[] {
  const heads = findHeads(rows)
  if (!heads) return []
  const { at, columns } = heads
  const found: TaskRow[] = []
  let heading = ''
  for (const [index, cells] of rows.entries()) {
    const over = headingOf(cells)
    if (index < at) {
      if (over && /一级|二级/.test(over)) heading = over
      continue
    }
    if (index === at || cells.every((cell) => cell.trim() === '')) continue
    const isHeads = Object.entries(columns).every(([, column]) => cells[column]?.trim() === rows[at]![column]?.trim())
    if (isHeads) continue
    const cell = (column: Column) => (columns[column] === undefined ? '' : (cells[columns[column]] ?? '').trim())
    if (over !== null && (cell('title') === over || cell('title') === '')) {
      heading = over
      continue
    }
    if (cells.some(isSum)) continue
    const said = Object.fromEntries((Object.keys(names) as Column[]).map((column) => [column, cell(column)]))
    found.push({ ...(said as Record<Column, string>), row: firstRow + index, heading })
  }
  return found
}

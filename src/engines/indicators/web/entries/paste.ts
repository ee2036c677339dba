import type { Text } from '#kernel/text'
import type { InputOf, OutputOf } from '#kernel/operation'
import type { indicators } from '#engines/indicators/shared'
import { fenOf } from './fen.ts'
import { readTabbed } from './tabbed.ts'

export type Ledger = OutputOf<typeof indicators.entryLedgers>['items'][number]
export type PastedRow = InputOf<typeof indicators.enterEntries>['rows'][number]

export interface Pasted {
  readonly rows: readonly PastedRow[]
  /** Which line of the paste, from 1. */
  readonly problems: readonly { readonly line: number; readonly said: Text }[]
  /** Lines of totals, which are nobody's. */
  readonly totals: number
}

const yes = new Set(['是', '1', '√', '✓', 'y', 'yes', 'true'])
const no = new Set(['', '否', '0', '×', 'n', 'no', 'false', '-', '—'])

type Column =
  | { readonly kind: 'member' | 'name' | 'other' }
  | { readonly kind: 'mark'; readonly id: string }
  | { readonly kind: 'amount'; readonly id: string; readonly unit: 'tenThousand' | 'yuan' }

const bare = (said: string) =>
  said
    .replaceAll(/\s/g, '')
    .replaceAll(/[（(].*?[)）]/g, '')
    .toLowerCase()

function columnOf(head: string, ledger: Ledger): Column {
  const said = bare(head)
  const isIt = ({ label }: { readonly label: readonly [string, string] }) => label.some((each) => bare(each) === said)
  const mark = ledger.marks.find(isIt)
  if (mark) return { kind: 'mark', id: mark.id }
  const amount = ledger.amounts.find(isIt)
  if (amount)
    return { kind: 'amount', id: amount.id, unit: /[（(]元[)）]|\(yuan\)/i.test(head) ? 'yuan' : 'tenThousand' }
  if (/代码|信用码|税号|code/.test(said)) return { kind: 'member' }
  if (/名称|企业|单位|name/.test(said)) return { kind: 'name' }
  return { kind: 'other' }
}

const isTotal = (cell: string) =>
  /^(?:本[页月]|以上|全[年月]|累)?(?:合计|总计|小计|累计|计)[:：]?$|^(?:sub)?total:?$/i.test(bare(cell))

/** Above the names of the columns a title may stand, over merged cells. */
const mostTitles = 5

/** A table copied out of a spreadsheet: its first line says what the columns are. Columns that the ledger does not know stay away. */
export function readPaste(text: string, ledger: Ledger): Pasted {
  const lines = readTabbed(text).filter(({ cells }) => cells.some((cell) => cell !== ''))
  if (lines.length === 0) return { rows: [], problems: [], totals: 0 }
  const heads = lines.slice(0, mostTitles).map(({ cells }) => cells.map((head) => columnOf(head, ledger)))
  const names = (columns: readonly Column[]) =>
    columns.some(({ kind }) => kind === 'name') && columns.some(({ kind }) => kind === 'amount')
  const head = Math.max(heads.findIndex(names), 0)
  const columns = heads[head]!
  const first = lines[head]!.line
  const at = (kind: Column['kind']) => columns.findIndex((column) => column.kind === kind)
  const problems: { line: number; said: Text }[] = []
  const say = (line: number, zh: string, en: string) => void problems.push({ line: line + 1, said: [zh, en] })
  if (at('name') < 0 || at('amount') < 0) {
    say(
      first,
      `第一行要写列名，至少有“企业名称”和“${ledger.amounts[0]?.label[0] ?? ''}”`,
      'The first line must name the columns: at least the name and one amount',
    )
    return { rows: [], problems, totals: 0 }
  }
  const rows: PastedRow[] = []
  const seen = new Map<string, number>()
  let totals = 0
  for (const { line, cells } of lines.slice(head + 1)) {
    const name = cells[at('name')] ?? ''
    if (isTotal(name) || (name === '' && cells.some(isTotal))) {
      totals += 1
      continue
    }
    // Without a code the name is what one is known by.
    const member = (at('member') >= 0 && cells[at('member')]) || name
    if (name === '') {
      say(
        line,
        '缺少企业名称（有合并的单元格请先取消合并并填满）',
        'The name is missing (unmerge merged cells and fill them first)',
      )
      continue
    }
    if (seen.has(member))
      say(line, `“${member}”与第 ${seen.get(member)} 行重复`, `${member} is in line ${seen.get(member)} already`)
    seen.set(member, line + 1)
    const marks: string[] = []
    const amounts: Record<string, number> = {}
    columns.forEach((column, index) => {
      const cell = cells[index] ?? ''
      if (column.kind === 'mark') {
        if (yes.has(cell.toLowerCase())) marks.push(column.id)
        else if (!no.has(cell.toLowerCase())) say(line, `“${cell}”不是“是”或“否”`, `${cell} is neither yes nor no`)
      }
      if (column.kind === 'amount' && cell !== '') {
        const fen = fenOf(cell, column.unit)
        if (fen === null) say(line, `“${cell}”不是金额`, `${cell} is no amount`)
        else amounts[column.id] = fen
      }
    })
    rows.push({ member, name, marks, amounts })
  }
  if (rows.length > 1000) say(first, '一次最多登记 1000 行，请分次粘贴', 'At most 1000 rows at once')
  return { rows, problems, totals }
}

import type { Text } from '#kernel/text'
import type { InputOf, OutputOf } from '#kernel/operation'
import type { indicators } from '#engines/indicators/shared'
import { fenOf } from './fen.ts'

export type Ledger = OutputOf<typeof indicators.entryLedgers>['items'][number]
export type PastedRow = InputOf<typeof indicators.enterEntries>['rows'][number]

export interface Pasted {
  readonly rows: readonly PastedRow[]
  /** Which line of the paste, from 1. */
  readonly problems: readonly { readonly line: number; readonly said: Text }[]
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

/** A table copied out of a spreadsheet: its first line says what the columns are. Columns that the ledger does not know stay away. */
export function readPaste(text: string, ledger: Ledger): Pasted {
  const lines = text.replaceAll('\r', '').split('\n')
  const first = lines.findIndex((line) => line.trim() !== '')
  if (first < 0) return { rows: [], problems: [] }
  const columns = lines[first]!.split('\t').map((head) => columnOf(head, ledger))
  const at = (kind: Column['kind']) => columns.findIndex((column) => column.kind === kind)
  const problems: { line: number; said: Text }[] = []
  const say = (line: number, zh: string, en: string) => void problems.push({ line: line + 1, said: [zh, en] })
  if (at('name') < 0 || at('amount') < 0) {
    say(
      first,
      `第一行要写列名，至少有“企业名称”和“${ledger.amounts[0]?.label[0] ?? ''}”`,
      'The first line must name the columns: at least the name and one amount',
    )
    return { rows: [], problems }
  }
  const rows: PastedRow[] = []
  const seen = new Map<string, number>()
  for (let line = first + 1; line < lines.length; line++) {
    const cells = lines[line]!.split('\t').map((cell) => cell.trim())
    if (cells.every((cell) => cell === '')) continue
    const name = cells[at('name')] ?? ''
    // Without a code the name is what one is known by.
    const member = (at('member') >= 0 && cells[at('member')]) || name
    if (name === '') {
      say(line, '缺少企业名称', 'The name is missing')
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
  return { rows, problems }
}

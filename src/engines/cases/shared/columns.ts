import type { Text } from '#kernel/text'
import { lightOf, lights } from './case.ts'
import { promiseKinds, sources, states } from './vocabulary.ts'
import { findCategory } from './catalogue.ts'
import type { CaseLine } from './views.ts'

const as = (said: string): Text => [said, said]

/** What the ids of a case are called, and what time it is. */
export interface CaseWords {
  readonly now: string
  unitName(id: string | null): string
  committeeName(code: string | null): string
  gridName(code: string | null): string
  typeName(id: string): Text
}

export interface CaseColumn {
  readonly title: Text
  /** In pixels on screen; about an eighth of that in characters of a sheet. */
  readonly width: number
  say(line: CaseLine, words: CaseWords): Text
}

/** An instant as a sheet has it, by Shanghai's clock. */
const clock = (at: string | null): Text =>
  as(at ? new Date(Date.parse(at) + 8 * 3_600_000).toISOString().slice(0, 16).replace('T', ' ') : '')

const column = (title: Text, width: number, say: CaseColumn['say']): CaseColumn => ({ title, width, say })

/** What a list can show of a case, in the order in which it does: on screen, on paper and in a sheet alike. */
export const caseColumns = {
  light: column(['灯', 'Light'], 44, (line, { now }) => lights[lightOf(line, now)]),
  due: column(['到期', 'Due'], 196, (line) => clock(line.nextDue)),
  title: column(['事由', 'Matter'], 240, (line) => as(line.title)),
  state: column(['状态', 'State'], 96, (line) => states[line.state]),
  place: column(['地点', 'Place'], 190, (line) => as(line.place)),
  unit: column(['主办单位', 'Lead unit'], 140, (line, words) => as(words.unitName(line.leadUnit))),
  category: column(['类别', 'Category'], 120, (line) => findCategory(line.category)?.name ?? as(line.category)),
  committee: column(['居民区', 'Committee'], 110, (line, words) => as(words.committeeName(line.committee))),
  type: column(['类型', 'Type'], 110, (line, words) => words.typeName(line.type)),
  source: column(['来源', 'Source'], 96, (line) => sources[line.source].label),
  number: column(['案号', 'Number'], 208, (line) => as(line.number)),
  upstreamNo: column(['来源工单号', 'Upstream no.'], 140, (line) => as(line.upstreamNo ?? '')),
  grid: column(['网格', 'Grid'], 110, (line, words) => as(words.gridName(line.grid))),
  reported: column(['上报', 'Reported'], 130, (line) => clock(line.reportedAt)),
  closed: column(['结案', 'Closed'], 130, (line) => clock(line.closedAt)),
  kind: column(['当前时限', 'Running limit'], 90, (line) => (line.nextKind ? promiseKinds[line.nextKind] : as(''))),
  supervised: column(['督办', 'Supervised'], 60, (line) => as(line.supervised >= 2 ? String(line.supervised) : '')),
} as const satisfies Record<string, CaseColumn>

export type CaseColumnId = keyof typeof caseColumns
export const caseColumnIds = Object.keys(caseColumns) as [CaseColumnId, ...CaseColumnId[]]

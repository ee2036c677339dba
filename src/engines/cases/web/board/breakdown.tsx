import type { OutputOf } from '#kernel/operation'
import type { Text } from '#kernel/text'
import { percent } from '#model'
import type { cases } from '#engines/cases/shared'
import { shortCommittee } from '#engines/registers/web'
import { EmptyState, grouped } from '#ui'
import { useText } from '#ui/text'
import { categoryName, sourceName, useCaseWords } from '../case-words.ts'
import type { Filter } from '../list-filter.ts'

export const byNames = {
  committee: ['居民区', 'Committee'],
  unit: ['主办单位', 'Lead unit'],
  category: ['类别', 'Category'],
  source: ['来源', 'Source'],
  type: ['类型', 'Type'],
} as const satisfies Record<string, Text>
export type By = keyof typeof byNames

type Row = OutputOf<typeof cases.board>['breakdown'][number]

interface Given {
  readonly by: By
  readonly rows: readonly Row[]
  readonly period: { readonly from: string; readonly to: string }
  readonly onOpen: (filter: Filter) => void
}

function useName(by: By): (key: string | null) => Text {
  const { unitName, committeeName, typeName } = useCaseWords()
  return (key) => {
    if (key === null) return by === 'unit' ? ['尚未派单', 'not dispatched yet'] : ['未落区', 'no area']
    const as = (said: string): Text => [said, said]
    switch (by) {
      case 'committee':
        return as(shortCommittee(committeeName(key)))
      case 'unit':
        return as(unitName(key))
      case 'category':
        return categoryName(key)
      case 'source':
        return sourceName(key)
      case 'type':
        return typeName(key)
    }
  }
}

function Cell({ count, late = false, onOpen }: { count: number; late?: boolean; onOpen: (() => void) | null }) {
  return (
    <td data-align="end" className={late && count > 0 ? 'late' : undefined}>
      {onOpen && count > 0 ? (
        <button type="button" className="figure-open" onClick={onOpen}>
          {grouped(count)}
        </button>
      ) : (
        grouped(count)
      )}
    </td>
  )
}

/** The year by area, unit, category, source or type; sums below, each number a list. */
export function Breakdown({ by, rows, period, onOpen }: Given) {
  const text = useText()
  const nameOf = useName(by)
  if (rows.length === 0)
    return (
      <EmptyState title={['这一年还没有案件', 'No cases in this year']}>
        <p>{text(['换一个年份看看，或从登记第一件案件开始。', 'Look at another year, or register the first case.'])}</p>
      </EmptyState>
    )
  const sum = (name: 'found' | 'closed' | 'open' | 'overdue' | 'due' | 'onTime') =>
    rows.reduce((total, row) => total + row[name], 0)
  const list = (key: string | null | undefined, filter: Filter): (() => void) | null =>
    key === null && by !== 'committee' && by !== 'unit'
      ? null
      : () =>
          onOpen({
            ...filter,
            ...period,
            ...(key === null ? { without: by } : key !== undefined && { [by]: key }),
          } as Filter)
  const cells = (row: Omit<Row, 'key'>, key: string | null | undefined) => (
    <>
      <Cell count={row.found} onOpen={list(key, { measure: 'found' })} />
      <Cell count={row.closed} onOpen={list(key, { state: 'closed' })} />
      <td data-align="end" className="quiet">
        {percent(row.closed, row.found) ?? '—'}
      </td>
      <Cell count={row.open} onOpen={list(key, { open: true })} />
      <Cell count={row.overdue} late onOpen={list(key, { light: 'red' })} />
      <Cell count={row.onTime} onOpen={list(key, { measure: 'on_time', part: 'numerator' })} />
      <td data-align="end" className="quiet">
        {percent(row.onTime, row.due) ?? '—'}
      </td>
    </>
  )
  return (
    <div className="table-scroll">
      <table className="plain-table board-table">
        <thead>
          <tr>
            <th scope="col">{text(byNames[by])}</th>
            <th scope="col" data-align="end">
              {text(['发现', 'Found'])}
            </th>
            <th scope="col" data-align="end">
              {text(['结案', 'Closed'])}
            </th>
            <th scope="col" data-align="end">
              {text(['结案率 %', 'Closed %'])}
            </th>
            <th scope="col" data-align="end">
              {text(['在办', 'Open'])}
            </th>
            <th scope="col" data-align="end">
              {text(['逾期', 'Overdue'])}
            </th>
            <th scope="col" data-align="end">
              {text(['按期结案', 'On time'])}
            </th>
            <th scope="col" data-align="end">
              {text(['按期率 %', 'On time %'])}
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.key ?? ''}>
              <th scope="row">{text(nameOf(row.key))}</th>
              {cells(row, row.key)}
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row">{text(['合计', 'Total'])}</th>
            {cells(
              {
                found: sum('found'),
                closed: sum('closed'),
                open: sum('open'),
                overdue: sum('overdue'),
                due: sum('due'),
                onTime: sum('onTime'),
              },
              undefined,
            )}
          </tr>
        </tfoot>
      </table>
    </div>
  )
}

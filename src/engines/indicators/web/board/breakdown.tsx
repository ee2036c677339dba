import { useMemo, useState, type ReactNode } from 'react'
import type { Text } from '#kernel/text'
import type { Period } from '#model'
import { cases } from '#engines/cases/shared'
import { searchOf, type Filter } from '#engines/cases/web'
import { dimensions } from '#engines/indicators/shared'
import { EmptyState, grouped, useBarrier, Waiting } from '#ui'
import { useOperation } from '#ui/operations'
import { useText } from '#ui/text'
import { useOpen, type Days } from '../parts/measure-list.ts'
import { isRanked, useMemberName } from '../parts/measure-words.ts'
import { useBound } from '../parts/use-bound.ts'
import { useBreakdown } from '../parts/use-breakdown.ts'
import { Unread } from '../parts/unread.tsx'
import { closedShare, inOrder, onTimeShare, openOf, partRows, sumOf, type Order, type PartRow } from './part-rows.ts'

export const parts = {
  committee: dimensions.committee,
  unit: dimensions.unit,
  category: dimensions.category,
  source: dimensions.source,
} as const satisfies Record<string, Text>
export type BoardPart = keyof typeof parts

const counted = ['closed', 'on_time']

function Count({ count, late = false, address }: { count: number; late?: boolean; address: string | null }) {
  const open = useOpen()
  return (
    <td data-align="end" className={late && count > 0 ? 'late' : undefined}>
      {address && count > 0 ? (
        <button type="button" className="figure-open" onClick={() => open(address)}>
          {grouped(count)}
        </button>
      ) : (
        grouped(count)
      )}
    </td>
  )
}

/** The year by area, unit, category or source; sums below, each number a list. Areas and units have their places. */
export function Breakdown({ by, period, days }: { by: BoardPart; period: Period; days: Days }) {
  const text = useText()
  const memberName = useMemberName()
  const barrier = useBarrier()
  const { own } = useBound()
  const [order, setOrder] = useState<Order>('found')
  const { from, to } = days
  const asked = useBreakdown(counted, period, by)
  const late = useOperation(cases.overdue, { by, from, to }, { enabled: barrier(cases.overdue.name) === null })
  const rows = useMemo(
    () =>
      partRows(
        asked.data?.rows ?? [],
        new Map((late.data?.rows ?? []).map(({ key, overdue }) => [key ?? '', overdue])),
      ),
    [asked.data, late.data],
  )
  if (asked.isError && !asked.data) return <Unread error={asked.error} />
  if (!asked.data || asked.isPlaceholderData) return <Waiting />
  if (rows.length === 0)
    return (
      <EmptyState title={['这一年还没有案件', 'No cases in this year']}>
        <p>{text(['换一个年份看看，或从登记第一件案件开始。', 'Look at another year, or register the first case.'])}</p>
      </EmptyState>
    )
  const hasPlaces = isRanked(by) && own === null
  const list = (member: string | null | undefined, filter: Filter): string | null => {
    if (member === null && by !== 'committee' && by !== 'unit') return null
    const ofMember =
      member === undefined
        ? own?.member
          ? { [own.dimension]: own.member }
          : {}
        : member === null
          ? { without: by }
          : { [by]: member }
    return `cases${searchOf({ ...filter, from, to, ...ofMember } as Filter, 'newest')}`
  }
  const cells = (row: Omit<PartRow, 'member'>, member: string | null | undefined) => (
    <>
      <Count count={row.found} address={list(member, { measure: 'closed', part: 'denominator' })} />
      <Count count={row.closed} address={list(member, { measure: 'closed', part: 'numerator' })} />
      <td data-align="end" className="quiet">
        {closedShare(row) ?? '—'}
      </td>
      <Count count={openOf(row)} address={list(member, { open: true })} />
      <Count count={row.overdue} late address={list(member, { light: 'red' })} />
      <Count count={row.onTime} address={list(member, { measure: 'on_time', part: 'numerator' })} />
      <td data-align="end" className="quiet">
        {onTimeShare(row) ?? '—'}
      </td>
    </>
  )
  const head = (name: Text, sorts: Order | null): ReactNode => (
    <th scope="col" data-align="end" aria-sort={sorts === order ? 'descending' : undefined}>
      {sorts ? (
        <button
          type="button"
          className="board-sort"
          title={text(['按此列排序', 'Sort by this'])}
          onClick={() => setOrder(sorts)}
        >
          {text(name)}
          <span aria-hidden="true">{sorts === order ? ' ↓' : ''}</span>
        </button>
      ) : (
        text(name)
      )}
    </th>
  )
  return (
    <div className="table-scroll">
      <table className="plain-table board-table">
        <thead>
          <tr>
            {hasPlaces && <th scope="col">{text(['位次', 'Place'])}</th>}
            <th scope="col">{text(parts[by])}</th>
            {head(['发现', 'Found'], 'found')}
            {head(['结案', 'Closed'], null)}
            {head(['结案率 %', 'Closed %'], 'closedShare')}
            {head(['在办', 'Open'], 'open')}
            {head(['逾期', 'Overdue'], 'overdue')}
            {head(['按时办结', 'On time'], null)}
            {head(['按时率 %', 'On time %'], 'onTimeShare')}
          </tr>
        </thead>
        <tbody>
          {inOrder(rows, order).map((row) => (
            <tr key={row.member ?? ''}>
              {hasPlaces && <td className="board-place">{row.place ?? '—'}</td>}
              <th scope="row">{text(memberName(by, row.member))}</th>
              {cells(row, row.member)}
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr>
            {hasPlaces && <td />}
            <th scope="row">{text(['合计', 'Total'])}</th>
            {cells(sumOf(rows), undefined)}
          </tr>
        </tfoot>
      </table>
    </div>
  )
}

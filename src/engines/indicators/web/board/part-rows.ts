import type { OutputOf } from '#kernel/operation'
import { percent } from '#model'
import type { indicators } from '#engines/indicators/shared'

/** What stands in a row of the board: cases found, closed, still open, overdue now, and closed with all limits kept. */
export interface PartRow {
  readonly member: string | null
  readonly found: number
  readonly closed: number
  readonly overdue: number
  readonly onTime: number
  readonly ofOnTime: number
}

export type Order = 'found' | 'closedShare' | 'open' | 'overdue' | 'onTimeShare'

export const openOf = (row: Pick<PartRow, 'found' | 'closed'>): number => row.found - row.closed
export const closedShare = (row: Pick<PartRow, 'found' | 'closed'>) => percent(row.closed, row.found)
export const onTimeShare = (row: Pick<PartRow, 'onTime' | 'ofOnTime'>) => percent(row.onTime, row.ofOnTime)

/** The measures `closed` and `on_time` by their parts, with what is overdue now beside them. */
export function partRows(
  counted: OutputOf<typeof indicators.breakdown>['rows'],
  overdue: ReadonlyMap<string, number>,
): readonly PartRow[] {
  const rows = new Map<string, { -readonly [K in keyof PartRow]: PartRow[K] }>()
  const row = (member: string | null) => {
    const key = member ?? ''
    const known = rows.get(key) ?? {
      member: key === '' ? null : key,
      found: 0,
      closed: 0,
      overdue: 0,
      onTime: 0,
      ofOnTime: 0,
    }
    rows.set(key, known)
    return known
  }
  for (const { key, member, counted: each } of counted) {
    if (key === 'closed') Object.assign(row(member), { found: each.denominator, closed: each.numerator })
    if (key === 'on_time') Object.assign(row(member), { onTime: each.numerator, ofOnTime: each.denominator })
  }
  for (const [key, count] of overdue) row(key).overdue = count
  return [...rows.values()]
}

const values: Readonly<Record<Order, (row: PartRow) => number | null>> = {
  found: (row) => row.found,
  open: openOf,
  overdue: (row) => row.overdue,
  closedShare: (row) => (row.found === 0 ? null : row.closed / row.found),
  onTimeShare: (row) => (row.ofOnTime === 0 ? null : row.onTime / row.ofOnTime),
}

/** The greatest first; what has no name and what has no value last. Places are shared by equals. */
export function inOrder(
  rows: readonly PartRow[],
  order: Order,
): readonly (PartRow & { readonly place: number | null })[] {
  const valueOf = values[order]
  const sorted = rows.toSorted(
    (a, b) =>
      Number(a.member === null) - Number(b.member === null) ||
      (valueOf(b) ?? -1) - (valueOf(a) ?? -1) ||
      b.found - a.found ||
      ((a.member ?? '') < (b.member ?? '') ? -1 : 1),
  )
  return sorted.map((row) => {
    const value = valueOf(row)
    const place =
      row.member === null || value === null
        ? null
        : sorted.findIndex((each) => each.member !== null && valueOf(each) === value) + 1
    return { ...row, place }
  })
}

export function sumOf(rows: readonly PartRow[]): Omit<PartRow, 'member'> {
  const sum = (name: keyof Omit<PartRow, 'member'>) => rows.reduce((total, row) => total + row[name], 0)
  return {
    found: sum('found'),
    closed: sum('closed'),
    overdue: sum('overdue'),
    onTime: sum('onTime'),
    ofOnTime: sum('ofOnTime'),
  }
}

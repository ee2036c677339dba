import type { CountedView, MeasureView } from '#engines/indicators/shared'

export interface PartRow {
  readonly member: string | null
  readonly counted: CountedView
  /** Equal values share a place; null for what has no value or no name. */
  readonly place: number | null
}

type Counted = Omit<PartRow, 'place'>

/** In the order of their values, the better first; what has no value, and what has no name, last. */
export function ranked({ better }: Pick<MeasureView, 'better'>, rows: readonly Counted[]): readonly PartRow[] {
  const sign = better === 'less' ? 1 : -1
  const isNamed = (row: Counted) => row.member !== null && row.member !== '' && row.counted.value !== null
  const named = rows
    .filter(isNamed)
    .toSorted((a, b) => sign * (Number(a.counted.value) - Number(b.counted.value)) || (a.member! < b.member! ? -1 : 1))
  const placed: PartRow[] = []
  named.forEach((row, index) => {
    const before = placed.at(-1)
    placed.push({ ...row, place: before?.counted.value === row.counted.value ? before.place : index + 1 })
  })
  return [...placed, ...rows.filter((row) => !isNamed(row)).map((row) => ({ ...row, place: null }))]
}

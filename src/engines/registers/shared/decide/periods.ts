/** From a day, until before a day: what ends on the day when something else begins does not overlap it. */
export interface Period {
  readonly from: string
  readonly to: string | null
}

const never = '9999-12-31'
const endOf = ({ to }: Period) => to ?? never

export const overlap = (a: Period, b: Period): boolean => a.from < endOf(b) && b.from < endOf(a)
export const covers = (period: Period, day: string): boolean => period.from <= day && day < endOf(period)

/** What is left of a period when another one is taken out of it: nothing, one piece, or two. */
export function without(period: Period, cut: Period): readonly Period[] {
  if (!overlap(period, cut)) return [period]
  const left: Period[] = []
  if (period.from < cut.from) left.push({ from: period.from, to: cut.from })
  if (cut.to !== null && cut.to < endOf(period)) left.push({ from: cut.to, to: period.to })
  return left
}

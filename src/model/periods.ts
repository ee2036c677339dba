import type { Text } from '#kernel/text'
import { addDays, daysBetween } from '#kernel/time'

/** Kinds of period that figures are given for. 考核年 runs from November to October. */
export const periodKinds = {
  day: ['日', 'Day'],
  week: ['周', 'Week'],
  month: ['月', 'Month'],
  quarter: ['季度', 'Quarter'],
  year: ['年', 'Year'],
  assessment: ['考核年', 'Assessment year'],
} as const satisfies Record<string, Text>
export type PeriodKind = keyof typeof periodKinds

/** Days of Shanghai, both included. */
export interface Period {
  readonly kind: PeriodKind | 'range'
  readonly from: string
  readonly to: string
}

const pad = (n: number) => String(n).padStart(2, '0')
const monthStart = (year: number, month: number): string => {
  const date = new Date(Date.UTC(year, month - 1, 1))
  return date.toISOString().slice(0, 10)
}
const [yearOf, monthOf] = [(day: string) => Number(day.slice(0, 4)), (day: string) => Number(day.slice(5, 7))]

/** The period of a kind that holds a day. Weeks begin on Monday (GB/T 7408). */
export function periodOf(kind: PeriodKind, day: string): Period {
  const [year, month] = [yearOf(day), monthOf(day)]
  const months = (from: string, count: number): Period => ({
    kind,
    from,
    to: addDays(monthStart(yearOf(from), monthOf(from) + count), -1),
  })
  switch (kind) {
    case 'day':
      return { kind, from: day, to: day }
    case 'week': {
      const from = addDays(day, -((new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7))
      return { kind, from, to: addDays(from, 6) }
    }
    case 'month':
      return months(monthStart(year, month), 1)
    case 'quarter':
      return months(monthStart(year, month - ((month - 1) % 3)), 3)
    case 'year':
      return months(monthStart(year, 1), 12)
    case 'assessment':
      return months(monthStart(month >= 11 ? year : year - 1, 11), 12)
  }
}

export function rangeOf(from: string, to: string): Period {
  return { kind: 'range', from, to }
}

/** The period before (环比): of the same kind, or just as many days. */
export function periodBefore({ kind, from, to }: Period): Period {
  const last = addDays(from, -1)
  if (kind !== 'range') return periodOf(kind, last)
  const days = daysBetween(from, to)
  return { kind, from: addDays(last, -days), to: last }
}

/** 29 February has no counterpart: the 28th stands for it. */
function yearEarlier(day: string): string {
  const [year, rest] = [yearOf(day) - 1, day.slice(4)]
  return rest === '-02-29' ? `${year}-02-28` : `${year}${rest}`
}

/** The same period of the year before (同比); of a week, the week that holds the same day. */
export function periodLastYear({ kind, from, to }: Period): Period {
  if (kind === 'range') return { kind, from: yearEarlier(from), to: yearEarlier(to) }
  return periodOf(kind, yearEarlier(kind === 'week' ? addDays(from, 3) : from))
}

/** The part of a period that has passed by a day: what a running year may be compared with. */
export function upTo(period: Period, day: string): Period {
  return day >= period.to || day < period.from ? period : { kind: 'range', from: period.from, to: day }
}

export function periodName({ kind, from, to }: Period): Text {
  const [year, month] = [yearOf(from), monthOf(from)]
  switch (kind) {
    case 'day':
      return [`${year} 年 ${month} 月 ${Number(from.slice(8))} 日`, from]
    case 'week':
      return [`${from} 起一周`, `week of ${from}`]
    case 'month':
      return [`${year} 年 ${month} 月`, `${year}-${pad(month)}`]
    case 'quarter':
      return [`${year} 年第${'一二三四'[(month - 1) / 3]}季度`, `${year} Q${(month + 2) / 3}`]
    case 'year':
      return [`${year} 年`, String(year)]
    case 'assessment':
      return [`${year + 1} 考核年`, `assessment year ${year + 1}`]
    case 'range':
      return [`${from} 至 ${to}`, `${from} to ${to}`]
  }
}

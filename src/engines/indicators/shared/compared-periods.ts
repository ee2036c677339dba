import { addDays, daysBetween } from '#kernel/time'
import { periodBefore, periodLastYear, rangeOf, upTo, type Period } from '#model'

const monthsBetween = (from: string, to: string) =>
  (Number(to.slice(0, 4)) - Number(from.slice(0, 4))) * 12 + Number(to.slice(5, 7)) - Number(from.slice(5, 7))

/** As far into another period as a day lies in this one: as many months, and the same day of the month where it has one. */
function asFarInto(other: Period, period: Period, day: string): string {
  if (period.kind === 'day' || period.kind === 'week' || period.kind === 'range') {
    const days = daysBetween(period.from, day)
    return addDays(other.from, days)
  }
  const months = monthsBetween(period.from, day)
  const start = new Date(`${other.from}T00:00:00Z`)
  const ofMonth = (count: number, date: number) =>
    new Date(Date.UTC(start.getUTCFullYear(), start.getUTCMonth() + count, date)).toISOString().slice(0, 10)
  const [wanted, last] = [ofMonth(months, Number(day.slice(8))), ofMonth(months + 1, 0)]
  return wanted < last ? wanted : last
}

export interface ComparedPeriods {
  readonly now: Period
  readonly before: Period
  readonly lastYear: Period
}

/** A period, the one before (环比) and that of last year (同比); of one still running, all three as far as today. */
export function comparedPeriods(asked: Period, today: string): ComparedPeriods {
  const isRunning = asked.from <= today && today < asked.to
  const period = isRunning && asked.kind === 'range' ? rangeOf(asked.from, today) : asked
  const [before, lastYear] = [periodBefore(period), periodLastYear(period)]
  if (!isRunning || asked.kind === 'range') return { now: period, before, lastYear }
  const cut = (other: Period) => upTo(other, asFarInto(other, period, today))
  return { now: upTo(period, today), before: cut(before), lastYear: cut(lastYear) }
}

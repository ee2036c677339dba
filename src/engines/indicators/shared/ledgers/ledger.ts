import type { Text } from '#kernel/text'
import { addDays } from '#kernel/time'
import { periodBefore, periodOf, type MeasurePart, type Period } from '#model'

/**
 * A recurring ledger (台账): a sheet that used to be typed together day by day, week by week or month by month. What it
 * holds are measures, or measures by area or unit, or the cases behind a measure.
 */
export interface Ledger {
  readonly id: string
  readonly label: Text
  readonly summary: Text
  readonly every: 'day' | 'week' | 'month'
  readonly content:
    | { readonly kind: 'measures'; readonly measures: readonly string[] }
    | { readonly kind: 'members'; readonly by: 'committee' | 'unit'; readonly measures: readonly string[] }
    | { readonly kind: 'cases'; readonly measure: string; readonly part: MeasurePart }
}

/** The last period of a ledger that is over on a day. */
export function lastPeriod({ every }: Pick<Ledger, 'every'>, today: string): Period {
  return periodBefore(periodOf(every, today))
}

/** How many missed periods are made up for, after the program had stood still. */
const mostMissed = 62

/** The first day of the oldest period that may still be made up for: no sheet before it changes what is due. */
export function oldestDue(ledger: Pick<Ledger, 'every'>, today: string): string {
  let period = lastPeriod(ledger, today)
  for (let looked = 1; looked < mostMissed; looked++) period = periodBefore(period)
  return period.from
}

/**
 * The periods that are over and for which no sheet was made, oldest first, back to the first that made itself; before there was
 * any, the last one alone. What somebody made by hand is made, and asks for no others.
 */
export function duePeriods(
  ledger: Pick<Ledger, 'every'>,
  today: string,
  made: { readonly byItself: readonly string[]; readonly byHand: readonly string[] },
): Period[] {
  const known = new Set([...made.byItself, ...made.byHand])
  const first = made.byItself.reduce<string | null>(
    (least, from) => (least !== null && least <= from ? least : from),
    null,
  )
  const due: Period[] = []
  let period = lastPeriod(ledger, today)
  for (let looked = 0; looked < mostMissed && (looked === 0 || (first !== null && period.from > first)); looked++) {
    if (!known.has(period.from)) due.unshift(period)
    period = periodBefore(period)
  }
  return due
}

/** The day on which the sheet of the running period will be made. */
export function nextDay({ every }: Pick<Ledger, 'every'>, today: string): string {
  return addDays(periodOf(every, today).to, 1)
}

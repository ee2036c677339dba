import published from 'chinese-days/dist/chinese-days.json' with { type: 'json' }

type Hours = readonly [from: string, to: string]

export interface Calendar {
  /** `date` is a civil date of Shanghai, YYYY-MM-DD. */
  isWorkday(date: string): boolean
  /** The last date whose holidays have been announced; what lies behind it is a guess. */
  readonly knownUntil: string
  /** In order and apart: ['09:00', '11:30'], ['13:30', '17:30']. */
  readonly officeHours: readonly Hours[]
}

export interface CalendarData {
  /** Dates that differ from the package: true for a day worked, false for a day off. */
  readonly overrides?: Readonly<Record<string, boolean>>
  readonly knownUntil?: string
  readonly officeHours?: readonly Hours[]
}

export const usualOfficeHours: readonly Hours[] = [
  ['09:00', '11:30'],
  ['13:30', '17:30'],
]

// The package's data and not its functions: these read a date in the zone of the machine, so that a server west of
// Greenwich is a day off, and call every weekday after the last published year a working day without a word.
const daysOff = new Set(Object.keys(published.holidays))
const madeUp = new Set(Object.keys(published.workdays))

/** The State Council publishes a whole year at a time. */
export const packageKnownUntil = `${[...daysOff].toSorted().at(-1)?.slice(0, 4)}-12-31`

function isPublishedWorkday(date: string): boolean {
  if (madeUp.has(date)) return true
  if (daysOff.has(date)) return false
  const weekday = new Date(`${date}T00:00:00Z`).getUTCDay()
  return weekday >= 1 && weekday <= 5
}

/** The State Council's calendar with make-up workdays, corrected by data. */
export function calendarFrom(data: CalendarData = {}): Calendar {
  const overrides = new Map(Object.entries(data.overrides ?? {}))
  return {
    isWorkday: (date) => overrides.get(date) ?? isPublishedWorkday(date),
    knownUntil: data.knownUntil ?? packageKnownUntil,
    officeHours: data.officeHours ?? usualOfficeHours,
  }
}

import chineseDays from 'chinese-days'

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

/** chinese-days calls every weekday after its last year a working day without a word, National Day included. */
export const packageKnownUntil = '2026-12-31'

const published = new Map<string, boolean>()

function isPublishedWorkday(date: string): boolean {
  const seen = published.get(date)
  if (seen !== undefined) return seen
  // A Date of local noon: the package parses strings in the zone of the machine.
  const noon = new Date(Number(date.slice(0, 4)), Number(date.slice(5, 7)) - 1, Number(date.slice(8, 10)), 12)
  const isWorkday = chineseDays.isWorkday(noon)
  published.set(date, isWorkday)
  return isWorkday
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

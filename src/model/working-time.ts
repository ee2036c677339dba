import type { Calendar } from './calendar.ts'

/** Asia/Shanghai has had no daylight saving since 1991, so civil time is a fixed shift from UTC. */
const shanghaiShift = 8 * 3_600_000
export const dayLength = 86_400_000

/** A calendar without a workday would otherwise be searched forever. */
const longestSearch = 40_000

interface Timetable {
  readonly isWorkday: (day: number) => boolean
  /** Office hours as milliseconds from midnight. */
  readonly hours: readonly { readonly from: number; readonly to: number }[]
  readonly opensAt: number
  readonly closesAt: number
  readonly perDay: number
}

/** Days of Shanghai since 1970-01-01: cheaper than dates when thousands of deadlines are computed. */
export function dayOf(at: number): number {
  return Math.floor((at + shanghaiShift) / dayLength)
}

export function startOf(day: number): number {
  return day * dayLength - shanghaiShift
}

export function dateOf(day: number): string {
  return new Date(day * dayLength).toISOString().slice(0, 10)
}

function clockTime(text: string): number {
  const parts = /^([01]\d|2[0-4]):([0-5]\d)$/.exec(text)
  if (!parts) throw new RangeError(`office hours must be written like 09:00, not ${text}`)
  return Number(parts[1]) * 3_600_000 + Number(parts[2]) * 60_000
}

const timetables = new WeakMap<Calendar, Timetable>()

export function timetableOf(calendar: Calendar): Timetable {
  const known = timetables.get(calendar)
  if (known) return known

  const hours = calendar.officeHours.map(([from, to]) => ({ from: clockTime(from), to: clockTime(to) }))
  let closed = -1
  for (const { from, to } of hours) {
    if (from <= closed || to <= from) throw new RangeError('office hours must be in order, apart and not empty')
    closed = to
  }
  const first = hours[0]
  if (!first) throw new RangeError('a calendar needs office hours')

  const days = new Map<number, boolean>()
  const made: Timetable = {
    isWorkday(day) {
      let isWorkday = days.get(day)
      if (isWorkday === undefined) {
        isWorkday = calendar.isWorkday(dateOf(day))
        days.set(day, isWorkday)
      }
      return isWorkday
    },
    hours,
    opensAt: first.from,
    closesAt: closed,
    perDay: hours.reduce((sum, { from, to }) => sum + to - from, 0),
  }
  timetables.set(calendar, made)
  return made
}

/** The `count`-th workday after `day`; `day` itself does not count. */
export function workdayAfter(day: number, count: number, { isWorkday }: Timetable): number {
  let found = day
  let left = count
  for (let searched = 0; left > 0; searched++) {
    if (searched > longestSearch) throw new RangeError(`no ${count} workdays within ${longestSearch} days`)
    found++
    if (isWorkday(found)) left--
  }
  return found
}

/** Workdays after `from` up to and including `to`. */
export function workdaysBetween(from: number, to: number, { isWorkday }: Timetable): number {
  if (to - from > longestSearch) throw new RangeError(`${to - from} days are too many to count`)
  let count = 0
  for (let day = from + 1; day <= to; day++) if (isWorkday(day)) count++
  return count
}

/** The instant by which `work` milliseconds of office time have gone since `at`; none left to go means the next office instant. */
export function addWork(at: number, work: number, timetable: Timetable): number {
  let day = dayOf(at)
  let left = work
  for (let searched = 0; searched <= longestSearch; searched++, day++) {
    if (!timetable.isWorkday(day)) continue
    const midnight = startOf(day)
    if (at <= midnight + timetable.opensAt && left > timetable.perDay) {
      left -= timetable.perDay
      continue
    }
    for (const { from, to } of timetable.hours) {
      const begin = Math.max(at, midnight + from)
      const end = midnight + to
      if (begin > end) continue
      if (left <= end - begin) return begin + left
      left -= end - begin
    }
  }
  throw new RangeError(`no ${work} ms of office time within ${longestSearch} days`)
}

/** Milliseconds of office time from `a` to `b`; nothing when `b` is not later. */
export function workBetween(a: number, b: number, timetable: Timetable): number {
  const last = dayOf(b)
  const first = dayOf(a)
  if (last - first > longestSearch) throw new RangeError(`${last - first} days are too many to count`)
  let work = 0
  for (let day = first; day <= last; day++) {
    if (!timetable.isWorkday(day)) continue
    if (day > first && day < last) {
      work += timetable.perDay
      continue
    }
    const midnight = startOf(day)
    for (const { from, to } of timetable.hours) {
      work += Math.max(0, Math.min(b, midnight + to) - Math.max(a, midnight + from))
    }
  }
  return work
}

/** 24:00 as an instant that still belongs to the day. */
export function lastInstantOf(day: number): number {
  return startOf(day + 1) - 1
}

import type { Calendar } from './calendar.ts'
import {
  addWork,
  dateOf,
  dayLength,
  dayOf,
  lastInstantOf,
  startOf,
  timetableOf,
  workBetween,
  workdayAfter,
  workdaysBetween,
} from './working-time.ts'

/** 紧急工作时, 工作时, 工作日, 自然日. */
export const clockUnits = ['URGENT_HOUR', 'WORK_HOUR', 'WORK_DAY', 'NATURAL_DAY'] as const
export type ClockUnit = (typeof clockUnits)[number]

export interface Limit {
  /** Hours may be parts: 0.25 is a quarter of an hour. Part of a day is the whole day. */
  readonly value: number
  readonly unit: ClockUnit
}

export interface Deadline {
  readonly due: Date
  /** Reckoned with days whose holidays are not announced yet: reckon it again when they are. */
  readonly provisional: boolean
}

const hour = 3_600_000

function dueInstant(start: number, { value, unit }: Limit, calendar: Calendar): number {
  switch (unit) {
    case 'URGENT_HOUR':
      return start + Math.round(value * hour)
    case 'WORK_HOUR':
      return addWork(start, Math.round(value * hour), timetableOf(calendar))
    case 'WORK_DAY': {
      const timetable = timetableOf(calendar)
      const day = workdayAfter(dayOf(start), Math.ceil(value), timetable)
      return Math.max(start, startOf(day) + timetable.closesAt)
    }
    case 'NATURAL_DAY':
      // The day on which a period begins is not counted (民法典 art. 201).
      return lastInstantOf(dayOf(start) + Math.ceil(value))
  }
}

/** When a promise given at `start` falls due. */
export function dueAt(start: Date, limit: Limit, calendar: Calendar): Deadline {
  if (!Number.isFinite(limit.value) || limit.value < 0)
    throw new RangeError(`a limit must be 0 or more, not ${limit.value}`)
  const due = dueInstant(start.getTime(), limit, calendar)
  const isCounted = limit.unit === 'WORK_HOUR' || limit.unit === 'WORK_DAY'
  return { due: new Date(due), provisional: isCounted && dateOf(dayOf(due)) > calendar.knownUntil }
}

/** The instant at which `share` of the time is gone; office time alone goes for 工作时. */
export function pointAt(start: Date, due: Date, share: number, limit: Limit, calendar: Calendar): Date {
  const from = start.getTime()
  const to = due.getTime()
  if (to <= from || share >= 1) return new Date(to)
  if (limit.unit !== 'WORK_HOUR') return new Date(Math.round(from + (to - from) * share))
  const timetable = timetableOf(calendar)
  const gone = addWork(from, Math.round(workBetween(from, to, timetable) * share), timetable)
  return new Date(Math.min(to, gone))
}

/** Where a deadline lies after a pause. What was overdue when the pause began stays as overdue as it was. */
export function resume(due: Date, pausedAt: Date, resumedAt: Date, limit: Limit, calendar: Calendar): Date {
  const before = due.getTime()
  const from = pausedAt.getTime()
  const to = resumedAt.getTime()
  if (to <= from || from >= before) return due
  switch (limit.unit) {
    case 'URGENT_HOUR':
      return new Date(before + to - from)
    case 'NATURAL_DAY':
      return new Date(before + (dayOf(to) - dayOf(from)) * dayLength)
    case 'WORK_HOUR': {
      const timetable = timetableOf(calendar)
      // A deadline set by hand may lie outside office time; a pause never brings it nearer.
      return new Date(Math.max(before, addWork(to, workBetween(from, before, timetable), timetable)))
    }
    case 'WORK_DAY': {
      const timetable = timetableOf(calendar)
      const day = dayOf(before)
      const moved = workdayAfter(day, workdaysBetween(dayOf(from), dayOf(to), timetable), timetable)
      return new Date(before + (moved - day) * dayLength)
    }
  }
}

/** Office minutes from `a` to `b`, parts of minutes included; negative when `b` is earlier. */
export function workMinutesBetween(a: Date, b: Date, calendar: Calendar): number {
  const timetable = timetableOf(calendar)
  const [from, to] = [a.getTime(), b.getTime()]
  const work = from <= to ? workBetween(from, to, timetable) : -workBetween(to, from, timetable)
  return work / 60_000
}

/** Workdays after the date of `a` up to and including the date of `b`. */
export function workdaysFrom(a: Date, b: Date, calendar: Calendar): number {
  return workdaysBetween(dayOf(a.getTime()), dayOf(b.getTime()), timetableOf(calendar))
}

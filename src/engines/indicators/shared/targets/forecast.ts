import type { Text } from '#kernel/text'
import { addDays, daysBetween } from '#kernel/time'
import type { Milestone, TargetGoal } from './book.ts'
import { passedShare, type Pace } from './plan-curve.ts'
import { most, overOrNull, times, type Rational } from '#kernel/rational'

export const forecastMethods = {
  last_year: ['按上年同期占全年的比重推算', 'By the share of the year that had come by this day last year'],
  workdays: ['按已过工作日等比推算', 'Evenly by working days'],
  held: ['按现值持平推算', 'Taken to stay as it is'],
  final: ['期末实际值', 'As it ended'],
} as const satisfies Record<string, Text>
export type ForecastMethod = keyof typeof forecastMethods

/** What a measure had come to a year earlier: by the same day, some days after it, and by the end. */
export interface LastYear {
  readonly byNow: Rational
  readonly byThen: Rational
  readonly whole: Rational
}

interface Known {
  readonly goal: Pick<TargetGoal, 'course'>
  readonly value: Rational
  /** The day up to which the value goes. */
  readonly upTo: string
  readonly end: string
  readonly pace: Pace
  readonly lastYear: LastYear | null
}

const usable = (past: LastYear | null): past is LastYear => past !== null && past.byNow.n > 0n && past.whole.n > 0n

/** The value at the end of the year if things go on as they went; null on the first days, when there is no pace yet. */
export function forecastOf(known: Known): { readonly value: Rational; readonly method: ForecastMethod } | null {
  const { goal, value, upTo, end, pace, lastYear } = known
  if (upTo >= end) return { value, method: 'final' }
  if (goal.course === 'is_held') return { value, method: 'held' }
  if (usable(lastYear)) {
    const whole = overOrNull(times(value, lastYear.whole), lastYear.byNow)
    return whole && { value: whole, method: 'last_year' }
  }
  const whole = overOrNull(value, passedShare(pace, upTo, end))
  return whole && { value: whole, method: 'workdays' }
}

/** The value some days on, at the same pace. */
export function valueOn(known: Known, day: string): Rational {
  const { goal, value, upTo, end, pace, lastYear } = known
  if (goal.course === 'is_held' || upTo >= end) return value
  const next = usable(lastYear)
    ? overOrNull(times(value, lastYear.byThen), lastYear.byNow)
    : overOrNull(times(value, passedShare(pace, day, end)), passedShare(pace, upTo, end))
  return next === null ? value : most(value, next)
}

/**
 * Which milestones will be done by a later day: those to come, as late as the latest so far was; what is overdue and
 * not done is taken to stay so.
 */
export function milestonesOn<M extends Pick<Milestone, 'due' | 'doneOn'>>(
  milestones: readonly M[],
  today: string,
  day: string,
): M[] {
  const delay = milestones
    .filter((each) => each.due <= today)
    .reduce((late, each) => Math.max(late, daysBetween(each.due, each.doneOn ?? today)), 0)
  return milestones.map((each) => {
    if (each.doneOn !== null || each.due <= today) return each
    const expected = addDays(each.due, delay)
    return expected <= day ? { ...each, doneOn: expected } : each
  })
}

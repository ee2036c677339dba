import { addDays, daysBetween } from '#kernel/time'
import { periodBefore, periodKinds, periodOf, rangeOf, type Period, type PeriodKind } from '#model'
import type { PeriodInput } from '#engines/indicators/shared'

const isDay = (said: string | null): said is string =>
  said !== null &&
  /^20\d\d-(0[1-9]|1[0-2])-\d\d$/.test(said) &&
  addDays(`${said.slice(0, 8)}01`, Number(said.slice(8)) - 1) === said

/** The period that an address names; what is not valid there counts as not said. */
export function periodIn(params: URLSearchParams, today: string, usual: PeriodKind): Period {
  const [kind, day, from, to] = ['kind', 'day', 'from', 'to'].map((name) => params.get(name))
  if (kind === 'range' && isDay(from ?? null) && isDay(to ?? null) && from! <= to!) return rangeOf(from!, to!)
  return periodOf(
    kind && Object.hasOwn(periodKinds, kind) ? (kind as PeriodKind) : usual,
    isDay(day ?? null) ? day! : today,
  )
}

export function inputOf({ kind, from, to }: Period): PeriodInput {
  return kind === 'range' ? { kind, from, to } : { kind, day: from }
}

export function searchOfPeriod(period: Period): Record<string, string> {
  return { ...inputOf(period) }
}

export function periodAfter(period: Period): Period {
  const first = addDays(period.to, 1)
  if (period.kind !== 'range') return periodOf(period.kind, first)
  const days = daysBetween(period.from, period.to)
  return rangeOf(first, addDays(first, days))
}

/** By which steps the course of a period is told, and from when: a year or the last twelve of its kind. */
export type Step = 'day' | 'week' | 'month'

export function usualStep({ kind, from, to }: Period): Step {
  if (kind === 'day') return 'day'
  if (kind === 'week') return 'week'
  return kind === 'range' && daysBetween(from, to) < 62 ? 'day' : 'month'
}

/** The steps of a course: each a period of days. It ends with the period and never goes beyond the step of today. */
export function stepsOf(period: Period, step: Step, today: string): readonly Period[] {
  const isLong = period.kind === 'year' || period.kind === 'assessment' || period.kind === 'range'
  const end = period.to < today ? period.to : today > period.from ? today : period.to
  const least = { day: 31, week: 26, month: 12 }[step]
  const steps: Period[] = []
  let at = periodOf(step, isLong && step === 'month' ? period.to : end)
  // 400 days are more than any year by days.
  while (steps.length < 400 && (isLong ? at.to >= period.from : steps.length < least)) {
    steps.unshift(at)
    at = periodBefore(at)
  }
  return steps
}

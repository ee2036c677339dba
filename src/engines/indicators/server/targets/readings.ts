import { rational, times, write, type Rational } from '#kernel/rational'
import { addDays } from '#kernel/time'
import { measureUnits, type Counted, type Measure } from '#model'
import type { Tx } from '#platform/db'
import {
  goalSpan,
  handReading,
  type BookFile,
  type GoalReading,
  type LastYear,
  type ReadGoal,
  type TargetGoal,
} from '#engines/indicators/shared'
import type { MeasuresDeps } from '../measures/definitions.ts'
import { valuesOf, type Ask, type SealedValue } from '../measures/values.ts'

/** What was counted as an exact number in the measure's unit: cutting it off would miss a target that was reached. */
export function exactOf({ definition, unit }: Pick<Measure, 'definition' | 'unit'>, counted: Counted): Rational | null {
  const { pieces } = measureUnits[unit]
  const { numerator, denominator } = counted
  switch (definition.kind) {
    case 'count':
    case 'sum':
      return rational(numerator, pieces)
    case 'rate':
      return denominator === 0 ? null : times(rational(numerator, denominator), rational(100))
    case 'weighted':
      return denominator === 0 ? null : rational(BigInt(numerator), BigInt(denominator) * 10n)
    case 'mean':
      return denominator === 0 ? null : rational(BigInt(numerator), BigInt(denominator) * BigInt(pieces))
    case 'median':
      return denominator === 0 ? null : rational(numerator, pieces)
  }
}

const earlier = (day: string, years = 1): string => {
  const moved = `${Number(day.slice(0, 4)) - years}${day.slice(4)}`
  return moved.endsWith('-02-29') ? `${moved.slice(0, 4)}-02-28` : moved
}

type Days = Ask['period']

/** The days of a goal that have passed on one of the days of its book. */
export function daysOf({ book }: Pick<BookFile, 'book'>, goal: TargetGoal, day: string): Days {
  const { from, to } = goalSpan(goal, book.year, day)
  return { from, to: day < to ? day : to }
}

export interface MeasuredGoal {
  readonly now: SealedValue
  readonly value: Rational | null
  readonly lastYear: LastYear | null
  /** The same a year further back: what last year's forecast would have gone by. */
  readonly yearBefore: LastYear | null
}

export interface Readings {
  readonly read: ReadGoal
  readonly measured: ReadonlyMap<string, MeasuredGoal>
  readonly position: string | null
}

/**
 * The values of a book's goals, all at one moment: of bound ones by the roll-ups, for the day, for the ends of the months
 * before it and for the years before; of others by what was reported and confirmed.
 */
export async function readingsOf(
  deps: MeasuresDeps,
  tx: Tx,
  street: string,
  file: BookFile,
  said: { readonly day: string; readonly later: string; readonly ends: readonly string[] },
): Promise<Readings> {
  const { day, later, ends } = said
  const known = new Set(deps.measures.map((each) => each.key))
  const goals = file.goals.filter((goal) => goal.measure !== null && known.has(goal.measure))
  const asks: Ask[] = []
  const places = new Map<string, number>()
  const nameOf = (key: string, { from, to }: Days) => `${key} ${from} ${to}`
  const askFor = (key: string, period: Days): void => {
    const name = nameOf(key, period)
    if (places.has(name)) return
    places.set(name, asks.length)
    asks.push({ key, period })
  }
  for (const goal of goals)
    for (const days of [
      ...[day, ...ends].map((on) => daysOf(file, goal, on)),
      ...[1, 2].flatMap((years) => past(goal, years)),
    ])
      askFor(goal.measure!, days)
  const values = asks.length > 0 ? await valuesOf(deps, tx, street, asks) : []
  const valueOn = (key: string, days: Days) => values[places.get(nameOf(key, days)) ?? -1]
  const exactOn = (key: string, days: Days): Rational | null => {
    const found = valueOn(key, days)
    return found?.counted ? exactOf(found.measure, found) : null
  }
  /** By the same day some years earlier, by the day that is looked ahead to, and by the end. */
  function past(goal: TargetGoal, years: number): readonly Days[] {
    const { from, to } = goalSpan(goal, file.book.year, day)
    const ending = [day, later, to].map((on) => (on < to ? on : to))
    return ending.map((on) => ({ from: earlier(from, years), to: earlier(on, years) }))
  }
  const pastOf = (goal: TargetGoal, years: number): LastYear | null => {
    const [byNow, byThen, whole] = past(goal, years).map((days) => exactOn(goal.measure!, days))
    return byNow && byThen && whole ? { byNow, byThen, whole } : null
  }
  const measured = new Map<string, MeasuredGoal>()
  for (const goal of goals) {
    const now = valueOn(goal.measure!, daysOf(file, goal, day))!
    if (!now.counted) continue
    measured.set(goal.id, {
      now,
      value: exactOf(now.measure, now),
      lastYear: pastOf(goal, 1),
      yearBefore: pastOf(goal, 2),
    })
  }
  const read = (goal: TargetGoal, on: string): GoalReading => {
    if (goal.measure === null) return handReading(file, goal, on)
    const days = daysOf(file, goal, on)
    const found = valueOn(goal.measure, days)
    if (found && !found.counted) return { value: null, upTo: days.to, counting: found.percent }
    const lastYear = on === day ? (measured.get(goal.id)?.lastYear ?? null) : null
    return { value: exactOn(goal.measure, days), upTo: days.to, lastYear }
  }
  return { read, measured, position: values.find((each) => each.counted)?.position ?? null }
}

export const written = (value: Rational | null): string | null => value && write(value, 2)

/** The last days of the months of a year up to a day. */
export function monthEnds(year: number, day: string): string[] {
  return Array.from({ length: 12 }, (_, at) =>
    addDays(at === 11 ? `${year + 1}-01-01` : `${year}-${String(at + 2).padStart(2, '0')}-01`, -1),
  ).filter((end) => end <= day)
}

import { rational, times, write, type Rational } from '#kernel/rational'
import { addDays } from '#kernel/time'
import { measureUnits, type Counted, type Measure } from '#model'
import type { Tx } from '#platform/db'
import {
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
  const askFor = (key: string, to: string): string => {
    const name = `${key} ${to}`
    if (!places.has(name)) {
      places.set(name, asks.length)
      asks.push({ key, period: { from: `${to.slice(0, 4)}-01-01`, to } })
    }
    return name
  }
  const end = `${day.slice(0, 4)}-12-31`
  const past = (years: number) => [earlier(day, years), earlier(later < end ? later : end, years), earlier(end, years)]
  for (const { measure } of goals) for (const to of [day, ...ends, ...past(1), ...past(2)]) askFor(measure!, to)
  const values = asks.length > 0 ? await valuesOf(deps, tx, street, asks) : []
  const valueOn = (key: string, to: string): SealedValue | undefined => values[places.get(`${key} ${to}`) ?? -1]
  const exactOn = (key: string, to: string): Rational | null => {
    const found = valueOn(key, to)
    return found ? exactOf(found.measure, found) : null
  }
  const pastOf = (key: string, years: number): LastYear | null => {
    const [byNow, byThen, whole] = past(years).map((to) => exactOn(key, to))
    return byNow && byThen && whole ? { byNow, byThen, whole } : null
  }
  const measured = new Map<string, MeasuredGoal>()
  for (const goal of goals) {
    const now = valueOn(goal.measure!, day)!
    measured.set(goal.id, {
      now,
      value: exactOf(now.measure, now),
      lastYear: pastOf(goal.measure!, 1),
      yearBefore: pastOf(goal.measure!, 2),
    })
  }
  const read = (goal: TargetGoal, on: string): GoalReading => {
    if (goal.measure === null) return handReading(file, goal, on)
    const found = measured.get(goal.id)
    return { value: exactOn(goal.measure, on), upTo: on, lastYear: on === day ? (found?.lastYear ?? null) : null }
  }
  return { read, measured, position: values[0]?.position ?? null }
}

export const written = (value: Rational | null): string | null => value && write(value, 2)

/** The last days of the months of a year up to a day. */
export function monthEnds(year: number, day: string): string[] {
  return Array.from({ length: 12 }, (_, at) =>
    addDays(at === 11 ? `${year + 1}-01-01` : `${year}-${String(at + 2).padStart(2, '0')}-01`, -1),
  ).filter((end) => end <= day)
}

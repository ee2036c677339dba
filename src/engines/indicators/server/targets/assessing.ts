import { addDays, shanghaiDate } from '#kernel/time'
import { calendarFrom } from '#model'
import type { Tx } from '#platform/db'
import { calendarOverrides } from '#engines/registers'
import {
  paceFrom,
  parameterOn,
  thresholdsOn,
  type Assessing,
  type BookFile,
  type Pace,
  type ParameterVersion,
} from '#engines/indicators/shared'
import type { MeasuresDeps } from '../measures/definitions.ts'
import { parametersOf } from './books.store.ts'
import { monthEnds, readingsOf, type Readings } from './readings.ts'

export interface Assessed extends Assessing, Pick<Readings, 'measured' | 'position'> {
  /** The day by which the book is reckoned: today, or the last of its year. */
  readonly day: string
  /** As far ahead as is looked. */
  readonly later: string
  readonly ends: readonly string[]
  readonly parameters: readonly ParameterVersion[]
}

/** All that a book is judged by on a day. */
export async function assessingOf(
  deps: MeasuresDeps,
  tx: Tx,
  street: string,
  file: BookFile,
  now: string,
): Promise<Assessed> {
  const today = shanghaiDate(new Date(now))
  const { year } = file.book
  const [start, end] = [`${year}-01-01`, `${year}-12-31`]
  const day = today > end ? end : today < start ? start : today
  const parameters = await parametersOf(tx, street)
  const later = addDays(day, parameterOn(parameters, 'forecast.horizon', day))
  const ends = monthEnds(year, today)
  const overrides = await calendarOverrides(tx, street)
  const calendar = calendarFrom({ overrides: Object.fromEntries(overrides.map((each) => [each.day, each.workday])) })
  const paces = new Map<string, Pace>()
  const paceOf = (from: string, to: string): Pace => {
    const known = paces.get(`${from}/${to}`) ?? paceFrom(from, to, (each) => calendar.isWorkday(each))
    paces.set(`${from}/${to}`, known)
    return known
  }
  // A draft is judged by no number yet.
  const isCounted = file.book.state !== 'draft' && file.book.state !== 'approved' && today >= start
  const readings = isCounted
    ? await readingsOf(deps, tx, street, file, { day, later, ends })
    : { read: () => ({ value: null, upTo: day }), measured: new Map<string, never>(), position: null }
  return {
    ...readings,
    pace: paceOf(start, end),
    paceOf,
    isOver: today > end,
    limits: thresholdsOn(parameters, day),
    end,
    day,
    later,
    ends,
    parameters,
  }
}

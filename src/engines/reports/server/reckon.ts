import { periodBefore, periodLastYear, periodOf, rangeOf, upTo, type Period } from '#model'
import type { Tx } from '#platform/db'
import { referenceKey, sayFigure, type FigureReference, type FigureView, type Reading } from '#engines/reports/shared'
import type { FigureAsk, KnownMeasure, Reckoned, ReportsDeps } from './deps.ts'

/** One number of a report with all that it was made of. */
export interface ReckonedFigure {
  readonly reference: FigureReference
  readonly measure: KnownMeasure
  readonly period: Period
  readonly now: Reckoned
  readonly base: { readonly period: Period; readonly reading: Reckoned } | null
  readonly goal: string | null
  readonly shown: string | null
}

export interface Reckoning {
  readonly position: string
  /** By the key of the reference; a measure that is no more, or not counted yet, has none. */
  readonly figures: ReadonlyMap<string, ReckonedFigure>
  /** The measures that are still counted for the first time, by their keys. */
  readonly counting: ReadonlyMap<string, KnownMeasure>
}

/** The days that a figure is given for: the year reported on, of a running year what has passed. */
export function periodOfFigure({ period }: Pick<FigureReference, 'period'>, year: number, today: string): Period {
  return upTo(period ? rangeOf(period.from, period.to) : periodOf('year', `${year}-07-01`), today)
}

export function basePeriodOf({ form }: Pick<FigureReference, 'form'>, period: Period): Period | null {
  if (form === 'change_on_last_year') return periodLastYear(period)
  return form === 'change_on_last_period' ? periodBefore(period) : null
}

/** All numbers of a report, reckoned together so that they hold for one instant. */
export async function reckon(
  tx: Tx,
  deps: ReportsDeps,
  said: { readonly street: string; readonly year: number; readonly today: string },
  references: readonly FigureReference[],
): Promise<Reckoning> {
  const known = deps.figures.measures()
  const asks: FigureAsk[] = []
  const placeOf = new Map<string, number>()
  const ask = (each: FigureAsk): number => {
    const key = [
      each.key,
      each.period.from,
      each.period.to,
      each.where?.dimension ?? '',
      each.where?.member ?? '',
    ].join('|')
    const place = placeOf.get(key) ?? asks.push(each) - 1
    placeOf.set(key, place)
    return place
  }
  const wanted = new Map(references.map((reference) => [referenceKey(reference), reference]))
  const planned = [...wanted].flatMap(([key, reference]) => {
    const measure = known.get(reference.measure)
    if (!measure) return []
    const period = periodOfFigure(reference, said.year, said.today)
    const base = basePeriodOf(reference, period)
    const { where } = reference
    const of = (days: Period) => ask({ key: reference.measure, period: days, ...(where && { where }) })
    return [{ key, reference, measure, period, base, now: of(period), before: base && of(base) }]
  })
  // Asked first: what is whole now is whole when it is read.
  const uncounted = await deps.figures.counting(tx, said.street)
  const { position, values } = await deps.figures.valuesOf(tx, said.street, asks)
  const goals = await goalsFor(tx, deps, said, references)
  const counting = new Map([...known].filter(([key]) => uncounted.has(key)))
  const figures = planned.flatMap(({ key, reference, measure, period, base, now, before }) => {
    if (counting.has(measure.key)) return []
    const goal = reference.form === 'completion_of_goal' ? (goals.get(reference.measure) ?? null) : null
    const read = values[now]!
    const baseRead = base && before !== null ? { period: base, reading: values[before]! } : null
    const shown = sayReading(reference, measure, read, baseRead?.reading ?? null, goal)
    return [[key, { reference, measure, period, now: read, base: baseRead, goal, shown }] as const]
  })
  return { position, figures: new Map(figures), counting }
}

async function goalsFor(
  tx: Tx,
  deps: ReportsDeps,
  { street, year }: { readonly street: string; readonly year: number },
  references: readonly FigureReference[],
): Promise<ReadonlyMap<string, string>> {
  const keys = references.filter((each) => each.form === 'completion_of_goal').map((each) => each.measure)
  return keys.length > 0 && deps.goalsOf ? deps.goalsOf(tx, street, year, keys) : new Map()
}

export function sayReading(
  { form }: Pick<FigureReference, 'form'>,
  { kind, unit }: Pick<KnownMeasure, 'kind' | 'unit'>,
  now: Reading,
  base: Reading | null,
  goal: string | null,
): string | null {
  return sayFigure(form, { kind, unit, now, base, goal })
}

export function viewsOf(references: readonly FigureReference[], { figures, counting }: Reckoning): FigureView[] {
  const wanted = new Map(references.map((reference) => [referenceKey(reference), reference]))
  return [...wanted].map(([key, { measure, form, period, where }]) => {
    const found = figures.get(key)
    const label = (found?.measure ?? counting.get(measure))?.label ?? [measure, measure]
    return {
      key,
      measure,
      form,
      ...(period && { period }),
      ...(where && { where }),
      shown: found?.shown ?? null,
      label: [...label],
    }
  })
}

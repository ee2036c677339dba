import type { Text } from '#kernel/text'
import { daysBetween, shanghaiDate } from '#kernel/time'
import { err, ok, type Result } from '#kernel/result'
import { periodOf, rangeOf, valueOfCounted, type Counted, type Measure, type Period } from '#model'
import { implement, type Actor, type Implementation } from '#platform/operations'
import {
  comparedPeriods,
  indicators,
  type Dimension,
  type PeriodInput,
  type PlacedMeasure,
} from '#engines/indicators/shared'
import { standingsIn, versioned, type Counting, type MeasuresDeps, type Whole } from './definitions.ts'
import { figureOf, readFigures, type Where } from './read.ts'

export interface MeasureHandlersDeps extends MeasuresDeps {
  /** A definition as one sentence. */
  readonly explain: (placed: PlacedMeasure) => Text
}

/** What a reader is bound to: their own committee, grid or unit; nothing for who sees the whole street. */
function boundTo(actor: Actor): Where | null {
  if (actor.kind !== 'staff') return { dimension: 'unit', member: '-' }
  const { scope } = actor
  switch (scope.kind) {
    case 'street':
      return null
    case 'committee':
    case 'grid':
      return { dimension: scope.kind, member: scope.code }
    case 'unit':
      // Without a unit there is nothing to be seen; no member is named so.
      return { dimension: 'unit', member: actor.unit ?? '-' }
  }
}

/** Where a reader may look for what they ask: the street's figures of a dimension or member, or their own alone. */
function scoped(actor: Actor, asked: Where | undefined): Result<Where | undefined, 'out_of_scope'> {
  const bound = boundTo(actor)
  if (!bound) return ok(asked)
  if (asked && (asked.dimension !== bound.dimension || asked.member !== bound.member)) return err('out_of_scope')
  return ok(bound)
}

const mostDays = 3660

const isDay = (day: string) => {
  const at = Date.parse(`${day}T00:00:00Z`)
  return !Number.isNaN(at) && new Date(at).toISOString().startsWith(day) && day >= '1970-01-01' && day < '2200-01-01'
}

export function periodFrom(input: PeriodInput): Period | null {
  if (input.kind !== 'range') return isDay(input.day) ? periodOf(input.kind, input.day) : null
  if (!isDay(input.from) || !isDay(input.to)) return null
  const days = daysBetween(input.from, input.to)
  return days < 0 || days > mostDays ? null : rangeOf(input.from, input.to)
}

export const viewOf = (measure: Measure, { numerator, denominator }: Counted) => ({
  numerator,
  denominator,
  value: valueOfCounted(measure, { numerator, denominator }),
})

/** All of some measures, or that some are not whole yet. */
export function allWhole(found: readonly (Whole | Counting)[]): Result<readonly Whole[], 'measures_counting'> {
  const whole = found.filter((each) => each.counted)
  return whole.length === found.length ? ok(whole) : err('measures_counting')
}

export function measureHandlers(deps: MeasureHandlersDeps): readonly Implementation[] {
  const known = new Map(deps.measures.map((each) => [each.key, each]))

  function find(
    standing: (key: string) => Whole | Counting,
    keys: readonly string[],
    dimensions: readonly (Dimension | undefined)[],
  ): Result<readonly (Whole | Counting)[], 'measure_unknown' | 'dimension_unknown'> {
    const placed = keys.map((key) => known.get(key))
    if (placed.some((each) => each === undefined)) return err('measure_unknown')
    const isTold = (dimension: Dimension | undefined) =>
      dimension === undefined || placed.every((each) => each!.dimensions.includes(dimension))
    if (!dimensions.every(isTold)) return err('dimension_unknown')
    return ok(keys.map(standing))
  }

  return [
    implement(indicators.definitions, async ({ tx, street }) => {
      const standing = await standingsIn(tx, street, deps)
      return ok({
        items: versioned(deps.measures).map((placed) => {
          const { key, measure, of, source, version, dimensions } = placed
          const found = standing(key)
          return {
            key,
            label: [...measure.label] as [string, string],
            of: [...of] as [string, string],
            kind: measure.definition.kind,
            unit: measure.unit,
            better: measure.better ?? null,
            sentence: [...deps.explain(placed)] as [string, string],
            remark: measure.remark ? ([...measure.remark] as [string, string]) : null,
            basis: measure.basis ? ([...measure.basis] as [string, string]) : null,
            source,
            version,
            dimensions: [...dimensions],
            counting: found.counted ? null : found.percent,
          }
        }),
      })
    }),

    implement(indicators.values, async ({ tx, street, actor, now }, { measures, period: asked, where: member }) => {
      const period = periodFrom(asked)
      if (!period) return err('period_invalid')
      const where = scoped(actor, member)
      if (!where.ok) return where
      const keys = measures ?? deps.measures.map((each) => each.key)
      const found = find(await standingsIn(tx, street, deps), keys, [])
      if (!found.ok) return err('measure_unknown')
      const whole = found.value.filter((each) => each.counted)
      const compared = comparedPeriods(period, shanghaiDate(new Date(now)))
      const periods = [compared.now, compared.before, compared.lastYear]
      const spans = whole.flatMap((of) => periods.map(({ from, to }) => ({ of, from, to, where: where.value })))
      const { figures, position } = await readFigures(tx, street, spans)
      const counted = figureOf(figures)
      return ok({
        period: { from: compared.now.from, to: compared.now.to },
        position,
        items: whole.map(({ key, measure }, at) => ({
          key,
          now: viewOf(measure, counted(at * 3)),
          before: viewOf(measure, counted(at * 3 + 1)),
          lastYear: viewOf(measure, counted(at * 3 + 2)),
        })),
        counting: found.value.flatMap((each) => (each.counted ? [] : [{ key: each.key, percent: each.percent }])),
        asOf: now,
      })
    }),

    implement(indicators.breakdown, async ({ tx, street, actor, now }, { measures, period: asked, by }) => {
      const period = periodFrom(asked)
      if (!period) return err('period_invalid')
      const where = scoped(actor, undefined)
      if (!where.ok) return where
      // Cells tell one dimension at a time: who is bound to one has no figures of another.
      if (where.value && where.value.dimension !== by) return err('out_of_scope')
      const found = find(await standingsIn(tx, street, deps), measures, [by])
      if (!found.ok) return found
      // What has no row counts nothing: an answer in part would say so of what is not counted yet.
      const whole = allWhole(found.value)
      if (!whole.ok) return whole
      const { now: cut } = comparedPeriods(period, shanghaiDate(new Date(now)))
      const spans = whole.value.map((of) => ({ of, from: cut.from, to: cut.to, where: where.value, by }))
      const { figures, position } = await readFigures(tx, street, spans)
      return ok({
        position,
        rows: figures.map((figure) => {
          const { key, measure } = whole.value[figure.at]!
          return { key, member: figure.member, counted: viewOf(measure, figure) }
        }),
        asOf: now,
      })
    }),

    implement(
      indicators.series,
      async ({ tx, street, actor, now }, { measures, from, to, step, where: member, by }) => {
        if (!isDay(from) || !isDay(to) || daysBetween(from, to) < 0 || daysBetween(from, to) > mostDays)
          return err('period_invalid')
        const where = scoped(actor, member)
        if (!where.ok) return where
        if (by && where.value && where.value.dimension !== by) return err(member ? 'dimension_unknown' : 'out_of_scope')
        const found = find(await standingsIn(tx, street, deps), measures, [by])
        if (!found.ok) return found
        const whole = allWhole(found.value)
        if (!whole.ok) return whole
        const spans = whole.value.map((of) => ({ of, from, to, where: where.value, by }))
        const { figures, position } = await readFigures(tx, street, spans, { step })
        return ok({
          position,
          points: figures
            .map((figure) => {
              const { key, measure } = whole.value[figure.at]!
              const first = figure.step! < from ? from : figure.step!
              return { at: figure.at, key, from: first, member: figure.member, counted: viewOf(measure, figure) }
            })
            .sort((a, b) => a.at - b.at || (a.from < b.from ? -1 : 1))
            .map(({ at: _, ...point }) => point),
          asOf: now,
        })
      },
    ),
  ]
}

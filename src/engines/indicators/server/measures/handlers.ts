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
import { rolledUp, versioned, type MeasuresDeps, type Rolled } from './definitions.ts'
import { figureOf, readFigures, type Where } from './read.ts'
import { mustBeRolled } from './values.ts'

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

export function measureHandlers(deps: MeasureHandlersDeps): readonly Implementation[] {
  const known = new Map(deps.measures.map((each) => [each.key, each]))

  function find(
    rolled: ReadonlyMap<string, Rolled>,
    street: string,
    keys: readonly string[],
    dimensions: readonly (Dimension | undefined)[],
  ): Result<readonly Rolled[], 'measure_unknown' | 'dimension_unknown'> {
    const placed = keys.map((key) => known.get(key))
    if (placed.some((each) => each === undefined)) return err('measure_unknown')
    const isTold = (dimension: Dimension | undefined) =>
      dimension === undefined || placed.every((each) => each!.dimensions.includes(dimension))
    if (!dimensions.every(isTold)) return err('dimension_unknown')
    return ok(keys.map((key) => mustBeRolled(rolled, key, street)))
  }

  return [
    implement(indicators.definitions, async () =>
      ok({
        items: versioned(deps.measures).map((placed) => {
          const { key, measure, of, source, version, dimensions } = placed
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
          }
        }),
      }),
    ),

    implement(indicators.values, async ({ tx, street, actor, now }, { measures, period: asked, where: member }) => {
      const period = periodFrom(asked)
      if (!period) return err('period_invalid')
      const where = scoped(actor, member)
      if (!where.ok) return where
      const keys = measures ?? deps.measures.map((each) => each.key)
      const found = find(await rolledUp(tx, street, deps), street, keys, [])
      if (!found.ok) return err('measure_unknown')
      const compared = comparedPeriods(period, shanghaiDate(new Date(now)))
      const periods = [compared.now, compared.before, compared.lastYear]
      const spans = found.value.flatMap((of) => periods.map(({ from, to }) => ({ of, from, to, where: where.value })))
      const { figures, position } = await readFigures(tx, street, spans)
      const counted = figureOf(figures)
      return ok({
        period: { from: compared.now.from, to: compared.now.to },
        position,
        items: found.value.map(({ key, measure }, at) => ({
          key,
          now: viewOf(measure, counted(at * 3)),
          before: viewOf(measure, counted(at * 3 + 1)),
          lastYear: viewOf(measure, counted(at * 3 + 2)),
        })),
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
      const found = find(await rolledUp(tx, street, deps), street, measures, [by])
      if (!found.ok) return found
      const { now: cut } = comparedPeriods(period, shanghaiDate(new Date(now)))
      const spans = found.value.map((of) => ({ of, from: cut.from, to: cut.to, where: where.value, by }))
      const { figures, position } = await readFigures(tx, street, spans)
      return ok({
        position,
        rows: figures.map((figure) => {
          const { key, measure } = found.value[figure.at]!
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
        const found = find(await rolledUp(tx, street, deps), street, measures, [by])
        if (!found.ok) return found
        const spans = found.value.map((of) => ({ of, from, to, where: where.value, by }))
        const { figures, position } = await readFigures(tx, street, spans, { step })
        return ok({
          position,
          points: figures
            .map((figure) => {
              const { key, measure } = found.value[figure.at]!
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

import { sql } from 'kysely'
import { err, ok } from '#kernel/result'
import { shanghaiDate } from '#kernel/time'
import { shareOf, type Counted } from '#model'
import type { Tx } from '#platform/db'
import { idFrom, implement, type Implementation } from '#platform/operations'
import {
  comparedPeriods,
  editionOn,
  indicators,
  pointsKey,
  ranksOf,
  scoreOf,
  totalOf,
  type KpiItem,
  type KpiSet,
} from '#engines/indicators/shared'
import { standingsIn, type MeasuresDeps } from '../measures/definitions.ts'
import { allWhole, periodFrom, viewOf } from '../measures/handlers.ts'
import { readFigures } from '../measures/read.ts'

export interface KpiDeps extends MeasuresDeps {
  readonly kpiSets: readonly KpiSet[]
}

interface Points {
  /** In thousandths. */
  readonly points: number
  readonly from: string
  readonly basis: [string, string]
  readonly confidence: KpiItem['points']['confidence']
}

const pair = ([zh, en]: readonly [string, string]): [string, string] => [zh, en]

/** The points of each item in force on a day: the latest that someone has set by then, or those declared. */
async function pointsOn(
  tx: Tx,
  street: string,
  set: KpiSet,
  items: readonly KpiItem[],
  day: string,
): Promise<readonly Points[]> {
  const keys = items.map((item) => pointsKey(set.id, item.id))
  const { rows } = await sql<{ key: string; from: string; thousandths: number; basis: string }>`
    select distinct on (key) key, "from"::text as from, thousandths, basis from kpi_points
    where street = ${street} and key = any(${keys}) and "from" <= ${day}::date order by key, kpi_points."from" desc`.execute(
    tx,
  )
  const decided = new Map(rows.map((row) => [row.key, row]))
  return items.map((item, at) => {
    const own = decided.get(keys[at]!)
    return own
      ? { points: own.thousandths, from: own.from, basis: [own.basis, own.basis], confidence: 'sure' }
      : {
          points: Math.round(item.points.value * 1000),
          from: editionOn(set, day).from,
          basis: pair(item.points.basis),
          confidence: item.points.confidence,
        }
  })
}

const decimal = (hundredths: number | null): string | null =>
  hundredths === null ? null : (hundredths / 100).toFixed(2)
const nothing: Counted = { numerator: 0, denominator: 0 }

/** 考核评分: areas or units of the whole street side by side, by weighed measures. */
export function kpiHandlers(deps: KpiDeps): readonly Implementation[] {
  const sets = new Map(deps.kpiSets.map((set) => [set.id, set]))
  return [
    implement(indicators.kpiScores, async ({ tx, street, actor, now }, { set: id, period: asked, by }) => {
      const set = sets.get(id)
      if (!set || !set.by.includes(by)) return err('kpi_unknown')
      const period = periodFrom(asked)
      if (!period) return err('period_invalid')
      // A comparison with others is for who answers for all of them.
      if (actor.kind !== 'staff' || actor.scope.kind !== 'street') return err('out_of_scope')
      const today = shanghaiDate(new Date(now))
      const { now: cut } = comparedPeriods(period, today)
      const { items } = editionOn(set, cut.to)
      const points = await pointsOn(tx, street, set, items, cut.to)
      if (items.some((item) => !deps.measures.some((each) => each.key === item.measure))) return err('measure_unknown')
      const standing = await standingsIn(tx, street, deps)
      const whole = allWhole(items.map((item) => standing(item.measure)))
      if (!whole.ok) return whole
      const measures = whole.value
      const spans = measures.map((of) => ({ of, from: cut.from, to: cut.to, by }))
      const { figures, position } = await readFigures(tx, street, spans)
      const members = [...new Set(figures.flatMap(({ member }) => (member === null ? [] : [member])))].sort()
      const counted = (at: number, member: string) =>
        figures.find((figure) => figure.at === at && figure.member === member) ?? nothing
      const groups = items.map((_, at) =>
        members.reduce((sum, member) => {
          const { numerator, denominator } = counted(at, member)
          return { numerator: sum.numerator + numerator, denominator: sum.denominator + denominator }
        }, nothing),
      )
      const scored = members.map((member) =>
        items.map((item, at) =>
          scoreOf(
            item,
            points[at]!.points,
            shareOf(measures[at]!.measure.definition, counted(at, member)),
            groups[at]!,
          ),
        ),
      )
      const totals = scored.map(totalOf)
      const ranks = ranksOf(totals)
      return ok({
        sets: deps.kpiSets.map(({ id: key, label, summary, by: told }) => ({
          id: key,
          label: pair(label),
          summary: pair(summary),
          by: [...told],
        })),
        items: items.map((item, at) => {
          const { points: thousandths, ...said } = points[at]!
          return {
            id: item.id,
            label: pair(item.label),
            measure: item.measure,
            kind: measures[at]!.measure.definition.kind,
            unit: measures[at]!.measure.unit,
            scoring: item.scoring,
            points: { value: thousandths / 1000, ...said },
          }
        }),
        rows: members
          .map((member, row) => ({
            member,
            scores: items.map((item, at) => ({
              item: item.id,
              counted: viewOf(measures[at]!.measure, counted(at, member)),
              points: decimal(scored[row]![at]!),
            })),
            total: decimal(totals[row]!),
            rank: ranks[row]!,
          }))
          .sort((a, b) => (a.rank ?? Infinity) - (b.rank ?? Infinity) || (a.member < b.member ? -1 : 1)),
        position,
        asOf: now,
      })
    }),

    implement(indicators.setKpiPoints, async (context, { set: id, item, from, value, basis }) => {
      const { tx, street, actor, now } = context
      const set = sets.get(id)
      if (!set || !editionOn(set, from).items.some((each) => each.id === item)) return err('kpi_unknown')
      const key = pointsKey(id, item)
      // Scores of days gone by were told with what was in force then.
      if (from < shanghaiDate(new Date(now))) return err('points_decided')
      const { numAffectedRows } = await sql`
        insert into kpi_points (street, key, "from", thousandths, basis, set_by, set_at)
        values (${street}, ${key}, ${from}, ${Math.round(value * 1000)}, ${basis}, ${actor.id}, ${now})
        on conflict do nothing`.execute(tx)
      if (numAffectedRows === 0n) return err('points_decided')
      context.subject('kpi', idFrom('kpi', key))
      context.changed({ from, value })
      return ok({ key })
    }),
  ]
}

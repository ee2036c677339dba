// NOTE (remove): see the first lines of migrations/2026-11-22-30-measures.sql: no sequences are allowed in this schema.
import { sql, type RawBuilder } from 'kysely'
import { addDays } from '#kernel/time'
import type { Counted } from '#model'
import type { Tx } from '#platform/db'
import type { Dimension } from '#engines/indicators/shared'
import type { Rolled } from './definitions.ts'
import { expanded } from './expand.ts'

const letters = {
  committee: 'c',
  grid: 'g',
  unit: 'u',
  category: 'k',
  source: 's',
  hour: 'h',
} as const satisfies Record<Dimension, string>

export interface Where {
  readonly dimension: Dimension
  readonly member: string
}

/** One number, or one for each member of a dimension: what a measure came to in some days, both included. */
export interface Span {
  readonly of: Pick<Rolled, 'id' | 'measure'>
  readonly from: string
  readonly to: string
  readonly where?: Where | undefined
  readonly by?: Dimension | undefined
}

export type Step = 'day' | 'week' | 'month'

export interface Figure extends Counted {
  /** Which of the spans. */
  readonly at: number
  /** Null where cases have none, or when the span is not told by members. */
  readonly member: string | null
  /** The first day of the step; null without steps. */
  readonly step: string | null
}

interface Piece {
  readonly at: number
  readonly grain: 'd' | 'm'
  readonly dimension: string
  readonly definition: number
  readonly first: string
  /** Not included any more. */
  readonly end: string
  readonly member: string | null
}

const monthOf = (day: string) => `${day.slice(0, 7)}-01`
const nextMonth = (month: string) => monthOf(addDays(month, 31))

/** Whole months from the cells of months, what hangs over from those of days. */
function piecesOf(span: Span, at: number, byDay: boolean): Piece[] {
  const end = addDays(span.to, 1)
  if (span.from >= end) return []
  const piece = (grain: 'd' | 'm', first: string, last: string): Piece[] =>
    first >= last
      ? []
      : [
          {
            at,
            grain,
            dimension: span.where ? letters[span.where.dimension] : span.by ? letters[span.by] : 'a',
            definition: span.of.id,
            first,
            end: last,
            member: span.where?.member ?? null,
          },
        ]
  const whole = monthOf(span.from) === span.from ? span.from : nextMonth(span.from)
  const past = monthOf(end)
  if (byDay || whole >= past) return piece('d', span.from, end)
  return [...piece('d', span.from, whole), ...piece('m', whole, past), ...piece('d', past, end)]
}

/**
 * What some spans come to, out of the cells and of the changes that are not folded yet, in one statement: at every moment
 * the same as a list of the cases would count. `more` are rows of changes to be taken off again, as `expanded` gives them.
 */
export async function readFigures(
  tx: Tx,
  street: string,
  spans: readonly Span[],
  { step, less }: { readonly step?: Step; readonly less?: RawBuilder<unknown> } = {},
): Promise<{ readonly figures: readonly Figure[]; readonly position: string }> {
  const byDay = step === 'day' || step === 'week'
  const pieces = spans.flatMap((span, at) => piecesOf(span, at, byDay))
  const hasHeaps = spans.some((span) => span.of.measure.definition.kind === 'median')
  const stepped = step ? sql`date_trunc(${sql.lit(step)}, day::timestamp)::date` : sql`null::date`
  const grouped = sql`
    select at, ${stepped} as step, case when told then member else '' end as member, heap, sum(n)::bigint as n, sum(d)::bigint as d
    from hits group by 1, 2, 3, 4`
  const summed = hasHeaps
    ? sql`
      select at, step, member, coalesce(sum(n) filter (where heap < 0), min(heap) filter (where heap >= 0 and d > 0 and upto * 2 >= total), 0)::bigint as n,
        sum(d)::bigint as d
      from (select g.*, sum(d) over (partition by at, step, member order by heap) as upto, sum(d) over (partition by at, step, member) as total
        from (${grouped}) g) heaps
      group by 1, 2, 3`
    : grouped
  const told = spans.map((span) => span.by !== undefined)
  const { rows } = await sql<{ figures: readonly [number, string | null, string, number, number][]; position: string }>`
    with piece as materialized (
      select at, grain, dimension, definition, first, "end", member, told from jsonb_to_recordset(${JSON.stringify(pieces.map((piece) => ({ ...piece, told: told[piece.at] })))}::jsonb)
        as p (at int, grain "char", dimension "char", definition int, first date, "end" date, member text, told boolean)
    ), hits as (
      select p.at, p.told, c.day, c.member, c.heap, c.numerator as n, c.denominator as d
      from piece p join measure_cells c on c.street = ${street} and c.grain = p.grain and c.dimension = p.dimension
        and c.definition = p.definition and c.day >= p.first and c.day < p."end"
      where p.member is null
      union all
      select p.at, p.told, c.day, c.member, c.heap, c.numerator, c.denominator
      from piece p cross join lateral generate_series(p.first::timestamp, p."end"::timestamp - interval '1 day',
          case p.grain when 'm' then interval '1 month' else interval '1 day' end) stop
        join measure_cells c on c.street = ${street} and c.grain = p.grain and c.dimension = p.dimension
          and c.definition = p.definition and c.day = stop::date and c.member = p.member
      where p.member is not null
      union all
      select p.at, p.told, m.day, m.member, m.heap, m.n, m.d
      from (${expanded(sql`select marks from measure_changes where street = ${street}`)}) m
        join piece p on p.definition = m.definition and p.dimension = m.dimension and m.day >= p.first and m.day < p."end"
      where p.member is null or p.member = m.member
      ${
        less
          ? sql`union all
      select p.at, p.told, m.day, m.member, m.heap, -m.n, -m.d
      from (${less}) m
        join piece p on p.definition = m.definition and p.dimension = m.dimension and m.day >= p.first and m.day < p."end"
      where p.member is null or p.member = m.member`
          : sql``
      }
    ), figures as (${summed})
    select (select coalesce(json_agg(json_build_array(at, step, member, n, d)), '[]'::json) from figures where n <> 0 or d <> 0) as figures,
      (select case when is_called then last_value else 0 end from measure_changes_id_seq)::text || '/' || pg_current_snapshot()::text as position`.execute(
    tx,
  )
  const { figures, position } = rows[0]!
  return {
    figures: figures.map(([at, stepOf, member, numerator, denominator]) => ({
      at,
      step: stepOf,
      member: told[at] && member !== '' ? member : null,
      numerator,
      denominator,
    })),
    position,
  }
}

const nothing: Counted = { numerator: 0, denominator: 0 }

/** One figure for each span, none of which is told by members. */
export function figureOf(figures: readonly Figure[]): (at: number) => Counted {
  const known = new Map(figures.map(({ at, numerator, denominator }) => [at, { numerator, denominator }]))
  return (at) => known.get(at) ?? nothing
}

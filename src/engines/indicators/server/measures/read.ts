import { sql, type RawBuilder } from 'kysely'
import { addDays } from '#kernel/time'
import type { Counted } from '#model'
import type { Tx } from '#platform/db'
import type { Dimension } from '#engines/indicators/shared'
import type { Whole } from './definitions.ts'
import { positionHere } from './position.ts'
import { expanded, packedSql } from './expand.ts'

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
  readonly of: Pick<Whole, 'id' | 'measure' | 'counted'>
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

/** Days and whom they are told of: what several measures may be asked of at once. */
interface Frame {
  readonly dimension: string
  readonly member: string | null
  readonly told: boolean
  readonly from: string
  readonly to: string
  /** Whether a median is asked of it. */
  heaped: boolean
}

interface Piece {
  readonly grain: 'd' | 'm'
  readonly first: string
  /** Not included any more. */
  readonly end: string
}

const monthOf = (day: string) => `${day.slice(0, 7)}-01`
const nextMonth = (month: string) => monthOf(addDays(month, 31))

/** Whole months from the cells of months, what hangs over from those of days. */
function piecesOf({ from, to }: Frame, byDay: boolean): Piece[] {
  const end = addDays(to, 1)
  const piece = (grain: 'd' | 'm', first: string, last: string): Piece[] =>
    first >= last ? [] : [{ grain, first, end: last }]
  const whole = monthOf(from) === from ? from : nextMonth(from)
  const past = monthOf(end)
  if (byDay || whole >= past) return piece('d', from, end)
  return [...piece('d', from, whole), ...piece('m', whole, past), ...piece('d', past, end)]
}

const isMedian = ({ of }: Span) => of.measure.definition.kind === 'median'

/** Which frames there are, and in which of them each span lies. */
function framesOf(spans: readonly Span[]): { readonly frames: readonly Frame[]; readonly frameOf: readonly number[] } {
  const frames: Frame[] = []
  const known = new Map<string, number>()
  const frameOf = spans.map((span) => {
    const { where, by, from, to } = span
    const name = `${from}/${to}/${by ?? ''}/${where?.dimension ?? ''}/${where?.member ?? ''}`
    let at = known.get(name)
    if (at === undefined) {
      const dimension = where ? letters[where.dimension] : by ? letters[by] : 'a'
      at =
        frames.push({ dimension, member: where?.member ?? null, told: by !== undefined, from, to, heaped: false }) - 1
      known.set(name, at)
    }
    if (isMedian(span)) frames[at]!.heaped = true
    return at
  })
  return { frames, frameOf }
}

type Told = readonly [frame: number, step: string | null, member: string]
interface Read {
  readonly cells: readonly (readonly [...Told, n: readonly number[], d: readonly number[]])[] | null
  readonly changes: readonly (readonly [...Told, definition: number, heap: number, n: number, d: number])[] | null
  readonly middles:
    | readonly (readonly [...Told, definition: number, ...Middle, heaps: number[] | null, counts: number[] | null])[]
    | null
  readonly position: string
}
/** How many amounts there are and how many of them are below the lowest of those that were read, which are from low to high. */
type Middle = readonly [total: number, below: number, low: number, high: number]

/** What some frames take of a table of cells, whole or for one member: each member's day is looked up by the key. */
const within = (table: string, columns: RawBuilder<unknown>, street: string, also: RawBuilder<unknown>) => sql`
  select p.frame, p.told, c.day, c.member, ${columns} from piece p join ${sql.raw(table)} c
    on c.street = ${street} and c.grain = p.grain and c.dimension = p.dimension and c.day >= p.first and c.day < p."end"
  where p.member is null and ${also}
  union all
  select p.frame, p.told, c.day, c.member, ${columns}
  from piece p cross join lateral generate_series(p.first::timestamp, p."end"::timestamp - interval '1 day',
      case p.grain when 'm' then interval '1 month' else interval '1 day' end) stop
    join ${sql.raw(table)} c on c.street = ${street} and c.grain = p.grain and c.dimension = p.dimension and c.day = stop::date and c.member = p.member
  where p.member is not null and ${also}`

/**
 * What some spans come to, out of the cells and of the changes that are not folded yet, in one statement: at every moment
 * the same as a list of the cases would count. `less` are changes to be taken off again, as `expanded` gives them.
 */
export async function readFigures(
  tx: Tx,
  street: string,
  spans: readonly Span[],
  { step, less }: { readonly step?: Step; readonly less?: RawBuilder<unknown> } = {},
): Promise<{ readonly figures: readonly Figure[]; readonly position: string }> {
  const byDay = step === 'day' || step === 'week'
  const { frames, frameOf } = framesOf(spans)
  const pieces = frames.flatMap((frame, at) =>
    piecesOf(frame, byDay).map((piece) => ({ frame: at, ...frame, ...piece })),
  )
  const ids = [...new Set(spans.filter((span) => !isMedian(span)).map(({ of }) => of.id))]
  const medians = [...new Set(spans.filter(isMedian).map(({ of }) => of.id))]
  const told = sql`frame, ${step ? sql`date_trunc(${sql.lit(step)}, day::timestamp)::date` : sql`null::date`} as step, case when told then member else '' end as member`
  const sums = (column: 'numerators' | 'denominators') =>
    sql`array[${sql.join(ids.map((id) => sql`coalesce(sum(${sql.raw(column)}[${sql.lit(id)}]), 0)`))}]::bigint[]`
  const changed = sql`
    select definition, day, dimension, member, heap, n, d from (${expanded(sql`select marks from measure_changes where street = ${street}`)}) m
    ${less ? sql`union all select definition, day, dimension, member, heap, -n, -d from (${less}) l` : sql``}`
  const { rows } = await sql<Read>`
    with piece as materialized (
      -- The limit tells the planner how few there are: taken for a hundred, they would be joined by walking all cells.
      select * from jsonb_to_recordset(${JSON.stringify(pieces)}::jsonb)
        as p (frame int, grain "char", dimension "char", first date, "end" date, member text, told boolean, heaped boolean)
      limit ${sql.lit(pieces.length)}
    ), changed as materialized (
      select p.frame, p.told, m.day, m.member, m.definition, m.heap, m.n, m.d
      from (${changed}) m join piece p on p.dimension = m.dimension and m.day >= p.first and m.day < p."end" and (p.member is null or p.member = m.member)
      where m.definition = any(${[...ids, ...medians]}::int[])
    ), cells as (
      select ${told}, ${sums('numerators')} as n, ${sums('denominators')} as d
      from (${within('measure_cells', sql`c.numerators, c.denominators`, street, sql`true`)}) hit group by 1, 2, 3
    ), changes as (
      select ${told}, definition, heap, sum(n) as n, sum(d) as d from changed group by 1, 2, 3, 4, 5
    ), middles as materialized (
      select spread.*, middle.* from (
        select ${told}, definition, sum(octaves) as octaves, sum(buckets) as buckets, min(dimension)::"char" as dimension, min(member) as cell,
          array_agg(day) filter (where grain = 'd') as days, array_agg(day) filter (where grain = 'm') as months
        from (
          ${within('measure_spreads', sql`c.grain, c.dimension, c.definition, c.octaves, c.buckets`, street, sql`p.heaped and c.definition = any(${medians}::int[])`)}
          union all
          select frame, told, day, member, null, null, definition, ${packedSql(sql`d`)}
          from changed where heap >= 0) hit
        group by 1, 2, 3, 4) spread cross join lateral measures_middle(octaves, buckets) middle
    ), heaps as (
      select m.frame, m.step, m.member, m.definition, total, below, low, high, read.* from middles m cross join lateral (
        select json_agg(heap) as heaps, json_agg(counted) as counts from (values ('d'::"char", days), ('m', months)) cells (grain, days)
          -- The offset keeps each look to the key, however many the planner takes the rows for.
          cross join lateral (select heap, counted from measure_heaps h where h.street = ${street} and h.grain = cells.grain and h.dimension = m.dimension
            and h.definition = m.definition and h.day = any(cells.days) and h.member = m.cell and h.heap between low and high offset 0) h) read
    )
    select ${ids.length === 0 ? sql`null` : sql`(select json_agg(json_build_array(frame, step, member, n, d)) from cells)`} as cells,
      (select json_agg(json_build_array(frame, step, member, definition, heap, n, d)) from changes) as changes,
      ${medians.length === 0 ? sql`null` : sql`(select json_agg(json_build_array(frame, step, member, definition, total, below, low, high, heaps, counts)) from heaps)`} as middles,
      ${positionHere} as position`.execute(tx)
  return { figures: gathered(rows[0]!, spans, frameOf, ids), position: rows[0]!.position }
}

interface Column {
  readonly step: string | null
  readonly member: string
  readonly counted: Map<number, [n: number, d: number]>
}

/** The lowest amount that half of the counted do not exceed. One amount may be there several times, and be taken off again. */
function medianOf([total, below]: Middle, heaps: readonly number[], counts: readonly number[]): [number, number] {
  const order = Array.from(heaps.keys()).sort((a, b) => heaps[a]! - heaps[b]!)
  let upTo = below
  for (let at = 0; at < order.length; at++) {
    const heap = heaps[order[at]!]!
    upTo += counts[order[at]!]!
    const isWhole = at + 1 === order.length || heaps[order[at + 1]!] !== heap
    if (isWhole && upTo > 0 && upTo * 2 >= total && total > 0) return [heap, total]
  }
  return [0, 0]
}

/** What was read, span by span. */
function gathered(read: Read, spans: readonly Span[], frameOf: readonly number[], ids: readonly number[]): Figure[] {
  const frames = new Map<number, Map<string, Column>>()
  const columnOf = (frame: number, step: string | null, member: string): Column['counted'] => {
    let columns = frames.get(frame)
    if (!columns) frames.set(frame, (columns = new Map()))
    const name = `${step ?? ''}/${member}`
    let column = columns.get(name)
    if (!column) columns.set(name, (column = { step, member, counted: new Map() }))
    return column.counted
  }
  for (const [frame, step, member, n, d] of read.cells ?? []) {
    const counted = columnOf(frame, step, member)
    ids.forEach((id, at) => {
      if (n[at] !== 0 || d[at] !== 0) counted.set(id, [n[at]!, d[at]!])
    })
  }
  const nameOf = (...told: readonly (string | number | null)[]) => told.join('/')
  const changed = new Map<string, (readonly [heap: number, d: number])[]>()
  for (const [frame, step, member, id, heap, n, d] of read.changes ?? []) {
    if (heap >= 0) {
      const name = nameOf(frame, step, id, member)
      const heaps = changed.get(name)
      if (heaps) heaps.push([heap, d])
      else changed.set(name, [[heap, d]])
      continue
    }
    const counted = columnOf(frame, step, member)
    const known = counted.get(id) ?? [0, 0]
    counted.set(id, [known[0] + n, known[1] + d])
  }
  for (const [frame, step, member, id, total, below, low, high, found, number] of read.middles ?? []) {
    const [heaps, counts] = [found ?? [], number ?? []]
    for (const [heap, d] of changed.get(nameOf(frame, step, id, member)) ?? []) {
      if (heap < low || heap > high) continue
      heaps.push(heap)
      counts.push(d)
    }
    columnOf(frame, step, member).set(id, medianOf([total, below, low, high], heaps, counts))
  }
  return spans.flatMap(({ of, by }, at) =>
    [...(frames.get(frameOf[at]!)?.values() ?? [])].flatMap(({ step, member, counted }): Figure[] => {
      const [numerator, denominator] = counted.get(of.id) ?? [0, 0]
      if (numerator === 0 && denominator === 0) return []
      return [{ at, step, member: by !== undefined && member !== '' ? member : null, numerator, denominator }]
    }),
  )
}

const nothing: Counted = { numerator: 0, denominator: 0 }

/** One figure for each span, none of which is told by members. */
export function figureOf(figures: readonly Figure[]): (at: number) => Counted {
  const known = new Map(figures.map(({ at, numerator, denominator }) => [at, { numerator, denominator }]))
  return (at) => known.get(at) ?? nothing
}

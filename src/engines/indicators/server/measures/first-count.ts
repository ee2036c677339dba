import { sql, type RawBuilder } from 'kysely'
import { byTime, countedDays, countedHeaps, denominator, isMedian, numerator } from './count.ts'
import type { Rolled } from './definitions.ts'
import { addedSql, bothGrains, expanded } from './expand.ts'

/** The cases whose ids lie after one and up to another; whichever they are, each lies in one batch. */
export interface Batch {
  readonly after: string | null
  readonly upTo: string
}

const within = (column: string, { after, upTo }: Batch) =>
  sql`${after === null ? sql`` : sql`${sql.raw(column)} > ${after}::uuid and `}${sql.raw(column)} <= ${upTo}::uuid`

/**
 * What acts told of some definitions since these came into force, of some subjects, taken off again. Rows as `expanded` gives
 * them. With it a count says how these subjects were when the definitions came into force, whenever it is made.
 */
export function toldSince(street: string, definitions: readonly number[], subjects: RawBuilder<unknown>) {
  const ids = sql`${definitions}::int[]`
  // A clock that was set back does no harm: no other definitions ever had these ids.
  const since = sql`(select min(since) - interval '1 day' from measure_definitions where street = ${street} and id = any(${ids}))`
  return sql`
    select definition, day, dimension, member, heap, -n as n, -d as d from (${expanded(sql`
      select marks from measure_ledger where street = ${street} and at > ${since} and ${subjects}
      union all
      select marks from measure_changes where street = ${street} and ${subjects}`)}) told
    where definition = any(${ids})`
}

/** Several measures as rows of cells, whichever time they are placed by. */
function cellsOfBatch(street: string, measures: readonly Rolled[], batch: Batch): RawBuilder<unknown> {
  const counted = byTime(measures).map(([time, some]) => {
    const mine = new Set(some)
    const columns = measures.flatMap((each) =>
      mine.has(each)
        ? [numerator(each), denominator(each)]
        : [sql`0::bigint as ${numerator(each)}`, sql`0::bigint as ${denominator(each)}`],
    )
    return sql`select day, dimension, member, ${sql.join(columns)} from (${countedDays(street, time, some, within('c.id', batch))}) counted`
  })
  const ids = measures.map(({ id }) => id)
  const taken = measures.flatMap((each) => [
    sql`coalesce(sum(n) filter (where definition = ${each.id}), 0)::bigint as ${numerator(each)}`,
    sql`coalesce(sum(d) filter (where definition = ${each.id}), 0)::bigint as ${denominator(each)}`,
  ])
  const told = sql`
    select day, dimension, member, ${sql.join(taken)} from (${toldSince(street, ids, within('subject', batch))}) told group by 1, 2, 3`
  const sums = measures.flatMap((each) => [
    sql`sum(${numerator(each)})::bigint as ${numerator(each)}`,
    sql`sum(${denominator(each)})::bigint as ${denominator(each)}`,
  ])
  const byId = new Map(measures.map((each) => [each.id, each]))
  const places = Array.from({ length: Math.max(...byId.keys()) }, (_, at) => byId.get(at + 1))
  const list = (column: (each: Rolled) => RawBuilder<unknown>) =>
    sql`array[${sql.join(places.map((each) => (each ? column(each) : sql`0`)))}]::bigint[]`
  return sql`
    with days as materialized (
      select day, dimension, member, ${sql.join(sums)} from (${sql.join([...counted, told], sql` union all `)}) counted group by 1, 2, 3
    )
    insert into measure_cells as cell (street, grain, dimension, day, member, numerators, denominators)
    select ${street}, grain, dimension, day, member, numerators, denominators from (
      select 'd'::"char" as grain, dimension, day, member, ${list(numerator)} as numerators, ${list(denominator)} as denominators from days
      union all
      select 'm', dimension, date_trunc('month', day)::date, member, ${list((each) => sql`sum(${numerator(each)})`)}, ${list((each) => sql`sum(${denominator(each)})`)}
      from days group by 2, 3, 4) cells
    order by 2, 3, 4, 5
    on conflict (street, grain, dimension, day, member) do update set
      numerators = measures_added(cell.numerators, excluded.numerators), denominators = measures_added(cell.denominators, excluded.denominators)`
}

/** A statement has so many columns at most. */
const together = 200

/**
 * Statements that add to the cells what a batch of cases was when the definitions came into force. Each sees cases and
 * changes of one moment, so that nothing is missed or counted twice whoever acts meanwhile.
 */
export function firstCounts(street: string, measures: readonly Rolled[], batch: Batch): readonly RawBuilder<unknown>[] {
  const others = measures.filter((each) => !isMedian(each))
  const medians = measures.filter(isMedian)
  const slices = Array.from({ length: Math.ceil(others.length / together) }, (_, at) =>
    others.slice(at * together, (at + 1) * together),
  )
  return [
    ...slices.map((some) => cellsOfBatch(street, some, batch)),
    ...(medians.length === 0 ? [] : [heapsOfBatch(street, medians, batch)]),
  ]
}

function heapsOfBatch(street: string, medians: readonly Rolled[], batch: Batch): RawBuilder<unknown> {
  const ids = medians.map(({ id }) => id)
  const rows = sql`
    select definition, day, dimension, member, heap, n, d from (${countedHeaps(street, medians, within('c.id', batch))}) counted
    union all
    ${toldSince(street, ids, within('subject', batch))}`
  return sql`with ${addedSql(street, bothGrains(rows))} select 1`
}

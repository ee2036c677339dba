import { sql } from 'kysely'
import type { Database } from '#platform/db'
import { countedCells } from './count.ts'
import { rolledUp, type MeasuresDeps, type Rolled } from './definitions.ts'
import { holdChanges } from './ensure.ts'
import { expanded } from './expand.ts'

/** A cell that is not what the cases say. */
export interface WrongCell {
  readonly key: string
  readonly grain: 'day' | 'month'
  readonly dimension: string
  readonly day: string
  readonly member: string
  readonly heap: number
  readonly kept: { readonly numerator: number; readonly denominator: number }
  readonly counted: { readonly numerator: number; readonly denominator: number }
}

const together = 10

/**
 * Counts every cell in force from nothing and compares it with what is kept, together with what is not folded yet. With
 * `repair`, the cells are put right while nobody writes.
 */
export async function verifyMeasures(
  database: Database,
  deps: MeasuresDeps,
  street: string,
  { repair = false }: { readonly repair?: boolean } = {},
): Promise<readonly WrongCell[]> {
  return await database.transaction(street, async (tx) => {
    if (repair) await holdChanges(tx)
    const rolled = [...(await rolledUp(tx, street, deps)).values()].filter(({ source }) => source === 'cases')
    const keys = new Map(rolled.map(({ id, key }) => [id, key]))
    const wrong: WrongCell[] = []
    for (let at = 0; at < rolled.length; at += together) {
      const some = rolled.slice(at, at + together)
      const differing = differingCells(street, some)
      const { rows } =
        await sql<Differing>`${differing} order by definition, grain desc, dimension, day, member, heap`.execute(tx)
      if (repair && rows.length > 0)
        await sql`
        insert into measure_cells as cell (street, grain, dimension, definition, day, member, heap, numerator, denominator)
        select ${street}, grain, dimension, definition, day, member, heap, cn - kn, cd - kd
        from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r (grain "char", dimension "char", definition int, day date, member text,
          heap int, cn bigint, cd bigint, kn bigint, kd bigint)
        on conflict (street, grain, dimension, definition, day, member, heap)
          do update set numerator = cell.numerator + excluded.numerator, denominator = cell.denominator + excluded.denominator`.execute(
          tx,
        )
      for (const row of rows)
        wrong.push({
          key: keys.get(row.definition)!,
          grain: row.grain === 'd' ? 'day' : 'month',
          dimension: names[row.dimension]!,
          day: row.day,
          member: row.member,
          heap: row.heap,
          kept: { numerator: row.kn, denominator: row.kd },
          counted: { numerator: row.cn, denominator: row.cd },
        })
    }
    return wrong
  })
}

const names: Readonly<Record<string, string>> = {
  a: 'all',
  c: 'committee',
  g: 'grid',
  u: 'unit',
  k: 'category',
  s: 'source',
  h: 'hour',
}

interface Differing {
  readonly grain: string
  readonly dimension: string
  readonly definition: number
  readonly day: string
  readonly member: string
  readonly heap: number
  readonly cn: number
  readonly cd: number
  readonly kn: number
  readonly kd: number
}

function differingCells(street: string, rolled: readonly Rolled[]) {
  const ids = sql`${rolled.map(({ id }) => id)}::int[]`
  return sql`
    with unfolded as (
      select definition, day, dimension, member, heap, sum(n)::bigint as n, sum(d)::bigint as d
      from (${expanded(sql`select marks from measure_changes where street = ${street}`)}) m where definition = any(${ids}) group by 1, 2, 3, 4, 5
    ), kept as (
      select grain, dimension, definition, day, member, heap, sum(n)::bigint as kn, sum(d)::bigint as kd from (
        select grain, dimension, definition, day, member, heap, numerator as n, denominator as d from measure_cells
        where street = ${street} and definition = any(${ids})
        union all select 'd', dimension, definition, day, member, heap, n, d from unfolded
        union all select 'm', dimension, definition, date_trunc('month', day)::date, member, heap, n, d from unfolded) k
      group by 1, 2, 3, 4, 5, 6
    ), counted as (
      select grain, dimension, definition, day, member, heap, n as cn, d as cd from (${countedCells(street, rolled)}) c
    )
    select grain, dimension, definition, day, member, heap, coalesce(cn, 0) as cn, coalesce(cd, 0) as cd, coalesce(kn, 0) as kn, coalesce(kd, 0) as kd
    from kept full join counted using (grain, dimension, definition, day, member, heap)
    where coalesce(cn, 0) <> coalesce(kn, 0) or coalesce(cd, 0) <> coalesce(kd, 0)`
}

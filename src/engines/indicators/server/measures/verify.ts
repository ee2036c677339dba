import { sql, type RawBuilder } from 'kysely'
import type { Database, Tx } from '#platform/db'
import { movesOfAll } from '../entries/moves.ts'
import { countsOf, isMedian } from './count.ts'
import { standingsIn, type MeasuresDeps, type Rolled } from './definitions.ts'
import { holdChanges } from './ensure.ts'
import { addedSql, bothGrains, expanded } from './expand.ts'
import { holdFolding } from './fold.ts'
import { bucketsOf, differingSpreads, putSpreadsRight, type DifferingSpread } from './verify-spreads.ts'

/** A cell that is not what the cases say. */
export interface WrongCell {
  readonly key: string
  readonly grain: 'day' | 'month'
  readonly dimension: string
  readonly day: string
  readonly member: string
  /** Of a median: the amount, or the first of the bucket of amounts, whose count is wrong; -1 otherwise. */
  readonly heap: number
  readonly kept: { readonly numerator: number; readonly denominator: number }
  readonly counted: { readonly numerator: number; readonly denominator: number }
}

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
    if (repair) {
      await holdFolding(tx, street)
      await holdChanges(tx)
    }
    const standing = await standingsIn(tx, street, deps)
    const rolled = deps.measures.map(({ key }) => standing(key)).filter((each) => each.counted)
    const keys = new Map(rolled.map(({ id, key }) => [id, key]))
    const wrong: WrongCell[] = []
    for (const { measures, counted } of await allCounts(tx, street, rolled)) {
      const { rows } =
        await sql<Differing>`${differingCells(street, measures, counted)} order by definition, grain desc, dimension, day, member, heap`.execute(
          tx,
        )
      const medians = measures.filter(isMedian).map(({ id }) => id)
      const spreads = medians.length === 0 ? [] : await differingSpreads(tx, street, medians, counted)
      if (repair && rows.length > 0) await add(tx, street, rows)
      if (repair && spreads.length > 0) await putSpreadsRight(tx, street, spreads)
      const cellOf = (row: Differing | DifferingSpread) => ({
        key: keys.get(row.definition)!,
        grain: row.grain === 'd' ? ('day' as const) : ('month' as const),
        dimension: names[row.dimension]!,
        day: row.day,
        member: row.member,
      })
      for (const row of rows)
        wrong.push({
          ...cellOf(row),
          heap: row.heap,
          kept: { numerator: row.kn, denominator: row.kd },
          counted: { numerator: row.cn, denominator: row.cd },
        })
      for (const row of spreads)
        for (const [heap, kept, right] of bucketsOf(row))
          wrong.push({
            ...cellOf(row),
            heap,
            kept: { numerator: kept, denominator: kept },
            counted: { numerator: right, denominator: right },
          })
    }
    return wrong
  })
}

/** Cases in SQL; entries, of which there are few, by the marks they are counted with. */
async function allCounts(tx: Tx, street: string, rolled: readonly Rolled[]): Promise<ReturnType<typeof countsOf>> {
  const ofCases = countsOf(
    street,
    rolled.filter(({ source }) => source === 'cases'),
  )
  const ofEntries = rolled.filter(({ source }) => source === 'ledger')
  if (ofEntries.length === 0) return ofCases
  const marks = (await movesOfAll(tx, street, ofEntries)).map((move) => move.marks)
  const source = sql`select value as marks from jsonb_array_elements(${JSON.stringify(marks)}::jsonb) value`
  return [...ofCases, { measures: ofEntries, counted: bothGrains(expanded(source)) }]
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

/** Adds to the cells what they lack, and takes from them what they have too much. */
async function add(tx: Tx, street: string, rows: readonly Differing[]): Promise<void> {
  const lacking = rows.map(({ cn, cd, kn, kd, ...cell }) => ({ ...cell, n: cn - kn, d: cd - kd }))
  const source = sql`
    select grain, dimension, definition, day, member, heap, n, d from jsonb_to_recordset(${JSON.stringify(lacking)}::jsonb)
      as r (grain "char", dimension "char", definition int, day date, member text, heap int, n bigint, d bigint)`
  await sql`with ${addedSql(street, source, { spreads: false })} select 1`.execute(tx)
}

function differingCells(street: string, measures: readonly Rolled[], counted: RawBuilder<unknown>) {
  const ids = sql`${measures.map(({ id }) => id)}::int[]`
  const unfolded = bothGrains(
    sql`select * from (${expanded(sql`select marks from measure_changes where street = ${street}`)}) m where definition = any(${ids})`,
  )
  return sql`
    with kept as (
      select grain, dimension, definition, day, member, heap, sum(n)::bigint as kn, sum(d)::bigint as kd from (
        select c.grain, c.dimension, of.definition::int as definition, c.day, c.member, -1 as heap, of.n, of.d
        from measure_cells c cross join lateral unnest(c.numerators, c.denominators) with ordinality of (n, d, definition)
        where c.street = ${street} and of.definition = any(${ids})
        union all
        select grain, dimension, definition, day, member, heap, counted, counted from measure_heaps
        where street = ${street} and definition = any(${ids})
        union all
        (${unfolded})) k
      group by 1, 2, 3, 4, 5, 6
    ), counted as (${counted})
    select grain, dimension, definition, day, member, heap, coalesce(counted.n, 0) as cn, coalesce(counted.d, 0) as cd,
      coalesce(kn, 0) as kn, coalesce(kd, 0) as kd
    from kept full join counted using (grain, dimension, definition, day, member, heap)
    where coalesce(counted.n, 0) <> coalesce(kn, 0) or coalesce(counted.d, 0) <> coalesce(kd, 0)`
}

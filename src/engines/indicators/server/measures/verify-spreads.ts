import { sql, type RawBuilder } from 'kysely'
import type { Tx } from '#platform/db'
import { bothGrains, expanded, packedSql, spreadSql } from './expand.ts'

/** Where the middles of medians are looked for, where it is not what the cases say. Numbers as `measures_packed` makes them. */
export interface DifferingSpread {
  readonly grain: string
  readonly dimension: string
  readonly definition: number
  readonly day: string
  readonly member: string
  readonly octaves: string
  readonly buckets: string
  readonly countedOctaves: string
  readonly countedBuckets: string
}

/** Compares the spreads that are kept, together with what is not folded yet, with those of amounts counted from nothing. */
export async function differingSpreads(
  tx: Tx,
  street: string,
  definitions: readonly number[],
  counted: RawBuilder<unknown>,
): Promise<readonly DifferingSpread[]> {
  const unfolded = bothGrains(expanded(sql`select marks from measure_changes where street = ${street}`))
  const { rows } = await sql<DifferingSpread>`
    with kept as (
      select grain, dimension, definition, day, member, sum(octaves) as octaves, sum(buckets) as buckets from (
        select grain, dimension, definition, day, member, octaves, buckets from measure_spreads
        where street = ${street} and definition = any(${definitions}::int[])
        union all
        select grain, dimension, definition, day, member, ${packedSql(sql`d`)} from (${unfolded}) u
        where heap >= 0 and definition = any(${definitions}::int[])) k
      group by 1, 2, 3, 4, 5
    ), counted as (
      select grain, dimension, definition, day, member, ${spreadSql(sql`d`)} from (${counted}) c where heap >= 0 group by 1, 2, 3, 4, 5
    )
    select grain, dimension, definition, day, member, coalesce(kept.octaves, 0) as octaves, coalesce(kept.buckets, 0) as buckets,
      coalesce(counted.octaves, 0) as "countedOctaves", coalesce(counted.buckets, 0) as "countedBuckets"
    from kept full join counted using (grain, dimension, definition, day, member)
    where (coalesce(kept.octaves, 0), coalesce(kept.buckets, 0)) <> (coalesce(counted.octaves, 0), coalesce(counted.buckets, 0))
    order by definition, grain desc, dimension, day, member`.execute(tx)
  return rows
}

/** Adds to the spreads what they lack, and takes from them what they have too much. */
export async function putSpreadsRight(tx: Tx, street: string, rows: readonly DifferingSpread[]): Promise<void> {
  await sql`
    insert into measure_spreads as cell (street, grain, dimension, definition, day, member, octaves, buckets)
    select ${street}, grain, dimension, definition, day, member, "countedOctaves" - octaves, "countedBuckets" - buckets
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r (grain "char", dimension "char", definition int, day date, member text,
      octaves numeric, buckets numeric, "countedOctaves" numeric, "countedBuckets" numeric)
    on conflict (street, grain, dimension, definition, day, member) do update set
      octaves = cell.octaves + excluded.octaves, buckets = cell.buckets + excluded.buckets`.execute(tx)
}

const digitsOfCount = 8

/** The first amount of each bucket that differs, with the count that is kept and the one that is right. */
export function bucketsOf(row: DifferingSpread): readonly (readonly [amount: number, kept: number, counted: number])[] {
  const [kept, counted] = [countsOf(row.buckets), countsOf(row.countedBuckets)]
  const wrong = Array.from({ length: Math.max(kept.length, counted.length) }, (_, bucket) => bucket)
    .map((bucket) => [firstOf(bucket), kept[bucket] ?? 0, counted[bucket] ?? 0] as const)
    .filter(([, mine, right]) => mine !== right)
  // Right by buckets and wrong by octaves.
  return wrong.length > 0 ? wrong : [[0, Number(BigInt(row.octaves) % 99_999_999n), counted.reduce((a, b) => a + b, 0)]]
}

function countsOf(packed: string): number[] {
  const groups = Math.ceil(packed.length / digitsOfCount)
  const digits = packed.padStart(groups * digitsOfCount, '0')
  return Array.from({ length: groups }, (_, place) => {
    const from = digits.length - (place + 1) * digitsOfCount
    return Number(digits.slice(from, from + digitsOfCount))
  })
}

function firstOf(bucket: number): number {
  const octave = Math.floor(bucket / 16)
  return octave === 0 ? bucket : (16 + (bucket % 16)) * 2 ** (octave - 1)
}

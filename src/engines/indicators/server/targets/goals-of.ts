import { sql } from 'kysely'
import type { Tx } from '#platform/db'

/** What the issued target book of a year sets for measures, by their keys: the street's own goal, else the district's. */
export async function goalsOf(
  tx: Tx,
  street: string,
  year: number,
  keys: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const { rows } = await sql<{ measure: string; goal: string }>`
    select distinct on (g.measure) g.measure, coalesce(g.own, g.district)::text as goal
    from target_goals g join target_books b on b.street = g.street and b.id = g.book
    where g.street = ${street} and g.period = 'year' and b.year = ${year} and b.state in ('issued', 'adjusted', 'closed') and g.measure = any(${[...keys]}::text[])
    order by g.measure, b.issued_on desc, g.id`.execute(tx)
  return new Map(rows.map(({ measure, goal }) => [measure, goal]))
}

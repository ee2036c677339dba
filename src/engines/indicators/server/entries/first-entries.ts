import { sql } from 'kysely'
import type { Tx } from '#platform/db'
import type { LedgerEntry } from '#engines/indicators/shared'
import type { Rolled } from '../measures/definitions.ts'
import { addedSql, bothGrains, expanded } from '../measures/expand.ts'
import { toldSince } from '../measures/first-count.ts'
import { entryColumns, movesOf } from './moves.ts'

/**
 * Adds to the cells what entries were when some definitions came into force: what they are now less what was told since, both
 * of one moment. There are few: all in one go.
 */
export async function addEntries(tx: Tx, street: string, definitions: readonly Rolled[]): Promise<void> {
  const ledgers = [...new Set(definitions.map(({ key }) => key.split(':')[0]!))]
  const ids = definitions.map(({ id }) => id)
  const { rows } = await sql<{ entries: (LedgerEntry & { ledger: string })[]; told: object[] }>`
    select
      (select coalesce(jsonb_agg(to_jsonb(e)), '[]') from (
        select ledger, ${entryColumns} from ledger_entries where street = ${street} and ledger = any(${ledgers}::text[]) and not withdrawn) e) as entries,
      (select coalesce(jsonb_agg(to_jsonb(t)), '[]') from (${toldSince(street, ids, sql`true`)}) t) as told`.execute(tx)
  const { entries, told } = rows[0]!
  const marks = ledgers.flatMap((ledger) =>
    movesOf(
      definitions,
      ledger,
      entries.filter((entry) => entry.ledger === ledger),
    ).map((move) => move.marks),
  )
  const source = sql`
    ${expanded(sql`select value as marks from jsonb_array_elements(${JSON.stringify(marks)}::jsonb) value`)}
    union all
    select definition, day, dimension, member collate "C", heap, n, d from jsonb_to_recordset(${JSON.stringify(told)}::jsonb)
      as t (definition int, day date, dimension "char", member text, heap int, n bigint, d bigint)`
  await sql`with ${addedSql(street, bothGrains(source))} select 1`.execute(tx)
}

import { sql, type RawBuilder } from 'kysely'
import { LRUCache } from 'lru-cache'
import type { Tx } from '#platform/db'
import { expanded } from './expand.ts'

/**
 * A place in the order of changes: `settled/last/snapshot`. Changes up to `settled` count by their number alone: they came
 * with a restored backup, and the numbers of their transactions mean nothing to this server. Changes up to `last` count if
 * their transaction had ended in the snapshot; later ones had not begun.
 */
export interface Position {
  readonly settled: string
  readonly last: string
  readonly snapshot: string
}

const pattern = /^(\d{1,19})\/(\d{1,19})\/(\d{1,19}:\d{1,19}:(?:\d{1,19}(?:,\d{1,19})*)?)$/

export function readPosition(position: string): Position {
  const parts = pattern.exec(position)
  if (!parts) throw new Error(`${position.slice(0, 60)} is no position of measures.`)
  return { settled: parts[1]!, last: parts[2]!, snapshot: parts[3]! }
}

const settled = new LRUCache<string, string>({ max: 500 })

/** The last change that is here although its transaction lies in the future of this server. Looked up once: none can come later. */
export async function settledBy(tx: Tx, street: string, database: string): Promise<string> {
  const name = `${database}/${street}`
  const known = settled.get(name)
  if (known) return known
  const foreign = (table: string) => sql`
    select max(id) as id from ${sql.raw(table)} where street = ${street} and xid >= pg_snapshot_xmin(pg_current_snapshot())
      and not pg_visible_in_snapshot(xid, pg_current_snapshot()) and xid is distinct from pg_current_xact_id_if_assigned()`
  const { rows } = await sql<{ id: string }>`
    select coalesce(max(id), 0)::text as id from (${foreign('measure_ledger')} union all ${foreign('measure_changes')}) f`.execute(
    tx,
  )
  settled.set(name, rows[0]!.id)
  return rows[0]!.id
}

export function forgetSettled(database: string, street: string): void {
  settled.delete(`${database}/${street}`)
}

/** Where the street stands now. */
export async function positionOf(tx: Tx, street: string, database: string): Promise<string> {
  const before = await settledBy(tx, street, database)
  const { rows } = await sql<{ position: string }>`
    select (select case when is_called then last_value else 0 end from measure_changes_id_seq)::text || '/' || pg_current_snapshot()::text as position`.execute(
    tx,
  )
  return `${before}/${rows[0]!.position}`
}

/** The changes that came after a position, as what they added to cells. */
export function changesSince(street: string, position: string): RawBuilder<unknown> {
  const { settled: before, last, snapshot } = readPosition(position)
  const of = (table: string) => sql`
    select marks from ${sql.raw(table)} where street = ${street} and id > ${last}::bigint
    union all
    select marks from ${sql.raw(table)} where street = ${street} and id > ${before}::bigint and id <= ${last}::bigint
      and xid >= pg_snapshot_xmin(${snapshot}::pg_snapshot) and not pg_visible_in_snapshot(xid, ${snapshot}::pg_snapshot)`
  return expanded(sql`${of('measure_ledger')} union all ${of('measure_changes')}`)
}

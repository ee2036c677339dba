import { sql, type RawBuilder } from 'kysely'
import type { Tx } from '#platform/db'
import { expanded } from './expand.ts'

/**
 * A place in the order of changes: `time/snapshot`. What began well after the time came after it. About the rest the snapshot
 * decides: what it does not show came after it. The time alone would split transactions that were under way; the snapshot alone
 * means nothing to a server on which a backup was restored, whose transactions count from the start.
 */
export interface Position {
  readonly at: string
  readonly snapshot: string
}

const pattern = /^(\d{4}-\d\d-\d\dT[\d:.]{8,15}Z)\/(\d{1,19}:\d{1,19}:(?:\d{1,19}(?:,\d{1,19})*)?)$/

export function readPosition(position: string): Position {
  const parts = pattern.exec(position)
  if (!parts) throw new Error(`${position.slice(0, 60)} is no position of measures.`)
  return { at: parts[1]!, snapshot: parts[2]! }
}

/** The position of the statement in which it stands. */
export const positionHere = sql`to_char(clock_timestamp() at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') || '/' || pg_current_snapshot()::text`

/** Where the street stands now. */
export async function positionOf(tx: Tx): Promise<string> {
  const { rows } = await sql<{ position: string }>`select ${positionHere} as position`.execute(tx)
  return rows[0]!.position
}

/**
 * The changes that came after a position, as what they added to cells. A clock that is set back by seconds does no harm. What
 * is much older than the position and yet has a number beyond its snapshot came with a restored backup, and before it.
 */
export function changesSince(street: string, position: string): RawBuilder<unknown> {
  const { at, snapshot } = readPosition(position)
  const [then, shown] = [sql`${at}::timestamptz`, sql`${snapshot}::pg_snapshot`]
  const of = (table: string) => sql`
    select marks from ${sql.raw(table)} where street = ${street} and at > ${then} + interval '10 seconds'
    union all
    select marks from ${sql.raw(table)} where street = ${street} and at <= ${then} + interval '10 seconds'
      and at > ${then} - interval '1 day' and not pg_visible_in_snapshot(xid, ${shown})
      and (xid < pg_snapshot_xmax(${shown}) or at > ${then} - interval '10 seconds')`
  return expanded(sql`${of('measure_ledger')} union all ${of('measure_changes')}`)
}

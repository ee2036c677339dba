import { sql } from 'kysely'
import type { Tx } from '#platform/db'

/** What the log holds by now is to be anchored without waiting for the hour: at opening, closing and result of a vote. */
export async function anchorSoon(tx: Tx, street: string, log: string): Promise<void> {
  await sql`update notary_logs set anchor_wanted = size where street = ${street} and id = ${log}`.execute(tx)
}

import { sql } from 'kysely'
import type { Database } from '#platform/db'

const keptDays = 1

/** Questions, sessions and used nonces that are over; what they led to stands in the acts. */
export async function purgeCredentials(database: Database, street: string, now: Date): Promise<number> {
  const before = new Date(now.getTime() - keptDays * 86_400_000).toISOString()
  return await database.transaction(street, async (tx) => {
    let purged = 0
    for (const table of ['credential_nonces', 'credential_requests', 'credential_sessions']) {
      const { numAffectedRows } =
        await sql`delete from ${sql.table(table)} where street = ${street} and until < ${before}`.execute(tx)
      purged += Number(numAffectedRows ?? 0n)
    }
    return purged
  })
}

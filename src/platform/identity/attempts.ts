import { sql } from 'kysely'
import type { Database } from '#platform/db'
import './identity.table.ts'
import { policy } from './policy.ts'

/** Failed attempts by the name that was typed, whether or not anyone has it. */
export function openAttempts(database: Database) {
  const { kysely } = database
  return {
    async isLocked(username: string, now: Date): Promise<boolean> {
      const row = await kysely
        .selectFrom('auth_attempts')
        .select('locked_until')
        .where('username', '=', username)
        .executeTakeFirst()
      return row?.locked_until ? new Date(row.locked_until) > now : false
    },
    /** Counts a failure; says whether it was the one that locks. */
    async fail(username: string, now: Date): Promise<boolean> {
      const forgotten = new Date(now.getTime() - policy.lockFor)
      const until = new Date(now.getTime() + policy.lockFor)
      const { rows } = await sql<{ failures: number }>`
        insert into auth_attempts as a (username, failures, last_at) values (${username}, 1, ${now})
        on conflict (username) do update set
          failures = case when a.last_at <= ${forgotten} then 1 else a.failures + 1 end,
          last_at = excluded.last_at,
          locked_until = case when a.last_at > ${forgotten} and a.failures + 1 >= ${policy.failuresToLock} then ${until}::timestamptz end
        returning failures`.execute(kysely)
      await kysely
        .deleteFrom('auth_attempts')
        .where('last_at', '<', forgotten.toISOString())
        .where('username', '!=', username)
        .execute()
      return (rows[0]?.failures ?? 0) >= policy.failuresToLock
    },
    async clear(username: string): Promise<void> {
      await kysely.deleteFrom('auth_attempts').where('username', '=', username).execute()
    },
  }
}
export type Attempts = ReturnType<typeof openAttempts>

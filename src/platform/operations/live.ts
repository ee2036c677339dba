import { EventEmitter } from 'node:events'
import { sql } from 'kysely'
import type { Database } from '#platform/db'

export interface Seen {
  readonly cursor: string
  readonly operation: string
  readonly subject: string | null
}

/** Where the ledger of a street stands: everything before is settled, nothing before can still appear. */
export async function ledgerPosition(database: Database, street: string): Promise<string> {
  return database.transaction(street, async (tx) => {
    const { rows } = await sql<{
      position: string
    }>`select pg_snapshot_xmin(pg_current_snapshot())::text as position`.execute(tx)
    return `${rows[0]!.position}/00000000-0000-0000-0000-000000000000`
  })
}

/**
 * What was done since a position, in order. Only acts below the oldest running transaction are read:
 * a later commit of an earlier number could otherwise be missed for good.
 */
export async function actsSince(database: Database, street: string, cursor: string, limit = 200): Promise<Seen[]> {
  const [position = '0', id = '00000000-0000-0000-0000-000000000000'] = cursor.split('/')
  return database.transaction(street, async (tx) => {
    const { rows } = await sql<{ place: string; id: string; operation: string; subject: string | null }>`
      select a.position::text as place, a.id, a.operation, a.subject_id as subject from acts a
      where a.street = ${street} and (a.position, a.id) > (${position}::bigint, ${id}::uuid)
        and a.position < pg_snapshot_xmin(pg_current_snapshot())::text::bigint and a.outcome = 'ok'
      order by a.position, a.id limit ${limit}`.execute(tx)
    return rows.map((row) => ({ cursor: `${row.place}/${row.id}`, operation: row.operation, subject: row.subject }))
  })
}

/** Eighteen digits always fit PostgreSQL's bigint. */
export const cursorPattern = /^\d{1,18}\/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

/**
 * Each listener looks at the ledger for itself, by an index: at once when this process commits, and twice a second for
 * what other processes commit.
 */
export function openLiveStream(database: Database, onError: (cause: unknown) => void) {
  const wake = new EventEmitter().setMaxListeners(0)
  return {
    wake: (street: string) => void wake.emit(street),
    /** Calls back for every act after the cursor, in order, once each, until aborted. */
    async listen(
      street: string,
      cursor: string,
      onActs: (acts: readonly Seen[]) => void | Promise<void>,
      signal: AbortSignal,
    ): Promise<void> {
      let at = cursor
      while (!signal.aborted) {
        try {
          const acts = await actsSince(database, street, at)
          if (signal.aborted) return
          if (acts.length > 0) {
            await onActs(acts)
            at = acts.at(-1)!.cursor
            continue
          }
        } catch (cause) {
          onError(cause)
        }
        await new Promise<void>((resolve) => {
          const done = () => {
            clearTimeout(timer)
            wake.off(street, done)
            signal.removeEventListener('abort', done)
            resolve()
          }
          const timer = setTimeout(done, 500)
          wake.on(street, done)
          signal.addEventListener('abort', done)
        })
      }
    },
  }
}

import { sql } from 'kysely'
import type { Database, Tx } from '#platform/db'
import { addedSql, bothGrains, expanded } from './expand.ts'

const mostAtOnce = 1000

const ours = (street: string) => sql`hashtext('measures'), hashtext(${street})`

/** Nobody else adds to cells until the end of the transaction. */
export async function holdFolding(tx: Tx, street: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(${ours(street)})`.execute(tx)
}

/**
 * Moves changes into the ledger and adds them to the cells, some at a time, until there are none. Its cost follows the
 * number of changes. Processes that fold at once wait for nothing: the second leaves it to the first. Returns how many
 * changes were folded.
 */
export async function foldMeasures({ database }: { database: Database }, street: string): Promise<number> {
  for (let folded = 0; ;) {
    const moved = await database.transaction(street, async (tx) => {
      const { rows: lock } = await sql<{ mine: boolean }>`
        select pg_try_advisory_xact_lock(${ours(street)}) as mine`.execute(tx)
      if (!lock[0]!.mine) return 0
      const { rows } = await sql<{ moved: number }>`
        with taken as (
          delete from measure_changes where street = ${street} and id in (
            select id from measure_changes where street = ${street} order by at limit ${mostAtOnce})
          returning street, id, xid, at, subject, marks
        ), kept as (
          insert into measure_ledger (street, id, xid, at, subject, marks) select street, id, xid, at, subject, marks from taken
        ), ${addedSql(street, bothGrains(expanded(sql`select marks from taken`)))}
        select count(*) as moved from taken`.execute(tx)
      return rows[0]!.moved
    })
    folded += moved
    if (moved < mostAtOnce) return folded
  }
}

export interface Folding {
  /** Something was done in this street: it is folded half a second later, together with what else is done meanwhile. */
  wake(street: string): void
  /** Ends once what is under way has ended. */
  stop(): Promise<void>
}

const pause = 500

export function openFolding(database: Database, onFailure: (cause: unknown) => void): Folding {
  const waiting = new Map<string, NodeJS.Timeout>()
  const running = new Set<Promise<unknown>>()
  let isStopping = false
  function run(street: string): void {
    waiting.delete(street)
    const folding = foldMeasures({ database }, street).catch(onFailure)
    running.add(folding)
    void folding.finally(() => running.delete(folding))
  }
  return {
    wake(street) {
      if (isStopping || waiting.has(street)) return
      waiting.set(street, setTimeout(run, pause, street).unref())
    },
    async stop() {
      isStopping = true
      for (const timer of waiting.values()) clearTimeout(timer)
      await Promise.all(running)
    },
  }
}

import { sql } from 'kysely'
import type { Database } from '#platform/db'
import { expanded } from './expand.ts'

const mostAtOnce = 1000

/**
 * Moves changes into the ledger and adds them to the cells, some at a time, until there are none. Its cost follows the
 * number of changes. Processes that fold at once wait for nothing: the second leaves it to the first. Returns how many
 * changes were folded.
 */
export async function foldMeasures({ database }: { database: Database }, street: string): Promise<number> {
  for (let folded = 0; ;) {
    const moved = await database.transaction(street, async (tx) => {
      const { rows: lock } = await sql<{ mine: boolean }>`
        select pg_try_advisory_xact_lock(hashtext('measures'), hashtext(${street})) as mine`.execute(tx)
      if (!lock[0]!.mine) return 0
      const { rows } = await sql<{ moved: number }>`
        with taken as (
          delete from measure_changes where street = ${street} and id in (
            select id from measure_changes where street = ${street} order by id limit ${mostAtOnce})
          returning street, id, xid, subject, marks
        ), kept as (
          insert into measure_ledger (street, id, xid, subject, marks) select street, id, xid, subject, marks from taken
        ), days as (
          select definition, day, dimension, member, heap, sum(n)::bigint as n, sum(d)::bigint as d
          from (${expanded(sql`select marks from taken`)}) mark group by 1, 2, 3, 4, 5
        ), added as (
          insert into measure_cells as cell (street, grain, dimension, definition, day, member, heap, numerator, denominator)
          select ${street}, grain, dimension, definition, day, member, heap, n, d from (
            select 'd'::"char" as grain, dimension, definition, day, member, heap, n, d from days
            union all
            select 'm', dimension, definition, date_trunc('month', day)::date, member, heap, sum(n)::bigint, sum(d)::bigint
            from days group by 2, 3, 4, 5, 6) cells
          where n <> 0 or d <> 0
          on conflict (street, grain, dimension, definition, day, member, heap)
            do update set numerator = cell.numerator + excluded.numerator, denominator = cell.denominator + excluded.denominator
        )
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

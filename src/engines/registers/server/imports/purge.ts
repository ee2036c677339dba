import { sql } from 'kysely'
import { addDays, shanghaiDate, startOfDay } from '#kernel/time'
import { parameterOn } from '../access/parameters.store.ts'
import { dropFile } from './file.ts'
import type { ImportWorld } from './run-import.ts'

/** For how many days the rows of a file are kept, where the street has set nothing (`import_rows_days`). */
const usualDays = 180

/** Throws away the rows and files of imports that were cancelled, and of those that are old: they are copies of personal data. */
export async function purgeImports(world: ImportWorld, street: string): Promise<number> {
  const { database, data } = world
  const now = world.now()
  const today = shanghaiDate(now)
  const ids = await database.transaction(street, async (tx) => {
    const days = await parameterOn(tx, street, 'import_rows_days', today, usualDays)
    const since = startOfDay(addDays(today, -days)).toISOString()
    const { rows } = await sql<{
      id: string
    }>`select id from register_imports where street = ${street} and purged_at is null
      and (state = 'cancelled' or (changed_at < ${since} and state not in ('judging', 'applying', 'undoing')))`.execute(
      tx,
    )
    return rows.map((row) => row.id)
  })
  for (const id of ids) {
    await database.transaction(street, async (tx) => {
      await sql`delete from register_import_rows where street = ${street} and import = ${id}`.execute(tx)
      // Whoever never finished it brings it again.
      await sql`update register_imports set purged_at = ${now.toISOString()}, state = case when state in ('applied', 'undone', 'failed') then state else 'cancelled' end,
        paused_in = null, sheets = '[]' where street = ${street} and id = ${id}`.execute(tx)
    })
    await dropFile(data, street, id)
  }
  return ids.length
}

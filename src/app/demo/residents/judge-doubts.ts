import { sql } from 'kysely'
import type { Database } from '#platform/db'
import type { Implementation } from '#platform/operations'
import { registers } from '#engines/registers/shared'
import { castOf } from '../cast.ts'
import { playerOf } from '../player.ts'
import { makeRng } from '../rng.ts'

/** The keeper has judged some already: two pairs were one person, one was not. */
const judged = [true, true, false]

export async function judgeDoubts(
  database: Database,
  implementations: readonly Implementation[],
  street: string,
  now: Date,
): Promise<void> {
  const player = playerOf(database, street, implementations)
  const keeper = (await castOf(database, street)).one('register_keeper', makeRng(`doubts ${street}`))
  const open = await database.transaction(street, async (tx) => {
    const { rows } = await sql<{ id: string; other: string }>`select id, other from register_doubts
      where street = ${street} and state = 'open' order by score desc, entry limit ${judged.length}`.execute(tx)
    return rows
  })
  for (const [at, { id, other }] of open.entries()) {
    const same = judged[at]!
    await player.play(registers.judge, keeper, { id, same, ...(same && { winner: other as never }) }, now)
  }
}

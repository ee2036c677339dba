import { sql } from 'kysely'
import { err, ok, type Result } from '#kernel/result'
import { implement, type Context, type Implementation } from '#platform/operations'
import { registers } from '#engines/registers/shared'
import { mayMerge } from '../../shared/decide/merge.ts'
import { sharesOf } from '../../shared/decide/ties.ts'
import { decideDoubts, lockOpenDoubt } from '../doubts/doubts.store.ts'
import { findEntries, trustRules } from '../entries/entries.store.ts'
import { joinEntries } from '../entries/settle-entries.ts'
import { placeBack, placeByTies, tiesOfObjects } from '../ties/ties.store.ts'
import { holdOwn, holdRoots, mayWriteAt, treeOf } from './hold.ts'

interface Wanted {
  readonly id: string
  readonly winner: string
  readonly loser: string
  readonly reason: string
}

/** Lets what was said of the loser speak for the winner. Who was merged into the loser before goes along. */
async function mergeEntries(
  context: Context,
  { id, winner: winnerId, loser: loserId, reason }: Wanted,
): Promise<Result<{ version: number }, 'entry_not_found' | 'not_mergeable' | 'shares_exceed'>> {
  const { tx, street, actor, now } = context
  const held = await holdRoots(tx, street, [winnerId, loserId])
  const [winner, loser] = [held.get(winnerId), held.get(loserId)]
  if (!winner || !loser || !mayWriteAt(actor, winner) || !mayWriteAt(actor, loser)) return err('entry_not_found')
  if (winner.id !== winnerId || loser.id !== loserId) return err('not_mergeable')
  const owners = winner.register === 'home' ? await tiesOfObjects(tx, street, [winner.id, loser.id], 'owns') : []
  const granted = mayMerge(winner, loser, sharesOf(owners))
  if (!granted.ok) return granted
  const trees = [await treeOf(tx, street, winner.id), await treeOf(tx, street, loser.id)] as const
  const { committee, grid, microGrid, lng, lat, homeKey } = winner
  await sql`insert into register_merges (street, id, loser, winner, reason, merged_by, merged_at, winner_place)
    values (${street}, ${id}, ${loser.id}, ${winner.id}, ${reason}, ${actor.id}, ${now}, ${JSON.stringify({ committee, grid, microGrid, lng, lat, homeKey })})`.execute(
    tx,
  )
  await joinEntries(tx, street, { rules: await trustRules(tx, street), now }, loser, winner.id)
  await decideDoubts(tx, street, { now, by: actor.id, state: 'same', from: ['open'] }, trees)
  await placeByTies(tx, street, now, winner.register, [winner.id])
  context.subject('entry', winner.id)
  context.changed({ loser: loser.id })
  return ok({ version: winner.version + 1 })
}

const merge = implement(registers.merge, (context, wanted) => mergeEntries(context, wanted))

const split = implement(registers.split, async (context, { merge: id }) => {
  const { tx, street, actor, now } = context
  const { rows } = await sql<{ loser: string }>`select loser from register_merges
    where street = ${street} and id = ${id} and undone_at is null`.execute(tx)
  const root = rows[0] && (await holdOwn(tx, street, actor, rows[0].loser))
  if (!root) return err('merge_not_found')
  const undone = await sql<{ loser: string }>`update register_merges set undone_at = ${now}, undone_by = ${actor.id}
    where street = ${street} and id = ${id} and undone_at is null returning loser`.execute(tx)
  if (undone.rows.length === 0) return err('merge_not_found')
  const [loser] = await findEntries(tx, street, [undone.rows[0]!.loser])
  await joinEntries(tx, street, { rules: await trustRules(tx, street), now }, loser!, loser!.id)
  const trees = [await treeOf(tx, street, root.id), await treeOf(tx, street, loser!.id)] as const
  // They were taken for the same, and are not.
  await decideDoubts(tx, street, { now, by: actor.id, state: 'different', from: ['open', 'same'] }, trees)
  await placeBack(tx, street, now, root.register, [root.id, loser!.id])
  context.subject('entry', loser!.id)
  context.changed({ winner: root.id })
  return ok({ id: loser!.id as never })
})

const judge = implement(registers.judge, async (context, { id, same, winner }) => {
  const { tx, street, actor, now } = context
  const doubt = await lockOpenDoubt(tx, street, id)
  if (!doubt) return err('doubt_not_found')
  const held = await holdRoots(tx, street, [doubt.entry, doubt.other])
  const [one, two] = [held.get(doubt.entry)!, held.get(doubt.other)!]
  if (!mayWriteAt(actor, one) || !mayWriteAt(actor, two)) return err('doubt_not_found')
  await sql`update register_doubts set state = ${same ? 'same' : 'different'}, decided_by = ${actor.id}, decided_at = ${now}
    where street = ${street} and id = ${id}`.execute(tx)
  context.changed({ same })
  if (!same || one.id === two.id) return ok({ merged: same ? (one.id as never) : null })
  const wanted = winner === undefined ? one.id : winner
  if (wanted !== one.id && wanted !== two.id) return err('not_mergeable')
  const merged = await mergeEntries(context, {
    id: context.newId(),
    winner: wanted,
    loser: wanted === one.id ? two.id : one.id,
    reason: '判定为同一',
  })
  if (!merged.ok) return err(merged.error === 'entry_not_found' ? 'doubt_not_found' : merged.error)
  return ok({ merged: wanted as never })
})

export const mergeCommands = (): readonly Implementation[] => [merge, split, judge]

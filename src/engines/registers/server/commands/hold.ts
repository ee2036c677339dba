import { sql } from 'kysely'
import type { Tx } from '#platform/db'
import type { Actor } from '#platform/operations'
import { findEntries, lockEntries } from '../entries/entries.store.ts'
import type { Entry, Place } from '../entries/entry.ts'

/** Whether someone may write about what lies there: the whole street, or what lies in the own committee or grid. */
export function mayWriteAt(actor: Actor, place: Pick<Place, 'committee' | 'grid'>): boolean {
  if (actor.kind !== 'staff') return actor.kind === 'system'
  switch (actor.scope.kind) {
    case 'street':
      return true
    case 'committee':
      return place.committee === actor.scope.code
    case 'grid':
      return place.grid === actor.scope.code
    case 'unit':
      return false
  }
}

/**
 * Holds the entries that stand for these, by the ids that were asked for. Everything that changes an entry, its ties or
 * what was merged into it holds the root first. Ids of nothing are not in the answer.
 */
export async function holdRoots(tx: Tx, street: string, ids: readonly string[]): Promise<ReadonlyMap<string, Entry>> {
  for (let attempt = 0; attempt < 6; attempt++) {
    const asked = await findEntries(tx, street, ids)
    const roots = [...new Set(asked.map((entry) => entry.root))]
    const held = new Map((await lockEntries(tx, street, roots)).map((entry) => [entry.id, entry]))
    // Someone may have merged or split between the look and the lock.
    const now = await findEntries(tx, street, ids)
    if (now.every((entry) => held.has(entry.root)))
      return new Map(now.map((entry) => [entry.id, held.get(entry.root)!]))
  }
  throw new Error('Entries were merged and split faster than they could be held.')
}

/** Holds one entry that this actor may write about; undefined when there is none, or none of theirs. */
export async function holdOwn(tx: Tx, street: string, actor: Actor, id: string): Promise<Entry | undefined> {
  const entry = (await holdRoots(tx, street, [id])).get(id)
  return entry && mayWriteAt(actor, entry) ? entry : undefined
}

/** An entry and all that were merged into it. */
export async function treeOf(tx: Tx, street: string, root: string): Promise<readonly string[]> {
  const { rows } = await sql<{ id: string }>`select id from register_entries
    where street = ${street} and (id = ${root} or (state = 'merged' and root = ${root}))`.execute(tx)
  return rows.map((row) => row.id)
}

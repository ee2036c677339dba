import { sql, type RawBuilder } from 'kysely'
import type { Tx } from '#platform/db'
import type { SeenTag } from '#engines/registers/shared'
import type { z } from 'zod'

/** The day of which something is asked, and as of when it was known: null for now. */
export interface Moment {
  readonly on: string
  readonly knownAt: string | null
}

/** A filter on a row `t` of ties or tags: true on the day, as known at the time. What is known now has an index of its own. */
export const holdsAt = ({
  on,
  knownAt,
}: Moment): RawBuilder<unknown> => sql`(t.valid_from <= ${on} and (t.valid_to is null or t.valid_to > ${on})
  and ${knownAt === null ? sql`t.superseded_at is null` : sql`t.recorded_at <= ${knownAt} and (t.superseded_at is null or t.superseded_at > ${knownAt})`})`

/** Tags of care and, where they are open, restricted ones. */
export const tagRows = (street: string, withOpen: boolean): RawBuilder<unknown> =>
  withOpen
    ? sql`(select t.*, false as restricted from care_tags t where t.street = ${street} union all select t.*, true from restricted_tags t where t.street = ${street})`
    : sql`(select t.*, false as restricted from care_tags t where t.street = ${street})`

/**
 * Some tags `t`, each with the entry `id` that now stands for the one it is on. Few are merged: they alone are looked up,
 * where asking the register for each tagged entry takes ten times as long.
 */
export const taggedEntries = (
  street: string,
  tags: RawBuilder<unknown>,
  where: RawBuilder<unknown>,
): RawBuilder<unknown> =>
  sql`(select t.tag, coalesce(m.root, t.entry) as id from ${tags} t
    left join register_entries m on m.street = ${street} and m.id = t.entry and m.state = 'merged' where ${where})`

export type Tag = z.input<typeof SeenTag>

/** Tags of some entries and of those merged into them, by the entry that stands. */
export async function tagsAt(
  tx: Tx,
  street: string,
  roots: readonly string[],
  moment: Moment,
  withOpen: boolean,
): Promise<Map<string, Tag[]>> {
  const found = new Map<string, Tag[]>(roots.map((root) => [root, []]))
  if (roots.length === 0) return found
  const rootOf = await treesOf(tx, street, roots)
  const ids = [...rootOf.keys()]
  const columns = sql`t.entry, t.id, t.tag, t.details, t.source, t.office, t.valid_from as "from", t.valid_to as "to"`
  const mine = sql`t.street = ${street} and t.entry = any(${ids}::uuid[]) and ${holdsAt(moment)}`
  const open = withOpen ? sql`union all select ${columns}, true from restricted_tags t where ${mine}` : sql``
  const { rows } = await sql<
    Tag & { entry: string }
  >`select ${columns}, false as restricted from care_tags t where ${mine} ${open} order by "from" desc, id`.execute(tx)
  for (const { entry, ...tag } of rows) found.get(rootOf.get(entry)!)?.push(tag)
  return found
}

/** Entries and those merged into them, each with the one that stands for it. */
export async function treesOf(tx: Tx, street: string, roots: readonly string[]): Promise<Map<string, string>> {
  const { rows } = await sql<{ id: string; root: string }>`select id, root from register_entries
    where street = ${street} and state = 'merged' and root = any(${roots}::uuid[])`.execute(tx)
  return new Map([...roots.map((root) => [root, root] as const), ...rows.map(({ id, root }) => [id, root] as const)])
}

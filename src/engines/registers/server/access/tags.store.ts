import { sql, type RawBuilder } from 'kysely'
import type { Tx } from '#platform/db'
import type { SeenTag } from '#engines/registers/shared'
import type { z } from 'zod'

/** Days of which, and the time as of which, something is asked. */
export interface Moment {
  readonly on: string
  readonly knownAt: string
}

/** A filter on a row `t` of ties or tags: true on the day, as known at the time. */
export const holdsAt = ({
  on,
  knownAt,
}: Moment): RawBuilder<unknown> => sql`(t.valid_from <= ${on} and (t.valid_to is null or t.valid_to > ${on})
  and t.recorded_at <= ${knownAt} and (t.superseded_at is null or t.superseded_at > ${knownAt}))`

/** Tags of care and, where they are open, restricted ones. */
export const tagRows = (street: string, withOpen: boolean): RawBuilder<unknown> =>
  withOpen
    ? sql`(select t.*, false as restricted from care_tags t where t.street = ${street} union all select t.*, true from restricted_tags t where t.street = ${street})`
    : sql`(select t.*, false as restricted from care_tags t where t.street = ${street})`

export type Tag = z.input<typeof SeenTag> & { readonly root: string }

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
  const { rows } = await sql<Tag>`
    select e.root, t.id, t.tag, t.details, t.source, t.office, t.valid_from as "from", t.valid_to as "to", t.restricted
    from register_entries e join ${tagRows(street, withOpen)} t on t.entry = e.id
    where e.street = ${street} and (e.id = any(${roots}::uuid[]) or (e.state = 'merged' and e.root = any(${roots}::uuid[]))) and ${holdsAt(moment)}
    order by t.valid_from desc, t.id`.execute(tx)
  for (const row of rows) found.get(row.root)?.push(row)
  return found
}

import { sql, type RawBuilder } from 'kysely'
import type { Tx } from '#platform/db'
import type { Known } from './present.ts'

/** Columns of `register_entries e`, with the home where a person lives just now. */
export const knownColumns = sql`e.id, e.register, e.parent, e.root, e.state, e.fields, e.origins, e.committee, e.grid,
  e.micro_grid as "microGrid", e.lng, e.lat, e.home_key as "homeKey", e.sort_key as "sortKey", e.version, h.fields as home`

/** To be joined to `register_entries e`. Of several homes the one moved to last. */
export const livesIn = (today: string): RawBuilder<unknown> => sql`left join lateral (
    select r.fields from register_ties t
    join register_entries o on o.street = t.street and o.id = t.object
    join register_entries r on r.street = o.street and r.id = o.root
    where e.register = 'person' and t.street = e.street
      and t.subject = any(array(select m.id from register_entries m where m.street = e.street and m.root = e.id and m.state = 'merged') || e.id) and t.kind = 'lives' and t.superseded_at is null
      and t.valid_from <= ${today} and (t.valid_to is null or t.valid_to > ${today})
    order by t.valid_from desc, t.id desc limit 1) h on true`

/** Entries by id, whoever asks: what leaves goes through `present`. */
export async function findKnown(
  tx: Tx,
  street: string,
  ids: readonly string[],
  today: string,
): Promise<Map<string, Known>> {
  if (ids.length === 0) return new Map()
  const { rows } = await sql<Known>`select ${knownColumns} from register_entries e ${livesIn(today)}
    where e.street = ${street} and e.id = any(${[...new Set(ids)]}::uuid[])`.execute(tx)
  return new Map(rows.map((row) => [row.id, row]))
}

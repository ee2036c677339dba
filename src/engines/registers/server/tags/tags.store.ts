import { sql } from 'kysely'
import type { Tx } from '#platform/db'
import type { Period } from '../../shared/decide/periods.ts'

export interface HeldTag extends Period {
  readonly id: string
  readonly entry: string
  readonly tag: string
  readonly details: Readonly<Record<string, unknown>>
  readonly source: string
  readonly office: string | null
}

/** Ordinary tags, or the restricted ones, which are apart. */
export type TagTable = 'care_tags' | 'restricted_tags'

const columns = sql`t.id, t.entry, t.tag, t.details, t.source, t.office, t.valid_from as "from", t.valid_to as "to"`

export async function findTag(tx: Tx, street: string, table: TagTable, id: string): Promise<HeldTag | undefined> {
  const { rows } = await sql<HeldTag>`select ${columns} from ${sql.table(table)} t
    where t.street = ${street} and t.id = ${id} and t.superseded_at is null`.execute(tx)
  return rows[0]
}

/** What is held of one tag on an entry and on those merged into it. */
export async function tagsOf(tx: Tx, street: string, table: TagTable, root: string, tag: string): Promise<HeldTag[]> {
  const { rows } = await sql<HeldTag>`select ${columns} from ${sql.table(table)} t
    where t.street = ${street} and t.superseded_at is null and t.tag = ${tag} and t.entry in
      (select e.id from register_entries e where e.street = ${street} and (e.id = ${root} or (e.state = 'merged' and e.root = ${root})))`.execute(
    tx,
  )
  return rows
}

export async function insertTags(
  tx: Tx,
  street: string,
  table: TagTable,
  { now, by, import: brought = null }: { now: string; by: string | null; import?: string | null },
  tags: readonly HeldTag[],
): Promise<void> {
  if (tags.length === 0) return
  const column = <T>(valueOf: (tag: HeldTag) => T) => tags.map(valueOf)
  await sql`insert into ${sql.table(table)} (street, id, entry, tag, details, source, office, valid_from, valid_to, import, said_by, recorded_at)
    select ${street}, n.id, n.entry, n.tag, n.details, n.source, n.office, n.valid_from, n.valid_to, ${brought}, ${by}, ${now}
    from unnest(${column((tag) => tag.id)}::uuid[], ${column((tag) => tag.entry)}::uuid[], ${column((tag) => tag.tag)}::text[], ${column((tag) => JSON.stringify(tag.details))}::jsonb[],
      ${column((tag) => tag.source)}::text[], ${column((tag) => tag.office)}::uuid[], ${column((tag) => tag.from)}::date[], ${column((tag) => tag.to)}::date[])
      as n (id, entry, tag, details, source, office, valid_from, valid_to)`.execute(tx)
}

export async function supersedeTags(
  tx: Tx,
  street: string,
  table: TagTable,
  { now, by }: { now: string; by: string },
  ids: readonly string[],
): Promise<void> {
  if (ids.length === 0) return
  await sql`update ${sql.table(table)} set superseded_at = ${now}, superseded_by = ${by}
    where street = ${street} and id = any(${ids}::uuid[]) and superseded_at is null`.execute(tx)
}

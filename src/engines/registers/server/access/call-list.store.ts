import { sql } from 'kysely'
import type { Tx } from '#platform/db'
import type { Fields } from '#engines/registers/shared'
import { visibleTo, type Reader } from './reader.ts'
import { holdsAt, tagRows } from './tags.store.ts'

export interface Wanted {
  readonly committees: readonly string[] | null
  readonly grids: readonly string[] | null
  readonly microGrids: readonly string[] | null
  readonly places: readonly string[] | null
  readonly bornFrom: string | null
  readonly bornUntil: string | null
  readonly livesAlone: boolean | null
  readonly tags: readonly string[] | null
}

export interface Called {
  readonly id: string
  readonly fields: Fields
  readonly home: Fields | null
  readonly committee: string | null
  readonly microGrid: string | null
  readonly tags: readonly string[] | null
  readonly contacts: readonly { readonly fields: Fields; readonly relation: string | null }[] | null
}

/** Homes that are the wanted places or lie in them. */
async function homesWithin(tx: Tx, street: string, places: readonly string[]): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    with recursive down as (
      select e.id, e.register from register_entries e where e.street = ${street} and e.id = any(${places}::uuid[])
      union select e.id, e.register from register_entries e join down on e.parent = down.id where e.street = ${street} and e.state = 'standing')
    select id from down where register = 'home'`.execute(tx)
  return rows.map(({ id }) => id)
}

/** People who fit, each with the home, the tags and whom to call for them; more than `most` means that there are too many. */
export async function findCalled(tx: Tx, reader: Reader, wanted: Wanted, most: number): Promise<Called[]> {
  const { street, today, now } = reader
  const holds = holdsAt({ on: today, knownAt: now })
  const conditions = [sql`e.street = ${street} and e.register = 'person' and e.state = 'standing'`, visibleTo(reader)]
  const areas = [
    ...(wanted.committees ? [sql`e.committee = any(${wanted.committees}::text[])`] : []),
    ...(wanted.grids ? [sql`e.grid = any(${wanted.grids}::text[])`] : []),
    ...(wanted.microGrids ? [sql`e.micro_grid = any(${wanted.microGrids}::text[])`] : []),
    ...(wanted.places
      ? [
          sql`e.id in (select s.root from register_ties t join register_entries s on s.street = t.street and s.id = t.subject
            where t.street = ${street} and t.kind = 'lives' and t.object = any(${await homesWithin(tx, street, wanted.places)}::uuid[]) and ${holds})`,
        ]
      : []),
  ]
  if (areas.length > 0) conditions.push(sql`(${sql.join(areas, sql` or `)})`)
  if (wanted.bornUntil !== null) conditions.push(sql`e.fields->>'birth' <= ${wanted.bornUntil}`)
  if (wanted.bornFrom !== null) conditions.push(sql`e.fields->>'birth' > ${wanted.bornFrom}`)
  const tagged = (tags: readonly string[]) =>
    sql`e.id in (select m.root from ${tagRows(street, false)} t join register_entries m on m.street = ${street} and m.id = t.entry
      where t.tag = any(${tags}::text[]) and ${holds})`
  if (wanted.tags !== null) conditions.push(tagged(wanted.tags))
  const alone = sql`(coalesce((e.fields->>'livesAlone')::boolean, false) or ${tagged(['lives_alone'])})`
  if (wanted.livesAlone !== null) conditions.push(wanted.livesAlone ? alone : sql`not ${alone}`)
  const { rows } = await sql<Called>`
    with people as materialized (
      select e.id, e.fields, e.committee, e.micro_grid from register_entries e where ${sql.join(conditions, sql` and `)} limit ${most + 1}
    ), homes as (
      select distinct on (p.id) p.id, r.fields from people p
      join register_ties t on t.street = ${street} and t.subject = p.id and t.kind = 'lives' and ${holds}
      join register_entries o on o.street = t.street and o.id = t.object join register_entries r on r.street = o.street and r.id = o.root
      order by p.id, t.valid_from desc, t.id desc
    ), marks as (
      select p.id, array_agg(distinct t.tag) as tags from people p join ${tagRows(street, false)} t on t.entry = p.id and ${holds} group by p.id
    ), called as (
      select p.id, jsonb_agg(jsonb_build_object('fields', r.fields, 'relation', t.details->>'relation')) as contacts from people p
      join register_ties t on t.street = ${street} and t.subject = p.id and t.kind = 'contact' and ${holds}
      join register_entries o on o.street = t.street and o.id = t.object join register_entries r on r.street = o.street and r.id = o.root group by p.id
    )
    select p.id, p.fields, h.fields as home, p.committee, p.micro_grid as "microGrid", m.tags, c.contacts
    from people p left join homes h on h.id = p.id left join marks m on m.id = p.id left join called c on c.id = p.id`.execute(
    tx,
  )
  return rows
}

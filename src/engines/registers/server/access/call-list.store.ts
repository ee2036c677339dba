import { sql } from 'kysely'
import type { Tx } from '#platform/db'
import type { Fields } from '#engines/registers/shared'
import { visibleTo, type Reader } from './reader.ts'
import { holdsAt, taggedEntries, treesOf } from './tags.store.ts'

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

interface Person {
  readonly id: string
  readonly fields: Fields
  readonly committee: string | null
  readonly microGrid: string | null
}

/** The homes `homes` that are the wanted places or lie in them, to be read beside what is asked. */
const homesWithin = (street: string, places: readonly string[]) => sql`recursive down as (
    select e.id, e.register from register_entries e where e.street = ${street} and e.id = any(${places}::uuid[])
    union select e.id, e.register from register_entries e join down on e.parent = down.id where e.street = ${street} and e.state = 'standing'),
  homes as materialized (select id from down where register = 'home')`

/** People who fit; more than `most` means that there are too many. */
export async function findCalled(tx: Tx, reader: Reader, wanted: Wanted, most: number): Promise<Person[]> {
  const { street, today } = reader
  const holds = holdsAt({ on: today, knownAt: null })
  const conditions = [sql`e.street = ${street} and e.register = 'person' and e.state = 'standing'`, visibleTo(reader)]
  const areas = [
    ...(wanted.committees ? [sql`e.committee = any(${wanted.committees}::text[])`] : []),
    ...(wanted.grids ? [sql`e.grid = any(${wanted.grids}::text[])`] : []),
    ...(wanted.microGrids ? [sql`e.micro_grid = any(${wanted.microGrids}::text[])`] : []),
    ...(wanted.places
      ? [
          sql`e.id in (select coalesce(m.root, t.subject) from homes join register_ties t on t.street = ${street} and t.object = homes.id
            left join register_entries m on m.street = ${street} and m.id = t.subject and m.state = 'merged'
            where t.kind = 'lives' and ${holds})`,
        ]
      : []),
  ]
  if (areas.length > 0) conditions.push(sql`(${sql.join(areas, sql` or `)})`)
  if (wanted.bornUntil !== null) conditions.push(sql`e.fields->>'birth' <= ${wanted.bornUntil}`)
  if (wanted.bornFrom !== null) conditions.push(sql`e.fields->>'birth' > ${wanted.bornFrom}`)
  const tagged = (tags: readonly string[]) =>
    sql`select id from ${taggedEntries(street, sql`care_tags`, sql`t.street = ${street} and t.tag = any(${tags}::text[]) and ${holds}`)} tagged`
  if (wanted.tags !== null) conditions.push(sql`e.id in (${tagged(wanted.tags)})`)
  // Written as the index of people living alone has it.
  const alone = sql`(select a.id from register_entries a where a.street = ${street} and a.register = 'person' and a.state = 'standing'
    and a.fields ->> 'livesAlone' = 'true' union ${tagged(['lives_alone'])})`
  if (wanted.livesAlone !== null) conditions.push(wanted.livesAlone ? sql`e.id in ${alone}` : sql`e.id not in ${alone}`)
  const within = wanted.places ? sql`with ${homesWithin(street, wanted.places)}` : sql``
  const { rows } = await sql<Person>`${within}
    select e.id, e.fields, e.committee, e.micro_grid as "microGrid" from register_entries e
    where ${sql.join(conditions, sql` and `)} limit ${most + 1}`.execute(tx)
  return rows
}

/** Where people live, each in the home moved to last. */
export async function homesOf(tx: Tx, reader: Reader, people: readonly string[]): Promise<Map<string, Fields>> {
  const rootOf = await treesOf(tx, reader.street, people)
  const { rows } = await sql<{ subject: string; fields: Fields }>`
    select t.subject, r.fields from register_ties t join register_entries o on o.street = t.street and o.id = t.object
    join register_entries r on r.street = o.street and r.id = o.root
    where t.street = ${reader.street} and t.subject = any(${[...rootOf.keys()]}::uuid[]) and t.kind = 'lives' and ${holdsAt({ on: reader.today, knownAt: null })}
    order by t.valid_from, t.id`.execute(tx)
  return new Map(rows.map(({ subject, fields }) => [rootOf.get(subject)!, fields]))
}

export interface Contact {
  readonly fields: Fields
  readonly relation: string | null
}

/** Whom to call for people. */
export async function contactsOf(tx: Tx, reader: Reader, people: readonly string[]): Promise<Map<string, Contact[]>> {
  const rootOf = await treesOf(tx, reader.street, people)
  const { rows } = await sql<Contact & { subject: string }>`
    select t.subject, r.fields, t.details->>'relation' as relation from register_ties t
    join register_entries o on o.street = t.street and o.id = t.object join register_entries r on r.street = o.street and r.id = o.root
    where t.street = ${reader.street} and t.subject = any(${[...rootOf.keys()]}::uuid[]) and t.kind = 'contact' and ${holdsAt({ on: reader.today, knownAt: null })}
    order by t.valid_from, t.id`.execute(tx)
  const found = new Map<string, Contact[]>()
  for (const { subject, ...contact } of rows) {
    const root = rootOf.get(subject)!
    found.set(root, [...(found.get(root) ?? []), contact])
  }
  return found
}

import { sql } from 'kysely'
import type { Tx } from '#platform/db'
import type { Fields } from '#engines/registers/shared'
import { visibleTo, type Reader } from './reader.ts'
import { holdsAt, treesOf } from './tags.store.ts'

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

/** Homes that are the wanted places or lie in them. */
async function homesWithin(tx: Tx, street: string, places: readonly string[]): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    with recursive down as (
      select e.id, e.register from register_entries e where e.street = ${street} and e.id = any(${places}::uuid[])
      union select e.id, e.register from register_entries e join down on e.parent = down.id where e.street = ${street} and e.state = 'standing')
    select id from down where register = 'home'`.execute(tx)
  return rows.map(({ id }) => id)
}

interface Person {
  readonly id: string
  readonly fields: Fields
  readonly committee: string | null
  readonly microGrid: string | null
}

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
          sql`e.id in (select s.root from register_ties t join register_entries s on s.street = t.street and s.id = t.subject
            where t.street = ${street} and t.kind = 'lives' and t.object = any(${await homesWithin(tx, street, wanted.places)}::uuid[]) and ${holds})`,
        ]
      : []),
  ]
  if (areas.length > 0) conditions.push(sql`(${sql.join(areas, sql` or `)})`)
  if (wanted.bornUntil !== null) conditions.push(sql`e.fields->>'birth' <= ${wanted.bornUntil}`)
  if (wanted.bornFrom !== null) conditions.push(sql`e.fields->>'birth' > ${wanted.bornFrom}`)
  const tagged = (tags: readonly string[]) =>
    sql`e.id in (select m.root from care_tags t join register_entries m on m.street = t.street and m.id = t.entry
      where t.street = ${street} and t.tag = any(${tags}::text[]) and ${holds})`
  if (wanted.tags !== null) conditions.push(tagged(wanted.tags))
  const alone = sql`(coalesce((e.fields->>'livesAlone')::boolean, false) or ${tagged(['lives_alone'])})`
  if (wanted.livesAlone !== null) conditions.push(wanted.livesAlone ? alone : sql`not ${alone}`)
  const { rows } =
    await sql<Person>`select e.id, e.fields, e.committee, e.micro_grid as "microGrid" from register_entries e
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

import { sql, type RawBuilder } from 'kysely'
import type { Tx } from '#platform/db'
import type { Fields, OwnFile } from '#engines/registers/shared'

export interface ViewCode {
  readonly id: string
  readonly person: string
  readonly until: string
  readonly failures: number
}

export async function addViewCode(
  tx: Tx,
  street: string,
  code: { id: string; hash: string; person: string; by: string; at: string; until: string },
): Promise<void> {
  await sql`insert into register_view_codes (street, id, code_hash, person, issued_by, issued_at, until)
    values (${street}, ${code.id}, ${code.hash}, ${code.person}, ${code.by}, ${code.at}, ${code.until})`.execute(tx)
}

/**
 * Held for this transaction: of many tries at once each is counted. Only the newest code of a person opens anything: who
 * lost a slip asks for another, and the lost one is worth nothing.
 */
export async function lockViewCode(tx: Tx, street: string, hash: string): Promise<ViewCode | undefined> {
  const { rows } = await sql<ViewCode>`select c.id, c.person, c.until, c.failures from register_view_codes c
    where c.street = ${street} and c.code_hash = ${hash} and not exists (
      select 1 from register_view_codes n where n.street = c.street and n.person = c.person and n.issued_at > c.issued_at)
    for no key update of c`.execute(tx)
  return rows[0]
}

export async function countFailure(tx: Tx, street: string, id: string): Promise<void> {
  await sql`update register_view_codes set failures = failures + 1 where street = ${street} and id = ${id}`.execute(tx)
}

/** A filter on `register_entries e`: a person and those merged into them. */
const isOrBecame = (street: string, person: string): RawBuilder<unknown> =>
  sql`e.street = ${street} and (e.id = ${person} or (e.state = 'merged' and e.root = ${person}))`

export interface OwnTie {
  readonly kind: string
  readonly fields: Fields
  readonly source: string
  readonly from: string
  readonly to: string | null
  readonly lng: number | null
  readonly lat: number | null
}

/** The homes of a person, as they are now. */
export async function homesOf(tx: Tx, street: string, person: string): Promise<OwnTie[]> {
  const { rows } = await sql<OwnTie>`
    select t.kind, h.fields, t.source, t.valid_from as "from", t.valid_to as "to", h.lng, h.lat
    from register_entries e
      join register_ties t on t.street = e.street and t.subject = e.id and t.superseded_at is null
      join register_entries o on o.street = t.street and o.id = t.object
      join register_entries h on h.street = o.street and h.id = o.root and h.register = 'home'
    where ${isOrBecame(street, person)} order by t.valid_to desc nulls first, t.valid_from desc, t.id limit 50`.execute(
    tx,
  )
  return rows
}

export interface OwnTag {
  readonly tag: string
  readonly source: string
  readonly from: string
  readonly to: string | null
}

/** Care tags; those that are restricted are kept apart and not asked for here. */
export async function ownTags(tx: Tx, street: string, person: string): Promise<OwnTag[]> {
  const { rows } = await sql<OwnTag>`
    select t.tag, t.source, t.valid_from as "from", t.valid_to as "to" from register_entries e
      join care_tags t on t.street = e.street and t.entry = e.id and t.superseded_at is null
    where ${isOrBecame(street, person)} order by t.valid_to desc nulls first, t.valid_from desc, t.id limit 100`.execute(
    tx,
  )
  return rows
}

/**
 * Who looked, by unit: the office answers to the person, its clerks to the auditor. Looks at restricted tags are left out,
 * for they are logged at every file that their keeper opens and would say what is held.
 */
export async function looksAt(tx: Tx, street: string, person: string): Promise<OwnFile['looks']> {
  const { rows } = await sql<OwnFile['looks'][number]>`
    select l.at, l.who_kind as "by", l.kind, l.purpose, u.name as unit from register_entries e
      join register_look_entries n on n.street = e.street and n.entry = e.id
      join register_looks l on l.street = n.street and l.id = n.look
      left join staff s on s.street = l.street and s.id = l.staff
      left join units u on u.street = s.street and u.id = s.unit
    where ${isOrBecame(street, person)} and l.kind <> 'restricted' order by l.at desc, l.id desc limit 100`.execute(tx)
  return rows
}

/** The address in which a home lies: the longest that its own begins with. */
export async function addressNamed(tx: Tx, street: string, text: string): Promise<string | null> {
  const { rows } = await sql<{ id: string }>`
    select id from addresses where street = ${street} and starts_with(${text}, text) order by length(text) desc limit 1`.execute(
    tx,
  )
  return rows[0]?.id ?? null
}

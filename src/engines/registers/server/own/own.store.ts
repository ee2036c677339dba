import { sql } from 'kysely'
import type { Tx } from '#platform/db'
import type { LookKind, Purpose } from '#engines/registers/shared'

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

/** Held for this transaction: of many tries at once each is counted. */
export async function lockViewCode(tx: Tx, street: string, hash: string): Promise<ViewCode | undefined> {
  const { rows } = await sql<ViewCode>`select id, person, until, failures from register_view_codes
    where street = ${street} and code_hash = ${hash} for no key update`.execute(tx)
  return rows[0]
}

export async function countFailure(tx: Tx, street: string, id: string): Promise<void> {
  await sql`update register_view_codes set failures = failures + 1 where street = ${street} and id = ${id}`.execute(tx)
}

export interface OwnTie {
  readonly kind: string
  readonly fields: Readonly<Record<string, unknown>>
  readonly from: string
  readonly to: string | null
  readonly committee: string | null
  readonly lng: number | null
  readonly lat: number | null
}

/** The homes of a person and of those merged into them, as they are now. */
export async function homesOf(tx: Tx, street: string, person: string): Promise<OwnTie[]> {
  const { rows } = await sql<OwnTie>`
    select t.kind, o.fields, t.valid_from as "from", t.valid_to as "to", o.committee, o.lng, o.lat
    from register_entries e
      join register_ties t on t.street = e.street and t.subject = e.id and t.superseded_at is null
      join register_entries o on o.street = t.street and o.id = t.object and o.register = 'home'
    where e.street = ${street} and e.root = ${person} order by t.valid_to nulls first, t.valid_from desc limit 50`.execute(
    tx,
  )
  return rows
}

export async function ownTags(
  tx: Tx,
  street: string,
  person: string,
): Promise<{ tag: string; from: string; to: string | null; source: string }[]> {
  const { rows } = await sql<{ tag: string; from: string; to: string | null; source: string }>`
    select t.tag, t.valid_from as "from", t.valid_to as "to", t.source from register_entries e
      join care_tags t on t.street = e.street and t.entry = e.id and t.superseded_at is null
    where e.street = ${street} and e.root = ${person} order by t.valid_from desc limit 100`.execute(tx)
  return rows
}

export async function looksAt(
  tx: Tx,
  street: string,
  person: string,
): Promise<{ at: string; kind: LookKind; purpose: Purpose | null; unit: string | null }[]> {
  const { rows } = await sql<{ at: string; kind: LookKind; purpose: Purpose | null; unit: string | null }>`
    select l.at, l.kind, l.purpose, u.name as unit from register_entries e
      join register_look_entries n on n.street = e.street and n.entry = e.id
      join register_looks l on l.street = n.street and l.id = n.look
      left join staff s on s.street = l.street and s.id = l.staff
      left join units u on u.street = s.street and u.id = s.unit
    where e.street = ${street} and e.root = ${person} and l.kind <> 'restricted' order by l.at desc, l.id desc limit 100`.execute(
    tx,
  )
  return rows
}

export async function addressNamed(tx: Tx, street: string, text: string): Promise<string | null> {
  const { rows } = await sql<{ id: string }>`
    select id from addresses where street = ${street} and (text = ${text} or starts_with(${text}, text)) order by length(text) desc limit 1`.execute(
    tx,
  )
  return rows[0]?.id ?? null
}

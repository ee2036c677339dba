import { sql } from 'kysely'
import type { Tx } from '#platform/db'
import type { Fields, TieKindId } from '#engines/registers/shared'

/** A tie of someone who stands, as it is held now. */
export interface OwnTie {
  readonly id: string
  readonly kind: TieKindId
  readonly subject: string
  /** As it was said: perhaps of an entry that was merged since. */
  readonly saidSubject: string
  readonly object: string
  readonly saidObject: string
  readonly details: Readonly<Record<string, unknown>>
  readonly from: string
  readonly to: string | null
  readonly source: string
}

export interface OwnTag {
  readonly id: string
  readonly entry: string
  readonly tag: string
  readonly details: Readonly<Record<string, unknown>>
  readonly from: string
  readonly to: string | null
}

export interface Held {
  readonly ties: ReadonlyMap<string, readonly OwnTie[]>
  readonly tags: ReadonlyMap<string, readonly OwnTag[]>
}

export const nothingHeld: Held = { ties: new Map(), tags: new Map() }

const kinds: readonly TieKindId[] = ['lives', 'hukou', 'owns', 'rents', 'occupies']

/** Homes and tags of people who stand: of those only whose rows speak of homes or of tags. */
export async function heldBy(
  tx: Tx,
  street: string,
  { housed, tagged }: { housed: readonly string[]; tagged: readonly string[] },
): Promise<Held> {
  return {
    ties: grouped(await tiesOf(tx, street, housed), (tie) => tie.subject),
    tags: grouped(await tagsOf(tx, street, tagged), (tag) => tag.entry),
  }
}

async function tiesOf(tx: Tx, street: string, roots: readonly string[]): Promise<readonly OwnTie[]> {
  if (roots.length === 0) return []
  const { rows } =
    await sql<OwnTie>`select t.id, t.kind, s.root as subject, t.subject as "saidSubject", o.root as object, t.object as "saidObject", t.details,
      t.valid_from as "from", t.valid_to as "to", t.source
    from register_entries s join register_ties t on t.street = s.street and t.subject = s.id and t.kind = any(${kinds}::text[]) and t.superseded_at is null
    join register_entries o on o.street = t.street and o.id = t.object
    where s.street = ${street} and (s.id = any(${roots}::uuid[]) or (s.state = 'merged' and s.root = any(${roots}::uuid[])))`.execute(
      tx,
    )
  return rows
}

async function tagsOf(tx: Tx, street: string, roots: readonly string[]): Promise<readonly OwnTag[]> {
  if (roots.length === 0) return []
  const { rows } =
    await sql<OwnTag>`select t.id, s.root as entry, t.tag, t.details, t.valid_from as "from", t.valid_to as "to"
    from register_entries s join care_tags t on t.street = s.street and t.entry = s.id and t.superseded_at is null
    where s.street = ${street} and (s.id = any(${roots}::uuid[]) or (s.state = 'merged' and s.root = any(${roots}::uuid[])))`.execute(
      tx,
    )
  return rows
}

/** Homes as they stand, for telling where someone lived. */
export async function homesOf(tx: Tx, street: string, homes: readonly string[]): Promise<ReadonlyMap<string, Fields>> {
  if (homes.length === 0) return new Map()
  const { rows } = await sql<{ id: string; fields: Fields }>`select id, fields from register_entries
    where street = ${street} and id = any(${homes}::uuid[])`.execute(tx)
  return new Map(rows.map(({ id, fields }) => [id, fields]))
}

/** Who is the head of homes. */
export async function headsOf(
  tx: Tx,
  street: string,
  homes: readonly string[],
  today: string,
): Promise<Map<string, string>> {
  if (homes.length === 0) return new Map()
  const { rows } = await sql<{ home: string; head: string }>`select t.object as home, s.root as head
    from register_ties t join register_entries s on s.street = t.street and s.id = t.subject
    where t.street = ${street} and t.object = any(${homes}::uuid[]) and t.kind = 'lives' and t.superseded_at is null
      and (t.valid_to is null or t.valid_to > ${today}) and t.details ->> 'relation' in ('户主', '本人', 'head')`.execute(
    tx,
  )
  return new Map(rows.map((row) => [row.home, row.head]))
}

export function grouped<K, T>(all: readonly T[], keyOf: (each: T) => K): Map<K, T[]> {
  const groups = new Map<K, T[]>()
  for (const each of all) {
    const group = groups.get(keyOf(each))
    if (group) group.push(each)
    else groups.set(keyOf(each), [each])
  }
  return groups
}

import { sql } from 'kysely'
import { newId } from '#kernel/id'
import { shanghaiDate } from '#kernel/time'
import type { Tx } from '#platform/db'
import type { RegisterId } from '#engines/registers/shared'
import { covers, type Period } from '../../shared/decide/periods.ts'
import type { HeldTie, WantedTie } from '../../shared/decide/ties.ts'
import { findEntries } from '../entries/entries.store.ts'
import type { Place } from '../entries/entry.ts'
import { placeEntries } from '../entries/write-entries.ts'

interface Row extends Omit<HeldTie, 'share' | 'said'> {
  readonly saidSubject: string
  readonly saidObject: string
  readonly part: number | null
  readonly whole: number | null
}

const fromRow = ({ part, whole, saidSubject, saidObject, ...row }: Row): HeldTie => ({
  ...row,
  said: { subject: saidSubject, object: saidObject },
  share: part !== null && whole !== null ? [part, whole] : null,
})

const columns = sql`t.id, t.kind, s.root as subject, o.root as object, t.subject as "saidSubject", t.object as "saidObject", t.details, t.share_part as part, t.share_whole as whole,
  t.valid_from as "from", t.valid_to as "to", t.source`

/** Ties held now to these entries as their object, or to what was merged into them. Subject and object are what stands. */
export async function tiesOfObjects(
  tx: Tx,
  street: string,
  objects: readonly string[],
  kind: string,
): Promise<HeldTie[]> {
  const { rows } = await sql<Row>`select ${columns} from register_ties t
    join register_entries s on s.street = t.street and s.id = t.subject
    join register_entries o on o.street = t.street and o.id = t.object
    where t.street = ${street} and t.superseded_at is null and t.kind = ${kind} and t.object in
      (select e.id from register_entries e where e.street = ${street} and (e.id = any(${objects}::uuid[]) or (e.state = 'merged' and e.root = any(${objects}::uuid[]))))
    order by t.id`.execute(tx)
  return rows.map(fromRow)
}

export async function findTie(tx: Tx, street: string, id: string): Promise<HeldTie | undefined> {
  const { rows } = await sql<Row>`select ${columns} from register_ties t
    join register_entries s on s.street = t.street and s.id = t.subject
    join register_entries o on o.street = t.street and o.id = t.object
    where t.street = ${street} and t.id = ${id} and t.superseded_at is null`.execute(tx)
  return rows[0] && fromRow(rows[0])
}

export interface Hand {
  readonly now: string
  readonly by: string | null
  readonly import?: string | null
}

export async function insertTies(
  tx: Tx,
  street: string,
  { now, by, import: brought = null }: Hand,
  ties: readonly HeldTie[],
): Promise<void> {
  if (ties.length === 0) return
  const column = <T>(valueOf: (tie: HeldTie) => T) => ties.map(valueOf)
  await sql`with told as (insert into register_ties (street, id, kind, subject, object, details, share_part, share_whole, valid_from, valid_to, source, import, said_by, recorded_at)
    select ${street}, n.id, n.kind, n.subject, n.object, n.details, n.part, n.whole, n.valid_from, n.valid_to, n.source, ${brought}, ${by}, ${now}
    from unnest(${column((tie) => tie.id)}::uuid[], ${column((tie) => tie.kind)}::text[], ${column((tie) => tie.said?.subject ?? tie.subject)}::uuid[], ${column((tie) => tie.said?.object ?? tie.object)}::uuid[],
      ${column((tie) => JSON.stringify(tie.details))}::jsonb[], ${column((tie) => tie.share?.[0] ?? null)}::int[], ${column((tie) => tie.share?.[1] ?? null)}::int[],
      ${column((tie) => tie.from)}::date[], ${column((tie) => tie.to)}::date[], ${column((tie) => tie.source)}::text[])
      as n (id, kind, subject, object, details, part, whole, valid_from, valid_to, source)
    returning kind, subject) ${tellOfHomes(street, now)}`.execute(tx)
}

/**
 * Where someone lives is kept in a tie and not in the entry: who pulls changes must hear of it all the same. An entry that the
 * transaction has told of already is told of once.
 */
const tellOfHomes = (
  street: string,
  now: string,
) => sql`insert into register_changes (street, id, entry, register, change, at)
  select ${street}, gen_random_uuid(), m.root, 'person', 'changed', ${now}
  from (select distinct e.root from told t join register_entries e on e.street = ${street} and e.id = t.subject where t.kind = 'lives') m
  where not exists (select 1 from register_changes c where c.street = ${street} and c.entry = m.root and c.position = pg_current_xact_id()::text::bigint)`

export async function supersedeTies(
  tx: Tx,
  street: string,
  { now, by }: { now: string; by: string },
  ids: readonly string[],
): Promise<void> {
  if (ids.length === 0) return
  await sql`with told as (update register_ties set superseded_at = ${now}, superseded_by = ${by}
    where street = ${street} and id = any(${ids}::uuid[]) and superseded_at is null returning kind, subject) ${tellOfHomes(street, now)}`.execute(
    tx,
  )
}

/** What is held instead of a tie: it keeps who was joined, for what was said of a merged entry stays said of it. */
export async function rewriteTies(
  tx: Tx,
  street: string,
  hand: Hand,
  by: string,
  { superseded, kept }: { superseded: readonly string[]; kept: readonly WantedTie[] },
): Promise<readonly string[]> {
  await supersedeTies(tx, street, { now: hand.now, by }, superseded)
  const written = kept.map((tie) => ({ ...tie, id: newId() }))
  await insertTies(tx, street, hand, written)
  return written.map((tie) => tie.id)
}

/** By which ties something lies where another thing does, the first before the second. */
const placing: Partial<Record<RegisterId, readonly string[]>> = { person: ['lives', 'hukou'], enterprise: ['occupies'] }

export const places = (register: RegisterId, kind: string) => placing[register]?.includes(kind) ?? false

interface PlacingTie extends Period {
  readonly id: string
  readonly kind: string
  readonly subject: string
  readonly object: string
  readonly recordedAt: string
}

/** What holds today comes before what has ended, living before being registered, the last before the earlier. */
function byWeight(kinds: readonly string[], today: string): (a: PlacingTie, b: PlacingTie) => number {
  const key = (tie: PlacingTie) => [
    covers(tie, today) ? '1' : '0',
    String(kinds.length - kinds.indexOf(tie.kind)),
    tie.to ?? '9999-12-31',
    tie.from,
    tie.recordedAt,
    tie.id,
  ]
  return (a, b) => (key(a).join(' ') < key(b).join(' ') ? 1 : -1)
}

/**
 * Puts people where they live now; else where they are registered; else where they last lived. Firms likewise, where they
 * work. In plain steps without a join: planned while the tables were empty, one would walk the street for every person.
 */
export async function placeByTies(
  tx: Tx,
  street: string,
  now: string,
  register: RegisterId,
  roots: readonly string[],
): Promise<readonly string[]> {
  const kinds = placing[register]
  if (roots.length === 0 || !kinds) return []
  const those = await sql<{ id: string; root: string; homeKey: string | null }>`
    select id, root, home_key as "homeKey" from register_entries where street = ${street} and register = ${register}
      and (id = any(${roots}::uuid[]) or (state = 'merged' and root = any(${roots}::uuid[])))`.execute(tx)
  const subjects = new Map(those.rows.map((row) => [row.id, row]))
  const ties = await sql<PlacingTie>`
    select id, kind, subject, object, valid_from as "from", valid_to as "to", recorded_at as "recordedAt" from register_ties
    where street = ${street} and subject = any(${[...subjects.keys()]}::uuid[]) and kind = any(${kinds}::text[]) and superseded_at is null`.execute(
    tx,
  )
  const best = new Map<string, PlacingTie>()
  for (const tie of ties.rows.toSorted(byWeight(kinds, shanghaiDate(new Date(now))))) {
    const { root } = subjects.get(tie.subject)!
    if (!best.has(root)) best.set(root, tie)
  }
  const objects = await findEntries(tx, street, [...new Set([...best.values()].map((tie) => tie.object))])
  const stand = await findEntries(tx, street, [...new Set(objects.map((entry) => entry.root))])
  const rootOf = new Map(objects.map((entry) => [entry.id, entry.root]))
  const home = new Map(stand.map((entry) => [entry.id, entry]))
  const placed = [...best].map(([id, { object }]) => {
    const { committee, grid, microGrid, lng, lat, homeKey } = home.get(rootOf.get(object)!)!
    // A person is recognised also by the home; a firm by its own address alone.
    const key = register === 'person' ? homeKey : (subjects.get(id)?.homeKey ?? null)
    return { id, committee, grid, microGrid, lng, lat, homeKey: key }
  })
  await placeEntries(tx, street, placed)
  return placed.map(({ id }) => id)
}

export async function placePeople(tx: Tx, street: string, now: string, roots: readonly string[]): Promise<void> {
  await placeByTies(tx, street, now, 'person', roots)
}

/** After a split, what no tie places lies again where it lay before the first merge. */
export async function placeBack(
  tx: Tx,
  street: string,
  now: string,
  register: RegisterId,
  roots: readonly string[],
): Promise<void> {
  const placed = await placeByTies(tx, street, now, register, roots)
  const left = roots.filter((root) => !placed.includes(root))
  const { rows } = await sql<{ id: string; place: Place }>`
    select distinct on (m.winner) m.winner as id, m.winner_place as place from register_merges m
    where m.street = ${street} and m.winner = any(${left}::uuid[]) and m.winner_place is not null
    order by m.winner, m.merged_at, m.id`.execute(tx)
  await placeEntries(
    tx,
    street,
    rows.map(({ id, place }) => ({ ...place, id })),
  )
}

import { sql } from 'kysely'
import { newId } from '#kernel/id'
import { runTogether, type Tx } from '#platform/db'
import { derive, type Derived } from './derived.ts'
import { findEntries } from './entries.store.ts'
import type { Entry, Place } from './entry.ts'
import { idsOf, jsonsOf, textsOf } from './packed.ts'

export type Change = 'made' | 'changed' | 'merged' | 'split' | 'withdrawn' | 'restored'

export interface Settled {
  readonly entry: Entry
  readonly before: Derived
  readonly after: Derived
  readonly change: Change
}

type Found = readonly [by: string, entry: Entry]
const found = (all: readonly Found[]) =>
  sql`unnest(${textsOf(all.map(([by]) => by))}::text[], ${idsOf(all.map(([, { id }]) => id))}::uuid[])`
const registered = (all: readonly Found[]) =>
  sql`unnest(${textsOf(all.map(([by]) => by))}::text[], ${idsOf(all.map(([, { id }]) => id))}::uuid[], ${textsOf(all.map(([, { register }]) => register))}::text[])`

/** Writes entries that were settled anew, and what is derived from them. */
export async function writeSettled(tx: Tx, street: string, now: string, settled: readonly Settled[]): Promise<void> {
  if (settled.length === 0) return
  const made = settled.filter(({ change }) => change === 'made').map(({ entry }) => entry)
  const changed = settled.filter(({ change }) => change !== 'made').map(({ entry }) => entry)
  const lost: Record<'keys' | 'tokens', Found[]> = { keys: [], tokens: [] }
  const won: Record<'keys' | 'tokens', Found[]> = { keys: [], tokens: [] }
  // Nothing was ever found by what is new: to look whether it is there already would cost as much as to write it.
  const first: Record<'keys' | 'tokens', Found[]> = { keys: [], tokens: [] }
  for (const { entry, before, after, change } of settled)
    for (const what of ['keys', 'tokens'] as const) {
      for (const each of before[what]) if (!after[what].has(each)) lost[what].push([each, entry])
      const all = change === 'made' ? first : won
      for (const each of after[what]) if (!before[what].has(each)) all[what].push([each, entry])
    }
  const column = <T, K extends keyof T>(rows: readonly T[], name: K) => rows.map((row) => row[name])
  const json = (rows: readonly Entry[], name: 'fields' | 'origins') => jsonsOf(column(rows, name))
  if (made.length > 0)
    await sql`insert into register_entries (street, id, register, parent, root, state, fields, origins, committee, grid, micro_grid, lng, lat, home_key, sort_key, version, created_at, changed_at)
      select ${street}, n.id, n.register, n.parent, n.id, 'standing', n.fields, n.origins, n.committee, n.grid, n.micro_grid, n.lng, n.lat, n.home_key, n.sort_key, 1, ${now}, ${now}
      from unnest(${idsOf(column(made, 'id'))}::uuid[], ${textsOf(column(made, 'register'))}::text[], ${idsOf(column(made, 'parent'))}::uuid[], ${json(made, 'fields')}::jsonb[], ${json(made, 'origins')}::jsonb[],
        ${textsOf(column(made, 'committee'))}::text[], ${textsOf(column(made, 'grid'))}::text[], ${textsOf(column(made, 'microGrid'))}::text[], ${idsOf(column(made, 'lng'))}::float8[], ${idsOf(column(made, 'lat'))}::float8[], ${textsOf(column(made, 'homeKey'))}::text[], ${textsOf(column(made, 'sortKey'))}::text[])
        as n (id, register, parent, fields, origins, committee, grid, micro_grid, lng, lat, home_key, sort_key)`.execute(
      tx,
    )
  await runTogether(tx, [
    changed.length > 0
      ? sql`update register_entries e set state = n.state, root = n.root, fields = n.fields, origins = n.origins, sort_key = n.sort_key,
            committee = n.committee, grid = n.grid, micro_grid = n.micro_grid, lng = n.lng, lat = n.lat, home_key = n.home_key, version = e.version + 1, changed_at = ${now}
          from unnest(${idsOf(column(changed, 'id'))}::uuid[], ${textsOf(column(changed, 'state'))}::text[], ${idsOf(column(changed, 'root'))}::uuid[], ${json(changed, 'fields')}::jsonb[], ${json(changed, 'origins')}::jsonb[], ${textsOf(column(changed, 'sortKey'))}::text[],
            ${textsOf(column(changed, 'committee'))}::text[], ${textsOf(column(changed, 'grid'))}::text[], ${textsOf(column(changed, 'microGrid'))}::text[], ${idsOf(column(changed, 'lng'))}::float8[], ${idsOf(column(changed, 'lat'))}::float8[], ${textsOf(column(changed, 'homeKey'))}::text[])
            as n (id, state, root, fields, origins, sort_key, committee, grid, micro_grid, lng, lat, home_key)
          where e.street = ${street} and e.id = n.id`
      : null,
    lost.keys.length > 0
      ? sql`delete from register_keys k using ${found(lost.keys)} as n (key, entry)
          where k.street = ${street} and k.key = n.key and k.entry = n.entry`
      : null,
    lost.tokens.length > 0
      ? sql`delete from register_finds f using ${found(lost.tokens)} as n (token, entry)
          where f.street = ${street} and f.token = n.token and f.entry = n.entry`
      : null,
    first.keys.length > 0
      ? sql`insert into register_keys (street, key, entry) select ${street}, n.key, n.entry from ${found(first.keys)} as n (key, entry)`
      : null,
    first.tokens.length > 0
      ? sql`insert into register_finds (street, token, entry, register) select ${street}, n.token, n.entry, n.register from ${registered(first.tokens)} as n (token, entry, register)`
      : null,
    won.keys.length > 0
      ? sql`insert into register_keys (street, key, entry) select ${street}, n.key, n.entry from ${found(won.keys)} as n (key, entry) on conflict do nothing`
      : null,
    won.tokens.length > 0
      ? sql`insert into register_finds (street, token, entry, register) select ${street}, n.token, n.entry, n.register
          from ${registered(won.tokens)} as n (token, entry, register) on conflict do nothing`
      : null,
    sql`insert into register_changes (street, id, entry, register, change, at) select ${street}, n.id, n.entry, n.register, n.change, ${now}
      from unnest(${idsOf(settled.map(() => newId()))}::uuid[], ${idsOf(settled.map(({ entry }) => entry.id))}::uuid[], ${textsOf(settled.map(({ entry }) => entry.register))}::text[], ${textsOf(settled.map(({ change }) => change))}::text[])
        as n (id, entry, register, change)`,
  ])
}

/** Puts entries where they lie, or where the people live; by their home people are recognised from then on. */
export async function placeEntries(
  tx: Tx,
  street: string,
  places: readonly (Place & { readonly id: string })[],
): Promise<void> {
  if (places.length === 0) return
  const to = new Map(places.map((place) => [place.id, place]))
  const moved = (await findEntries(tx, street, [...to.keys()])).filter(
    (entry) => entry.state === 'standing' && entry.homeKey !== to.get(entry.id)!.homeKey,
  )
  const lost: [string, string][] = []
  const won: [string, string][] = []
  for (const entry of moved) {
    const before = derive(entry).keys
    const after = derive({ ...entry, homeKey: to.get(entry.id)!.homeKey }).keys
    for (const key of before) if (!after.has(key)) lost.push([key, entry.id])
    for (const key of after) if (!before.has(key)) won.push([key, entry.id])
  }
  const keys = (pairs: readonly [string, string][]) => pairs.map(([key]) => key)
  const ids = (pairs: readonly [string, string][]) => pairs.map(([, id]) => id)
  await runTogether(tx, [
    sql`update register_entries e set committee = n.committee, grid = n.grid, micro_grid = n.micro_grid, lng = n.lng, lat = n.lat, home_key = n.home_key
      from unnest(${places.map((each) => each.id)}::uuid[], ${places.map((each) => each.committee)}::text[], ${places.map((each) => each.grid)}::text[],
        ${places.map((each) => each.microGrid)}::text[], ${places.map((each) => each.lng)}::float8[], ${places.map((each) => each.lat)}::float8[], ${places.map((each) => each.homeKey)}::text[])
        as n (id, committee, grid, micro_grid, lng, lat, home_key)
      where e.street = ${street} and e.id = n.id`,
    lost.length > 0
      ? sql`delete from register_keys k using unnest(${keys(lost)}::text[], ${ids(lost)}::uuid[]) as n (key, entry)
          where k.street = ${street} and k.key = n.key and k.entry = n.entry`
      : null,
    won.length > 0
      ? sql`insert into register_keys (street, key, entry) select ${street}, n.key, n.entry
          from unnest(${keys(won)}::text[], ${ids(won)}::uuid[]) as n (key, entry) on conflict do nothing`
      : null,
  ])
}

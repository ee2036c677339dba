import { sql } from 'kysely'
import type { Tx } from '#platform/db'
import type { Fields } from '#engines/registers/shared'
import { placeFields, type ReadAddress } from '../../shared/importing/index.ts'
import { addressEntryKey } from '../entries/derived.ts'
import type { Place } from '../entries/entry.ts'
import { textsOf } from '../entries/packed.ts'

/** What an address comes to in this street. */
export type Placing =
  | { readonly is: 'home'; readonly id: string; readonly ref: string; readonly place: Place; readonly text: string }
  /** Its staircase is known, or its number is in the list of addresses: the home is made. */
  | {
      readonly is: 'made'
      readonly ref: string
      readonly parent: string | null
      readonly place: Place
      readonly fields: Fields
      readonly text: string
    }
  /** It names no room. */
  | { readonly is: 'number'; readonly parent: string | null; readonly place: Place; readonly text: string }
  | { readonly is: 'unknown'; readonly text: string }

interface KnownPlace extends Omit<Place, 'homeKey'> {
  readonly key: string
  readonly id: string
}

const homeKey = (key: string) => addressEntryKey('home', key)
const staircaseKey = (key: string) => addressEntryKey('staircase', key)

/** Where addresses lie: by the homes and staircases that the registers know, else by the street's list of addresses. */
export async function placeAddresses(
  tx: Tx,
  street: string,
  addresses: readonly (ReadAddress | null)[],
): Promise<(address: ReadAddress) => Placing> {
  const known = new Map<string, KnownPlace>()
  const look = async (keys: ReadonlySet<string>) => {
    if (keys.size === 0) return
    const { rows } =
      await sql<KnownPlace>`select k.key, e.id, e.committee, e.grid, e.micro_grid as "microGrid", e.lng, e.lat
      from register_keys k join register_entries e on e.street = k.street and e.id = k.entry
      where k.street = ${street} and k.key = any(${textsOf(keys)}::text[]) and e.state = 'standing' order by e.id desc`.execute(
        tx,
      )
    for (const row of rows) known.set(row.key, row)
  }
  await look(new Set(addresses.flatMap((each) => (each?.room && hasRoom(each) ? [homeKey(each.room)] : []))))
  const isHome = (each: ReadAddress) => each.room !== null && hasRoom(each) && known.has(homeKey(each.room))
  // Of a home that is known nothing else need be known.
  const homeless = addresses.filter((each) => each !== null && !isHome(each))
  await look(new Set(homeless.flatMap((each) => (each?.number ? [staircaseKey(each.number)] : []))))
  const listed = await listedNumbers(tx, street, homeless, known)
  return (address) => {
    const { text } = address
    const isRoom = address.room !== null && hasRoom(address)
    const home = isRoom ? known.get(homeKey(address.room!)) : undefined
    if (home) return { is: 'home', id: home.id, ref: home.id, place: placeOf(home, address.room), text }
    const staircase = address.number ? known.get(staircaseKey(address.number)) : undefined
    const found = staircase ?? (address.number ? listed.get(address.number) : undefined)
    if (!found) return { is: 'unknown', text }
    const place = placeOf(found, isRoom ? address.room : null)
    const parent = staircase?.id ?? null
    return isRoom
      ? { is: 'made', ref: homeKey(address.room!), parent, place, fields: placeFields(address.parts), text }
      : { is: 'number', parent, place, text }
  }
}

const hasRoom = ({ parts }: ReadAddress) => parts.room !== undefined
const placeOf = ({ committee, grid, microGrid, lng, lat }: Omit<Place, 'homeKey'>, home: string | null): Place => ({
  committee,
  grid,
  microGrid,
  lng,
  lat,
  homeKey: home,
})

async function listedNumbers(
  tx: Tx,
  street: string,
  addresses: readonly (ReadAddress | null)[],
  known: ReadonlyMap<string, KnownPlace>,
): Promise<Map<string, Omit<Place, 'homeKey'>>> {
  const asked = new Map<string, { road: string; lane: string; number: string }>()
  for (const address of addresses) {
    if (!address?.number || known.has(staircaseKey(address.number))) continue
    const { road, lane = '', number, sublane } = address.parts
    if (road && number && !sublane) asked.set(address.number, { road, lane, number })
  }
  if (asked.size === 0) return new Map()
  const all = [...asked]
  const { rows } = await sql<
    Omit<Place, 'homeKey'> & { key: string }
  >`select distinct on (n.key) n.key, a.committee, a.grid, a.micro_grid as "microGrid", a.lng, a.lat
    from unnest(${all.map(([key]) => key)}::text[], ${all.map(([, each]) => each.road)}::text[], ${all.map(([, each]) => each.lane)}::text[], ${all.map(([, each]) => each.number)}::text[]) as n (key, road, lane, number)
    join addresses a on a.street = ${street} and a.road = n.road and coalesce(rtrim(a.lane, '弄'), '') = n.lane and rtrim(a.number, '号') = n.number
    order by n.key, a.id`.execute(tx)
  return new Map(rows.map(({ key, ...place }) => [key, place]))
}

/** Where each compound lies, by its names: the lane that its staircases share. */
export async function compoundLanes(tx: Tx, street: string): Promise<ReadonlyMap<string, string>> {
  const { rows } = await sql<{ name: string; alias: string | null; road: string; lane: string | null }>`
    select c.fields ->> 'name' as name, c.fields ->> 'alias' as alias, min(s.fields ->> 'road') as road, min(s.fields ->> 'lane') as lane
    from register_entries c
    join register_entries b on b.street = c.street and b.parent = c.id and b.state = 'standing'
    left join register_entries t on t.street = b.street and t.parent = b.id and b.register = 'building' and t.state = 'standing'
    cross join lateral (select coalesce(t.fields, b.fields) as fields) s
    where c.street = ${street} and c.register = 'compound' and c.state = 'standing' and s.fields ->> 'road' is not null
    group by c.id, c.fields having count(distinct (s.fields ->> 'road', s.fields ->> 'lane')) = 1`.execute(tx)
  const lanes = new Map<string, string>()
  for (const { name, alias, road, lane } of rows)
    for (const each of [name, ...(alias ?? '').split(/[,，、;；]/)])
      if (each.trim().length > 1) lanes.set(each.trim(), `${road}${lane ? `${lane}弄` : ''}`)
  return lanes
}

import { sql, type RawBuilder } from 'kysely'
import type { Tx } from '#platform/db'
import type { RegisterId } from '#engines/registers/shared'
import type { AddressParts } from '../../shared/addresses/index.ts'
import { visibleTo, type Reader } from '../access/reader.ts'
import type { Range } from './find-words.ts'

/** More are looked at than shown, so that the right ones are among them. */
const enough = 60

const inRange = ({ from, to }: Range) =>
  to === null ? sql`f.token = ${from}` : sql`(f.token >= ${from} and f.token < ${to})`

const standing = (reader: Reader) => sql`e.state = 'standing' and ${visibleTo(reader)}`
const lives = (today: string) =>
  sql`t.superseded_at is null and t.valid_from <= ${today} and (t.valid_to is null or t.valid_to > ${today})`

const idsOf = async (tx: Tx, found: RawBuilder<{ id: string }>) => (await found.execute(tx)).rows.map(({ id }) => id)

/** Entries of some registers under a token. */
export async function underToken(
  tx: Tx,
  reader: Reader,
  range: Range,
  registers: readonly RegisterId[],
  most: number = enough,
): Promise<string[]> {
  if (registers.length === 0) return []
  return idsOf(
    tx,
    sql`select e.id from register_finds f join register_entries e on e.street = f.street and e.id = f.entry
      where f.street = ${reader.street} and ${inRange(range)} and f.register = any(${registers}::text[]) and ${standing(reader)}
      order by f.token, f.entry limit ${most}`,
  )
}

/** Who lives in some homes. */
export async function residentsOf(tx: Tx, reader: Reader, homes: readonly string[]): Promise<string[]> {
  if (homes.length === 0) return []
  return idsOf(
    tx,
    sql`select e.id from register_ties t join register_entries e on e.street = t.street and e.id = t.subject
      where t.street = ${reader.street} and t.object = any(${homes}::uuid[]) and t.kind = 'lives' and ${lives(reader.today)} and ${standing(reader)}
      limit ${enough}`,
  )
}

/** A filter on a person `e`: called like this, or its pinyin or initials are this. */
const isCalled = (street: string, word: string, isWhole: boolean) =>
  isWhole
    ? sql`e.fields->>'name' = ${word}`
    : sql`(position(${word} in lower(e.fields->>'name')) > 0
        or exists (select 1 from register_finds n where n.street = ${street} and n.token = ${word} and n.entry = e.id))`

/** People of a name in the homes under some tokens: there are few homes, and their people are looked through. */
export async function peopleUnder(
  tx: Tx,
  reader: Reader,
  range: Range,
  word: string,
  isWhole: boolean,
): Promise<string[]> {
  return idsOf(
    tx,
    sql`select distinct e.id from register_finds f
      join register_ties t on t.street = f.street and t.object = f.entry and t.kind = 'lives' and ${lives(reader.today)}
      join register_entries e on e.street = t.street and e.id = t.subject
      where f.street = ${reader.street} and ${inRange(range)} and f.register = 'home' and ${standing(reader)}
        and ${isCalled(reader.street, word, isWhole)} limit ${enough}`,
  )
}

/** People of a name along a road, or in some compounds: there are fewer of the name than live there. */
export async function peopleCalled(
  tx: Tx,
  reader: Reader,
  named: Range,
  where: { readonly road?: string; readonly compounds?: readonly string[] },
): Promise<string[]> {
  const place =
    where.road === undefined
      ? sql`(s.parent = any(${where.compounds ?? []}::uuid[]) or b.parent = any(${where.compounds ?? []}::uuid[]))`
      : sql`h.fields->>'road' = ${where.road}`
  const chain =
    where.road === undefined
      ? sql`left join register_entries s on s.street = h.street and s.id = h.parent left join register_entries b on b.street = s.street and b.id = s.parent`
      : sql``
  return idsOf(
    tx,
    sql`select e.id from register_finds f join register_entries e on e.street = f.street and e.id = f.entry
      join register_ties t on t.street = e.street and t.subject = e.id and t.kind = 'lives' and ${lives(reader.today)}
      join register_entries h on h.street = t.street and h.id = t.object ${chain}
      where f.street = ${reader.street} and ${inRange(named)} and f.register = 'person' and ${standing(reader)} and ${place} limit ${enough}`,
  )
}

/** Staircases of an address without its road: in a lane of this number, or in compounds of a name. */
export async function staircasesOf(
  tx: Tx,
  reader: Reader,
  { lane, number }: AddressParts,
  compounds: readonly string[] | null,
): Promise<string[]> {
  const isNumber = number === undefined ? sql`true` : sql`e.fields->>'number' = ${number}`
  if (compounds === null)
    return idsOf(
      tx,
      sql`select e.id from register_entries e where e.street = ${reader.street} and e.register = 'staircase' and e.fields->>'lane' = ${lane}
        and ${isNumber} and ${standing(reader)} order by e.sort_key limit ${enough}`,
    )
  return idsOf(
    tx,
    sql`select e.id from register_entries e where e.street = ${reader.street} and e.register = 'staircase' and ${isNumber} and ${standing(reader)}
      and e.parent in (select c.id from unnest(${compounds}::uuid[]) c (id) union all
        select b.id from register_entries b where b.street = ${reader.street} and b.parent = any(${compounds}::uuid[]))
      order by e.sort_key limit ${enough}`,
  )
}

/** Homes in some staircases, of a room when one is named. */
export async function homesIn(
  tx: Tx,
  reader: Reader,
  staircases: readonly string[],
  room: string | undefined,
): Promise<string[]> {
  if (staircases.length === 0) return []
  return idsOf(
    tx,
    sql`select e.id from register_entries e where e.street = ${reader.street} and e.parent = any(${staircases}::uuid[]) and e.register = 'home'
      and (${room ?? null}::text is null or e.fields->>'room' = ${room ?? null}) and ${standing(reader)} order by e.sort_key limit ${enough}`,
  )
}

/** In which compounds some staircases and buildings lie. */
export async function compoundsOf(tx: Tx, reader: Reader, places: readonly string[]): Promise<string[]> {
  if (places.length === 0) return []
  return idsOf(
    tx,
    sql`with recursive up as (
        select p.id, p.parent from register_entries p where p.street = ${reader.street} and p.id = any(${places}::uuid[])
        union select p.id, p.parent from register_entries p join up on up.parent = p.id where p.street = ${reader.street})
      select e.id from register_entries e where e.street = ${reader.street} and e.id in (select id from up) and e.register = 'compound' and ${standing(reader)} limit ${enough}`,
  )
}

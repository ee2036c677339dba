import { sql } from 'kysely'
import { newId } from '#kernel/id'
import type { Text } from '#kernel/text'
import type { Tx } from '#platform/db'
import type { Fields, RegisterId } from '#engines/registers/shared'
import { explainReason, keysOf, match, traitsOf, type Compared } from '../../shared/matching/index.ts'
import { addressEntryKey } from '../entries/derived.ts'
import { findEntries } from '../entries/entries.store.ts'
import type { Entry } from '../entries/entry.ts'
import { addressKeyOf } from '../entries/tokens.ts'

export interface NewDoubt {
  readonly entry: string
  readonly other: string
  readonly score: number
  readonly reasons: readonly Text[]
  readonly import?: string | null
}

const isMatched = (register: RegisterId) => register === 'person' || register === 'enterprise'

/** Entries that stand and are found by any of these keys; with how many keys is not told. */
async function entriesByKeys(
  tx: Tx,
  street: string,
  register: RegisterId,
  keys: readonly string[],
  but: string,
): Promise<Entry[]> {
  if (keys.length === 0) return []
  const { rows } = await sql<{ id: string }>`select distinct k.entry as id from register_keys k
    where k.street = ${street} and k.key = any(${keys}::text[]) and k.entry <> ${but} limit 200`.execute(tx)
  const entries = await findEntries(
    tx,
    street,
    rows.map((row) => row.id),
  )
  return entries.filter((entry) => entry.state === 'standing' && entry.register === register)
}

/** What cannot be two things: one document, one credit code, one real-estate unit, one room of one staircase. */
function certainKeys(register: RegisterId, fields: Fields): readonly string[] {
  if (isMatched(register))
    return keysOf(traitsOf(register as 'person' | 'enterprise', fields)).flatMap(({ key, certain }) =>
      certain ? [key] : [],
    )
  const codes = ['realEstateCode', 'houseCode', 'policeCode', 'code'].flatMap((name) =>
    typeof fields[name] === 'string' && fields[name] !== '' ? [`${register}:${name}:${fields[name]}`] : [],
  )
  const address = register === 'home' || register === 'staircase' ? addressKeyOf(register, fields) : null
  return address ? [...codes, addressEntryKey(register as 'home' | 'staircase', address)] : codes
}

/** Entries known by what cannot be two things. The keys stay held, so that two hands at once do not add one thing twice. */
export async function knownByCertainKey(
  tx: Tx,
  street: string,
  register: RegisterId,
  fields: Fields,
  but: string,
): Promise<Entry[]> {
  const keys = certainKeys(register, fields)
  if (keys.length === 0) return []
  const places = keys.map((key) => `${street}/${key}`).toSorted()
  await sql`select pg_advisory_xact_lock(hashtextextended(key, 0)) from unnest(${places}::text[]) as key`.execute(tx)
  return entriesByKeys(tx, street, register, keys, but)
}

/** Fields by which something is recognised: when others change, nothing new is in doubt. */
const recognised = new Set(['name', 'idType', 'idNumber', 'birth', 'sex', 'phone', 'phone2', 'uscc', 'formerNames'])

/** Which entries may be the same as this one. */
export async function doubtsAbout(
  tx: Tx,
  street: string,
  { id, register, fields, homeKey }: Pick<Entry, 'id' | 'register' | 'fields' | 'homeKey'>,
  changed?: readonly string[],
): Promise<NewDoubt[]> {
  if (!isMatched(register) || (changed && !changed.some((field) => recognised.has(field)))) return []
  const kind = register as 'person' | 'enterprise'
  const traitsOfEntry = (known: Fields, home: string | null) => traitsOf(kind, known, home ? [home] : [])
  const own = traitsOfEntry(fields, homeKey)
  const candidates = await entriesByKeys(
    tx,
    street,
    register,
    keysOf(own).map(({ key }) => key),
    id,
  )
  const matched = match(
    own,
    candidates.map((entry) => ({ id: entry.id, traits: traitsOfEntry(entry.fields, entry.homeKey) })),
  )
  const found = matched.verdict === 'new' ? [] : matched.verdict === 'same' ? [matched] : matched.candidates
  return found.map(({ id: other, compared }) => ({ entry: id, other, ...told(compared) }))
}

const told = ({ score, reasons }: Compared) => ({
  score: Math.max(-1000, Math.min(1000, score)),
  reasons: reasons.map(explainReason),
})

/** Writes doubts down for a person to judge; a pair that is in doubt already, or was judged, is left. Returns how many are new. */
export async function writeDoubts(
  tx: Tx,
  street: string,
  { now, register }: { now: string; register: RegisterId },
  doubts: readonly NewDoubt[],
): Promise<number> {
  if (doubts.length === 0) return 0
  const column = <T>(valueOf: (doubt: NewDoubt) => T) => doubts.map(valueOf)
  const { rows } =
    await sql`insert into register_doubts (street, id, register, entry, other, score, reasons, state, import, made_at)
    select ${street}, n.id, ${register}, n.entry, n.other, n.score, n.reasons, 'open', n.import, ${now}
    from unnest(${column(() => newId())}::uuid[], ${column((doubt) => doubt.entry)}::uuid[], ${column((doubt) => doubt.other)}::uuid[],
      ${column((doubt) => doubt.score)}::float8[], ${column((doubt) => JSON.stringify(doubt.reasons))}::jsonb[], ${column((doubt) => doubt.import ?? null)}::uuid[])
      as n (id, entry, other, score, reasons, import)
    on conflict do nothing returning id`.execute(tx)
  return rows.length
}

export interface Doubt {
  readonly id: string
  readonly register: RegisterId
  readonly entry: string
  readonly other: string
}

export async function lockOpenDoubt(tx: Tx, street: string, id: string): Promise<Doubt | undefined> {
  const { rows } = await sql<Doubt>`select id, register, entry, other from register_doubts
    where street = ${street} and id = ${id} and state = 'open' for update`.execute(tx)
  return rows[0]
}

/** Settles what was in doubt between two trees of entries. */
export async function decideDoubts(
  tx: Tx,
  street: string,
  { now, by, state, from }: { now: string; by: string | null; state: 'same' | 'different'; from: readonly string[] },
  [ones, others]: readonly [readonly string[], readonly string[]],
): Promise<void> {
  await sql`update register_doubts set state = ${state}, decided_by = ${by}, decided_at = ${now}
    where street = ${street} and state = any(${from}::text[])
      and ((entry = any(${ones}::uuid[]) and other = any(${others}::uuid[])) or (entry = any(${others}::uuid[]) and other = any(${ones}::uuid[])))`.execute(
    tx,
  )
}

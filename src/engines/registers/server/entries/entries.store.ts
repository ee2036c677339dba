import { isDeepStrictEqual } from 'node:util'
import { sql } from 'kysely'
import { newId } from '#kernel/id'
import { runTogether, type Tx } from '#platform/db'
import type { Fields, Origins, RegisterId } from '#engines/registers/shared'
import { keysOf, traitsOf } from '../../shared/matching/index.ts'
import { standing, type Said, type TrustRule } from '../../shared/trust.ts'
import { idsOf, jsonsOf, textsOf } from './packed.ts'
import { addressKeyOf, sortKeyOf, tokensOf } from './tokens.ts'

function groupedBy<K, T>(all: readonly T[], keyOf: (each: T) => K): Map<K, T[]> {
  const groups = new Map<K, T[]>()
  for (const each of all) {
    const group = groups.get(keyOf(each))
    if (group) group.push(each)
    else groups.set(keyOf(each), [each])
  }
  return groups
}

/** Where an entry lies; of a person, where the person lives. */
export interface Place {
  readonly committee: string | null
  readonly grid: string | null
  readonly microGrid: string | null
  readonly lng: number | null
  readonly lat: number | null
  /** The key of the home's address, by which a person may be recognised. */
  readonly homeKey: string | null
}

export const nowhere: Place = { committee: null, grid: null, microGrid: null, lng: null, lat: null, homeKey: null }

export interface Entry extends Place {
  readonly id: string
  readonly register: RegisterId
  readonly parent: string | null
  readonly root: string
  readonly state: 'standing' | 'merged' | 'withdrawn'
  readonly fields: Fields
  readonly origins: Origins
  readonly sortKey: string
  readonly version: number
}

export interface Statement extends Said {
  readonly entry: string
  readonly import: string | null
  readonly importRow: number | null
  readonly saidBy: string | null
  readonly withdrawnAt: string | null
}

/** Something said of an entry that is there, or of one that it makes. */
export interface Saying {
  readonly statement: string
  readonly entry: string
  /** Of an entry that this makes: its register, and what it lies in. */
  readonly makes: { readonly register: RegisterId; readonly parent: string | null; readonly place: Place } | null
  readonly source: string
  readonly observedOn: string
  readonly fields: Fields
  readonly import?: string | null
  readonly importRow?: number | null
}

const entryColumns = sql`e.id, e.register, e.parent, e.root, e.state, e.fields, e.origins, e.committee, e.grid,
  e.micro_grid as "microGrid", e.lng, e.lat, e.home_key as "homeKey", e.sort_key as "sortKey", e.version`
const statementColumns = sql`s.id, s.entry, s.source, s.observed_on as "observedOn", s.recorded_at as "recordedAt", s.fields,
  s.import, s.import_row as "importRow", s.said_by as "saidBy", s.withdrawn_at as "withdrawnAt"`

export async function findEntries(tx: Tx, street: string, ids: readonly string[]): Promise<Entry[]> {
  if (ids.length === 0) return []
  const { rows } = await sql<Entry>`select ${entryColumns} from register_entries e
    where e.street = ${street} and e.id = any(${ids}::uuid[])`.execute(tx)
  return rows
}

/** Holds entries for this transaction, always in the same order, so that two imports never wait for each other. */
export async function lockEntries(tx: Tx, street: string, ids: readonly string[]): Promise<Entry[]> {
  if (ids.length === 0) return []
  const { rows } = await sql<Entry>`select ${entryColumns} from register_entries e
    where e.street = ${street} and e.id = any(${ids}::uuid[]) order by e.id for no key update`.execute(tx)
  return rows
}

/** Which entries stand for these. */
export async function rootsOf(
  tx: Tx,
  street: string,
  ids: readonly string[],
): Promise<readonly Pick<Entry, 'id' | 'root'>[]> {
  if (ids.length === 0) return []
  const { rows } = await sql<Pick<Entry, 'id' | 'root'>>`select e.id, e.root from register_entries e
    where e.street = ${street} and e.id = any(${ids}::uuid[])`.execute(tx)
  return rows
}

/** Everything said of some entries and of those merged into them, by the entry that stands. */
export async function statementsOf(
  tx: Tx,
  street: string,
  roots: readonly string[],
): Promise<Map<string, Statement[]>> {
  const found = new Map<string, Statement[]>(roots.map((root) => [root, []]))
  if (roots.length === 0) return found
  const { rows } = await sql<Statement & { root: string }>`
    select e.root, ${statementColumns} from register_entries e join register_statements s on s.street = e.street and s.entry = e.id
    where e.street = ${street} and (e.id = any(${roots}::uuid[]) or (e.state = 'merged' and e.root = any(${roots}::uuid[])))`.execute(
    tx,
  )
  for (const { root, ...statement } of rows) found.get(root)?.push(statement)
  return found
}

/** The rules in force: which source is believed in what. */
export async function trustRules(tx: Tx, street: string): Promise<ReadonlyMap<RegisterId, readonly TrustRule[]>> {
  const { rows } = await sql<TrustRule & { register: RegisterId }>`
    select register, field, source, rank, stale_after_days as "staleAfterDays" from trust_rules
    where street = ${street} and ended_at is null`.execute(tx)
  return groupedBy(rows, (rule) => rule.register)
}

export type Rules = ReadonlyMap<RegisterId, readonly TrustRule[]>

/** What stands of an entry, given all that was said of it. */
function settle(register: RegisterId, said: readonly Said[], rules: Rules) {
  // How old a word is, is reckoned from the freshest one, so that what stands changes only when something is said.
  const freshest = said.reduce((day, each) => (each.observedOn > day ? each.observedOn : day), '0001-01-01')
  const { fields, origins } = standing(said, rules.get(register) ?? [], freshest)
  const own = register === 'person' ? {} : { homeKey: addressKeyOf(register, fields as Fields) }
  return {
    fields: fields as Fields,
    origins: origins as Origins,
    sortKey: sortKeyOf(register, fields as Fields),
    ...own,
  }
}

const keysOfEntry = (register: RegisterId, fields: Fields, homeKey: string | null): readonly string[] => {
  if (register === 'person' || register === 'enterprise')
    return keysOf(traitsOf(register, fields, homeKey ? [homeKey] : [])).map(({ key }) => key)
  const address = addressKeyOf(register, fields)
  const code = ['realEstateCode', 'houseCode', 'policeCode', 'code'].flatMap((name) =>
    typeof fields[name] === 'string' && fields[name] !== '' ? [`${register}:${name}:${fields[name]}`] : [],
  )
  const name = typeof fields['name'] === 'string' ? [`${register}:name:${fields['name']}`] : []
  return [...code, ...(address ? [`${register}:@${address}`] : name)]
}

/** The key under which the home, staircase or premises of an address is kept. */
export const addressEntryKey = (register: 'home' | 'staircase', key: string) => `${register}:@${key}`

interface Derived {
  readonly keys: ReadonlySet<string>
  readonly tokens: ReadonlySet<string>
}

const derive = ({ register, fields, homeKey }: Pick<Entry, 'register' | 'fields' | 'homeKey'>): Derived => ({
  keys: new Set(keysOfEntry(register, fields, homeKey)),
  tokens: new Set(tokensOf(register, fields)),
})
const nothing: Derived = { keys: new Set(), tokens: new Set() }

export type Change = 'made' | 'changed' | 'merged' | 'split' | 'withdrawn' | 'restored'

interface Settled {
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
async function write(tx: Tx, street: string, now: string, settled: readonly Settled[]): Promise<void> {
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

/** Writes down what was said, and what stands after it. The entries that are there must be locked. Returns them as they stand. */
export async function sayAll(
  tx: Tx,
  street: string,
  { rules, now, by, entries }: { rules: Rules; now: string; by: string | null; entries: readonly Entry[] },
  sayings: readonly Saying[],
): Promise<Entry[]> {
  if (sayings.length === 0) return []
  const known = new Map(entries.map((entry) => [entry.id, entry]))
  const byEntry = groupedBy(sayings, (saying) => saying.entry)
  const roots = [...byEntry.keys()].filter((id) => known.has(id))
  const earlier = await statementsOf(tx, street, roots)
  const asSaid = (saying: Saying): Said => ({
    id: saying.statement,
    source: saying.source,
    observedOn: saying.observedOn,
    recordedAt: now,
    fields: saying.fields,
  })
  const settled: Settled[] = []
  for (const [id, mine] of byEntry) {
    const before = known.get(id)
    const makes = mine.find((saying) => saying.makes)?.makes
    if (!before && !makes) throw new Error(`Something is said of the entry ${id}, which is neither there nor made.`)
    const register = before?.register ?? makes!.register
    const said = [...(earlier.get(id) ?? []).filter((each) => each.withdrawnAt === null), ...mine.map(asSaid)]
    const stands = settle(register, said, rules)
    const entry: Entry = before
      ? { ...before, ...stands, state: 'standing' }
      : {
          id,
          register,
          parent: makes!.parent,
          root: id,
          state: 'standing',
          ...makes!.place,
          ...stands,
          version: 1,
        }
    settled.push({
      entry,
      before: before && before.state === 'standing' ? derive(before) : nothing,
      after: derive(entry),
      change: before ? 'changed' : 'made',
    })
  }
  await write(tx, street, now, settled)
  const all = [...byEntry.values()].flat()
  await sql`insert into register_statements (street, id, entry, source, observed_on, recorded_at, fields, import, import_row, said_by)
    select ${street}, n.id, n.entry, n.source, n.observed_on, ${now}, n.fields, n.import, n.import_row, ${by}
    from unnest(${idsOf(all.map((each) => each.statement))}::uuid[], ${idsOf(all.map((each) => each.entry))}::uuid[], ${textsOf(all.map((each) => each.source))}::text[], ${idsOf(all.map((each) => each.observedOn))}::date[],
      ${jsonsOf(all.map((each) => each.fields))}::jsonb[], ${idsOf(all.map((each) => each.import ?? null))}::uuid[], ${idsOf(all.map((each) => each.importRow ?? null))}::int[])
      as n (id, entry, source, observed_on, fields, import, import_row)`.execute(tx)
  return settled.map(({ entry }) => entry)
}

/** Settles entries anew after statements of theirs were withdrawn or restored. One of which nothing is said any more is withdrawn. */
export async function settleAgain(
  tx: Tx,
  street: string,
  { rules, now }: { rules: Rules; now: string },
  ids: readonly string[],
): Promise<Entry[]> {
  const entries = (await lockEntries(tx, street, ids)).filter((entry) => entry.state !== 'merged')
  const said = await statementsOf(
    tx,
    street,
    entries.map((entry) => entry.id),
  )
  const settled = entries.map((before): Settled => {
    const stands = (said.get(before.id) ?? []).filter((each) => each.withdrawnAt === null)
    const isGone = stands.length === 0
    const entry: Entry = isGone
      ? { ...before, state: 'withdrawn' }
      : { ...before, ...settle(before.register, stands, rules), state: 'standing' }
    return {
      entry,
      before: before.state === 'standing' ? derive(before) : nothing,
      after: isGone ? nothing : derive(entry),
      change: isGone ? 'withdrawn' : before.state === 'withdrawn' ? 'restored' : 'changed',
    }
  })
  await write(tx, street, now, settled)
  return settled.map(({ entry }) => entry)
}

/** Settles standing entries by other rules than before, and writes those that come out otherwise. Returns which. */
export async function settleByRules(
  tx: Tx,
  street: string,
  { rules, now }: { rules: Rules; now: string },
  ids: readonly string[],
): Promise<readonly string[]> {
  const entries = (await lockEntries(tx, street, ids)).filter((entry) => entry.state === 'standing')
  const said = await statementsOf(
    tx,
    street,
    entries.map((entry) => entry.id),
  )
  const settled = entries.flatMap((before): Settled[] => {
    const stands = (said.get(before.id) ?? []).filter((each) => each.withdrawnAt === null)
    const entry: Entry = { ...before, ...settle(before.register, stands, rules) }
    if (isDeepStrictEqual([entry.fields, entry.origins], [before.fields, before.origins])) return []
    return [
      {
        entry,
        before: derive(before),
        after: derive(entry),
        change: 'changed',
      },
    ]
  })
  await write(tx, street, now, settled)
  return settled.map(({ entry }) => entry.id)
}

/** Lets the loser's statements speak for the winner from now on, or for itself again. Both must be locked and standing (or merged, to split). */
export async function joinEntries(
  tx: Tx,
  street: string,
  { rules, now }: { rules: Rules; now: string },
  loser: Entry,
  root: string,
): Promise<void> {
  const isMerge = root !== loser.id
  await write(tx, street, now, [
    {
      entry: { ...loser, root, state: isMerge ? 'merged' : 'standing' },
      before: isMerge ? derive(loser) : nothing,
      after: isMerge ? nothing : derive(loser),
      change: isMerge ? 'merged' : 'split',
    },
  ])
  // Who was merged into the loser goes along, there and back; whoever pulls changes has to hear of each.
  const { rows: along } = isMerge
    ? await sql<{ id: string; register: RegisterId }>`
        update register_entries set root = ${root} where street = ${street} and root = ${loser.id} and state = 'merged' returning id, register`.execute(
        tx,
      )
    : await sql<{ id: string; register: RegisterId }>`with recursive below as (
        select m.loser from register_merges m where m.street = ${street} and m.winner = ${loser.id} and m.undone_at is null
        union
        select m.loser from below b join register_merges m on m.street = ${street} and m.winner = b.loser and m.undone_at is null
      ) update register_entries set root = ${loser.id} where street = ${street} and id in (select loser from below) and state = 'merged'
      returning id, register`.execute(tx)
  for (const { id, register } of along)
    await sql`insert into register_changes (street, id, entry, register, change, at)
      values (${street}, ${newId()}, ${id}, ${register}, 'merged', ${now})`.execute(tx)
  await settleAgain(tx, street, { rules, now }, isMerge ? [root] : [loser.root, loser.id])
}

/** An entry as it was on a day, as known at a time: computed from what had been said. */
export function standingAt(
  register: RegisterId,
  said: readonly Statement[],
  rules: Rules,
  { on, knownAt }: { on: string; knownAt: string },
): { readonly fields: Fields; readonly origins: Origins } {
  const heard = said.filter(
    (each) =>
      each.observedOn <= on && each.recordedAt <= knownAt && (each.withdrawnAt === null || each.withdrawnAt > knownAt),
  )
  return settle(register, heard, rules)
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

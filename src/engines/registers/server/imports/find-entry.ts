import { sql } from 'kysely'
import { newId } from '#kernel/id'
import type { Tx } from '#platform/db'
import type { Fields } from '#engines/registers/shared'
import {
  explainReason,
  joinTraits,
  match,
  traitsOf,
  type Compared,
  type Match,
  type Traits,
} from '../../shared/matching/index.ts'
import { rootsOf } from '../entries/entries.store.ts'
import { idsOf, textsOf } from '../entries/packed.ts'
import type { Candidate, Earlier, Judging, Outcome, Weighed } from './judging.ts'
import { isCalled, isMatched, keysOfRow, numberKeysOf } from './row-keys.ts'
import { findReadings, isReadable, type Decision, type FoundCandidate } from './rows.store.ts'

export interface Hits {
  readonly byKey: ReadonlyMap<string, readonly string[]>
  readonly entries: Map<string, Candidate>
  /** Rows that a certain number with the right name settles: nothing else need be looked at. */
  readonly settled: ReadonlyMap<number, string>
  /** Rows that bring the number of an entry, and the one that stands for it now. */
  readonly numbered: ReadonlyMap<number, string>
}

export async function hitsOf(
  tx: Tx,
  { street, register, keys: inFile }: Judging,
  weighed: readonly Weighed[],
): Promise<Hits> {
  const byKey = new Map<string, string[]>()
  const asked = new Set<string>()
  const look = async (some: readonly string[]) => {
    const keys = [...new Set(some)].filter((key) => !asked.has(key))
    if (keys.length === 0) return
    for (const key of keys) asked.add(key)
    const { rows } = await sql<{ key: string; entry: string }>`select k.key, k.entry from register_keys k
      where k.street = ${street} and k.key = any(${textsOf(keys)}::text[])`.execute(tx)
    for (const { key, entry } of rows) {
      const all = byKey.get(key)
      if (all) all.push(entry)
      else byKey.set(key, [entry])
    }
  }
  const entries = new Map<string, Candidate>()
  const load = async (ids: Iterable<string>) => {
    const wanted = [...new Set(ids)].filter((id) => !entries.has(id))
    if (wanted.length === 0) return
    const { rows } = await sql<
      Omit<Candidate, 'traits'>
    >`select id, fields, committee, home_key as "homeKey" from register_entries
      where street = ${street} and id = any(${idsOf(wanted)}::uuid[]) and state = 'standing' and register = ${register}`.execute(
      tx,
    )
    for (const row of rows) {
      const traits = isMatched(register) ? traitsOf(register, row.fields, row.homeKey ? [row.homeKey] : []) : null
      entries.set(row.id, { ...row, traits })
    }
  }
  const under = (some: readonly string[]) => some.flatMap((key) => byKey.get(key) ?? [])
  // Who is settled by a certain number needs no other key looked up: most people of most lists are.
  await look(weighed.flatMap((each) => each.keys.certain))
  await load(
    weighed.flatMap(({ row, keys: { certain } }) => [
      ...under(certain),
      ...(row.decision && typeof row.decision === 'object' ? [row.decision.take] : []),
    ]),
  )
  const numbered = await numberedOf(tx, street, weighed)
  await load(numbered.values())
  const settled = new Map<number, string>()
  for (const {
    row,
    keys: { certain, traits },
  } of weighed) {
    if (!traits || row.decision !== null) continue
    const found = match(
      traits,
      [...new Set(under(certain))].flatMap((id) => candidateOf(entries.get(id))),
    )
    if (found.verdict === 'same' && hasName(found)) settled.set(row.no, found.id)
  }
  for (const { row, reading, keys } of weighed) {
    const entry = entries.get(numbered.get(row.no) ?? '')
    // Where another certain number names someone else, somebody must look.
    if (entry && under(keys.certain).every((id) => id === entry.id) && isCalled(register, entry.fields, reading.fields))
      settled.set(row.no, entry.id)
  }
  const times = new Map<string, number>()
  for (const { keys } of weighed) for (const key of keys.certain) times.set(key, (times.get(key) ?? 0) + 1)
  const isTwice = ({ keys }: Weighed) =>
    keys.certain.some((key) => times.get(key)! > 1 || inFile.find(key, 1).length > 0)
  await look(weighed.flatMap((each) => (settled.has(each.row.no) && !isTwice(each) ? [] : each.keys.keys)))
  await load(weighed.flatMap(({ row, keys: own }) => (settled.has(row.no) ? [] : under(own.keys))))
  return { byKey, entries, settled, numbered }
}

/** What was merged since a list left is found under what it became. */
async function numberedOf(tx: Tx, street: string, weighed: readonly Weighed[]): Promise<Map<number, string>> {
  const given = weighed.flatMap(({ row, reading: { entry } }) =>
    entry === undefined || row.decision !== null ? [] : [{ no: row.no, entry }],
  )
  const roots = new Map(
    (await rootsOf(tx, street, [...new Set(given.map(({ entry }) => entry))])).map(({ id, root }) => [id, root]),
  )
  return new Map(given.flatMap(({ no, entry }) => (roots.has(entry) ? [[no, roots.get(entry)!] as const] : [])))
}

const candidateOf = (entry: Candidate | undefined) => (entry?.traits ? [{ id: entry.id, traits: entry.traits }] : [])

/** By which keys a row of the file may be the same as another one: who is settled is so by the certain ones alone. */
const sharedKeys = ({ row, keys }: Weighed, hits: Hits) => (hits.settled.has(row.no) ? keys.certain : keys.keys)

/** Whether it is the number it brings that settles a row. */
const isNumbered = ({ row }: Weighed, { settled, numbered }: Hits) =>
  settled.has(row.no) && settled.get(row.no) === numbered.get(row.no)

/** Rows of earlier batches that share a key with one of these. */
export async function rowsBefore(
  tx: Tx,
  judging: Judging,
  weighed: readonly Weighed[],
  hits: Hits,
): Promise<Map<number, Earlier>> {
  const nos = new Set(
    weighed.flatMap((each) =>
      [...sharedKeys(each, hits), ...(isNumbered(each, hits) ? numberKeysOf(each.reading) : [])].flatMap((key) =>
        judging.keys.find(key),
      ),
    ),
  )
  for (const { row } of weighed) nos.delete(row.no)
  const unstored = [...nos].flatMap((no) => judging.unstored.get(no) ?? [])
  for (const { no } of unstored) nos.delete(no)
  const rows = await findReadings(tx, judging.street, judging.import.id, [...nos])
  return new Map(
    [...rows, ...unstored.filter(isReadable)].map(({ no, entry, verdict, reading }) => [
      no,
      { entry, verdict, fields: reading.fields, traits: keysOfRow(judging.register, reading).traits },
    ]),
  )
}

export function outcomeOf(
  judging: Judging,
  each: Weighed,
  hits: Hits,
  earlier: (no: number) => Earlier | undefined,
): Outcome {
  const { row, keys } = each
  const decision = row.decision as Decision | null
  if (decision === 'new') return { is: 'new', id: newId() }
  if (decision && typeof decision === 'object') return { is: 'known', id: decision.take }
  const rowsUnder = (some: readonly string[]) =>
    [...new Set(some.flatMap((key) => judging.keys.find(key)))].flatMap((no) =>
      no === row.no ? [] : (earlier(no) ?? []),
    )
  const rows = rowsUnder(sharedKeys(each, hits))
  const settled = hits.settled.get(row.no)
  if (settled !== undefined && isNumbered(each, hits) && rows.every(({ entry }) => entry === settled)) {
    // An earlier row may bring the number and be somebody else all the same.
    const again = rowsUnder(numberKeysOf(each.reading)).filter(({ entry }) => entry === settled)
    return { is: 'known', id: settled, earlier: [...new Set([...rows, ...again])] }
  }
  if (settled !== undefined && rows.length === 0) return { is: 'known', id: settled }
  const found = keys.traits ? matched(keys, keys.traits, hits, rows) : keyed(judging, each, hits, rows)
  const number = hits.numbered.get(row.no)
  // A number that is here under another name: renamed in the sheet, or in the wrong line.
  if (found.is === 'new' && number !== undefined && hits.entries.has(number))
    return { is: 'doubtful', id: found.id, found: [{ id: number, score: 0, reasons: [['系统编号一致，名称不同', 'same entry number, another name']] }] } // prettier-ignore
  return found
}

const hasName = (found: Match) =>
  found.verdict === 'same' &&
  found.compared.reasons.some(
    (reason) => reason.field === 'name' && ['equal', 'common', 'swapped', 'full'].includes(reason.how),
  )

function matched(keys: Weighed['keys'], traits: Traits, hits: Hits, rows: readonly Earlier[]): Outcome {
  const all = new Map<string, Traits>()
  for (const key of keys.keys)
    for (const id of hits.byKey.get(key) ?? []) {
      const candidate = hits.entries.get(id)?.traits
      if (candidate) all.set(id, candidate)
    }
  for (const earlier of rows) {
    if (!earlier.traits) continue
    const known = all.get(earlier.entry)
    all.set(earlier.entry, known ? joinTraits(known, earlier.traits) : earlier.traits)
  }
  if (all.size === 0) return { is: 'new', id: newId() }
  const found = match(
    traits,
    [...all].map(([id, each]) => ({ id, traits: each })),
  )
  if (found.verdict === 'new') return { is: 'new', id: newId() }
  if (found.verdict === 'same') {
    const before = rows.find((each) => each.entry === found.id && each.verdict === 'doubtful')
    // What the row before is, is not known yet: nor is this one.
    if (before) return { is: 'doubtful', id: newId(), found: [told(found)] }
    return { is: 'known', id: found.id, earlier: rows.filter((each) => each.entry === found.id) }
  }
  return { is: 'doubtful', id: newId(), found: found.candidates.slice(0, 5).map(told) }
}

const told = ({ id, compared }: { readonly id: string; readonly compared: Compared }): FoundCandidate => ({
  id,
  score: Math.round(compared.score * 10) / 10,
  reasons: compared.reasons.map(explainReason),
})

/** Homes and premises are known by their codes and by where they are. */
function keyed({ register }: Judging, { reading, keys }: Weighed, hits: Hits, rows: readonly Earlier[]): Outcome {
  const fits = (fields: Fields) =>
    register !== 'premises' ||
    fields['name'] === reading.fields['name'] ||
    (reading.fields['uscc'] !== undefined && fields['uscc'] === reading.fields['uscc'])
  const ids = new Set<string>()
  for (const key of keys.keys)
    for (const id of hits.byKey.get(key) ?? [])
      if (hits.entries.has(id) && fits(hits.entries.get(id)!.fields)) ids.add(id)
  for (const earlier of rows) if (fits(earlier.fields)) ids.add(earlier.entry)
  const all = [...ids]
  if (all.length === 0) return { is: 'new', id: newId() }
  if (all.length === 1) return { is: 'known', id: all[0]! }
  return {
    is: 'doubtful',
    id: newId(),
    found: all.slice(0, 5).map((id) => ({ id, score: 0, reasons: [['编码或地址一致', 'same code or address']] })),
  }
}

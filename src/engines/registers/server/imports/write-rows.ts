import { sql } from 'kysely'
import { newId } from '#kernel/id'
import type { Tx } from '#platform/db'
import { writeDoubts } from '../doubts/doubts.store.ts'
import { lockEntries, rootsOf } from '../entries/entries.store.ts'
import { nowhere, type Entry, type Place, type Saying } from '../entries/entry.ts'
import { sayAll } from '../entries/settle-entries.ts'
import { openFileKeys } from './file-keys.ts'
import { judgeRows } from './judge.ts'
import { certainKeysOf, findOwners } from './find-owners.ts'
import { joinOccupied } from './join-occupied.ts'
import { joinOwners, ownedBy } from './join-owners.ts'
import { joinRows, type Placings, type Row, type Writing } from './join-rows.ts'
import { saidIn } from './judging.ts'
import { keysOfRow } from './row-keys.ts'
import { placeAddresses, type Placing } from './places.ts'
import { findRows, saveJudgements, type RowToWrite } from './rows.store.ts'

const isWritable = (row: RowToWrite): row is Row => row.reading !== null && row.entry !== null

/** Only what may be the same as something known waits in the queue of pairs; other doubts are for whoever brought the file. */
const canQueue = (row: RowToWrite) =>
  row.candidates.length > 0 &&
  row.reasons.every((reason) => reason.gravity !== 'doubtful' || reason.code === 'perhaps_same')

/**
 * Writes rows that were judged, all of them or, with the transaction, none. Since the judging others may have written: who
 * is known by a certain key meanwhile is judged again. Returns how many rows must wait for the next round.
 */
export async function writeRows(
  tx: Tx,
  writing: Writing,
  asked: readonly RowToWrite[],
): Promise<{ written: number; waiting: number }> {
  const chosen = asked.filter(isWritable).filter((row) => row.verdict !== 'doubtful' || canQueue(row))
  if (chosen.length === 0) return { written: 0, waiting: 0 }
  const before = await placesOf(tx, writing, chosen)
  await holdKeys(tx, writing, chosen, before)
  const judged = await judgeAgain(tx, writing, chosen)
  const { rows, waiting } = oncePerThing(writing, judged)
  // A home that was not there before its key was held may have been made meanwhile; one that was there still is.
  const unsure = rows.filter((row) => row.reading.address && before.get(row.no)?.is !== 'home')
  const placings = new Map([...before, ...(await placesOf(tx, writing, unsure))])
  const homes = writing.register === 'person' ? await makeHomes(tx, writing, rows, placings) : new Map<string, string>()
  // Owners who are known are held with the homes, in one order; who they are is asked again once they are.
  const owners = writing.register === 'home' ? await knownOwners(tx, writing, rows) : []
  const entries = await holdEntries(tx, writing, rows, owners)
  await sayRows(tx, writing, rows, placings, entries)
  if (writing.register === 'person') await joinRows(tx, writing, rows, placings, homes, entries)
  if (writing.register === 'home') await joinOwners(tx, writing, rows, entries)
  if (writing.register === 'enterprise') await joinOccupied(tx, writing, rows, entries)
  await queueDoubts(tx, writing, rows, entries)
  return { written: rows.length, waiting }
}

async function placesOf(tx: Tx, { street }: Writing, rows: readonly Row[]): Promise<Placings> {
  const placer = await placeAddresses(
    tx,
    street,
    rows.map((row) => row.reading.address),
  )
  return new Map(rows.map((row) => [row.no, row.reading.address && placer(row.reading.address)]))
}

/** Two imports, or an import and a hand, must not add one thing twice. Held in one order by all. */
async function holdKeys(
  tx: Tx,
  { street, register }: Writing,
  rows: readonly Row[],
  placings: Placings,
): Promise<void> {
  const keys = new Set<string>()
  for (const { no, reading, verdict } of rows) {
    if (verdict !== 'changes') for (const key of keysOfRow(register, reading).certain) keys.add(key)
    const placing = register === 'person' ? placings.get(no) : null
    if (placing?.is === 'made') keys.add(placing.ref)
    for (const key of certainKeysOf(reading.owners ?? [])) keys.add(key)
  }
  const held = [...keys].map((key) => `${street}/${key}`).toSorted()
  if (held.length > 0)
    await sql`select pg_advisory_xact_lock(hashtextextended(key, 0)) from unnest(${held}::text[]) as key`.execute(tx)
}

async function judgeAgain(tx: Tx, writing: Writing, rows: readonly Row[]): Promise<Row[]> {
  const { street, register } = writing
  const fresh = rows.filter((row) => row.verdict === 'new' || row.verdict === 'doubtful')
  const certain = new Map(fresh.map((row) => [row.no, keysOfRow(register, row.reading).certain]))
  const keys = [...new Set([...certain.values()].flat())]
  if (keys.length === 0) return [...rows]
  const { rows: found } = await sql<{
    key: string
    entry: string
  }>`select key, entry from register_keys where street = ${street} and key = any(${keys}::text[])`.execute(tx)
  const known = new Map(found.map(({ key, entry }) => [key, entry]))
  const isKnownNow = (row: Row) =>
    row.decision !== 'new' &&
    certain
      .get(row.no)
      ?.some(
        (key) =>
          known.has(key) && known.get(key) !== row.entry && !row.candidates.some(({ id }) => id === known.get(key)),
      )
  const again = fresh.filter(isKnownNow)
  if (again.length === 0) return [...rows]
  const whole = await findRows(
    tx,
    street,
    writing.import.id,
    again.map((row) => row.no),
  )
  const judged = await judgeRows(tx, { ...writing, keys: openFileKeys() }, whole)
  await saveJudgements(tx, street, writing.import.id, judged)
  const after = new Map<number, RowToWrite>(judged.map((row) => [row.no, row]))
  return rows
    .map((row) => after.get(row.no) ?? row)
    .filter(isWritable)
    .filter(
      (row) =>
        row.verdict === 'new' ||
        row.verdict === 'changes' ||
        (row.verdict === 'doubtful' && canQueue(row) && writing.import.doubtful === 'queue'),
    )
}

/** What a batch says twice of one thing is said in the next round, when the first word stands. */
function oncePerThing({ register }: Writing, rows: readonly Row[]): { rows: Row[]; waiting: number } {
  const taken = new Set<string>()
  const first = rows.filter((row) => {
    const things = [row.entry, ...(row.verdict === 'new' ? keysOfRow(register, row.reading).certain : [])]
    if (things.some((thing) => taken.has(thing))) return false
    for (const thing of things) taken.add(thing)
    return true
  })
  return { rows: first, waiting: rows.length - first.length }
}

/** Homes that nobody registered, in staircases that are known. Returns their ids by where they are. */
async function makeHomes(
  tx: Tx,
  writing: Writing,
  rows: readonly Row[],
  placings: Placings,
): Promise<Map<string, string>> {
  const made = new Map<string, string>()
  const sayings: Saying[] = []
  for (const row of rows) {
    const placing = placings.get(row.no)
    if (placing?.is !== 'made' || made.has(placing.ref)) continue
    const id = newId()
    made.set(placing.ref, id)
    sayings.push(
      saying(writing, row, {
        entry: id,
        fields: placing.fields,
        makes: { register: 'home', parent: placing.parent, place: placing.place },
      }),
    )
  }
  await sayAll(
    tx,
    writing.street,
    { rules: writing.rules, now: writing.now, by: writing.import.madeBy, entries: [] },
    sayings,
  )
  return made
}

const saying = ({ import: imported }: Writing, row: Row, said: Pick<Saying, 'entry' | 'fields' | 'makes'>): Saying => ({
  statement: newId(),
  source: imported.source,
  observedOn: imported.observedOn,
  import: imported.id,
  importRow: row.no,
  ...said,
})

async function knownOwners(tx: Tx, { street, import: imported }: Writing, rows: readonly Row[]): Promise<string[]> {
  const { byRow } = await findOwners(tx, { street, committee: imported.committee }, ownedBy(rows, new Map()))
  return [...byRow.values()].flat().flatMap((found) => (found.is === 'known' ? [found.id] : []))
}

/** The entries that the rows are about, held; those merged meanwhile by what stands for them. */
async function holdEntries(
  tx: Tx,
  { street }: Writing,
  rows: readonly Row[],
  others: readonly string[],
): Promise<Map<string, Entry>> {
  const found = await rootsOf(tx, street, [...rows.map((row) => row.entry), ...others])
  const held = new Map(
    (await lockEntries(tx, street, [...new Set(found.map((entry) => entry.root))])).map((entry) => [entry.id, entry]),
  )
  return new Map(found.flatMap((entry) => (held.has(entry.root) ? [[entry.id, held.get(entry.root)!]] : [])))
}

async function sayRows(
  tx: Tx,
  writing: Writing,
  rows: readonly Row[],
  placings: Placings,
  entries: ReadonlyMap<string, Entry>,
): Promise<void> {
  const sayings = rows.map((row) => {
    const entry = entries.get(row.entry)
    const placing = placings.get(row.no) ?? null
    const makes = entry
      ? null
      : { register: writing.register, parent: parentOf(writing, placing), place: placeOfNew(writing, placing) }
    return saying(writing, row, { entry: entry?.id ?? row.entry, fields: saidIn(writing, row.reading), makes })
  })
  const about = rows.flatMap((row) => entries.get(row.entry) ?? [])
  const held = [...new Map(about.map((entry) => [entry.id, entry])).values()]
  await sayAll(
    tx,
    writing.street,
    { rules: writing.rules, now: writing.now, by: writing.import.madeBy, entries: held },
    sayings,
  )
}

function parentOf({ register }: Writing, placing: Placing | null): string | null {
  if (placing === null || placing.is === 'unknown' || (register !== 'home' && register !== 'premises')) return null
  if (placing.is === 'home') return register === 'premises' ? placing.id : null
  return placing.parent
}

function placeOfNew({ import: imported }: Writing, placing: Placing | null): Place {
  if (placing && placing.is !== 'unknown') return placing.place
  return { ...nowhere, committee: imported.committee }
}

async function queueDoubts(
  tx: Tx,
  writing: Writing,
  rows: readonly Row[],
  entries: ReadonlyMap<string, Entry>,
): Promise<void> {
  const pairs = rows.flatMap((row) =>
    row.verdict === 'doubtful' ? row.candidates.map((candidate) => ({ row, candidate })) : [],
  )
  if (pairs.length === 0) return
  const others = new Map(
    (await rootsOf(tx, writing.street, [...new Set(pairs.map(({ candidate }) => candidate.id))])).map((entry) => [
      entry.id,
      entry.root,
    ]),
  )
  await writeDoubts(
    tx,
    writing.street,
    { now: writing.now, register: writing.register },
    pairs.flatMap(({ row, candidate }) => {
      const entry = entries.get(row.entry)?.id ?? row.entry
      const other = others.get(candidate.id)
      return other === undefined || other === entry
        ? []
        : [{ entry, other, score: candidate.score, reasons: candidate.reasons, import: writing.import.id }]
    }),
  )
}

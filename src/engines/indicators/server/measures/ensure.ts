import { sql } from 'kysely'
import { streetsOf, type Database, type Tx } from '#platform/db'
import { addEntries } from '../entries/first-entries.ts'
import { forgetDefinitions, rolledAs, rolledUp, versioned, type MeasuresDeps, type Rolled } from './definitions.ts'
import { firstCounts } from './first-count.ts'
import { foldMeasures, holdFolding } from './fold.ts'
import { countingIn } from './values.ts'

/** Nobody writes a change until the end of the transaction. */
export async function holdChanges(tx: Tx): Promise<void> {
  await sql`lock table measure_changes in share row exclusive mode`.execute(tx)
  await sql`set local work_mem = '64MB'`.execute(tx)
}

interface CountOptions {
  /** How many cases are counted at once; otherwise as many as half a second takes. */
  readonly atOnce?: number | undefined
  /** Stops after the batch that is being counted. */
  readonly signal?: AbortSignal | undefined
}

/**
 * Brings what is rolled up in line with what is declared, while others read and write: a new or changed definition comes into
 * force and is counted from the cases, one that is declared no more goes out of force. What was begun and broken off, here or
 * by another process, is gone on with. Returns the keys that were counted; none when it was stopped.
 */
export async function ensureMeasures(
  database: Database,
  deps: MeasuresDeps,
  street: string,
  said: (line: string) => void = () => {},
  { atOnce, signal }: CountOptions = {},
): Promise<readonly string[]> {
  if (!(await bringIntoForce(database, deps, street, signal))) return []
  const uncounted = await database.transaction(street, (tx) => waitingOf(tx, deps, street))
  if (uncounted.length > 0 && !(await countBatches(database, deps, street, { atOnce, signal }))) return []
  const keys = uncounted.map(({ key }) => key)
  if (keys.length === 0) return keys
  forgetDefinitions(deps.database, street)
  said(`${street}：重新统计 ${keys.length} 项指标 / ${keys.length} measures counted anew`)
  return keys
}

/** What is declared and not counted yet. */
export async function uncountedMeasures(
  database: Database,
  deps: MeasuresDeps,
  street: string,
): Promise<readonly string[]> {
  forgetDefinitions(deps.database, street)
  return [...(await database.transaction(street, (tx) => countingIn(deps, tx, street)))]
}

/** The same for every street; returns how many measures were counted. */
export async function ensureAllMeasures(
  database: Database,
  deps: MeasuresDeps,
  said?: (line: string) => void,
  signal?: AbortSignal,
): Promise<number> {
  let counted = 0
  for (const code of await streetsOf(database)) {
    if (signal?.aborted) break
    counted += (await ensureMeasures(database, deps, code, said, { signal })).length
  }
  return counted
}

const pgCode = (thrown: unknown) => (thrown as { code?: unknown } | null)?.code
const pause = (ms: number) => new Promise((settle) => setTimeout(settle, ms))

/** From its end on, every act is told of what is declared; none that began before is still under way. False when stopped. */
async function bringIntoForce(
  database: Database,
  deps: MeasuresDeps,
  street: string,
  signal: AbortSignal | undefined,
): Promise<boolean> {
  if (await database.transaction(street, (tx) => inLine(tx, street, deps))) return true
  forgetDefinitions(deps.database, street)
  while (!signal?.aborted) {
    try {
      await database.transaction(street, async (tx) => {
        // Who comes after us queues behind us: rather than wait for someone's long transaction, we try again.
        await sql`set local lock_timeout = '50ms'`.execute(tx)
        await holdChanges(tx)
        if (!(await inLine(tx, street, deps))) await declare(tx, street, deps)
      })
      return true
    } catch (thrown) {
      if (pgCode(thrown) !== '55P03') throw thrown
      await pause(50)
    }
  }
  return false
}

async function declare(tx: Tx, street: string, deps: MeasuresDeps): Promise<void> {
  const wanted = versioned(deps.measures)
  await sql`
    update measure_definitions d set in_force = false where d.street = ${street} and d.in_force and not exists (
      select 1 from jsonb_to_recordset(${JSON.stringify(wanted.map(({ key, version }) => ({ key, version })))}::jsonb) as w (key text, version text)
      where w.key = d.key and w.version = d.version)`.execute(tx)
  const known = await rolledUp(tx, street, deps)
  const missing = wanted.filter(({ key }) => !known.has(key))
  if (missing.length === 0) return
  await sql`
    insert into measure_definitions (street, id, key, version, definition, since, in_force, counted)
    select ${street}, coalesce((select max(id) from measure_definitions where street = ${street}), 0) + row_number() over (),
      w.key, w.version, w.definition, clock_timestamp(), true, false
    from jsonb_to_recordset(${JSON.stringify(missing.map(({ key, version, measure }) => ({ key, version, definition: measure })))}::jsonb)
      as w (key text, version text, definition jsonb)`.execute(tx)
}

async function inLine(tx: Tx, street: string, { measures }: MeasuresDeps): Promise<boolean> {
  const { rows } = await sql<{ name: string }>`
    select key || '@' || version as name from measure_definitions where street = ${street} and in_force`.execute(tx)
  const inForce = new Set(rows.map((row) => row.name))
  return (
    inForce.size === measures.length &&
    versioned(measures).every(({ key, version }) => inForce.has(`${key}@${version}`))
  )
}

interface Waiting extends Rolled {
  /** The last case of the last batch. */
  readonly countedTo: string | null
}

async function waitingOf(tx: Tx, deps: MeasuresDeps, street: string): Promise<readonly Waiting[]> {
  const wanted = new Map(versioned(deps.measures).map((each) => [`${each.key}@${each.version}`, each]))
  const { rows } = await sql<{ id: number; name: string; countedTo: string | null }>`
    select id, key || '@' || version as name, counted_to as "countedTo" from measure_definitions
    where street = ${street} and in_force and not counted order by id`.execute(tx)
  return rows.flatMap(({ id, name, countedTo }) => {
    const declared = wanted.get(name)
    return declared ? [{ ...rolledAs(declared, id), countedTo }] : []
  })
}

/** Those that are counted side by side: of one source, and as far. */
function firstOf(waiting: readonly Waiting[]): readonly Waiting[] {
  const [first] = waiting
  return waiting.filter(({ source, countedTo }) => source === first?.source && countedTo === first.countedTo)
}

const [fewest, most] = [1000, 50_000]
/** A batch holds back the folding, and who looks for the oldest transaction of the server. */
const longest = 500

function sizeAfter(size: number, spent: number): number {
  const next = Math.round(size * Math.min(Math.max(longest / spent, 0.25), 2))
  return Math.min(Math.max(next, fewest), most)
}

/**
 * Each batch and how far it came are one transaction: wherever it is broken off, the next goes on from there. False when
 * stopped.
 */
async function countBatches(
  database: Database,
  deps: MeasuresDeps,
  street: string,
  { atOnce, signal }: CountOptions,
): Promise<boolean> {
  let size = atOnce ?? 2 * fewest
  while (!signal?.aborted) {
    const began = performance.now()
    const isOver = await database.transaction(street, async (tx) => {
      await holdFolding(tx, street)
      await sql`set local work_mem = '64MB'`.execute(tx)
      // Asked each time: another process may count as well.
      const waiting = firstOf(await waitingOf(tx, deps, street))
      if (waiting.length > 0) await countBatch(tx, street, waiting, size)
      return waiting.length === 0
    })
    if (isOver) return true
    if (atOnce === undefined) size = sizeAfter(size, performance.now() - began)
    // Between two batches there is time for what came meanwhile.
    await foldMeasures({ database }, street)
  }
  return false
}

async function countBatch(tx: Tx, street: string, waiting: readonly Waiting[], size: number): Promise<void> {
  const { source, countedTo } = waiting[0]!
  const batch = source === 'cases' ? await batchAfter(tx, street, countedTo, size) : null
  if (!batch) await addEntries(tx, street, waiting)
  else if (batch.upTo !== null)
    for (const count of firstCounts(street, waiting, { after: countedTo, upTo: batch.upTo })) await count.execute(tx)
  await sql`
    update measure_definitions set counted_to = ${batch?.upTo ?? countedTo}::uuid, counted = ${batch?.isLast ?? true},
      counted_cases = counted_cases + ${batch?.cases ?? 0},
      cases_to_count = coalesce(cases_to_count, (select count(*) from cases where street = ${street}))
    where street = ${street} and id = any(${waiting.map(({ id }) => id)}::int[])`.execute(tx)
}

/** What comes after the last batch came after the definitions: of that, acts told. */
async function batchAfter(
  tx: Tx,
  street: string,
  after: string | null,
  size: number,
): Promise<{ readonly upTo: string | null; readonly cases: number; readonly isLast: boolean }> {
  const { rows } = await sql<{ upTo: string | null; n: string }>`
    select max(id::text)::uuid as "upTo", count(*) as n from (
      select id from cases where street = ${street} ${after === null ? sql`` : sql`and id > ${after}::uuid`} order by id limit ${size}) batch`.execute(
    tx,
  )
  const cases = Number(rows[0]!.n)
  return { upTo: rows[0]!.upTo, cases, isLast: cases < size }
}

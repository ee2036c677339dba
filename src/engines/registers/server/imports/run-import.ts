import { sql } from 'kysely'
import { newId } from '#kernel/id'
import type { Text } from '#kernel/text'
import { shanghaiDate } from '#kernel/time'
import type { Database, Tx } from '#platform/db'
import type { SheetProblem } from '#platform/sheets'
import { registers as asked } from '#engines/registers/shared'
import { registerOf, type GivenRow, type Interpreting } from '../../shared/importing/index.ts'
import { trustRules, type Rules } from '../entries/entries.store.ts'
import { openFileKeys } from './file-keys.ts'
import { problemText } from './file.ts'
import { lockImport, patchImport, type Import } from './imports.store.ts'
import { readFile, readRow } from './read-file.ts'
import { judgeRows } from './judge.ts'
import type { Judging, ReadRow } from './judging.ts'
import { keysInFile } from './row-keys.ts'
import { compoundLanes } from './places.ts'
import { insertRows, rowsToWrite, type RowToWrite, type StoredRow } from './rows.store.ts'
import { finish, inBatch, step, Stopped, type ImportWorld } from './steps.ts'
import { undoRows } from './undo-rows.ts'
import { writeRows } from './write-rows.ts'

export type { ImportWorld }

/**
 * Long enough that a round trip costs little beside the work; short enough that a pause is felt at once, and that what is
 * made of a batch is gone before the collector of garbage would keep it.
 */
export const batchOf = 500

/**
 * Does what is under way with an import until it is done, paused or taken over. Each batch is a transaction with its own
 * progress in it: killed at any point, whoever comes next goes on behind the last one.
 */
export async function runImport(world: ImportWorld, street: string, id: string): Promise<void> {
  const worker = newId()
  for (;;) {
    if (world.signal?.aborted) return
    const found = await inBatch(world, street, async (tx) => {
      const before = await lockImport(tx, street, id)
      if (!before || !['judging', 'applying', 'undoing'].includes(before.state)) return undefined
      const now = world.now().toISOString()
      await patchImport(tx, street, id, now, { worker, beatAt: now, beganAt: now, beganDone: before.done })
      return before
    })
    if (!found) return
    try {
      if (found.state === 'judging') await judge(world, street, found, worker)
      else if (found.state === 'applying') await apply(world, street, found, worker)
      else await undo(world, street, found, worker)
    } catch (thrown) {
      if (thrown instanceof Stopped) return
      throw thrown
    }
  }
}

const failedAgain: Text = [
  '程序处理这份文件时出错，已暂停，没有丢失任何内容。请按“继续”再试一次；仍然出错的，请告知系统管理员。',
  'The program failed at this file and has paused; nothing is lost. Press Resume to try again; if it fails again, tell the system administrator.',
]

/**
 * Pauses an import at which the program failed as often as it is tried: left under way it would begin anew for ever, and
 * whoever waits would be told nothing. What is being undone goes on being tried.
 */
export async function pauseFailed(world: ImportWorld, street: string, id: string): Promise<void> {
  await inBatch(world, street, async (tx) => {
    const found = await lockImport(tx, street, id)
    if (found?.state !== 'judging' && found?.state !== 'applying') return
    const now = world.now().toISOString()
    await patchImport(tx, street, id, now, {
      state: 'paused',
      pausedIn: found.state,
      worker: null,
      problem: failedAgain,
    })
  })
}

async function judgingOf(
  world: Pick<ImportWorld, 'registers' | 'tags' | 'now'>,
  tx: Tx,
  street: string,
  imported: Import,
): Promise<Judging & { readonly how: Interpreting }> {
  const register = registerOf(imported.kind)
  const today = shanghaiDate(world.now())
  const rules: Rules = await trustRules(tx, street)
  const { registers, tags } = world
  const how: Interpreting = {
    kind: imported.kind,
    register: registers[register],
    tags,
    today,
    compounds: await compoundLanes(tx, street),
  }
  return {
    street,
    import: imported,
    register,
    registers,
    tags,
    rules,
    today,
    keys: openFileKeys(),
    heads: new Map(),
    unstored: new Map(),
    how,
  }
}

export const openJudging = judgingOf

/** How far the file was read behind a batch. */
interface Reached {
  readonly upTo: number
  readonly computed: number
  readonly gone: number
}

async function judge(world: ImportWorld, street: string, imported: Import, worker: string): Promise<void> {
  const judging = await inBatch(world, street, (tx) => judgingOf(world, tx, street, imported))
  let no = 0
  let formulas = 0
  let share = 0
  let batch: ReadRow[] = []
  // While one batch is stored the next one is judged, and the two behind it are read.
  let before: Promise<void> = Promise.resolve()
  let flying: Promise<void> = Promise.resolve()
  let storing: Promise<void> = Promise.resolve()
  const store = async (rows: readonly StoredRow[], { upTo, computed, gone }: Reached) => {
    await step(world, street, imported, worker, async (tx) => {
      await insertRows(tx, street, imported.id, rows)
      return { answer: undefined, progress: { cursor: upTo, done: rows.length, formulas: computed, share: gone } }
    })
    for (const row of rows) judging.unstored.delete(row.no)
  }
  const send = async (rows: readonly ReadRow[], reached: Reached) => {
    if (world.signal?.aborted) throw new Stopped()
    const judged = await inBatch(world, street, (tx) => judgeRows(tx, judging, rows))
    for (const row of judged) judging.unstored.set(row.no, row)
    await storing
    storing = store(judged, reached)
    storing.catch(() => {})
  }
  const flush = async () => {
    await before
    const rows = batch
    const reached: Reached = { upTo: no, computed: formulas, gone: share }
    if (rows.length === 0) return
    batch = []
    before = flying
    flying = flying.then(() => send(rows, reached))
    // Its failure is told when it is waited for.
    flying.catch(() => {})
  }
  const onRow = async (sheet: number, given: GivenRow, gone: number) => {
    no += 1
    share = gone
    formulas += given.formulas
    const row = readRow(judging.how, no, sheet, given)
    if (no > imported.cursor) batch.push(row)
    else if (row.reading) for (const key of keysInFile(judging.register, row.reading)) judging.keys.add(key, no)
    if (batch.length >= batchOf) await flush()
  }
  let problem: SheetProblem | null
  try {
    problem = await readFile(world, street, imported, onRow)
    await flush()
    await flying
    await storing
  } finally {
    // Whatever broke off, nothing is written behind anybody's back.
    await flying.catch(() => {})
    await storing.catch(() => {})
  }
  if (problem) {
    const [zh, en] = problemText(problem)
    await finish(world, street, imported, worker, { state: 'failed', problem: [zh, en] }, asked.mapImport.name)
  } else
    await finish(
      world,
      street,
      imported,
      worker,
      { state: 'judged', cursor: 0, done: no, total: no, share: null, formulas },
      asked.mapImport.name,
    )
}

/** What waits in one round for what is written in it is done in the next. */
const mostRounds = 5
/** While the database writes one batch, the next one is made ready. */
const writers = 2

async function apply(world: ImportWorld, street: string, imported: Import, worker: string): Promise<void> {
  const judging = await inBatch(world, street, (tx) => judgingOf(world, tx, street, imported))
  let done = imported.done
  for (let round = 1; round <= mostRounds; round++) {
    const take = openTaking(world, street, imported)
    let waiting = 0
    const write = async () => {
      for (let rows = await take.next(); rows.length > 0; rows = await take.next()) {
        const told = await step(world, street, imported, worker, async (tx, now) => {
          const answer = await writeRows(tx, { ...judging, heads: new Map(), now }, rows)
          return { answer, progress: { done: answer.written } }
        })
        waiting += told.waiting
        done += told.written
      }
    }
    // When one fails the other ends behind its batch, so that nothing is written behind anybody's back.
    const ended = await Promise.allSettled(Array.from({ length: writers }, () => write().finally(take.close)))
    const failure = ended.find((each) => each.status === 'rejected')
    if (failure) throw failure.reason
    if (waiting === 0) break
  }
  await finish(
    world,
    street,
    imported,
    worker,
    { state: 'applied', cursor: 0, total: done, done },
    asked.applyImport.name,
  )
}

/** Gives out the rows that are not written yet, batch by batch. */
function openTaking(world: ImportWorld, street: string, imported: Import) {
  let cursor = 0
  let last: Promise<readonly RowToWrite[]> = Promise.resolve([])
  const next = async () => {
    const rows = await inBatch(world, street, (tx) =>
      rowsToWrite(tx, street, imported.id, {
        after: cursor,
        limit: batchOf,
        withDoubtful: imported.doubtful === 'queue',
      }),
    )
    cursor = rows.at(-1)?.no ?? cursor
    return rows
  }
  let isClosed = false
  return {
    next: (): Promise<readonly RowToWrite[]> => (last = last.then(() => (isClosed ? [] : next()))),
    close: () => void (isClosed = true),
  }
}

async function undo(world: ImportWorld, street: string, imported: Import, worker: string): Promise<void> {
  const rules = await inBatch(world, street, (tx) => trustRules(tx, street))
  let { cursor, done } = imported
  for (;;) {
    const told = await step(world, street, imported, worker, async (tx, now) => {
      const answer = await undoRows(tx, { street, id: imported.id, rules, now }, cursor, batchOf)
      return { answer, progress: { cursor: answer?.upTo ?? cursor, done: answer?.rows ?? 0 } }
    })
    if (!told) break
    cursor = told.upTo
    done += told.rows
  }
  await finish(world, street, imported, worker, { state: 'undone', cursor: 0, done }, asked.undoImport.name)
}

/** Imports at which nobody has worked for a while: of a process that is gone. */
export async function abandonedImports(database: Database, street: string, before: string): Promise<readonly string[]> {
  return database.transaction(street, async (tx) => {
    const { rows } = await sql<{ id: string }>`select id from register_imports where street = ${street}
      and state in ('judging', 'applying', 'undoing') and (beat_at is null or beat_at < ${before})`.execute(tx)
    return rows.map((row) => row.id)
  })
}

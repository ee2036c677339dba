import { sql } from 'kysely'
import { newId } from '#kernel/id'
import { shanghaiDate } from '#kernel/time'
import type { Database, Tx } from '#platform/db'
import { recordAct, systemActor } from '#platform/operations'
import { registers as asked, type Registers, type Tags } from '#engines/registers/shared'
import { registerOf, type Interpreting } from '../../shared/importing/index.ts'
import { trustRules, type Rules } from '../entries/entries.store.ts'
import { openFileKeys } from './file-keys.ts'
import { problemText } from './file.ts'
import { advance, lockImport, patchImport, type Import, type Progress } from './imports.store.ts'
import { readFile, readRow } from './read-file.ts'
import { judgeRows } from './judge.ts'
import type { Judging, ReadRow } from './judging.ts'
import { keysOfRow } from './row-keys.ts'
import { compoundLanes } from './places.ts'
import { insertRows, rowsToWrite, type StoredRow } from './rows.store.ts'
import { undoRows } from './undo-rows.ts'
import { writeRows } from './write-rows.ts'

export interface ImportWorld {
  readonly database: Database
  readonly data: string
  readonly registers: Registers
  readonly tags: Tags
  now(): Date
  onAct?(street: string): void
  /** The process is about to end: what is under way stops behind its batch, and goes on with the next process. */
  readonly signal?: AbortSignal
}

/** Long enough that a round trip costs nothing beside the work, short enough that a pause is felt at once. */
export const batchOf = 1000

class Stopped extends Error {}

const isConflict = (thrown: unknown) => ['40001', '40P01'].includes(String((thrown as { code?: unknown } | null)?.code))

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

async function inBatch<T>(world: ImportWorld, street: string, run: (tx: Tx) => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await world.database.transaction(street, run, { prepared: true })
    } catch (thrown) {
      if (!isConflict(thrown) || attempt >= 6) throw thrown
    }
  }
}

/**
 * One step of the work: only while the state is still what it was and nobody has taken over. Asked at the end, with the
 * progress that it made, so that two steps may be under way at once.
 */
async function step<T>(
  world: ImportWorld,
  street: string,
  imported: Import,
  worker: string,
  run: (tx: Tx, now: string) => Promise<{ readonly answer: T; readonly progress: Progress }>,
): Promise<T> {
  if (world.signal?.aborted) throw new Stopped()
  return inBatch(world, street, async (tx) => {
    const now = world.now().toISOString()
    const { answer, progress } = await run(tx, now)
    const isMine = await advance(tx, street, { id: imported.id, state: imported.state, worker, now }, progress)
    if (!isMine) throw new Stopped()
    return answer
  })
}

async function finish(
  world: ImportWorld,
  street: string,
  imported: Import,
  worker: string,
  patch: Parameters<typeof patchImport>[4],
  operation: string,
): Promise<void> {
  await inBatch(world, street, async (tx) => {
    const current = await lockImport(tx, street, imported.id)
    if (current?.state !== imported.state || current.worker !== worker) throw new Stopped()
    const now = world.now().toISOString()
    await patchImport(tx, street, imported.id, now, { ...patch, worker: null })
    await recordAct(tx, {
      street,
      id: newId(),
      at: now,
      happenedAt: null,
      actor: systemActor([]),
      operation,
      outcome: 'ok',
      subjectKind: 'import',
      subjectId: imported.id,
      input: null,
      inputHash: null,
      changes: { state: patch.state },
      result: null,
      address: null,
    })
  })
  world.onAct?.(street)
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
    how,
  }
}

export const openJudging = judgingOf

async function judge(world: ImportWorld, street: string, imported: Import, worker: string): Promise<void> {
  const judging = await inBatch(world, street, (tx) => judgingOf(world, tx, street, imported))
  let no = 0
  let formulas = 0
  let batch: ReadRow[] = []
  // While one batch is judged against the database, the next one is read.
  let flying: Promise<void> = Promise.resolve()
  const send = async (rows: readonly ReadRow[], upTo: number, computed: number) =>
    step(world, street, imported, worker, async (tx) => {
      await insertRows(tx, street, imported.id, await judgeRows(tx, judging, rows))
      return { answer: undefined, progress: { cursor: upTo, done: rows.length, formulas: computed } }
    })
  const flush = async () => {
    await flying
    if (batch.length === 0) return
    flying = send(batch, no, formulas)
    // Its failure is told when it is waited for.
    flying.catch(() => {})
    batch = []
  }
  const problem = await readFile(world, street, imported, async (sheet, given) => {
    no += 1
    formulas += given.formulas
    const row = readRow(judging.how, no, sheet, given)
    if (no > imported.cursor) batch.push(row)
    else if (row.reading) for (const key of keysOfRow(judging.register, row.reading).keys) judging.keys.add(key, no)
    if (batch.length >= batchOf) await flush()
  })
  await flush()
  await flying
  if (problem) {
    const [zh, en] = problemText(problem)
    await finish(world, street, imported, worker, { state: 'failed', problem: [zh, en] }, asked.mapImport.name)
  } else
    await finish(
      world,
      street,
      imported,
      worker,
      { state: 'judged', cursor: 0, done: no, total: no, formulas },
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
  let last: Promise<readonly StoredRow[]> = Promise.resolve([])
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
    next: (): Promise<readonly StoredRow[]> => (last = last.then(() => (isClosed ? [] : next()))),
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

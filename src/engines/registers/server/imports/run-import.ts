import { sql } from 'kysely'
import { newId } from '#kernel/id'
import { shanghaiDate } from '#kernel/time'
import type { Database, Tx } from '#platform/db'
import { openSheets, type Merge, type SheetProblem } from '#platform/sheets'
import { recordAct, systemActor } from '#platform/operations'
import { registers as asked, type Registers, type Tags } from '#engines/registers/shared'
import { interpret, openLayout, registerOf, type GivenRow, type Interpreting } from '../../shared/importing/index.ts'
import { trustRules, type Rules } from '../entries/entries.store.ts'
import { openFileKeys } from './file-keys.ts'
import { fileOf, problemText } from './file.ts'
import { lockImport, patchImport, type Import, type StoredSheet } from './imports.store.ts'
import { judgeRows, keysOfRow, type Judging, type ReadRow } from './judge.ts'
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

/** One step of the work: only while the state is still what it was and nobody has taken over. */
async function step<T>(
  world: ImportWorld,
  street: string,
  imported: Import,
  worker: string,
  run: (tx: Tx, now: string) => Promise<T>,
): Promise<T> {
  return inBatch(world, street, async (tx) => {
    if (world.signal?.aborted) throw new Stopped()
    const current = await lockImport(tx, street, imported.id)
    if (current?.state !== imported.state || current.worker !== worker) throw new Stopped()
    return run(tx, world.now().toISOString())
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
  await step(world, street, imported, worker, async (tx, now) => {
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
  const flush = async () => {
    const rows = batch
    batch = []
    if (rows.length === 0) return
    await step(world, street, imported, worker, async (tx, now) => {
      await insertRows(tx, street, imported.id, await judgeRows(tx, judging, rows))
      await patchImport(tx, street, imported.id, now, { cursor: no, done: no, beatAt: now, formulas })
    })
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

export function readRow(how: Interpreting, no: number, sheet: number, given: GivenRow): ReadRow {
  return {
    no,
    sheet,
    row: given.row,
    part: given.part,
    cells: given.cells,
    given: { values: given.given, reasons: given.reasons },
    mended: null,
    decision: null,
    reading: given.part === 0 ? null : interpret(how, given.given),
  }
}

/** Goes through the rows of the sheets that are read. Answers what is wrong with the file, if anything is. */
export async function readFile(
  world: Pick<ImportWorld, 'data'>,
  street: string,
  imported: Pick<Import, 'id' | 'kind' | 'fileName' | 'sheets'>,
  onRow: (sheet: number, given: GivenRow) => Promise<void>,
  path: string = fileOf(world.data, street, imported.id),
): Promise<SheetProblem | null> {
  const opened = await openSheets(path, imported.fileName)
  if (!opened.ok) return opened.error
  const workbook = opened.value
  try {
    for (const sheet of imported.sheets) {
      const source = workbook.sheets[sheet.index]
      if (sheet.skipped || !source) continue
      const merges = await source.merges()
      if (!merges.ok) return merges.error
      const layout = openLayout(planOf(sheet, merges.value), {
        ofPeople: imported.kind === 'person' || imported.kind === 'tags',
      })
      for await (const row of source.rows()) {
        if (!row.ok) return row.error
        for (const given of layout.read(row.value)) await onRow(sheet.index, given)
      }
    }
    return null
  } finally {
    await workbook.close()
  }
}

function planOf(sheet: StoredSheet, merges: readonly Merge[]) {
  const targets: string[] = []
  for (const { at, target } of sheet.columns) targets[at - 1] = target
  return {
    headRow: sheet.headRow,
    heads: sheet.heads,
    context: `${sheet.name} ${sheet.title}`.trim(),
    targets: Array.from(targets, (target) => target ?? 'note'),
    merges,
  }
}

/** What waits in one round for what is written in it is done in the next. */
const mostRounds = 5

async function apply(world: ImportWorld, street: string, imported: Import, worker: string): Promise<void> {
  const judging = await inBatch(world, street, (tx) => judgingOf(world, tx, street, imported))
  let { cursor, done } = imported
  // What was waiting when the work was broken off is looked for once more.
  let waiting = cursor > 0 ? 1 : 0
  for (let round = 1; ; round++) {
    for (;;) {
      const rows: readonly StoredRow[] = await step(world, street, imported, worker, async (tx, now) => {
        const found = await rowsToWrite(tx, street, imported.id, {
          after: cursor,
          limit: batchOf,
          withDoubtful: imported.doubtful === 'queue',
        })
        if (found.length === 0) return found
        const told = await writeRows(tx, { ...judging, heads: new Map(), now }, found)
        await patchImport(tx, street, imported.id, now, {
          cursor: found.at(-1)!.no,
          done: done + told.written,
          beatAt: now,
        })
        waiting += told.waiting
        done += told.written
        return found
      })
      if (rows.length === 0) break
      cursor = rows.at(-1)!.no
      world.onAct?.(street)
    }
    if (waiting === 0 || round >= mostRounds) break
    waiting = 0
    cursor = 0
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

async function undo(world: ImportWorld, street: string, imported: Import, worker: string): Promise<void> {
  const rules = await inBatch(world, street, (tx) => trustRules(tx, street))
  let { cursor, done } = imported
  for (;;) {
    const told = await step(world, street, imported, worker, async (tx, now) => {
      const undone = await undoRows(tx, { street, id: imported.id, rules, now }, cursor, batchOf)
      if (undone)
        await patchImport(tx, street, imported.id, now, { cursor: undone.upTo, done: done + undone.rows, beatAt: now })
      return undone
    })
    if (!told) break
    cursor = told.upTo
    done += told.rows
    world.onAct?.(street)
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

import { newId } from '#kernel/id'
import type { Database, Tx } from '#platform/db'
import { recordAct, systemActor } from '#platform/operations'
import type { Registers, Tags } from '#engines/registers/shared'
import { advance, lockImport, patchImport, type Import, type Progress } from './imports.store.ts'

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

/** Whoever worked on an import does so no more: it was paused or taken over, or the process is about to end. */
export class Stopped extends Error {}

const isConflict = (thrown: unknown) => ['40001', '40P01'].includes(String((thrown as { code?: unknown } | null)?.code))

export async function inBatch<T>(world: ImportWorld, street: string, run: (tx: Tx) => Promise<T>): Promise<T> {
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
export async function step<T>(
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

export async function finish(
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

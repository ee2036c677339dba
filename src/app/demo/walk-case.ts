import type { CaseId } from '#engines/cases/shared'
import type { Rng } from './rng.ts'
import { handle } from './walk-handling.ts'
import { takeIn } from './walk-intake.ts'
import { setOut, type Stage, type Walk } from './walk.ts'

/** Walks one case through the loop by the real operations, as far as it shall go. Returns its id. */
export async function walkCase(stage: Stage, walk: Walk, rng: Rng): Promise<CaseId> {
  const way = setOut(stage, walk, rng)
  const dispatched = await takeIn(way)
  if (dispatched) await handle(way, dispatched)
  return way.caseId
}

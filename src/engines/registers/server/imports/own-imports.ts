import { err, ok, type Result } from '#kernel/result'
import type { Tx } from '#platform/db'
import type { Actor, Context } from '#platform/operations'
import type { ImportState } from '#engines/registers/shared'
import { findImport, lockImport, type Import } from './imports.store.ts'
import { seesImport } from './present.ts'

/** Columns that are set aside, as many as there are. */
export const freeTargets = new Set(['note', 'ignore', 'withhold'])

/** An import of this actor's, held, in one of these states. */
export async function held(
  { tx, street, actor }: Context,
  id: string,
  states: readonly ImportState[],
): Promise<Result<Import, 'import_not_found' | 'import_not_ready'>> {
  const found = await lockImport(tx, street, id)
  if (!found || !seesImport(actor, found)) return err('import_not_found')
  return states.includes(found.state) ? ok(found) : err('import_not_ready')
}

export async function seen(tx: Tx, street: string, actor: Actor, id: string): Promise<Import | undefined> {
  const found = await findImport(tx, street, id)
  return found && seesImport(actor, found) ? found : undefined
}

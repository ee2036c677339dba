import type { Readable } from 'node:stream'
import { err, ok, type Result } from '#kernel/result'
import type { SheetProblem } from '#platform/sheets'
import { keepFile, dropFile, fileOf, lookAtFile, problemText } from './file.ts'
import { findImport, lockImport, mappingsOf, patchImport } from './imports.store.ts'
import type { ImportWorld } from './run-import.ts'

export type ReceiveError = 'import_not_found' | 'import_not_ready' | SheetProblem

/** Takes in the file of an import and looks at its columns. A file that cannot be read is not kept; another may be sent. */
export async function receiveFile(
  world: ImportWorld,
  street: string,
  id: string,
  body: Readable,
): Promise<Result<{ sheets: number }, ReceiveError>> {
  const { database, data } = world
  const found = await database.transaction(street, (tx) => findImport(tx, street, id))
  if (!found) return err('import_not_found')
  if (found.state !== 'received' && found.state !== 'guessed') return err('import_not_ready')
  const kept = await keepFile(data, street, id, body)
  const looked = !kept.ok
    ? kept
    : await lookAtFile(fileOf(data, street, id), found.fileName, { ...world, kind: found.kind }, (signatures) =>
        database.transaction(street, (tx) => mappingsOf(tx, street, found.kind, signatures)),
      )
  const now = world.now().toISOString()
  const problem = looked.ok ? (looked.value.sheets.length === 0 ? 'sheet_missing' : null) : looked.error
  return database.transaction(street, async (tx) => {
    const current = await lockImport(tx, street, id)
    if (current?.state !== 'received' && current?.state !== 'guessed') return err('import_not_ready')
    if (problem !== null || !looked.ok) {
      const [zh, en] = problemText(problem ?? 'file_not_readable')
      await patchImport(tx, street, id, now, { state: 'received', problem: [zh, en] })
      await dropFile(data, street, id)
      return err(problem ?? 'file_not_readable')
    }
    await patchImport(tx, street, id, now, {
      state: 'guessed',
      bytes: kept.ok ? kept.value : null,
      sheets: looked.value.sheets,
      total: looked.value.rows,
      problem: null,
    })
    return ok({ sheets: looked.value.sheets.length })
  })
}

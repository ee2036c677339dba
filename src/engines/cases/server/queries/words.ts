import { sql } from 'kysely'
import type { Tx } from '#platform/db'
import type { CaseTypes, CaseWords } from '#engines/cases/shared'
import { gridsOf, unitsOf } from '#engines/registers'
import { shortCommittee } from '#engines/registers/shared'

/** Words for the ids of a case as every list has them; what is not known is a dash. */
export async function wordsOf(tx: Tx, street: string, now: string, types: CaseTypes): Promise<CaseWords> {
  const units = new Map((await unitsOf(tx, street)).map((unit) => [unit.id as string, unit.name]))
  const grids = new Map((await gridsOf(tx, street)).map((grid) => [grid.code, grid.name]))
  const { rows } = await sql<{ code: string; name: string }>`
    select code, name from committees where street = ${street}`.execute(tx)
  const committees = new Map(rows.map(({ code, name }) => [code, shortCommittee(name)]))
  const named = (known: ReadonlyMap<string, string>) => (id: string | null) => (id && known.get(id)) || '—'
  return {
    now,
    unitName: named(units),
    committeeName: named(committees),
    gridName: named(grids),
    typeName: (id) => types.get(id)?.label ?? [id, id],
  }
}

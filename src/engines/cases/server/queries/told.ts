import { sql } from 'kysely'
import type { Tx } from '#platform/db'
import type { Actor } from '#platform/operations'
import { cases, type CaseLine } from '#engines/cases/shared'
import { visibleTo } from '../scope.ts'
import { lineColumns } from './list.ts'

/** How some cases stand, the oldest first, and whether the one who asks may open them. */
export async function linesOfCases(
  tx: Tx,
  street: string,
  actor: Actor,
  ids: readonly string[],
): Promise<readonly (CaseLine & { readonly opens: boolean })[]> {
  const { rows } = await sql<CaseLine & { readonly visible: boolean }>`
    select ${lineColumns}, (${visibleTo(actor)}) is true as visible from cases c
    where c.street = ${street} and c.id = any (${ids}::uuid[]) order by c.reported_at, c.id`.execute(tx)
  const mayGet = actor.can.has(cases.get.name)
  return rows.map(({ visible, ...line }) => ({ ...line, opens: mayGet && visible }))
}

import { sql } from 'kysely'
import type { Tx } from '#platform/db'

interface Place {
  readonly committee: string | null
  readonly grid: string | null
  readonly lng: number | null
  readonly lat: number | null
}

/** Where the open cases of some committees and grids are. */
export async function openCasesOf(
  tx: Tx,
  street: string,
  { committees, grids }: { readonly committees: readonly string[]; readonly grids: readonly string[] },
): Promise<readonly Place[]> {
  const { rows } = await sql<Place>`
    select committee, grid, lng, lat from cases
    where street = ${street} and open and (committee = any (${committees}::text[]) or grid = any (${grids}::text[]))`.execute(
    tx,
  )
  return rows
}

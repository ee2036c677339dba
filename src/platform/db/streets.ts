import { sql } from 'kysely'
import type { Database } from './pool.ts'

/** The codes of the streets that are set up, in order. */
export async function streetsOf({ kysely }: Pick<Database, 'kysely'>): Promise<string[]> {
  const { rows } = await sql<{ code: string }>`select code from streets order by code`.execute(kysely)
  return rows.map(({ code }) => code)
}

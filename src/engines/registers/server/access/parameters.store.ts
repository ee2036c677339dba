import { sql } from 'kysely'
import type { Tx } from '#platform/db'

/** A number that the street has set for its registers, as in force on a day. */
export async function parameterOn(
  tx: Tx,
  street: string,
  key: string,
  day: string,
  otherwise: number,
): Promise<number> {
  const { rows } = await sql<{ value: number }>`select value from register_parameters
    where street = ${street} and key = ${key} and "from" <= ${day} order by "from" desc limit 1`.execute(tx)
  return rows[0]?.value ?? otherwise
}

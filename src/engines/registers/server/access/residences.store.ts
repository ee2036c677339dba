import { sql } from 'kysely'
import type { Tx } from '#platform/db'
import type { ResidenceDetails } from '#engines/registers/shared'

export interface Residence {
  /** The home that stands. */
  readonly home: string
  readonly details: ResidenceDetails
}

/** Where people live just now and as what; of several homes the one moved to last, as `livesIn` has it. */
export async function residencesOf(
  tx: Tx,
  street: string,
  roots: readonly string[],
  today: string,
): Promise<Map<string, Residence>> {
  if (roots.length === 0) return new Map()
  const { rows } = await sql<Residence & { id: string }>`
    select distinct on (m.root) m.root as id, o.root as home, t.details from register_entries m
    join register_ties t on t.street = m.street and t.subject = m.id and t.kind = 'lives' and t.superseded_at is null
    join register_entries o on o.street = t.street and o.id = t.object
    where m.street = ${street} and (m.id = any(${roots}::uuid[]) or (m.state = 'merged' and m.root = any(${roots}::uuid[])))
      and t.valid_from <= ${today} and (t.valid_to is null or t.valid_to > ${today})
    order by m.root, t.valid_from desc, t.id desc`.execute(tx)
  return new Map(rows.map(({ id, ...residence }) => [id, residence]))
}

import { sql } from 'kysely'
import type { Tx } from '#platform/db'

/** Whether a follow code belongs to the case that has a photo: the only way in for someone without an account. */
export async function mayFollow(tx: Tx, street: string, attachmentId: string, code: string): Promise<boolean> {
  const { rows } = await sql`
    select 1 from cases c join attachments a on a.street = c.street and a.case_id = c.id
    where c.street = ${street} and a.id = ${attachmentId} and c.follow_code = ${code.toUpperCase().slice(0, 20)}`.execute(tx)
  return rows.length > 0
}

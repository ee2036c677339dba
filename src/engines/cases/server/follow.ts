import { sql } from 'kysely'
import type { Tx } from '#platform/db'
import type { Actor } from '#platform/operations'
import { visibleTo } from './scope.ts'

/** Whether a follow code belongs to the case that has a photo: the only way in for someone without an account. */
export async function mayFollow(tx: Tx, street: string, attachmentId: string, code: string): Promise<boolean> {
  const { rows } = await sql`
    select 1 from cases c join attachments a on a.street = c.street and a.case_id = c.id
    where c.street = ${street} and a.id = ${attachmentId} and c.follow_code = ${code.toUpperCase().slice(0, 20)}`.execute(
    tx,
  )
  return rows.length > 0
}

/** A file of a case is seen by those who see the case; one that belongs to none yet, by who may see cases at all. */
export async function maySee(tx: Tx, actor: Actor, file: { caseId: string | null }): Promise<boolean> {
  if (!actor.can.has('cases.get')) return false
  if (file.caseId === null) return true
  const { rows } =
    await sql`select 1 from cases c where c.street = current_setting('app.street') and c.id = ${file.caseId} and ${visibleTo(actor)}`.execute(
      tx,
    )
  return rows.length > 0
}

/** Of these cases, those that someone may see. */
export async function seenBy(tx: Tx, street: string, actor: Actor, ids: readonly string[]): Promise<Set<string>> {
  const { rows } = await sql<{ id: string }>`
    select c.id from cases c where c.street = ${street} and c.id = any(${ids}::uuid[]) and ${visibleTo(actor)}`.execute(
    tx,
  )
  return new Set(rows.map((row) => row.id))
}

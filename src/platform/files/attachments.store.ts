import { sql, type ColumnType } from 'kysely'
import type { StaffId } from '#kernel/id'
import type { Tx } from '#platform/db'

interface AttachmentsTable {
  street: string
  id: string
  original_sha256: string
  sha256: string
  small_sha256: string | null
  mime: 'image/jpeg' | 'application/pdf'
  bytes: number
  width: number | null
  height: number | null
  taken_at: string | null
  lng: number | null
  lat: number | null
  uploaded_by: string | null
  uploaded_at: string
  case_id: ColumnType<string | null, undefined, string>
}

declare module '#platform/db' {
  interface Schema {
    attachments: AttachmentsTable
  }
}

export type NewAttachment = Omit<AttachmentsTable, 'case_id'>

export interface Attachment {
  readonly id: string
  readonly sha256: string
  readonly smallSha256: string | null
  readonly originalSha256: string
  readonly mime: string
  readonly caseId: string | null
}

export async function findAttachment(tx: Tx, street: string, id: string): Promise<Attachment | undefined> {
  return await tx
    .selectFrom('attachments')
    .select([
      'id',
      'sha256',
      'small_sha256 as smallSha256',
      'original_sha256 as originalSha256',
      'mime',
      'case_id as caseId',
    ])
    .where('street', '=', street)
    .where('id', '=', id)
    .executeTakeFirst()
}

/** Returns false when there is one with this id. */
export async function addAttachment(tx: Tx, row: NewAttachment): Promise<boolean> {
  const added = await tx
    .insertInto('attachments')
    .values(row)
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst()
  return added.numInsertedOrUpdatedRows === 1n
}

/** Whether all of them have arrived and, if it is said by whom they must be, are that person's or a resident's. */
export async function attachmentsExist(
  tx: Tx,
  street: string,
  ids: readonly string[],
  by?: StaffId | null,
): Promise<boolean> {
  const wanted = [...new Set(ids)]
  if (wanted.length === 0) return true
  const owner = by === undefined ? sql`true` : sql`(uploaded_by is null or uploaded_by = ${by})`
  const { rows } = await sql<{ n: number }>`
    select count(*) as n from attachments where street = ${street} and id = any(${wanted}::uuid[]) and ${owner}`.execute(
    tx,
  )
  return rows[0]?.n === wanted.length
}

/** Gives attachments to a case. One that belongs to another case stays there; says whether all are this case's now. */
export async function attachToCase(tx: Tx, street: string, ids: readonly string[], caseId: string): Promise<boolean> {
  const wanted = [...new Set(ids)]
  if (wanted.length === 0) return true
  const { numAffectedRows } = await sql`
    update attachments set case_id = ${caseId}
    where street = ${street} and id = any(${wanted}::uuid[]) and (case_id is null or case_id = ${caseId})`.execute(tx)
  return Number(numAffectedRows ?? 0n) === wanted.length
}

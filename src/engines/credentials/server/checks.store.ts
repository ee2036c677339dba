import { sql } from 'kysely'
import type { Tx } from '#platform/db'
import type { CheckId } from '#engines/credentials/shared'

export interface Check {
  readonly id: string
  readonly check: CheckId
  readonly askedBy: string
  readonly askedAt: string
  readonly until: string
  readonly answeredAt: string | null
  readonly isSo: boolean | null
  readonly compound: string | null
}

export async function addCheck(
  tx: Tx,
  street: string,
  made: Pick<Check, 'id' | 'check' | 'askedBy' | 'askedAt' | 'until'>,
): Promise<void> {
  await sql`insert into credential_checks (street, request, purpose, asked_by, asked_at, until)
    values (${street}, ${made.id}, ${made.check}, ${made.askedBy}, ${made.askedAt}, ${made.until})`.execute(tx)
}

/** Of whoever asked, and of nobody else. */
export async function findCheck(tx: Tx, street: string, id: string, askedBy: string): Promise<Check | undefined> {
  const { rows } =
    await sql<Check>`select request as id, purpose as "check", asked_by as "askedBy", asked_at as "askedAt", until,
      answered_at as "answeredAt", is_so as "isSo", compound
    from credential_checks where street = ${street} and request = ${id} and asked_by = ${askedBy}`.execute(tx)
  return rows[0]
}

export async function answerCheck(
  tx: Tx,
  street: string,
  id: string,
  { at, isSo, compound }: { readonly at: string; readonly isSo: boolean; readonly compound: string | null },
): Promise<void> {
  await sql`update credential_checks set answered_at = ${at}, is_so = ${isSo}, compound = ${compound}
    where street = ${street} and request = ${id}`.execute(tx)
}

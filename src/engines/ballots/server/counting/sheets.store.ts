import { sql } from 'kysely'
import type { Tx } from '#platform/db'

export interface SignatureRow {
  readonly staff: string
  readonly name: string
  readonly post: string
  readonly sheet: string
  readonly at: string
}

export async function signaturesOf(tx: Tx, street: string, vote: string): Promise<SignatureRow[]> {
  const { rows } = await sql<SignatureRow>`select staff, name, post, sheet, at from vote_signatures
    where street = ${street} and vote = ${vote} order by at, staff`.execute(tx)
  return rows
}

export async function addSignature(tx: Tx, street: string, vote: string, row: SignatureRow): Promise<void> {
  await sql`insert into vote_signatures (street, vote, staff, name, post, sheet, at)
    values (${street}, ${vote}, ${row.staff}, ${row.name}, ${row.post}, ${row.sheet}, ${row.at})`.execute(tx)
}

export async function postOf(tx: Tx, street: string, staff: string): Promise<string> {
  const { rows } = await sql<{
    post: string
  }>`select post from staff where street = ${street} and id = ${staff}`.execute(tx)
  return rows[0]?.post ?? ''
}

export interface SignedSheet {
  readonly sheet: string
  readonly paper: string
}

export async function signedSheetOf(tx: Tx, street: string, vote: string): Promise<SignedSheet | undefined> {
  const { rows } =
    await sql<SignedSheet>`select sheet, paper from vote_sheets_signed where street = ${street} and vote = ${vote}`.execute(
      tx,
    )
  return rows[0]
}

export async function addSignedSheet(
  tx: Tx,
  street: string,
  vote: string,
  row: SignedSheet & { readonly at: string },
): Promise<void> {
  await sql`insert into vote_sheets_signed (street, vote, sheet, paper, at)
    values (${street}, ${vote}, ${row.sheet}, ${row.paper}, ${row.at})`.execute(tx)
}

import { sql } from 'kysely'
import type { Tx } from '#platform/db'

/** The files of a frozen election; none of it ever changes. */
export interface Setup {
  readonly vote: string
  readonly archiveTime: number
  readonly election: string
  readonly trustees: string
  readonly roll: string
  readonly rules: string
  readonly rollHash: string
  readonly rulesHash: string
  readonly credentialsArea: string
  readonly credentialsHead: string
  readonly receiptsKey: string
  readonly log: string
}

const columns = sql`vote, archive_time as "archiveTime", election, trustees, roll, rules, roll_hash as "rollHash", rules_hash as "rulesHash",
  credentials_area as "credentialsArea", credentials_head as "credentialsHead", receipts_key as "receiptsKey", log`

const kept = new Map<string, Setup>()
const mostKept = 100

/** Kept in memory once read: every cast asks for it. */
export async function setupOf(tx: Tx, street: string, vote: string): Promise<Setup | undefined> {
  const known = kept.get(vote)
  if (known) return known
  const { rows } =
    await sql<Setup>`select ${columns} from vote_setups where street = ${street} and vote = ${vote}`.execute(tx)
  const found = rows[0]
  if (!found) return undefined
  if (kept.size >= mostKept) kept.clear()
  kept.set(vote, found)
  return found
}

export async function addSetup(tx: Tx, street: string, setup: Setup, serverKey: Buffer): Promise<void> {
  await sql`insert into vote_setups (street, vote, archive_time, election, trustees, roll, rules, roll_hash, rules_hash, credentials_area,
      credentials_head, receipts_key, log, server_key)
    values (${street}, ${setup.vote}, ${setup.archiveTime}, ${setup.election}, ${setup.trustees}, ${setup.roll}, ${setup.rules}, ${setup.rollHash},
      ${setup.rulesHash}, ${setup.credentialsArea}, ${setup.credentialsHead}, ${setup.receiptsKey}, ${setup.log}, ${serverKey})`.execute(
    tx,
  )
}

export async function serverKeyOf(
  tx: Tx,
  street: string,
  vote: string,
): Promise<{ key: Buffer; printedAt: string | null }> {
  const { rows } = await sql<{
    key: Buffer
    printedAt: string | null
  }>`select server_key as key, escrow_printed_at as "printedAt"
    from vote_setups where street = ${street} and vote = ${vote}`.execute(tx)
  return rows[0]!
}

export async function escrowPrintedAt(tx: Tx, street: string, vote: string): Promise<string | null> {
  const { rows } = await sql<{ at: string | null }>`select escrow_printed_at as at
    from vote_setups where street = ${street} and vote = ${vote}`.execute(tx)
  return rows[0]?.at ?? null
}

export async function markEscrow(tx: Tx, street: string, vote: string, by: string, at: string): Promise<boolean> {
  const { numAffectedRows } = await sql`update vote_setups set escrow_printed_at = ${at}, escrow_printed_by = ${by}
    where street = ${street} and vote = ${vote} and escrow_printed_at is null`.execute(tx)
  return numAffectedRows === 1n
}

export async function addLetters(
  tx: Tx,
  street: string,
  vote: string,
  letters: readonly { readonly owner: string; readonly code: Buffer }[],
): Promise<void> {
  if (letters.length === 0) return
  await sql`insert into vote_letters (street, vote, owner, code)
    select ${street}, ${vote}, n.owner, decode(n.code, 'base64') from unnest(${letters.map(({ owner }) => owner)}::text[],
      ${letters.map(({ code }) => code.toString('base64'))}::text[]) as n (owner, code)`.execute(tx)
}

export interface LetterRow {
  readonly owner: string
  readonly code: Buffer | null
  readonly printedAt: string | null
  readonly printedBy: string | null
}

export async function lettersOf(tx: Tx, street: string, vote: string): Promise<Omit<LetterRow, 'code'>[]> {
  const { rows } = await sql<Omit<LetterRow, 'code'>>`select l.owner, l.printed_at as "printedAt", s.name as "printedBy"
    from vote_letters l left join staff s on s.street = l.street and s.id = l.printed_by
    where l.street = ${street} and l.vote = ${vote} order by l.owner`.execute(tx)
  return rows
}

export async function lockLetters(
  tx: Tx,
  street: string,
  vote: string,
  owners: readonly string[],
): Promise<LetterRow[]> {
  const { rows } =
    await sql<LetterRow>`select owner, code, printed_at as "printedAt", null as "printedBy" from vote_letters
    where street = ${street} and vote = ${vote} and owner = any(${[...owners]}::text[]) order by owner for no key update`.execute(
      tx,
    )
  return rows
}

export async function destroyLetters(
  tx: Tx,
  street: string,
  vote: string,
  owners: readonly string[],
  by: string,
  at: string,
): Promise<void> {
  await sql`update vote_letters set code = null, printed_at = ${at}, printed_by = ${by}
    where street = ${street} and vote = ${vote} and owner = any(${[...owners]}::text[])`.execute(tx)
}

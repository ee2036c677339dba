import { randomInt } from 'node:crypto'
import { sql, type RawBuilder } from 'kysely'
import type { Tx } from '#platform/db'
import type { CredentialKindId, RevocationReason } from '#engines/credentials/shared'

export interface Credential {
  readonly id: string
  readonly kind: CredentialKindId
  readonly holder: string
  readonly compound: string | null
  readonly ownerNo: string | null
  readonly area: number | null
  readonly issuer: string
  readonly thumbprint: string
  readonly issuedAt: string
  readonly expiresAt: string
  readonly revokedAt: string | null
  readonly reason: RevocationReason | null
}

const columns = sql`c.id, c.kind, c.holder, c.compound, c.owner_no as "ownerNo", c.area::float8 as area, c.issuer, c.thumbprint,
  c.issued_at as "issuedAt", c.expires_at as "expiresAt", c.revoked_at as "revokedAt", c.reason`

/** Bits of one list. A position is drawn, so that neighbours in the list are no neighbours in life. */
export const statusListSize = 131_072
const fullAt = 60_000

export interface StatusPosition {
  readonly list: number
  readonly index: number
}

async function drawPosition(tx: Tx, street: string): Promise<StatusPosition> {
  const { rows } = await sql<{ list: number; taken: number }>`
    select status_list as list, count(*)::int as taken from credentials where street = ${street} group by 1 order by 1 desc limit 1`.execute(
    tx,
  )
  const last = rows[0] ?? { list: 1, taken: 0 }
  const list = last.taken < fullAt ? last.list : last.list + 1
  for (;;) {
    const index = randomInt(statusListSize)
    const { rows: taken } = await sql`select 1 from credentials
      where street = ${street} and status_list = ${list} and status_index = ${index}`.execute(tx)
    if (taken.length === 0) return { list, index }
  }
}

type NewCredential = Omit<Credential, 'revokedAt' | 'reason'> & { readonly offer: string; readonly issuedBy: string }

/** Writes down what is about to be signed, and where its revocation will stand. */
export async function addCredential(tx: Tx, street: string, made: NewCredential): Promise<StatusPosition> {
  const position = await drawPosition(tx, street)
  await sql`insert into credentials (street, id, kind, holder, compound, owner_no, area, issuer, thumbprint, status_list, status_index,
      offer, issued_by, issued_at, expires_at)
    values (${street}, ${made.id}, ${made.kind}, ${made.holder}, ${made.compound}, ${made.ownerNo}, ${made.area}, ${made.issuer},
      ${made.thumbprint}, ${position.list}, ${position.index}, ${made.offer}, ${made.issuedBy}, ${made.issuedAt}, ${made.expiresAt})`.execute(
    tx,
  )
  return position
}

async function credentialsWhere(tx: Tx, street: string, where: RawBuilder<unknown>): Promise<Credential[]> {
  const { rows } =
    await sql<Credential>`select ${columns} from credentials c where c.street = ${street} and ${where}`.execute(tx)
  return rows
}

export const credentialsOfHolder = (tx: Tx, street: string, holder: string) =>
  credentialsWhere(tx, street, sql`c.holder = ${holder} order by c.issued_at desc, c.id desc limit 50`)

export async function findByStatus(
  tx: Tx,
  street: string,
  { list, index }: StatusPosition,
): Promise<Credential | undefined> {
  const found = await credentialsWhere(tx, street, sql`c.status_list = ${list} and c.status_index = ${index}`)
  return found[0]
}

/** A wallet of someone who can show who they are at this instant. */
export async function findByThumbprint(
  tx: Tx,
  street: string,
  thumbprint: string,
  at: string,
): Promise<Credential | undefined> {
  const found = await credentialsWhere(
    tx,
    street,
    sql`c.thumbprint = ${thumbprint} and c.revoked_at is null and c.expires_at > ${at} and c.kind in ('owner', 'resident')
      order by c.issued_at desc limit 1`,
  )
  return found[0]
}

export async function lockCredential(tx: Tx, street: string, id: string): Promise<Credential | undefined> {
  const found = await credentialsWhere(tx, street, sql`c.id = ${id} for no key update`)
  return found[0]
}

export interface CredentialFilter {
  readonly compound?: string | undefined
  readonly kind?: CredentialKindId | undefined
  readonly state?: 'valid' | 'expired' | 'revoked' | undefined
  readonly after?: readonly [at: string, id: string] | undefined
  readonly limit: number
}

const stateIs = (state: NonNullable<CredentialFilter['state']>, now: string) => {
  if (state === 'revoked') return sql`c.revoked_at is not null`
  return state === 'expired'
    ? sql`(c.revoked_at is null and c.expires_at <= ${now})`
    : sql`(c.revoked_at is null and c.expires_at > ${now})`
}

export function listCredentials(tx: Tx, street: string, filter: CredentialFilter, now: string): Promise<Credential[]> {
  const { compound, kind, state, after, limit } = filter
  return credentialsWhere(
    tx,
    street,
    sql`${compound ? sql`c.compound = ${compound}` : sql`true`} and ${kind ? sql`c.kind = ${kind}` : sql`true`}
      and ${state ? stateIs(state, now) : sql`true`}
      and ${after ? sql`(c.issued_at, c.id) < (${after[0]}::timestamptz, ${after[1]}::uuid)` : sql`true`}
    order by c.issued_at desc, c.id desc limit ${limit}`,
  )
}

export interface Revocation {
  readonly at: string
  readonly by: string | null
  readonly reason: RevocationReason
}

export async function revokeCredential(
  tx: Tx,
  street: string,
  id: string,
  { at, by, reason }: Revocation,
): Promise<void> {
  await sql`update credentials set revoked_at = ${at}, revoked_by = ${by}, reason = ${reason}
    where street = ${street} and id = ${id} and revoked_at is null`.execute(tx)
}

/** Of one holder, kind and compound one credential is in force. */
export async function replaceEarlier(
  tx: Tx,
  street: string,
  { id, kind, holder, compound }: Pick<Credential, 'id' | 'kind' | 'holder' | 'compound'>,
  at: string,
): Promise<number> {
  const { numAffectedRows } = await sql`update credentials set revoked_at = ${at}, reason = 'replaced'
    where street = ${street} and holder = ${holder} and kind = ${kind} and compound is not distinct from ${compound}
      and id <> ${id} and revoked_at is null`.execute(tx)
  return Number(numAffectedRows ?? 0n)
}

export async function revokedIndexes(tx: Tx, street: string, list: number): Promise<number[] | undefined> {
  const { rows } = await sql<{ index: number; revoked: boolean }>`
    select status_index as index, revoked_at is not null as revoked from credentials where street = ${street} and status_list = ${list}`.execute(
    tx,
  )
  // The first list is there before anything is in it: wallets ask early.
  if (rows.length === 0 && list !== 1) return undefined
  return rows.filter((row) => row.revoked).map((row) => row.index)
}

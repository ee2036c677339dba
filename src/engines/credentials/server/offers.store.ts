import { sql } from 'kysely'
import type { Tx } from '#platform/db'
import type { CredentialKindId } from '#engines/credentials/shared'

export interface OfferedClaims {
  /** Always visible. */
  readonly open: Readonly<Record<string, unknown>>
  /** Shown one by one. */
  readonly kept: Readonly<Record<string, unknown>>
}

export interface Offer {
  readonly id: string
  readonly kind: CredentialKindId
  readonly holder: string
  readonly compound: string | null
  readonly claims: OfferedClaims
  readonly issuer: string
  readonly pinHash: string
  readonly failures: number
  readonly tokenUntil: string | null
  readonly issuedBy: string
  readonly until: string
  readonly redeemedAt: string | null
  readonly usedAt: string | null
  readonly withdrawnAt: string | null
}

const columns = sql`o.id, o.kind, o.holder, o.compound, o.claims, o.issuer, o.pin_hash as "pinHash", o.failures,
  o.token_until as "tokenUntil", o.issued_by as "issuedBy", o.until, o.redeemed_at as "redeemedAt", o.used_at as "usedAt",
  o.withdrawn_at as "withdrawnAt"`

type NewOffer = Pick<
  Offer,
  'id' | 'kind' | 'holder' | 'compound' | 'claims' | 'issuer' | 'pinHash' | 'issuedBy' | 'until'
>

export async function addOffer(
  tx: Tx,
  street: string,
  offer: NewOffer & { readonly codeHash: string; readonly at: string },
): Promise<void> {
  await sql`insert into credential_offers (street, id, kind, holder, compound, claims, issuer, code_hash, pin_hash, issued_by, issued_at, until)
    values (${street}, ${offer.id}, ${offer.kind}, ${offer.holder}, ${offer.compound}, ${JSON.stringify(offer.claims)}, ${offer.issuer},
      ${offer.codeHash}, ${offer.pinHash}, ${offer.issuedBy}, ${offer.at}, ${offer.until})`.execute(tx)
}

/** Held for this transaction: of many guesses at once each is counted, and one wallet alone gets the credential. */
export async function lockOffer(
  tx: Tx,
  street: string,
  by: { readonly id: string } | { readonly codeHash: string } | { readonly tokenHash: string },
): Promise<Offer | undefined> {
  const which =
    'id' in by
      ? sql`o.id = ${by.id}`
      : 'codeHash' in by
        ? sql`o.code_hash = ${by.codeHash}`
        : sql`o.token_hash = ${by.tokenHash}`
  const { rows } = await sql<Offer>`select ${columns} from credential_offers o
    where o.street = ${street} and ${which} for no key update`.execute(tx)
  return rows[0]
}

export async function countWrongPin(tx: Tx, street: string, id: string): Promise<void> {
  await sql`update credential_offers set failures = failures + 1 where street = ${street} and id = ${id}`.execute(tx)
}

export async function redeemOffer(
  tx: Tx,
  street: string,
  id: string,
  said: { readonly tokenHash: string; readonly until: string; readonly at: string },
): Promise<void> {
  await sql`update credential_offers set token_hash = ${said.tokenHash}, token_until = ${said.until}, redeemed_at = ${said.at}
    where street = ${street} and id = ${id}`.execute(tx)
}

export async function useOffer(tx: Tx, street: string, id: string, at: string): Promise<void> {
  await sql`update credential_offers set used_at = ${at} where street = ${street} and id = ${id}`.execute(tx)
}

export async function withdrawOffer(tx: Tx, street: string, id: string, at: string): Promise<void> {
  await sql`update credential_offers set withdrawn_at = ${at} where street = ${street} and id = ${id}`.execute(tx)
}

/** A new offer takes the place of those that nobody fetched: a lost sheet is worth nothing. */
export async function withdrawEarlier(
  tx: Tx,
  street: string,
  { kind, holder, compound }: Pick<Offer, 'kind' | 'holder' | 'compound'>,
  at: string,
): Promise<void> {
  await sql`update credential_offers set withdrawn_at = ${at}
    where street = ${street} and holder = ${holder} and kind = ${kind} and compound is not distinct from ${compound}
      and used_at is null and withdrawn_at is null`.execute(tx)
}

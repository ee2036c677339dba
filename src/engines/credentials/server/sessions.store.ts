import { sql } from 'kysely'
import type { Tx } from '#platform/db'
import { hashOf } from './hash-of.ts'

/** Who showed which claims, a short while ago. */
export interface CredentialSession {
  readonly holder: string
  readonly credential: string
  readonly claims: Readonly<Record<string, unknown>>
  readonly at: string
}

/** Undefined when the time is over, or the credential was revoked since. */
export async function sessionOf(tx: Tx, street: string, token: string): Promise<CredentialSession | undefined> {
  const { rows } = await sql<CredentialSession>`
    select e.root as holder, s.credential, s.claims, s.presented_at as "at" from credential_sessions s
      join credentials c on c.street = s.street and c.id = s.credential
      join register_entries e on e.street = s.street and e.id = s.holder
    where s.street = ${street} and s.token_hash = ${hashOf(street, 'session', token)} and s.until > clock_timestamp()
      and c.revoked_at is null and c.expires_at > clock_timestamp()`.execute(tx)
  return rows[0]
}

export async function addSession(
  tx: Tx,
  street: string,
  session: CredentialSession & { readonly token: string; readonly until: string },
): Promise<void> {
  await sql`insert into credential_sessions (street, token_hash, credential, holder, claims, presented_at, until)
    values (${street}, ${hashOf(street, 'session', session.token)}, ${session.credential}, ${session.holder},
      ${JSON.stringify(session.claims)}, ${session.at}, ${session.until})`.execute(tx)
}

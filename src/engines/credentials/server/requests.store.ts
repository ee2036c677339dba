import { sql } from 'kysely'
import type { Tx } from '#platform/db'
import type { Purpose, VotingGroup } from '#engines/credentials/shared'

/** A question put to a wallet. */
export interface PresentationRequest {
  readonly id: string
  readonly purpose: Purpose
  readonly group: VotingGroup | null
  readonly nonce: string
  readonly stateHash: string
  /** The verifier as it called itself; the key binding must be made out to it. */
  readonly audience: string
  readonly madeAt: string
  readonly until: string
  readonly answeredAt: string | null
}

const columns = sql`r.id, r.purpose, r.voting_group as "group", r.nonce, r.state_hash as "stateHash", r.audience,
  r.made_at as "madeAt", r.until, r.answered_at as "answeredAt"`

export async function addRequest(tx: Tx, street: string, made: Omit<PresentationRequest, 'answeredAt'>): Promise<void> {
  await sql`insert into credential_requests (street, id, purpose, voting_group, nonce, state_hash, audience, made_at, until)
    values (${street}, ${made.id}, ${made.purpose}, ${made.group}, ${made.nonce}, ${made.stateHash}, ${made.audience}, ${made.madeAt}, ${made.until})`.execute(
    tx,
  )
}

/** Held for this transaction: of two answers at once one finds it answered. */
export async function lockRequest(tx: Tx, street: string, id: string): Promise<PresentationRequest | undefined> {
  const { rows } = await sql<PresentationRequest>`select ${columns} from credential_requests r
    where r.street = ${street} and r.id = ${id} for no key update`.execute(tx)
  return rows[0]
}

export async function findRequest(tx: Tx, street: string, id: string): Promise<PresentationRequest | undefined> {
  const { rows } = await sql<PresentationRequest>`select ${columns} from credential_requests r
    where r.street = ${street} and r.id = ${id}`.execute(tx)
  return rows[0]
}

export async function answerRequest(tx: Tx, street: string, id: string, at: string): Promise<void> {
  await sql`update credential_requests set answered_at = ${at} where street = ${street} and id = ${id}`.execute(tx)
}

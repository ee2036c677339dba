import { z } from 'zod'
import { err, ok, type Result } from '#kernel/result'
import type { Tx } from '#platform/db'
import {
  asP256,
  delegationVct,
  didJwkOf,
  isEs256,
  longestDelegationDays,
  parseSdJwt,
  readJws,
  thumbprintOf,
  verifyJws,
  type PublicJwk,
} from '#engines/credentials/shared'
import { findByThumbprint, type Credential } from './credentials.store.ts'
import type { Presentation } from './verify-presentation.ts'

const Claims = z.object({
  iss: z.string(),
  vct: z.literal(delegationVct),
  jti: z.uuid().toLowerCase(),
  nbf: z.number().int(),
  exp: z.number().int(),
  cnf: z.object({ jwk: z.custom<PublicJwk>((value) => asP256(value) !== undefined) }),
  compound: z.uuid().toLowerCase(),
  election: z
    .string()
    .regex(/^[1-9A-HJ-NP-Za-km-z]{14,30}$/)
    .optional(),
})

export interface VerifiedDelegation {
  readonly id: string
  readonly compound: string
  readonly election: string | null
  readonly from: string
  readonly until: string
  readonly delegate: Credential
  readonly delegateThumbprint: string
}

export type DelegationRefusal =
  | 'delegation_unreadable'
  | 'algorithm_refused'
  | 'delegation_expired'
  | 'delegation_over_scope'
  | 'delegate_unknown'
  | 'delegate_is_owner'

const instant = (seconds: number) => new Date(seconds * 1000).toISOString()

/** Signed by the key that shows the owner's credential just now, and giving away no more than that credential has. */
export async function verifyDelegation(
  tx: Tx,
  street: string,
  { credential, holderJwk, expiresAt, claims }: Presentation,
  token: unknown,
  at: string,
): Promise<Result<VerifiedDelegation, DelegationRefusal>> {
  const sdJwt = typeof token === 'string' ? parseSdJwt(token) : undefined
  const jws = sdJwt && sdJwt.disclosures.length === 0 && sdJwt.keyBinding === null ? readJws(sdJwt.jwt) : undefined
  if (!jws) return err('delegation_unreadable')
  if (!isEs256(jws)) return err('algorithm_refused')
  const parsed = Claims.safeParse(jws.payload)
  if (!parsed.success || jws.header['typ'] !== 'dc+sd-jwt') return err('delegation_unreadable')
  const { iss, jti, nbf, exp, cnf, compound, election = null } = parsed.data
  if (iss !== didJwkOf(holderJwk) || !(await verifyJws(jws, holderJwk))) return err('delegation_unreadable')
  const now = Math.floor(Date.parse(at) / 1000)
  if (exp <= now || exp <= nbf) return err('delegation_expired')
  const isWithin = compound === claims['compound'] && exp <= expiresAt && exp - nbf <= longestDelegationDays * 86_400
  if (!isWithin) return err('delegation_over_scope')
  const delegateThumbprint = thumbprintOf(cnf.jwk)
  const delegate = await findByThumbprint(tx, street, delegateThumbprint, at)
  if (!delegate) return err('delegate_unknown')
  if (delegate.holder === credential.holder) return err('delegate_is_owner')
  return ok({ id: jti, compound, election, from: instant(nbf), until: instant(exp), delegate, delegateThumbprint })
}

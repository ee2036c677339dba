import { delegationVct } from './credential-kinds.ts'
import { didJwkOf } from './jose/did.ts'
import type { PublicJwk } from './jose/jws.ts'
import { makeSdJwt } from './sd-jwt.ts'

/** What an owner lets someone else do: vote in one election, or in all of a compound for a time. */
export interface DelegationScope {
  readonly compound: string
  readonly election: string | null
  readonly from: Date
  readonly until: Date
}

const seconds = (at: Date) => Math.floor(at.getTime() / 1000)

/** Longer than a year a delegation is not: who gave it may have forgotten. */
export const longestDelegationDays = 366

/** Signed by the owner's own wallet, bound to the delegate's key. */
export function makeDelegation(
  owner: { readonly jwk: PublicJwk; readonly key: CryptoKey },
  delegate: PublicJwk,
  { compound, election, from, until }: DelegationScope,
  id: string,
): Promise<string> {
  const open = {
    iss: didJwkOf(owner.jwk),
    vct: delegationVct,
    jti: id,
    iat: seconds(from),
    nbf: seconds(from),
    exp: seconds(until),
    cnf: { jwk: delegate },
    compound,
    ...(election !== null && { election }),
  }
  return makeSdJwt({ kid: `${didJwkOf(owner.jwk)}#0` }, open, {}, owner.key)
}

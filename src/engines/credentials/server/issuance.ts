import { randomBytes } from 'node:crypto'
import { err, ok, type Result } from '#kernel/result'
import { implement, type Implementation } from '#platform/operations'
import {
  asP256,
  credentialKinds,
  isEs256,
  makeSdJwt,
  protocol,
  readJws,
  resolveDid,
  thumbprintOf,
  verifyJws,
  type Jws,
  type PublicJwk,
} from '#engines/credentials/shared'
import { expiryOf } from './attest.ts'
import { addCredential, replaceEarlier } from './credentials.store.ts'
import type { CredentialsDeps } from './deps.ts'
import { hashOf, isSameHash } from './hash-of.ts'
import { issuerAt } from './issuer.ts'
import { signingKeyOf } from './issuer-keys.ts'
import { takeNonce } from './nonces.ts'
import { countWrongPin, lockOffer, redeemOffer, useOffer } from './offers.store.ts'

const tokenSeconds = 300
const mostWrongPins = 5
const clockLeeway = 60

const seconds = (at: string) => Math.floor(Date.parse(at) / 1000)
const newToken = () => randomBytes(32).toString('base64url')
const plainCode = (code: string) => {
  const letters = code
    .normalize('NFKC')
    .toUpperCase()
    .replaceAll(/[^A-Z0-9]/g, '')
  return letters.match(/.{1,4}/g)?.join('-') ?? ''
}

/** The key that the proof names: as a JWK, or as an identifier that is one. */
async function keyOfProof({ header }: Jws): Promise<PublicJwk | undefined> {
  if ('jwk' in header) return 'kid' in header ? undefined : asP256(header['jwk'])
  const kid = header['kid']
  if (typeof kid !== 'string' || !/^did:(jwk|key):/.test(kid)) return undefined
  const resolved = await resolveDid(kid.split('#')[0]!)
  return asP256(resolved?.keys[0]?.jwk)
}

type ProofRefusal = 'proof_invalid' | 'algorithm_refused' | 'holder_key_wrong' | 'audience_wrong'

/** Whoever asks has the private half of the key to which the credential will be bound (OpenID4VCI 1.0, appendix F.1). */
async function proven(
  proof: string,
  audience: string,
  now: string,
): Promise<Result<{ jwk: PublicJwk; nonce: string }, ProofRefusal>> {
  const jws = readJws(proof)
  if (!jws) return err('proof_invalid')
  if (!isEs256(jws)) return err('algorithm_refused')
  const { aud, iat, nonce } = jws.payload
  if (jws.header['typ'] !== 'openid4vci-proof+jwt' || typeof nonce !== 'string' || typeof iat !== 'number')
    return err('proof_invalid')
  const jwk = await keyOfProof(jws)
  if (!jwk || !(await verifyJws(jws, jwk))) return err('holder_key_wrong')
  if (aud !== audience) return err('audience_wrong')
  if (Math.abs(iat - seconds(now)) > tokenSeconds + clockLeeway) return err('proof_invalid')
  return ok({ jwk, nonce })
}

export function issuanceHandlers({ secret }: CredentialsDeps): readonly Implementation[] {
  const redeem = implement(protocol.redeem, async ({ tx, street, now, subject }, { code, pin }) => {
    const refused = ok({ token: null, expiresIn: 0 })
    const found = await lockOffer(tx, street, { codeHash: hashOf(street, 'offer', plainCode(code)) })
    if (!found || found.redeemedAt !== null || found.withdrawnAt !== null || found.until <= now) return refused
    subject('entry', found.holder)
    if (found.failures >= mostWrongPins) return refused
    if (!isSameHash(hashOf(street, `pin/${found.id}`, pin.normalize('NFKC').trim()), found.pinHash)) {
      await countWrongPin(tx, street, found.id)
      return refused
    }
    const token = newToken()
    const until = new Date(Date.parse(now) + tokenSeconds * 1000).toISOString()
    await redeemOffer(tx, street, found.id, { tokenHash: hashOf(street, 'token', token), until, at: now })
    return ok({ token, expiresIn: tokenSeconds, configuration: found.kind })
  })

  const fetch = implement(protocol.fetch, async (context, { token, configuration, proof }) => {
    const { tx, street, now, newId } = context
    const offer = await lockOffer(tx, street, { tokenHash: hashOf(street, 'token', token) })
    if (!offer || offer.usedAt !== null || offer.withdrawnAt !== null || (offer.tokenUntil ?? '') <= now)
      return err('token_invalid')
    if (configuration !== offer.kind) return err('configuration_unknown')
    const issuer = issuerAt(offer.issuer, street)
    const shown = await proven(proof, issuer.url, now)
    if (!shown.ok) return shown
    if (!(await takeNonce(tx, street, secret, shown.value.nonce, new Date(now)))) return err('nonce_wrong')
    const { kind, holder, compound, claims } = offer
    const { jwk } = shown.value
    const id = newId()
    const expiresAt = expiryOf(kind, now)
    const position = await addCredential(tx, street, {
      id,
      kind,
      holder,
      compound,
      ownerNo: typeof claims.kept['owner_no'] === 'string' ? claims.kept['owner_no'] : null,
      area: typeof claims.kept['area'] === 'number' ? claims.kept['area'] : null,
      issuer: issuer.did,
      thumbprint: thumbprintOf(jwk),
      offer: offer.id,
      issuedBy: offer.issuedBy,
      issuedAt: now,
      expiresAt,
    })
    const replaced = await replaceEarlier(tx, street, { id, kind, holder, compound }, now)
    await useOffer(tx, street, offer.id, now)
    const { kid, key } = await signingKeyOf(tx, street, secret, now)
    const open = {
      iss: issuer.did,
      vct: credentialKinds[kind].vct,
      iat: seconds(now),
      exp: seconds(expiresAt),
      cnf: { jwk },
      status: { status_list: { idx: position.index, uri: `${issuer.url}/status/${position.list}` } },
      ...claims.open,
    }
    const credential = await makeSdJwt({ kid: `${issuer.did}#${kid}` }, open, claims.kept, key)
    context.subject('entry', holder)
    context.changed({ credential: id, kind, replaced })
    return ok({ credential })
  })

  return [redeem, fetch]
}

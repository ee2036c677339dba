import { createHmac, randomBytes } from 'node:crypto'
import { newId } from '#kernel/id'
import type { Tx } from '#platform/db'
import { dcqlOf, isCheck, signJws, type Purpose, type VotingGroup } from '#engines/credentials/shared'
import { hashOf } from './hash-of.ts'
import type { Issuer } from './issuer.ts'
import type { SigningKey } from './issuer-keys.ts'
import { addRequest, type PresentationRequest } from './requests.store.ts'

export const requestMinutes = 10

/** Reckoned, not kept: who reads the table cannot answer in a wallet's place. */
const stateOf = (secret: string, street: string, id: string) =>
  createHmac('sha256', secret).update(`mofang/credentials/state/1/${street}/${id}`).digest('base64url')

/** Four digits that two people read to each other: the question on this screen is the one on that phone. */
export const compareNumber = (secret: string, street: string, id: string) =>
  String(
    createHmac('sha256', secret).update(`mofang/credentials/compare/1/${street}/${id}`).digest().readUInt32BE() %
      10_000,
  ).padStart(4, '0')

/** Puts a question to whichever wallet answers it. */
export async function askWallet(
  tx: Tx,
  secret: string,
  { street, clientId }: Issuer,
  {
    id = newId(),
    purpose,
    group,
  }: { readonly id?: string; readonly purpose: Purpose; readonly group: VotingGroup | null },
  now: Date,
): Promise<string> {
  await addRequest(tx, street, {
    id,
    purpose,
    group,
    nonce: randomBytes(24).toString('base64url'),
    stateHash: hashOf(street, 'state', stateOf(secret, street, id)),
    audience: clientId,
    madeAt: now.toISOString(),
    until: new Date(now.getTime() + requestMinutes * 60_000).toISOString(),
  })
  return id
}

/** The question as a signed object (RFC 9101, OpenID4VP 1.0 §5). */
export function requestObject(
  asked: PresentationRequest,
  { street, url, did }: Issuer,
  { kid, key }: SigningKey,
  secret: string,
): Promise<string> {
  const payload = {
    aud: 'https://self-issued.me/v2',
    iat: Math.floor(Date.parse(asked.madeAt) / 1000),
    exp: Math.floor(Date.parse(asked.until) / 1000),
    response_type: 'vp_token',
    response_mode: 'direct_post',
    client_id: asked.audience,
    response_uri: `${url}/requests/${asked.id}`,
    nonce: asked.nonce,
    state: stateOf(secret, street, asked.id),
    dcql_query: dcqlOf(asked.purpose),
    client_metadata: {
      vp_formats_supported: {
        'dc+sd-jwt': { 'sd-jwt_alg_values': ['ES256'], 'kb-jwt_alg_values': ['ES256'] },
      },
    },
    purpose: asked.purpose,
    ...(asked.group !== null && { voting_group: asked.group }),
    ...(isCheck(asked.purpose) && { compare: compareNumber(secret, street, asked.id) }),
  }
  return signJws({ typ: 'oauth-authz-req+jwt', kid: `${did}#${kid}` }, payload, key)
}

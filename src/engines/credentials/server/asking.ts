import { createHmac, randomBytes } from 'node:crypto'
import { newId } from '#kernel/id'
import type { Tx } from '#platform/db'
import { dcqlOf, signJws, type Purpose, type VotingGroup } from '#engines/credentials/shared'
import { hashOf } from './hash-of.ts'
import type { Issuer } from './issuer.ts'
import type { SigningKey } from './issuer-keys.ts'
import { addRequest, type PresentationRequest } from './requests.store.ts'

export const requestMinutes = 10

/** Reckoned, not kept: who reads the table cannot answer in a wallet's place. */
const stateOf = (secret: string, street: string, id: string) =>
  createHmac('sha256', secret).update(`mofang/credentials/state/1/${street}/${id}`).digest('base64url')

/** Puts a question to whichever wallet answers it. */
export async function askWallet(
  tx: Tx,
  secret: string,
  { street, clientId }: Issuer,
  { purpose, group }: { readonly purpose: Purpose; readonly group: VotingGroup | null },
  now: Date,
): Promise<string> {
  const id = newId()
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
  }
  return signJws({ typ: 'oauth-authz-req+jwt', kid: `${did}#${kid}` }, payload, key)
}

import { credentialKinds, type CredentialKind } from '#engines/credentials/shared'
import type { Issuer } from './issuer.ts'
import type { IssuerKey } from './issuer-keys.ts'

/** The two languages of a text, as OpenID shows them. */
const display = ([zh, en]: readonly [string, string]) => [
  { name: zh, locale: 'zh-CN' },
  { name: en, locale: 'en' },
]

const configurationOf = ({ label, vct, claims }: CredentialKind) => ({
  format: 'dc+sd-jwt',
  vct,
  cryptographic_binding_methods_supported: ['jwk', 'did:jwk', 'did:key'],
  credential_signing_alg_values_supported: ['ES256'],
  proof_types_supported: { jwt: { proof_signing_alg_values_supported: ['ES256'] } },
  credential_metadata: {
    display: display(label),
    claims: Object.entries(claims).map(([name, said]) => ({ path: [name], display: display(said) })),
  },
})

/** OpenID4VCI 1.0 §12.2. */
export const issuerMetadata = ({ url }: Issuer, streetName: readonly [string, string]) => ({
  credential_issuer: url,
  credential_endpoint: `${url}/credential`,
  nonce_endpoint: `${url}/nonce`,
  display: display(streetName),
  credential_configurations_supported: Object.fromEntries(
    Object.entries(credentialKinds).map(([id, kind]) => [id, configurationOf(kind)]),
  ),
})

/** RFC 8414, as far as pre-authorised codes need it. */
export const authorizationMetadata = ({ url }: Issuer) => ({
  issuer: url,
  token_endpoint: `${url}/token`,
  jwks_uri: `${url}/jwks.json`,
  response_types_supported: ['code'],
  grant_types_supported: ['urn:ietf:params:oauth:grant-type:pre-authorized_code'],
  token_endpoint_auth_methods_supported: ['none'],
  'pre-authorized_grant_anonymous_access_supported': true,
})

export function didDocument(did: string, keys: readonly IssuerKey[], alsoKnownAs: readonly string[] = []) {
  const ids = keys.map(({ kid }) => `${did}#${kid}`)
  return {
    '@context': ['https://www.w3.org/ns/did/v1', 'https://w3id.org/security/jws/v1'],
    id: did,
    ...(alsoKnownAs.length > 0 && { alsoKnownAs }),
    verificationMethod: keys.map(({ publicJwk, kid }) => ({
      id: `${did}#${kid}`,
      type: 'JsonWebKey2020',
      controller: did,
      publicKeyJwk: publicJwk,
    })),
    assertionMethod: ids,
    authentication: ids,
  }
}

/** Named as signatures name them. */
export const jwksOf = ({ did }: Issuer, keys: readonly IssuerKey[]) => ({
  keys: keys.map(({ kid, publicJwk }) => ({ ...publicJwk, kid: `${did}#${kid}`, use: 'sig', alg: 'ES256' })),
})

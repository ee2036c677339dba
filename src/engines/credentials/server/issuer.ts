/** Who issues: one identifier for each street, at the address under which wallets reach it. */
export interface Issuer {
  readonly street: string
  readonly origin: string
  /** OpenID4VCI credential issuer. */
  readonly url: string
  readonly did: string
  /** OpenID4VP verifier: key bindings are made out to it. */
  readonly clientId: string
}

export function issuerAt(origin: string, street: string): Issuer {
  const url = `${origin}/api/${street}/vc`
  const did = `did:web:${origin.replace(/^https?:\/\//, '').replace(':', '%3A')}:api:${street}:vc`
  return { street, origin, url, did, clientId: `decentralized_identifier:${did}` }
}

/** Codes, tokens and keys of this street only: an identifier of another is another issuer. */
export const isDidOf = (did: unknown, street: string): did is string =>
  typeof did === 'string' && did.startsWith('did:web:') && did.endsWith(`:api:${street}:vc`)

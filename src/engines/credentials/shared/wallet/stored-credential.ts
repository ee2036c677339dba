import { credentialKinds, credentialKindIds, type CredentialKindId } from '../credential-kinds.ts'
import { readJws } from '../jose/jws.ts'
import { parseSdJwt, unfold } from '../sd-jwt.ts'
import type { WalletStore } from './wallet-store.ts'

/** A credential in the wallet, with everything that it could show. */
export interface StoredCredential {
  readonly id: string
  readonly kind: CredentialKindId
  readonly street: string
  readonly issuer: string
  readonly compound: string | null
  /** What can be shown one by one. */
  readonly claims: Readonly<Record<string, unknown>>
  readonly issuedAt: string
  readonly expiresAt: string
  readonly token: string
}

const instant = (seconds: unknown) => new Date(Number(seconds) * 1000).toISOString()

/** Reads a credential as its issuer gave it; undefined for what is none of ours. */
export function readCredential(id: string, token: string): StoredCredential | undefined {
  const sdJwt = parseSdJwt(token)
  const payload = sdJwt && readJws(sdJwt.jwt)?.payload
  const told = payload && unfold(payload, sdJwt.disclosures)
  if (!told?.ok) return undefined
  const { open, disclosed } = told.value
  const kind = credentialKindIds.find((each) => credentialKinds[each].vct === open['vct'])
  const issuer = String(open['iss'])
  const [, street] = /:api:(\d{9}):vc$/.exec(issuer) ?? []
  if (!kind || !street) return undefined
  const compound = typeof open['compound'] === 'string' ? open['compound'] : null
  const times = { issuedAt: instant(open['iat']), expiresAt: instant(open['exp']) }
  return { id, kind, street, issuer, compound, claims: disclosed, ...times, token }
}

export async function storedCredentials(store: WalletStore): Promise<readonly StoredCredential[]> {
  const names = await store.names('credential/')
  const all = await Promise.all(names.map((name) => store.get(name)))
  return all.filter((each) => each !== undefined) as StoredCredential[]
}

/** A new one takes the place of the one before of the same kind and compound: the registry revoked that. */
export async function keepCredential(store: WalletStore, kept: StoredCredential): Promise<void> {
  for (const each of await storedCredentials(store))
    if (each.kind === kept.kind && each.street === kept.street && each.compound === kept.compound)
      await store.remove(`credential/${each.id}`)
  await store.put(`credential/${kept.id}`, kept)
}

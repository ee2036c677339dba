import { err, ok, type Result } from '#kernel/result'
import type { Tx } from '#platform/db'
import {
  asP256,
  credentialKinds,
  isEs256,
  neededOf,
  parseSdJwt,
  presentedPart,
  readJws,
  sdHashOf,
  thumbprintOf,
  unfold,
  verifyJws,
  type CredentialKindId,
  type PublicJwk,
  type SdJwt,
} from '#engines/credentials/shared'
import { findByStatus, type Credential } from './credentials.store.ts'
import { isDidOf } from './issuer.ts'
import { issuerKeysOf } from './issuer-keys.ts'
import type { PresentationRequest } from './requests.store.ts'

const clockLeeway = 60
/** How old a key binding may be: the time in which a person reads what will be shown, and agrees. */
const bindingLasts = 600

export interface Presentation {
  readonly credential: Credential
  readonly holderJwk: PublicJwk
  readonly claims: Readonly<Record<string, unknown>>
  readonly expiresAt: number
  /** The payload of the key binding, with what the purpose adds to it. */
  readonly binding: Readonly<Record<string, unknown>>
}

export type PresentationRefusal =
  | 'presentation_unreadable'
  | 'algorithm_refused'
  | 'issuer_unknown'
  | 'signature_wrong'
  | 'credential_wrong_type'
  | 'credential_not_yet_valid'
  | 'credential_expired'
  | 'credential_revoked'
  | 'disclosure_tampered'
  | 'claims_missing'
  | 'claims_not_asked'
  | 'key_binding_missing'
  | 'key_binding_wrong'
  | 'key_binding_stale'
  | 'holder_key_wrong'
  | 'audience_wrong'
  | 'nonce_wrong'

type Payload = Readonly<Record<string, unknown>>
type Checked<T> = Result<T, PresentationRefusal>
type Asked = Pick<PresentationRequest, 'purpose' | 'nonce' | 'audience'>

/** `{"owner": ["eyJ…~…"]}`: one credential under the id of its query. */
function readVpToken(text: string): { kind: string; sdJwt: SdJwt } | undefined {
  let sent: unknown
  try {
    sent = JSON.parse(text)
  } catch {
    return undefined
  }
  if (typeof sent !== 'object' || sent === null) return undefined
  const [only, ...more] = Object.entries(sent)
  const [kind, shown] = only ?? []
  const list: unknown = shown
  if (kind === undefined || more.length > 0 || !Array.isArray(list) || list.length !== 1) return undefined
  const [encoded] = list as unknown[]
  const sdJwt = typeof encoded === 'string' ? parseSdJwt(encoded) : undefined
  return sdJwt && { kind, sdJwt }
}

async function issued(tx: Tx, street: string, { jwt }: SdJwt): Promise<Checked<Payload>> {
  const jws = readJws(jwt)
  if (!jws) return err('presentation_unreadable')
  if (!isEs256(jws)) return err('algorithm_refused')
  if (jws.header['typ'] !== 'dc+sd-jwt') return err('presentation_unreadable')
  const { iss } = jws.payload
  if (!isDidOf(iss, street)) return err('issuer_unknown')
  const keys = await issuerKeysOf(tx, street)
  const key = keys.find(({ kid }) => jws.header['kid'] === `${iss}#${kid}`)
  if (!key) return err('issuer_unknown')
  return (await verifyJws(jws, key.publicJwk)) ? ok(jws.payload) : err('signature_wrong')
}

function inTime({ iat, nbf, exp }: Payload, now: number): Checked<number> {
  for (const from of [iat, nbf])
    if (from !== undefined && (typeof from !== 'number' || from > now + clockLeeway))
      return err('credential_not_yet_valid')
  return typeof exp === 'number' && exp > now ? ok(exp) : err('credential_expired')
}

async function bound(
  { jwt, disclosures, keyBinding }: SdJwt,
  holder: PublicJwk,
  asked: Asked,
  now: number,
): Promise<Checked<Payload>> {
  const jws = readJws(keyBinding ?? '')
  if (!jws) return err('key_binding_wrong')
  if (!isEs256(jws)) return err('algorithm_refused')
  if (jws.header['typ'] !== 'kb+jwt') return err('key_binding_wrong')
  if (!(await verifyJws(jws, holder))) return err('holder_key_wrong')
  const { payload } = jws
  if (payload['nonce'] !== asked.nonce) return err('nonce_wrong')
  if (payload['aud'] !== asked.audience) return err('audience_wrong')
  if (payload['sd_hash'] !== sdHashOf(presentedPart(jwt, disclosures))) return err('key_binding_wrong')
  const { iat } = payload
  const isFresh = typeof iat === 'number' && iat <= now + clockLeeway && iat >= now - bindingLasts
  return isFresh ? ok(payload) : err('key_binding_stale')
}

/** Exactly what was asked for: who shows too little is not known, who shows too much told us what we may not have. */
function enough(needed: readonly string[], disclosed: Payload): Checked<null> {
  if (needed.some((name) => !Object.hasOwn(disclosed, name))) return err('claims_missing')
  return Object.keys(disclosed).length > needed.length ? err('claims_not_asked') : ok(null)
}

interface StatusReference {
  readonly status_list?: { readonly idx?: unknown; readonly uri?: unknown }
}

async function inForce(tx: Tx, street: string, payload: Payload, holder: PublicJwk): Promise<Checked<Credential>> {
  const { idx, uri } = (payload['status'] as StatusReference | undefined)?.status_list ?? {}
  const list = typeof uri === 'string' ? Number(/\/status\/(\d{1,6})$/.exec(uri)?.[1]) : Number.NaN
  if (!Number.isInteger(list) || typeof idx !== 'number' || !Number.isInteger(idx)) return err('issuer_unknown')
  const found = await findByStatus(tx, street, { list, index: idx })
  // Signed by our key and not in our books: it was never given out.
  if (!found || found.thumbprint !== thumbprintOf(holder)) return err('issuer_unknown')
  return found.revokedAt === null ? ok(found) : err('credential_revoked')
}

/** Believes a presentation, or says at which point it does not. */
export async function verifyPresentation(
  tx: Tx,
  street: string,
  vpToken: string,
  asked: Asked,
  at: string,
): Promise<Checked<Presentation>> {
  const now = Math.floor(Date.parse(at) / 1000)
  const read = readVpToken(vpToken)
  const needed = read && neededOf(asked.purpose, read.kind)
  if (!read || !needed) return err('presentation_unreadable')
  const { sdJwt, kind } = read
  const payload = await issued(tx, street, sdJwt)
  if (!payload.ok) return payload
  if (payload.value['vct'] !== credentialKinds[kind as CredentialKindId].vct) return err('credential_wrong_type')
  const expires = inTime(payload.value, now)
  if (!expires.ok) return expires
  const told = unfold(payload.value, sdJwt.disclosures)
  if (!told.ok) return told
  const { open, disclosed } = told.value
  const isEnough = enough(needed, disclosed)
  if (!isEnough.ok) return isEnough
  const holderJwk = asP256((open['cnf'] as { jwk?: unknown } | undefined)?.jwk)
  if (!holderJwk || sdJwt.keyBinding === null) return err('key_binding_missing')
  // A page elsewhere that passes our questions on is made out to by its own name: it is not the one that issued.
  if (asked.audience !== `decentralized_identifier:${String(open['iss'])}`) return err('audience_wrong')
  const binding = await bound(sdJwt, holderJwk, asked, now)
  if (!binding.ok) return binding
  const credential = await inForce(tx, street, open, holderJwk)
  if (!credential.ok) return credential
  return ok({
    credential: credential.value,
    holderJwk,
    claims: { compound: open['compound'], ...disclosed },
    expiresAt: expires.value,
    binding: binding.value,
  })
}

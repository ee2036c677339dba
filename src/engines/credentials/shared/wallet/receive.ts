import { newId } from '#kernel/new-id'
import { err, ok, type Result } from '#kernel/result'
import { credentialKindIds, type CredentialKindId } from '../credential-kinds.ts'
import { resolveDid } from '../jose/did.ts'
import { asP256, readJws, signJws, thumbprintOf, verifyJws } from '../jose/jws.ts'
import { parseSdJwt } from '../sd-jwt.ts'
import { deviceKeyOf, type DeviceKey } from './device-keys.ts'
import { keepCredential, readCredential, type StoredCredential } from './stored-credential.ts'
import { documentsBy, form, json, send, type Wallet } from './wallet.ts'

/** What the counter handed over, read from a QR code, a link or a typed code. The PIN comes beside it. */
export interface ReadOffer {
  readonly issuer: string
  readonly street: string
  readonly code: string
  readonly configuration: CredentialKindId | null
}

type ReceiveRefusal = 'offline' | 'code_or_pin_wrong' | 'credential_refused' | 'credential_unreadable'

const grant = 'urn:ietf:params:oauth:grant-type:pre-authorized_code'

interface OfferJson {
  readonly credential_issuer?: unknown
  readonly credential_configuration_ids?: readonly unknown[]
  readonly grants?: Readonly<Record<string, { readonly 'pre-authorized_code'?: unknown } | undefined>>
}

/** `origin` is where this wallet came from: it talks to no other server. `street` is for a typed code, which names none. */
export function readOffer(
  text: string,
  { origin, street }: { origin: string; street?: string },
): ReadOffer | undefined {
  const written = text.trim()
  const short = /#offer=(\d{9})\.([A-Z0-9-]{12,20})$/i.exec(written)
  if (short) {
    const [, of = '', code = ''] = short
    return written.startsWith(`${origin}/`)
      ? { issuer: `${origin}/api/${of}/vc`, street: of, code, configuration: null }
      : undefined
  }
  const long = /^openid-credential-offer:\/\/\?credential_offer=([^&]+)$/.exec(written)
  if (long) {
    let offer: OfferJson
    try {
      offer = JSON.parse(decodeURIComponent(long[1]!)) as OfferJson
    } catch {
      return undefined
    }
    const issuer = String(offer.credential_issuer)
    const [, of] = /\/api\/(\d{9})\/vc$/.exec(issuer) ?? []
    const code = offer.grants?.[grant]?.['pre-authorized_code']
    const configuration = credentialKindIds.find((id) => id === offer.credential_configuration_ids?.[0])
    return issuer === `${origin}/api/${of}/vc` && of !== undefined && typeof code === 'string' && configuration
      ? { issuer, street: of, code, configuration }
      : undefined
  }
  const code = written
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[^A-Z0-9]/g, '')
  return street !== undefined && code.length === 12
    ? { issuer: `${origin}/api/${street}/vc`, street, code, configuration: null }
    : undefined
}

async function isGenuine(wallet: Wallet, token: string, issuer: string, device: DeviceKey): Promise<boolean> {
  const jws = readJws(parseSdJwt(token)?.jwt ?? '')
  const bound = asP256((jws?.payload['cnf'] as { jwk?: unknown } | undefined)?.jwk)
  if (!jws || !bound || thumbprintOf(bound) !== thumbprintOf(device.jwk)) return false
  const resolved = await resolveDid(issuer, documentsBy(wallet))
  const key = asP256(resolved?.keys.find(({ id }) => id === jws.header['kid'])?.jwk)
  return key !== undefined && (await verifyJws(jws, key))
}

/** Fetches a credential (OpenID4VCI 1.0, pre-authorised code) and keeps it, once it is what it says. */
export async function receiveCredential(
  wallet: Wallet,
  offer: ReadOffer,
  pin: string,
): Promise<Result<StoredCredential, ReceiveRefusal>> {
  const granted = await send(
    wallet,
    `${offer.issuer}/token`,
    form({ grant_type: grant, 'pre-authorized_code': offer.code, tx_code: pin }),
  )
  const nonce = granted && (await send(wallet, `${offer.issuer}/nonce`, { method: 'POST' }))
  if (!granted || !nonce) return err('offline')
  const token = granted.body['access_token']
  if (granted.status !== 200 || typeof token !== 'string') return err('code_or_pin_wrong')
  const device = await deviceKeyOf(wallet.store)
  const proof = await signJws(
    { typ: 'openid4vci-proof+jwt', jwk: device.jwk },
    { aud: offer.issuer, iat: Math.floor(wallet.now().getTime() / 1000), nonce: nonce.body['c_nonce'] },
    device.key,
  )
  const configuration = offer.configuration ?? String(granted.body['credential_configuration_id'] as unknown)
  const body = { credential_configuration_id: configuration, proofs: { jwt: [proof] } }
  const issued = await send(wallet, `${offer.issuer}/credential`, json(body, { authorization: `Bearer ${token}` }))
  if (!issued) return err('offline')
  const [first] = (issued.body['credentials'] ?? []) as readonly { readonly credential?: unknown }[]
  if (issued.status !== 200 || typeof first?.credential !== 'string') return err('credential_refused')
  const kept = readCredential(newId(), first.credential)
  if (!kept || !(await isGenuine(wallet, first.credential, kept.issuer, device))) return err('credential_unreadable')
  await keepCredential(wallet.store, kept)
  return ok(kept)
}

import { sha256 } from '@noble/hashes/sha2.js'
import { base64urlToObject, fromBase64url, jsonToBase64url, textBytes, toBase64url } from './base64url.ts'

/** The public half of a key on P-256, as JSON. */
export interface PublicJwk {
  readonly kty: 'EC'
  readonly crv: 'P-256'
  readonly x: string
  readonly y: string
}

type Payload = Readonly<Record<string, unknown>>

/** A compact JWS taken apart; nothing of it is believed yet. */
export interface Jws {
  readonly header: Payload
  readonly payload: Payload
  readonly signed: string
  readonly signature: Uint8Array<ArrayBuffer>
}

const es256 = { name: 'ECDSA', hash: 'SHA-256' } as const
const p256 = { name: 'ECDSA', namedCurve: 'P-256' } as const

/** Only the public members, whatever else was sent along. Undefined where it is no key on P-256. */
export function asP256(value: unknown): PublicJwk | undefined {
  if (typeof value !== 'object' || value === null) return undefined
  const { kty, crv, x, y } = value as Record<string, unknown>
  const isCoordinate = (text: unknown): text is string => typeof text === 'string' && fromBase64url(text)?.length === 32
  return kty === 'EC' && crv === 'P-256' && isCoordinate(x) && isCoordinate(y) ? { kty, crv, x, y } : undefined
}

/** RFC 7638: the members in the order of the alphabet. */
export function thumbprintOf({ crv, kty, x, y }: PublicJwk): string {
  return toBase64url(sha256(textBytes(JSON.stringify({ crv, kty, x, y }))))
}

export async function signJws(header: Payload, payload: Payload, privateKey: CryptoKey): Promise<string> {
  const signed = `${jsonToBase64url({ alg: 'ES256', ...header })}.${jsonToBase64url(payload)}`
  const signature = await crypto.subtle.sign(es256, privateKey, textBytes(signed))
  return `${signed}.${toBase64url(new Uint8Array(signature))}`
}

export function readJws(token: string): Jws | undefined {
  const [head, body, tail, more] = token.split('.')
  const [header, payload] = [base64urlToObject(head ?? ''), base64urlToObject(body ?? '')]
  const signature = fromBase64url(tail ?? '')
  if (!header || !payload || !signature || more !== undefined || tail === undefined) return undefined
  return { header, payload, signed: `${head}.${body}`, signature }
}

/** `alg` is not the sender's to choose: `none`, a MAC under our public key and extensions that we do not know are refused. */
export const isEs256 = ({ header }: Jws): boolean => header['alg'] === 'ES256' && !('crit' in header)

export async function verifyJws(jws: Jws, jwk: PublicJwk): Promise<boolean> {
  if (!isEs256(jws) || jws.signature.length !== 64) return false
  try {
    const key = await crypto.subtle.importKey('jwk', { ...jwk }, p256, false, ['verify'])
    return await crypto.subtle.verify(es256, key, jws.signature, textBytes(jws.signed))
  } catch {
    // Coordinates that are no point of the curve.
    return false
  }
}

export async function publicJwkOf(key: CryptoKey): Promise<PublicJwk> {
  const jwk = asP256(await crypto.subtle.exportKey('jwk', key))
  if (!jwk) throw new Error('The key is not on P-256.')
  return jwk
}

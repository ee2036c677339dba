import { base64urlToJson, jsonToBase64url, toBase64url } from './base64url.ts'
import { asP256, type PublicJwk } from './jws.ts'

/** A public key that stands for an identifier. */
export type DidKey = PublicJwk | { readonly kty: 'OKP'; readonly crv: 'Ed25519'; readonly x: string }

export interface ResolvedDid {
  readonly did: string
  readonly keys: readonly { readonly id: string; readonly jwk: DidKey }[]
}

/** Fetches a DID document; undefined where there is none. Given from outside, so that nothing here reaches the network. */
type FetchDocument = (url: string) => Promise<unknown>

export const didJwkOf = (jwk: PublicJwk) =>
  `did:jwk:${jsonToBase64url({ crv: jwk.crv, kty: jwk.kty, x: jwk.x, y: jwk.y })}`

const p = 0xffffffff00000001000000000000000000000000ffffffffffffffffffffffffn
const b = 0x5ac635d8aa3a93e7b3ebbd55769886bc651d06b0cc53b0f63bce3c3e27d2604bn

function powerModP(base: bigint, exponent: bigint): bigint {
  let [result, square] = [1n, base % p]
  for (let rest = exponent; rest > 0n; rest >>= 1n) {
    if (rest & 1n) result = (result * square) % p
    square = (square * square) % p
  }
  return result
}

const numberOf = (bytes: Uint8Array) => bytes.reduce((value, byte) => (value << 8n) | BigInt(byte), 0n)
const bytesOf = (value: bigint) =>
  Uint8Array.from({ length: 32 }, (_, nth) => Number((value >> BigInt(8 * (31 - nth))) & 255n))

/** p ≡ 3 mod 4, so a root is a power; one that does not square back is none. */
function decompress(point: Uint8Array): PublicJwk | undefined {
  const sign = point[0]
  if (point.length !== 33 || (sign !== 2 && sign !== 3)) return undefined
  const x = numberOf(point.subarray(1))
  if (x >= p) return undefined
  const square = (x * x * x - 3n * x + b + 3n * p) % p
  const root = powerModP(square, (p + 1n) / 4n)
  if ((root * root) % p !== square) return undefined
  const y = (root & 1n) === BigInt(sign & 1) ? root : p - root
  return { kty: 'EC', crv: 'P-256', x: toBase64url(bytesOf(x)), y: toBase64url(bytesOf(y)) }
}

const base58 = '123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz'

function fromBase58(text: string): Uint8Array | undefined {
  if (text.length > 100) return undefined
  let value = 0n
  for (const letter of text) {
    const digit = base58.indexOf(letter)
    if (digit < 0) return undefined
    value = value * 58n + BigInt(digit)
  }
  const hex = value.toString(16)
  const bytes = (hex.length % 2 ? `0${hex}` : hex).match(/../g)?.map((pair) => Number.parseInt(pair, 16)) ?? []
  const zeros = /^1*/.exec(text)![0].length
  return Uint8Array.from([...Array<number>(zeros).fill(0), ...bytes])
}

/** Ed25519 (0xed) and P-256 (0x1200), each as the multicodec's varint. */
function keyOfMultibase(text: string): DidKey | undefined {
  const bytes = text.startsWith('z') ? fromBase58(text.slice(1)) : undefined
  if (!bytes) return undefined
  if (bytes[0] === 0xed && bytes[1] === 0x01 && bytes.length === 34)
    return { kty: 'OKP', crv: 'Ed25519', x: toBase64url(bytes.subarray(2)) }
  if (bytes[0] === 0x80 && bytes[1] === 0x24) return decompress(bytes.subarray(2))
  return undefined
}

/** Where the document of a did:web lies. Undefined for what is no such identifier. */
export function didWebUrl(did: string): string | undefined {
  const [, host, path = ''] = /^did:web:([A-Za-z0-9.-]+(?:%3A\d{1,5})?)((?::[A-Za-z0-9._-]+)*)$/.exec(did) ?? []
  if (host === undefined) return undefined
  const authority = decodeURIComponent(host)
  // The specification knows HTTPS alone; a machine of one's own has no certificate.
  const scheme = /^(localhost|127\.0\.0\.1)(:|$)/.test(authority) ? 'http' : 'https'
  const folder = path === '' ? '/.well-known' : path.split(':').join('/')
  return `${scheme}://${authority}${folder}/did.json`
}

export async function resolveDid(did: string, fetchDocument?: FetchDocument): Promise<ResolvedDid | undefined> {
  const [, method, rest = ''] = /^did:(jwk|key|web):(.+)$/.exec(did) ?? []
  if (method === 'jwk') {
    const jwk = asP256(base64urlToJson(rest))
    return jwk && { did, keys: [{ id: `${did}#0`, jwk }] }
  }
  if (method === 'key') {
    const jwk = keyOfMultibase(rest)
    return jwk && { did, keys: [{ id: `${did}#${rest}`, jwk }] }
  }
  const url = method === 'web' ? didWebUrl(did) : undefined
  if (url === undefined || !fetchDocument) return undefined
  const document = (await fetchDocument(url)) as { id?: unknown; verificationMethod?: unknown } | undefined
  // A document that speaks of someone else says nothing of this one.
  if (document?.id !== did || !Array.isArray(document.verificationMethod)) return undefined
  const keys = (document.verificationMethod as { id?: unknown; publicKeyJwk?: unknown }[]).flatMap((method) => {
    const jwk = asP256(method?.publicKeyJwk)
    return jwk && typeof method.id === 'string' ? [{ id: method.id, jwk }] : []
  })
  return { did, keys }
}

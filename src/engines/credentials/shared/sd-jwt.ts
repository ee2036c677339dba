import { sha256 } from '@noble/hashes/sha2.js'
import { err, ok, type Result } from '#kernel/result'
import { base64urlToJson, jsonToBase64url, textBytes, toBase64url } from './jose/base64url.ts'
import { signJws } from './jose/jws.ts'

/** One claim that may be shown or kept back. */
export interface Disclosure {
  readonly encoded: string
  readonly name: string
  readonly value: unknown
  readonly digest: string
}

/** A credential as it travels: signed part, the disclosures shown, the holder's key binding. */
export interface SdJwt {
  readonly jwt: string
  readonly disclosures: readonly Disclosure[]
  readonly keyBinding: string | null
}

/** Some fifteen claims with a proof of a 2048-bit group among them; what is longer is no credential of ours. */
export const longestSdJwt = 24_000
const mostDisclosures = 40

const digestOf = (text: string) => toBase64url(sha256(textBytes(text)))

export function discloses(name: string, value: unknown, salt: Uint8Array): Disclosure {
  const encoded = jsonToBase64url([toBase64url(salt), name, value])
  return { encoded, name, value, digest: digestOf(encoded) }
}

export function parseSdJwt(text: string): SdJwt | undefined {
  if (text.length > longestSdJwt) return undefined
  const parts = text.split('~')
  const jwt = parts[0]
  const last = parts[parts.length - 1]
  if (!jwt || last === undefined || parts.length < 2 || parts.length > mostDisclosures + 2) return undefined
  const disclosures: Disclosure[] = []
  for (const encoded of parts.slice(1, -1)) {
    const triple = base64urlToJson(encoded)
    if (!Array.isArray(triple) || triple.length !== 3) return undefined
    const [salt, name, value] = triple as unknown[]
    if (typeof salt !== 'string' || typeof name !== 'string') return undefined
    disclosures.push({ encoded, name, value, digest: digestOf(encoded) })
  }
  return { jwt, disclosures, keyBinding: last === '' ? null : last }
}

/** The part that the key binding answers for. */
export const presentedPart = (jwt: string, disclosures: readonly Disclosure[]) =>
  [jwt, ...disclosures.map((each) => each.encoded), ''].join('~')

export const sdHashOf = (presented: string) => digestOf(presented)

/** What the issuer knew nothing of, twice said, or said over an open claim, is refused whole (RFC 9901 §7.1). */
export function unfold(
  payload: Readonly<Record<string, unknown>>,
  disclosures: readonly Disclosure[],
): Result<
  { open: Readonly<Record<string, unknown>>; disclosed: Readonly<Record<string, unknown>> },
  'disclosure_tampered'
> {
  const { _sd: listed = [], _sd_alg: algorithm = 'sha-256', ...open } = payload
  if (algorithm !== 'sha-256' || !Array.isArray(listed)) return err('disclosure_tampered')
  const digests = new Set<unknown>(listed)
  if (digests.size !== listed.length) return err('disclosure_tampered')
  const disclosed = new Map<string, unknown>()
  for (const { name, value, digest } of disclosures) {
    if (!digests.delete(digest) || disclosed.has(name) || name in open || /^(_sd|\.\.\.)$/.test(name))
      return err('disclosure_tampered')
    disclosed.set(name, value)
  }
  return ok({ open, disclosed: Object.fromEntries(disclosed) })
}

/** A credential with everything disclosed, as its holder gets it. */
export async function makeSdJwt(
  header: Readonly<Record<string, unknown>>,
  open: Readonly<Record<string, unknown>>,
  kept: Readonly<Record<string, unknown>>,
  key: CryptoKey,
): Promise<string> {
  const disclosures = Object.entries(kept).map(([name, value]) =>
    discloses(name, value, crypto.getRandomValues(new Uint8Array(16))),
  )
  // In the order of digests, which tells nothing of which claim is which.
  const listed = disclosures.map((each) => each.digest)
  listed.sort()
  const payload = { ...open, ...(listed.length > 0 && { _sd: listed, _sd_alg: 'sha-256' }) }
  return presentedPart(await signJws({ typ: 'dc+sd-jwt', ...header }, payload, key), disclosures)
}

/** Shows the claims named and no other, bound to one verifier and one nonce. */
export async function presentSdJwt(
  { jwt, disclosures }: SdJwt,
  names: readonly string[],
  binding: { readonly nonce: string; readonly audience: string; readonly at: Date; readonly extra?: object },
  key: CryptoKey,
): Promise<string> {
  const presented = presentedPart(
    jwt,
    disclosures.filter((each) => names.includes(each.name)),
  )
  const { nonce, audience, at, extra } = binding
  const payload = {
    ...extra,
    iat: Math.floor(at.getTime() / 1000),
    aud: audience,
    nonce,
    sd_hash: sdHashOf(presented),
  }
  return presented + (await signJws({ typ: 'kb+jwt' }, payload, key))
}

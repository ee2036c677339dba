import fc from 'fast-check'
import { calculateJwkThumbprint, compactVerify, importJWK, SignJWT } from 'jose'
import { SDJwtVcInstance } from '@sd-jwt/sd-jwt-vc'
import { expect, test } from 'vitest'
import { fromBase64url, toBase64url } from './jose/base64url.ts'
import { publicJwkOf, readJws, signJws, thumbprintOf, verifyJws } from './jose/jws.ts'
import { makeSdJwt, parseSdJwt, presentSdJwt, unfold } from './sd-jwt.ts'

const pair = () => crypto.subtle.generateKey({ name: 'ECDSA', namedCurve: 'P-256' }, true, ['sign', 'verify'])
const nodes = (bytes: Uint8Array) => Buffer.from(bytes).toString('base64url')

test('base64url is Node’s, and knows one spelling of each byte', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 80 }), (bytes) => {
      const text = toBase64url(bytes)
      expect(text).toBe(nodes(bytes))
      expect(fromBase64url(text)).toEqual(new Uint8Array(bytes))
    }),
  )
  fc.assert(
    fc.property(fc.stringMatching(/^[\w-]{0,24}$/), (text) => {
      const bytes = fromBase64url(text)
      // Padding bits that are not zero, and lengths that no bytes have, are no spelling at all.
      expect(bytes !== undefined && nodes(bytes) === text).toBe(bytes !== undefined)
      expect(bytes === undefined).toBe(nodes(Buffer.from(text, 'base64url')) !== text)
    }),
  )
  for (const text of ['a b=', 'a=', '+/', '时', 'A']) expect(fromBase64url(text)).toBeUndefined()
})

test('what we sign others verify, what others sign we verify, and both say the same thumbprint', async () => {
  const { publicKey, privateKey } = await pair()
  const jwk = await publicJwkOf(publicKey)
  const ours = await signJws({ typ: 'x' }, { a: '业主' }, privateKey)
  const { payload } = await compactVerify(ours, await importJWK({ ...jwk, alg: 'ES256' }))
  expect(JSON.parse(new TextDecoder().decode(payload))).toEqual({ a: '业主' })
  const theirs = await new SignJWT({ b: 1 }).setProtectedHeader({ alg: 'ES256' }).sign(privateKey)
  expect(await verifyJws(readJws(theirs)!, jwk)).toBe(true)
  const other = await publicJwkOf((await pair()).publicKey)
  expect(await verifyJws(readJws(theirs)!, other)).toBe(false)
  expect(await verifyJws(readJws(theirs)!, { ...jwk, y: other.y })).toBe(false)
  expect(thumbprintOf(jwk)).toBe(await calculateJwkThumbprint({ ...jwk }))
})

const sha256 = async (data: string | ArrayBuffer) =>
  new Uint8Array(
    await crypto.subtle.digest('SHA-256', typeof data === 'string' ? new TextEncoder().encode(data) : data),
  )
const clear = { iss: 'did:web:x', vct: 'urn:x', iat: 1, exp: 4_000_000_000 }

async function library() {
  const { publicKey, privateKey } = await pair()
  const jwk = await publicJwkOf(publicKey)
  const es256 = { name: 'ECDSA', hash: 'SHA-256' }
  const bytes = (text: string) => new TextEncoder().encode(text)
  const verifier = (data: string, signature: string) =>
    crypto.subtle.verify(es256, publicKey, fromBase64url(signature)!, bytes(data))
  const signer = async (data: string) =>
    toBase64url(new Uint8Array(await crypto.subtle.sign(es256, privateKey, bytes(data))))
  const instance = new SDJwtVcInstance({
    hasher: sha256,
    hashAlg: 'sha-256',
    saltGenerator: (length: number) => toBase64url(crypto.getRandomValues(new Uint8Array(length))),
    signAlg: 'ES256',
    signer,
    verifier,
    kbVerifier: verifier,
    kbSigner: signer,
    kbSignAlg: 'ES256',
  } as unknown as ConstructorParameters<typeof SDJwtVcInstance>[0])
  return { instance, jwk, key: privateKey }
}

test('whatever is shown of whatever claims, the library reads as we do', async () => {
  const { instance, jwk, key } = await library()
  const Claims = fc.dictionary(fc.stringMatching(/^[a-z][a-z_]{0,8}$/).filter((name) => !(name in clear) && name !== 'cnf' && name !== 'status'), fc.oneof(fc.string(), fc.integer(), fc.boolean()), { maxKeys: 6 }) // prettier-ignore
  await fc.assert(
    fc.asyncProperty(Claims, fc.nat({ max: 63 }), async (kept, mask) => {
      const open = { ...clear, cnf: { jwk } }
      const token = await makeSdJwt({}, open, kept, key)
      const names = Object.keys(kept).filter((_, nth) => (mask >> nth) & 1)
      const binding = { nonce: 'n', audience: 'a', at: new Date() }
      const shown = await presentSdJwt(parseSdJwt(token)!, names, binding, key)
      const { payload } = await instance.verify(shown, { keyBindingNonce: 'n' })
      const expected = Object.fromEntries(names.map((name) => [name, kept[name]]))
      expect(payload).toEqual({ ...open, ...expected })
      const sdJwt = parseSdJwt(shown)!
      const ours = unfold(readJws(sdJwt.jwt)!.payload, sdJwt.disclosures)
      expect(ours.ok && { ...ours.value.open, ...ours.value.disclosed }).toEqual({ ...open, ...expected })
    }),
    { numRuns: 30 },
  )
})

test('what the library issues we read', async () => {
  const { instance } = await library()
  const issued = await instance.issue(
    { ...clear, owner_no: '0001', area: 7 } as never,
    { _sd: ['owner_no', 'area'] } as never,
  )
  const sdJwt = parseSdJwt(issued)!
  const told = unfold(readJws(sdJwt.jwt)!.payload, sdJwt.disclosures)
  expect(told.ok && told.value.disclosed).toEqual({ owner_no: '0001', area: 7 })
})

test('no text whatever breaks the readers', () => {
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.stringMatching(/^[\w.~-]{0,60}$/)), (text) => {
      expect(() => [parseSdJwt(text), readJws(text), fromBase64url(text)]).not.toThrow()
    }),
  )
})

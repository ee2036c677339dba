import fc from 'fast-check'
import { expect, test } from 'vitest'
import { p256 } from '@noble/curves/nist.js'
import { didJwkOf, didWebUrl, resolveDid } from './jose/did.ts'
import { toBase64url } from './jose/base64url.ts'

test('did:key of the specification: Ed25519 and P-256', async () => {
  const ed = await resolveDid('did:key:z6MkhaXgBZDvotDkL5257faiztiGiC2QtKLGpbnnEGta2doK')
  expect(ed?.keys[0]?.jwk).toMatchObject({
    kty: 'OKP',
    crv: 'Ed25519',
    x: 'Lm_M42cB3HkUiODQsXRcweM6TByfzEHGO9ND274JcOY',
  })
  const ec = await resolveDid('did:key:zDnaerDaTF5BXEavCrfRZEk316dpbLsfPDZ3WJ5hRTPFU2169')
  expect(ec?.keys[0]?.jwk).toEqual({
    kty: 'EC',
    crv: 'P-256',
    x: 'fyNYMN0976ci7xqiSdag3buk-ZCwgXU4kz9XNkBlNUI',
    y: 'hW2ojTNfH7Jbi8--CJUo3OCbH3y5n91g-IMA9MLMbTU',
  })
})

const base58 = '123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz'
function toBase58(bytes: Uint8Array): string {
  let value = BigInt(`0x${Buffer.from(bytes).toString('hex')}`)
  let text = ''
  for (; value > 0n; value /= 58n) text = base58[Number(value % 58n)]! + text
  return text
}

test('every compressed point of P-256 comes back as it was', async () => {
  await fc.assert(
    fc.asyncProperty(fc.uint8Array({ minLength: 32, maxLength: 32 }), async (seed) => {
      fc.pre(p256.utils.isValidSecretKey(seed))
      const whole = p256.getPublicKey(seed, false)
      const short = p256.getPublicKey(seed, true)
      const did = `did:key:z${toBase58(Uint8Array.from([0x80, 0x24, ...short]))}`
      const resolved = await resolveDid(did)
      expect(resolved?.keys[0]?.jwk).toMatchObject({
        x: toBase64url(whole.subarray(1, 33)),
        y: toBase64url(whole.subarray(33)),
      })
      const jwk = resolved!.keys[0]!.jwk
      if (jwk.kty === 'EC') expect((await resolveDid(didJwkOf(jwk)))?.keys[0]?.jwk).toEqual(jwk)
    }),
    { numRuns: 40 },
  )
})

test('did:web leads to where the specification says, and to nothing else', () => {
  expect(didWebUrl('did:web:example.com')).toBe('https://example.com/.well-known/did.json')
  expect(didWebUrl('did:web:example.com%3A8443:api:310107015:vc')).toBe(
    'https://example.com:8443/api/310107015/vc/did.json',
  )
  expect(didWebUrl('did:web:localhost%3A3000:x')).toBe('http://localhost:3000/x/did.json')
  for (const did of [
    'did:web:',
    'did:web:a/b',
    'did:web:a:..%2Fx',
    'did:web:user@host',
    'did:web:a?x',
    'did:webs:a',
    'did:web:127.0.0.1.evil.example/..',
  ])
    expect(didWebUrl(did)).toBeUndefined()
})

test('a document that speaks of another is not believed; without a fetcher nothing is fetched', async () => {
  const did = 'did:web:example.com'
  const { x, y } = {
    x: 'fyNYMN0976ci7xqiSdag3buk-ZCwgXU4kz9XNkBlNUI',
    y: 'hW2ojTNfH7Jbi8--CJUo3OCbH3y5n91g-IMA9MLMbTU',
  }
  const method = { id: `${did}#k`, publicKeyJwk: { kty: 'EC', crv: 'P-256', x, y, d: 'secret' } }
  expect(await resolveDid(did)).toBeUndefined()
  expect(
    await resolveDid(did, async () => ({ id: 'did:web:evil.example', verificationMethod: [method] })),
  ).toBeUndefined()
  expect(await resolveDid(did, async () => undefined)).toBeUndefined()
  const found = await resolveDid(did, async () => ({ id: did, verificationMethod: [method, { id: 1 }, null] }))
  expect(found?.keys).toEqual([{ id: `${did}#k`, jwk: { kty: 'EC', crv: 'P-256', x, y } }])
  for (const nonsense of ['did:jwk:x', 'did:key:z1', 'did:key:abc', 'did:example:1', '', 'did:jwk:bnVsbA'])
    expect(await resolveDid(nonsense)).toBeUndefined()
})

import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { sm2 } from 'sm-crypto-v2'
import { expect, test } from 'vitest'
import { sm2KeyId, verifySm2 } from './sm2.ts'
import { sm3 } from './sm3.ts'

const hexOf = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex')

test("SM3 is that of the standard's examples and of OpenSSL", () => {
  expect(hexOf(sm3(Buffer.from('abc')))).toBe('66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0')
  expect(hexOf(sm3(Buffer.from('abcd'.repeat(16))))).toBe(
    'debe9ff92275b8a138604889c18e5a4d6fdb70e5387e5765293dcba39c0c5732',
  )
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
      expect(hexOf(sm3(bytes))).toBe(createHash('sm3').update(bytes).digest('hex'))
    }),
  )
})

test('signatures of an SM2 library hold, and hold for nothing else', () => {
  const [own, other] = [sm2.generateKeyPairHex(), sm2.generateKeyPairHex()]
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 100 }), fc.nat(63), (message, at) => {
      const signature = Buffer.from(sm2.doSignature(message, own.privateKey, { hash: true }), 'hex')
      expect(verifySm2(message, signature, own.publicKey)).toBe(true)
      expect(verifySm2(message, signature, other.publicKey)).toBe(false)
      expect(verifySm2(Buffer.concat([message, Buffer.from('x')]), signature, own.publicKey)).toBe(false)
      signature[at] = signature[at]! ^ 1
      expect(verifySm2(message, signature, own.publicKey)).toBe(false)
    }),
    { numRuns: 12 },
  )
  // With the empty user id, as OpenSSL signs through node, it is another signature.
  const message = Buffer.from('x')
  const anonymous = sm2.doSignature(message, own.privateKey, { hash: true, userId: '' })
  expect(verifySm2(message, Buffer.from(anonymous, 'hex'), own.publicKey)).toBe(false)
  for (const [signature, key] of [
    [new Uint8Array(64), own.publicKey],
    [new Uint8Array(63), own.publicKey],
    [new Uint8Array(64).fill(255), own.publicKey],
    [new Uint8Array(64).fill(1), `04${'11'.repeat(64)}`],
    [new Uint8Array(64).fill(1), ''],
  ] as const)
    expect(verifySm2(message, signature, key)).toBe(false)
})

test('a signature by SM2 and its key have one form, also where a coordinate begins with nothing', () => {
  let pair = sm2.generateKeyPairHex()
  while (!pair.publicKey.startsWith('040') || !/[a-f]/.test(pair.publicKey)) pair = sm2.generateKeyPairHex()
  const message = Buffer.from('x')
  const signature = Buffer.from(sm2.doSignature(message, pair.privateKey, { hash: true }), 'hex')
  expect(verifySm2(message, signature, pair.publicKey)).toBe(true)
  const longer = Buffer.concat([signature.subarray(0, 32), Uint8Array.of(0), signature.subarray(32)])
  expect(verifySm2(message, longer, pair.publicKey)).toBe(false)
  expect(verifySm2(message, signature, pair.publicKey.toUpperCase())).toBe(false)
  const id = createHash('sha256').update('log/sm2\n').update(Uint8Array.of(0xff)).update(`sm2-sm3 ${pair.publicKey}`)
  expect(hexOf(sm2KeyId('log/sm2', pair.publicKey))).toBe(id.digest('hex').slice(0, 8))
})

import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex } from '@noble/hashes/utils.js'
import { describe, expect, it, vi } from 'vitest'
import { must } from '#kernel/assert'
import { groupNamed, isTrusteeSecret, secureScalars } from '#engines/ballots/shared'
import { sealCcm } from './threshold-ccm.ts'
import { channelKeysOf, newTrusteeSecret, receive, send, signedMessageOf, signMessage } from './threshold-channel.ts'

const group = groupNamed('Ed25519')
const random = secureScalars(group.q)
const one = group.encode(group.one)
const withFields = (text: string, fields: object) => JSON.stringify({ ...(JSON.parse(text) as object), ...fields })
const fieldOf = (text: string, name: string) => (JSON.parse(text) as Record<string, unknown>)[name]

/** What a stranger can seal for a recipient: anything at all, signed or not. */
async function sealedFor(decryption: bigint, plain: string): Promise<string> {
  const shared = group.powerOfG(7n)
  const alpha = group.powerOfG(5n)
  const beta = group.multiply(group.power(group.powerOfG(decryption), 5n), shared)
  const hashed = (text: string) => sha256(new TextEncoder().encode(text))
  const [key, nonce] = [hashed(`key|${group.encode(shared)}`), hashed(`iv|${group.encode(alpha)}`)]
  const data = bytesToHex(await sealCcm(key, nonce, new TextEncoder().encode(plain)))
  return JSON.stringify({ alpha: group.encode(alpha), beta: group.encode(beta), data })
}

describe('a sealed message that somebody made up', () => {
  const [signing, decryption] = [10n, 20n]
  const read = (text: string) => receive(group, decryption, group.powerOfG(signing), text)
  const signed = (content: string) => JSON.stringify(signMessage(group, signing, content, random))
  const recipient = group.encode(group.powerOfG(decryption))

  it('is read where sender and recipient are named, and holds a text', async () => {
    expect(await read(await sealedFor(decryption, signed(JSON.stringify({ recipient, message: '话' }))))).toBe('话')
    for (const plain of [
      'no JSON',
      '{}',
      '{"message":1}',
      JSON.stringify({ message: JSON.stringify({ recipient, message: '话' }) }),
      signed('no JSON'),
      signed('{}'),
      signed(JSON.stringify({ recipient, message: 1 })),
      signed(JSON.stringify({ recipient: one, message: '话' })),
      signed(JSON.stringify({ message: '话' })),
    ]) {
      expect(await read(await sealedFor(decryption, plain))).toBeUndefined()
    }
  })

  it('is nothing where its parts are not what they should be', async () => {
    const text = await send(group, signing, group.powerOfG(decryption), '话', random)
    expect(await read(text)).toBe('话')
    const data = String(fieldOf(text, 'data'))
    for (const wrong of [
      { alpha: 1 },
      { alpha: 'x' },
      { beta: undefined },
      { beta: 'x' },
      { data: 1 },
      { data: 12 },
      { data: data.slice(1) },
      { data: `${data.slice(2)}zz` },
      { data: `zz${data}` },
      { data: data.toUpperCase() },
      { data: '' },
    ]) {
      expect(await read(withFields(text, wrong))).toBeUndefined()
    }
    expect(await read('no JSON')).toBeUndefined()
  })
})

describe('a trustee’s secret', () => {
  it('is 22 characters that cannot be mistaken for one another', () => {
    const secret = newTrusteeSecret()
    expect(isTrusteeSecret(secret)).toBe(true)
    expect(new Set(Array.from({ length: 20 }, newTrusteeSecret)).size).toBe(20)
    for (const wrong of ['', secret.slice(1), `${secret}1`, `0${secret.slice(1)}`, `${secret.slice(1)}l`]) {
      expect(isTrusteeSecret(wrong)).toBe(false)
    }
  })

  it('is made of no byte that would favour some characters', () => {
    const bytes = [255, 232, ...Array.from({ length: 22 }, (_, i) => 231 - i), 0]
    const drawn = vi.spyOn(globalThis.crypto, 'getRandomValues').mockImplementation((into) => {
      ;(into as unknown as Uint8Array).fill(must(bytes.shift(), 'a byte'))
      return into
    })
    expect(newTrusteeSecret()).toBe('zyxwvutsrqponmkjihgfed')
    expect(bytes).toEqual([0])
    drawn.mockRestore()
  })

  it('gives the two keys that the specification derives from it', () => {
    const secret = newTrusteeSecret()
    const derived = (purpose: string) =>
      BigInt(`0x${bytesToHex(sha256(new TextEncoder().encode(`${purpose}|${secret}`)))}`) % group.q
    expect(channelKeysOf(group, secret)).toEqual({ signing: derived('sk'), decryption: derived('dk') })
  })

  it('signs texts and nothing else', () => {
    const { message, signature } = signMessage(group, 2n, '5', random)
    expect(signedMessageOf(group, group.powerOfG(2n), { message, signature })).toBe('5')
    expect(signedMessageOf(group, group.powerOfG(2n), { message: 5, signature })).toBeUndefined()
    expect(signedMessageOf(group, group.powerOfG(2n), { message: '6', signature })).toBeUndefined()
  })
})

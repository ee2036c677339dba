import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex } from '@noble/hashes/utils.js'
import { beforeAll, describe, expect, it, vi } from 'vitest'
import { must } from '#kernel/assert'
import {
  acceptShares,
  checkPolynomial,
  combineThreshold,
  groupNamed,
  isTrusteeSecret,
  newTrusteeKey,
  openDecryptionKey,
  polynomialOf,
  routeShares,
  secureScalars,
  startTrustee,
} from '#engines/ballots/shared'
import { agreed } from '../../../../../test/belenios-votes.ts'
import { sealCcm } from './threshold-ccm.ts'
import { channelKeysOf, newTrusteeSecret, receive, send, signedMessageOf, signMessage } from './threshold-channel.ts'
import { fitsThreshold, plainSignedMessage } from './threshold-step.ts'

const group = groupNamed('Ed25519')
const random = secureScalars(group.q)
const threshold = 2
const one = group.encode(group.one)

let secrets: readonly string[]
let certificates: readonly string[]
let polynomials: readonly string[]
let vinputs: readonly string[]

beforeAll(async () => {
  const started = [1, 2, 3].map(() => startTrustee(group))
  certificates = started.map(({ certificate }) => certificate)
  secrets = started.map((own) => own.private)
  const made = await Promise.all(
    secrets.map((secret) => polynomialOf(group, { private: secret, certificates, threshold })),
  )
  polynomials = made.map((step) => agreed(step).polynomial)
  vinputs = agreed(routeShares(group, { certificates, threshold }, polynomials))
})

const keysOf = (index: number) => channelKeysOf(group, must(secrets[index], 'a secret'))
const withFields = (text: string, fields: object) => JSON.stringify({ ...(JSON.parse(text) as object), ...fields })
const fieldOf = (text: string, name: string) => (JSON.parse(text) as Record<string, unknown>)[name]
const at = <T>(all: readonly T[], index: number, value: T) => all.map((each, i) => (i === index ? value : each))

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
    const derived = (purpose: string) =>
      BigInt(`0x${bytesToHex(sha256(new TextEncoder().encode(`${purpose}|${secrets[0]}`)))}`) % group.q
    expect(keysOf(0)).toEqual({ signing: derived('sk'), decryption: derived('dk') })
  })

  it('signs texts and nothing else', () => {
    const { message, signature } = signMessage(group, 2n, '5', random)
    expect(signedMessageOf(group, group.powerOfG(2n), { message, signature })).toBe('5')
    expect(signedMessageOf(group, group.powerOfG(2n), { message: 5, signature })).toBeUndefined()
    expect(signedMessageOf(group, group.powerOfG(2n), { message: '6', signature })).toBeUndefined()
  })
})

describe('what the server refuses of members', () => {
  const members = () => ({ certificates, threshold })
  const certified = (signing: bigint, keys: object) =>
    JSON.stringify(signMessage(group, signing, JSON.stringify(keys), random))
  const check = (certificate: string) => checkPolynomial(group, { certificates: [certificate], threshold: 1 }, 1, '')

  it('certificates of keys that are none', () => {
    const [a, b] = [2n, 3n].map((x) => group.encode(group.powerOfG(x)))
    expect(check(certified(2n, { verification: a, encryption: b }))).toMatchObject({ error: 'polynomial_wrong' })
    for (const wrong of [
      certified(2n, { verification: a }),
      certified(2n, { encryption: b }),
      certified(2n, { verification: a, encryption: one }),
      certified(0n, { verification: one, encryption: b }),
      certified(3n, { verification: a, encryption: b }),
      certified(2n, { verification: a, encryption: a }).replace('"message"', '"text"'),
    ]) {
      expect(check(wrong)).toEqual({ ok: false, error: 'certificate_wrong', trustee: 1 })
    }
    expect(check(certified(2n, { verification: a, encryption: a }))).toMatchObject({ error: 'certificate_repeated' })
  })

  it('polynomials of nobody, of another shape, or with other powers than signed', () => {
    const own = must(polynomials[0], 'a polynomial')
    const one = (text: string, member = 1) => checkPolynomial(group, members(), member, text)
    expect(one(own)).toEqual({ ok: true, value: true })
    expect(one(own, 4)).toEqual({ ok: false, error: 'certificate_missing', trustee: 4 })
    const shares = fieldOf(own, 'secrets') as string[]
    const signedPowers = (content: unknown) =>
      signMessage(group, keysOf(0).signing, typeof content === 'string' ? content : JSON.stringify(content), random)
    const g = group.encode(group.g)
    expect(one(withFields(own, { coefexps: signedPowers({ coefexps: [g, g] }) }))).toMatchObject({ ok: true })
    for (const wrong of [
      '{',
      withFields(own, { polynomial: 1 }),
      withFields(own, { secrets: 1 }),
      withFields(own, { secrets: at<unknown>(shares, 1, 1) }),
      withFields(own, { coefexps: null }),
      withFields(own, { coefexps: signedPowers('x') }),
      withFields(own, { coefexps: signedPowers({ coefexps: 'x' }) }),
      withFields(own, { coefexps: signedPowers({ coefexps: [g, 'x'] }) }),
      withFields(own, { coefexps: signedPowers({ coefexps: [g, g, 'x'] }) }),
      withFields(own, { coefexps: signedPowers({ coefexps: [g] }) }),
    ]) {
      expect(one(wrong)).toEqual({ ok: false, error: 'polynomial_wrong', trustee: 1 })
    }
    expect(routeShares(group, members(), polynomials.slice(0, 2))).toMatchObject({
      error: 'polynomial_wrong',
      trustee: 3,
    })
    for (const out of [0, 1.5, 4]) {
      expect(routeShares(group, { certificates, threshold: out }, polynomials)).toStrictEqual({
        ok: false,
        error: 'threshold_out_of_range',
      })
    }
  })

  it('a threshold below one or above their number', () => {
    expect([1, 3].map((each) => fitsThreshold(each, 3))).toEqual([true, true])
    expect([0, 4, 1.5].map((each) => fitsThreshold(each, 3))).toEqual([false, false, false])
  })

  it('outputs of another shape, and any while polynomials are wrong', () => {
    const combine = (voutput: string) => combineThreshold(group, members(), polynomials, [voutput, voutput, voutput])
    const { public_key, pok } = newTrusteeKey(group).publicKey
    for (const wrong of [
      '{',
      JSON.stringify({ private_key: 1, public_key: { public_key, pok } }),
      JSON.stringify({ private_key: 'x' }),
      JSON.stringify({ private_key: 'x', public_key: { public_key, pok } }),
    ]) {
      expect(combine(wrong)).toEqual({ ok: false, error: 'voutput_wrong', trustee: 1 })
    }
    expect(combineThreshold(group, members(), [], [])).toMatchObject({ error: 'polynomial_wrong', trustee: 1 })
  })

  it('and whatever a sender adds to a signed message is not passed on', () => {
    const message = signMessage(group, 2n, '话', random)
    const { signature } = message
    const added = { more: 1, ...message, signature: { more: 1, ...signature } }
    expect(JSON.stringify(plainSignedMessage(group, added))).toBe(JSON.stringify({ message: '话', signature }))
    for (const wrong of [null, { signature }, { message: '话' }, { message: '话', signature: {} }]) {
      expect(plainSignedMessage(group, wrong)).toBeUndefined()
    }
  })
})

describe('what a trustee refuses', () => {
  const accept = (vinput: string) =>
    acceptShares(group, { private: must(secrets[0], 'a secret'), certificates, vinput })
  const wrong = (error: string, trustee: number) => ({ ok: false, error, trustee })
  const toSelf = (message: string) =>
    send(group, keysOf(0).signing, group.powerOfG(keysOf(0).decryption), message, random)

  it('a threshold that cannot be reached, and certificates that are none', async () => {
    const input = { private: must(secrets[0], 'a secret'), certificates }
    expect(await polynomialOf(group, { ...input, threshold: 4 })).toEqual({
      ok: false,
      error: 'threshold_out_of_range',
    })
    const broken = { ...input, certificates: [...certificates, '{'], threshold, vinput: vinputs[0]! }
    expect(await polynomialOf(group, broken)).toEqual(wrong('certificate_wrong', 4))
    expect(await acceptShares(group, broken)).toEqual(wrong('certificate_wrong', 4))
  })

  it('shares that are not complete', async () => {
    const own = must(vinputs[0], 'a vinput')
    expect(await accept(own)).toMatchObject({ ok: true })
    const coefexps = fieldOf(own, 'coefexps') as unknown[]
    const shares = fieldOf(own, 'secrets') as string[]
    for (const fields of [
      { polynomial: 1 },
      { secrets: shares.slice(1) },
      { secrets: null },
      { coefexps: null },
      { coefexps: coefexps.slice(1) },
    ]) {
      expect(await accept(withFields(own, fields))).toEqual(wrong('polynomial_wrong', 1))
    }
    expect(await accept('{')).toEqual(wrong('polynomial_wrong', 1))
    expect(await accept(withFields(own, { coefexps: at<unknown>(coefexps, 0, {}) }))).toEqual(
      wrong('polynomial_wrong', 1),
    )
  })

  it('a polynomial that is not the one he sealed for himself', async () => {
    for (const message of [
      'x',
      '{"polynomial":1}',
      '{"polynomial":[]}',
      '{"polynomial":["1",2]}',
      '{"polynomial":["x"]}',
    ]) {
      const vinput = withFields(vinputs[0]!, { polynomial: await toSelf(message) })
      expect(await accept(vinput)).toEqual(wrong('polynomial_wrong', 1))
    }
  })

  it('shares and keys that are no numbers', async () => {
    for (const message of ['x', '{}', '{"secret":1}', '{"secret":"x"}', `{"secret":"${'9'.repeat(101)}"}`]) {
      const shares = at(fieldOf(vinputs[0]!, 'secrets') as string[], 0, await toSelf(message))
      expect(await accept(withFields(vinputs[0]!, { secrets: shares }))).toEqual(wrong('share_wrong', 1))
    }
    const opened = async (message: string) =>
      openDecryptionKey(group, must(secrets[0], 'a secret'), await toSelf(message))
    expect(await opened('{"decryption_key":"12"}')).toBe(12n)
    expect(await opened(`{"decryption_key":"${group.q + 12n}"}`)).toBe(12n)
    for (const message of ['x', '{}', '{"decryption_key":12}']) expect(await opened(message)).toBeUndefined()
  })
})

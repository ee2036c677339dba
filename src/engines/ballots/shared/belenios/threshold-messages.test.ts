import { beforeAll, describe, expect, it } from 'vitest'
import { must } from '#kernel/assert'
import {
  acceptShares,
  checkPolynomial,
  combineThreshold,
  groupNamed,
  newTrusteeKey,
  openDecryptionKey,
  polynomialOf,
  routeShares,
  secureScalars,
  startTrustee,
} from '#engines/ballots/shared'
import { agreed } from '../../../../../test/belenios-votes.ts'
import { channelKeysOf, receive, send, signMessage } from './threshold-channel.ts'
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

describe('what the server refuses of members', () => {
  const members = () => ({ certificates, threshold })
  const certified = (signing: bigint, keys: object) =>
    JSON.stringify(signMessage(group, signing, JSON.stringify(keys), random))
  const check = (certificate: string) => checkPolynomial(group, { certificates: [certificate], threshold: 1 }, 1, '')

  it('certificates of keys that are none', () => {
    const [a, b] = [2n, 3n].map((x) => group.encode(group.powerOfG(x)))
    expect(check(certified(2n, { verification: a, encryption: b }))).toMatchObject({ error: 'polynomial_wrong' })
    for (const wrong of [
      JSON.stringify(signMessage(group, 2n, 'no JSON', random)),
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
      { coefexps: [...coefexps, coefexps[0]] },
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

  it('a polynomial of which a part is not the published one, or none', async () => {
    const own = must(vinputs[0], 'a vinput')
    const { signing, decryption } = keysOf(0)
    const sealed = await receive(group, decryption, group.powerOfG(signing), String(fieldOf(own, 'polynomial')))
    const [first] = fieldOf(must(sealed, 'a polynomial'), 'polynomial') as string[]
    const power = group.encode(group.powerOfG(BigInt(must(first, 'a coefficient'))))
    const published = (...coefexps: string[]) =>
      at(fieldOf(own, 'coefexps') as unknown[], 0, signMessage(group, signing, JSON.stringify({ coefexps }), random))
    const half = await toSelf(JSON.stringify({ polynomial: [first, 2] }))
    for (const fields of [
      { coefexps: published(power, group.encode(group.g)) },
      { polynomial: half },
      { polynomial: half, coefexps: published(power) },
      { polynomial: await toSelf('{"polynomial":[]}'), coefexps: published() },
    ]) {
      expect(await accept(withFields(own, fields))).toEqual(wrong('polynomial_wrong', 1))
    }
  })

  it('certificates of which none is of both his keys', async () => {
    const [verification, encryption] = [group.powerOfG(keysOf(0).signing), group.powerOfG(9n)].map(group.encode)
    const half = signMessage(group, keysOf(0).signing, JSON.stringify({ verification, encryption }), random)
    const shown = at(certificates, 0, JSON.stringify(half))
    expect(await polynomialOf(group, { private: secrets[0]!, certificates: shown, threshold })).toEqual({
      ok: false,
      error: 'certificate_missing',
    })
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

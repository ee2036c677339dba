import { beforeAll, describe, expect, it } from 'vitest'
import { must } from '#kernel/assert'
import {
  acceptShares,
  certificatesFingerprint,
  checkPolynomial,
  checkTrustees,
  combineThreshold,
  groupNamed,
  newTrusteeKey,
  openDecryptionKey,
  polynomialOf,
  routeShares,
  startTrustee,
  trusteesText,
} from '#engines/ballots/shared'
import { agreed, thresholdMembers } from '../../../../../test/belenios-votes.ts'
import { channelKeysOf, newTrusteeSecret, receive, send } from './threshold-channel.ts'
import { secureScalars } from './random.ts'

const group = groupNamed('Ed25519')

interface Protocol {
  readonly secrets: readonly string[]
  readonly certificates: readonly string[]
  readonly polynomials: readonly string[]
  readonly agreements: readonly string[]
  readonly vinputs: readonly string[]
  readonly voutputs: readonly string[]
}

const threshold = 2
let protocol: Protocol

/** The steps up to the voutputs, each state going through JSON as it does between browser and server. */
async function run(): Promise<Protocol> {
  const started = [1, 2, 3].map(
    () => JSON.parse(JSON.stringify(startTrustee(group))) as ReturnType<typeof startTrustee>,
  )
  const certificates = started.map(({ certificate }) => certificate)
  const secrets = started.map((own) => own.private)
  const made = await Promise.all(
    secrets.map((secret) => polynomialOf(group, { private: secret, certificates, threshold })),
  )
  const polynomials = made.map((step) => agreed(step).polynomial)
  const agreements = made.map((step) => agreed(step).agreed)
  const vinputs = agreed(routeShares(group, { certificates, threshold }, polynomials))
  const accepted = await Promise.all(
    secrets.map((secret, i) => acceptShares(group, { private: secret, certificates, vinput: vinputs[i]! })),
  )
  return {
    secrets,
    certificates,
    polynomials,
    agreements,
    vinputs,
    voutputs: accepted.map((step) => agreed(step).voutput),
  }
}

beforeAll(async () => {
  protocol = await run()
})

function changed(texts: readonly string[], index: number, change: (text: string) => string): readonly string[] {
  return texts.map((text, i) => (i === index ? change(text) : text))
}

function withFields(text: string, fields: object): string {
  return JSON.stringify({ ...(JSON.parse(text) as object), ...fields })
}

function fieldOf(text: string, name: string): unknown {
  return (JSON.parse(text) as Record<string, unknown>)[name]
}

describe('threshold keys', () => {
  it('are made by trustees who each agreed to the same certificates', () => {
    const { certificates, polynomials, voutputs, agreements } = protocol
    expect(new Set(agreements)).toEqual(new Set([certificatesFingerprint(certificates, threshold)]))
    const others = [[...certificates].reverse(), certificates.slice(1), certificates]
    const fingerprints = others.map((each, i) => certificatesFingerprint(each, i < 2 ? threshold : 3))
    expect(new Set([...agreements, ...fingerprints]).size).toBe(4)
    const combined = agreed(combineThreshold(group, { certificates, threshold }, polynomials, voutputs))
    const text = trusteesText([
      ['Single', newTrusteeKey(group).publicKey],
      ['Pedersen', combined.parameters],
    ])
    const checked = checkTrustees(group, text)
    expect(checked).toMatchObject({ ok: true, value: { size: 4 } })
    expect(checked.ok && checked.value.sets.map(({ kind, threshold: t }) => [kind, t])).toEqual([
      ['Single', 1],
      ['Pedersen', 2],
    ])
  })

  it('open only with the trustee’s own secret', async () => {
    const { kind, privateKeys } = await thresholdMembers(group, 3, 5)
    const keys = kind[0] === 'Pedersen' ? kind[1].verification_keys.map((key) => key.public_key) : []
    expect(privateKeys.map((key) => group.encode(group.powerOfG(key)))).toEqual(keys)
    const sealed = String(fieldOf(protocol.voutputs[0]!, 'private_key'))
    expect(await openDecryptionKey(group, protocol.secrets[0]!, sealed)).toBeDefined()
    expect(await openDecryptionKey(group, protocol.secrets[1]!, sealed)).toBeUndefined()
  })
})

describe('the server names whose message is wrong', () => {
  it('among certificates', () => {
    const { certificates, polynomials } = protocol
    const route = (all: readonly string[]) => routeShares(group, { certificates: all, threshold }, polynomials)
    const other = startTrustee(group).certificate
    const unsigned = withFields(other, { message: fieldOf(certificates[1]!, 'message') })
    expect(route(changed(certificates, 1, () => unsigned))).toEqual({
      ok: false,
      error: 'certificate_wrong',
      trustee: 2,
    })
    expect(route(changed(certificates, 1, () => '{'))).toEqual({ ok: false, error: 'certificate_wrong', trustee: 2 })
    expect(route(changed(certificates, 2, () => certificates[0]!))).toEqual({
      ok: false,
      error: 'certificate_repeated',
      trustee: 3,
    })
  })

  it('among polynomials', async () => {
    const { certificates, polynomials, secrets } = protocol
    const members = { certificates, threshold }
    const route = (all: readonly string[]) => routeShares(group, members, all)
    const longer = agreed(await polynomialOf(group, { private: secrets[2]!, certificates, threshold: 3 }))
    expect(route(changed(polynomials, 2, () => longer.polynomial))).toEqual({
      ok: false,
      error: 'polynomial_wrong',
      trustee: 3,
    })
    expect(checkPolynomial(group, members, 3, longer.polynomial)).toMatchObject({
      error: 'polynomial_wrong',
      trustee: 3,
    })
    expect(checkPolynomial(group, members, 3, polynomials[2]!)).toMatchObject({ ok: true })
    const coefexps = fieldOf(polynomials[0]!, 'coefexps')
    expect(route(changed(polynomials, 1, (text) => withFields(text, { coefexps })))).toMatchObject({ trustee: 2 })
    expect(route(changed(polynomials, 0, (text) => withFields(text, { secrets: [] })))).toMatchObject({ trustee: 1 })
    expect(routeShares(group, { certificates, threshold: 4 }, polynomials)).toMatchObject({
      error: 'threshold_out_of_range',
    })
  })

  it('among voutputs', () => {
    const { certificates, polynomials, voutputs } = protocol
    const combine = (all: readonly string[]) => combineThreshold(group, { certificates, threshold }, polynomials, all)
    const stranger = withFields(voutputs[1]!, { public_key: newTrusteeKey(group).publicKey })
    expect(combine(changed(voutputs, 1, () => stranger))).toEqual({ ok: false, error: 'voutput_wrong', trustee: 2 })
    const key = fieldOf(voutputs[1]!, 'public_key') as object
    const unproved = withFields(voutputs[1]!, { public_key: { ...key, pok: newTrusteeKey(group).publicKey.pok } })
    expect(combine(changed(voutputs, 1, () => unproved))).toMatchObject({ trustee: 2 })
    const unsealed = withFields(voutputs[1]!, { private_key: 1 })
    expect(combine(changed(voutputs, 1, () => unsealed))).toEqual({ ok: false, error: 'voutput_wrong', trustee: 2 })
    expect(combine(voutputs.slice(1))).toMatchObject({ error: 'voutputs_incomplete' })
  })
})

describe('each trustee names whose message is wrong', () => {
  function accept(index: number, vinput: string, rest: object = {}) {
    const { secrets, certificates } = protocol
    return acceptShares(group, { private: secrets[index]!, certificates, vinput, ...rest })
  }

  it('where a share does not fit the published polynomial', async () => {
    const { secrets, vinputs } = protocol
    const { signing } = channelKeysOf(group, secrets[1]!)
    const recipient = group.powerOfG(channelKeysOf(group, secrets[0]!).decryption)
    const random = secureScalars(group.q)
    const lie = await send(group, signing, recipient, '{"secret":"12345"}', random)
    const shares = fieldOf(vinputs[0]!, 'secrets') as string[]
    const vinput = withFields(vinputs[0]!, { secrets: changed(shares, 1, () => lie) })
    expect(await accept(0, vinput)).toEqual({ ok: false, error: 'share_wrong', trustee: 2 })
    const swapped = withFields(vinputs[0]!, { secrets: changed(shares, 2, () => shares[1]!) })
    expect(await accept(0, swapped)).toEqual({ ok: false, error: 'share_wrong', trustee: 3 })
    expect(await accept(1, vinputs[0]!)).toEqual({ ok: false, error: 'polynomial_wrong', trustee: 2 })
  })

  it('where published powers are another’s, and his own are not those he sent', async () => {
    const again = await run()
    const { vinputs } = protocol
    const coefexps = fieldOf(vinputs[0]!, 'coefexps') as unknown[]
    const foreign = fieldOf(again.vinputs[0]!, 'coefexps') as unknown[]
    const vinput = withFields(vinputs[0]!, { coefexps: [coefexps[0], foreign[1], coefexps[2]] })
    expect(await accept(0, vinput)).toEqual({ ok: false, error: 'polynomial_wrong', trustee: 2 })
    const second = agreed(
      await polynomialOf(group, { private: protocol.secrets[0]!, certificates: protocol.certificates, threshold }),
    )
    const own = withFields(vinputs[0]!, { coefexps: [fieldOf(second.polynomial, 'coefexps'), ...coefexps.slice(1)] })
    expect(await accept(0, own)).toEqual({ ok: false, error: 'polynomial_wrong', trustee: 1 })
  })

  it('where the server shows other certificates than before, or none of his own', async () => {
    const { secrets, certificates, vinputs, agreements } = protocol
    expect(await accept(0, vinputs[0]!, { agreed: agreements[0] })).toMatchObject({ ok: true })
    expect(await accept(0, vinputs[0]!, { agreed: 'another' })).toEqual({ ok: false, error: 'certificates_changed' })
    const foreign = { private: newTrusteeSecret(), certificates, threshold }
    expect(await polynomialOf(group, foreign)).toEqual({ ok: false, error: 'certificate_missing' })
    const mistyped = { private: `${secrets[0]!.slice(1)}0`, certificates, threshold }
    expect(await polynomialOf(group, mistyped)).toEqual({ ok: false, error: 'trustee_secret_malformed' })
  })
})

describe('a sealed message', () => {
  it('is read by its recipient and from its sender only', async () => {
    const [alice, bob] = [10n, 20n].map((signing) => ({ signing, decryption: signing + 1n }))
    const [from, to] = [must(alice, 'alice'), must(bob, 'bob')]
    const message = '密封的话'.repeat(5000)
    const sealed = await send(group, from.signing, group.powerOfG(to.decryption), message, secureScalars(group.q))
    const sender = group.powerOfG(from.signing)
    expect(await receive(group, to.decryption, sender, sealed)).toBe(message)
    expect(await receive(group, from.decryption, sender, sealed)).toBeUndefined()
    expect(await receive(group, to.decryption, group.powerOfG(99n), sealed)).toBeUndefined()
    expect(await receive(group, to.decryption, sender, '{}')).toBeUndefined()
    const data = String(fieldOf(sealed, 'data'))
    const broken = withFields(sealed, { data: `${data.slice(0, -1)}${data.endsWith('0') ? '1' : '0'}` })
    expect(await receive(group, to.decryption, sender, broken)).toBeUndefined()
  })
})

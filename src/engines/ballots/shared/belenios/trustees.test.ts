import { beforeAll, describe, expect, it } from 'vitest'
import { checkTrustees, groupNamed, newTrusteeKey, trusteesText } from '#engines/ballots/shared'
import type { TrusteeKind } from '#engines/ballots/shared'
import { thresholdMembers } from '../../../../../test/belenios-votes.ts'
import { checkThreshold } from './threshold-parameters.ts'
import { elementOf, proofOf } from './trustees-schnorr.ts'

const group = groupNamed('Ed25519')
const at = <T>(all: readonly T[], index: number, value: T) => all.map((each, i) => (i === index ? value : each))

describe('trustees.json', () => {
  let pedersen: Record<string, unknown> & { certs: unknown[]; coefexps: unknown[]; verification_keys: unknown[] }
  beforeAll(async () => {
    const { kind } = await thresholdMembers(group, 2, 3)
    pedersen = JSON.parse(JSON.stringify(kind[1])) as typeof pedersen
  })
  const single = newTrusteeKey(group).publicKey
  const check = (text: string) => checkTrustees(group, text)
  const checkMembers = (fields: object) =>
    check(
      JSON.stringify([
        ['Single', single],
        ['Pedersen', { ...pedersen, ...fields }],
      ]),
    )

  it('is a list of trustees, each of a kind that we know', () => {
    for (const text of ['{', '{}', '[]']) expect(check(text)).toEqual({ ok: false, error: 'trustees_malformed' })
    for (const item of [1, ['Single'], ['Single', single, 1], ['Double', single], ['pedersen', pedersen]]) {
      expect(check(JSON.stringify([['Single', single], item]))).toEqual({
        ok: false,
        error: 'trustees_malformed',
        owner: 2,
      })
    }
  })

  it('proves each single key, none of which is one', () => {
    const wrong = { ok: false, error: 'trustee_key_wrong', owner: 1 }
    const unit: TrusteeKind = ['Single', newTrusteeKey(group, () => 0n).publicKey]
    expect(check(trusteesText([unit]))).toEqual(wrong)
    for (const key of [
      null,
      { ...single, public_key: 1 },
      { ...single, public_key: 'x' },
      { public_key: single.public_key },
      { ...single, pok: { challenge: 1, response: single.pok.response } },
      { ...single, pok: { challenge: single.pok.challenge, response: 'x' } },
      { ...single, pok: { challenge: group.q.toString(), response: single.pok.response } },
      { ...single, pok: newTrusteeKey(group).publicKey.pok },
    ]) {
      expect(check(JSON.stringify([['Single', key]]))).toEqual(wrong)
    }
  })

  it('has as many certificates, coefficients and keys of a threshold group, and a threshold they can reach', () => {
    expect(checkMembers({})).toMatchObject({ ok: true, value: { size: 4 } })
    const malformed = { ok: false, error: 'trustees_malformed', owner: 2 }
    for (const fields of [
      { certs: {} },
      { coefexps: {} },
      { verification_keys: {} },
      { certs: null },
      { coefexps: null },
      { verification_keys: null },
      { coefexps: pedersen.coefexps.slice(1) },
      { verification_keys: pedersen.verification_keys.slice(1) },
      { threshold: '2' },
      { threshold: 1.5 },
      { threshold: 0 },
      { threshold: 4 },
    ]) {
      expect(checkMembers(fields)).toEqual(malformed)
    }
    expect(checkThreshold(group, null)).toEqual({ ok: false, error: 'trustees_malformed', member: 0 })
  })

  it('holds numbers and elements as texts', () => {
    expect(proofOf(group, { challenge: '5', response: '6' })).toEqual({ challenge: 5n, response: 6n })
    expect(proofOf(group, { challenge: 5, response: '6' })).toBeUndefined()
    expect(proofOf(group, { challenge: '5', response: 6 })).toBeUndefined()
    const integers = groupNamed('BELENIOS-2048')
    expect(elementOf(integers, '1')).toBe(1n)
    expect(elementOf(integers, 1)).toBeUndefined()
  })

  it('names the member whose part is wrong', () => {
    const wrong = (error: string, owner: number) => ({ ok: false, error, owner })
    const [first] = pedersen.certs
    expect(checkMembers({ certs: at(pedersen.certs, 1, {}) })).toEqual(wrong('threshold_certificate_wrong', 3))
    expect(checkMembers({ certs: at(pedersen.certs, 2, first) })).toEqual(wrong('threshold_coefficients_wrong', 4))
    expect(checkMembers({ coefexps: at(pedersen.coefexps, 0, null) })).toEqual(wrong('threshold_coefficients_wrong', 2))
    expect(checkMembers({ threshold: 1 })).toEqual(wrong('threshold_coefficients_wrong', 2))
    expect(checkMembers({ threshold: 3 })).toEqual(wrong('threshold_coefficients_wrong', 2))
    for (const key of [{}, single]) {
      const keys = at<unknown>(pedersen.verification_keys, 1, key)
      expect(checkMembers({ verification_keys: keys })).toEqual(wrong('threshold_key_wrong', 3))
    }
  })
})

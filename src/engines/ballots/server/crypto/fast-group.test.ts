import { ed25519 as curve } from '@noble/curves/ed25519.js'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { must } from '#kernel/assert'
import { ballotFaults, notInBelenios2048, notInEd25519, theSecret } from '../../../../../test/ballot-faults.ts'
import { aCommitteeElection, aMatter, anOpenElection } from '../../../../../test/belenios.ts'
import { createSeededBallot } from '../../shared/belenios/ballot.ts'
import { verifyBallot } from '../../shared/belenios/ballot-verification.ts'
import { belenios2048Parameters } from '../../shared/belenios/belenios-2048.ts'
import { bytesOfElement, elementOfBytes } from '../../shared/belenios/ed25519.ts'
import { groupNamed } from '../../shared/belenios/named-groups.ts'
import type { Group } from '../../shared/belenios/group.ts'
import { fastGroupNamed } from './fast-group.ts'

const { p, q: q2048 } = belenios2048Parameters

/** What a group makes of two exponents, as text. */
function worked(
  { multiply, invert, power, powerOfG, fixed, encode, encodeAll, equal, one }: Group,
  a: bigint,
  b: bigint,
) {
  const [x, y] = [powerOfG(a), powerOfG(b)]
  return {
    elements: encodeAll([x, y, multiply(x, y), multiply(x, invert(x)), multiply(one, y), power(x, b), fixed(y)(a)]),
    inverse: encode(invert(x)),
    equal: [equal(x, y), equal(x, powerOfG(a)), equal(one, power(x, 0n)), equal(one, power(one, b))],
  }
}

describe.each([
  ['Ed25519', notInEd25519],
  ['BELENIOS-2048', notInBelenios2048(p, q2048)],
] as const)('both back-ends of %s', (name, notInGroup) => {
  const [pure, fast] = [groupNamed(name), fastGroupNamed(name)]
  const { q } = pure
  const exponent = fc.oneof(
    fc.constantFrom(0n, 1n, -1n, 2n, q, q - 1n, q + 1n, q / 2n, 1n << 255n, (1n << 256n) - 1n),
    fc.bigInt({ min: -(1n << 260n), max: 1n << 260n }),
  )

  test('compute the same', () => {
    expect(fast.q).toBe(q)
    expect([fast.encode(fast.g), fast.encode(fast.one)]).toEqual([pure.encode(pure.g), pure.encode(pure.one)])
    fc.assert(
      fc.property(exponent, exponent, (a, b) => {
        expect(worked(fast, a, b)).toEqual(worked(pure, a, b))
      }),
      { numRuns: 20 },
    )
  })

  test('read the same texts', () => {
    const changed = fc
      .tuple(exponent, fc.integer({ min: 0, max: 63 }), fc.integer({ min: 0, max: 15 }))
      .map(([a, at, digit]) => {
        const text = pure.encode(pure.powerOfG(a))
        return text.slice(0, at) + digit.toString(16) + text.slice(at + 1)
      })
    fc.assert(
      fc.property(changed, (text) => {
        const [byPure, byFast] = [pure.decode(text), fast.decode(text)]
        expect(byFast === undefined).toBe(byPure === undefined)
        if (byPure !== undefined) expect(fast.encode(byFast)).toBe(text)
      }),
      { numRuns: 40 },
    )
    for (const group of [pure, fast]) expect(group.equal(group.decode(group.encode(group.one)), group.one)).toBe(true)
  })

  test.each(Object.entries(notInGroup))('refuse %s', (_, text) => {
    expect([pure.decode(text), fast.decode(text)]).toEqual([undefined, undefined])
  })

  test('refuse an element moved out of the subgroup', () => {
    const outside = name === 'Ed25519' ? movedByOrder8() : ((pure.g as bigint) * (p - 1n)) % p
    expect(pure.decode(String(outside))).toBeUndefined()
    expect(fast.decode(String(outside))).toBeUndefined()
  })

  test('make the same ballots and refuse the same ones', () => {
    const questions = [aMatter, aCommitteeElection]
    const [openPure, openFast] = [anOpenElection(pure, questions), anOpenElection(fast, questions)]
    const choices = [
      [0, 1, 0],
      [1, 0, 0, 0, 1],
    ]
    const made = createSeededBallot(openFast, theSecret, choices, new Uint8Array(32))
    expect(made).toEqual(createSeededBallot(openPure, theSecret, choices, new Uint8Array(32)))
    if (!made.ok) throw new Error(made.error)
    const credential = (JSON.parse(made.value.text) as { credential: string }).credential
    const onRoll = new Set([credential, 'rubbish', fast.encode(fast.one)])
    for (const [what, fault, text] of ballotFaults(openFast, made.value.text))
      expect(
        verifyBallot(openFast, text, (each) => onRoll.has(each)),
        what,
      ).toEqual({ ok: false, error: fault })
    const { text } = made.value
    const edit = fc.tuple(fc.nat(text.length - 1), fc.constantFrom('', '0', '7', '"', ' ', '}', '\\u0030', '0x'))
    fc.assert(
      fc.property(edit, ([at, put]) => {
        const changed = text.slice(0, at) + put + text.slice(at + 1)
        expect(verifyBallot(openFast, changed, (each) => onRoll.has(each)).ok).toBe(changed === text)
      }),
      { numRuns: 100 },
    )
    expect(verifyBallot(openFast, text, (each) => onRoll.has(each)).ok).toBe(true)
  })
})

/** g times a point of order 8: on the curve, written canonically, of order 8q. */
function movedByOrder8(): string {
  const { Point } = curve
  const small = Point.fromBytes(bytesOfElement(must(notInEd25519['order 8'], 'the point of order 8'))!)
  return elementOfBytes(Point.BASE.add(small).toBytes())
}

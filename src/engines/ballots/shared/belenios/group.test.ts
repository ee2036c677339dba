import { ed25519 as curve } from '@noble/curves/ed25519.js'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { notInBelenios2048, notInEd25519 } from '../../../../../test/ballot-faults.ts'
import { belenios2048Parameters, parseResidue } from './belenios-2048.ts'
import { elementOfBytes } from './ed25519.ts'
import { groupNamed, isGroupName } from './named-groups.ts'
import { inverse, mod, modularPower, parseDecimal } from './modular.ts'
import { scalarsFromSeed, secureScalars } from './random.ts'

const exponent = fc.bigInt({ min: -(1n << 270n), max: 1n << 270n })

describe.each(['Ed25519', 'BELENIOS-2048'] as const)('the group %s', (name) => {
  const group = groupNamed(name)
  const { g, one, q } = group

  test('has order q', () => {
    expect(group.equal(group.power(g, q), one)).toBe(true)
    expect(group.equal(group.power(g, 1n), g)).toBe(true)
    expect(group.equal(group.powerOfG(q - 1n), group.invert(g))).toBe(true)
  })

  test('multiplies by adding exponents, whichever way it exponentiates', () => {
    const base = group.powerOfG(3n)
    const power = group.fixed(base)
    fc.assert(
      fc.property(exponent, exponent, (a, b) => {
        const sum = group.powerOfG(a + b)
        expect(group.equal(group.multiply(group.powerOfG(a), group.powerOfG(b)), sum)).toBe(true)
        expect(group.equal(group.power(g, a + b), sum)).toBe(true)
        expect(group.equal(power(a), group.power(base, a))).toBe(true)
        expect(group.equal(group.multiply(sum, group.invert(sum)), one)).toBe(true)
      }),
      { numRuns: 8 },
    )
  })

  test('raises an element that was read as any other', () => {
    fc.assert(
      fc.property(exponent, exponent, (a, b) => {
        const read = group.decode(group.encode(group.powerOfG(a)))!
        const expected = group.powerOfG(a * b)
        for (const power of [group.power(read, b), group.power(group.powerOfG(a), b), group.fixed(read)(b)])
          expect(group.equal(power, expected)).toBe(true)
      }),
      { numRuns: 8 },
    )
    const others = Array.from({ length: 70 }, (_, i) => group.decode(group.encode(group.powerOfG(BigInt(i))))!)
    for (const [i, other] of [others[0]!, others[1]!, others[69]!].entries())
      expect(group.equal(group.power(other, 5n), group.powerOfG(5n * [0n, 1n, 69n][i]!))).toBe(true)
  })

  test('reads what it writes, the identity too, and equal elements have one text', () => {
    fc.assert(
      fc.property(exponent, (a) => {
        const element = group.multiply(group.powerOfG(a), group.powerOfG(-1n))
        const text = group.encode(element)
        expect(text).toBe(group.encode(group.powerOfG(a - 1n)))
        expect(group.encodeAll([element, g])).toEqual([text, group.encode(g)])
        expect(group.equal(group.decode(text)!, element)).toBe(true)
      }),
      { numRuns: 8 },
    )
    expect(group.equal(group.decode(group.encode(one))!, one)).toBe(true)
    expect(group.encodeAll([])).toEqual([])
  })
})

test.each([
  ...Object.entries(notInEd25519).map((each) => ['Ed25519', ...each] as const),
  ...Object.entries(notInBelenios2048(belenios2048Parameters.p, belenios2048Parameters.q)).map(
    (each) => ['BELENIOS-2048', ...each] as const,
  ),
])('%s has no element written as %s', (name, _, text) => {
  expect(groupNamed(name).decode(text)).toBeUndefined()
})

test.each(['Ed25519', 'BELENIOS-2048'] as const)(
  '%s has no element written with anything before or after it',
  (name) => {
    const { encode, powerOfG, decode } = groupNamed(name)
    const text = encode(powerOfG(3n))
    expect(decode(text)).toBeDefined()
    for (const wrong of [`${text}0`, `${text} `, ` ${text}`, text + text]) expect(decode(wrong)).toBeUndefined()
  },
)

test('a residue is above nothing and below p, whether in the subgroup or not', () => {
  const { p } = belenios2048Parameters
  expect([1n, 2n, p - 1n].map((value) => parseResidue(value.toString()))).toEqual([1n, 2n, p - 1n])
  for (const none of [0n, p, p + 1n]) expect(parseResidue(none.toString())).toBeUndefined()
})

test('only the two groups are known', () => {
  expect(['Ed25519', 'BELENIOS-2048', 'RFC-3526-2048', 'ed25519'].map(isGroupName)).toEqual([true, true, false, false])
})

test('the parameters of BELENIOS-2048 are those of the specification: q divides p − 1 and g has order q', () => {
  const { p, g, q } = belenios2048Parameters
  expect([p.toString(2).length, q.toString(2).length]).toEqual([2048, 256])
  expect((p - 1n) % q).toBe(0n)
  expect(modularPower(g, q, p)).toBe(1n)
})

test('Ed25519 is written with its bytes turned round', () => {
  const { encode, g } = groupNamed('Ed25519')
  expect(encode(g)).toBe('6666666666666666666666666666666666666666666666666666666666666658')
  expect(elementOfBytes(curve.Point.BASE.double().toBytes())).toBe(encode(groupNamed('Ed25519').powerOfG(2n)))
})

test('numbers mod a prime', () => {
  const prime = (1n << 255n) - 19n
  fc.assert(
    fc.property(fc.bigInt({ min: 1n, max: prime - 1n }), fc.bigInt({ min: 0n, max: 200n }), (a, e) => {
      expect(mod(a * inverse(a, prime), prime)).toBe(1n)
      expect(modularPower(a, e, prime)).toBe(mod(a ** e, prime))
      expect(mod(-a, prime)).toBe(prime - a)
    }),
  )
  expect(() => inverse(6n, 9n)).toThrow('no inverse')
})

test('a number is read only as it would be written', () => {
  expect(parseDecimal('120', 3)).toBe(120n)
  expect(parseDecimal('0', 3)).toBe(0n)
  for (const text of ['', '01', '00', '-1', '+1', ' 1', '1 ', '1.0', '1e2', '0x1', '１', '1_0', '1234', '1\n'])
    expect(parseDecimal(text, 3), text).toBeUndefined()
})

test('scalars of the machine lie below q, over the whole of it, and are never the same', () => {
  const { q } = groupNamed('Ed25519')
  const draw = secureScalars(q)
  const drawn = Array.from({ length: 64 }, draw)
  expect(drawn.every((scalar) => scalar >= 0n && scalar < q)).toBe(true)
  expect(new Set(drawn).size).toBe(64)
  expect(drawn.some((scalar) => scalar > q / 2n) && drawn.some((scalar) => scalar < q / 2n)).toBe(true)
})

test('a seed of another length than 32 bytes makes no ballot', () => {
  for (const length of [0, 31, 33]) expect(() => scalarsFromSeed(new Uint8Array(length), 'x', 7n)).toThrow('32 bytes')
})

import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  compare,
  decimalsOf,
  holdsMultiple,
  minus,
  nought,
  over,
  overOrNull,
  plus,
  rational,
  readWritten,
  times,
  toNumber,
  write,
  writePercent,
} from './rational.ts'

const any = fc
  .tuple(
    fc.bigInt(),
    fc.bigInt().filter((d) => d !== 0n),
  )
  .map(([n, d]) => rational(n, d))

test('what is equal is the same fraction, however it was come to', () => {
  fc.assert(
    fc.property(any, any, (a, b) => {
      expect(minus(plus(a, b), b)).toEqual(a)
      expect(compare(a, b)).toBe(-compare(b, a) + 0)
      expect(a.d > 0n).toBe(true)
      if (b.n !== 0n) expect(times(over(a, b), b)).toEqual(a)
    }),
  )
})

test('nothing is divided by nought', () => {
  expect(overOrNull(rational(1), nought)).toBeNull()
  expect(() => over(rational(1), nought)).toThrow(RangeError)
  expect(() => rational(1, 0)).toThrow(RangeError)
})

test('decimals are read and written without loss', () => {
  fc.assert(
    fc.property(fc.integer(), fc.integer({ min: 0, max: 9999 }), (whole, part) => {
      const written = write(rational(BigInt(whole) * 10_000n + BigInt(part), 10_000n), 4)
      expect(write(readWritten(written), 4)).toBe(written)
    }),
  )
  expect([
    write(rational(2, 3)),
    write(rational(-2, 3)),
    write(rational(5, 1)),
    writePercent(rational(18_726, 19_115)),
  ]).toEqual(['0.66', '-0.66', '5', '97.96'])
})

test('halves are rounded away from nought where something is not cut off', () => {
  expect([decimalsOf(rational(5, 2), 0), decimalsOf(rational(-5, 2), 0), decimalsOf(rational(1, 8), 2)]).toEqual([
    '3',
    '-3',
    '0.13',
  ])
  expect(toNumber(rational(1, 10))).toBe(0.1)
})

test('a step has a multiple between two ends exactly where one can be counted to', () => {
  const end = fc.integer({ min: -500, max: 500 })
  fc.assert(
    fc.property(end, fc.nat(30), fc.integer({ min: 1, max: 20 }), (low, width, step) => {
      const counted = Array.from({ length: width + 1 }, (_, i) => low + i).some((at) => at % step === 0)
      expect(holdsMultiple(rational(low, 7), rational(low + width, 7), rational(step, 7))).toBe(counted)
    }),
  )
})

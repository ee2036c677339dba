import fc from 'fast-check'
import { expect, test } from 'vitest'
import { recent, severalPowers } from './several-powers.ts'

test('powers of one base are those of multiplying it that often, up to 256 bits', () => {
  const prime = 1_000_003n
  const arithmetic = {
    one: 1n,
    multiply: (a: bigint, b: bigint) => (a * b) % prime,
    square: (a: bigint) => (a * a) % prime,
  }
  // a^(prime − 1) is 1, so that any exponent can be brought down to one that is quickly tried.
  fc.assert(
    fc.property(
      fc.bigInt({ min: 1n, max: prime - 1n }),
      fc.bigInt({ min: 0n, max: 200n }),
      fc.bigInt({ min: 0n, max: 1n << 235n }),
      (base, small, times) => {
        const power = severalPowers(arithmetic, base)
        expect(power(small)).toBe(base ** small % prime)
        expect(power(small + times * (prime - 1n))).toBe(base ** small % prime)
      },
    ),
  )
})

test('what was kept for the keys met last is there, and of an older one no longer', () => {
  const kept = recent<string, number>(2)
  for (const [i, key] of ['a', 'b', 'c'].entries()) kept.put(key, i)
  expect(['a', 'b', 'c', 'd'].map((key) => kept.get(key))).toEqual([undefined, 1, 2, undefined])
})

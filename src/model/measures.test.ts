import fc from 'fast-check'
import { expect, test } from 'vitest'
import { percent } from './measures.ts'

test('a rate is cut off after two decimals, never rounded up', () => {
  expect(percent(18_726, 19_115)).toBe('97.96')
  expect(percent(2, 3)).toBe('66.66')
  expect(percent(1, 3)).toBe('33.33')
  expect(percent(1, 1)).toBe('100.00')
  expect(percent(0, 7)).toBe('0.00')
  expect(percent(9_999_999, 10_000_000)).toBe('99.99')
  expect(percent(7, 100)).toBe('7.00')
})

test('of nothing there is no rate', () => {
  expect(percent(0, 0)).toBeNull()
  expect(percent(5, 0)).toBeNull()
})

test('a rate is never more than the truth, and less by under a hundredth', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 2_000_000 }), fc.nat(2_000_000), (denominator, numerator) => {
      const shown = BigInt(percent(numerator, denominator)!.replace('.', ''))
      const exact = BigInt(numerator) * 10_000n
      expect(shown * BigInt(denominator) <= exact && exact < (shown + 1n) * BigInt(denominator)).toBe(true)
      expect(percent(numerator, denominator)).toMatch(/^\d+\.\d\d$/)
    }),
  )
})

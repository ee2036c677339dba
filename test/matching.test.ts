import { expect, test } from 'vitest'
import { importWorld, ratesOf } from '../bench/matching.ts'

test('a small world with known truth is matched as promised', () => {
  const rates = ratesOf(importWorld(21, 3_000, 'few numbers'))
  expect(rates.precision).toBeGreaterThanOrEqual(0.999)
  expect(rates.recall).toBeGreaterThanOrEqual(0.95)
  expect(rates.queue).toBeLessThanOrEqual(0.03)
})

import fc from 'fast-check'
import { expect, test } from 'vitest'
import { addDays } from '#kernel/time'
import { periodBefore, periodKinds, periodLastYear, periodOf, rangeOf, upTo, type PeriodKind } from './periods.ts'

const kinds = Object.keys(periodKinds) as PeriodKind[]
const days = fc.integer({ min: 0, max: 20_000 }).map((n) => addDays('2000-01-01', n))

test('the assessment year runs from November to October', () => {
  expect(periodOf('assessment', '2023-10-31')).toMatchObject({ from: '2022-11-01', to: '2023-10-31' })
  expect(periodOf('assessment', '2023-11-01')).toMatchObject({ from: '2023-11-01', to: '2024-10-31' })
  expect(periodOf('assessment', '2024-02-29')).toMatchObject({ from: '2023-11-01', to: '2024-10-31' })
})

test('a week begins on Monday, also over the new year', () => {
  expect(periodOf('week', '2024-01-01')).toMatchObject({ from: '2024-01-01', to: '2024-01-07' })
  expect(periodOf('week', '2023-01-01')).toMatchObject({ from: '2022-12-26', to: '2023-01-01' })
})

test('every day lies in exactly one period of a kind, and the periods follow each other without a gap', () => {
  fc.assert(
    fc.property(days, fc.constantFrom(...kinds), (day, kind) => {
      const period = periodOf(kind, day)
      expect(period.from <= day && day <= period.to).toBe(true)
      expect(periodOf(kind, period.from)).toEqual(period)
      expect(periodOf(kind, period.to)).toEqual(period)
      const before = periodBefore(period)
      expect(addDays(before.to, 1)).toBe(period.from)
      expect(before.kind).toBe(kind)
    }),
  )
})

test('the same period of last year is of the same kind and lies a year back', () => {
  fc.assert(
    fc.property(days, fc.constantFrom(...kinds), (day, kind) => {
      const period = periodOf(kind, day)
      const last = periodLastYear(period)
      const apart = (Date.parse(period.from) - Date.parse(last.from)) / 86_400_000
      expect(apart).toBeGreaterThanOrEqual(kind === 'week' ? 357 : 364)
      expect(apart).toBeLessThanOrEqual(kind === 'week' ? 371 : 367)
      expect(last.kind).toBe(kind)
    }),
  )
  expect(periodLastYear(rangeOf('2024-02-29', '2024-03-01'))).toMatchObject({ from: '2023-02-28', to: '2023-03-01' })
})

test('a running period is compared only as far as it has passed', () => {
  expect(upTo(periodOf('year', '2024-05-01'), '2024-05-01')).toEqual(rangeOf('2024-01-01', '2024-05-01'))
  expect(upTo(periodOf('year', '2023-05-01'), '2024-05-01')).toEqual(periodOf('year', '2023-05-01'))
})

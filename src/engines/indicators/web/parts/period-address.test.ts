import { expect, test } from 'vitest'
import { periodOf, periodBefore, rangeOf, type PeriodKind } from '#model'
import { inputOf, periodAfter, periodIn, searchOfPeriod, stepsOf, usualStep } from './period-address.ts'

const today = '2026-11-22'
const kinds: PeriodKind[] = ['day', 'week', 'month', 'quarter', 'year', 'assessment']

test('a period goes into the address and comes back', () => {
  for (const period of [...kinds.map((kind) => periodOf(kind, '2026-02-28')), rangeOf('2026-01-05', '2026-03-02')])
    expect(periodIn(new URLSearchParams(searchOfPeriod(period)), today, 'month')).toEqual(period)
})

test('what is not valid in an address is the usual period of today', () => {
  for (const said of [
    '',
    'kind=decade',
    'kind=toString',
    'day=2026-02-31',
    'kind=range&from=2026-03-01&to=2026-02-01',
    'kind=range',
    'day=3000-01-01',
    'day=2026-13-01',
    'day=2026-01-00',
  ])
    expect(periodIn(new URLSearchParams(said), today, 'month')).toEqual(periodOf('month', today))
})

test('the period after the one before is the same again', () => {
  for (const period of [...kinds.map((kind) => periodOf(kind, '2026-05-15')), rangeOf('2026-01-05', '2026-01-31')])
    expect(periodAfter(periodBefore(period))).toEqual(period)
})

test('a month is told by its last twelve, a year by its own months, a short range by days', () => {
  expect(stepsOf(periodOf('month', today), 'month', today).map((step) => step.from)).toEqual([
    '2025-12-01',
    ...Array.from({ length: 11 }, (_, index) => `2026-${String(index + 1).padStart(2, '0')}-01`),
  ])
  expect(stepsOf(periodOf('year', today), 'month', today)).toHaveLength(12)
  expect(stepsOf(periodOf('assessment', today), 'month', today)[0]?.from).toBe('2026-11-01')
  const range = rangeOf('2026-11-01', '2026-11-10')
  expect(usualStep(range)).toBe('day')
  expect(stepsOf(range, 'day', today).map((step) => step.from.slice(8))).toEqual(
    Array.from({ length: 10 }, (_, index) => String(index + 1).padStart(2, '0')),
  )
  expect(stepsOf(periodOf('day', today), 'day', today)).toHaveLength(31)
  expect(inputOf(range)).toEqual({ kind: 'range', from: '2026-11-01', to: '2026-11-10' })
})

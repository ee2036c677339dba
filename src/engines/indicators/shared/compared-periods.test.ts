import { expect, test } from 'vitest'
import { periodOf, rangeOf, type Period } from '#model'
import { comparedPeriods } from './compared-periods.ts'

const days = ({ now, before, lastYear }: ReturnType<typeof comparedPeriods>) =>
  [now, before, lastYear].map(({ from, to }: Period) => `${from} ${to}`)

test('a period that is over is compared whole', () => {
  expect(days(comparedPeriods(periodOf('month', '2026-03-05'), '2026-11-22'))).toEqual([
    '2026-03-01 2026-03-31',
    '2026-02-01 2026-02-28',
    '2025-03-01 2025-03-31',
  ])
})

test('of a period that runs, all three are told as far as today', () => {
  expect(days(comparedPeriods(periodOf('month', '2026-11-22'), '2026-11-22'))).toEqual([
    '2026-11-01 2026-11-22',
    '2026-10-01 2026-10-22',
    '2025-11-01 2025-11-22',
  ])
  expect(days(comparedPeriods(periodOf('year', '2026-11-22'), '2026-11-22'))).toEqual([
    '2026-01-01 2026-11-22',
    '2025-01-01 2025-11-22',
    '2025-01-01 2025-11-22',
  ])
  expect(days(comparedPeriods(periodOf('assessment', '2026-11-22'), '2026-11-22'))).toEqual([
    '2026-11-01 2026-11-22',
    '2025-11-01 2025-11-22',
    '2025-11-01 2025-11-22',
  ])
  expect(days(comparedPeriods(periodOf('quarter', '2026-05-31'), '2026-05-31'))).toEqual([
    '2026-04-01 2026-05-31',
    '2026-01-01 2026-02-28',
    '2025-04-01 2025-05-31',
  ])
  expect(days(comparedPeriods(periodOf('week', '2026-11-18'), '2026-11-18'))).toEqual([
    '2026-11-16 2026-11-18',
    '2026-11-09 2026-11-11',
    '2025-11-17 2025-11-19',
  ])
})

test('a month that runs on its 31st day is compared with the whole of a shorter one', () => {
  expect(days(comparedPeriods(periodOf('month', '2028-03-30'), '2028-03-30'))).toEqual([
    '2028-03-01 2028-03-30',
    '2028-02-01 2028-02-29',
    '2027-03-01 2027-03-30',
  ])
})

test('any range is compared with as many days before it; one that goes on beyond today ends today', () => {
  expect(days(comparedPeriods(rangeOf('2026-11-16', '2026-11-30'), '2026-11-20'))).toEqual([
    '2026-11-16 2026-11-20',
    '2026-11-11 2026-11-15',
    '2025-11-16 2025-11-20',
  ])
  expect(days(comparedPeriods(rangeOf('2024-02-29', '2024-02-29'), '2026-11-20'))).toEqual([
    '2024-02-29 2024-02-29',
    '2024-02-28 2024-02-28',
    '2023-02-28 2023-02-28',
  ])
})

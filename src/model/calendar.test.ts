import { expect, test } from 'vitest'
import { calendarFrom, packageKnownUntil, usualOfficeHours } from './calendar.ts'

test('the State Council calendar of 2026: holidays off, make-up days worked', () => {
  const calendar = calendarFrom()
  for (const date of [
    '2026-01-04',
    '2026-02-14',
    '2026-02-28',
    '2026-05-09',
    '2026-09-20',
    '2026-10-10',
    '2026-03-03',
  ]) {
    expect([date, calendar.isWorkday(date)]).toEqual([date, true])
  }
  for (const date of [
    '2026-01-01',
    '2026-02-17',
    '2026-05-05',
    '2026-06-19',
    '2026-10-01',
    '2026-10-07',
    '2026-03-07',
    '2026-03-08',
  ]) {
    expect([date, calendar.isWorkday(date)]).toEqual([date, false])
  }
  expect(calendar.knownUntil).toBe(packageKnownUntil)
  expect(packageKnownUntil).toBe('2026-12-31')
  expect(calendar.officeHours).toBe(usualOfficeHours)
})

test('2023, the year of the replay: make-up Saturdays worked, National Day off', () => {
  const calendar = calendarFrom()
  expect(['2023-01-28', '2023-04-23', '2023-10-07', '2023-10-08'].every((date) => calendar.isWorkday(date))).toBe(true)
  expect(['2023-01-23', '2023-05-03', '2023-09-29', '2023-10-06'].some((date) => calendar.isWorkday(date))).toBe(false)
})

test('an override is read as given, and nothing else changes', () => {
  const calendar = calendarFrom({
    overrides: { '2027-01-01': false },
    knownUntil: '2027-12-31',
    officeHours: [['08:30', '17:00']],
  })
  expect([
    calendar.isWorkday('2027-01-01'),
    calendar.isWorkday('2026-10-01'),
    calendar.isWorkday('2026-10-10'),
  ]).toEqual([false, false, true])
  expect([calendar.knownUntil, calendar.officeHours]).toEqual(['2027-12-31', [['08:30', '17:00']]])
})

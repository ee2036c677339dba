import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { calendarFrom } from './calendar.ts'
import type { Limit } from './clocks.ts'
import { clockUnits, dueAt, pointAt, resume, workdaysFrom, workMinutesBetween } from './clocks.ts'

const calendar = calendarFrom()

function at(text: string): Date {
  return new Date(`${text.replace(' ', 'T')}+08:00`)
}

function said(instant: Date): string {
  return new Date(instant.getTime() + 8 * 3_600_000).toISOString().slice(0, 19).replace('T', ' ')
}

function due(start: string, value: number, unit: Limit['unit']): string {
  return said(dueAt(at(start), { value, unit }, calendar).due)
}

describe('紧急工作时 runs day and night', () => {
  test('over midnight of Shanghai and over National Day', () => {
    expect(due('2026-10-01 23:30:00', 2, 'URGENT_HOUR')).toBe('2026-10-02 01:30:00')
  })
  test('a quarter of an hour', () => {
    expect(due('2026-03-03 12:00:00', 0.25, 'URGENT_HOUR')).toBe('2026-03-03 12:15:00')
  })
})

describe('工作时 runs in office hours alone', () => {
  test('over the lunch break', () => {
    expect(due('2026-03-03 11:00:00', 1, 'WORK_HOUR')).toBe('2026-03-03 14:00:00')
  })
  test('ends at the close of the office rather than at the next opening', () => {
    expect(due('2026-03-03 13:30:00', 4, 'WORK_HOUR')).toBe('2026-03-03 17:30:00')
    expect(due('2026-03-03 09:00:00', 2.5, 'WORK_HOUR')).toBe('2026-03-03 11:30:00')
  })
  test('what comes in at night starts in the morning', () => {
    expect(due('2026-03-03 23:59:59', 0.5, 'WORK_HOUR')).toBe('2026-03-04 09:30:00')
    expect(due('2026-03-04 00:00:00', 0.5, 'WORK_HOUR')).toBe('2026-03-04 09:30:00')
  })
  test('a make-up Saturday is worked', () => {
    expect(due('2026-02-13 17:00:00', 1, 'WORK_HOUR')).toBe('2026-02-14 09:30:00')
    expect(due('2026-02-27 17:00:00', 1, 'WORK_HOUR')).toBe('2026-02-28 09:30:00')
  })
  test('the Spring Festival is not', () => {
    expect(due('2026-02-14 17:00:00', 1, 'WORK_HOUR')).toBe('2026-02-24 09:30:00')
  })
})

describe('工作日 does not count the day of receipt', () => {
  test('and ends at the close of the office', () => {
    expect(due('2026-03-03 00:00:00', 1, 'WORK_DAY')).toBe('2026-03-04 17:30:00')
    expect(due('2026-03-03 23:59:59', 1, 'WORK_DAY')).toBe('2026-03-04 17:30:00')
  })
  test('skips National Day and works the make-up Saturday after it', () => {
    expect(due('2026-09-30 10:00:00', 1, 'WORK_DAY')).toBe('2026-10-08 17:30:00')
    expect(due('2026-09-30 10:00:00', 3, 'WORK_DAY')).toBe('2026-10-10 17:30:00')
    expect(due('2026-09-30 10:00:00', 5, 'WORK_DAY')).toBe('2026-10-13 17:30:00')
  })
})

test('自然日 ends at 24:00 of the n-th day', () => {
  expect(dueAt(at('2026-10-01 10:00:00'), { value: 3, unit: 'NATURAL_DAY' }, calendar).due).toEqual(
    at('2026-10-04 23:59:59.999'),
  )
})

test('data overrule the published calendar', () => {
  const flooded = calendarFrom({ overrides: { '2026-03-04': false, '2026-03-07': true } })
  expect(said(dueAt(at('2026-03-03 10:00:00'), { value: 1, unit: 'WORK_DAY' }, flooded).due)).toBe(
    '2026-03-05 17:30:00',
  )
  expect(flooded.isWorkday('2026-03-07')).toBe(true)
})

test('a deadline behind the announced holidays is provisional; continuous clocks need no calendar', () => {
  const start = at('2026-12-30 10:00:00')
  expect(dueAt(start, { value: 1, unit: 'WORK_DAY' }, calendar)).toEqual({
    due: at('2026-12-31 17:30:00'),
    provisional: false,
  })
  expect(dueAt(start, { value: 2, unit: 'WORK_DAY' }, calendar).provisional).toBe(true)
  expect(dueAt(start, { value: 16, unit: 'WORK_HOUR' }, calendar).provisional).toBe(true)
  expect(dueAt(start, { value: 9, unit: 'NATURAL_DAY' }, calendar).provisional).toBe(false)
  const known = calendarFrom({ knownUntil: '2027-12-31', overrides: { '2027-01-01': false } })
  expect(dueAt(start, { value: 2, unit: 'WORK_DAY' }, known)).toEqual({
    due: at('2027-01-04 17:30:00'),
    provisional: false,
  })
})

test('half of the working time of an order given at noon', () => {
  const limit: Limit = { value: 4, unit: 'WORK_HOUR' }
  const start = at('2026-03-03 10:30:00')
  const end = dueAt(start, limit, calendar).due
  expect(said(end)).toBe('2026-03-03 16:30:00')
  expect(said(pointAt(start, end, 0.5, limit, calendar))).toBe('2026-03-03 14:30:00')
  expect(said(pointAt(start, end, 0.5, { value: 6, unit: 'URGENT_HOUR' }, calendar))).toBe('2026-03-03 13:30:00')
})

test('a pause gives back the working time it took', () => {
  const workHour: Limit = { value: 4, unit: 'WORK_HOUR' }
  const [paused, resumed] = [at('2026-03-03 15:30:00'), at('2026-03-06 20:00:00')]
  expect(said(resume(at('2026-03-03 16:30:00'), paused, resumed, workHour, calendar))).toBe('2026-03-09 10:00:00')
  const workDay: Limit = { value: 5, unit: 'WORK_DAY' }
  expect(said(resume(at('2026-03-06 17:30:00'), paused, resumed, workDay, calendar))).toBe('2026-03-11 17:30:00')
  const natural: Limit = { value: 5, unit: 'NATURAL_DAY' }
  expect(said(resume(at('2026-03-06 23:59:59'), paused, resumed, natural, calendar))).toBe('2026-03-09 23:59:59')
})

test('what was overdue before the pause stays due when it was', () => {
  const late = at('2026-03-03 10:00:00')
  for (const unit of clockUnits) {
    expect(resume(late, at('2026-03-03 11:00:00'), at('2026-03-09 11:00:00'), { value: 1, unit }, calendar)).toEqual(
      late,
    )
  }
})

test('working minutes and workdays between two instants', () => {
  expect(workMinutesBetween(at('2026-03-03 11:00:00'), at('2026-03-04 09:30:00'), calendar)).toBe(30 + 240 + 30)
  expect(workMinutesBetween(at('2026-03-04 09:30:00'), at('2026-03-03 11:00:00'), calendar)).toBe(-300)
  expect(workdaysFrom(at('2026-09-30 10:00:00'), at('2026-10-10 10:00:00'), calendar)).toBe(3)
})

test('limits and office hours that make no sense are refused', () => {
  expect(() => dueAt(at('2026-03-03 10:00:00'), { value: -1, unit: 'WORK_DAY' }, calendar)).toThrow('0 or more')
  expect(() => dueAt(at('2026-03-03 10:00:00'), { value: Number.NaN, unit: 'WORK_DAY' }, calendar)).toThrow('0 or more')
  for (const officeHours of [
    [],
    [['17:00', '09:00']],
    [
      ['09:00', '12:00'],
      ['11:00', '13:00'],
    ],
    [['9', '12']],
  ] as [string, string][][]) {
    expect(() =>
      workMinutesBetween(at('2026-03-03 10:00:00'), at('2026-03-04 10:00:00'), calendarFrom({ officeHours })),
    ).toThrow(RangeError)
  }
  const closed = { isWorkday: () => false, knownUntil: '2026-12-31', officeHours: [['09:00', '17:00']] as const }
  expect(() => dueAt(at('2026-03-03 10:00:00'), { value: 1, unit: 'WORK_DAY' }, closed)).toThrow(RangeError)
  expect(() => dueAt(at('2026-03-03 10:00:00'), { value: 1, unit: 'WORK_HOUR' }, closed)).toThrow(RangeError)
})

const anyInstant = fc.date({ min: at('2025-01-01 00:00:00'), max: at('2026-12-01 00:00:00'), noInvalidDate: true })
const anyLimit = fc.record({
  value: fc.integer({ min: 1, max: 160 }).map((n) => n / 4),
  unit: fc.constantFrom(...clockUnits),
})
const anyPause = fc.integer({ min: 0, max: 20 * 86_400_000 })

function isInOffice(instant: Date): boolean {
  const [date = '', clock = ''] = said(instant).split(' ')
  const isOpen = calendar.officeHours.some(([from, to]) => clock >= `${from}:00` && clock <= `${to}:00`)
  return isOpen && calendar.isWorkday(date)
}

test('a deadline is never before its start and never earlier for a later start or a longer limit', () => {
  fc.assert(
    fc.property(anyInstant, anyPause, anyLimit, fc.integer({ min: 0, max: 40 }), (start, later, limit, longer) => {
      const { due: first } = dueAt(start, limit, calendar)
      expect(first.getTime()).toBeGreaterThanOrEqual(start.getTime())
      expect(dueAt(new Date(start.getTime() + later), limit, calendar).due.getTime()).toBeGreaterThanOrEqual(
        first.getTime(),
      )
      expect(
        dueAt(start, { ...limit, value: limit.value + longer / 4 }, calendar).due.getTime(),
      ).toBeGreaterThanOrEqual(first.getTime())
    }),
  )
})

test('a 工作时 deadline lies in office hours and exactly its working minutes away', () => {
  fc.assert(
    fc.property(anyInstant, fc.integer({ min: 1, max: 160 }), (start, quarters) => {
      const { due: end } = dueAt(start, { value: quarters / 4, unit: 'WORK_HOUR' }, calendar)
      expect(isInOffice(end)).toBe(true)
      expect(workMinutesBetween(start, end, calendar)).toBeCloseTo(quarters * 15, 6)
    }),
  )
})

test('a 工作日 deadline lies exactly its workdays away', () => {
  fc.assert(
    fc.property(anyInstant, fc.integer({ min: 1, max: 40 }), (start, value) => {
      const { due: end } = dueAt(start, { value, unit: 'WORK_DAY' }, calendar)
      expect(isInOffice(end)).toBe(true)
      expect(workdaysFrom(start, end, calendar)).toBe(value)
    }),
  )
})

test('a pause of nothing moves nothing, a longer pause never brings a deadline nearer', () => {
  fc.assert(
    fc.property(anyInstant, anyLimit, anyPause, anyPause, anyPause, (start, limit, wait, pause, more) => {
      const { due: end } = dueAt(start, limit, calendar)
      const paused = new Date(start.getTime() + wait)
      expect(resume(end, paused, paused, limit, calendar)).toEqual(end)
      const resumed = resume(end, paused, new Date(paused.getTime() + pause), limit, calendar)
      expect(resumed.getTime()).toBeGreaterThanOrEqual(end.getTime())
      const longer = resume(end, paused, new Date(paused.getTime() + pause + more), limit, calendar)
      expect(longer.getTime()).toBeGreaterThanOrEqual(resumed.getTime())
    }),
  )
})

test('after a pause a 工作时 order has as many working minutes left as before it', () => {
  fc.assert(
    fc.property(anyInstant, fc.integer({ min: 1, max: 160 }), anyPause, (start, quarters, pause) => {
      const limit: Limit = { value: quarters / 4, unit: 'WORK_HOUR' }
      const { due: end } = dueAt(start, limit, calendar)
      const resumedAt = new Date(start.getTime() + pause)
      const moved = resume(end, start, resumedAt, limit, calendar)
      if (pause > 0) expect(workMinutesBetween(resumedAt, moved, calendar)).toBeCloseTo(quarters * 15, 6)
    }),
  )
})

test('the points of a promise lie in order between its start and its end', () => {
  fc.assert(
    fc.property(anyInstant, anyLimit, (start, limit) => {
      const { due: end } = dueAt(start, limit, calendar)
      const half = pointAt(start, end, 0.5, limit, calendar)
      const most = pointAt(start, end, 0.8, limit, calendar)
      expect(half.getTime()).toBeGreaterThanOrEqual(start.getTime())
      expect(most.getTime()).toBeGreaterThanOrEqual(half.getTime())
      expect(end.getTime()).toBeGreaterThanOrEqual(most.getTime())
      expect(pointAt(start, end, 1, limit, calendar)).toEqual(end)
    }),
  )
})

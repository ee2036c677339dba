import fc from 'fast-check'
import { expect, test } from 'vitest'
import { addDays } from '#kernel/time'
import { duePeriods, lastPeriod, nextDay } from './ledger.ts'

const every = fc.constantFrom('day', 'week', 'month')
const day = fc.integer({ min: 0, max: 3000 }).map((n) => addDays('2020-01-01', n))

test('on the first of a month the sheet of the month before is due, on a Monday that of the week before', () => {
  expect(lastPeriod({ every: 'month' }, '2024-03-01')).toMatchObject({ from: '2024-02-01', to: '2024-02-29' })
  expect(lastPeriod({ every: 'week' }, '2024-01-01')).toMatchObject({ from: '2023-12-25', to: '2023-12-31' })
  expect(lastPeriod({ every: 'day' }, '2024-01-01')).toMatchObject({ from: '2023-12-31', to: '2023-12-31' })
  expect(nextDay({ every: 'month' }, '2024-02-01')).toBe('2024-03-01')
})

test('what was missed while the program stood still is made up for, without a gap and nothing twice', () => {
  fc.assert(
    fc.property(every, day, fc.integer({ min: 0, max: 40 }), (often, today, days) => {
      const ledger = { every: often }
      const before = lastPeriod(ledger, addDays(today, -days))
      const due = duePeriods(ledger, today, before.from)
      due.forEach((period, index) => {
        const previous = due[index - 1] ?? before
        expect(period.from).toBe(addDays(previous.to, 1))
        expect(period.to < today).toBe(true)
      })
      const made = due.at(-1) ?? before
      expect(made).toEqual(lastPeriod(ledger, today))
      expect(duePeriods(ledger, today, made.from)).toEqual([])
    }),
  )
})

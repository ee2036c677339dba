import fc from 'fast-check'
import { expect, test } from 'vitest'
import { addDays } from '#kernel/time'
import { periodBefore, periodOf } from '#model'
import { duePeriods, lastPeriod, nextDay, oldestDue } from './ledger.ts'

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
    fc.property(every, day, fc.integer({ min: 0, max: 40 }), fc.nat(40), (often, today, days, hand) => {
      const ledger = { every: often }
      const before = lastPeriod(ledger, addDays(today, -days))
      const byHand = hand < days ? [lastPeriod(ledger, addDays(today, -hand)).from] : []
      const due = duePeriods(ledger, today, { byItself: [before.from], byHand })
      const all = [before.from, ...byHand, ...due.map((period) => period.from)]
      const made = [...new Set(all)].sort()
      expect(due.map((period) => period.from)).toEqual([...new Set(due.map((period) => period.from))].sort())
      for (const period of due) expect(period.to < today && !byHand.includes(period.from)).toBe(true)
      made.forEach((from, index) => {
        if (index > 0) expect(periodBefore(periodOf(often, from)).from).toBe(made[index - 1])
      })
      expect(made.at(-1)).toBe(lastPeriod(ledger, today).from)
      expect(
        duePeriods(ledger, today, { byItself: [...new Set([before.from, ...due.map(({ from }) => from)])], byHand }),
      ).toEqual([])
    }),
  )
})

test('a sheet of long ago that somebody made asks for none in between', () => {
  const due = duePeriods({ every: 'day' }, '2026-11-22', { byItself: [], byHand: ['2026-01-05'] })
  expect(due.map(({ from }) => from)).toEqual(['2026-11-21'])
})

test('what is due is told by the first sheet that made itself and those not too old', () => {
  const ago = fc.uniqueArray(fc.integer({ min: 1, max: 200 }), { maxLength: 40 })
  fc.assert(
    fc.property(every, day, ago, ago, (often, today, byItself, byHand) => {
      const ledger = { every: often }
      const made = (days: readonly number[]) => days.map((back) => periodOf(often, addDays(today, -back)).from)
      const all = { byItself: made(byItself), byHand: made(byHand) }
      const since = oldestDue(ledger, today)
      const first = all.byItself.toSorted().slice(0, 1)
      const read = {
        byItself: [...first, ...all.byItself.filter((from) => from >= since)],
        byHand: all.byHand.filter((from) => from >= since),
      }
      expect(duePeriods(ledger, today, read)).toEqual(duePeriods(ledger, today, all))
    }),
  )
})

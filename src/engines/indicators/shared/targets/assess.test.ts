import fc from 'fast-check'
import { expect, test } from 'vitest'
import { compare, nought, one, plus, rational, readWritten, times, writePercent, type Rational } from '#kernel/rational'
import { addDays } from '#kernel/time'
import { bookRates, plannedDay, standingOf, type Assessing } from './assess.ts'
import type { BookFile, Target } from './book.ts'
import { plannedOf, rateOf, weightedRate } from './completion.ts'
import { forecastOf, milestonesOn, valueOn } from './forecast.ts'
import { lightOf, type Thresholds } from './light.ts'
import { parameterOn, thresholdsOn } from './parameters.ts'
import { paceFrom, passedShare, plannedShare } from './plan-curve.ts'

const limits: Thresholds = { behindYellow: 0, behindRed: 10, dueSoonDays: 15, freshDays: 31 }
const workdays = paceFrom(
  '2026-01-01',
  '2026-12-31',
  (day) => ![0, 6].includes(new Date(`${day}T00:00:00Z`).getUTCDay()),
)
const goal = (said: object) =>
  ({ course: 'adds_up', direction: 'more', base: null, own: null, district: null, ...said }) as Parameters<
    typeof rateOf
  >[0]

const decimal = fc
  .tuple(fc.integer({ min: 0, max: 1_000_000 }), fc.constantFrom('', '.5', '.25', '.0001'))
  .map(([whole, part]) => `${whole}${part}`)
const share = fc
  .tuple(fc.integer({ min: 0, max: 1000 }), fc.integer({ min: 1, max: 1000 }))
  .map(([n, d]) => (n > d ? one : rational(n, d)))
const dayOf2026 = fc.integer({ min: 0, max: 364 }).map((days) => addDays('2026-01-01', days))
const nodes = fc.array(fc.record({ due: dayOf2026, weight: fc.integer({ min: 1, max: 50 }) }), {
  minLength: 1,
  maxLength: 8,
})
const isPart = (value: Rational) => compare(value, nought) >= 0 && compare(value, one) <= 0

test('what reads 100 has been reached', () => {
  fc.assert(
    fc.property(fc.bigInt({ min: 1n, max: 10n ** 9n }), fc.bigInt({ min: 1n, max: 10n ** 9n }), (n, d) => {
      const rate = rational(n < d ? n : d, d)
      expect(writePercent(rate) === '100.00').toBe(compare(rate, one) === 0)
    }),
  )
})

test('of more: value over target, never beyond one; nothing of no target', () => {
  expect(rateOf(goal({}), rational(60), rational(80))).toEqual(rational(3, 4))
  expect(rateOf(goal({}), rational(100), rational(80))).toEqual(one)
  expect(rateOf(goal({}), rational(5), nought)).toBeNull()
  expect(rateOf(goal({}), null, rational(80))).toBeNull()
})

test('of less: the way down from the base; without one, whether the ceiling is kept', () => {
  const less = goal({ direction: 'less', base: '200' })
  expect(rateOf(less, rational(150), rational(100))).toEqual(rational(1, 2))
  expect(rateOf(less, rational(250), rational(100))).toEqual(nought)
  expect(rateOf(less, rational(80), rational(100))).toEqual(one)
  expect(rateOf(goal({ direction: 'less', base: '100' }), rational(100), rational(100))).toEqual(one)
  expect(rateOf(goal({ direction: 'less' }), rational(101), rational(100))).toEqual(nought)
})

test('a rate lies between nought and one and does not fall when more is reached', () => {
  fc.assert(
    fc.property(
      decimal,
      decimal,
      decimal,
      fc.option(decimal),
      fc.constantFrom('more', 'less'),
      (a, b, aim, base, direction) => {
        const [low, high] = [readWritten(a), readWritten(b)].toSorted(compare)
        const given = goal({ direction, base })
        const [first, second] = [low!, high!].map((value) => rateOf(given, value, readWritten(aim)))
        if (!first || !second) {
          expect([first, second, aim]).toEqual([null, null, expect.stringMatching(/^0$/)])
          return
        }
        expect(isPart(first) && isPart(second)).toBe(true)
        expect(compare(first, second)).not.toBe(direction === 'more' ? 1 : -1)
      },
    ),
  )
})

test('what has to be held is planned in full; what adds up along its share', () => {
  fc.assert(
    fc.property(share, (part) => {
      expect(plannedOf(goal({ course: 'is_held' }), part, rational(97))).toEqual(one)
      expect(plannedOf(goal({}), part, rational(97))).toEqual(part)
      expect(plannedOf(goal({ direction: 'less' }), part, rational(97))).toEqual(one)
      expect(plannedOf(goal({ direction: 'less', course: 'is_held', base: '120' }), part, rational(97))).toEqual(part)
      const rising = plannedOf(goal({ course: 'is_held', base: '80' }), part, rational(100))!
      expect(rising).toEqual(plus(rational(4, 5), times(rational(1, 5), part)))
    }),
  )
})

test('the sum by weight lies between its parts and does not depend on their order', () => {
  const parts = fc.array(fc.record({ weight: fc.integer({ min: 1, max: 900 }), rate: fc.option(share) }), {
    minLength: 1,
  })
  fc.assert(
    fc.property(parts, (all) => {
      const whole = weightedRate(all)
      const rates = all.flatMap(({ rate }) => rate ?? []).toSorted(compare)
      expect(whole === null).toBe(rates.length === 0)
      if (!whole) return
      expect(compare(whole, rates[0]!) >= 0 && compare(whole, rates.at(-1)!) <= 0).toBe(true)
      expect(weightedRate(all.toReversed())).toEqual(whole)
    }),
  )
  expect(weightedRate([])).toBeNull()
  expect(weightedRate([{ weight: 0, rate: one }])).toBeNull()
})

test('the planned curve rises from nothing to all, and is at each milestone what is due by it', () => {
  fc.assert(
    fc.property(nodes, dayOf2026, dayOf2026, fc.constantFrom('quantity', 'milestones'), (all, a, b, kind) => {
      const target = { kind, deadline: '2026-12-31' } as const
      const [early, late] = [a, b].toSorted()
      const on = (day: string) => plannedShare(target, all, workdays, day)!
      expect(compare(on(early!), on(late!))).not.toBe(1)
      expect(isPart(on(early!))).toBe(true)
      expect(on('2026-12-31')).toEqual(one)
      const whole = all.reduce((sum, node) => sum + node.weight, 0)
      for (const { due } of all) {
        const by = all.filter((node) => node.due <= due).reduce((sum, node) => sum + node.weight, 0)
        expect(on(due)).toEqual(rational(by, whole))
      }
    }),
  )
  expect(plannedShare({ kind: 'milestones', deadline: '2026-12-31' }, [], workdays, '2026-06-30')).toBeNull()
})

test('without milestones the plan goes by working days, not by days', () => {
  const target = { kind: 'quantity', deadline: '2026-12-31' } as const
  const on = (day: string) => plannedShare(target, [], workdays, day)!
  expect(on('2026-01-04')).toEqual(on('2026-01-02'))
  expect(on('2026-01-02')).toEqual(rational(2, 261))
  expect(plannedShare({ ...target, deadline: '2026-01-09' }, [], workdays, '2026-01-09')).toEqual(one)
  expect(passedShare(workdays, '2025-12-31', '2026-12-31')).toEqual(nought)
})

const looked = { planned: one, deadline: '2026-12-31', suspended: false }

test.each([
  ['suspended', { ...looked, rate: nought, suspended: true }, '2026-12-31', 'grey'],
  ['unknown', { ...looked, rate: null }, '2026-12-31', null],
  ['reached after its day', { ...looked, rate: one, deadline: '2026-01-01' }, '2026-12-31', 'green'],
  ['overdue', { ...looked, rate: rational(99, 100), deadline: '2026-10-30' }, '2026-10-31', 'red'],
  ['behind by ten exactly', { ...looked, rate: rational(9, 10) }, '2026-06-30', 'yellow'],
  ['behind by more than ten', { ...looked, rate: rational(8999, 10_000) }, '2026-06-30', 'red'],
  ['behind by a hair', { ...looked, rate: rational(999_999, 1_000_000) }, '2026-06-30', 'yellow'],
  [
    'on plan, due in fifteen days',
    { ...looked, rate: rational(1, 2), planned: rational(1, 2) },
    '2026-12-16',
    'yellow',
  ],
  ['on plan, due in sixteen days', { ...looked, rate: rational(1, 2), planned: rational(1, 2) }, '2026-12-15', 'green'],
  ['nothing planned yet', { ...looked, rate: nought, planned: null }, '2026-03-01', 'green'],
])('the light of what is %s', (_, given, day, light) => {
  expect(lightOf(given, day, limits).light).toBe(light)
})

test('a threshold holds from its day on', () => {
  const set = [
    { key: 'light.behind_red', from: '2026-07-01', value: 5, basis: '办公会', confidence: 'sure' },
    { key: 'light.behind_red', from: '2026-09-01', value: 8, basis: '办公会', confidence: 'sure' },
  ] as const
  expect(['2026-06-30', '2026-07-01', '2026-12-31'].map((day) => parameterOn(set, 'light.behind_red', day))).toEqual([
    10, 5, 8,
  ])
  expect(thresholdsOn([], '2026-01-01')).toEqual(limits)
})

const known = { goal: { course: 'adds_up' as const }, end: '2026-12-31', pace: workdays, lastYear: null }

test('a forecast names its method: last year, else working days; what is held stays; what is over is over', () => {
  const lastYear = { byNow: rational(300), byThen: rational(360), whole: rational(600) }
  const at = { ...known, value: rational(100), upTo: '2026-06-30' }
  expect(forecastOf({ ...at, lastYear })).toEqual({ value: rational(200), method: 'last_year' })
  expect(valueOn({ ...at, lastYear }, '2026-07-30')).toEqual(rational(120))
  expect(forecastOf(at)!.method).toBe('workdays')
  expect(forecastOf({ ...at, lastYear: { ...lastYear, byNow: nought } })!.method).toBe('workdays')
  expect(forecastOf({ ...at, goal: { course: 'is_held' } })).toEqual({ value: rational(100), method: 'held' })
  expect(forecastOf({ ...at, upTo: '2026-12-31' })).toEqual({ value: rational(100), method: 'final' })
})

test('at an even pace the forecast is the same on every day, and a value does not fall on the way to it', () => {
  fc.assert(
    fc.property(dayOf2026, dayOf2026, fc.integer({ min: 1, max: 100_000 }), (a, b, whole) => {
      const [upTo, then] = [a, b].toSorted() as [string, string]
      const part = passedShare(workdays, upTo, known.end)
      if (part.n === 0n) return
      const value = times(rational(whole), part)
      const given = { ...known, value, upTo }
      expect(forecastOf(given)!.value).toEqual(rational(whole))
      expect(compare(valueOn(given, then), value)).not.toBe(-1)
      expect(compare(valueOn(given, then), rational(whole))).not.toBe(1)
    }),
  )
})

test('milestones to come are as late as the latest so far; what is overdue is taken to stay so', () => {
  const list = [
    { due: '2026-03-01', doneOn: '2026-03-11' },
    { due: '2026-05-01', doneOn: null },
    { due: '2026-05-10', doneOn: null },
    { due: '2026-06-01', doneOn: null },
  ]
  expect(
    milestonesOn(list.slice(0, 1).concat(list.slice(2)), '2026-05-05', '2026-06-05').map((each) => each.doneOn),
  ).toEqual(['2026-03-11', '2026-05-20', null])
  expect(milestonesOn(list, '2026-05-05', '2026-06-05')[1]!.doneOn).toBeNull()
})

test('a number is judged by the plan of the day it was reported for, while it is fresh; at the end of the year by all', () => {
  const on = (upTo: string, day: string, isOver = false) =>
    plannedDay({ upTo }, day, { limits, isOver, end: '2026-12-31' })
  expect(on('2026-10-31', '2026-11-20')).toBe('2026-10-31')
  expect(on('2026-10-31', '2026-12-02')).toBe('2026-12-02')
  expect(on('2026-12-28', '2026-12-31', true)).toBe('2026-12-31')
})

test('while one of its goals is counted for the first time, nothing is said of a target, of its book, or of a part of either', () => {
  const target = { id: 't', kind: 'quantity', weight: 100, deadline: '2026-12-31', suspended: false } as Target
  const counted = { id: 'a', target: 't', share: 1, period: 'year', ...goal({ own: '10' }) }
  const file = { goals: [counted, { ...counted, id: 'b' }], milestones: [] } as unknown as BookFile
  const assessing = (counting: number | undefined): Assessing => ({
    read: ({ id }, upTo) =>
      id === 'b' && counting !== undefined ? { value: null, upTo, counting } : { value: rational(5), upTo },
    pace: workdays,
    paceOf: () => workdays,
    limits,
    end: '2026-12-31',
    isOver: false,
  })
  const now = standingOf(file, target, assessing(42), '2026-07-01')
  expect(now).toMatchObject({ rate: null, planned: null, light: null, counting: 42 })
  expect(now.because[0]).toBe('正在统计，已完成 42%')
  const done = standingOf(file, target, assessing(undefined), '2026-07-01')
  expect(done.rate).toEqual(rational(1, 2))
  const targets = [target, { ...target, id: 'u' }]
  expect(bookRates(targets, new Map([['t', now], ['u', done]]))).toEqual({ rate: null, planned: null, counting: 42 }) // prettier-ignore
  const suspended = [{ ...target, suspended: true }, targets[1]!]
  expect(bookRates(suspended, new Map([['t', now], ['u', done]])).rate).toEqual(rational(1, 2)) // prettier-ignore
})

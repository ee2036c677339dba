import fc from 'fast-check'
import { expect, test } from 'vitest'
import { holds } from '#model'
import { valueOf } from './case-type.ts'
import { lightOf, lights, type Case } from './case.ts'
import { findQueue, lightConditions, queues } from './queues.ts'

const now = '2026-11-16T01:00:00.000Z'
const asking = { now, me: null, myUnit: null }
const instant = fc
  .integer({ min: -3, max: 3 })
  .map((hours) => new Date(Date.parse(now) + hours * 3_600_000).toISOString())
const seen = fc
  .record({
    open: fc.boolean(),
    parked: fc.boolean(),
    points: fc.option(fc.tuple(instant, instant, instant), { nil: null }),
  })
  .map(({ open, parked, points }) => {
    const [nextHalf, nextOrange, nextDue] = points?.toSorted() ?? [null, null, null]
    return { open, parked, nextHalf, nextOrange, nextDue } as Pick<
      Case,
      'open' | 'parked' | 'nextHalf' | 'nextOrange' | 'nextDue'
    >
  })

test('every case shows exactly one light, and the filter of a light finds what shows it', () => {
  fc.assert(
    fc.property(seen, (found) => {
      const lit = Object.entries(lightConditions).filter(([, condition]) =>
        holds(condition, (field) => valueOf(found, field), asking),
      )
      expect(lit.map(([light]) => light)).toEqual([lightOf(found, now)])
    }),
    { numRuns: 500 },
  )
})

test('overdue, nearly due and due today are of what the lights say', () => {
  fc.assert(
    fc.property(seen, (found) => {
      const isIn = (queue: string) => holds(findQueue(queue)!.where, (field) => valueOf(found, field), asking)
      expect(isIn('overdue')).toBe(lightOf(found, now) === 'red')
      expect(isIn('nearly_due')).toBe(lightOf(found, now) === 'orange')
      if (isIn('due_today')) expect(isIn('overdue')).toBe(false)
    }),
  )
})

test('a queue has one name, in both languages', () => {
  expect(new Set(queues.map((queue) => queue.id)).size).toBe(queues.length)
  expect(new Set(queues.map((queue) => queue.label[0])).size).toBe(queues.length)
  expect(Object.keys(lightConditions).toSorted()).toEqual(Object.keys(lights).toSorted())
  expect(findQueue('constructor')).toBeUndefined()
})

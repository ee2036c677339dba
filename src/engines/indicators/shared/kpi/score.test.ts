import fc from 'fast-check'
import { expect, test } from 'vitest'
import { always, shareOf } from '#model'
import { ranksOf, scoreOf, totalOf } from './score.ts'

const counted = (numerator: number, denominator = numerator) => ({ numerator, denominator })

test('a rate brings its share of the points, cut off', () => {
  expect(scoreOf({ scoring: 'rate' }, 30_000, counted(2, 3), counted(9))).toBe(2000)
  expect(scoreOf({ scoring: 'rate' }, 40_000, counted(18_726, 19_115), counted(0))).toBe(3918)
  expect(scoreOf({ scoring: 'rate' }, 20_000, counted(0, 0), counted(9))).toBeNull()
})

test('volume brings the share of the group', () => {
  expect(scoreOf({ scoring: 'share_of_group' }, 5_000, counted(25), counted(100))).toBe(125)
  expect(scoreOf({ scoring: 'share_of_group' }, 5_000, counted(0), counted(0))).toBeNull()
})

test('each overdue ticket costs its points', () => {
  expect(scoreOf({ scoring: 'each' }, -500, counted(3), counted(40))).toBe(-150)
})

test('who cannot be scored on an item has no sum and no rank', () => {
  expect(totalOf([2000, null, 100])).toBeNull()
  expect(totalOf([2000, 1500, -150])).toBe(3350)
  expect(ranksOf([3350, null, 4000, 3350])).toEqual([2, null, 1, 2])
})

test('nobody scores more than the points of a rate, and more kept promises never score less', () => {
  fc.assert(
    fc.property(fc.nat(100_000), fc.nat(100_000), fc.integer({ min: 1, max: 100_000 }), (points, done, due) => {
      const part = Math.min(done, due)
      const score = scoreOf({ scoring: 'rate' }, points, counted(part, due), counted(0))!
      expect(score * 10).toBeLessThanOrEqual(points)
      if (part < due)
        expect(scoreOf({ scoring: 'rate' }, points, counted(part + 1, due), counted(0))!).toBeGreaterThanOrEqual(score)
    }),
  )
})

test('a weighted mean, whose weights are kept in thousandths, brings its share of the points like any rate', () => {
  const definition = {
    kind: 'weighted',
    of: always,
    field: 'satisfaction',
    weights: { satisfied: 1000, mostly: 800 },
  } as const
  expect(scoreOf({ scoring: 'rate' }, 40_000, shareOf(definition, counted(3800, 4)), counted(0))).toBe(3800)
})

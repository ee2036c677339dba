import { expect, test } from 'vitest'
import { holdsOn, sumOfShares } from './file.ts'

test('shares add up exactly', () => {
  expect(
    sumOfShares([
      [1, 2],
      [1, 3],
    ]),
  ).toEqual([5, 6])
  expect(
    sumOfShares([
      [1, 3],
      [1, 3],
      [1, 3],
    ]),
  ).toEqual([1, 1])
  expect(
    sumOfShares([
      [2, 4],
      [1, 2],
    ]),
  ).toEqual([1, 1])
  expect(sumOfShares([])).toEqual([0, 1])
  expect(sumOfShares([[1, 2], null])).toBeNull()
})

test('a tie holds from its first day until the day it ends', () => {
  const tie = { from: '2020-01-01', to: '2021-12-31' }
  expect(['2019-12-31', '2020-01-01', '2021-12-30', '2021-12-31'].map((day) => holdsOn(tie, day))).toEqual([
    false,
    true,
    true,
    false,
  ])
  expect(holdsOn({ from: '2020-01-01', to: null }, '2099-01-01')).toBe(true)
})

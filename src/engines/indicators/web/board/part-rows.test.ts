import { expect, test } from 'vitest'
import { inOrder, onTimeShare, openOf, partRows, sumOf } from './part-rows.ts'

const counted = (key: string, member: string | null, numerator: number, denominator: number) => ({
  key,
  member,
  counted: { numerator, denominator, value: null },
})

const rows = partRows(
  [
    counted('closed', 'a', 8, 10),
    counted('closed', 'b', 1, 4),
    counted('closed', null, 0, 2),
    counted('on_time', 'a', 6, 8),
    counted('on_time', 'b', 1, 1),
  ],
  new Map([
    ['b', 2],
    ['', 1],
  ]),
)

test('a row holds what was found, closed, open, overdue and on time of one part', () => {
  expect(rows).toEqual([
    { member: 'a', found: 10, closed: 8, overdue: 0, onTime: 6, ofOnTime: 8 },
    { member: 'b', found: 4, closed: 1, overdue: 2, onTime: 1, ofOnTime: 1 },
    { member: null, found: 2, closed: 0, overdue: 1, onTime: 0, ofOnTime: 0 },
  ])
  expect(rows.map(openOf)).toEqual([2, 3, 2])
  expect(rows.map(onTimeShare)).toEqual(['75.00', '100.00', null])
  expect(sumOf(rows)).toEqual({ found: 16, closed: 9, overdue: 3, onTime: 7, ofOnTime: 9 })
})

test('parts stand in the order asked for, and what has no name has no place', () => {
  expect(inOrder(rows, 'found').map(({ member, place }) => [member, place])).toEqual([
    ['a', 1],
    ['b', 2],
    [null, null],
  ])
  expect(inOrder(rows, 'onTimeShare').map(({ member }) => member)).toEqual(['b', 'a', null])
  const equal = partRows(
    [counted('closed', 'a', 1, 5), counted('closed', 'b', 1, 5), counted('closed', 'c', 0, 3)],
    new Map(),
  )
  expect(inOrder(equal, 'found').map(({ place }) => place)).toEqual([1, 1, 3])
})

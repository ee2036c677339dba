import fc from 'fast-check'
import { expect, test } from 'vitest'
import { ranked } from './ranking.ts'

const row = (member: string | null, value: string | null) => ({
  member,
  counted: { value, numerator: 0, denominator: 0 },
})

test('the better comes first, equal values share a place, and what has no value has none', () => {
  const rows = [
    row('a', '90.00'),
    row('b', '97.50'),
    row('c', '90.00'),
    row('d', null),
    row(null, '99.00'),
    row('e', '9.50'),
  ]
  expect(ranked({ better: 'more' }, rows).map(({ member, place }) => [member, place])).toEqual([
    ['b', 1],
    ['a', 2],
    ['c', 2],
    ['e', 4],
    ['d', null],
    [null, null],
  ])
  expect(ranked({ better: 'less' }, rows).map(({ member }) => member)).toEqual(['e', 'a', 'c', 'b', 'd', null])
})

test('ranking loses and makes up nothing, whatever the order', () => {
  const anyRow = fc.tuple(fc.constantFrom('a', 'b', 'c', 'd', null), fc.constantFrom('1', '2', '10', null))
  fc.assert(
    fc.property(fc.array(anyRow), (given) => {
      const rows = given.map(([member, value]) => row(member, value))
      const placed = ranked({ better: null }, rows)
      expect(placed).toHaveLength(rows.length)
      for (const each of placed) expect(rows).toContainEqual({ member: each.member, counted: each.counted })
    }),
  )
})

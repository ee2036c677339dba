import { expect, test } from 'vitest'
import {
  asRecord,
  fieldsInOrder,
  hasFields,
  isCanonicalJson,
  isCount,
  isScalar,
  parseJson,
  parseScalar,
} from './strict-json.ts'

test('only what has named fields is a record', () => {
  expect(asRecord({ a: 1 })).toEqual({ a: 1 })
  for (const none of [null, undefined, [], ['a'], 'a', 1, true]) expect(asRecord(none)).toBeUndefined()
})

test('a record has all the fields it needs, and no others than it may have', () => {
  const needed = ['a', 'b']
  expect(
    [
      { a: 1, b: 2 },
      { b: 2, c: 3, a: 1 },
    ].map((each) => hasFields(each, needed, ['c'])),
  ).toEqual([true, true])
  expect([{ a: 1 }, { a: 1, c: 3 }, { a: 1, b: 2, d: 4 }].map((each) => hasFields(each, needed, ['c']))).toEqual([
    false,
    false,
    false,
  ])
})

test('fields are read in one order only', () => {
  expect(fieldsInOrder({ a: 1, b: 2 }, ['a', 'b'])).toEqual([1, 2])
  for (const other of [{ b: 2, a: 1 }, { a: 1 }, { a: 1, b: 2, c: 3 }, null, [1, 2]]) {
    expect(fieldsInOrder(other, ['a', 'b'])).toBeUndefined()
  }
})

test('a text says one thing in one way, or is none', () => {
  expect(parseJson('{"a":1}')).toEqual({ a: 1 })
  expect(parseJson('{"a":1')).toBeUndefined()
  expect(isCanonicalJson('{"a":1}', { a: 1 })).toBe(true)
  expect(isCanonicalJson('{"a": 1}', { a: 1 })).toBe(false)
})

test('whatever holds nothing else is a scalar', () => {
  for (const scalar of [null, 'a', 1, true]) expect(isScalar(scalar)).toBe(true)
  for (const nested of [{}, []]) expect(isScalar(nested)).toBe(false)
})

test('a count is a whole number from 0 that can be said exactly', () => {
  expect([0, 1, Number.MAX_SAFE_INTEGER].map(isCount)).toEqual([true, true, true])
  for (const none of [-1, 0.5, 2 ** 53, '1', null, undefined, [1]]) expect(isCount(none)).toBe(false)
})

test('an exponent is below the order of the group and has at most 78 digits', () => {
  const order = 10n ** 80n
  expect(parseScalar('12', 13n)).toBe(12n)
  expect(parseScalar('13', 13n)).toBeUndefined()
  expect(parseScalar('9'.repeat(78), order)).toBe(10n ** 78n - 1n)
  expect(parseScalar('9'.repeat(79), order)).toBeUndefined()
})

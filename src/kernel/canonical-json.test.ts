import fc from 'fast-check'
import { expect, test } from 'vitest'
import { canonicalJson } from './canonical-json.ts'

test('the same content has the same bytes, in whatever order it was put together', () => {
  expect(canonicalJson({ b: [1, { d: '甲', c: null }], a: true })).toBe('{"a":true,"b":[1,{"c":null,"d":"甲"}]}')
  fc.assert(
    fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (content) => {
      const turned = Object.fromEntries(Object.entries(content).toReversed())
      expect(canonicalJson(turned)).toBe(canonicalJson(content))
      expect(canonicalJson(JSON.parse(canonicalJson(content)))).toBe(canonicalJson(content))
    }),
  )
})

test('members that are not there are left out, and what JSON cannot say is refused', () => {
  expect(canonicalJson({ a: undefined, b: 1 })).toBe('{"b":1}')
  for (const unsayable of [Number.NaN, Infinity, 1n, () => 1, undefined, Symbol('a')])
    expect(() => canonicalJson({ list: [1], inner: unsayable === undefined ? Number.NaN : unsayable })).toThrow(
      TypeError,
    )
})

import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  and,
  atLeast,
  below,
  explain,
  holds,
  is,
  isIn,
  known,
  not,
  or,
  startsWith,
  token,
  toSql,
  always,
  type Condition,
  type Value,
  type Words,
} from './conditions.ts'

const asking = { now: '2026-11-16T01:00:00.000Z', me: 'li', myUnit: null }
const record: Record<string, Value> = {
  name: '垃圾',
  count: 3,
  done: false,
  who: 'li',
  unit: 'x',
  at: '2026-11-15T16:00:00.000Z',
  none: null,
}
const isTrue = (condition: Condition) => holds(condition, (field) => record[field], asking)
const words: Words<string> = {
  label: (field) => [`〈${field}〉`, `<${field}>`],
  say: (_, value) => [`「${JSON.stringify(value)}」`, JSON.stringify(value)],
}

test('each operator is true of what it says', () => {
  for (const condition of [
    is('name', '垃圾'),
    is('count', 3),
    is('done', false),
    is('who', token('me')),
    isIn('count', [1, 3]),
    startsWith('name', '垃'),
    startsWith('name', ''),
    atLeast('count', 3),
    below('count', 4),
    atLeast('at', token('start_of_today')),
    below('at', token('now')),
    known('name'),
    and(),
    always,
    not(or()),
  ])
    expect([condition, isTrue(condition)]).toEqual([condition, true])
  for (const condition of [
    is('name', '垃'),
    is('count', 4),
    is('done', true),
    isIn('name', []),
    isIn('count', ['3']),
    startsWith('name', '圾'),
    startsWith('count', '3'),
    atLeast('count', 4),
    below('count', 3),
    below('at', token('start_of_today')),
    atLeast('at', token('end_of_today')),
    or(),
    not(and()),
  ])
    expect([condition, isTrue(condition)]).toEqual([condition, false])
})

test('an unknown value makes every comparison false, and its negation true', () => {
  for (const condition of [
    is('none', 'x'),
    isIn('none', ['x']),
    startsWith('none', ''),
    atLeast('none', 0),
    below('none', 0),
    known('none'),
    is('missing', true),
    is('unit', token('my_unit')),
  ]) {
    expect([condition, isTrue(condition)]).toEqual([condition, false])
    expect([condition, isTrue(not(condition))]).toEqual([condition, true])
  }
})

test('values of different kinds are never compared by guessing', () => {
  for (const condition of [is('count', '3'), atLeast('count', '3'), below('name', 5), atLeast('done', 0)])
    expect([condition, isTrue(condition)]).toEqual([condition, false])
})

test('today begins and ends in Shanghai, wherever the machine stands', () => {
  const at = (instant: string) => (name: Parameters<typeof token>[0]) =>
    holds(atLeast('at', token(name)), () => instant, { ...asking, now: '2026-11-15T15:59:59.999Z' })
  expect(at('2026-11-14T16:00:00.000Z')('start_of_today')).toBe(true)
  expect(at('2026-11-14T15:59:59.999Z')('start_of_today')).toBe(false)
  expect(at('2026-11-15T16:00:00.000Z')('end_of_today')).toBe(true)
  expect(at('2025-12-31T16:00:00.000Z')('start_of_year')).toBe(true)
  expect(at('2025-12-31T15:59:59.999Z')('start_of_year')).toBe(false)
})

const anyCondition: fc.Arbitrary<Condition> = fc.letrec<{ any: Condition }>((tie) => {
  const field = fc.constantFrom(...Object.keys(record))
  const value = fc.oneof(
    fc.string(),
    fc.integer(),
    fc.boolean(),
    fc.constantFrom(token('me'), token('my_unit'), token('now'), token('start_of_year')),
  )
  const all = fc.array(tie('any'), { maxLength: 3 })
  return {
    any: fc.oneof(
      { maxDepth: 3 },
      fc.tuple(field, value).map(([name, wanted]) => is(name, wanted)),
      fc.tuple(field, value).map(([name, wanted]) => atLeast(name, wanted)),
      fc.tuple(field, value).map(([name, wanted]) => below(name, wanted)),
      fc
        .tuple(field, fc.array(fc.oneof(fc.string(), fc.integer()), { maxLength: 3 }))
        .map(([name, values]) => isIn(name, values)),
      fc.tuple(field, fc.string()).map(([name, prefix]) => startsWith(name, prefix)),
      field.map((name) => known(name)),
      all.map((each) => and(...each)),
      all.map((each) => or(...each)),
      tie('any').map((each) => not(each)),
    ),
  }
}).any

test('every condition is a sentence in both languages', () => {
  fc.assert(
    fc.property(anyCondition, (condition) => {
      const [zh, en] = explain(condition, words)
      for (const text of [zh, en]) expect(text.replaceAll(/[（）()“”，、,.\s]/g, '')).not.toBe('')
      expect(zh).toMatch(/\p{Script=Han}/u)
      expect(en).not.toMatch(/\p{Script=Han}.*为/u)
    }),
  )
  expect(explain(or(), words)).toEqual(['从不', 'never'])
  expect(explain(isIn('name', []), words)).toEqual(['从不', 'never'])
  expect(explain(or(is('name', '甲'), and(known('who'), not(is('count', 1)))), words)).toEqual([
    '（〈name〉为「"甲"」，或已有〈who〉，且不符合“〈count〉为「1」”）',
    '(<name> is "甲" or <who> is known and not: <count> is 1)',
  ])
})

test('negation, conjunction and disjunction are those of logic', () => {
  fc.assert(
    fc.property(anyCondition, anyCondition, (a, b) => {
      expect(isTrue(not(a))).toBe(!isTrue(a))
      expect(isTrue(and(a, b))).toBe(isTrue(a) && isTrue(b))
      expect(isTrue(or(a, b))).toBe(isTrue(a) || isTrue(b))
      expect(isTrue(not(and(a, b)))).toBe(isTrue(or(not(a), not(b))))
    }),
  )
})

test('a value never becomes text of the SQL, and a field only through the trusted column', () => {
  const evil = `'; drop table cases; --`
  const pieces = toSql(
    and(is('name', evil), isIn('name', [evil]), startsWith('name', evil), below('name', evil)),
    () => 'c.name',
    asking,
  )
  expect(pieces.filter((piece) => typeof piece === 'string' && piece.includes('drop'))).toEqual([])
  expect(pieces.filter((piece) => typeof piece !== 'string' && piece.value === evil)).toHaveLength(4)
})

test('a filter is one piece among others: what it allows never loosens what stands beside it', () => {
  const shown = (condition: Condition) =>
    toSql(condition, (field) => field, asking)
      .map((piece) => (typeof piece === 'string' ? piece : '?'))
      .join('')
  expect(shown(or(is('a', 1), known('b')))).toBe('((a = ?) or (b is not null))')
  expect(shown(isIn('a', [1, 'x']))).toBe('((a in (?)) or (a in (?)))')
  expect(shown(and(is('a', 1), or(is('b', 2), is('c', 3))))).toBe('((a = ?) and (((b = ?) or (c = ?))))')
})

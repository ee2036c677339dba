import { expect, test } from 'vitest'
import { jsonIn, keptRecord } from '../../../../../test/record-files.ts'
import { isInstant, jsonOf, receiptsKeyIn, rollIn, rulesIn, sheetIn, textOf } from './read-record.ts'

const named = keptRecord('named')
const secret = keptRecord('secret')

type Path = readonly (string | number)[]
type Read = (value: unknown) => unknown

/** Every member of a value, however deep; what stands under one of `leaves` is taken whole. */
function pathsOf(value: unknown, leaves: readonly string[], before: Path = []): readonly Path[] {
  if (typeof value !== 'object' || value === null || leaves.includes(String(before.at(-1)))) return [before]
  const members = Object.entries(value).map(([name, each]) => pathsOf(each, leaves, [...before, Array.isArray(value) ? Number(name) : name])) // prettier-ignore
  return [before, ...members.flat()]
}

/** The value with another one at a place; undefined leaves the member out. */
function put(value: unknown, path: Path, now: unknown): unknown {
  const [name, ...rest] = path
  if (name === undefined) return now
  const copy = structuredClone(value) as Record<string | number, unknown>
  const inner = put(copy[name], rest, now)
  if (inner === undefined) delete copy[name]
  else copy[name] = inner
  return copy
}

const files: readonly [string, Read, unknown, readonly string[], readonly string[]][] = [
  ['the roll', rollIn, { ...jsonIn<object>(named, 'roll.json'), leftOut: [{ label: '3号楼车位', reason: '不计' }] }, [], ['proxy']],
  ['the rules of a vote by name', rulesIn, jsonIn(named, 'rules.json'), [], ['period']],
  // How many rounds an election has had may be left out where it is the first.
  ['the rules of an election', rulesIn, jsonIn(secret, 'rules.json'), [], ['period', 'round']],
  ['the signed result', sheetIn, jsonIn(named, 'result.json'), ['decision'], []],
  ['the key of receipts', (value) => receiptsKeyIn(value) && value, jsonIn(named, 'receipts-key.json'), [], []],
] // prettier-ignore

test.each(files)(
  '%s is read in its form only: nothing in it may lack or be something else',
  (_, read, whole, leaves, optional) => {
    expect(read(whole)).toBe(whole)
    for (const path of pathsOf(whole, leaves)) {
      const place = path.join('/')
      // A list that holds a fraction is nothing that stands in any of these files.
      expect([place, read(put(whole, path, [0.5]))]).toEqual([place, undefined])
      const isMember = typeof path.at(-1) === 'string'
      if (isMember && !optional.includes(String(path.at(-1))))
        expect([place, read(put(whole, path, undefined))]).toEqual([place, undefined])
    }
  },
)

const roll = jsonIn<{ units: object[]; owners: object[] }>(named, 'roll.json')
const rules = jsonIn<{ rules: object[]; questions: object[] }>(named, 'rules.json')
const sheet = jsonIn<{ questions: object[]; tellers: object[]; closedAt: string }>(named, 'result.json')
const many = (one: unknown, count: number) => Array.from({ length: count }, () => one)
const reads = (read: Read, value: unknown) => read(value) !== undefined

test('names, counts, days and lists have their bounds, and no more', () => {
  const most = Number.MAX_SAFE_INTEGER
  for (const [read, whole, path, within, beyond] of [
    [rollIn, roll, ['vote'], ['x', 'x'.repeat(3000)], ['', 'x'.repeat(3001)]],
    [rollIn, roll, ['totals', 'area'], [0, most], [-1, most + 1]],
    [rollIn, roll, ['units'], [[], many(roll.units[0], 100_000)], [many(roll.units[0], 100_001)]],
    [rollIn, roll, ['owners'], [[], many(roll.owners[0], 100_000)], [many(roll.owners[0], 100_001)]],
    [rollIn, roll, ['owners', 0, 'proxy'], ['0002', 'other'], [null]],
    [rollIn, roll, ['v'], [1], [2, '1']],
    [rulesIn, rules, ['v'], [1], [2, '1']],
    [rulesIn, rules, ['rules'], [[], many(rules.rules[0], 100)], [many(rules.rules[0], 101)]],
    [rulesIn, rules, ['questions'], [many(rules.questions[0], 10)], [[], many(rules.questions[0], 11)]],
    [rulesIn, rules, ['noticeDays'], [0, 3660], [-1, 1.5, 3661]],
    [rulesIn, rules, ['notReturned', 'clause'], [null], [{}]],
    [rulesIn, rules, ['notReturned', 'ways'], [[]], [['by_word_of_mouth']]],
    [rulesIn, rules, ['conflictingSheets'], ['greater_area'], ['', 'smaller_area']],
    [rulesIn, rules, ['bothChannels'], ['first_received'], ['', 'last_received']],
    [sheetIn, sheet, ['v'], [1], [2, '1']],
    [sheetIn, sheet, ['questions'], [[], many(sheet.questions[0], 10)], [many(sheet.questions[0], 11)]],
    [sheetIn, sheet, ['tellers'], [[], many(sheet.tellers[0], 100)], [many(sheet.tellers[0], 101)]],
    [sheetIn, sheet, ['paper'], ['0'.repeat(64)], ['0'.repeat(63), '0'.repeat(65), `x${'0'.repeat(64)}`, 'A'.repeat(64)]],
    [receiptsKeyIn, { v: 1, log: 'x' }, ['v'], [1], [2]],
  ] as const) {
    // prettier-ignore
    for (const value of within) expect([path, value, reads(read, put(whole, path, value))]).toEqual([path, value, true])
    for (const value of beyond) expect([path, reads(read, put(whole, path, value))]).toEqual([path, false])
  }
}) // prettier-ignore

test('nothing stands beside what was signed', () => {
  for (const path of [['more'], ['questions', 0, 'more'], ['tellers', 0, 'more']])
    expect([path, sheetIn(put(sheet, path, 'x'))]).toEqual([path, undefined])
  expect(receiptsKeyIn({ v: 1, log: 'x', more: 'x' })).toBeUndefined()
})

test('times are instants to the millisecond, so that they can be compared as texts', () => {
  expect(isInstant(sheet.closedAt)).toBe(true)
  for (const said of ['2026-11-25T01:00:00Z', '2026-11-25T01:00:00.0000Z', '2026-11-25T09:00:00.000+08:00', '2026-11-25'])
    expect([said, isInstant(said)]).toEqual([said, false])
}) // prettier-ignore

test('a text has one reading, and what is no text or no JSON none', () => {
  expect(textOf(Uint8Array.of(0xff))).toBeUndefined()
  expect(textOf(Uint8Array.of(0xef, 0xbb, 0xbf, 0x41))).toBe('\ufeffA')
  const bytes = (said: string) => new TextEncoder().encode(said)
  expect(jsonOf(Uint8Array.of(0xff))).toBeUndefined()
  expect(jsonOf(bytes('{'))).toBeUndefined()
  expect(jsonOf(bytes('{"a":1}'))).toEqual({ value: { a: 1 }, canonical: true })
  expect(jsonOf(bytes('{"a": 1}'))).toEqual({ value: { a: 1 }, canonical: false })
  expect(jsonOf(bytes('\ufeff{}'))).toBeUndefined()
})

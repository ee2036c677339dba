import { expect, test } from 'vitest'
import { baseRegisters, baseTags } from '#engines/registers/shared'
import { entryIn, sayHowMany, sayOpen, type LookLine } from './look-words.ts'

const known = { registers: baseRegisters, tags: baseTags }
const look = (said: Partial<LookLine>): LookLine => ({
  id: '01900000-0000-7000-8000-000000000001',
  at: '2026-11-20T02:00:00.000Z',
  who: '何慧',
  staffId: null,
  kind: 'unmask',
  purpose: 'visit',
  note: '',
  registers: ['person'],
  entries: 1,
  fields: [],
  until: null,
  ...said,
})

test('the address of a file is as good as its id', () => {
  const id = '0193a1c0-0000-7000-8000-0000000000ff'
  expect(entryIn(`https://street.example/desk/310107015/files/${id.toUpperCase()}?on=2026-01-01`)).toBe(id)
  expect(entryIn(' 王秀英 ')).toBeUndefined()
})

test('what was looked at is said in the words of the register', () => {
  expect(sayHowMany(look({ entries: 1290 }), known)[0]).toBe('实有人口 1,290 条')
  expect(sayHowMany(look({ entries: 0 }), known)[0]).toBe('实有人口')
  expect(sayOpen(look({ fields: ['phone', 'idNumber', 'phone'] }), known).map(([zh]) => zh)).toEqual(['联系电话', '证件号码']) // prettier-ignore
  expect(sayOpen(look({ kind: 'restricted', fields: ['mental_health'] }), known)).toEqual([baseTags.mental_health.label]) // prettier-ignore
  expect(sayOpen(look({ fields: ['gone'] }), known)).toEqual([['gone', 'gone']])
})

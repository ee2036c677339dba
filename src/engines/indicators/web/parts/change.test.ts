import { expect, test } from 'vitest'
import type { CountedView } from '#engines/indicators/shared'
import { changeOf } from './change.ts'
import { groupedValue, valueSaid } from './measure-unit.ts'

const counted = (value: string | null, numerator = 0, denominator = 1): CountedView => ({
  value,
  numerator,
  denominator,
})
const rate = { kind: 'rate', unit: 'percent', better: 'more' } as const
const count = { kind: 'count', unit: 'cases', better: null } as const

test('a rate changes by points of a hundred, and more of what is better is better', () => {
  expect(changeOf(rate, counted('97.96'), counted('96.70'))).toEqual({
    direction: 'up',
    by: ['1.26 个百分点', '1.26 points'],
    judged: 'better',
  })
  expect(changeOf({ ...rate, better: 'less' }, counted('97.96'), counted('96.70'))?.judged).toBe('worse')
  expect(changeOf({ ...rate, better: 'less' }, counted('9.00'), counted('10.00'))).toMatchObject({
    direction: 'down',
    judged: 'better',
  })
})

test('a count changes by its share, cut off, and is neither better nor worse by itself', () => {
  expect(changeOf(count, counted('5', 5), counted('3', 3))).toEqual({
    direction: 'up',
    by: ['66.6 %', '66.6 %'],
    judged: null,
  })
  expect(changeOf(count, counted('5', 5), counted('0', 0))).toEqual({ direction: 'up', by: null, judged: null })
})

test('what stayed is said so, and nothing is compared with nothing', () => {
  expect(changeOf(rate, counted('80.00'), counted('80.00'))).toEqual({ direction: 'same', by: null, judged: null })
  expect(changeOf(rate, counted('80.00'), counted(null))).toBeNull()
  expect(changeOf(rate, counted(null), counted('80.00'))).toBeNull()
})

test('a mean changes by its unit', () => {
  const mean = { kind: 'mean', unit: 'hours', better: 'less' } as const
  expect(changeOf(mean, counted('12.5', 125), counted('13.0', 130))).toEqual({
    direction: 'down',
    by: ['0.5 小时', '0.5 hours'],
    judged: 'better',
  })
})

test('values are grouped by thousands before the point only', () => {
  expect(groupedValue('1234567.8000')).toBe('1,234,567.8000')
  expect(groupedValue('-1234')).toBe('-1,234')
  expect(groupedValue('999')).toBe('999')
  expect(valueSaid({ unit: 'percent' }, { value: null })).toEqual(['—', '—'])
  expect(valueSaid({ unit: 'percent' }, { value: '97.96' })).toEqual(['97.96 %', '97.96 %'])
})

import { expect, test } from 'vitest'
import { baseRegisters } from '#engines/registers/shared'
import { ageOn, bornUntil, sayValue } from './register-words.ts'

test('someone is eighty from the eightieth birthday on', () => {
  expect(ageOn('1946-11-22', '2026-11-21')).toBe(79)
  expect(ageOn('1946-11-21', '2026-11-21')).toBe(80)
  expect(ageOn('1946', '2026-11-21')).toBeNull()
  expect(bornUntil(80, '2026-11-21')).toBe('1946-11-21')
  expect(bornUntil(81, '2028-02-29')).toBe('1947-02-28')
})

test('areas are read in square metres, large numbers in groups', () => {
  expect(sayValue(baseRegisters.home.fields['area'], 8512)).toEqual(['85.12 m²', '85.12 m²'])
  expect(sayValue(baseRegisters.enterprise.fields['taxTotal'], 1_234_567)[0]).toBe('1,234,567 元')
  expect(sayValue(baseRegisters.person.fields['sex'], 'male')).toEqual(['男', 'Male'])
  expect(sayValue(undefined, null)).toEqual(['—', '—'])
})

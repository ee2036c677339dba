import { expect, test } from 'vitest'
import { baseRegisters } from '#engines/registers/shared'
import { askedOf, filterIn, searchOf } from './entry-filter.ts'

test('a filter survives its address', () => {
  const filter = { committee: '310107015003', tag: 'lives_alone', age: 80, where: { sex: 'female', livesAlone: true } }
  const read = filterIn(new URLSearchParams(searchOf(filter)), baseRegisters.person)
  expect(read).toEqual(filter)
  expect(askedOf('person', read, '2026-11-21')).toMatchObject({
    register: 'person',
    where: filter.where,
    bornUntil: '1946-11-21',
  })
})

test('what the register has no field for is not asked', () => {
  expect(filterIn(new URLSearchParams('f.sex=female&age=80&f.idNumber=1'), baseRegisters.home)).toEqual({ where: {} })
})

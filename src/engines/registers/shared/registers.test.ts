import { expect, test } from 'vitest'
import { flag } from '#model'
import { baseRegisters } from './base-registers.ts'
import { registersWith, tagsWith } from './registers.ts'

const heard = { field: flag(['听过', 'Heard'], { optional: true }), level: 2 } as const

test('a field that a face adds stands beside those that are there, and only in its register', () => {
  const made = registersWith([{ fields: { home: { heard } } }])
  expect(Object.keys(made.home.fields)).toEqual([...Object.keys(baseRegisters.home.fields), 'heard'])
  expect(made.person).toEqual(baseRegisters.person)
})

test('two faces may not mean different things by one name', () => {
  expect(() => registersWith([{ fields: { home: { heard } } }, { fields: { home: { heard } } }])).toThrow('heard')
  expect(() => registersWith([{ fields: { person: { name: heard } } }])).toThrow('name')
  expect(() => tagsWith([{ tags: { lives_alone: { label: ['独居', 'Alone'] } } }])).toThrow('lives_alone')
})

test('a kind of premises that a face adds can be chosen', () => {
  const { kind } = registersWith([{ premisesKinds: { billiards: ['台球房', 'Billiards'] } }]).premises.fields
  expect(kind?.field.kind === 'choice' && Object.keys(kind.field.options)).toContain('billiards')
})

import { expect, test } from 'vitest'
import { areDifferentPersons, isSamePerson, secondHandFault } from './two-persons.ts'

const [one, again, other] = [
  { id: '1', name: '张　伟' },
  { id: '2', name: '张伟' },
  { id: '3', name: '张伟（二居）' },
]

test('one account is one person, and so is one name, however it is spelt', () => {
  expect(secondHandFault(one, one)).toBe('own_entry')
  expect(secondHandFault(one, again)).toBe('same_person')
  expect(secondHandFault(again, other)).toBe(null)
  expect(isSamePerson({ id: '4', name: '王芳' }, { id: '4', name: '王芳（改名）' })).toBe(true)
  expect(isSamePerson({ id: '4', name: '买买提·艾力' }, { id: '5', name: '买买提艾力' })).toBe(true)
})

test('of several hands each is another person', () => {
  expect(areDifferentPersons([one, other])).toBe(true)
  expect(areDifferentPersons([other, one, again])).toBe(false)
  expect(areDifferentPersons([])).toBe(true)
})

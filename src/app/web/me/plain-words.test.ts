import { expect, test } from 'vitest'
import { findCategory } from '#engines/cases/shared'
import { caseTypes } from '#faces'
import { publicTypes } from './public-types.ts'
import { plainGroups, plainName } from './plain-words.ts'

test('every case type that residents may report is offered to them', () => {
  expect(publicTypes.map((type) => type.id)).toEqual(caseTypes.filter((type) => type.public).map((type) => type.id))
})

test('whatever a resident may report has a name in plain words', () => {
  for (const type of caseTypes.filter((each) => each.public)) {
    for (const category of type.categories) expect(plainName(category), `${type.id} ${category}`).toBeDefined()
  }
})

test('every button leads to a category that a public case type takes', () => {
  const taken = new Set(caseTypes.filter((type) => type.public).flatMap((type) => type.categories))
  for (const key of plainGroups.flatMap((group) => Object.keys(group.items))) {
    expect(findCategory(key), key).toBeDefined()
    expect(taken.has(key), key).toBe(true)
  }
})

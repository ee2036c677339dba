import { expect, test } from 'vitest'
import { makeRng, personName, phoneNumber } from './people.ts'
import { between } from './rng.ts'

test('the same seed tells the same story, another seed another', () => {
  const story = (seed: number | string) => {
    const rng = makeRng(seed)
    return Array.from({ length: 5 }, () => [personName(rng), phoneNumber(rng)])
  }
  expect(story(7)).toEqual(story(7))
  expect(story('长寿路')).toEqual(story('长寿路'))
  expect(story(7)).not.toEqual(story(8))
  const rng = makeRng(1)
  expect([rng(), rng(), rng()]).toEqual([0.6270739405881613, 0.002735721180215478, 0.5274470399599522])
})

test("names are two or three characters, numbers are nobody's", () => {
  const rng = makeRng(3)
  for (let turn = 0; turn < 500; turn++) {
    expect(personName(rng)).toMatch(/^\p{Script=Han}{2,3}$/u)
    expect(phoneNumber(rng)).toMatch(/^1990000\d{4}$/)
    const number = between(rng, 2, 4)
    expect(number >= 2 && number <= 4).toBe(true)
  }
})

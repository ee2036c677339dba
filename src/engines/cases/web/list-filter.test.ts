import { expect, test } from 'vitest'
import { filterIn, searchOf, withPart } from './list-filter.ts'

test('a filter goes into an address and comes back the same', () => {
  const filter = {
    queue: 'overdue',
    open: true,
    source: 'hotline',
    light: 'red',
    from: '2026-01-01',
    words: '普陀路 35 弄',
  } as const
  expect(filterIn(new URLSearchParams(searchOf(filter, 'newest')))).toEqual(filter)
})

test('what is not valid in an address counts as not said, and the rest still does', () => {
  const params = new URLSearchParams('state=nonsense&from=yesterday&queue=open&unit=1&words=垃圾')
  expect(filterIn(params)).toEqual({ queue: 'open', words: '垃圾' })
})

test('an empty part takes the condition away', () => {
  expect(withPart({ queue: 'open', words: '垃圾' }, 'words', '')).toEqual({ queue: 'open' })
})

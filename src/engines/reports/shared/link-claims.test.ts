import { expect, test } from 'vitest'
import { linkClaims } from './link-claims.ts'
import type { Comparable } from './operations/checking.ts'

const comparable = (words: string, said: Partial<Comparable>): Comparable => ({
  words,
  measure: 'x:y',
  label: ['受理量', 'Tickets'],
  of: ['12345 热线', '12345 hotline'],
  form: 'value',
  sentence: ['', ''],
  isShare: false,
  ours: '6562',
  ...said,
})
const tickets = comparable('全年受理12345市民服务热线工单', {})
const closed = comparable('结案率为', {
  label: ['结案率', 'Closed'],
  of: ['网格巡查', 'Grid patrol'],
  isShare: true,
  ours: '97.96%',
})

test('a claim is compared with what its words speak of, at the precision that it says', () => {
  const claims = [
    { id: 'a', words: '共受理12345市民服务热线工单', value: 6562, unit: '件', decimals: 0 },
    { id: 'b', words: '网格巡查结案率', value: 97.8, unit: '%', decimals: 1 },
    { id: 'c', words: '网格结案率', value: 98, unit: '%', decimals: 0 },
  ]
  const found = linkClaims(claims, [tickets, closed])
  expect(found.map(({ claim, comparable: { ours }, same }) => [claim, ours, same])).toEqual([
    ['a', '6562', true],
    ['b', '97.96%', false],
    ['c', '97.96%', true],
  ])
})

test('what speaks of something else, or of nothing recorded, is not compared', () => {
  const words = '全年受理12345市民服务热线工单'
  expect(linkClaims([{ id: 'a', words: '老年助餐累积供餐', value: 3, unit: '份', decimals: 0 }], [tickets])).toEqual([])
  const claim = { id: 'a', words, value: 3, unit: '件', decimals: 0 }
  expect(linkClaims([claim], [comparable(words, { ours: '0' }), comparable(words, { ours: null })])).toEqual([])
})

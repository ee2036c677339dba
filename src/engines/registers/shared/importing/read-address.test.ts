import { describe, expect, test } from 'vitest'
import { readPlace } from './read-address.ts'
import type { RowReason } from './reason.ts'

const compounds = new Map([
  ['银杏雅苑', '澳门路471弄'],
  ['普乐坊', '东新路285弄'],
  ['普乐坊二期', '东新路289弄'],
  ['锦绣小区', '长寿路100弄'],
])

function read(context: string, address: string, more: Readonly<Record<string, string>> = {}) {
  const reasons: RowReason[] = []
  const place = readPlace({ kind: 'person', compounds }, { '@context': context, address, ...more }, reasons)
  return { text: place?.text, codes: reasons.map(({ code }) => code) }
}

describe('an address that is whole only with its title', () => {
  test('is told to be so', () => {
    expect(read('银杏雅苑居民名册', '1号102室')).toEqual({
      text: '澳门路471弄1号102室',
      codes: ['address_by_title'],
    })
    expect(read('锦绣小区居民名册', '1号102室').text).toBe('长寿路100弄1号102室')
    expect(read('普乐坊二期', '1号102室').text).toBe('东新路289弄1号102室')
    expect(read('', '东新路285弄1号102室').codes).toEqual([])
  })

  test.each(['银杏雅苑、普乐坊居民名册', '银杏雅苑居委会居民名册', '东新路285弄、澳门路471弄居民名册'])(
    'is not guessed where the title names two places or only an office: %s',
    (title) => {
      expect(read(title, '1号102室')).toEqual({ text: '1号102室', codes: [] })
    },
  )

  test.each([
    ['东新路285弄居民花名册（居委会自留）', '东新路285弄1号102室'],
    ['普陀区长寿路街道第一居委会东新路285弄名册', '东新路285弄1号102室'],
    ['东新路285弄居委会名册', '东新路285弄1号102室'],
    ['东新路 东新路285弄居民', '东新路285弄1号102室'],
    ['银杏雅苑居民名册\n普乐坊', '东新路285弄1号102室'],
  ])('keeps the lane that the title %s names', (title, text) => {
    expect(read(title, '1号102室').text).toBe(text)
  })

  test('takes no compound of the title where its own column names another', () => {
    expect(read('银杏雅苑居民名册', '1号102室', { 'part:compound': '新月苑' }).text).toBe('1号102室')
    expect(read('东新路285弄居民名册', '1号102室', { 'part:compound': '新月苑' }).text).toBe('东新路285弄1号102室')
    expect(read('银杏雅苑居民名册', '1号102室', { 'part:compound': '普乐坊' })).toEqual({
      text: '东新路285弄1号102室',
      codes: [],
    })
  })
})

test('several rooms in one cell are in doubt, and a floor without a room is told', () => {
  expect(read('', '东新路285弄1号101、102室').codes).toEqual(['rooms_several'])
  expect(read('', '东新路285弄1号101-102室').codes).toEqual([])
  expect(read('', '东新路285弄1号地下室').codes).toEqual(['floor_without_room'])
  expect(read('', '东新路285弄1号底层').codes).toEqual(['floor_without_room'])
})

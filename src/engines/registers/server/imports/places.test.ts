import { expect, test } from 'vitest'
import { addressKey, canonicalAddress, parseAddress } from '../../shared/addresses/index.ts'
import { placeFields } from '../../shared/importing/index.ts'
import { addressKeyOf } from '../entries/tokens.ts'

test.each([
  '东新路285弄1号101室',
  '东新路285弄1号1单元101室',
  '东新路285弄1号3幢2单元101室',
  '东新路285弄3幢2单元101室',
  '东新路285弄1号2楼亭子间',
  '东新路285弄1号3楼亭子间',
  '东新路285弄1号三层阁',
  '东新路285弄1号12层03室',
  '东新路285弄1号12楼1203室',
  '东新路285弄1号底层前客堂',
  '东新路285弄12支弄1号甲301',
  '东新路285弄1号地下二层03室',
])('a home is found again under the address by which it was made: %s', (address) => {
  const parts = parseAddress(address)
  const fields = placeFields(parts)
  expect(addressKeyOf('home', fields)).toBe(addressKey(parts, 'room'))
  expect(addressKey(parseAddress(canonicalAddress(fields)), 'room')).toBe(addressKey(parts, 'room'))
})

test('rooms of two units and of two floors look different', () => {
  const said = ['1号1单元101', '1号2单元101', '1号2楼亭子间', '1号3楼亭子间', '1号12层03'].map((end) => {
    const { number, room } = placeFields(parseAddress(`东新路285弄${end}`))
    return [number, room]
  })
  expect(said).toEqual([
    ['1', '1单元101'],
    ['1', '2单元101'],
    ['1', '二层亭子间'],
    ['1', '三层亭子间'],
    ['1', '12层03'],
  ])
})

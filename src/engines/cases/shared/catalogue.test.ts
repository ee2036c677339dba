import { expect, test } from 'vitest'
import { catalogues, categories, codeMap, findCategory, mapToCurrent } from './catalogue.ts'

test('the national list of 2026 has 153 components and 250 matters', () => {
  const ref = 'GB/T 47678.5-2026'
  expect(categories({ ref, kind: 'component' })).toHaveLength(153)
  expect(categories({ ref, kind: 'matter' })).toHaveLength(250)
  const perMajor = ['01', '02', '03', '04', '05'].map((text) => categories({ ref, kind: 'component', text }).length)
  expect(perMajor).toEqual([76, 44, 16, 14, 3])
})

test('keys are unique, codes have five digits (four in the old list), names are there in both languages', () => {
  const all = categories()
  expect(new Set(all.map((each) => each.key)).size).toBe(all.length)
  for (const { ref, code, name, major } of all) {
    expect(code).toMatch(ref === 'GB/T 30428.2-2013' ? /^\d{4}$/ : /^\d{5}$/)
    expect([name[0], major[0]].every((zh) => /\p{Script=Han}/u.test(zh))).toBe(true)
    expect([name[1], major[1]].every((en) => en !== '' && !/\p{Script=Han}/u.test(en))).toBe(true)
  }
})

test('within one list no two categories of a kind share a name', () => {
  for (const { ref } of catalogues) {
    for (const kind of ['component', 'matter'] as const) {
      const names = categories({ ref, kind })
      expect(new Set(names.map((each) => each.name[0])).size).toBe(names.length)
      expect(new Set(names.map((each) => each.name[1])).size).toBe(names.length)
    }
  }
})

test('one code stands for a component and for its fault, under two keys', () => {
  expect(findCategory('gb2026:c:01003')?.name).toEqual(['雨水井盖', 'Stormwater manhole cover'])
  expect(findCategory('gb2026:m:01003')?.name).toEqual(['雨水井盖异常', 'Stormwater manhole cover fault'])
})

test.each([
  ['gb2026:m:06010', '暴露垃圾'],
  ['gb2026:m:06036', '乱堆杂物'],
  ['gb2026:m:06042', '垃圾站(箱)满溢'],
  ['gb2026:m:07008', '公益性宣传品缺损'],
  ['gb2026:m:08016', '无证建设'],
  ['gb2026:m:09010', '非机动车乱停放'],
  ['gb2026:m:09022', '占道促销宣传'],
  ['gb2026:m:10002', '架空线缆脱落'],
  ['gb2026:c:05009', '文物古迹'],
  ['gb2013:m:0136', '乱堆物堆料'],
  ['local:m:51001', '群租'],
])('%s is %s', (key, name) => {
  expect(findCategory(key)?.name[0]).toBe(name)
})

test('what the standard skips is not there, what was not read is marked', () => {
  for (const key of ['gb2026:c:01016', 'gb2026:m:06031', 'gb2026:m:07005', 'gb2026:m:09007', 'gb2026:m:99999']) {
    expect(findCategory(key)).toBeUndefined()
  }
  expect(findCategory('gb2026:m:06001')?.confidence).toBe('unverified')
  expect(findCategory('gb2026:m:06002')?.confidence).toBe('unverified')
  expect(findCategory('gb2026:m:06010')?.confidence).toBe('likely')
  expect(catalogues.find((each) => each.ref === 'GB/T 30428.2-2013')?.coverage).toBe('partial')
})

test('every old code has its row in the map, and the map leads into the list in force', () => {
  expect(codeMap.map((each) => each.from)).toEqual(categories({ ref: 'GB/T 30428.2-2013' }).map((each) => each.key))
  for (const { from, to } of codeMap) expect(mapToCurrent(from)?.key ?? null).toBe(to)
  expect(mapToCurrent('gb2013:m:0110')?.key).toBe('gb2026:m:06010')
  expect(mapToCurrent('gb2013:m:0606')).toBeUndefined()
  expect(mapToCurrent('gb2013:m:0199')).toBeUndefined()
})

test('what is in force already maps to itself', () => {
  expect(mapToCurrent('gb2026:c:01001')?.key).toBe('gb2026:c:01001')
  expect(mapToCurrent('local:m:51004')?.key).toBe('local:m:51004')
})

test('categories are found by part of a name, by code and by major class', () => {
  expect(categories({ text: '占道', ref: 'GB/T 47678.5-2026' }).map((each) => each.code)).toEqual([
    '08002',
    '09006',
    '09021',
    '09022',
  ])
  expect(categories({ text: 'Group rental' }).map((each) => each.key)).toEqual(['local:m:51001'])
  expect(categories({ text: '0601', kind: 'matter', ref: 'GB/T 47678.5-2026' })).toHaveLength(10)
  expect(categories({ major: '沿街商铺' })).toHaveLength(3)
})

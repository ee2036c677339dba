import { expect, test } from 'vitest'
import { checkClaims } from './check-claims.ts'

const claims = (text: string) => checkClaims(text).claims.map(({ label, value, unit }) => ({ label, value, unit }))

test.each([
  ['贷款余额三点二亿元。', 320_000_000, '元'],
  ['全年税收三点二五亿，再创新高。', 325_000_000, '元'],
  ['培训二点四万人次。', 24_000, '人次'],
])('a decimal point is written in characters too: %s', (text, value, unit) => {
  expect(claims(text)).toEqual([expect.objectContaining({ value, unit })])
})

test('a number of ten thousands counts something though no measure word is written', () => {
  expect(claims('常住人口12.3万，其中60岁以上老人3.1万，绿地由1.2万增至1.5万。')).toEqual([
    expect.objectContaining({ value: 123_000, unit: '人' }),
    expect.objectContaining({ value: 31_000, unit: '人' }),
    expect.objectContaining({ value: 12_000, unit: '' }),
    expect.objectContaining({ value: 15_000, unit: '' }),
  ])
  expect(claims('贷款余额3亿元，常住人口12.3万，税收由3.2亿增至4.1亿。').map(({ unit }) => unit)).toEqual([
    '元',
    '人',
    '元',
    '元',
  ])
  expect(claims('常住人口由12.1万增至12.6万。').map(({ unit }) => unit)).toEqual(['人', '人'])
  expect(claims('用户突破1.5万大关。')).toEqual([])
})

test.each([
  '一、聚焦主责主业，夯实基层治理基础\n受理诉求860件。',
  '（二）聚焦主责主业，推动经济运行稳中有进、稳中向好\n受理诉求860件。',
  '某街道2024年工作总结，暨2025年工作打算\n\n受理诉求860件。',
])('a heading without a full stop is no part of the sentence below it: %s', (text) => {
  expect(claims(text)).toContainEqual({ label: '受理诉求', value: 860, unit: '件' })
})

test('a figure broken off by the foot of a page goes on over it', () => {
  expect(claims('全年聚焦民生实事，完成项目投资并办理诉求12\n\n86件，全部办结。')).toContainEqual(
    expect.objectContaining({ value: 1286, unit: '件' }),
  )
})

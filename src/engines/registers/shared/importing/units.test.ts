import { expect, test } from 'vitest'
import { baseRegisters } from '../base-registers.ts'
import { baseTags } from '../tags.ts'
import { interpret, unitsOf } from './index.ts'

function read(kind: 'enterprise' | 'home', target: string, head: string, text: string, title = '') {
  const reading = interpret(
    { kind, register: baseRegisters[kind], tags: baseTags, today: '2026-11-22', compounds: new Map() },
    { [`field:${target}`]: text, ...unitsOf({ title, columns: [{ head, target: `field:${target}` }] }) },
  )
  const reason = reading.reasons.find((each) => each.target === `field:${target}`)
  return reading.fields[target] ?? reason?.text[0]
}

test.each([
  ['taxTotal', '税收（万元）', '125', 1_250_000],
  ['taxTotal', '税收（万元）', '125.4', 1_254_000],
  ['taxTotal', '税收(单位:万元)', '125元', 125],
  ['taxTotal', '综合税收', '125', 125],
  ['taxTotal', '税收/亿元', '1.2', 120_000_000],
  ['capital', '注册资本（元）', '5000000', 500],
  ['capital', '注册资本（元）', '5,000,000.00', 500],
  ['capital', '注册资本', '500', 500],
  ['capital', '注册资本(万元人民币)', '500', 500],
  ['capital', '注册资本', '3千万', 3000],
  ['capital', '注册资本', '人民币500万元整', 500],
  ['staff', '员工人数（人）', '12', 12],
  ['staff', '员工人数', '12名', 12],
])('the unit that a head names is the one of a bare number below it: %s under %s %s', (target, head, text, value) => {
  expect(read('enterprise', target, head, text)).toBe(value)
})

test('the unit above the whole table is that of its money', () => {
  expect(read('enterprise', 'taxTotal', '税收', '125', '2025年税收一览 单位：万元')).toBe(1_250_000)
  expect(read('enterprise', 'staff', '员工人数', '125', '2025年税收一览 单位：万元')).toBe(125)
  expect(read('enterprise', 'taxTotal', '税收', '125', '企业一览 单位：家')).toBe(125)
})

test.each([
  ['enterprise', 'capital', '注册资本', '100万美元', '注册资本：“美元”不是本项的单位，请换算为万元后填写'],
  ['enterprise', 'capital', '注册资本（万美元）', '100', '注册资本：“美元”不是本项的单位，请换算为万元后填写'],
  ['home', 'area', '面积', '1.2亩', '建筑面积：“亩”不是本项的单位，请换算为平方米后填写'],
  ['home', 'area', '面积（亩）', '1.2', '建筑面积：“亩”不是本项的单位，请换算为平方米后填写'],
  ['home', 'area', '面积', '52,85', '建筑面积：应为面积（平方米，最多两位小数），如 89.53'],
  ['home', 'area', '面积', '1 2', '建筑面积：应为面积（平方米，最多两位小数），如 89.53'],
  ['home', 'area', '面积', '2000000', '建筑面积：应在0.01至1000000平方米之间'],
  ['enterprise', 'taxTotal', '税收', '125.4', '综合税收：应为整数元，如 1254000，以万元计的请写“125.4万元”'],
  ['enterprise', 'capital', '注册资本（元）', '5000001', '注册资本：应为整数万元，如 500'],
  ['enterprise', 'staff', '员工人数', '20人以上', '员工人数：应为整数'],
  ['enterprise', 'staff', '员工人数', '2.5', '员工人数：应为整数'],
] as const)(
  'another unit or half a comma is refused in the words people use: %s %s under %s %s',
  (kind, target, head, text, said) => {
    expect(read(kind, target, head, text)).toBe(said)
  },
)

test('an area is read as it is written', () => {
  for (const text of ['1,234.5', '1,234.5㎡', '1 234.5 平方米', '1234.50平'])
    expect(read('home', 'area', '面积（平方米）', text)).toBe(123_450)
})

test('a capital that is huge unless it is in yuan makes a person look', () => {
  const gravities = (text: string, head = '注册资本') =>
    interpret(
      {
        kind: 'enterprise',
        register: baseRegisters.enterprise,
        tags: baseTags,
        today: '2026-11-22',
        compounds: new Map(),
      },
      {
        'field:name': '上海测甲科技有限公司',
        'field:capital': text,
        ...unitsOf({ title: '', columns: [{ head, target: 'field:capital' }] }),
      },
    ).reasons.map(({ code, gravity }) => `${code} ${gravity}`)
  expect(gravities('5000000')).toEqual(['unit_unclear doubtful'])
  for (const told of ['500', '5000000元', '5000000万元']) expect(gravities(told)).toEqual([])
  for (const head of ['注册资本（元）', '注册资本（万元）']) expect(gravities('5000000', head)).toEqual([])
})

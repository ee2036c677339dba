import { expect, test } from 'vitest'
import { holdingIn, wrongIn } from '../../../../../../test/claim-sentences.ts'

test('compared with several, each change is of what is said before them all', () => {
  const complaints = '全年投诉1200件，较2023年1500件下降20%，较2022年1600件下降25%。'
  expect(wrongIn(complaints)).toEqual([])
  expect(holdingIn(complaints)).toContain('(1600件 − 1200件) ÷ 1600件')
  expect(wrongIn('12月当月受理工单380件，环比11月的400件下降5%，同比上年12月的475件下降20%。')).toEqual([])
  expect(wrongIn(complaints.replace('25%', '15%'))).toEqual(['(1600件 − 1200件) ÷ 1600件 = 25.00%，文中写 15%，不符'])
})

test('what is done together with others is a level of its own', () => {
  const fined = '走访100件，与公安部门联合查处120件，较去年的100件增长20%。'
  expect(wrongIn(fined)).toEqual([])
  expect(holdingIn(fined)).toContain('(120件 − 100件) ÷ 100件')
})

test.each([
  '房价由年初每平方米2.1万元降至1.9万元，成交量增长12%，达3200套。',
  '完成税收8.5亿元，其中区级3.2亿元，较上年2.9亿元增长10.3%，全市平均增速5%。',
  '游客量由2019年的120万人次恢复到2024年的108万人次，恢复率90%，较2023年增长35%。',
])('a change of another thing, or from another year, is not of the levels before it: %s', (text) => {
  expect(wrongIn(text)).toEqual([])
})

test('a change of the same thing is, and is wrong where it is not theirs', () => {
  expect(wrongIn('垃圾清运量由2,100吨降至1,900吨，清运量下降12%。')).toEqual([
    '(2,100吨 − 1,900吨) ÷ 2,100吨 = 9.52%，文中写 12%，不符',
  ])
})

test('what two were may stand before what they grew by', () => {
  const visitors = '全年接待游客86万人次、收入2.1亿元，较上年的73万人次和1.85亿元分别增长17.8%和13.5%。'
  expect(wrongIn(visitors)).toEqual([])
  expect(holdingIn(visitors)).toContain('(86万人次 − 73万人次) ÷ 73万人次')
  expect(wrongIn(visitors.replace('13.5%', '18.5%'))).toEqual([
    '(2.1亿元 − 1.85亿元) ÷ 1.85亿元 = 13.51%，文中写 18.5%，不符',
  ])
})

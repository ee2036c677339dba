import { expect, test } from 'vitest'
import { wrongIn } from '../../../../../../test/claim-sentences.ts'

const wrong = (first: string, again: string) => wrongIn(`一、主要工作\n${first}\n二、存在问题\n${again}`)

test.each([
  [
    '全年共拆除违法建筑2.36万平方米。',
    '虽然全年拆除违法建筑2.63万平方米，但存量仍然较大。',
    '2.36万平方米',
    '2.63万平方米',
  ],
  [
    '全社会固定资产投资完成21.3亿元，同比增长7.6%。',
    '一年来，固定资产投资达到23.1亿元，创历史新高。',
    '21.3亿元',
    '23.1亿元',
  ],
])('one thing told again with a slip, with or without words that narrow nothing: %s %s', (first, again, said, slip) => {
  expect(wrong(first, again)).toEqual([`前文写 ${said}，此处写 ${slip}，前后不一`])
})

test.each([
  ['拆除违法建筑2.36万平方米。', '拆除违法建筑2.36万平方米。专项行动拆除违法建筑2.63万平方米。'],
  ['全区养老床位6,842张。', '东片区养老床位6,824张。'],
  ['2023年受理信访件3,201批。', '2024年受理信访件3,207批。'],
  ['拆除违法建筑2.36万平方米。', '拆除违法建筑2.36万平方米，其中存量违法建筑2.26万平方米。'],
  ['全年新建口袋公园36座。', '虽然新建口袋公园38座，但分布不均。'],
  ['全年签约居民3,421户。', '目前签约居民3,428户。'],
  ['办理网上工单1,286件。', '办理热线工单1,268件。'],
  ['全年走访企业320家。', '拟走访企业350家。'],
])('near numbers of two things are not one number miswritten: %s %s', (first, again) => {
  expect(wrong(first, again)).toEqual([])
})

import { expect, test } from 'vitest'
import { wrongIn } from '../../../../../../test/claim-sentences.ts'

test.each([
  ['全年拆违2.2万平方米，超额完成年度2.5万平方米的任务。', '目标 2.5万平方米，实际 2.2万平方米'],
  ['实际签约5,437户，对照年初确定的5,500户目标，超额完成。', '目标 5,500户，实际 5,437户'],
  ['年初确定目标5000户，实际完成4800户，超额完成目标。', '目标 5000户，实际 4800户'],
])('an aim that is higher is not surpassed, on whichever side of what was done it stands: %s', (text, formula) => {
  expect(wrongIn(text)).toEqual([`${formula}，文中称“超额完成”，不符`])
})

test.each([
  '年度目标10,000户，实际完成5,437户，超额完成半年目标。',
  '年度任务200户，上半年完成85户，超额完成半年80户的目标。',
  '年初计划培训500人，因调整压减至400人，实际培训420人，超额完成调整后目标。',
  '年初计划培训500人，因场地所限改为400人，实际培训420人，超额完成。',
  '加装电梯目标30台，实际完工28台，另有5台在建，开工任务33台超额完成，实际开工36台。',
  '实际签约5,437户，较年度目标多37户，超额完成。',
])('an aim of another time or another thing may be surpassed: %s', (text) => {
  expect(wrongIn(text)).toEqual([])
})

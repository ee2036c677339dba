import { expect, test } from 'vitest'
import { holdingIn, wrongIn } from '../../../../../../test/claim-sentences.ts'

test.each([
  ['共回访群众1500人，其中表示满意的1380人，基本满意的90人，不满意的30人，满意率98%。', '(1500人 − 30人) ÷ 1500人'],
  ['共回访群众1500人，其中表示满意的1380人，基本满意的90人，不满意的30人，满意率92%。', '1380人 ÷ 1500人'],
  ['回收问卷1000份，非常满意620份，满意280份，基本满意80份，不满意20份，满意率98%。', '(1000份 − 20份) ÷ 1000份'],
  ['回收问卷1000份，非常满意620份，满意280份，基本满意80份，不满意20份，满意率90%。', '(620份 + 280份) ÷ 1000份'],
])('a rate of those content takes in the ones it takes in: %s', (text, formula) => {
  expect(wrongIn(text)).toEqual([])
  expect(holdingIn(text)).toContain(formula)
})

test('a rate of all but those that failed is wrong where it is not theirs', () => {
  expect(wrongIn('抽检食品320批次，不合格2批次，合格率98.4%。')).toEqual([
    '(320批次 − 2批次) ÷ 320批次 = 99.38%，文中写 98.4%，不符',
  ])
})

test('of the sheets sent out or of those that came back, a rate is of the ones that it comes to', () => {
  const sheets = '发放问卷1200份，回收1000份，不满意20份，满意率98.0%。'
  expect(wrongIn(sheets)).toEqual([])
  expect(holdingIn(sheets)).toContain('(1000份 − 20份) ÷ 1000份')
})

test('of two rates in a sentence, a division is of the one that it comes to', () => {
  expect(wrongIn('全年受理纠纷1268件，调解成功1231件，调解率100%，调解成功率97.1%，涉案金额3860万元。')).toEqual([])
})

test('a rate may be of several that its name is said of', () => {
  const repaired = '查出隐患2347处，当场整改2105处，限期整改242处，整改率100%。'
  expect(wrongIn(repaired)).toEqual([])
  expect(holdingIn(repaired)).toContain('(2105处 + 242处) ÷ 2347处')
})

test('what was left over from the year before is dealt with beside what came in', () => {
  const closed = '上年结转案件26件，新收案件320件，办结318件，结案率91.9%。'
  expect(wrongIn(closed)).toEqual([])
  expect(holdingIn(closed)).toContain('318件 ÷ (26件 + 320件)')
})

test('two rates may share a whole that only one of them tells', () => {
  expect(wrongIn('签约512户，搬离430户，签约率98.6%，搬离率82.8%。')).toEqual([])
})

test.each([
  '安全生产检查企业860家次，发现隐患1260处，整改1248处，其中重大隐患6处，整改率100%。',
  '受理行政许可320件，办结318件，网办率96%，全程网办率82%。',
  '惠及企业236家、人员3652人，帮助1286名失业人员再就业，再就业率71.6%。',
  '接收退役军人86人，其中自主就业71人，政府安置15人，安置率100%。',
  '团组织186个、团员4286名，新发展团员327名，注册青年志愿者9134人，团员注册率96.8%。',
  '共有小区68个，业委会42个，组建率81%（应建52个）。',
  '全街道党员9268名，其中在职党员2136名，离退休党员5874名，流动党员326名，女党员占44.6%。',
  '完成雨污混接改造小区18个，累计完成212个，占应改造总数的88%。',
  '抽检样品500批次，不合格8批次，复检合格5批次，总体合格率99.4%。',
  '受理投诉1000件，应办结900件，办结率98%。',
  '全年排查企业43家。整改112家，整改率98%。',
  '图书馆接待读者18.6万人次、线下参与7.8万人次，外借图书9.2万册次，人均借阅0.82册。',
])('a rate whose base is not said is not called wrong: %s', (text) => {
  expect(wrongIn(text)).toEqual([])
})

test('a rate of the only two there are is wrong where it is not theirs', () => {
  expect(wrongIn('应签约2000户，已签约1980户，签约率98%。')).toEqual(['1980户 ÷ 2000户 = 99.00%，文中写 98%，不符'])
})

test('shares may be of a total told behind them', () => {
  expect(wrongIn('A类36件，占60%；B类18件，占30%；C类6件，占20%，共60件。')).toEqual([
    '6件 ÷ 60件 = 10.00%，文中写 20%，不符',
  ])
})

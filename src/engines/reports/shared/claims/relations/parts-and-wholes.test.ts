import { expect, test } from 'vitest'
import { holdingIn, wrongIn } from '../../../../../../test/claim-sentences.ts'

test.each([
  '全年受理案件860件，其中民事案件520件、刑事案件180件。',
  '受理咨询500件，其中线上200件、窗口260件。',
  '新增市场主体860户，其中企业320户、个体工商户500户。',
  '整改问题260个，其中已完成210个、正在推进30个。',
  '完成诊疗5.2万人次，其中门诊4.1万人次、急诊0.6万人次。',
  '获奖36人次，其中市级12人次、区级20人次。',
  '全年受理案件1,000件，其中民事案件800件、刑事案件175件。',
])('two kinds told together may leave out a third: %s', (text) => {
  expect(wrongIn(text)).toEqual([])
})

test('one slip away from its two kinds, a whole is wrong; so is one less than they are', () => {
  expect(wrongIn('全年受理案件860件，其中民事案件520件、刑事案件339件。')).toEqual([
    '520件 + 339件 = 859件，文中写 860件，不符',
  ])
  expect(wrongIn('新增市场主体860户，其中企业320户、个体工商户570户。')).not.toEqual([])
})

test('where no third kind can be, two that miss their whole are wrong however far', () => {
  expect(wrongIn('现有党员860名，其中男党员520名、女党员180名。')).toEqual([
    '520名 + 180名 = 700人，文中写 860名，不符',
  ])
})

test('其中 opens the parts of what stands before it, and is never their total', () => {
  const outpatients =
    '全年门急诊总量312,457人次，其中全科186,203人次，中医科71,946人次，口腔科18,322人次，其他科室35,986人次。'
  expect(wrongIn(outpatients)).toEqual([])
  expect(holdingIn(outpatients)).toContain('186,203人次 + 71,946人次 + 18,322人次 + 35,986人次 = 312457人次')
  expect(
    wrongIn(
      '门急诊总量312,457人次，上年为298,640人次。其中全科186,203人次，中医科71,946人次，口腔科18,322人次，其他科室35,986人次。',
    ),
  ).toEqual([])
})

test('a part of a part is not added to what it is part of', () => {
  expect(wrongIn('受理320件，办结300件，其中超期办结12件，其余正在办理。')).toEqual([])
})

test('what is left is left of the whole that 其中 opens, and not of the first of its parts', () => {
  const requests =
    '全年共受理工单9,427件。其中住房物业类3,865件，占41%；环境卫生类2,214件，占23.5%；其余各类诉求3,348件。'
  expect(wrongIn(requests)).toEqual([])
  expect(holdingIn(requests)).toContain('9,427件 − 3,865件 − 2,214件 = 3348件')
  expect(wrongIn('其中住房物业类3,865件，环境卫生类2,214件，其余各类诉求3,348件。')).toEqual([])
  expect(wrongIn('全年征收房屋5,847户，其中东里1,200户、西里2,300户，其余2,347户。')).toEqual([])
})

test('behind a change, 其中 opens what there is and not what it changed by', () => {
  expect(wrongIn('受理信访320件，较上年减少40件，其中来访120件，下降15%。')).toEqual([])
  expect(wrongIn('党员1230名，比上年净增20名，其中新发展28名、转入35名、转出及去世43名。')).toEqual([])
  expect(wrongIn('受理信访320件，较上年减少40件，其中来访360件，下降15%。')).toEqual(['360件 属于 320件，部分多于全部'])
})

test.each([
  ['30人次', '302人次'],
  ['31人次', '331人次'],
])('each of those that 其中 names is compared with their whole: %s for %s', (right, slip) => {
  const helped = '全年救助264人次，其中未成年人31人次、精神障碍患者30人次。'
  expect(wrongIn(helped)).toEqual([])
  expect(wrongIn(helped.replace(right, slip))).toEqual([`${slip} 属于 264人次，部分多于全部`])
})

test.each([
  ['A村、B村、C村分别完成改厕120户、85户、60户，合计265户。', '265户', '205户'],
  ['发放生活补贴1.83万人次、732万元，护理补贴2.47万人次、864.5万元，两项合计4.3万人次。', '4.3万人次', '4.7万人次'],
  ['新建停车泊位1386个，其中公共泊位460个，共享泊位520个，小区挖潜406个，停车难小区降至23个。', '1386个', '1326个'],
])('a total told of the whole run is wrong though some of it would come to it: %s', (text, right, slip) => {
  expect(wrongIn(text)).toEqual([])
  expect(wrongIn(text.replace(right, slip))).toHaveLength(1)
})

test.each([
  '新建泊位120个、改建60个，其中充电泊位30个，合计180个。',
  'A村120户、B村85户，其中低保户10户，C村60户，合计265户。',
  '上半年120件，下半年150件；其中甲类30件、乙类20件，合计50件。',
  '现有户籍人口6.3万人，来沪人员3.9万人，60岁以上2.4万人，合计10.2万人。',
  '第一季度新增86户，第二季度92户，第三季度78户，合计256户。',
  '现有楼组长2,860名，其中党员楼组长1,120名，女性1,680名。',
  '现有公办养老院12家，民办养老院8家，助餐点30家，合计养老院20家。',
])('a total is not of what is counted once more within the run: %s', (text) => {
  expect(wrongIn(text)).toEqual([])
})

import { expect, test } from 'vitest'
import { checkClaims } from './check-claims.ts'

/** How bureaus, hospitals, courts, statisticians and companies say what street reports say otherwise. */
interface Saying {
  readonly of: string
  readonly text: string
  readonly holding: readonly string[]
  readonly slip?: readonly [right: string, wrong: string]
}

const sayings: readonly Saying[] = [
  {
    of: 'what is left when several are taken away',
    text: '今年计划整治河道18条。截至6月底，已完工7条，在建6条，其余5条正在招标。',
    holding: ['18条', '7条', '6条', '5条'],
    slip: ['其余5条', '其余8条'],
  },
  {
    of: 'a proportion of two that it names',
    text: '全院现有医生640人、护士960人，医护比为1:1.5。',
    holding: ['640人', '960人', '1:1.5'],
    slip: ['1:1.5', '1:1.9'],
  },
  {
    of: 'a proportion of incomes told respectively',
    text: '城乡居民人均可支配收入分别达到52,000元和26,000元，城乡收入比为2.00。',
    holding: ['52,000元', '26,000元', '2.00'],
    slip: ['2.00', '2.30'],
  },
  {
    of: 'debts over assets',
    text: '年末资产总额250亿元，负债总额160亿元，资产负债率64.0%。',
    holding: ['250亿元', '160亿元', '64.0%'],
    slip: ['64.0%', '67.0%'],
  },
  {
    of: 'so much for each mu, in other weights',
    text: '水稻播种面积8.2万亩，总产量4.92万吨，单产600公斤。',
    holding: ['8.2万亩', '4.92万吨', '600公斤'],
    slip: ['600公斤', '680公斤'],
  },
  {
    of: 'a mean without a measure word',
    text: '发表论文250篇，总影响因子1,050.5，篇均4.20。',
    holding: ['250篇', '1,050.5', '4.20'],
  },
  {
    of: 'doubled',
    text: '全年实现产值364.1亿元，比2020年的178.5亿元翻了一番。',
    holding: ['364.1亿元', '178.5亿元', '一番'],
    slip: ['178.5亿元', '278.5亿元'],
  },
  {
    of: 'so many times more',
    text: '新增企业90家，比上年的36家增长1.5倍。',
    holding: ['90家', '36家', '1.5倍'],
    slip: ['1.5倍', '2.5倍'],
  },
  {
    of: 'a rate, and by how much right behind it',
    text: '零售总额412.6亿元，比上年增长4.8%，净增18.9亿元。',
    holding: ['4.8%', '412.6亿元', '18.9亿元'],
    slip: ['4.8%', '5.8%'],
  },
  {
    of: 'several together, of what they are among',
    text: '审结刑事案件1,000件。审结危险驾驶案件300件、盗窃案件180件、诈骗案件120件，三类案件合计占刑事案件的60.0%。',
    holding: ['300件', '180件', '120件', '60.0%', '1,000件'],
    slip: ['60.0%', '66.0%'],
  },
  {
    of: 'from the first year to the last',
    text: '2023年、2024年、2025年收案数分别为20,000件、22,500件和25,000件，三年间增长25.0%。',
    holding: ['20,000件', '25,000件', '25.0%'],
    slip: ['25.0%', '28.0%'],
  },
  {
    of: 'things of several measure words altogether',
    text: '办理身份证1.86万张、居住证2.43万张、出入境证件1.12万本，合计5.41万件。',
    holding: ['1.86万张', '2.43万张', '1.12万本', '5.41万件'],
    slip: ['5.41万件', '5.71万件'],
  },
  {
    of: 'what is new, of what there was',
    text: '新建高清监控600路，总数达到5600路，增幅12.0%。',
    holding: ['600路', '5600路', '12.0%'],
    slip: ['12.0%', '15.0%'],
  },
  {
    of: 'a stock that grows by what is planned',
    text: '已有52个村完成和美乡村创建。\n2026年，再创建和美乡村20个，累计达到72个。',
    holding: ['52个', '20个', '72个'],
    slip: ['72个', '74个'],
  },
  {
    of: 'a plan that says the rate first',
    text: '全区一般公共预算收入85.32亿元。\n2026年，一般公共预算收入预期增长5.0%，达到89.59亿元。',
    holding: ['85.32亿元', '5.0%', '89.59亿元'],
    slip: ['89.59亿元', '91.59亿元'],
  },
  {
    of: 'a balance of two',
    text: '外贸出口198.7亿元，进口87.7亿元，贸易顺差111.0亿元。',
    holding: ['198.7亿元', '87.7亿元', '111.0亿元'],
    slip: ['111.0亿元', '121.0亿元'],
  },
  {
    of: 'what is left of households and of people beside them',
    text: '监测对象68户187人，已消除风险61户169人，剩余7户18人。',
    holding: ['187人', '169人', '18人'],
    slip: ['7户18人', '7户16人'],
  },
  {
    of: 'a share of the whole that its name ends with 总值',
    text: '全年实现地区生产总值1,250.0亿元，增长5.4%。\n研发经费支出40.0亿元，相当于地区生产总值的3.2%。',
    holding: ['1,250.0亿元', '40.0亿元', '3.2%'],
    slip: ['3.2%', '3.8%'],
  },
  {
    of: 'a table with a column for its measure words',
    text: '任务完成情况如下。\n序号  项目  单位  目标数  完成数  完成率\n1  新增养老床位  张  100  112  112%\n2  适老化改造  户  300  288  96%',
    holding: ['300', '288', '96%'],
    slip: ['96%', '99%'],
  },
]

const held = (text: string) => {
  const { claims, relations } = checkClaims(text)
  const raw = new Map(claims.map((claim) => [claim.id, claim.raw]))
  return relations
    .filter(({ verdict }) => verdict === 'reconciles' || verdict === 'within_rounding')
    .map((relation) => relation.claims.map((id) => raw.get(id)!).toSorted())
}
const wrong = (text: string) => checkClaims(text).relations.filter(({ verdict }) => verdict === 'contradicts')

test.each(sayings)('$of: found, and holds', ({ text, holding }) => {
  const all = held(text)
  expect(all).toContainEqual([...holding].toSorted())
  expect(wrong(text)).toEqual([])
})

test.each(sayings.flatMap(({ of, text, slip }) => (slip ? [{ of, text, slip }] : [])))(
  '$of: $slip is called wrong',
  ({ text, slip: [right, slip] }) => {
    expect(text.split(right).length).toBe(2)
    expect(wrong(text.replace(right, slip))).not.toEqual([])
  },
)

test.each([
  '现有高级职称386人，博士97人，较年初净增15人。',
  '收入85.32亿元，完成年初预算84亿元的101.6%，同口径增长5.3%。',
  '完成抽检8540批次，合格8386批次，合格率98.2%，不合格产品处置率100%。',
  '受理诉求1000件，办结980件，满意率96.4%。',
  '公交71路、72路延伸，3路口完成改造，会议于下午3:30召开，比赛比分2:1。',
  '新增就业1,260人。\n明年新增就业目标1,200人。',
])('nothing is called wrong in: %s', (text) => {
  expect(wrong(text)).toEqual([])
})

test('a value without a measure word is a figure where the words before it are of an index or a proportion', () => {
  const { claims } = checkClaims('CMI值1.18，费用消耗指数0.93，城乡收入比为1.87，版本2.1，比分2:1。')
  expect(claims.map(({ value, unit }) => [value, unit])).toEqual([
    [1.18, ''],
    [0.93, ''],
    [1.87, ''],
  ])
})

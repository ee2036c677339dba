import { expect, test } from 'vitest'
import { checkClaims } from './check-claims.ts'

/** A right extract, what must be found to hold in it, and slips of the pen, each planted alone. */
interface Extract {
  readonly of: string
  readonly text: string
  /** How many relations at least must be found and hold. */
  readonly holding: number
  readonly slips: readonly (readonly [right: string, wrong: string])[]
}

const extracts: readonly Extract[] = [
  {
    of: 'a Beijing subdistrict on the shares of its hotline',
    text: '2024年1至11月，街道共承办12345热线诉求23,486件，响应率100%，解决率96.42%，满意率97.15%。其中，物业管理类诉求5,012件，占总量的21.34%；停车管理类3,108件，占13.23%。',
    holding: 2,
    slips: [
      ['5,012', '5,912'],
      ['21.34', '23.14'],
      ['13.23', '12.23'],
    ],
  },
  {
    of: 'a Shenzhen subdistrict on enterprises and investment',
    text: '截至2024年底，街道实有商事主体6.2万户，其中企业3.8万户、个体工商户2.4万户。全年实现规上工业总产值486.35亿元，同比增长7.2%；固定资产投资完成58.63亿元，完成年度计划55亿元的106.6%。',
    holding: 2,
    slips: [
      ['2.4万', '2.9万'],
      ['106.6', '116.6'],
    ],
  },
  {
    of: 'a township in Henan on incomes',
    text: '全镇辖32个行政村，总人口4.8万人。全年脱贫户人均纯收入达17,856元，较上年的16,233元增加1,623元，增长10.0%。发放产业奖补资金126.4万元，惠及脱贫户632户，户均2,000元。',
    holding: 2,
    slips: [
      ['1,623', '1,263'],
      ['10.0%', '12.0%'],
      ['2,000', '2,400'],
    ],
  },
  {
    of: 'a hospital on visits and operations',
    text: '医院全年门急诊总量为1,286,430人次，其中门诊1,102,310人次、急诊184,120人次；出院病人45,612人次，同比增加3,208人次，增幅7.57%；完成手术18,945台，其中三四级手术11,367台，占比60.0%。',
    holding: 3,
    slips: [
      ['184,120', '184,210'],
      ['7.57', '7.75'],
      ['11,367', '11,637'],
    ],
  },
  {
    of: 'a school on teachers and leavers',
    text: '学校现有教职工186人，其中专任教师162人，专任教师中研究生学历的有45人，占27.8%。2024届毕业生共412人，升入普通高中287人、中职学校119人，其余6人参军或就业。',
    holding: 2,
    slips: [
      ['27.8', '28.7'],
      ['119人', '191人'],
    ],
  },
  {
    of: 'a court on its cases',
    text: '2023年，全院共受理各类案件15,238件，同比上升6.3%；审执结14,876件，结案率97.62%。其中，受理民商事案件9,420件，审结9,215件；刑事案件1,036件，审结1,030件；行政案件482件，审结471件；执行案件4,300件，执结4,160件。',
    holding: 1,
    slips: [['97.62', '96.72']],
  },
  {
    of: 'a table that lost its lines',
    text: '主要指标完成情况\n指标名称 目标值 完成值 完成率\n新增就业（人） 1,200 1,260 105.0%\n旧改签约（户） 850 816 96.0%\n社区食堂（家） 4 4 100%\n',
    holding: 3,
    slips: [
      ['816', '861'],
      ['105.0', '106.0'],
    ],
  },
  {
    of: 'a list with dots',
    text: '（一）信访工作\n• 受理群众来信来访 326 批次\n• 按期办结 321 批次\n• 按期办结率 98.5%\n（二）综合治理\n• 调处矛盾纠纷 412 件\n',
    holding: 1,
    slips: [
      ['98.5', '95.8'],
      ['321', '312'],
    ],
  },
  {
    of: 'a typist who keeps to wide digits',
    text: '全年共排查出租房屋１２，８４５间，发现安全隐患１，０２６处，已整改９８７处，整改率９６．２％。',
    holding: 1,
    slips: [
      ['９８７', '９７８'],
      ['１，０２６', '１，２０６'],
    ],
  },
  {
    of: 'a finance bureau in narrow columns',
    text: '一年来，面对复杂严峻的\n外部环境，我们坚持稳中\n求进，全区完成一般公共\n预算收入 52.36 亿元，比\n上年增加 4.12 亿 元，增\n长 8.54%，其中税收收入\n41.20 亿元，占 78.7%，收\n入质量进一步提高，财政\n运行总体平稳。\n',
    holding: 2,
    slips: [
      ['8.54', '9.54'],
      ['78.7', '87.7'],
    ],
  },
  {
    of: 'a county that says the same twice',
    text: '一、2023年工作回顾\n过去一年，全县民生保障持续加强，新增养老床位1,320张，改造农村危房286户。\n（三）民生福祉不断增进。坚持尽力而为，全年新增养老床位1,320张，建成社区食堂12家，改造农村危房286户。',
    holding: 2,
    slips: [
      ['1,320张，建成', '1,230张，建成'],
      ['286户。\n', '268户。\n'],
    ],
  },
  {
    of: 'lifts against their target',
    text: '年初确定的老旧小区加装电梯目标为120部，全年实际完工138部，超额完成年度目标，完成率115%。',
    holding: 1,
    slips: [
      ['138部', '118部'],
      ['115%', '151%'],
    ],
  },
  {
    of: 'a police station from one year to the next',
    text: '群众安全感满意度由2022年的96.1%提高到2023年的98.3%，提升2.2个百分点。刑事警情由去年同期的210起下降至168起，降幅20%。',
    holding: 2,
    slips: [
      ['2.2个', '2.5个'],
      ['168起', '186起'],
    ],
  },
  {
    of: 'a district that writes numbers in characters',
    text: '全年梳理重点任务六十八项，其中经济类二十三项、民生类三十一项、治理类十四项，已完成六十五项，完成率95.6%。',
    holding: 2,
    slips: [
      ['十四项', '二十四项'],
      ['95.6', '96.5'],
    ],
  },
]

/** Where a relation says no, each with the words of its figures. */
function contradictions(text: string) {
  const { claims, relations } = checkClaims(text)
  const raw = new Map(claims.map((claim) => [claim.id, claim]))
  return relations
    .filter(({ verdict }) => verdict === 'contradicts')
    .map(({ kind, claims: joined }) => ({ kind, claims: joined.map((id) => raw.get(id)!) }))
}

test.each(extracts)('$of: what is right is not called wrong', ({ text, holding }) => {
  expect(
    contradictions(text).map(({ kind, claims }) => `${kind}: ${claims.map(({ raw }) => raw).join(' | ')}`),
  ).toEqual([])
  const held = checkClaims(text).relations.filter(
    ({ verdict }) => verdict === 'reconciles' || verdict === 'within_rounding',
  )
  expect(held.length).toBeGreaterThanOrEqual(holding)
})

test.each(extracts.flatMap(({ of, text, slips }) => slips.map(([right, wrong]) => ({ of, text, right, wrong }))))(
  '$of: $wrong for $right is called wrong, and nothing else',
  ({ text, right, wrong }) => {
    const at = text.indexOf(right)
    expect(at).toBeGreaterThanOrEqual(0)
    const slipped = text.slice(0, at) + wrong + text.slice(at + right.length)
    const found = contradictions(slipped)
    expect(found.length).toBeGreaterThan(0)
    for (const { claims } of found)
      expect(claims.some(({ start, end }) => start < at + wrong.length && end > at) || found.length === 1).toBe(true)
  },
)

const unasserted = [
  '现有党员120名，其中女党员52名，大专以上学历90名。',
  '全年开展检查50次，包括日常检查20次和专项检查10次。',
  '本月新增企业5家，上月新增企业3家，累计入驻企业200家。',
  '累计走访企业1375户次，其中区领导走访24户次，街道领导走访82户次。',
  '受理投诉100件，办结80件，群众满意率95%。',
  '为12345热线办理工单6562件，按时办结率100%，解决率74.3%。',
  '新建公园3个、步道5公里，共投入资金860万元。',
  '开展培训12场，参训人员480人次，同比增长35%。',
  '走访企业35家，带动税收增长12.5%。',
  '新增床位120张，总数达到3560张。',
  '2022年发放补贴120万元，2023年发放补贴135万元。',
  '东片区开展活动10场，西片区开展活动12场。',
  '第3季度开展检查5次，出动120人次，检查单位40家，发现隐患36处，当场整改30处。',
  '居委会主任平均年龄41.9岁，较上届下降4.8岁；大专及以上占比79.8%，较上届提升25.8%。',
  '联系电话021-12345678，地址为中山路120弄35号301室，2024年3月5日10:30召开。',
  '聚焦15分钟社区生活圈，落实“四个一批”，构建“1+6+N”体系，5A级中心、第3届论坛。',
]

test.each(unasserted)('nothing is called wrong where nothing is asserted: %s', (text) => {
  expect(contradictions(text)).toEqual([])
})

test.each([
  ['受理100件，办结98件，办结率97%。', 'contradicts'],
  ['受理100件，办结98件，办结率98%。', 'reconciles'],
  ['受理600件，办结599件，办结率99.8%。', 'reconciles'],
  ['受理600件，办结587件，办结率97.8%。', 'reconciles'],
  ['受理19115件，办结18726件，办结率97.9%。', 'within_rounding'],
  ['受理19115件，办结18726件，办结率97.8%。', 'contradicts'],
])('%s: %s', (text, verdict) => {
  expect(checkClaims(text).relations.map((relation) => relation.verdict)).toEqual([verdict])
})

import { expect, test } from 'vitest'
import { checkClaims } from './check-claims.ts'

/** A right sentence, what in it must be found to hold, and the slips that must be called wrong. */
interface Structure {
  readonly of: string
  readonly text: string
  readonly holding: readonly (readonly string[])[]
  readonly slips: readonly (readonly [right: string, wrong: string])[]
}

const structures: readonly Structure[] = [
  {
    of: 'shares of a whole told a sentence earlier',
    text: '全年共接报警情4,200起。从地段看，东区1,680起，占40.0%；西区1,260起，占30.0%；南区840起，占20.0%；其他420起，占10.0%。',
    holding: [
      ['1,680起', '1,260起', '840起', '420起', '4,200起'],
      ['40.0%', '1,680起', '4,200起'],
    ],
    slips: [
      ['20.0%', '22.0%'],
      ['10.0%', '11.9%'],
    ],
  },
  {
    of: 'shares told one after the other',
    text: '办理案件2,000件，其中刑事1,240件、民事420件、行政340件，分别占62.0%、21.0%和17.0%。',
    holding: [
      ['62.0%', '1,240件', '2,000件'],
      ['17.0%', '340件', '2,000件'],
    ],
    slips: [['21.0%', '25.0%']],
  },
  {
    of: 'changes told one after the other, with what they started from in brackets',
    text: '逮捕810人，起诉1,260人，同比分别下降10.0%和16.0%（上年分别为900人、1,500人）。',
    holding: [
      ['10.0%', '810人', '900人'],
      ['16.0%', '1,260人', '1,500人'],
    ],
    slips: [['16.0%', '18.0%']],
  },
  {
    of: 'a change, and behind it in a clause of its own what it started from',
    text: '受理热线工单640件，同比增长6.7%，上年为600件。',
    holding: [['6.7%', '640件', '600件']],
    slips: [
      ['6.7%', '9.7%'],
      ['600件', '550件'],
    ],
  },
  {
    of: 'what it was, in brackets behind the change',
    text: '刑事警情1,080宗，同比下降10.0%（上年为1,200宗）。',
    holding: [['10.0%', '1,080宗', '1,200宗']],
    slips: [
      ['10.0%', '12.0%'],
      ['1,200宗', '1,020宗'],
    ],
  },
  {
    of: 'what is left',
    text: '收到意见建议236条，已采纳198条，其余38条正在研究。',
    holding: [['236条', '198条', '38条']],
    slips: [['38条', '83条']],
  },
  {
    of: 'what came less what went',
    text: '新办企业410户，注销126户，净增284户。',
    holding: [['410户', '126户', '284户']],
    slips: [['284户', '248户']],
  },
  {
    of: 'two columns of one list',
    text: '安排项目60个，计划投资420亿元，其中工业类35个、260亿元，交通类15个、110亿元，民生类10个、50亿元。',
    holding: [
      ['60个', '35个', '15个', '10个'],
      ['420亿元', '260亿元', '110亿元', '50亿元'],
    ],
    slips: [['260亿元', '290亿元']],
  },
  {
    of: 'a share of what the opening names',
    text: '一年来共受理诉求8,000件。\n排名前三的问题合计3,600件，占全部诉求的45.0%。',
    holding: [['3,600件', '8,000件', '45.0%']],
    slips: [['45.0%', '54.0%']],
  },
  {
    of: 'of those it is among',
    text: '辖区老人3,000人，占总人口的三成，其中高龄老人540人，占老年人口的18.0%。',
    holding: [['540人', '3,000人', '18.0%']],
    slips: [['18.0%', '16.0%']],
  },
  {
    of: 'means for each',
    text: '下辖支部210个，党员5,670名，平均每个支部27名党员。查处违法行为120起，罚款180万元，起均1.5万元。',
    holding: [
      ['5,670名', '210个', '27名'],
      ['180万元', '120起', '1.5万元'],
    ],
    slips: [['27名', '37名']],
  },
  {
    of: 'so many times what it was',
    text: '入库企业690家，是上年300家的2.3倍。',
    holding: [['690家', '300家', '2.3倍']],
    slips: [['2.3倍', '3.2倍']],
  },
  {
    of: 'a time that grew shorter, with what it was in brackets',
    text: '平均办理时长3.2天，比上年缩短0.9天（上年为4.1天）。',
    holding: [['0.9天', '3.2天', '4.1天']],
    slips: [['0.9天', '1.9天']],
  },
  {
    of: 'a share of what it names rather than of what stands before it',
    text: '失业人员就业8,200人。引进博士100人、硕士1,200人、本科5,700人，合计7,000人，本科占比超八成。',
    holding: [['5,700人', '7,000人', '八成']],
    slips: [['7,000人', '9,000人']],
  },
  {
    of: 'a rate of all but those that failed',
    text: '抽检药品320批次，不合格2批次，合格率99.4%。',
    holding: [['320批次', '2批次', '99.4%']],
    slips: [['99.4%', '94.9%']],
  },
  {
    of: 'a table whose head names the measure words',
    text: '案件类型 受理（件） 审结（件） 结案率\n刑事 1,500 1,440 96.00%\n民商事 24,000 22,200 92.50%\n行政 400 380 95.00%\n合计 25,900 24,020 92.74%\n',
    holding: [
      ['1,440', '1,500', '96.00%'],
      ['25,900', '1,500', '24,000', '400'],
    ],
    slips: [
      ['92.50%', '95.20%'],
      ['25,900', '29,500'],
    ],
  },
  {
    of: 'a table of what was and what is aimed at',
    text: '指标 2023年实绩 2024年目标 增幅\n主动发现（件） 180,000 198,000 10.0%\n接入视频（路） 12,500 15,000 20.0%\n平均处置时长（小时） 16.0 14.0 -12.5%\n',
    holding: [
      ['10.0%', '180,000', '198,000'],
      ['12.5%', '16.0', '14.0'],
    ],
    slips: [
      ['20.0%', '22.0%'],
      ['12.5%', '15.2%'],
    ],
  },
  {
    of: 'a plan that grows from what was reached',
    text: '2023年工作回顾\n全年完成一般公共预算收入8.00亿元，民生支出占比七成。\n2024年工作计划\n主要预期目标：一般公共预算收入8.56亿元，增长7.0%。',
    holding: [['7.0%', '8.00亿元', '8.56亿元']],
    slips: [['7.0%', '7.9%']],
  },
  {
    of: 'the same in fewer digits',
    text: '完成固定资产投资58.4亿元。\n固定资产投资58.36亿元，入库税收23,456,780元（约0.23亿元）。',
    holding: [
      ['58.4亿元', '58.36亿元'],
      ['23,456,780元', '0.23亿元'],
    ],
    slips: [],
  },
]

const place = ({ claims, relations }: ReturnType<typeof checkClaims>) => {
  const raw = new Map(claims.map((claim) => [claim.id, claim.raw]))
  return relations
    .filter(({ verdict }) => verdict === 'reconciles' || verdict === 'within_rounding')
    .map((relation) =>
      relation.claims
        .map((id) => raw.get(id)!)
        .toSorted()
        .join(),
    )
}
const wrong = (text: string) => checkClaims(text).relations.filter(({ verdict }) => verdict === 'contradicts')

test.each(structures)('finds that it holds: $of', ({ text, holding }) => {
  const held = place(checkClaims(text))
  for (const figures of holding) expect(held).toContain([...figures].toSorted().join())
  expect(wrong(text)).toEqual([])
})

test.each(structures.flatMap(({ of, text, slips }) => slips.map(([right, slip]) => ({ of, text, right, slip }))))(
  'calls $slip for $right wrong: $of',
  ({ text, right, slip }) => {
    expect(text.split(right).length).toBe(2)
    expect(wrong(text.replace(right, slip)).length).toBeGreaterThan(0)
  },
)

test.each([
  '增速两位数，9时12分接件，家住5号楼2单元，出台“稳经济33条”，第三次产业普查。',
  '市城管三大队、二中队到场处置，落实中央八项规定精神。',
])('counts nothing in: %s', (text) => {
  expect(checkClaims(text).claims).toEqual([])
})

test('enumerations name no whole: 公共, 安全 and 国有 are no words of all', () => {
  expect(
    wrong('检查6,300户次，其中公共场所3,300户次、学校卫生900户次、医疗机构1,300户次、饮水及其他800户次。'),
  ).toEqual([])
  expect(wrong('建成场景13个：防汛4个，燃气安全3个，国有资产2个，其他4个。')).toEqual([])
  expect(wrong('共有托位4,000个，每千人口拥有托位3.6个，其中普惠性托位2,700个。')).toEqual([])
  expect(wrong('矫正对象43人，安置帮教112人，帮教率100%。')).toEqual([])
})

test.each([
  '投诉由上年的0件增长到5件，增加5件，增长20%。',
  '今年受理投诉5件，上年同期0件，增加5件，增长20%。',
  '满意率由上年的0%提高到20%，提高20%。',
])('a growth from nothing is no rate: %s', (text) => {
  const { relations } = checkClaims(text)
  expect(relations.filter(({ verdict }) => verdict === 'contradicts')).toEqual([])
  expect(relations.some(({ verdict }) => verdict === 'reconciles')).toBe(true)
})

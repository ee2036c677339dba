import { expect, test } from 'vitest'
import { findHeads, taskRows } from './columns.ts'
import { readDeadline } from './deadline.ts'
import { goalsIn } from './goals-in-text.ts'
import { judgeRows } from './judge.ts'
import { unitNamed } from './units.ts'
import { aimsIn } from './written-book.ts'

const heads = [
  '序号',
  '一级目标（板块）',
  '二级任务',
  '具体内容/量化指标',
  '责任领导',
  '牵头部门',
  '配合部门',
  '完成时限(节点)',
  '佐证材料',
  '分值',
]
const units = ['城运中心', '平安办公室', '社区管理办公室', '社区服务办公室', '营商服务办公室'].map((name, at) => ({
  id: String(at),
  name,
}))

test('the heads are found by their names, wherever they stand', () => {
  expect(findHeads([['仙霞新村街道重点工作目标任务书'], [], heads])).toMatchObject({
    at: 2,
    columns: {
      no: 0,
      section: 1,
      title: 2,
      content: 3,
      leader: 4,
      lead: 5,
      assisting: 6,
      deadline: 7,
      evidence: 8,
      weight: 9,
    },
  })
  expect(findHeads([['姓名', '电话', '地址']])).toBeNull()
})

test.each([
  ['12月底', '2023-12-31'],
  ['2023年6月30日前', '2023-06-30'],
  ['2023-09-15', '2023-09-15'],
  ['11 月中旬', '2023-11-20'],
  ['第三季度', '2023-09-30'],
  ['上半年', '2023-06-30'],
  ['全年', '2023-12-31'],
  ['十一月底前', '2023-11-30'],
  ['2月', '2023-02-28'],
])('%s is %s', (said, day) => {
  expect(readDeadline(said, 2023)).toEqual({ deadline: day, milestones: [] })
})

test('several days are milestones, the last is the deadline; what names no day is none', () => {
  expect(readDeadline('3月底前完成方案；6月底前开工；年底竣工', 2023)).toEqual({
    deadline: '2023-12-31',
    milestones: [
      { due: '2023-03-31', title: '完成方案' },
      { due: '2023-06-30', title: '开工' },
      { due: '2023-12-31', title: '竣工' },
    ],
  })
  expect(readDeadline('2023-09-30 成立；2023-12-31', 2023)).toEqual({
    deadline: '2023-12-31',
    milestones: [{ due: '2023-09-30', title: '成立' }],
  })
  expect(readDeadline('全年持续推进', 2023)).toEqual({ deadline: '2023-12-31', milestones: [] })
  expect(readDeadline('3月；6月', 2023)!.milestones.map((each) => each.title)).toEqual(['节点 1', '节点 2'])
  expect(readDeadline('按市里要求', 2023)).toBeNull()
  expect(readDeadline('2023年2月30日', 2023)).toBeNull()
})

test('numbers to reach are read out of a sentence with what they are of', () => {
  const read = (text: string, level: 1 | 2 = 1) =>
    goalsIn(text, '任务', level).goals.map((goal) => [goal.label, goal.district, goal.own, goal.unit])
  expect(read('新签约80台、开工58台、竣工55台。')).toEqual([
    ['新签约', '80', null, '台'],
    ['开工', '58', null, '台'],
    ['竣工', '55', null, '台'],
  ])
  expect(read('签约区下达80台，街道自定100台')).toEqual([['签约', '80', '100', '台']])
  expect(read('新增落地企业目标400个，重点项目48个', 2)).toEqual([
    ['新增落地企业', null, '400', '个'],
    ['重点项目', null, '48', '个'],
  ])
  expect(read('综合税收目标数20.17亿元')).toEqual([['综合税收', '20.17', null, '亿元']])
  expect(goalsIn('按期办结率不低于98%，投诉量控制在1,200件以内', '任务', 1).goals).toMatchObject([
    { label: '按期办结率', unit: '%', course: 'is_held', direction: 'more', district: '98' },
    { label: '投诉量', unit: '件', course: 'adds_up', direction: 'less', district: '1200' },
  ])
})

test('days, ranks and addresses are no numbers to reach; a unit that is not known is told', () => {
  expect(goalsIn('2023年12月底前完成，对标国家4A级、第三届峰会、虹古路427弄', '任务', 1).goals).toEqual([])
  expect(goalsIn('建成3坊', '任务', 1)).toEqual({ goals: [], unread: ['3坊'] })
})

test('a unit is meant by its name or what shortens it alone', () => {
  expect(unitNamed('平安办', units)?.name).toBe('平安办公室')
  expect(unitNamed('社区管理办', units)?.name).toBe('社区管理办公室')
  expect(unitNamed('社区办', units)).toBeNull()
  expect(unitNamed('街道武装部', units)).toBeNull()
})

test('every row of a messy table is judged; merged titles are one task, headings give level and section', () => {
  const wide = (text: string) => heads.map(() => text)
  const rows = taskRows([
    wide('仙霞新村街道2023年重点工作目标任务书'),
    heads,
    wide('一、一级目标任务（2项）'),
    ['1', '城市更新', '加装电梯', '签约80台', '副主任', '社区管理办', '平安办', '12月底', '协议', '5'],
    ['1', '城市更新', '加装电梯', '竣工55台', '副主任', '社区管理办', '平安办', '12月底', '照片', ''],
    heads,
    ['2', '民生', '长者食堂', '新建1家', '', '民政科', '', '随时', '', '两分'],
    wide('二、二级目标任务'),
    ['1', '自身建设', '班长工程', '分批组织培训', '书记', '城运中心', '', '', '', '2.5'],
    ['', '', '合计', '', '', '', '', '', '', '10'],
  ])
  const judged = judgeRows(rows, { year: 2023, units })
  expect(judged.map((each) => [each.level, each.section, each.title, each.kind, each.rows])).toEqual([
    [1, 'renewal', '加装电梯', 'quantity', [4, 5]],
    [1, 'livelihood', '长者食堂', 'quantity', [7]],
    [2, 'self', '班长工程', 'routine', [9]],
  ])
  expect(judged[0]).toMatchObject({
    content: '签约80台\n竣工55台',
    evidence: '协议\n照片',
    leadUnit: '2',
    assisting: ['1'],
    weight: 500,
    problems: [],
    goals: [{ label: '签约' }, { label: '竣工' }],
  })
  expect(judged[1]!.problems.map((each) => each.say[0])).toEqual([
    '没有“民政科”这个部门，请选择对应的部门。',
    '看不懂完成时限“随时”，请填写日期。',
    '分值“两分”不是数。',
  ])
  expect(judged[1]!.unknownUnits).toEqual([{ name: '民政科', role: 'lead' }])
  expect(judged[2]!.milestones).toHaveLength(4)
  expect(judged[2]!.weight).toBe(250)
})

const usual = { period: 'year', base: null, share: 1 } as const

test('a number said in full, as an exported book says it, is read back as it was', () => {
  expect(
    aimsIn('成片推进 3 年\n签约：区下达 80台，街道自定 100台\n返工率：街道自定 不超过 4.5%［指标 reworked］'),
  ).toEqual({
    rest: '成片推进 3 年',
    aims: [
      {
        ...usual,
        label: '签约',
        unit: '台',
        direction: 'more',
        course: 'adds_up',
        district: '80',
        own: '100',
        measure: null,
      },
      {
        ...usual,
        label: '返工率',
        unit: '%',
        direction: 'less',
        course: 'is_held',
        district: null,
        own: '4.5',
        measure: 'reworked',
      },
    ],
  })
})

test('a bracket that no exported book writes leaves its line to be read as text', () => {
  for (const said of ['每周五', '基数 八十', '占比 0', '指标'])
    expect(aimsIn(`签约：区下达 80台［${said}］`), said).toMatchObject({ aims: [] })
})

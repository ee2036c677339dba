import { afterAll, beforeAll, expect, test } from 'vitest'
import { newId } from '#kernel/id'
import { unitsOf } from '#engines/registers'
import { judgeRows, type JudgedTarget } from '#engines/indicators/shared'
import { aDocx, p, tbl } from '../../../../../test/documents.ts'
import { anXlsx } from '../../../../../test/sheets.ts'
import { aTargetWorld, planner, type TargetWorld } from '../../../../../test/targets.ts'
import { street } from '../../../../../test/world.ts'
import { readTable } from './read-table.ts'

let at: TargetWorld
beforeAll(async () => {
  at = await aTargetWorld()
})
afterAll(() => at.world.drop())

const heads = [
  '序号',
  '板块',
  '目标任务',
  '量化指标',
  '责任领导',
  '牵头部门',
  '配合部门',
  '完成时限',
  '佐证材料',
  '分值',
]

async function judged(bytes: Buffer, name: string): Promise<JudgedTarget[]> {
  const read = await readTable(bytes, name)
  if (!read.ok) throw new Error(read.error)
  const units = await at.world.database.transaction(street, (tx) => unitsOf(tx, street))
  return judgeRows(read.value, { year: 2026, units })
}

/** As the page sends what was judged. */
const asInput = (each: JudgedTarget) => ({
  id: newId(),
  level: each.level,
  section: each.section,
  title: each.title,
  content: each.content,
  leader: each.leader,
  leadUnit: each.leadUnit,
  assisting: each.assisting,
  deadline: each.deadline,
  weight: each.weight,
  kind: each.kind,
  evidence: each.evidence,
  goals: each.goals.map((goal) => ({ ...goal, id: newId() })),
  milestones: each.milestones.map((milestone) => ({ ...milestone, id: newId() })),
})

test('a messy workbook: a title over the heads, merged cells, headings, a sum, a unit that is not there', async () => {
  const book = anXlsx({
    sheets: [
      { name: '封面', rows: [['2026 年重点工作']] },
      {
        name: '任务分解表',
        rows: [
          ['测试街道2026年重点工作目标任务书'],
          heads,
          ['一、一级目标任务'],
          [
            '1',
            '城市更新',
            '加装电梯',
            '签约区下达80台，街道自定100台',
            '副主任',
            '环卫所',
            '执法队、平安办',
            '12月底',
            '协议',
            60,
          ],
          ['', '', '', '开工60台', '', '', '', '', '', ''],
          ['二、二级目标任务'],
          ['1', '平安稳定', '消防安全', '全年排查', '副主任', '消防站', '', '3月底前完成方案；年底完成整治', '', 40],
          ['合计', '', '', '', '', '', '', '', '', 100],
        ],
        merges: ['A1:J1', 'A3:J3', 'A4:A5', 'B4:B5', 'C4:C5', 'E4:E5', 'F4:F5', 'A6:J6'],
      },
    ],
  })
  const rows = await judged(book, '任务书.xlsx')
  expect(rows.map((each) => [each.level, each.title, each.rows, each.weight, each.kind])).toEqual([
    [1, '加装电梯', [4, 5], 6000, 'quantity'],
    [2, '消防安全', [7], 4000, 'milestones'],
  ])
  expect(rows[0]!.goals).toMatchObject([
    { label: '签约', district: '80', own: '100', unit: '台' },
    { label: '开工', district: '60', own: null },
  ])
  expect(rows[1]!.unknownUnits).toEqual([{ name: '消防站', role: 'lead' }])
  expect(rows[1]!.problems).toContainEqual({
    hinders: true,
    say: ['没有“消防站”这个部门，请选择对应的部门。', expect.any(String)],
  })

  // Nothing was written; what was judged is brought in as one, all of it or nothing.
  const bookId = await at.aBook([], 'draft')
  const targets = rows.map(asInput)
  const broken = [targets[0], { ...targets[1], leadUnit: newId() }]
  expect(await at.refusal(planner, 'fillBook', { bookId, targets: broken })).toBe('unit_unknown')
  expect((await at.book(bookId)).targets).toEqual([])
  await at.do(planner, 'fillBook', { bookId, targets })
  const { targets: written, problems } = await at.book(bookId)
  expect(written.map((each) => [each.level, each.no, each.title, each.goals.length, each.milestones.length])).toEqual([
    [1, 1, '加装电梯', 2, 0],
    [2, 1, '消防安全', 0, 2],
  ])
  expect(problems.map((each) => each.say[0])).toContain('“消防安全”没有牵头部门。')
})

const restart = '<w:vMerge w:val="restart"/>'
const goesOn = '<w:vMerge/>'

test('the tables of a Word document, broken by a page and by headings between them', async () => {
  const first = tbl([
    heads,
    [
      [restart, '1'],
      [restart, '经济'],
      [restart, '招商引资'],
      '新增落地企业400个',
      [restart, '主任'],
      [restart, '环卫所'],
      '',
      '全年',
      '',
      '50',
    ],
    [[goesOn, ''], [goesOn, ''], [goesOn, ''], '重点项目48个', [goesOn, ''], [goesOn, ''], '', '全年', '', ''],
  ])
  const second = tbl([['2', '党建', '班长工程', '分批培训', '书记', '执法队', '', '每季度', '', '50']])
  const bytes = aDocx(`${p('二、二级目标任务（街道层面）')}${first}${p('续表')}${second}`)
  const rows = await judged(bytes, '任务书.docx')
  expect(
    rows.map((each) => [each.level, each.section, each.title, each.kind, each.goals.map((goal) => goal.own)]),
  ).toEqual([
    [2, 'economy', '招商引资', 'quantity', ['400', '48']],
    [2, 'party', '班长工程', 'routine', []],
  ])
})

test('what is no table of tasks is refused with a code', async () => {
  const other = anXlsx({
    sheets: [
      {
        name: 'a',
        rows: [
          ['姓名', '电话'],
          ['甲', '1'],
        ],
      },
    ],
  })
  const refusal = async (bytes: Buffer, name: string) => {
    const read = await readTable(bytes, name)
    return read.ok ? null : read.error
  }
  expect(await refusal(other, 'a.xlsx')).toBe('no_table_of_tasks')
  expect(await refusal(aDocx(p('没有表格')), 'a.docx')).toBe('table_missing')
  expect(await refusal(Buffer.from('%PDF-1.7'), 'a.xlsx')).toBe('pdf_file')
  expect(await refusal(Buffer.alloc(0), 'a.xlsx')).toBe('file_empty')
})

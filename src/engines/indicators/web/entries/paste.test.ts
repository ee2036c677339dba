import { expect, test } from 'vitest'
import { fenOf, tenThousands, yuan } from './fen.ts'
import { readPaste, type Ledger } from './paste.ts'

const ledger: Ledger = {
  id: 'tax',
  label: ['企业税收', 'Tax'],
  summary: ['', ''],
  member: ['企业', 'Enterprise'],
  marks: [
    { id: 'scale', label: ['规模企业', 'Above scale'] },
    { id: 'fresh', label: ['新增企业', 'New this year'] },
  ],
  amounts: [
    { id: 'total', label: ['综合税收', 'Tax in all'] },
    { id: 'district', label: ['区级税收', 'District tax'] },
  ],
  last: null,
}

test('amounts are read to the fen, and said in 万元 or 元', () => {
  expect(fenOf('1,868.00', 'tenThousand')).toBe(1_868_000_000)
  expect(fenOf('0.000001', 'tenThousand')).toBe(1)
  expect(fenOf('12.34', 'yuan')).toBe(1234)
  expect(fenOf('12.3450', 'yuan')).toBeNull()
  expect(fenOf('12.3400', 'yuan')).toBe(1234)
  expect(fenOf('-5', 'yuan')).toBe(-500)
  expect(Object.is(fenOf('-0', 'yuan'), 0)).toBe(true)
  for (const said of ['', '十', '1e5', '0x10', '1.2.3', '9'.repeat(13)]) expect(fenOf(said, 'yuan'), said).toBeNull()
  expect(tenThousands(1_868_000_000_00)).toBe('186,800.00')
  expect(tenThousands(-1_999_999)).toBe('-1.99')
  expect(yuan(-1_999_999)).toBe('-19,999.99')
  expect(yuan(5)).toBe('0.05')
  expect(yuan(0)).toBe('0.00')
})

test('a table out of a spreadsheet is read by the names of its columns, in any order', () => {
  const pasted = readPaste(
    '\n序号\t区级税收（元）\t企业名称\t统一社会信用代码\t规模企业\t综合税收(万元)\t新增企业\r\n' +
      '1\t1,000.50\t甲公司\t91310107MA1G0001\t是\t12.5\t否\r\n\r\n2\t\t乙公司\t\t\t3\t√\n',
    ledger,
  )
  expect(pasted).toEqual({
    rows: [
      {
        member: '91310107MA1G0001',
        name: '甲公司',
        marks: ['scale'],
        amounts: { district: 100_050, total: 12_500_000 },
      },
      { member: '乙公司', name: '乙公司', marks: ['fresh'], amounts: { total: 3_000_000 } },
    ],
    problems: [],
    totals: 0,
  })
})

test('what cannot be read is said with its line', () => {
  expect(readPaste('名称\t电话\n甲\t1', ledger).problems.map(({ line }) => line)).toEqual([1])
  const { problems } = readPaste('企业名称\t规模企业\t综合税收\n甲\t也许\t5\n甲\t是\t五\n\t是\t5', ledger)
  expect(problems.map(({ line, said }) => `${line} ${said[0]}`)).toEqual([
    '2 “也许”不是“是”或“否”',
    '3 “甲”与第 2 行重复',
    '3 “五”不是金额',
    '4 缺少企业名称（有合并的单元格请先取消合并并填满）',
  ])
  expect(readPaste('  \n', ledger)).toEqual({ rows: [], problems: [], totals: 0 })
})

test('titles over merged cells, cells of several lines and totals are not taken for rows', () => {
  const pasted = readPaste(
    '仙霞新村街道 2026 年 10 月企业税收\t\t\n（单位：万元）\n"企业\n名称"\t规模企业\t综合税收\n"甲公司\n（总部）"\t是\t10\n"乙""公司\t\t5\n小计\t\t15\n\t合计\t15\n合计公司\t\t1\n\t\t7',
    ledger,
  )
  expect(pasted.rows.map(({ name, amounts }) => [name, amounts['total']])).toEqual([
    ['甲公司 （总部）', 10_000_000],
    ['"乙""公司', 5_000_000],
    ['合计公司', 1_000_000],
  ])
  expect(pasted.totals).toBe(2)
  expect(pasted.problems.map(({ line }) => line)).toEqual([11])
})

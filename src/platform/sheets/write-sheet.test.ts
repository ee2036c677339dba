import { buffer } from 'node:stream/consumers'
import type { Readable } from 'node:stream'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Cell } from './cell.ts'
import { openSheets } from './open-sheets.ts'
import { writeCsv, writeSheet } from './write-sheet.ts'
import type { WritableCell, WrittenSheet } from './written-sheet.ts'

async function readBack(written: Readable, name: string) {
  const result = await openSheets(written, name)
  if (!result.ok) throw new Error(result.error)
  const sheets = []
  for (const sheet of result.value.sheets) {
    const rows: [row: number, cells: readonly Cell[]][] = []
    for await (const row of sheet.rows()) {
      if (!row.ok) throw new Error(row.error)
      rows.push([row.value.row, row.value.cells])
    }
    sheets.push({ name: sheet.name, hidden: sheet.hidden, rows })
  }
  await result.value.close()
  return sheets
}

/** Rows as reading tells them: empty rows and the empty cells at the end of a row are not there. */
function told(rows: readonly (readonly WritableCell[])[], from: number) {
  return rows.flatMap((row, at) => {
    const cells = row.map((cell) => (typeof cell === 'string' ? { text: cell, kind: 'text' } : cell))
    while (cells.at(-1)?.text === '') cells.pop()
    return cells.length === 0 ? [] : [[at + from, cells]]
  })
}

const anyText = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.string({ unit: fc.constantFrom('_', 'x', '0', '1', 'A', '\x01', '\r', '\n', '\t', '\ud800', '\udc00', '\uffff') }),
  fc.string({ unit: fc.constantFrom("'", '=', '+', '-', '@', '＝', '"', ',', ';', ' ', '\t', '\r', '\n', '张', 'a') }),
)

const columns = Array.from({ length: 4 }, (_, at) => ({ title: `列${at}` }))

test('any text written to XLSX is read back as it was', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.array(anyText, { maxLength: 4 }), { maxLength: 5 }), async (rows) => {
      const [sheet] = await readBack(writeSheet({ name: '名单', columns, rows }), 'a.xlsx')
      expect(sheet?.rows.slice(1)).toEqual(told(rows, 2))
    }),
    { numRuns: 300 },
  )
})

test('any text written to CSV is read back as it was, controls as their pictures, halves of letters as �', async () => {
  const visible = (text: string) =>
    Buffer.from(text)
      .toString()
      // oxlint-disable-next-line no-control-regex
      .replaceAll(/[\x00-\x08\x0b\x0c\x0e-\x1f]/g, (sign) => String.fromCharCode(0x2400 + sign.charCodeAt(0)))
  await fc.assert(
    fc.asyncProperty(fc.array(fc.array(anyText, { maxLength: 4 }), { maxLength: 5 }), async (rows) => {
      const head = ['姓名', '住址', '甲', '乙']
      const [sheet] = await readBack(writeCsv([head, ...rows]), 'a.csv')
      expect(sheet?.rows).toEqual(told([head, ...rows.map((row) => row.map(visible))], 1))
    }),
    { numRuns: 300 },
  )
})

test('days, numbers and flags keep their kinds; what no workbook can keep as such is kept as text', async () => {
  const cells: readonly Cell[] = [
    { text: '2024-02-29', kind: 'day' },
    { text: '1900-03-01', kind: 'day' },
    { text: '2024-02-29', kind: 'day', time: '23:59:59' },
    { text: '-12.5', kind: 'number' },
    { text: 'TRUE', kind: 'flag' },
  ]
  const odd: readonly Cell[] = [
    { text: '1900-02-28', kind: 'day' },
    { text: '007', kind: 'number' },
    { text: '310107195001010015', kind: 'number' },
    { text: '0.1234567890123456789', kind: 'number' },
  ]
  const [sheet] = await readBack(writeSheet({ name: '一', columns, rows: [cells, odd] }), 'a.xlsx')
  expect(sheet?.rows[1]?.[1]).toEqual(cells)
  expect(sheet?.rows[2]?.[1]).toEqual(odd.map((cell) => ({ text: cell.text, kind: 'text' })))
})

test('what reading gives can be written as it is, and reads the same again', async () => {
  const first = [
    { text: '甲', kind: 'formula', formula: '"甲"' },
    { text: '#N/A', kind: 'error' },
  ] as const
  const [sheet] = await readBack(writeSheet({ name: '一', columns, rows: [first] }), 'a.xlsx')
  expect(sheet?.rows[1]?.[1].map((cell) => cell.text)).toEqual(['甲', '#N/A'])
})

test('CSV: what a spreadsheet would run gets an apostrophe, numbers do not', async () => {
  const rows: readonly WritableCell[][] = [
    ['=1+1', '+86', '-a', '@x', '＝1', ' =1', "'=1", '\t=1', '张三', "O'Neil", { text: '-5', kind: 'number' }],
  ]
  const bytes = await buffer(writeCsv(rows))
  expect(bytes.toString()).toBe(`\ufeff'=1+1,'+86,'-a,'@x,'＝1,' =1,''=1,"'\t=1",张三,O'Neil,-5\r\n`)
})

const template: WrittenSheet = {
  name: '居民/名单',
  columns: [
    { title: '姓名', width: 12 },
    { title: '性别', choices: ['男', '女'] },
    { title: '居住类别', choices: ['户籍,常住', '来沪'] },
    { title: '出生日期', kind: 'day' },
    { title: '问题', kind: 'reason', width: 40 },
  ],
  rows: [['=cmd|calc', '男', '来沪', { text: '1950-01-01', kind: 'day' }, '身份证号校验码不对']],
  notes: { name: '填写说明', lines: ['每行填一人。'] },
  watermark: '王海燕 2026-11-22 14:00 A&B',
  properties: { title: '名单', creator: '王海燕', createdAt: new Date('2026-11-22T06:00:00Z') },
}

test('a template has its lists on a hidden sheet and its notes on a second', async () => {
  const sheets = await readBack(writeSheet(template), 'a.xlsx')
  expect(sheets.map((sheet) => [sheet.name, sheet.hidden])).toEqual([
    ['居民_名单', false],
    ['填写说明', false],
    ['选项', true],
  ])
  expect(sheets[0]?.rows[1]?.[1].map((cell) => cell.text)).toEqual([
    '=cmd|calc',
    '男',
    '来沪',
    '1950-01-01',
    '身份证号校验码不对',
  ])
  expect(sheets[2]?.rows.map(([, cells]) => cells.map((cell) => cell.text))).toEqual([
    ['男', '户籍,常住'],
    ['女', '来沪'],
  ])
})

test('a row that cannot be kept whole fails the stream, as does a source of rows that fails', async () => {
  const long = writeSheet({ name: '一', columns, rows: [['a'.repeat(40_000)]] })
  await expect(buffer(long)).rejects.toMatchObject({ problem: 'cell_too_long' })
  const wide = writeSheet({ name: '一', columns, rows: [Array.from({ length: 500 }, () => 'a')] })
  await expect(buffer(wide)).rejects.toMatchObject({ problem: 'too_many_columns' })
  async function* failing() {
    yield ['a']
    throw new Error('the database went away')
  }
  await expect(buffer(writeSheet({ name: '一', columns, rows: failing() }))).rejects.toThrow('the database went away')
})

test('a reader who leaves stops the source of rows', async () => {
  let isOver = false
  async function* endless() {
    try {
      for (let at = 0; ; at++) yield [`row ${at} ${Math.random()}`]
    } finally {
      isOver = true
    }
  }
  const out = writeSheet({ name: '一', columns, rows: endless() })
  let bytes = 0
  for await (const chunk of out) {
    bytes += (chunk as Buffer).length
    if (bytes > 100_000) break
  }
  await expect.poll(() => isOver).toBe(true)
})

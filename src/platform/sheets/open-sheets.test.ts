import { Readable } from 'node:stream'
import { expect, test } from 'vitest'
import { aFile } from '../../../test/sheet-file.ts'
import { anXlsx } from '../../../test/sheets.ts'
import type { CellSaid, XlsxSaid } from '../../../test/sheets.ts'
import { openSheets } from './open-sheets.ts'
import type { Workbook } from './open-sheets.ts'
import type { Cell, Row } from './cell.ts'

async function opened(bytes: Buffer | string, name = 'book.xlsx'): Promise<Workbook> {
  const result = await openSheets(aFile(bytes, name), name)
  if (!result.ok) throw new Error(result.error)
  return result.value
}

async function rowsOf(book: Workbook, sheet = 0): Promise<readonly Row[]> {
  const rows: Row[] = []
  for await (const row of book.sheets[sheet]!.rows()) {
    if (!row.ok) throw new Error(row.error)
    rows.push(row.value)
  }
  return rows
}

async function cellsOf(cells: readonly CellSaid[], more: Partial<XlsxSaid> = {}): Promise<readonly Cell[]> {
  const book = await opened(anXlsx({ sheets: [{ name: '一', rows: [cells] }], ...more }))
  const rows = await rowsOf(book)
  await book.close()
  return rows[0]?.cells ?? []
}

test('each kind of cell comes out as a person sees it', async () => {
  const cells = await cellsOf([
    '张三',
    { inline: 'a & <b>' },
    { runs: ['茅台路', '1234', '弄'] },
    12.5,
    true,
    { error: '#N/A' },
    { day: '2024-02-29' },
    { formula: 'A1&"x"', value: '张三x' },
    { formula: 'SUM(D1)' },
    null,
    '末',
  ])
  expect(cells).toEqual([
    { text: '张三', kind: 'text' },
    { text: 'a & <b>', kind: 'text' },
    { text: '茅台路1234弄', kind: 'text' },
    { text: '12.5', kind: 'number' },
    { text: 'TRUE', kind: 'flag' },
    { text: '#N/A', kind: 'error' },
    { text: '2024-02-29', kind: 'day' },
    { text: '张三x', kind: 'formula', formula: 'A1&"x"' },
    { text: '', kind: 'formula', formula: 'SUM(D1)', uncached: true },
    { text: '', kind: 'text' },
    { text: '末', kind: 'text' },
  ])
})

test('an id kept as a number shows all its digits and says that the last are lost', async () => {
  const cells = await cellsOf([
    { raw: '3.1010719900101101E+17' },
    { raw: '19900001234' },
    { raw: '0.30000000000000004' },
  ])
  expect(cells).toEqual([
    { text: '310107199001011000', kind: 'number', lossy: true },
    { text: '19900001234', kind: 'number' },
    { text: '0.3', kind: 'number' },
  ])
})

test('numbers are shown by their formats', async () => {
  const cells = await cellsOf([
    { raw: '45351', format: 'yyyy-mm-dd' },
    { raw: '45351.5', format: 'yyyy/m/d h:mm' },
    { raw: '0.75', format: 'h:mm' },
    { raw: '1.5', format: '[h]:mm:ss' },
    { raw: '42', format: '000000' },
    { raw: '45351', format: '[$-804]yyyy"年"m"月";@' },
    { raw: '45351', format: '"day "0' },
    { raw: '45351', format: '0.00E+00' },
    { raw: '60', format: 'yyyy-mm-dd' },
    { raw: '1', format: 'yyyy-mm-dd' },
  ])
  expect(cells.map((cell) => [cell.text, cell.kind, cell.time])).toEqual([
    ['2024-02-29', 'day', undefined],
    ['2024-02-29', 'day', '12:00:00'],
    ['18:00:00', 'text', undefined],
    ['36:00:00', 'text', undefined],
    ['000042', 'number', undefined],
    ['2024-02-29', 'day', undefined],
    ['45351', 'number', undefined],
    ['45351', 'number', undefined],
    ['60', 'number', undefined],
    ['1900-01-01', 'day', undefined],
  ])
})

test('days of the 1904 calendar', async () => {
  expect(await cellsOf([{ day: '1949-10-01' }], { is1904: true })).toEqual([{ text: '1949-10-01', kind: 'day' }])
})

test('a workbook as committees keep it: titles, blank rows, several sheets, what is hidden', async () => {
  const book = await opened(
    anXlsx({
      sheets: [
        {
          name: '居民信息',
          rows: [
            ['２０２４年居民信息登记表', null, null],
            [],
            null,
            ['姓名', '电话'],
            ['张　三', '１９９０００'],
            ['', ''],
          ],
          merges: ['A1:C1'],
          hiddenRows: [5],
        },
        { name: '说明', rows: [['同上']], state: 'veryHidden' },
      ],
    }),
  )
  expect(book.sheets.map((sheet) => [sheet.name, sheet.hidden])).toEqual([
    ['居民信息', false],
    ['说明', true],
  ])
  expect((await rowsOf(book)).map((row) => [row.row, row.hidden, row.cells.map((cell) => cell.text)])).toEqual([
    [1, false, ['２０２４年居民信息登记表']],
    [4, false, ['姓名', '电话']],
    [5, true, ['张　三', '１９９０００']],
  ])
  expect(await rowsOf(book, 1)).toHaveLength(1)
  expect(await book.sheets[0]!.merges()).toEqual({
    ok: true,
    value: [{ fromRow: 1, toRow: 1, fromColumn: 1, toColumn: 3 }],
  })
  await book.close()
})

test('a stream is read like a file, and macros are passed over with a notice', async () => {
  const bytes = anXlsx({ sheets: [{ name: '一', rows: [['甲']] }], macros: true })
  const result = await openSheets(Readable.from([bytes.subarray(0, 100), bytes.subarray(100)]), 'book.xlsm')
  if (!result.ok) throw new Error(result.error)
  expect(result.value.notices).toEqual(['macros_ignored'])
  expect(await rowsOf(result.value)).toHaveLength(1)
  await result.value.close()
})

test('prefixed names, single quotes, UTF-16 and cells without references are XML as well', async () => {
  const xml = `<x:worksheet xmlns:x='s'><x:sheetData><x:row><x:c t = 'inlineStr'><x:is><x:t><![CDATA[a<b&c]]></x:t></x:is></x:c><x:c><x:v>7</x:v></x:c></x:row></x:sheetData></x:worksheet>`
  const utf16 = Buffer.from(`\ufeff<?xml version="1.0" encoding="UTF-16"?>${xml}`, 'utf16le')
  for (const part of [xml, utf16]) {
    const book = await opened(
      anXlsx({ sheets: [{ name: '一', rows: [] }], parts: { 'xl/worksheets/sheet1.xml': part } }),
    )
    expect((await rowsOf(book))[0]?.cells.map((cell) => cell.text)).toEqual(['a<b&c', '7'])
    await book.close()
  }
})

test('formulas shared by a group tell what the first of them computes', async () => {
  const data = `<row r="1"><c r="A1"><f t="shared" ref="A1:A2" si="0">B1*2</f><v>4</v></c></row><row r="2"><c r="A2"><f t="shared" si="0"/><v>6</v></c></row>`
  const book = await opened(anXlsx({ sheets: [{ name: '一', rows: [], data }] }))
  expect((await rowsOf(book)).map((row) => row.cells[0])).toEqual([
    { text: '4', kind: 'formula', formula: 'B1*2' },
    { text: '6', kind: 'formula', formula: 'B1*2' },
  ])
  await book.close()
})

test.each([
  ['UTF-8', Buffer.from('姓名,住址\r\n张三,"茅台路\n1234 ""弄"""\r\n\r\n李四,')],
  ['UTF-8 with a mark', Buffer.from('\ufeff姓名;住址\n张三;"茅台路\n1234 ""弄"""\n\n李四;\n')],
  ['UTF-16', Buffer.from('\ufeff姓名\t住址\n张三\t"茅台路\n1234 ""弄"""\n\n李四\t\n', 'utf16le')],
  [
    'GB18030',
    Buffer.concat([
      Buffer.from('d0d5c3fb2cd7a1d6b70ad5c5c8fd2c22c3a9cca8c2b70a3132333420222222', 'hex').subarray(0, -1),
      Buffer.from('c5aa2222220d0a0d0ac0eecbc42c0d0a', 'hex'),
    ]),
  ],
])('CSV in %s', async (encoding, bytes) => {
  const book = await opened(bytes, '名单.csv')
  expect(book.notices).toEqual(encoding === 'GB18030' ? ['read_as_chinese_encoding'] : [])
  expect((await rowsOf(book)).map((row) => [row.row, row.cells.map((cell) => cell.text)])).toEqual([
    [1, ['姓名', '住址']],
    [2, ['张三', '茅台路\n1234 "弄"']],
    [4, ['李四']],
  ])
  await book.close()
})

test.each(['xlsx', 'csv'])('the bytes of the rows come to those of the sheet: %s', async (format) => {
  const rows = Array.from({ length: 5000 }, (_, at) => [`张${at}`, String(at), '茅台路1234弄5号'])
  const book =
    format === 'xlsx'
      ? await opened(anXlsx({ sheets: [{ name: '一', rows }] }))
      : await opened(Buffer.from(rows.map((row) => row.join(',')).join('\n')), '名册.csv')
  const sheet = book.sheets[0]!
  let gone = 0
  const half: number[] = []
  for await (const row of sheet.rows((bytes) => (gone += bytes)))
    if (row.ok && row.value.row % 1000 === 0) half.push(gone / sheet.bytes)
  await book.close()
  expect(half.map((share) => Math.abs(share - (half.indexOf(share) + 1) / 5)).every((off) => off < 0.05)).toBe(true)
  expect(gone).toBeLessThanOrEqual(sheet.bytes + 1)
})

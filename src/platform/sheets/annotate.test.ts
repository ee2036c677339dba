import { existsSync } from 'node:fs'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { openArchive } from '#platform/packages'
import { aFile } from '../../../test/sheet-file.ts'
import { anXlsx, xlsxParts } from '../../../test/sheets.ts'
import type { XlsxSaid } from '../../../test/sheets.ts'
import { annotate } from './annotate.ts'
import { sheetLimits } from './limits.ts'
import { openSheets } from './open-sheets.ts'

const said: XlsxSaid = {
  sheets: [
    {
      name: '居民信息',
      rows: [
        ['登记表', null, null],
        null,
        ['姓名', '证件', '电话'],
        ['张三', { raw: '1' }, { day: '2024-01-01' }],
        ['李四'],
      ],
      merges: ['A1:D1'],
    },
    { name: '其他', rows: [['甲']] },
  ],
}

async function partsOf(path: string): Promise<Map<string, string>> {
  const archive = await openArchive(path, sheetLimits)
  const parts = new Map<string, string>()
  for (const name of archive.names) {
    const pieces: Buffer[] = []
    for await (const piece of archive.read(name)) pieces.push(piece)
    parts.set(name, Buffer.concat(pieces).toString())
  }
  archive.close()
  return parts
}

async function cellsOf(path: string): Promise<Record<string, string>> {
  const book = await openSheets(path, 'a.xlsx')
  if (!book.ok) throw new Error(book.error)
  const cells: Record<string, string> = {}
  for (const sheet of book.value.sheets) {
    for await (const row of sheet.rows()) {
      if (!row.ok) throw new Error(row.error)
      for (const [at, cell] of row.value.cells.entries()) {
        if (cell.text !== '') cells[`${sheet.name}!${row.value.row},${at + 1}`] = cell.text
      }
    }
  }
  await book.value.close()
  return cells
}

async function annotated(bytes: Buffer, notes: Record<string, Record<number, string>>): Promise<string> {
  const path = aFile(bytes)
  const map = new Map(
    Object.entries(notes).map(([sheet, rows]) => {
      return [sheet, new Map(Object.entries(rows).map(([row, note]) => [Number(row), note]))] as const
    }),
  )
  const result = await annotate(path, map, `${path}.out.xlsx`)
  if (!result.ok) throw new Error(result.error)
  return result.value
}

test('a note stands beside its row, right of everything used and merged; the rest keeps its bytes', async () => {
  const path = await annotated(anXlsx(said), {
    居民信息: { 3: '问题', 4: '校验码 <不对> & "错"', 5: '=1', 9: '没有这一行' },
  })
  const before = xlsxParts(said)
  const after = await partsOf(path)
  expect([...after.keys()]).toEqual(Object.keys(before))
  for (const [name, content] of after) {
    if (name !== 'xl/worksheets/sheet1.xml') expect(content).toBe(String(before[name]))
  }
  const sheet = after.get('xl/worksheets/sheet1.xml')!
  const untouched = sheet
    .replaceAll(/<c r="E\d+" t="inlineStr">.*?<\/c>/g, '')
    .replace('<row r="9"></row>', '')
    .replace(/<cols>.*<\/cols>/, '')
  expect(untouched).toBe(before['xl/worksheets/sheet1.xml'])
  expect(await cellsOf(path)).toEqual({
    ...(await cellsOf(aFile(anXlsx(said)))),
    '居民信息!3,5': '问题',
    '居民信息!4,5': '校验码 <不对> & "错"',
    '居民信息!5,5': '=1',
    '居民信息!9,5': '没有这一行',
  })
})

test.each([
  ['no rows at all', '<s><sheetData/></s>', '<s><cols><W/></cols><sheetData><row r="2"><N/></row></sheetData></s>'],
  [
    'an empty row',
    '<s><sheetData><row r="2" spans="1:1" ht="3"/></sheetData></s>',
    '<s><cols><W/></cols><sheetData><row r="2" ht="3"><N/></row></sheetData></s>',
  ],
  [
    'empty cells with a look to the right',
    '<s><sheetData><row r="2"><c r="A2" s="1"/><c r="B2" s="1"></c></row></sheetData></s>',
    '<s><cols><W/></cols><sheetData><row r="2"><N s="1"/><c r="B2" s="1"></c></row></sheetData></s>',
  ],
  [
    'widths, and an area to be grown',
    `<s><dimension ref="A1:A1"/><cols><col min="1" max="1"/></cols><sheetData><row r='1'><c r="A1"><v>1</v></c></row></sheetData></s>`,
    `<s><dimension ref="A1:B1"/><cols><col min="1" max="1"/><W/></cols><sheetData><row r='1'><c r="A1"><v>1</v></c></row><row r="2"><N/></row></sheetData></s>`,
  ],
  [
    'a width that is there already, comments and prefixes',
    '<x:s><x:cols><x:col min="1" max="9"/></x:cols><x:sheetData><!-- a > b --><x:row r="3"/></x:sheetData></x:s>',
    '<x:s><x:cols><x:col min="1" max="9"/></x:cols><x:sheetData><!-- a > b --><x:row r="2"><x:N/></x:row><x:row r="3"/></x:sheetData></x:s>',
  ],
])('a sheet with %s', async (_, xml, expected) => {
  const parts = { 'xl/worksheets/sheet1.xml': xml }
  const path = await annotated(anXlsx({ sheets: [{ name: '一', rows: [] }], parts }), { 一: { 2: '错' } })
  const short = (await partsOf(path))
    .get('xl/worksheets/sheet1.xml')!
    .replace(
      /<(x:)?c r="[AB]2"( s="1")? t="inlineStr"><(x:)?is><(x:)?t xml:space="preserve">错<\/(x:)?t><\/(x:)?is><\/(x:)?c>/,
      '<$1N$2/>',
    )
    .replace(/<col min="\d+" max="\d+" width="42" customWidth="1"\/>/, '<W/>')
  expect(short).toBe(expected)
})

test('whatever rows and notes there are, notes come out where they belong and nothing else changes', async () => {
  const rows = fc.array(fc.option(fc.array(fc.constantFrom('甲', '乙', '', null), { maxLength: 4 })), { maxLength: 8 })
  const notes = fc.dictionary(fc.integer({ min: 1, max: 12 }).map(String), fc.string({ minLength: 1, unit: 'binary' }))
  await fc.assert(
    fc.asyncProperty(rows, notes, async (list, said) => {
      const bytes = anXlsx({ sheets: [{ name: '一', rows: list }] })
      const before = await cellsOf(aFile(bytes))
      const after = await cellsOf(await annotated(bytes, { 一: said }))
      for (const [place, text] of Object.entries(before)) expect(after[place]).toBe(text)
      const added = Object.entries(after).filter(([place]) => !(place in before))
      expect(new Set(added.map(([place]) => place.split(',')[1])).size).toBeLessThan(2)
      expect(Object.fromEntries(added.map(([place, text]) => [place.slice(2).split(',')[0], text]))).toEqual({
        ...said,
      })
    }),
    { numRuns: 100 },
  )
})

test('a workbook that turns out to be damaged leaves nothing behind', async () => {
  const parts = { 'xl/worksheets/sheet1.xml': '<s><sheetData><row r="1"><c><v>1</v></c></row>' }
  const path = aFile(anXlsx({ sheets: [{ name: '一', rows: [] }], parts }))
  const notes = new Map([['一', new Map([[1, '错']])]])
  expect(await annotate(path, notes, `${path}.out`)).toEqual({ ok: false, error: 'file_damaged' })
  expect(existsSync(`${path}.out`)).toBe(false)
  expect(await annotate(aFile(anXlsx(said)), notes, `${path}.out`)).toEqual({ ok: false, error: 'sheet_missing' })
  expect(await annotate(aFile('%PDF'), notes, `${path}.out`)).toEqual({ ok: false, error: 'file_damaged' })
})

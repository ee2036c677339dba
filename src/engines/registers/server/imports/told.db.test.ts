import { createWriteStream, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openSheets } from '#platform/sheets'
import { anImporter, type Importer } from '../../../../../test/imports.ts'
import { aRegisterWorld, aResidentId, keeper, type RegisterWorld } from '../../../../../test/registers.ts'
import { anXlsx } from '../../../../../test/sheets.ts'
import { street } from '../../../../../test/world.ts'
import { annotateFile } from './annotate-file.ts'
import { findImport } from './imports.store.ts'
import { runImport, type ImportWorld } from './run-import.ts'

let world: RegisterWorld
let importer: Importer
beforeAll(async () => {
  world = await aRegisterWorld()
  importer = anImporter(world)
  await world.aStaircase({})
})
afterAll(async () => {
  importer.drop()
  await world.drop()
})

test('a formula without a kept result is named in every column, and stands in the row as it is written', async () => {
  const file = anXlsx({
    sheets: [
      {
        name: '名册',
        rows: [
          ['姓名', '身份证号', '联系电话', '住址', '到访次数'],
          ['甲一', aResidentId(1), { formula: 'VLOOKUP(A2,B:C,2)' }, '长寿路100弄1号101室', null],
          ['甲二', aResidentId(2), '19900000001', '长寿路100弄1号102室', { formula: 'SUM(F1:G1)' }],
          [null, null, { formula: 'C2' }, null, null],
          ['甲三', aResidentId(3), { formula: '"1990000"&"0003"', value: '19900000003' }, '长寿路100弄1号103室', null],
        ],
      },
    ],
  })
  const id = await importer.judged(file)
  const rows = await importer.rowsOf(id)
  const told = rows.map(({ row, verdict, reasons, cells }) => ({
    row,
    verdict,
    columns: reasons.filter(({ code }) => code === 'formula_without_value').map(({ column }) => column),
    formulas: cells.filter(({ text }) => text.startsWith('=')).map(({ column, text }) => `${column} ${text}`),
  }))
  expect(told).toEqual([
    { row: 2, verdict: 'wrong', columns: ['C'], formulas: ['C =VLOOKUP(A2,B:C,2)'] },
    { row: 3, verdict: 'new', columns: ['E'], formulas: ['E =SUM(F1:G1)'] },
    { row: 4, verdict: 'wrong', columns: ['C'], formulas: ['C =C2'] },
    { row: 5, verdict: 'new', columns: [], formulas: [] },
  ])
  expect(rows[0]!.reasons[0]!.text[0]).toContain('重新计算后保存')
  expect((await importer.view(id)).formulas).toBe(4)
  const mended = await world.do(keeper, 'mendRow', { id, no: 1, values: { 'field:phone': '19900000002' } })
  expect(mended).toMatchObject({ row: { verdict: 'new' } })
})

test('the workbook that goes back says all that the page says of a row', async () => {
  const id = await importer.judged([
    ['姓名', '身份证号', '联系电话', '住址', '入住日期'],
    ['乙一', '12345', '6', '天山路999弄9号901室', '某年'],
    ['乙二', aResidentId(12), '', '天山路999弄9号902室', ''],
    ['乙三', aResidentId(13), '', '长寿路100弄1号104室', ''],
  ])
  const found = await world.database.transaction(street, (tx) => findImport(tx, street, id))
  const annotated = await annotateFile(importer.imports, street, found!)
  if (!annotated.ok) throw new Error(annotated.error)
  const folder = mkdtempSync(join(tmpdir(), 'annotated-'))
  const path = join(folder, '名册.xlsx')
  await pipeline(annotated.value.body, createWriteStream(path))
  const opened = await openSheets(path, '名册.xlsx')
  if (!opened.ok) throw new Error(opened.error)
  const notes: string[] = []
  for await (const row of opened.value.sheets[0]!.rows()) if (row.ok) notes.push(row.value.cells[5]?.text ?? '')
  await opened.value.close()
  rmSync(folder, { recursive: true })
  const rows = await importer.rowsOf(id)
  expect(rows.map(({ verdict }) => verdict)).toEqual(['wrong', 'doubtful', 'new'])
  expect(rows[0]!.reasons.length).toBeGreaterThan(3)
  for (const { text } of rows[0]!.reasons) expect(notes[1]).toContain(text[0])
  expect(notes[1]).toMatch(/^【有误】/)
  expect(notes[2]).toBe(`【存疑】${rows[1]!.reasons.map(({ text }) => text[0]).join('；')}`)
  expect(notes[3]).toBe('')
})

test('who may be the same is shown with the address as people write it', async () => {
  const heads = ['姓名', '身份证号', '联系电话', '住址']
  const where = '长寿路100弄1号301室'
  await importer.applied(
    await importer.judged([heads, ['丙一一', aResidentId(21, '1951-01-01'), '19900000021', where]]),
  )
  const id = await importer.judged([heads, ['丙一一', aResidentId(23, '1951-01-01'), '19900000021', where]])
  expect((await importer.rowsOf(id))[0]!.candidates.map(({ title }) => title)).toEqual([`丙一一 · 1951年生 · ${where}`])
})

test('while a file is judged the share of it that was gone through is told, and the time that is left', async () => {
  const heads = ['姓名', '身份证号', '住址']
  const people = Array.from({ length: 2200 }, (_, at) => [
    `丁${'一二三四五六七八九十'[at % 10]}`,
    aResidentId(at % 1000, `19${20 + (at % 67)}-0${1 + (at % 9)}-${10 + (at % 18)}`),
    `长寿路100弄1号${1000 + at}室`,
  ])
  const two = ['一', '二'].map((name, at) => ({ name, rows: [heads, ...people.slice(at * 1100, at * 1100 + 1100)] }))
  const id = await importer.bring(anXlsx({ sheets: two }))
  expect(await importer.view(id)).toMatchObject({ state: 'judging', share: null, secondsLeft: null })
  const shares: number[] = []
  // One look after another: of two at once the earlier may be told later.
  let looked = Promise.resolve()
  const look = async () => {
    const { share, secondsLeft, state } = await importer.view(id)
    if (share === null || share === shares.at(-1)) return
    shares.push(share)
    expect([state, secondsLeft]).toEqual(['judging', expect.any(Number)])
  }
  const watching: ImportWorld = {
    ...importer.imports,
    database: {
      ...importer.imports.database,
      transaction: async (...asked: Parameters<ImportWorld['database']['transaction']>) => {
        const answer = await importer.imports.database.transaction(...asked)
        world.now = new Date(Date.parse(world.now) + 1000).toISOString()
        looked = looked.then(look)
        await looked
        return answer
      },
    } as ImportWorld['database'],
  }
  await runImport(watching, street, id)
  expect(shares.length).toBeGreaterThan(2)
  expect(shares).toEqual(shares.toSorted((a, b) => a - b))
  expect(shares[0]).toBeLessThan(0.8)
  expect(shares.every((share) => share > 0 && share <= 1)).toBe(true)
  expect(await importer.view(id)).toMatchObject({ state: 'judged', share: null, total: 2200 })
})

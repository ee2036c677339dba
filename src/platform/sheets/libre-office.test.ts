import { execFileSync, spawnSync } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { buffer } from 'node:stream/consumers'
import { expect, test } from 'vitest'
import { aFile } from '../../../test/sheet-file.ts'
import { anXlsx } from '../../../test/sheets.ts'
import { annotate } from './annotate.ts'
import { writeSheet } from './write-sheet.ts'

/** Another reader than our own: what both of ours misunderstand alike, LibreOffice does not. */
const isPresent = spawnSync('soffice', ['--version']).status === 0

/** Every sheet as CSV, by its name. */
function opened(path: string): Record<string, string> {
  const folder = dirname(path)
  const filter = 'csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,-1'
  const home = `-env:UserInstallation=file://${join(folder, 'home')}`
  execFileSync('soffice', [home, '--headless', '--convert-to', filter, '--outdir', join(folder, 'csv'), path], {
    timeout: 100_000,
    stdio: 'pipe',
  })
  const files = readdirSync(join(folder, 'csv'))
  return Object.fromEntries(
    files.map((file) => [/-([^-]+)\.csv$/.exec(file)?.[1] ?? file, readFileSync(join(folder, 'csv', file), 'utf8')]),
  )
}

test('LibreOffice opens what is written', { timeout: 120_000 }, async (context) => {
  if (!isPresent) return context.skip('soffice is not installed: nobody but ourselves has opened the written file')
  const path = aFile(
    await buffer(
      writeSheet({
        name: '名单',
        columns: [
          { title: '姓名' },
          { title: '性别', choices: ['男', '女'] },
          { title: '生日', kind: 'day' },
          { title: '编号' },
        ],
        rows: [
          ['=1+1', '男', { text: '1950-01-31', kind: 'day' }, '310107195001010015'],
          ['a_x0041_\tb', '女', { text: '1900-02-28', kind: 'day' }, { text: '12.5', kind: 'number' }],
        ],
        notes: { name: '说明', lines: ['每行填一人。'] },
        watermark: '王海燕 & 2026',
        properties: { title: '名单', creator: '王海燕' },
      }),
    ),
  )
  const sheets = opened(path)
  expect(sheets['名单']).toBe(
    '姓名,性别,生日,编号\n=1+1,男,1950-01-31,310107195001010015\na_x0041_\tb,女,1900-02-28,12.5\n',
  )
  expect(sheets['说明']).toBe('每行填一人。\n')
})

test('LibreOffice opens what is annotated', { timeout: 120_000 }, async (context) => {
  if (!isPresent) return context.skip('soffice is not installed: nobody but ourselves has opened the annotated file')
  const rows = [
    ['登记表', null],
    ['姓名', '生日'],
    ['张三', 31],
    ['李四', { formula: 'A3', value: '张三' }],
  ]
  const path = aFile(
    anXlsx({
      sheets: [
        { name: '名单', rows, merges: ['A1:B1'] },
        { name: '其他', rows: [['甲']] },
      ],
    }),
  )
  const notes = new Map([
    [
      '名单',
      new Map([
        [3, '证件号码校验码不对'],
        [6, '补一行'],
      ]),
    ],
  ])
  const result = await annotate(path, notes, `${path}.out.xlsx`)
  expect(result.ok).toBe(true)
  const sheets = opened(`${path}.out.xlsx`)
  expect(sheets['名单']).toBe('登记表,,\n姓名,生日,\n张三,31,证件号码校验码不对\n李四,张三,\n,,\n,,补一行\n')
  expect(sheets['其他']).toBe('甲\n')
})

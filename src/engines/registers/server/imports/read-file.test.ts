import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { aFile } from '../../../../../test/sheet-file.ts'
import { anXlsx } from '../../../../../test/sheets.ts'
import { baseRegisters, baseTags } from '#engines/registers/shared'
import { lookAtFile } from './file.ts'
import type { Import } from './imports.store.ts'
import { readFile, readRow } from './read-file.ts'

test('the unit that stands in a head reaches the numbers below it', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'mofang-'))
  try {
    const path = join(folder, 'a.csv')
    await writeFile(
      path,
      '企业名称,统一社会信用代码,税收（万元）,注册资本（元）\n上海测甲科技有限公司,91310107MA1FX1000X,125,5000000\n',
    )
    const of = { kind: 'enterprise', registers: baseRegisters, tags: baseTags } as const
    const looked = await lookAtFile(path, 'a.csv', of, async () => new Map())
    if (!looked.ok) throw new Error(looked.error)
    const how = { ...of, register: baseRegisters.enterprise, today: '2026-11-22', compounds: new Map() }
    const fields: unknown[] = []
    const imported: Pick<Import, 'id' | 'kind' | 'fileName' | 'sheets'> = {
      id: 'a',
      kind: 'enterprise',
      fileName: 'a.csv',
      sheets: looked.value.sheets,
    }
    await readFile(
      { data: folder, ...of },
      'a',
      imported,
      async (sheet, given) => void fields.push(readRow(how, 1, sheet, given).reading?.fields),
      path,
    )
    expect(fields).toMatchObject([{ taxTotal: 1_250_000, capital: 500 }])
  } finally {
    await rm(folder, { recursive: true })
  }
})

const relationship = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments'
const commentedBook = anXlsx({
  sheets: [
    {
      name: '名册',
      rows: [
        ['姓名', '现住址', '精神障碍'],
        ['丙一', '茅台路1234弄5号101室', ''],
        ['丙二', '茅台路1234弄5号102室', ''],
      ],
    },
  ],
  macros: true,
  parts: {
    'xl/worksheets/_rels/sheet1.xml.rels': `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId9" Type="${relationship}" Target="../comments1.xml"/></Relationships>`,
    'xl/comments1.xml': `<comments xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><authors><author>某</author></authors><commentList>
      <comment ref="B1" authorId="0"><text><t>写到室</t></text></comment>
      <comment ref="B2" authorId="0"><text><r><t>已搬走，</t></r><r><t>勿导</t></r></text></comment>
      <comment ref="C2" authorId="0"><text><t>二级</t></text></comment>
      <comment ref="A3" authorId="0"><text><t>楼组长 &amp; 志愿者</t></text></comment></commentList></comments>`,
  },
})

test('what people wrote beside a cell stands with its row: a warning in doubt, and of a restricted column nothing', async () => {
  const path = aFile(commentedBook, 'a.xlsx')
  const of = { kind: 'person', registers: baseRegisters, tags: baseTags } as const
  const looked = await lookAtFile(path, 'a.xlsx', of, async () => new Map())
  if (!looked.ok) throw new Error(looked.error)
  const told: unknown[] = []
  const imported: Pick<Import, 'id' | 'kind' | 'fileName' | 'sheets'> = {
    id: 'a',
    kind: 'person',
    fileName: 'a.xlsx',
    sheets: looked.value.sheets,
  }
  await readFile(
    { data: '', ...of },
    'a',
    imported,
    async (_sheet, { reasons }) =>
      void told.push(
        ...reasons.flatMap(({ gravity, text, code }) => (code === 'cell_comment' ? [[gravity, text[0]]] : [])),
      ),
    path,
  )
  expect(told).toEqual([
    ['remark', 'B1 的批注：写到室'],
    ['doubtful', 'B2 的批注：已搬走，勿导'],
    ['remark', 'C2 的批注：受限，未读取'],
    ['remark', 'A3 的批注：楼组长 & 志愿者'],
  ])
})

test('what a file holds besides its cells is told with its first sheet', async () => {
  const of = { kind: 'person', registers: baseRegisters, tags: baseTags } as const
  const looked = await lookAtFile(aFile(commentedBook, 'a.xlsm'), 'a.xlsm', of, async () => new Map())
  expect(looked.ok && looked.value.sheets.map((sheet) => sheet.notices?.map(([zh]) => zh))).toEqual([
    ['文件含有宏，宏未运行也未读取。'],
  ])
})

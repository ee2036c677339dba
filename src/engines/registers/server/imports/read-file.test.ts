import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
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

import { afterAll, beforeAll, expect, test } from 'vitest'
import { newId } from '#kernel/id'
import { openSheets } from '#platform/sheets'
import type { ImportSheet } from '#engines/registers/shared'
import { baseTags, registersWith } from '#engines/registers/shared'
import { runImport } from '#engines/registers'
import { Readable } from 'node:stream'
import { writeFileSync, mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { anHttpWorld, changshou, type HttpWorld } from '../../../test/http-world.ts'

let world: HttpWorld
let keeper: string
beforeAll(async () => {
  world = await anHttpWorld()
  keeper = await world.signIn('dicang')
})
afterAll(() => world.close())

const csv = '姓名,身份证号,现住址\n张三,11010519491231002X,天山路1弄1号101\n李四,123,天山路1弄1号102\n'

const put = (id: string, body: string | Buffer, cookie = keeper, type = 'application/octet-stream') =>
  world.app.inject({
    method: 'PUT',
    url: `/api/${changshou}/imports/${id}/file`,
    headers: { cookie, 'content-type': type },
    payload: body,
  })

async function started(fileName = '名册.csv'): Promise<string> {
  const id = newId()
  expect(await world.send('registers.startImport', { id, kind: 'person', fileName }, keeper)).toMatchObject({
    status: 200,
  })
  return id
}

test('a file goes in as it is, whatever it is said to be, and comes back with reasons', async () => {
  const id = await started()
  const answer = await put(id, csv, keeper, 'application/json')
  expect([answer.statusCode, answer.json()]).toEqual([200, { id, sheets: 1 }])
  const { body } = await world.ask('registers.import', { id }, keeper)
  expect(body).toMatchObject({ import: { state: 'guessed', bytes: Buffer.byteLength(csv) } })
  const [sheet] = body['sheets'] as ImportSheet[]
  expect(sheet!.columns.map((column) => column.target)).toEqual(['field:name', 'field:idNumber', 'address'])
  const columns = sheet!.columns.map(({ at, target }) => ({ at, target }))
  expect(
    await world.send('registers.mapImport', { id, sheets: [{ index: 0, used: true, columns }] }, keeper),
  ).toMatchObject({ status: 200 })
  await runImport(
    { database: world.database, data: world.data, registers: registersWith([]), tags: baseTags, now: () => new Date() },
    changshou,
    id,
  )
  const annotated = await world.get(`/api/${changshou}/imports/${id}/annotated`, keeper)
  expect(annotated.status).toBe(200)
  expect(annotated.text).toMatch(/李四.*【有误】.*身份证号应为18位或15位/)
  expect(annotated.text).toMatch(/张三.*【存疑】.*没有找到地址/)
})

test('only whoever brought it sends its file; the rest learn nothing', async () => {
  const id = await started()
  const worker = await world.signIn('juwei')
  expect((await put(id, csv, worker)).statusCode).toBe(404)
  expect((await put(id, csv, '')).statusCode).toBe(401)
  expect((await put(id, csv, await world.signIn('zhiban'))).statusCode).toBe(403)
  expect((await put(newId(), csv)).statusCode).toBe(404)
  expect((await world.get(`/api/${changshou}/imports/${id}/annotated`, worker)).status).toBe(404)
})

test.each([
  ['', 'file_empty'],
  ['%PDF-1.4 nothing', 'pdf_file'],
  ['<html><table></table></html>', 'markup_file'],
])('what is no spreadsheet is refused with a sentence: %s', async (content, code) => {
  const id = await started('名册.xlsx')
  const answer = await put(id, content)
  expect([answer.statusCode, answer.json().code]).toEqual([422, code])
  expect(answer.json().message).toMatch(/\p{Script=Han}/u)
  const { body } = await world.ask('registers.import', { id }, keeper)
  expect(body['import']).toMatchObject({ state: 'received', problem: [expect.any(String), expect.any(String)] })
})

test('a template has drop-downs, and its heads are recognised when it comes back', async () => {
  for (const kind of ['person', 'home', 'enterprise', 'premises', 'tags']) {
    const response = await world.app.inject({
      method: 'GET',
      url: `/api/${changshou}/registers/${kind}/template.xlsx`,
      headers: { cookie: keeper },
    })
    expect(response.statusCode).toBe(200)
    const path = join(mkdtempSync(join(tmpdir(), 'template-')), 'template.xlsx')
    writeFileSync(path, response.rawPayload)
    const opened = await openSheets(Readable.from([response.rawPayload]), 'template.xlsx')
    expect(opened.ok).toBe(true)
    if (!opened.ok) continue
    const heads: string[] = []
    for await (const row of opened.value.sheets[0]!.rows())
      if (row.ok && row.value.row === 1) heads.push(...row.value.cells.map((cell) => cell.text))
    await opened.value.close()
    const id = newId()
    await world.send('registers.startImport', { id, kind, fileName: '模板.csv' }, keeper)
    expect((await put(id, `${heads.join(',')}\n${heads.map(() => '甲').join(',')}\n`)).statusCode).toBe(200)
    const { body } = await world.ask('registers.import', { id }, keeper)
    const targets = (body['sheets'] as ImportSheet[])[0]!.columns.map((column) => column.target)
    expect([kind, targets.filter((target) => target === 'note')]).toEqual([kind, []])
    expect(new Set(targets).size).toBe(targets.length)
  }
})

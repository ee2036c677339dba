import { Readable } from 'node:stream'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { newId } from '#kernel/id'
import { openSheets } from '#platform/sheets'
import { anHttpWorld, changshou, xianxia, type HttpWorld } from '../../../test/http-world.ts'

let world: HttpWorld
let worker: string
let approver: string
let person: string

beforeAll(async () => {
  world = await anHttpWorld()
  worker = await world.signIn('juwei')
  approver = await world.signIn('shenpi')
  person = newId()
  const fields = { name: '王秀英', phone: '19900000001', workUnit: '=HYPERLINK("http://x")', birth: '1950-03-02' }
  expect((await world.send('registers.make', { id: person, register: 'person', fields }, worker)).status).toBe(200)
})
afterAll(() => world.close())
afterEach(() => expect(world.errors.splice(0)).toEqual([]))

async function aRequest(said: object = {}): Promise<string> {
  const id = newId()
  const asked = {
    id,
    filter: { register: 'person', bornUntil: '1950-03-02' },
    purpose: 'verify',
    note: '核对名单',
    ...said,
  }
  expect((await world.send('registers.requestExport', asked, worker)).status).toBe(200)
  return id
}
const path = (id: string, street = changshou) => `/api/${street}/registers/exports/${id}`
const file = (url: string, cookie: string) => world.app.inject({ method: 'GET', url, headers: { cookie } })

test('a workbook says on a sheet of its own who took it and for what', async () => {
  const id = await aRequest()
  const answer = await file(`${path(id)}.xlsx`, worker)
  expect(answer.statusCode).toBe(200)
  expect(answer.headers['cache-control']).toBe('no-store')
  expect(answer.headers['content-disposition']).toContain(encodeURIComponent('实有人口'))
  const opened = await openSheets(Readable.from([answer.rawPayload]), 'a.xlsx')
  if (!opened.ok) throw new Error(opened.error)
  const sheets = new Map<string, string[][]>()
  for (const sheet of opened.value.sheets) {
    const rows: string[][] = []
    for await (const row of sheet.rows()) if (row.ok) rows.push(row.value.cells.map((cell) => cell.text))
    sheets.set(sheet.name, rows)
  }
  await opened.value.close()
  const [[heads = [], ...rows] = [], notes = []] = [...sheets.values()]
  const mine = rows.map((row) => Object.fromEntries(heads.map((head, at) => [head, row[at]]))).find((row) => row['姓名'] === '王秀英') // prettier-ignore
  expect(mine).toMatchObject({ 联系电话: '199****0001', 工作单位: '=HYPERLINK("http://x")' })
  expect(notes.flat().join()).toContain(`导出编号：${id}`)
  expect(notes.flat().join()).toContain('用途：核对信息；核对名单')
})

test('in CSV nothing runs as a formula, and the last line says who took it', async () => {
  const id = await aRequest({ columns: ['name', 'workUnit'] })
  const answer = await file(`${path(id)}.csv`, worker)
  expect(answer.headers['content-type']).toContain('text/csv')
  const lines = answer.body.split('\r\n').slice(0, -1)
  expect(lines[0]).toBe('\ufeff姓名,工作单位')
  expect(lines).toContain(`王秀英,"'=HYPERLINK(""http://x"")"`)
  expect(lines.at(-1)).toContain(`导出编号 ${id}`)
})

test('nobody else takes it, nor before leave was given, nor by a look at the head', async () => {
  const id = await aRequest({ clear: true })
  expect(await world.get(`${path(id)}.xlsx`)).toMatchObject({ status: 401, body: { code: 'not_signed_in' } })
  expect(await world.get(`${path(id)}.xlsx`, approver)).toMatchObject({ status: 403, body: { code: 'forbidden' } })
  expect(await world.get(`${path(id)}.xlsx`, worker)).toMatchObject({ status: 409, body: { code: 'export_not_open' } })
  expect((await world.send('registers.decideExport', { id, granted: true }, approver)).status).toBe(200)
  for (const wrong of [`${path(id)}.pdf`, `${path('nothing')}.xlsx`, `${path(newId())}.csv`])
    expect(await world.get(wrong, worker)).toMatchObject({ status: 404, body: { code: 'export_not_found' } })
  expect((await world.get(`${path(id, xianxia)}.csv`, worker)).status).not.toBe(200)
  const head = await world.app.inject({ method: 'HEAD', url: `${path(id)}.csv`, headers: { cookie: worker } })
  expect(head.statusCode).toBe(404)
  expect((await file(`${path(id)}.csv`, worker)).body).toContain('19900000001')
  const list = await world.ask('registers.exports', {}, worker)
  expect((list.body['items'] as { id: string }[]).find((each) => each.id === id)).toMatchObject({ taken: 1 })
})

test('a map of places is for staff, and holds no people', async () => {
  const url = (register: string) => `/api/${changshou}/registers/${register}.geojson`
  const answer = await file(url('compound'), worker)
  expect(answer.headers['content-type']).toContain('application/geo+json')
  expect(answer.json()).toMatchObject({ type: 'FeatureCollection' })
  expect(await world.get(url('compound'))).toMatchObject({ status: 401 })
  expect(await world.get(url('person'), worker)).toMatchObject({ status: 403 })
  expect(await world.get(url('pets'), worker)).toMatchObject({ status: 422 })
})

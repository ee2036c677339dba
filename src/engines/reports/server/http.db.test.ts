import { once } from 'node:events'
import type { ServerResponse } from 'node:http'
import { connect, type AddressInfo } from 'node:net'
import { Readable } from 'node:stream'
import { setTimeout as wait } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { figuresOf } from '#engines/reports/shared'
import { readDocumentText } from '#platform/documents'
import { openSheets } from '#platform/sheets'
import { changshou as street } from '../../../../test/http-world.ts'
import { aReportsWorld, type ReportsWorld } from '../../../../test/reports-world.ts'

let world: ReportsWorld
let id: string
beforeAll(async () => {
  world = await aReportsWorld()
  await world.year([
    { id: 'grid', type: 'grid-patrol', source: 'inspector', found: 7, closed: 5, categories: { 'gb2026:m:06010': 1 } },
  ])
  id = await world.begin(2023)
})
afterAll(() => world.close())

async function taken(who: string, as: string): Promise<{ status: number; body: Buffer; type: string }> {
  const cookie = await world.signIn(who)
  const answer = await world.app.inject({
    method: 'GET',
    url: `/api/${street}/reports/${id}.${as}`,
    headers: { cookie },
  })
  return { status: answer.statusCode, body: answer.rawPayload, type: String(answer.headers['content-type']) }
}

test('a draft leaves as Word and PDF with the numbers of the page', async () => {
  for (const as of ['docx', 'pdf'] as const) {
    const { status, body } = await taken('mishu', as)
    expect(status).toBe(200)
    const read = await readDocumentText(body, `report.${as}`)
    const text = (read.ok ? read.value.text : '').replaceAll(/\s/g, '')
    expect(text).toContain('主要工作及成效')
    expect(text).toContain('71.42%')
  }
})

test('every figure leaves as a workbook with its definition', async () => {
  const { body } = await taken('mishu', 'xlsx')
  const book = await openSheets(Readable.from([body]), 'report.xlsx')
  if (!book.ok) throw new Error(book.error)
  const rows: string[][] = []
  for await (const row of book.value.sheets[0]!.rows())
    if (row.ok) rows.push(row.value.cells.map((cell) => cell?.text ?? ''))
  await book.value.close()
  const { blocks } = await world.edition(id)
  expect(rows[0]).toEqual(expect.arrayContaining(['数据', '正文数值', '分子', '分母', '定义', '台账位置']))
  expect(rows.length).toBe(figuresOf(blocks).length + 1)
  expect(
    rows.some((row) => row.includes('结案率') && row.includes('71.42%') && row.includes('5') && row.includes('7')),
  ).toBe(true)
})

test('who may not read the draft takes nothing, in no form', async () => {
  for (const as of ['docx', 'pdf', 'xlsx']) expect((await taken('juwei', as)).status).toBe(404)
  expect((await taken('zhiyuan', 'docx')).status).toBe(403)
  expect((await taken('mishu', 'exe')).status).toBe(404)
  expect((await world.get(`/api/${street}/reports/${id}.docx`)).status).toBe(401)
})

async function sent(who: string, name: string, payload: Buffer) {
  const cookie = await world.signIn(who)
  const url = `/api/${street}/reports/read-document?name=${encodeURIComponent(name)}`
  const headers = { cookie, 'content-type': 'application/octet-stream' }
  const answer = await world.app.inject({ method: 'POST', url, headers, payload })
  return { status: answer.statusCode, body: answer.json() as { text?: string; code?: string; message?: string } }
}

test('a document is read for whoever checks reports; what cannot be read is refused in a sentence', async () => {
  const read = await sent('mishu', '总结.txt', Buffer.from('全年受理工单6562件。'))
  expect([read.status, read.body.text]).toEqual([200, '全年受理工单6562件。'])
  expect((await sent('zhiban', '总结.txt', Buffer.from('一'))).status).toBe(403)
  const refusals = [
    ['空.txt', Buffer.alloc(0)],
    ['坏.docx', Buffer.from('PK\u0003\u0004nonsense')],
    ['图.png', Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex')],
    ['坏.pdf', Buffer.from('%PDF-1.7\nnonsense')],
  ] as const
  for (const [name, bytes] of refusals) {
    const refused = await sent('mishu', name, bytes)
    expect([name, refused.status, typeof refused.body.message]).toEqual([name, 422, 'string'])
  }
  const large = await sent('mishu', '大.txt', Buffer.alloc(21 * 1024 * 1024, 'a'))
  expect([large.status, large.body.code]).toEqual([413, 'file_too_large'])
})

test('who breaks off an upload has sent nothing readable; nothing failed on our side', async () => {
  const cookie = await world.signIn('mishu')
  const answers: ServerResponse[] = []
  await world.app.listen({ port: 0, host: '127.0.0.1' })
  const { port } = world.app.server.address() as AddressInfo
  world.app.server.on('request', (_request, reply) => answers.push(reply))
  const socket = connect(port, '127.0.0.1')
  await once(socket, 'connect')
  socket.write(
    `POST /api/${street}/reports/read-document?name=a.txt HTTP/1.1\r\nhost: a\r\ncookie: ${cookie}\r\n` +
      'content-type: application/octet-stream\r\ncontent-length: 100000\r\n\r\n全年受理',
  )
  await wait(200)
  socket.destroy()
  await vi.waitFor(() => expect(answers.map(({ statusCode }) => statusCode)).toEqual([400]), 30_000)
  expect(world.errors).toEqual([])
})

test('how many documents are taken is counted by account, not by the address of the office', async () => {
  const document = (who: string) => taken(who, 'xlsx').then(({ status }) => status)
  const statuses: number[] = []
  while (!statuses.includes(429) && statuses.length < 40) statuses.push(await document('mishu'))
  expect(statuses.at(-1)).toBe(429)
  expect(await document('zhuren')).not.toBe(429)
})

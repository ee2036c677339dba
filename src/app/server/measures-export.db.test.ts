import { Readable } from 'node:stream'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { shanghaiDate } from '#kernel/time'
import { openSheets } from '#platform/sheets'
import { anHttpWorld, changshou, type HttpWorld } from '../../../test/http-world.ts'

let world: HttpWorld
beforeAll(async () => {
  world = await anHttpWorld()
})
afterAll(() => world.close())
afterEach(() => expect(world.errors.splice(0)).toEqual([]))

const period = { kind: 'year', day: shanghaiDate(new Date()) }
const asked = (path: string, input: unknown, cookie: string) =>
  world.app.inject({
    method: 'GET',
    url: `/api/${changshou}/${path}?input=${encodeURIComponent(JSON.stringify(input))}`,
    headers: { cookie },
  })

async function rowsOf(bytes: Buffer): Promise<readonly (readonly string[])[]> {
  const opened = await openSheets(Readable.from([bytes]), 'a.xlsx')
  if (!opened.ok) throw new Error(opened.error)
  const rows: string[][] = []
  for await (const row of opened.value.sheets[0]!.rows())
    if (row.ok) rows.push(row.value.cells.map((cell) => cell.text))
  await opened.value.close()
  return rows
}

test('the sheet holds what the page holds, with definition and version', async () => {
  const leader = await world.signIn('lingdao')
  const answer = await asked('measures.export.xlsx', { period }, leader)
  expect(answer.statusCode).toBe(200)
  expect(answer.headers['content-disposition']).toContain(encodeURIComponent('指标'))
  const [heads = [], ...rows] = await rowsOf(answer.rawPayload)
  expect(heads.slice(0, 4)).toEqual(['归属', '指标', '单位', '值'])
  const { items } = (await asked('indicators.values', { period }, leader)).json<{
    items: { key: string; now: { value: string | null; numerator: number } }[]
  }>()
  expect(rows.length).toBe(items.length)
  const found = rows.find((row) => row[1] === '发现')!
  expect(found.slice(2, 5)).toEqual([
    '件',
    ...Array(2).fill(String(items.find((each) => each.key === 'found')!.now.numerator)),
  ])
  for (const row of rows) {
    expect(row[8]).toContain('。')
    expect(row[10]).toMatch(/^[0-9a-f]{12}$/)
  }
})

test('who may not see measures takes none, and a wrong period is refused in words', async () => {
  expect((await asked('measures.export.xlsx', { period }, '')).statusCode).toBe(401)
  expect((await asked('measures.export.xlsx', { period }, await world.signIn('huanwei'))).statusCode).toBe(403)
  const leader = await world.signIn('lingdao')
  expect((await asked('measures.export.xlsx', { period: { kind: 'decade' } }, leader)).statusCode).toBe(422)
  const turned = { period: { kind: 'range', from: '2026-02-02', to: '2026-02-01' } }
  expect((await asked('measures.export.xlsx', turned, leader)).json()).toMatchObject({ code: 'period_invalid' })
  expect(
    (
      await world.app.inject({
        method: 'GET',
        url: `/api/${changshou}/measures.export.xlsx?input=%7B`,
        headers: { cookie: leader },
      })
    ).statusCode,
  ).toBe(422)
})

test('what nobody understands in a question does not reach the ledger', async () => {
  const leader = await world.signIn('lingdao')
  for (const more of [{ x: '\u0000' }, { x: '\ud800' }, { '\u0000': 1 }])
    expect((await asked('measures.export.xlsx', { period, ...more }, leader)).statusCode).toBe(200)
})

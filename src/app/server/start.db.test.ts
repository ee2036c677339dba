import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { readConfig } from '#platform/config'
import { freshDatabase, type TestDatabase } from '../../../test/db.ts'
import { makeTestFolder } from '../../../test/db-server.ts'
import { fillRegisters } from '../demo/registers.ts'
import { demoPassword } from '../demo/staff.ts'
import { startSystem } from './system.ts'

let at: TestDatabase
beforeAll(async () => {
  at = await freshDatabase()
  await fillRegisters(at.ownerUrl, at.database, new Date())
})
afterAll(() => at.drop())

const street = '310107015'
const said: string[] = []

async function start() {
  const config = readConfig({
    PORT: '0',
    DATABASE_URL: at.ownerUrl,
    DATABASE_APP_URL: at.appUrl,
    MOFANG_DATA: makeTestFolder(),
    MOFANG_CHAIN: 'none',
    MOFANG_LOG: 'silent',
  })
  const running = await startSystem(config, { say: (line) => void said.push(line), progress() {} })
  const session = await fetch(`${running.url}/api/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ username: 'lingdao', password: demoPassword }),
  })
  const cookie = session.headers.get('set-cookie')!.split(';')[0]!
  const input = encodeURIComponent(JSON.stringify({ period: { kind: 'year', day: '2026-07-01' } }))
  return {
    stop: () => running.stop(),
    async values() {
      const answer = await fetch(`${running.url}/api/${street}/indicators.values?input=${input}`, {
        headers: { cookie },
      })
      return (await answer.json()) as { items: unknown[]; counting: { percent: number }[] }
    },
  }
}

test('the counter opens at once: measures are counted while it is open, also after it was shut meanwhile', async () => {
  // Someone's long transaction: until it ends nothing comes into force.
  const someone = new pg.Client({ connectionString: at.ownerUrl })
  await someone.connect()
  await someone.query('begin; lock table measure_changes in row exclusive mode')
  const first = await start()
  const before = await first.values()
  expect(before.items).toEqual([])
  expect(before.counting.length).toBeGreaterThan(20)
  await first.stop()
  expect(said.filter((line) => line.includes('重新统计'))).toEqual([])

  const second = await start()
  expect((await second.values()).items).toEqual([])
  await someone.query('commit')
  await someone.end()
  for (let after = await second.values(); ; after = await second.values()) {
    expect(after.items.length + after.counting.length).toBe(before.counting.length)
    if (after.counting.length === 0) break
    await new Promise((settle) => setTimeout(settle, 50))
  }
  await second.stop()
  expect(said.filter((line) => line.includes(`${street}：重新统计`))).toHaveLength(1)
}, 120_000)

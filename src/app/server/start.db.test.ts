import { connect, createServer, type AddressInfo } from 'node:net'
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

async function start(ownerUrl = at.ownerUrl) {
  const config = readConfig({
    PORT: '0',
    DATABASE_URL: ownerUrl,
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

/** What PostgreSQL says to everyone when it is stopped. */
const shutDown = Buffer.from(
  'E\0\0\0\0SFATAL\0C57P01\0Mterminating connection due to administrator command\0\0',
  'latin1',
)
shutDown.writeInt32BE(shutDown.length - 1, 1)
const goodbye = Buffer.from('X\0\0\0\u0004', 'latin1')

/** The server behind `url`, stopped at the very moment a connection takes its leave. */
async function stoppedAtTheLast(url: string): Promise<{ url: string; stopped: () => number; close: () => void }> {
  let stopped = 0
  const proxy = createServer((client) => {
    const server = connect(Number(new URL(url).port), '127.0.0.1')
    server.pipe(client)
    client.on('data', (sent) => {
      if (!sent.subarray(-goodbye.length).equals(goodbye)) return void server.write(sent)
      stopped++
      client.end(shutDown)
      server.destroy()
    })
    for (const [one, other] of [
      [client, server],
      [server, client],
    ] as const)
      one.on('error', () => other.destroy()).on('close', () => other.end())
  })
  await new Promise<void>((listening) => proxy.listen(0, '127.0.0.1', listening))
  const through = new URL(url)
  through.host = `127.0.0.1:${(proxy.address() as AddressInfo).port}`
  return { url: through.href, stopped: () => stopped, close: () => void proxy.close() }
}

test('a database that is stopped while the program takes its leave is no fault of the program', async () => {
  const proxy = await stoppedAtTheLast(at.ownerUrl)
  const running = await start(proxy.url)
  await running.stop()
  // An error that nobody listens for would end the process, here the run of the tests.
  await new Promise((settle) => setTimeout(settle, 200))
  proxy.close()
  expect(proxy.stopped()).toBeGreaterThan(1)
}, 120_000)

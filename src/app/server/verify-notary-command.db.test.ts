import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { zipSync } from 'fflate'
import { expect, test } from 'vitest'
import { readConfig } from '#platform/config'
import { append, exportLog, openLog, originOf, sealLogs } from '#engines/notary'
import { keyKinds } from '#engines/notary/shared'
import { anHttpWorld, changshou as street } from '../../../test/http-world.ts'
import { aSigner } from '../../../test/notary.ts'
import { verifyNotaryCommand } from './verify-notary-command.ts'

test('mofang verify notary tells whether a log holds, from the database, a folder and an address', async () => {
  const world = await anHttpWorld()
  const url = await world.app.listen({ port: 0, host: '127.0.0.1' })
  const origin = originOf('vote', `${street}/jin`)
  const receipt = await world.database.transaction(street, async (tx) => {
    const log = await openLog(tx, street, { id: 'jin', origin, title: ['锦', 'Jin'] })
    for (let n = 0; n < 299; n += 1) await append(tx, street, log, { kind: 'ballot', data: { n } })
    return (await append(tx, street, log, { kind: 'ballot', data: 'last' })).receipt
  })
  await sealLogs(world.database, street)
  const files = await world.database.transaction(street, (tx) => exportLog(tx, street, 'jin'))

  const told: string[] = []
  const config = { ...readConfig({}), data: world.data, databaseUrl: world.ownerUrl, databaseAppUrl: world.appUrl }
  writeFileSync(join(world.data, 'session-secret'), 'a secret of this test, 32 or longer')
  const run = (...given: string[]) =>
    verifyNotaryCommand(config, given, { print: (line) => told.push(line), complain: (line) => told.push(line) })

  expect(await run()).toBe(0)
  expect(await run('--street', street, '--log', 'jin')).toBe(0)
  expect(await run('--street', street, '--log', 'nothing')).toBe(2)
  expect(await run(`${url}/notary/${street}/jin`)).toBe(0)
  expect(await run(`${url}/notary/${street}/nothing`)).toBe(2)
  expect(told.join('\n')).toMatch(/300 条记录，见证 1 家/)

  const folder = mkdtempSync(join(tmpdir(), 'mofang-log-'))
  const write = (some: ReadonlyMap<string, Uint8Array>) => {
    for (const [name, bytes] of some) {
      mkdirSync(dirname(join(folder, 'tlog', name)), { recursive: true })
      writeFileSync(join(folder, 'tlog', name), bytes)
    }
  }
  write(files)
  const zip = join(world.data, 'log.zip')
  writeFileSync(zip, Buffer.from(await (await fetch(`${url}/notary/${street}/jin/log.zip`)).arrayBuffer()))
  expect(await run(zip)).toBe(0)
  const twice = join(world.data, 'twice.zip')
  const honest = Buffer.from(zipSync({ checkpoint: files.get('checkpoint')!, checkpoinx: new Uint8Array() }, { level: 0 })) // prettier-ignore
  writeFileSync(twice, Buffer.from(honest.toString('latin1').replaceAll('checkpoinx', 'checkpoint'), 'latin1'))
  expect(await run(twice)).toBe(2)
  expect(told.at(-1)).toMatch(/two files of one name: checkpoint/)
  const held = join(world.data, 'receipt.json')
  writeFileSync(held, JSON.stringify(receipt))
  expect(await run(folder, '--receipt', held)).toBe(0)
  expect(await run(folder, '--quorum', '2')).toBe(1)
  expect(told.join('\n')).toMatch(/witness_quorum_missing \[1 \/ 2\]/)
  expect(await run(folder, '--key', aSigner('vote.example.org/x', keyKinds.log).key)).toBe(1)
  expect(told.join('\n')).toMatch(/origin_unexpected/)
  writeFileSync(held, JSON.stringify({ ...receipt, index: 7 }))
  expect(await run(folder, '--receipt', held)).toBe(1)
  const entries = Uint8Array.from(files.get('tile/entries/000')!)
  entries[40] = entries[40]! ^ 1
  write(new Map([['tile/entries/000', entries]]))
  expect(await run(folder, '--json')).toBe(1)
  expect(told.at(-1)).toMatch(/"code":"root_wrong"/)
  expect(await run(held)).toBe(2)
  expect(await run(folder, '--unknown')).toBe(2)
  expect(await run(join(folder, 'nothing'))).toBe(2)
  rmSync(folder, { recursive: true })
  await world.close()
})

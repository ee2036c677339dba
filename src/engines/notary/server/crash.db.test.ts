import { spawn } from 'node:child_process'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { verifyLogFiles, type SignedReceipt } from '#engines/notary/shared'
import { exportLog, openLog, openNotary, sealLogs } from '#engines/notary'
import { freshDatabase, onOwner, type TestDatabase } from '../../../../test/db.ts'
import { onServer } from '../../../../test/db-server.ts'

const street = '310107015'
const secret = 'only for the tests of the notary'
let at: TestDatabase

beforeAll(async () => {
  openNotary({ secret })
  at = await freshDatabase()
  await onOwner(
    at,
    `insert into streets (code, name, district, lng, lat, phone) values ('${street}', '["测试街道","Test"]', '["测试区","Test"]', 121.4, 31.2, '')`,
  )
})
afterAll(() => at.drop())

/** Appends and seals without end, and tells of each receipt once it is committed. */
const victim = (log: string) => `
  import { openDatabase } from '#platform/db'
  import { append, openNotary, sealLogs } from '#engines/notary'
  openNotary({ secret: ${JSON.stringify(secret)} })
  const database = openDatabase(${JSON.stringify(at.appUrl)})
  const adding = async () => {
    for (let n = 0; ; n += 1) {
      const { receipt } = await database.transaction('${street}', (tx) => append(tx, '${street}', '${log}', { kind: 'ballot', data: { n } }))
      process.stdout.write(JSON.stringify(receipt) + '\\n')
    }
  }
  const sealing = async () => { for (;;) await sealLogs(database, '${street}') }
  await Promise.all([adding(), adding(), adding(), sealing()])`

test('killed again and again between commit and checkpoint, a log loses nothing that was receipted', async () => {
  const log = await at.database.transaction(street, (tx) =>
    openLog(tx, street, { origin: 'vote.example.org/crash', title: ['试', 'Trial'] }),
  )
  const receipts: SignedReceipt[] = []
  for (const enough of [3, 40, 150]) {
    const child = spawn(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', victim(log)], {
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    let told = ''
    let count = 0
    await new Promise<void>((killed) => {
      child.stdout.on('data', (piece: Buffer) => {
        told += piece.toString()
        count += piece.toString().split('\n').length - 1
        if (count >= enough) child.kill('SIGKILL')
      })
      child.on('close', () => killed())
    })
    receipts.push(
      ...told.split('\n').flatMap((line) => (line.endsWith('}') ? (JSON.parse(line) as SignedReceipt) : [])),
    )
  }
  const [{ size: sealed } = { size: 0 }] = await onServer<{ size: number }>(
    at.ownerUrl,
    'select size::int from notary_trees',
  )
  const [{ size } = { size: 0 }] = await onServer<{ size: number }>(at.ownerUrl, 'select size::int from notary_logs')
  expect(size).toBeGreaterThanOrEqual(receipts.length)
  expect(sealed).toBeLessThanOrEqual(size)
  await sealLogs(at.database, street)
  const files = await at.database.transaction(street, (tx) => exportLog(tx, street, log))
  const notes = await onServer<{ note: string }>(at.ownerUrl, 'select note from notary_checkpoints')
  const verdict = verifyLogFiles(files, { receipts, earlier: notes.map((each) => each.note) })
  expect([verdict.size, verdict.findings.map((each) => each.code)]).toEqual([size, ['log_key_untold']])
  expect(receipts.length).toBeGreaterThanOrEqual(193)
})

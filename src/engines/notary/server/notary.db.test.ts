import { afterEach, beforeEach, expect, test } from 'vitest'
import fc from 'fast-check'
import { newId } from '#kernel/id'
import type { Json } from '#kernel/canonical-json'
import {
  fromBase64,
  leafHash,
  parseCheckpoint,
  verifyInclusion,
  verifyLogFiles,
  verifyReceipt,
} from '#engines/notary/shared'
import {
  append,
  exportLog,
  notarizeReport,
  openLog,
  openNotary,
  originOf,
  proofOf,
  sealLogs,
  type Appended,
} from '#engines/notary'
import { freshDatabase, onOwner, type TestDatabase } from '../../../../test/db.ts'
import { onServer } from '../../../../test/db-server.ts'

const street = '310107015'
const settings = { secret: 'only for the tests of the notary', domain: 'example.org' }
let at: TestDatabase
let log: string

beforeEach(async () => {
  openNotary(settings)
  at = await freshDatabase()
  await onOwner(
    at,
    `insert into streets (code, name, district, lng, lat, phone) values ('${street}', '["测试街道","Test"]', '["测试区","Test"]', 121.4, 31.2, '')`,
  )
  log = await open('jin')
})
afterEach(() => at.drop())

const open = (name: string) =>
  at.database.transaction(street, (tx) =>
    openLog(tx, street, { origin: originOf('vote', `${street}/${name}`), title: [name, name] }),
  )
const add = (data: Json, to = log) =>
  at.database.transaction(street, (tx) => append(tx, street, to, { kind: 'ballot', data }))
const seal = () => sealLogs(at.database, street)
const files = (of = log) => at.database.transaction(street, (tx) => exportLog(tx, street, of))
const rows = <Row extends Record<string, unknown>>(sql: string) => onServer<Row>(at.ownerUrl, sql)

async function keyOf(of = log): Promise<string> {
  const keys = JSON.parse(Buffer.from((await files(of)).get('keys.json')!).toString()) as { log: string }
  return keys.log
}

test('a log is opened once for its origin, also by two at once', async () => {
  expect(await open('jin')).toBe(log)
  const [a, b] = await Promise.all([open('new'), open('new')])
  expect(a).toBe(b)
  expect(await rows('select 1 from notary_logs')).toHaveLength(2)
})

test('what is appended is receipted at once, proved once sealed, and its files prove the log', async () => {
  const given: Appended[] = []
  for (let n = 0; n < 5; n += 1) given.push(await add({ n }))
  expect(given.map((each) => each.index)).toEqual([0, 1, 2, 3, 4])
  expect(await at.database.transaction(street, (tx) => proofOf(tx, street, log, 3))).toBeUndefined()
  expect(await files()).toEqual(new Map())
  expect(await seal()).toBe(1)
  expect(await seal()).toBe(0)
  const key = await keyOf()
  expect(given.every((each) => verifyReceipt(each.receipt, key))).toBe(true)
  const proved = (await at.database.transaction(street, (tx) => proofOf(tx, street, log, 3)))!
  const { size, root } = parseCheckpoint(proved.checkpoint)!
  const hash = leafHash(Buffer.from(proved.leaf))
  const proof = proved.proof.map((step) => fromBase64(step)!)
  expect(verifyInclusion({ index: 3, size, leafHash: hash, root }, proof)).toBe(true)
  expect(JSON.parse(proved.leaf)).toMatchObject({ kind: 'ballot', data: { n: 3 } })
  const verdict = verifyLogFiles(await files(), { logKey: key, receipts: given.map((each) => each.receipt) })
  expect(verdict.findings).toEqual([])
  expect([verdict.size, verdict.cosignedBy]).toEqual([5, [`witness.example.org/${street}`]])
})

test('grown in whatever portions and sealed between, the files prove the log, and no tile is written that did not change', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.integer({ min: 1, max: 300 }), { minLength: 1, maxLength: 3 }), async (portions) => {
      const other = await open(newId())
      for (const portion of portions) {
        await at.database.transaction(street, async (tx) => {
          for (let n = 0; n < portion; n += 1) await append(tx, street, other, { kind: 'ballot', data: { n } })
        })
        await seal()
        const verdict = verifyLogFiles(await files(other), { logKey: await keyOf(other) })
        expect(verdict.findings).toEqual([])
      }
    }),
    { numRuns: 4 },
  )
})

test('sealing a large log again costs what is new: full tiles are not touched', async () => {
  await at.database.transaction(street, async (tx) => {
    for (let n = 0; n < 700; n += 1) await append(tx, street, log, { kind: 'ballot', data: n })
  })
  await seal()
  const versions = () =>
    rows<{ at: string; xmin: string }>(`select level || '/' || index as at, xmin::text from notary_tiles order by 1`)
  const before = await versions()
  await add('one more')
  await seal()
  const after = await versions()
  expect(after.filter((each, i) => each.xmin !== before[i]!.xmin).map((each) => each.at)).toEqual(['0/2'])
})

test('what is undone leaves no hole, and those who append at once each have a place of their own', async () => {
  await add('first')
  const undone = at.database.transaction(street, async (tx) => {
    await append(tx, street, log, { kind: 'ballot', data: 'undone' })
    throw new Error('undone')
  })
  await expect(undone).rejects.toThrow('undone')
  const many = await Promise.all(Array.from({ length: 30 }, (_, n) => add({ n })))
  expect(many.map((each) => each.index).toSorted((a, b) => a - b)).toEqual(Array.from({ length: 30 }, (_, n) => n + 1))
  await seal()
  const verdict = verifyLogFiles(await files(), {
    logKey: await keyOf(),
    witnesses: [],
    quorum: 0,
    receipts: many.map((each) => each.receipt),
  })
  expect([verdict.size, verdict.findings.map(({ code }) => code)]).toEqual([31, ['witness_none']])
})

test('many who seal and append at once make one log', async () => {
  await Promise.all([
    ...Array.from({ length: 40 }, (_, n) => add({ n })),
    ...Array.from({ length: 8 }, async (_, n) => {
      await new Promise((settle) => setTimeout(settle, n * 10))
      await seal()
    }),
  ])
  await seal()
  const verdict = verifyLogFiles(await files(), { logKey: await keyOf() })
  expect([verdict.size, verdict.findings]).toEqual([40, []])
})

test("a sealed report stands in the street's log by its hash, without what it says", async () => {
  const sealed = { kind: 'report', id: newId(), hash: 'a'.repeat(64) } as const
  await at.database.transaction(street, (tx) => notarizeReport(tx, street, sealed))
  await seal()
  const [of] = await rows<{ id: string; wanted: number }>(
    `select id, anchor_wanted::int as wanted from notary_logs where origin = 'street.example.org/${street}'`,
  )
  const { leaves } = verifyLogFiles(await files(of!.id))
  expect(of!.wanted).toBe(1)
  expect(leaves).toMatchObject([{ index: 0, kind: 'report_sealed', data: { report: sealed.id, sha256: sealed.hash } }])
})

test('a leaf too long for the log is a bug, told before anything is written', async () => {
  await expect(add('x'.repeat(65_536))).rejects.toThrow(/let it hold the hash/)
  expect((await add(1)).index).toBe(0)
})

test('private keys are not to be read out of the database, and not with another secret', async () => {
  const [row] = await rows<{ private_key: Buffer; public_key: Buffer }>(
    'select private_key, public_key from notary_logs',
  )
  expect(row!.private_key.length).toBe(12 + 32 + 16)
  openNotary({ ...settings, secret: 'the secret of some other data folder' })
  await expect(add(1)).rejects.toThrow(/session-secret/)
})

test('the role that serves may neither change nor remove a leaf, a checkpoint or a witness', async () => {
  await add(1)
  await seal()
  const tried = async (sql: string) => {
    const client = await at.database.pool.connect()
    try {
      await client.query(`begin; select set_config('app.street', '${street}', true)`)
      await client.query(sql)
      return 'done'
    } catch (cause) {
      return (cause as { code: string }).code
    } finally {
      await client.query('rollback')
      client.release()
    }
  }
  for (const table of [
    'notary_leaves',
    'notary_checkpoints',
    'notary_cosignatures',
    'notary_anchors',
    'notary_witnesses',
  ]) {
    expect([table, await tried(`delete from ${table}`)]).toEqual([table, '42501'])
    expect([table, await tried(`update ${table} set street = street`)]).toEqual([table, '42501'])
  }
  expect(await tried(`update notary_logs set origin = 'other.example/x'`)).toBe('42501')
})

import { spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { fromBase64, leafHash, verifyLogFiles, type AnchorFile } from '#engines/notary/shared'
import {
  anchorLogs,
  anchorSoon,
  append,
  exportLog,
  openChain,
  openLog,
  openNotary,
  originOf,
  sealLogs,
  type Chain,
} from '#engines/notary'
import { freshDatabase, onOwner, type TestDatabase } from '../../../../../test/db.ts'
import { onServer } from '../../../../../test/db-server.ts'

const street = '310107015'
let at: TestDatabase
let folder: string
let chain: Chain
let now = Date.now()
const settings = { secret: 'only for the tests of the notary', domain: 'example.org', now: () => new Date(now) }

beforeAll(async () => {
  openNotary(settings)
  folder = mkdtempSync(join(tmpdir(), 'mofang-anchors-'))
  at = await freshDatabase()
  await onOwner(
    at,
    `insert into streets (code, name, district, lng, lat, phone) values ('${street}', '["测试街道","Test"]', '["测试区","Test"]', 121.4, 31.2, '')`,
  )
  chain = openChain({ kind: 'anvil', data: folder })!
})
afterAll(async () => {
  await chain.stop()
  await at.drop()
  rmSync(folder, { recursive: true, force: true })
})

const root = (n: number) => leafHash(Uint8Array.of(n))
const trouble = (promise: Promise<unknown>) =>
  promise.then(
    () => null,
    (cause: { code?: string }) => cause.code,
  )
const pidOfChain = () => (JSON.parse(readFileSync(join(folder, 'chain/anvil.json'), 'utf8')) as { pid: number }).pid
function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch {
    return false
  }
}

async function killChain(): Promise<void> {
  const pid = pidOfChain()
  process.kill(pid, 'SIGKILL')
  await expect.poll(() => isRunning(pid)).toBe(false)
}

/** The newest block of the state that a killed chain begins from, while it is whole. */
function blockOnDisk(): number {
  try {
    return (JSON.parse(readFileSync(stateOnDisk(), 'utf8')) as { best_block_number: number }).best_block_number
  } catch {
    return -1
  }
}
const stateOnDisk = () => join(folder, 'chain/state.json')
const rows = <Row extends Record<string, unknown>>(sql: string) => onServer<Row>(at.ownerUrl, sql)

async function aLog(name: string, leaves: number): Promise<string> {
  const id = await at.database.transaction(street, async (tx) => {
    const made = await openLog(tx, street, { origin: originOf('vote', name), title: [name, name] })
    for (let n = 0; n < leaves; n += 1) await append(tx, street, made, { kind: 'ballot', data: n })
    return made
  })
  await sealLogs(at.database, street)
  return id
}

test('the chain takes a log that grows, once, and never one that shrinks or forks', async () => {
  const origin = 'vote.example.org/rules'
  expect(await chain.read(origin)).toBeUndefined()
  const first = await chain.anchor(origin, 3, root(3))
  expect(first).toMatchObject({ chainId: '31337', contract: expect.stringMatching(/^0x[0-9a-f]{40}$/i) })
  expect(await chain.anchor(origin, 3, root(3))).toEqual(first)
  await chain.anchor(origin, 9, root(9))
  expect(await chain.read(origin)).toEqual({ size: 9, root: Buffer.from(root(9)) })
  expect(await trouble(chain.anchor(origin, 5, root(5)))).toBe('chain_ahead')
  expect(await trouble(chain.anchor(origin, 9, root(8)))).toBe('chain_forked')
  expect((await chain.history(origin)).map((each) => each.size)).toEqual([3, 9])
})

test('the contract itself refuses another account, a smaller size and another root', async () => {
  const origin = 'vote.example.org/contract'
  const { contract } = await chain.anchor(origin, 4, root(4))
  const stranger = mkdtempSync(join(tmpdir(), 'mofang-stranger-'))
  const { port } = JSON.parse(readFileSync(join(folder, 'chain/anvil.json'), 'utf8')) as { port: number }
  const rpc = `http://127.0.0.1:${port}`
  const by = openChain({ kind: 'rpc', data: stranger, rpc, contract, gasPrice: 0n })!
  expect(await trouble(by.anchor(origin, 5, root(5)))).toBe('chain_refused')
  // Not asked beforehand, as a program that lies would not ask.
  const call = async (from: string, size: number, of: Uint8Array) => {
    const { createHash } = await import('node:crypto')
    const word = (hex: string) => hex.padStart(64, '0')
    const data = `0x70c127c6${createHash('sha256').update(origin).digest('hex')}${word(size.toString(16))}${Buffer.from(of).toString('hex')}`
    const body = JSON.stringify({
      jsonrpc: '2.0',
      id: 1,
      method: 'eth_call',
      params: [{ from, to: contract, data }, 'latest'],
    })
    const answer = (await (
      await fetch(rpc, { method: 'POST', headers: { 'content-type': 'application/json' }, body })
    ).json()) as { error?: { data?: string } }
    return answer.error?.data?.slice(0, 10) ?? null
  }
  const { addr } = await import('micro-eth-signer')
  const owner = addr.fromPrivateKey(readFileSync(join(folder, 'chain/account-key'), 'utf8').trim())
  const refused = [
    await call(owner, 3, root(3)),
    await call(owner, 4, root(9)),
    await call(addr.random().address, 5, root(5)),
  ]
  expect(refused.every((code) => code !== null)).toBe(true)
  expect(new Set(refused).size).toBe(3)
  expect([await call(owner, 4, root(4)), await call(owner, 5, root(5))]).toEqual([null, null])
  rmSync(stranger, { recursive: true, force: true })
})

test('checkpoints are anchored at once when someone waits, else hourly; the files then prove it with what the chain says', async () => {
  const log = await aLog('jin', 5)
  expect(await anchorLogs(at.database, chain, street)).toEqual({ anchored: 1, troubles: [] })
  await at.database.transaction(street, (tx) => append(tx, street, log, { kind: 'ballot', data: 5 }))
  await sealLogs(at.database, street)
  expect((await anchorLogs(at.database, chain, street)).anchored).toBe(0)
  await at.database.transaction(street, (tx) => anchorSoon(tx, street, log))
  expect((await anchorLogs(at.database, chain, street)).anchored).toBe(1)
  expect((await anchorLogs(at.database, chain, street)).anchored).toBe(0)
  await at.database.transaction(street, (tx) => append(tx, street, log, { kind: 'ballot', data: 6 }))
  await sealLogs(at.database, street)
  now += 3_700_000
  expect((await anchorLogs(at.database, chain, street)).anchored).toBe(1)

  const files = await at.database.transaction(street, (tx) => exportLog(tx, street, log))
  const file = JSON.parse(Buffer.from(files.get('anchor.json')!).toString()) as AnchorFile
  expect(file.anchors.map((each) => each.size)).toEqual([5, 6, 7])
  const held = (await chain.history(originOf('vote', 'jin'))).map((each) => ({
    size: each.size,
    root: Buffer.from(each.root).toString('base64'),
  }))
  const verdict = verifyLogFiles(files, { chain: held })
  expect([verdict.findings.map((each) => each.code), verdict.anchors.length]).toEqual([['log_key_untold'], 3])
  expect(fromBase64(held[2]!.root)).toBeDefined()
})

test('broken off between the chain and the database, the same anchor is found again and not made twice', async () => {
  const log = await aLog('broken', 4)
  const [checkpoint] = await rows<{ root: Buffer }>(`select root from notary_checkpoints where log = '${log}'`)
  const onChain = await chain.anchor(originOf('vote', 'broken'), 4, checkpoint!.root)
  expect((await anchorLogs(at.database, chain, street)).anchored).toBe(1)
  expect(await rows(`select transaction, block from notary_anchors where log = '${log}'`)).toEqual([
    { transaction: onChain.transaction, block: String(onChain.block) },
  ])
})

test('the chain survives being killed, and what it lost in its last moments is anchored again', async () => {
  const { block } = await chain.anchor('vote.example.org/kept', 1, root(1))
  await expect.poll(blockOnDisk).toBeGreaterThanOrEqual(block)
  const log = await aLog('killed', 2)
  await killChain()
  const { anchored } = await anchorLogs(at.database, chain, street)
  expect(anchored).toBe(1)
  expect(await chain.read('vote.example.org/kept')).toMatchObject({ size: 1 })
  await killChain()
  await anchorLogs(at.database, chain, street, { recheck: true })
  expect(await chain.read(originOf('vote', 'killed'))).toMatchObject({ size: 2 })
  expect((await rows(`select 1 from notary_anchors where log = '${log}'`)).length).toBeGreaterThan(0)
})

test('half a state, as a chain killed while it writes leaves it, gives way to the last whole one, and none to a chain told anew', async () => {
  const log = await aLog('half', 3)
  expect((await anchorLogs(at.database, chain, street)).anchored).toBe(1)
  const killWith = async (left: string) => {
    await killChain()
    writeFileSync(stateOnDisk(), left)
  }
  await killWith('{"block": {"num')
  expect(await chain.read('vote.example.org/kept')).toMatchObject({ size: 1 })
  await killWith('')
  rmSync(join(folder, 'chain/state.whole.json'))
  expect(await chain.read('vote.example.org/kept')).toBe(undefined)
  expect((await anchorLogs(at.database, chain, street, { recheck: true })).troubles).toEqual([])
  expect(await chain.read(originOf('vote', 'half'))).toMatchObject({ size: 3 })
  expect((await rows(`select 1 from notary_anchors where log = '${log}'`)).length).toBe(2)
})

test('a chain that does not answer makes anchors wait, and says so', async () => {
  const log = await aLog('waits', 1)
  const away = openChain({ kind: 'rpc', data: folder, rpc: 'http://127.0.0.1:9', contract: `0x${'1'.repeat(40)}` })!
  const told = await anchorLogs(at.database, away, street)
  expect([told.anchored, told.troubles.length]).toEqual([0, 1])
  expect(await rows(`select anchor_trouble from notary_logs where id = '${log}'`)).toEqual([
    { anchor_trouble: 'chain_unreachable' },
  ])
  expect((await anchorLogs(at.database, chain, street)).anchored).toBe(1)
  expect(await rows(`select anchor_trouble from notary_logs where id = '${log}'`)).toEqual([{ anchor_trouble: null }])
})

test('what a process left behind is taken over, and a stopped chain keeps its state', async () => {
  const origin = 'vote.example.org/left'
  await chain.anchor(origin, 2, root(2))
  const pid = pidOfChain()
  const next = openChain({ kind: 'anvil', data: folder })!
  expect(await next.read(origin)).toMatchObject({ size: 2 })
  expect(pidOfChain()).toBe(pid)
  await next.stop()
  const again = openChain({ kind: 'anvil', data: folder })!
  expect(await again.read(origin)).toMatchObject({ size: 2 })
  expect((await again.history(origin)).map((each) => each.size)).toEqual([2])
  expect(pidOfChain()).not.toBe(pid)
  await again.stop()
})

test('with the process that started it, however that ends, the chain ends too, and has kept its state', async () => {
  const of = mkdtempSync(join(tmpdir(), 'mofang-killed-'))
  const script = `
    import { openChain } from '#engines/notary'
    const chain = openChain({ kind: 'anvil', data: ${JSON.stringify(of)} })
    await chain.anchor('vote.example.org/x', 1, new Uint8Array(32).fill(7))
    console.log('anchored')
    setInterval(() => {}, 1000)`
  const child = spawn(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', script], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  await new Promise<void>((anchored) => child.stdout.on('data', () => anchored()))
  const { pid } = JSON.parse(readFileSync(join(of, 'chain/anvil.json'), 'utf8')) as { pid: number }
  child.kill('SIGKILL')
  const again = openChain({ kind: 'anvil', data: of })!
  expect(await again.read('vote.example.org/x')).toMatchObject({ size: 1 })
  expect(() => process.kill(pid, 0)).toThrow(/ESRCH/)
  await again.stop()
  rmSync(of, { recursive: true, force: true })
})

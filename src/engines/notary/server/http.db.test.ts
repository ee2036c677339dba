import { afterAll, beforeAll, expect, test } from 'vitest'
import { append, cosignLogs, openLog, openNotary, openStreetLog, originOf, sealLogs, streetLogs } from '#engines/notary'
import {
  addCheckpointBody,
  collectLogFiles,
  consistencyProof,
  keyKinds,
  nodesOf,
  verifyLogFiles,
  verifySm2,
  verifyNote,
} from '#engines/notary/shared'
import { anHttpWorld, changshou as street, xianxia, type HttpWorld } from '../../../../test/http-world.ts'
import { aLeaf, aLog, aSigner } from '../../../../test/notary.ts'

let world: HttpWorld
let log: string
let url: string
const foreign = aSigner('vote.example.org/elsewhere', keyKinds.log)
const notary = { secret: 'a secret of this test, 32 or longer', domain: 'example.org' }

beforeAll(async () => {
  world = await anHttpWorld()
  openNotary({ ...notary, witnessed: [foreign.key], sm2: true })
  log = await world.database.transaction(street, async (tx) => {
    const id = await openLog(tx, street, { id: 'jin', origin: originOf('vote', `${street}/jin`), title: ['锦', 'Jin'] })
    await openLog(tx, street, { id: 'yin', origin: originOf('vote', `${street}/yin`), title: ['银', 'Yin'] })
    await openStreetLog(tx, street)
    for (let n = 0; n < 300; n += 1) await append(tx, street, id, { kind: 'ballot', data: { n } })
    return id
  })
  await sealLogs(world.database, street)
  url = await world.app.listen({ port: 0, host: '127.0.0.1' })
})
afterAll(() => world.close())

const path = (rest: string, id = log) => `/notary/${street}/${id}/${rest}`
const gather = () =>
  collectLogFiles(async (rest) => {
    const answer = await fetch(`${url}${path(rest)}`)
    return answer.ok ? new Uint8Array(await answer.arrayBuffer()) : undefined
  })
const asked = (body: string) =>
  world.app.inject({
    method: 'POST',
    url: `/notary/${street}/witness/add-checkpoint`,
    body,
    headers: { 'content-type': 'text/plain' },
  })

test('anyone may fetch a log in its tiles, and what never changes may be kept for ever', async () => {
  const checkpoint = await world.get(path('checkpoint'))
  expect(checkpoint.headers).toMatchObject({
    'content-type': 'text/plain; charset=utf-8',
    'cache-control': 'public, max-age=1',
  })
  const tile = await world.get(path('tile/0/000'))
  expect([tile.status, tile.headers['cache-control'], tile.headers['content-length']]).toEqual([
    200,
    'public, max-age=31536000, immutable',
    '8192',
  ])
  for (const there of [
    'tile/0/001.p/44',
    'tile/0/001.p/7',
    'tile/0/000.p/12',
    'tile/1/000.p/1',
    'tile/entries/000',
    'tile/entries/001.p/44',
    'leaves.json',
    'keys.json',
    'anchor.json',
    'log.zip',
  ])
    expect([there, (await world.get(path(there))).status]).toEqual([there, 200])
  for (const absent of ['tile/0/001', 'tile/0/001.p/45', 'tile/2/000.p/1', 'tile/0/0', 'tile/entries/002.p/1', 'x'])
    expect([absent, (await world.get(path(absent))).status]).toEqual([absent, 404])
  expect((await world.get(`/notary/${xianxia}/${log}/checkpoint`)).status).toBe(404)
  expect((await world.get('/notary/999999999/x/checkpoint')).status).toBe(404)
  expect((await world.get(path('checkpoint', 'yin'))).status).toBe(404)
})

test('what is fetched file by file proves the log, with the signature by SM2', async () => {
  const verdict = verifyLogFiles(await gather(), { sm2: verifySm2 })
  expect([verdict.size, verdict.findings.map((each) => each.code)]).toEqual([300, ['log_key_untold']])
  expect(verdict.cosignedBy).toHaveLength(3)
  const files = new Map(await gather())
  const text = Buffer.from(files.get('checkpoint')!).toString()
  const altered = text.replace(
    /(\/sm2 \S{30})(.)/,
    (_, head: string, letter: string) => `${head}${letter === 'A' ? 'B' : 'A'}`,
  )
  files.set('checkpoint', Buffer.from(altered))
  const wrong = verifyLogFiles(files, { sm2: verifySm2 })
  expect(wrong.findings.map((each) => each.code)).toContain('sm2_signature_wrong')
})

test("the subdistrict's witness cosigns logs elsewhere that go on, and neither forks nor what was set back", async () => {
  const key = (await world.get(`/notary/${street}/witness`)).text.trim()
  const long = aLog(20, { log: foreign, witnesses: [] })
  const short = aLog(12, { log: foreign, witnesses: [] })
  const fork = aLog(20, { log: foreign, witnesses: [], leaf: (n) => aLeaf(n + 1) })
  const first = await asked(addCheckpointBody({ old: 0, proof: [], checkpoint: short.note }))
  expect(first.statusCode).toBe(200)
  expect(verifyNote(short.note + first.body, [key])?.signedBy).toEqual([`witness.example.org/${street}`])
  const proof = consistencyProof(nodesOf(long.hashes), 12, 20)
  // The log does not know what the witness has signed last.
  const conflict = await asked(addCheckpointBody({ old: 0, proof: [], checkpoint: long.note }))
  expect([conflict.statusCode, conflict.body, conflict.headers['content-type']]).toEqual([
    409,
    '12\n',
    'text/x.tlog.size',
  ])
  expect((await asked(addCheckpointBody({ old: 12, proof, checkpoint: long.note }))).statusCode).toBe(200)
  expect((await asked(addCheckpointBody({ old: 20, proof: [], checkpoint: fork.note }))).statusCode).toBe(409)
  expect((await asked(addCheckpointBody({ old: 12, proof: [], checkpoint: short.note }))).statusCode).toBe(409)
  expect((await asked(addCheckpointBody({ old: 20, proof: [], checkpoint: short.note }))).statusCode).toBe(400)
  const longer = aLog(25, { log: foreign, witnesses: [], leaf: (n) => aLeaf(n === 3 ? 99 : n) })
  const forged = consistencyProof(nodesOf(longer.hashes), 20, 25)
  expect((await asked(addCheckpointBody({ old: 20, proof: forged, checkpoint: longer.note }))).statusCode).toBe(422)
  const stranger = aLog(3, { log: aSigner('vote.example.org/stranger', keyKinds.log), witnesses: [] })
  expect((await asked(addCheckpointBody({ old: 0, proof: [], checkpoint: stranger.note }))).statusCode).toBe(404)
  const forger = aLog(30, { log: aSigner(foreign.name, keyKinds.log), witnesses: [] })
  expect((await asked(addCheckpointBody({ old: 20, proof: [], checkpoint: forger.note }))).statusCode).toBe(403)
  expect((await asked('x')).statusCode).toBe(400)
})

test('of many who bring forks at once, the witness signs one history', async () => {
  const name = 'vote.example.org/race'
  const racing = aSigner(name, keyKinds.log)
  openNotary({ ...notary, witnessed: [racing.key] })
  const forks = Array.from({ length: 8 }, (_, i) => aLog(5, { log: racing, witnesses: [], leaf: (n) => aLeaf(n + i) }))
  const answers = await Promise.all(
    forks.map((each) => asked(addCheckpointBody({ old: 0, proof: [], checkpoint: each.note }))),
  )
  expect(answers.map((each) => each.statusCode).toSorted((a, b) => a - b)).toEqual([200, ...Array<number>(7).fill(409)])
})

test('a witness elsewhere is asked for each new checkpoint, told where it stands, and not believed blindly', async () => {
  const elsewhere = `${url}/notary/${xianxia}/witness`
  const key = (await world.get(`/notary/${xianxia}/witness`)).text.trim()
  const keyOfLog = verifyNoteKey(await gather())
  openNotary({ ...notary, witnesses: [{ key, url: elsewhere }], witnessed: [keyOfLog] })
  expect((await cosignLogs(world.database, street)).map((each) => each.refusal)).toEqual([])
  const name = `witness.example.org/${xianxia}`
  expect(verifyLogFiles(await gather(), { witnesses: [key], quorum: 1 }).cosignedBy).toEqual([name])
  // Grown, it goes on from there; and when our note of it is lost, the witness tells.
  await world.database.transaction(street, (tx) => append(tx, street, log, { kind: 'ballot', data: 'more' }))
  await sealLogs(world.database, street)
  expect(await cosignLogs(world.database, street)).toEqual([])
  expect(verifyLogFiles(await gather(), { witnesses: [key], quorum: 1 }).holds).toBe(true)
  const impostor = aSigner('other.example.org', keyKinds.witness)
  openNotary({ ...notary, witnesses: [{ key: impostor.key, url: elsewhere }], witnessed: [keyOfLog] })
  expect((await cosignLogs(world.database, street)).map((each) => each.refusal)).toEqual(['witness_signature_wrong'])
  openNotary({ ...notary, witnesses: [{ key: impostor.key, url: 'http://127.0.0.1:9' }] })
  expect((await cosignLogs(world.database, street)).map((each) => each.refusal)).toEqual(['witness_unreachable'])
})

function verifyNoteKey(files: ReadonlyMap<string, Uint8Array>): string {
  return (JSON.parse(Buffer.from(files.get('keys.json')!).toString()) as { log: string }).log
}

test('the logs are seen at the desk by those who answer for them', async () => {
  expect((await world.ask('notary.logs', {}, await world.signIn('mishu'))).status).toBe(200)
  expect((await world.ask('notary.logs', {}, await world.signIn('shenji'))).status).toBe(200)
  expect((await world.ask('notary.logs', {}, await world.signIn('xuncha'))).status).toBe(403)
  expect((await world.ask('notary.logs', {})).status).toBe(401)
  const logs = await world.database.transaction(street, (tx) => streetLogs(tx, street))
  expect(logs.map((each) => each.id)).toContain(log)
})

import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { must } from '#kernel/assert'
import { fastVerifying, verifyHere } from '#engines/ballots'
import { verifyRecord } from '#engines/ballots/shared'
import { openNotary } from '#engines/notary'
import { voteVerifyCommand } from '../src/app/server/vote-verify-command.ts'
import { writeRecordFiles } from '../src/app/server/vote-record-files.ts'
import { aCompound } from '../src/app/simulation/compound.ts'
import { openVote, ownerNumbers, type VoteOrder } from '../src/app/simulation/vote.ts'
import { eventsOf, rechained } from './belenios-chains.ts'
import { freshDatabase, type TestDatabase } from './db.ts'

const owners = 8
let at: TestDatabase
let world: Parameters<typeof openVote>[0]
beforeAll(async () => {
  at = await freshDatabase()
  const clock = { now: '2026-11-02T01:00:00.000Z' }
  openNotary({ secret: 'a secret of this test only', now: () => new Date(clock.now) })
  const compound = await aCompound(at.database, at.ownerUrl, owners, 3)
  world = { database: at.database, compound, clock, deps: { verify: verifyHere } }
})
afterAll(() => at.drop())

async function heldVote(order: Partial<VoteOrder>): Promise<ReadonlyMap<string, Uint8Array>> {
  const vote = await openVote(world, { owners, group: 'belenios-2048', kind: 'matter', mode: 'named', revotes: false, threshold: 2, ...order }) // prettier-ignore
  const numbers = ownerNumbers(owners)
  for (const [nth, owner] of [...numbers.slice(0, 6), ...(order.revotes ? numbers.slice(0, 2) : [])].entries())
    await vote.cast(vote.ballotOf(owner, vote.choicesOf(nth)))
  const countPapers = await vote.takePapers(numbers.slice(6, 7))
  await vote.close()
  await countPapers()
  // The first trustee has lost the key.
  await vote.decrypt(1)
  await vote.decrypt(2)
  await vote.publish()
  await vote.seal()
  return vote.record()
}

function toolAccepts(uuid: string, bytes: Uint8Array): boolean {
  const place = mkdtempSync(join(tmpdir(), 'mofang-tool-'))
  try {
    writeFileSync(join(place, `${uuid}.bel`), bytes)
    const ran = spawnSync('belenios-tool', ['election', 'verify', `--dir=${place}`])
    if (ran.error) throw new Error('belenios-tool is missing: apt-get install belenios-tool')
    return ran.status === 0
  } finally {
    rmSync(place, { recursive: true, force: true })
  }
}

test.each([
  { kind: 'matter', mode: 'named', revotes: false },
  { kind: 'matter', mode: 'secret', revotes: true },
  { kind: 'election', mode: 'named', revotes: true },
  { kind: 'election', mode: 'secret', revotes: false },
] as const)(
  'belenios-tool accepts both archives of a real $kind in $mode mode, and refuses them changed',
  async (order) => {
    const record = await heldVote(order)
    const archives = [...record].filter(([name]) => name.endsWith('.bel'))
    expect(archives.map(([name]) => name.slice(0, 4))).toEqual(['area', 'head'])
    for (const [name, bytes] of archives) {
      const uuid = must(/\/(.+)\.bel$/.exec(name)?.[1], 'a uuid')
      const events = await eventsOf(bytes)
      const fewer = rechained(events.filter((event) => event !== events.findLast(({ type }) => type === 'Ballot')))
      expect([name, toolAccepts(uuid, fewer)]).toEqual([name, false])
      expect([name, toolAccepts(uuid, bytes)]).toEqual([name, true])
    }
    const { findings, facts } = await verifyRecord(record, fastVerifying)
    expect(findings.filter(({ gravity }) => gravity === 'wrong')).toEqual([])
    expect(facts).toMatchObject({ counted: 6, ballots: order.revotes ? 8 : 6, papers: 1, decryptedBy: [1, 3, 4] })
  },
  120_000,
)

test('mofang vote verify says of a folder whether it is sound, runs belenios-tool, and tells why not', async () => {
  const record = await heldVote({ mode: 'secret', revotes: true })
  const folder = mkdtempSync(join(tmpdir(), 'mofang-record-'))
  try {
    const told: string[] = []
    const run = (...given: string[]) =>
      voteVerifyCommand([folder, ...given], { print: (line) => told.push(line), complain: (line) => told.push(line) })
    writeRecordFiles(folder, new Map([...record, ['rules.json', Buffer.from('{}')]]))
    expect(await run()).toBe(1)
    expect(told.join('\n')).toMatch(/✗ rules_not_of_election \[rules\.json\].*规则被换/)
    told.length = 0
    writeRecordFiles(folder, record)
    expect(await run('--with-belenios-tool')).toBe(0)
    expect(told.join('\n')).toMatch(/belenios-tool area: 通过[^]*belenios-tool head: 通过/)
    const { facts } = await verifyRecord(record, fastVerifying)
    const bytes = must(record.get(`area/${facts.electionUuid}.bel`), 'an archive')
    const events = await eventsOf(bytes)
    const ballot = must(events.find((event) => event.type === 'Ballot'), 'a ballot') // prettier-ignore
    const { ballotHash } = ballot as typeof ballot & { ballotHash: string }
    const tracker = Buffer.from(ballotHash, 'hex').toString('base64').replace(/=+$/, '')
    told.length = 0
    expect(await run('--json', '--tracker', tracker)).toBe(0)
    expect(JSON.parse(told[0]!)).toMatchObject({ ok: true, facts: { found: [{ tracker, state: 'replaced', seq: 1 }] } })
    expect(await run('--tracker', 'A'.repeat(43))).toBe(1)
    expect(await voteVerifyCommand([join(folder, 'nowhere')], { print: () => {}, complain: () => {} })).toBe(2)
    expect(await run('--receipt', join(folder, 'roll.json'))).toBe(2)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
})

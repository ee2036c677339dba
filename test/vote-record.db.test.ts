import { afterAll, beforeAll, expect, test } from 'vitest'
import { must } from '#kernel/assert'
import { recordStepIds, verifyRecord, type VerifyRecordOptions } from '#engines/ballots/shared'
import { fastGroupNamed } from '../src/engines/ballots/server/crypto/fast-group.ts'
import { anotherBoard, jsonIn, leavesIn, namedRecord, receiptOf, secretRecord, textIn, trust, withLog, type Files } from './vote-record.ts' // prettier-ignore
import { namedTamperings, secretTamperings } from './vote-tampering.ts'
import { aVotesWorld, type VotesWorld } from './votes-world.ts'

let at: VotesWorld
let exported: ReadonlyMap<string, Uint8Array>
let named: Files
let secret: Files
beforeAll(async () => {
  at = await aVotesWorld([5000, 6000, 7000, 8000, 9000, 10000])
  exported = await namedRecord(at)
  named = withLog(exported, leavesIn(exported))
  const other = await secretRecord(at)
  secret = withLog(other, leavesIn(other))
})
afterAll(() => at.drop())

const groups = [fastGroupNamed('Ed25519')]
const codesOf = async (files: Files, options: VerifyRecordOptions = { trust }) => {
  const { ok, findings } = await verifyRecord(files, { groups, ...options })
  return { ok, codes: findings.map(({ code }) => code) }
}

test('a record known to be bad is refused before any is believed', async () => {
  const [, code, tamper] = must(namedTamperings[6], 'a tampering')
  const bad = new Map(named)
  const { ok, codes } = await codesOf((await tamper(bad)) ?? bad)
  expect([ok, codes]).toEqual([false, expect.arrayContaining([code])])
})

test('what the server publishes is sound, and is said to be, with what was found', async () => {
  const verdict = await verifyRecord(exported)
  // Nobody has told the key, and this server has no witnesses: neither speaks against the record.
  expect(verdict.findings.filter(({ gravity }) => gravity === 'wrong')).toEqual([])
  expect(verdict.findings.map(({ code }) => code)).toContain('log_key_untold')
  expect(verdict.ok).toBe(true)
  const told: string[] = []
  for (const record of [named, secret]) {
    const onProgress = ({ step }: { step: string }) => void told.push(step)
    const { findings, steps } = await verifyRecord(record, { trust, onProgress })
    expect(findings).toEqual([])
    expect(steps.filter(({ state }) => state !== 'passed' && state !== 'skipped')).toEqual([])
  }
  expect(new Set(told)).toEqual(new Set(recordStepIds.filter((id) => id !== 'receipts')))
  expect(verdict.facts).toMatchObject({
    mode: 'named',
    group: 'ed25519',
    phase: 'result',
    owners: 6,
    area: 45_000,
    ballots: 4,
    counted: 4,
    countedArea: 28_000,
    papers: 1,
    trustees: 4,
    decryptedBy: [1, 2, 4],
  })
})

test.each(namedTamperings)('of a named vote %s is found: %s', async (_, code, tamper) => {
  const files = new Map(named)
  const { ok, codes } = await codesOf((await tamper(files)) ?? files)
  expect([ok, codes]).toEqual([false, expect.arrayContaining([code])])
})

test.each(secretTamperings)('of a secret vote %s is found: %s', async (_, code, tamper) => {
  const files = new Map(secret)
  const { ok, codes } = await codesOf((await tamper(files)) ?? files)
  expect([ok, codes]).toEqual([false, expect.arrayContaining([code])])
})

test('two boards of one vote are told apart by an earlier checkpoint and by the chain', async () => {
  const board = anotherBoard(named)
  const own = { codes: [], ok: true }
  expect(await codesOf(board)).toEqual(own)
  const earlier = [textIn(named, 'tlog/checkpoint')]
  expect(await codesOf(named, { trust: { ...trust, earlier } })).toEqual(own)
  expect(await codesOf(board, { trust: { ...trust, earlier } })).toEqual({ ok: false, codes: ['history_rewritten'] })
  const chain = jsonIn<{ anchors: { size: number; root: string }[] }>(named, 'anchor.json').anchors
  expect((await codesOf(named, { trust: { ...trust, chain } })).ok).toBe(true)
  const { ok, codes } = await codesOf(board, { trust: { ...trust, chain } })
  expect([ok, codes]).toEqual([false, expect.arrayContaining(['chain_differs'])])
})

test('an owner’s receipt and tracker lead to the ballot; a false one is refused with its reason', async () => {
  const leaves = leavesIn(named)
  const index = leaves.findIndex(({ kind }) => kind === 'ballot')
  const tracker = leaves[index]!.data['tracker'] as string
  const receipt = receiptOf(leaves, index)
  const sound = await verifyRecord(named, { trust, receipts: [{ tracker, receipt }], trackers: [tracker] })
  expect(sound.findings).toEqual([])
  expect(sound.facts.found).toEqual([
    { tracker, state: 'counted', seq: 1 },
    { tracker, state: 'counted', seq: 1 },
  ])
  const replaced = leavesIn(secret).findIndex(({ kind, data }) => kind === 'ballot' && data['seq'] === 1 && data['vote'] === jsonIn<{ vote: string }>(secret, 'roll.json').vote) // prettier-ignore
  const revoted = await verifyRecord(secret, { trust, receipts: [{ receipt: receiptOf(leavesIn(secret), replaced) }] })
  expect([revoted.ok, revoted.facts.found[0]?.state]).toEqual([true, 'replaced'])

  const codes = async (given: Omit<VerifyRecordOptions, 'trust'>, files = named) =>
    (await codesOf(files, { trust, ...given })).codes
  expect(await codes({ trackers: ['A'.repeat(43)] })).toEqual(['tracker_unknown'])
  expect(await codes({ receipts: [{ receipt: { ...receipt, at: '2026-11-19T00:00:00.000Z' } }] })).toEqual(['receipt_signature_wrong']) // prettier-ignore
  expect(await codes({ receipts: [{ tracker: 'A'.repeat(43), receipt }] })).toEqual(['receipt_not_of_ballot'])
  expect(await codes({ receipts: [{ receipt: receiptOf(leaves, 0) }] })).toEqual(['receipt_not_of_ballot'])
  const other = [...leaves.slice(0, index), leaves[index + 1]!, leaves[index]!, ...leaves.slice(index + 2)]
  expect(await codes({ receipts: [{ receipt: receiptOf(other, index) }] })).toContain('receipt_broken')
  const [, , dropped] = must(namedTamperings.find(([what]) => what === 'a ballot dropped from both archives'), 'a row') // prettier-ignore
  const files = new Map(named)
  await dropped(files)
  expect(await codes({ receipts: [{ tracker, receipt }] }, files)).toContain('receipt_ballot_missing')
})

test('it can be stopped, and takes any bytes for what they are', async () => {
  const stop = new AbortController()
  stop.abort()
  await expect(verifyRecord(named, { signal: stop.signal })).rejects.toThrow(/abort/i)
  expect((await verifyRecord(new Map())).ok).toBe(false)
  for (const name of named.keys())
    for (const bytes of [new Uint8Array(), Buffer.from('[]'), Buffer.from('{"v":1}'), Buffer.from('['.repeat(50_000))])
      expect([name, (await verifyRecord(new Map([...named, [name, bytes]]), { trust, groups })).ok]).toEqual([
        name,
        false,
      ])
})

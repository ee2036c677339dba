import { createHash } from 'node:crypto'
import { expect, test, vi } from 'vitest'
import { must } from '#kernel/assert'
import { fastGroupNamed } from '../../../../../src/engines/ballots/server/crypto/fast-group.ts'
import { aTestVote, openArchive } from '../../../../../test/belenios-votes.ts'
import { recordAt, type RecordPhase } from '../../../../../test/record-stages.ts'
import { anotherBoard, jsonIn, keptRecord, leavesIn, putJson, receiptOf, textIn, trust, withLog, type Files, type LeafOfTest } from '../../../../../test/record-files.ts' // prettier-ignore
import { namedTamperings, secretTamperings } from '../../../../../test/vote-tampering.ts'
import type * as Archive from '../belenios/verify-archive.ts'
import { recordStepIds } from './record-steps.ts'
import { verifyBallotsHere } from './verify-ballots-here.ts'
import { verifyRecord } from './verify-record.ts'
import type { VerifyRecordOptions } from './verifying.ts'

type Archives = typeof Archive
/** Most of what is verified here holds an archive that was verified before: it is not verified a hundred times. */
vi.mock('../belenios/verify-archive.ts', async (original) => {
  const real = await original<Archives>()
  const known = new Map<string, ReturnType<Archives['verifyArchive']>>()
  const verifyArchive: Archives['verifyArchive'] = (source, options) => {
    // Without a back-end given it is verified as anyone would, and progress is told.
    if (!options?.group || !(source instanceof Uint8Array)) return real.verifyArchive(source, options)
    const key = createHash('sha256').update(source).digest('hex')
    const verdict = known.get(key) ?? real.verifyArchive(source, options)
    known.set(key, verdict)
    return verdict
  }
  return { ...real, verifyArchive }
})

const relogged = (files: ReadonlyMap<string, Uint8Array>) => withLog(files, leavesIn(files))
const named = relogged(keptRecord('named'))
const secret = relogged(keptRecord('secret'))

const groups = [fastGroupNamed('Ed25519')]
const now = new Date('2026-12-01T00:00:00Z')
const verdicts = new Map<string, Archive.BallotsVerdict>()
/** Nearly all of what is verified here holds the same ballots. */
const verifyBallots: Archive.VerifyBallots = async (batch) => {
  const of = (ballot: string) => [batch.electionText, ...batch.credentials, ballot].join('\n')
  const fresh = batch.ballots.filter((ballot) => !verdicts.has(of(ballot)))
  const made = await verifyBallotsHere(groups[0], () => Promise.resolve())({ ...batch, ballots: fresh })
  for (const [i, ballot] of fresh.entries()) verdicts.set(of(ballot), made[i]!)
  return batch.ballots.map((ballot) => verdicts.get(of(ballot))!)
}
const verdictOf = (files: ReadonlyMap<string, Uint8Array>, options: VerifyRecordOptions = {}) =>
  verifyRecord(files, { trust, groups, now, verifyBallots, ...options })
const codesOf = async (files: ReadonlyMap<string, Uint8Array>, options?: VerifyRecordOptions) => {
  const { state, findings } = await verdictOf(files, options)
  return { state, codes: findings.map(({ code }) => code) }
}

test('a record known to be bad is refused before any is believed', async () => {
  const [, code, tamper] = must(namedTamperings[6], 'a tampering')
  const bad = new Map(named)
  const { state, codes } = await codesOf((await tamper(bad)) ?? bad)
  expect([state, codes]).toEqual(['refuted', expect.arrayContaining([code])])
})

test('records that the server made are sound, step by step, also without anything given', async () => {
  for (const record of [named, secret]) {
    const { state, findings, steps } = await verdictOf(record)
    expect([state, findings]).toEqual(['sound', []])
    expect(steps.filter(({ state: step }) => step !== 'passed' && step !== 'skipped')).toEqual([])
  }
  const told = new Map<string, number>()
  const verdict = await verifyRecord(keptRecord('named'), {
    onProgress: ({ step, done }) => void told.set(step, Math.max(done, told.get(step) ?? 0)),
  })
  expect([verdict.state, verdict.ok]).toEqual(['sound', true])
  expect([...told.keys()].toSorted()).toEqual(recordStepIds.filter((id) => id !== 'receipts').toSorted())
  expect([told.get('area'), told.get('head')]).toEqual([4, 4])
  expect(verdict.findings.map(({ code, gravity }) => [code, gravity])).toEqual([['log_key_untold', 'open']])
})

test.each(namedTamperings)('of a named vote %s is found: %s', async (_, code, tamper) => {
  const files = new Map(named)
  const { state, codes } = await codesOf((await tamper(files)) ?? files)
  expect([state, codes]).toEqual(['refuted', expect.arrayContaining([code])])
})

test.each(secretTamperings)('of a secret vote %s is found: %s', async (_, code, tamper) => {
  const files = new Map(secret)
  const { state, codes } = await codesOf((await tamper(files)) ?? files)
  expect([state, codes]).toEqual(['refuted', expect.arrayContaining([code])])
})

test('what was found is told of a named vote, a secret one, and of nothing', async () => {
  const roll = jsonIn<{ vote: string; electionUuid: string }>(named, 'roll.json')
  const { facts } = await verdictOf(named)
  expect(facts).toEqual({
    vote: roll.vote,
    electionUuid: roll.electionUuid,
    title: '使用维修资金更换水泵',
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
    questions: [{ kind: 'matter', article: 'use_fund', text: '是否同意使用维修资金更换水泵？' }],
    decisions: [expect.objectContaining({ passed: false })],
    rollHash: expect.stringMatching(/^[0-9a-f]{64}$/),
    rulesHash: expect.stringMatching(/^[0-9a-f]{64}$/),
    lastEvents: { area: expect.any(String), head: expect.any(String) },
    log: {
      origin: 'vote.test/compound',
      size: leavesIn(named).length,
      root: expect.any(String),
      cosignedBy: ['witness.test/one', 'witness.test/two'],
      anchors: [expect.anything(), expect.anything()],
    },
    found: [],
  })
  expect((await verdictOf(secret)).facts).toMatchObject({ mode: 'secret', ballots: 5, counted: 4, papers: 1 })
  const none = await verdictOf(new Map())
  expect([none.state, none.ok]).toEqual(['refuted', false])
  expect(none.facts).toMatchObject({ vote: null, phase: 'empty', log: null, owners: 0, title: null, group: null })
  expect(none.findings.map(({ code, where }) => `${code} ${where}`)).toEqual([
    'file_missing roll.json',
    'file_missing rules.json',
    'file_missing receipts-key.json',
    'file_missing area/*.bel',
    'file_missing head/*.bel',
    'file_missing tlog/checkpoint',
    'file_missing tlog/leaves.json',
    'file_missing tlog/keys.json',
  ])
  expect(none.steps.filter(({ state }) => state === 'skipped').map(({ id }) => id)).toEqual(['setup', 'roll', 'area', 'head', 'cross', 'leaves', 'paper', 'openings', 'recount', 'receipts'].filter((id) => !['area', 'head'].includes(id))) // prettier-ignore
})

const earlier = (phase: RecordPhase, until: (leaf: LeafOfTest) => boolean) => recordAt(named, phase, until)
const is = (kind: string) => (leaf: LeafOfTest) => leaf.kind === kind
const isBallot = (seq: number) => (leaf: LeafOfTest) => leaf.kind === 'ballot' && leaf.data['seq'] === seq

test('a record that is rightly unfinished is neither refuted nor sound, and says what it awaits', async () => {
  const unlogged = await earlier('frozen', is('opened'))
  for (const name of unlogged.keys()) if (/^tlog|^anchor/.test(name)) unlogged.delete(name)
  for (const [what, files, codes] of [
    ['just frozen, no checkpoint', unlogged, ['record_unfinished', 'log_awaits']],
    ['just frozen', await earlier('frozen', is('roll_frozen')), ['record_unfinished', 'leaf_awaits_log', 'leaf_awaits_log']], // prettier-ignore
    ['frozen', await earlier('frozen', is('opened')), ['record_unfinished']],
    ['frozen, the setup not yet sealed', await earlier('frozen', is('setup')), ['record_unfinished', 'leaf_awaits_log']], // prettier-ignore
    ['open, the ballots not yet sealed', await earlier('voting', is('opened')), ['record_unfinished', 'leaf_awaits_log', ...Array<string>(4).fill('ballot_awaits_log')]], // prettier-ignore
    ['open, the last two not yet sealed', await earlier('voting', isBallot(3)), ['record_unfinished', 'ballot_awaits_log', 'ballot_awaits_log']], // prettier-ignore
    ['open', await earlier('voting', is('closed')), ['record_unfinished']],
    ['just closed', await earlier('tallied', is('closed')), ['record_unfinished', 'leaf_awaits_log', 'leaf_awaits_log']], // prettier-ignore
    ['just closed, the last ballot not yet sealed', await earlier('tallied', isBallot(4)), ['record_unfinished', 'leaf_awaits_log', 'leaf_awaits_log', 'ballot_awaits_log']], // prettier-ignore
    ['closing', await earlier('closed', is('tally')), ['record_unfinished']],
    ['closed', await earlier('tallied', is('result')), ['record_unfinished']],
    ['decrypted, not signed', await earlier('counted', is('result')), ['result_awaits_signing']],
  ] as const)
    expect([what, await codesOf(files)]).toEqual([what, { state: 'unfinished', codes }])
})

test('a signed result waits for the log for minutes only, and a published one never', async () => {
  const leaves = leavesIn(named)
  const fresh = withLog(named, leaves.slice(0, leaves.findIndex(is('result'))))
  const at = (minutes: number) => new Date(Date.parse('2026-11-25T01:00:00Z') + minutes * 60_000)
  const awaits = { state: 'unfinished', codes: ['leaf_awaits_log'] }
  const missing = { state: 'refuted', codes: ['leaf_result_missing'] }
  expect(await codesOf(fresh, { now: at(0) })).toEqual(awaits)
  expect(await codesOf(fresh, { now: at(9.99) })).toEqual(awaits)
  expect(await codesOf(fresh, { now: at(10) })).toEqual(missing)
  expect(await codesOf(fresh, { now: at(-10) })).toEqual(missing)
  expect(await codesOf(fresh)).toEqual(missing)
  const published = withLog(named, leaves.filter((leaf) => leaf.kind !== 'result')) // prettier-ignore
  expect(await codesOf(published, { now: at(0) })).toEqual(missing)
  const nobody = new Map(fresh)
  putJson(nobody, 'result.json', { ...jsonIn<object>(named, 'result.json'), tellers: [] })
  expect((await codesOf(nobody, { now: at(0) })).codes).toContain('leaf_result_missing')
})

test('two boards of one vote are told apart by an earlier checkpoint and by the chain', async () => {
  const board = anotherBoard(named)
  const own = { codes: [], state: 'sound' }
  expect(await codesOf(board)).toEqual(own)
  const before = [textIn(named, 'tlog/checkpoint')]
  expect(await codesOf(named, { trust: { ...trust, earlier: before } })).toEqual(own)
  expect(await codesOf(board, { trust: { ...trust, earlier: before } })).toEqual({
    state: 'refuted',
    codes: ['history_rewritten'],
  })
  const chain = jsonIn<{ anchors: { size: number; root: string }[] }>(named, 'anchor.json').anchors
  expect((await codesOf(named, { trust: { ...trust, chain } })).state).toBe('sound')
  const { state, codes } = await codesOf(board, { trust: { ...trust, chain } })
  expect([state, codes]).toEqual(['refuted', expect.arrayContaining(['chain_differs'])])
})

test('an owner’s receipt and tracker lead to the ballot; a false one is refused with its reason', async () => {
  const leaves = leavesIn(named)
  const index = leaves.findIndex(({ kind }) => kind === 'ballot')
  const tracker = leaves[index]!.data['tracker'] as string
  const receipt = receiptOf(leaves, index)
  const sound = await verdictOf(named, { receipts: [{ tracker, receipt }], trackers: [tracker] })
  expect(sound.findings).toEqual([])
  expect(sound.facts.found).toEqual([
    { tracker, state: 'counted', seq: 1 },
    { tracker, state: 'counted', seq: 1 },
  ])
  expect(sound.steps.at(-1)).toMatchObject({ id: 'receipts', state: 'passed' })
  const replaced = leavesIn(secret).findIndex(({ kind, data }) => kind === 'ballot' && data['seq'] === 1 && data['vote'] === jsonIn<{ vote: string }>(secret, 'roll.json').vote) // prettier-ignore
  const revoted = await verdictOf(secret, { receipts: [{ receipt: receiptOf(leavesIn(secret), replaced) }] })
  expect([revoted.state, revoted.facts.found]).toEqual([
    'sound',
    [{ tracker: expect.any(String), state: 'replaced', seq: 1 }],
  ])

  const codes = async (given: Omit<VerifyRecordOptions, 'trust'>, files: Files = named) => (await codesOf(files, given)).codes // prettier-ignore
  const unknown = await verdictOf(named, { trackers: ['A'.repeat(43)] })
  expect(unknown.findings.map(({ code, where }) => [code, where])).toEqual([['tracker_unknown', 'A'.repeat(43)]])
  expect(unknown.facts.found).toEqual([{ tracker: 'A'.repeat(43), state: 'unknown', seq: null }])
  expect(await codes({ receipts: [{ receipt: { ...receipt, at: '2026-11-19T00:00:00.000Z' } }] })).toEqual(['receipt_signature_wrong']) // prettier-ignore
  expect(await codes({ receipts: [{ tracker: 'A'.repeat(43), receipt }] })).toEqual(['receipt_not_of_ballot'])
  expect(await codes({ receipts: [{ receipt: receiptOf(leaves, 0) }] })).toEqual(['receipt_not_of_ballot'])
  const foreign = withLog(named, [...leaves, { ...leaves[index]!, data: { ...leaves[index]!.data, vote: 'another' } }])
  expect(await codes({ receipts: [{ receipt: receiptOf(leavesIn(foreign), leaves.length) }] }, foreign)).toEqual(['receipt_not_of_ballot']) // prettier-ignore
  const other = [...leaves.slice(0, index), leaves[index + 1]!, leaves[index]!, ...leaves.slice(index + 2)]
  expect(await codes({ receipts: [{ receipt: receiptOf(other, index) }] })).toContain('receipt_broken')
  const [, , dropped] = must(namedTamperings.find(([what]) => what === 'a ballot dropped from both archives'), 'a row') // prettier-ignore
  const files = new Map(named)
  await dropped(files)
  expect(await codes({ receipts: [{ tracker, receipt }] }, files)).toContain('receipt_ballot_missing')
})

test('a receipt beyond the checkpoint waits while the vote is open; once it is closed its ballot was dropped', async () => {
  const leaves = leavesIn(named)
  const late: LeafOfTest = { ...leaves.find(isBallot(4))!, data: { ...leaves.find(isBallot(4))!.data, seq: 5 } }
  const receipt = receiptOf([...leaves, late], leaves.length)
  const tracker = leaves.find(isBallot(4))!.data['tracker'] as string
  const open = await earlier('voting', is('closed'))
  const awaits = { state: 'unfinished', codes: ['record_unfinished', 'receipt_pending'] }
  expect(await codesOf(open, { receipts: [{ tracker: 'A'.repeat(43), receipt }] })).toEqual(awaits)
  expect(await codesOf(named, { receipts: [{ tracker: 'A'.repeat(43), receipt }] })).toEqual({
    state: 'refuted',
    codes: ['receipt_pending', 'receipt_ballot_missing'],
  })
  expect((await codesOf(named, { receipts: [{ receipt }] })).state).toBe('refuted')
  expect(await codesOf(named, { receipts: [{ tracker, receipt }] })).toEqual({
    state: 'unfinished',
    codes: ['receipt_pending'],
  })
})

test('two tellers of one name and post are two who signed, and one is asked to make sure', async () => {
  const files = new Map(named)
  const sheet = jsonIn<{ tellers: { name: string; post: string; at: string }[] }>(named, 'result.json')
  const [first] = sheet.tellers
  putJson(files, 'result.json', { ...sheet, tellers: [first, { ...first, at: '2026-11-25T01:00:00.001Z' }] })
  const { codes } = await codesOf(files)
  expect(codes).toContain('tellers_of_one_name')
  expect(codes).not.toContain('result_tellers_missing')
})

test('what is unknown to a record or missing from older ones is left open', async () => {
  const files = new Map([...named, ['notes.txt', new Uint8Array()], ['area/readme', new Uint8Array()]])
  expect(await codesOf(files)).toEqual({ state: 'sound', codes: ['file_unknown', 'file_unknown'] })
})

test('a tracker is unknown where there is no archive, and keys of another group are told', async () => {
  expect((await verdictOf(new Map(), { trackers: ['x'] })).facts.found).toEqual([{ tracker: 'x', state: 'unknown', seq: null }]) // prettier-ignore
  const of = async (name: 'Ed25519' | 'BELENIOS-2048', threshold: number) => {
    const vote = await aTestVote({ group: fastGroupNamed(name), areas: [1, 2], members: { threshold, count: 2 } })
    const files = new Map([[`area/${vote.open.election.uuid}.bel`, openArchive(vote, 'area', []).bytes]])
    const { facts, findings } = await verifyRecord(files)
    return [facts.group, facts.phase, facts.trustees, findings.some(({ code }) => code === 'trustees_too_few')]
  }
  expect(await of('BELENIOS-2048', 2)).toEqual(['belenios-2048', 'voting', 3, false])
  // One of them and the server read every ballot.
  expect(await of('Ed25519', 1)).toEqual(['ed25519', 'voting', 3, true])
})

test('it can be stopped, and takes any bytes for what they are', async () => {
  const stop = new AbortController()
  stop.abort()
  await expect(verdictOf(named, { signal: stop.signal })).rejects.toThrow(/abort/i)
  for (const name of named.keys())
    for (const bytes of [
      new Uint8Array(),
      Uint8Array.of(0xff),
      Buffer.from('[]'),
      Buffer.from('{"v":1}'),
      Buffer.from('['.repeat(50_000)),
    ])
      // prettier-ignore
      expect([name, (await verdictOf(new Map([...named, [name, bytes]]))).state]).toEqual([name, 'refuted'])
})

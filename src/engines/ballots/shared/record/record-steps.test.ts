import { expect, test } from 'vitest'
import { must } from '#kernel/assert'
import { fastGroupNamed } from '../../../../../src/engines/ballots/server/crypto/fast-group.ts'
import { keptRecord, leavesIn, trust, withLog } from '../../../../../test/record-files.ts'
import { recordStepIds, type RecordProgress } from './record-steps.ts'
import { verifyRecord } from './verify-record.ts'
import type { VerifyRecordOptions } from './verifying.ts'

const kept = keptRecord('named')
const sound = withLog(kept, leavesIn(kept))
const now = new Date('2026-12-01T00:00:00Z')
const verdictOf = (files: ReadonlyMap<string, Uint8Array>, options: VerifyRecordOptions = {}) =>
  verifyRecord(files, { groups: [fastGroupNamed('Ed25519')], now, ...options })
const stateIn = ({ steps }: Pick<RecordProgress, 'steps'>, id: string) => must(steps.find((each) => each.id === id), id).state // prettier-ignore

test('a step fails by what it found itself, is left open by what nobody could decide, and the others pass', async () => {
  const strange = await verdictOf(new Map([...sound, ['more.json', new TextEncoder().encode('{ }')]]), { trust })
  expect(strange.steps.filter(({ state }) => state !== 'passed').map(({ id, state }) => `${id} ${state}`)).toEqual([
    'files failed',
    'receipts skipped',
  ])
  expect(strange.state).toBe('refuted')
  const untold = await verdictOf(sound)
  expect(untold.steps.filter(({ state }) => state !== 'passed').map(({ id, state }) => `${id} ${state}`)).toEqual([
    'log open',
    'receipts skipped',
  ])
  expect(untold.state).toBe('sound')
})

test('who waits sees every step: what is done, what runs, what is to come', async () => {
  const seen: RecordProgress[] = []
  const began = performance.now()
  const verdict = await verdictOf(sound, { trust, onProgress: (progress) => void seen.push(progress) })
  const elapsed = performance.now() - began
  for (const { steps } of seen) expect(steps.map(({ id }) => id)).toEqual(recordStepIds)
  const [first] = seen
  expect([first!.step, stateIn(first!, 'files'), stateIn(first!, 'area')]).toEqual(['files', 'running', 'waiting'])
  const atRoll = must(seen.find(({ step }) => step === 'roll'), 'progress of the roll') // prettier-ignore
  expect([stateIn(atRoll, 'area'), stateIn(atRoll, 'roll'), stateIn(atRoll, 'log')]).toEqual([
    'passed',
    'running',
    'waiting',
  ])
  expect(verdict.steps.reduce((sum, { ms }) => sum + ms, 0)).toBeLessThanOrEqual(elapsed)
})

test('of an empty record nothing is known', async () => {
  const { facts, state } = await verdictOf(new Map())
  expect(state).toBe('refuted')
  expect(facts).toEqual({
    vote: null,
    electionUuid: null,
    title: null,
    mode: null,
    group: null,
    phase: 'empty',
    owners: 0,
    area: 0,
    ballots: 0,
    counted: 0,
    countedArea: 0,
    papers: 0,
    trustees: 0,
    decryptedBy: [],
    questions: [],
    decisions: [],
    rollHash: null,
    rulesHash: null,
    lastEvents: { area: null, head: null },
    log: null,
    found: [],
  })
})

import { afterAll, beforeAll, expect, test } from 'vitest'
import { recordStepIds, verifyRecord, type VerifyRecordOptions } from '#engines/ballots/shared'
import { keepRecord, leavesIn, trust, withLog, type Files } from './record-files.ts'
import { namedRecord, secretRecord } from './vote-record.ts'
import { namedTamperings } from './vote-tampering.ts'
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
  // WRITE_RECORDS=1 after the form of a record has changed: the tests of the verifier work on what is kept here.
  if (process.env['WRITE_RECORDS']) {
    keepRecord('named', exported)
    keepRecord('secret', other)
  }
})
afterAll(() => at.drop())

const now = new Date('2026-12-01T00:00:00Z')
const verdictOf = (files: Files, options: VerifyRecordOptions = {}) => verifyRecord(files, { trust, now, ...options })

test('a record known to be bad is refused before any is believed', async () => {
  for (const [what, code, tamper] of namedTamperings.slice(0, 8)) {
    const bad = new Map(named)
    const { state, findings } = await verdictOf((await tamper(bad)) ?? bad)
    expect([what, state, findings.map((each) => each.code)]).toEqual([what, 'refuted', expect.arrayContaining([code])])
  }
})

test('what the server publishes is sound, and is said to be, with what was found', async () => {
  const verdict = await verifyRecord(exported, { now })
  // Nobody has told the key, and this server has no witnesses: neither speaks against the record.
  expect(verdict.findings.filter(({ gravity }) => gravity === 'wrong')).toEqual([])
  expect(verdict.findings.map(({ code }) => code)).toContain('log_key_untold')
  expect([verdict.state, verdict.ok]).toEqual(['sound', true])
  const told: string[] = []
  for (const record of [named, secret]) {
    const onProgress = ({ step }: { step: string }) => void told.push(step)
    const { findings, steps } = await verdictOf(record, { onProgress })
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

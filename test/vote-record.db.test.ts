import { afterAll, beforeAll, expect, test } from 'vitest'
import { verifyRecord } from '#engines/ballots/shared'
import { jsonIn, leavesIn, namedRecord, receiptOf, secretRecord, trust, withLog, type Files } from './vote-record.ts'
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
}, 120_000)
afterAll(() => at.drop())

test('what the server publishes is sound, and said to be sound with what was found', async () => {
  const verdict = await verifyRecord(exported)
  expect(verdict.findings.map(({ code }) => code)).toEqual(['log_key_untold'])
  expect(verdict.ok).toBe(true)
  for (const record of [named, secret]) {
    const { findings, steps } = await verifyRecord(record, { trust })
    expect(findings).toEqual([])
    expect(steps.filter(({ state }) => state !== 'passed' && state !== 'skipped')).toEqual([])
  }
})

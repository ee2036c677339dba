import { zipSync } from 'fflate'
import { afterEach, expect, test, vi } from 'vitest'
import { jsonIn, keptRecord, textIn, type Files, type LeafOfTest } from '../../../../../test/record-files.ts'
import { recordAt, truncatedTo } from '../../../../../test/record-stages.ts'
import { decryptRecord, type DecryptionJob } from './decrypt.ts'

const whole = keptRecord('named')
const { vote, electionUuid } = jsonIn<{ vote: string; electionUuid: string }>(whole, 'roll.json')
const closed = await recordAt(whole, 'tallied', ({ kind }: LeafOfTest) => kind === 'result')

afterEach(() => void vi.unstubAllGlobals())

const zipped = (files: Files) => zipSync(Object.fromEntries(files), { level: 0 })

/** With a key that opens nothing: who comes so far was not refused for what the server showed. */
async function outcomeOf(answer: Uint8Array | null, more: Partial<DecryptionJob> = {}) {
  const asked: string[] = []
  vi.stubGlobal('fetch', (url: string) => {
    asked.push(url)
    return Promise.resolve(answer ? new Response(answer as Uint8Array<ArrayBuffer>) : new Response('', { status: 404 }))
  })
  const steps: string[] = []
  const job: DecryptionJob = {
    group: 'Ed25519',
    secret: 'x',
    sealed: 'x',
    vote,
    electionUuid,
    record: '/record.zip',
    trackers: [],
    seen: {},
    ...more,
  }
  const outcome = await decryptRecord(job, ({ step }) => void steps.push(step))
  expect(asked).toEqual(['/record.zip'])
  return outcome.ok ? 'decrypted' : outcome.error
}

test('a truncated archive is not decrypted, whatever else of it verifies', async () => {
  expect(await outcomeOf(zipped(await truncatedTo(closed, 1)))).toBe('log_differs')
})

test('a whole one goes on to the key; what is not there yet or is of another log stops before it', async () => {
  expect(await outcomeOf(zipped(closed))).toBe('key_not_opened')
  expect(await outcomeOf(zipped(await recordAt(whole, 'tallied', ({ kind }) => kind === 'closed')))).toBe('log_awaited')
  const checkpoint = textIn(whole, 'tlog/checkpoint')
  expect(await outcomeOf(zipped(closed), { checkpoint })).toBe('log_other_than_before')
  expect(await outcomeOf(zipped(closed), { vote: 'another' })).toBe('log_awaited')
  expect(await outcomeOf(null)).toBe('record_missing')
  expect(await outcomeOf(new Uint8Array(5))).toBe('record_missing')
  const lacking = new Map(closed)
  lacking.delete('roll.json')
  expect(await outcomeOf(zipped(lacking))).toBe('record_missing')
})

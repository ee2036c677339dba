import { availableParallelism } from 'node:os'
import { Worker } from 'node:worker_threads'
import { afterEach, expect, test, vi } from 'vitest'
import { theSecret } from '../../../../../test/ballot-faults.ts'
import { aMatter, electionText, openText } from '../../../../../test/belenios.ts'
import { createSeededBallot } from '../../shared/belenios/ballot.ts'
import { publicCredential } from '../../shared/belenios/credential.ts'
import { openFastElection } from './fast-election.ts'
import { fastGroupNamed } from './fast-group.ts'
import { verifyBallots } from './verify-ballots.ts'

const group = fastGroupNamed('Ed25519')
const text = electionText(group, [aMatter], 77n)
const open = openText(text, group)

const owners = Array.from({ length: 40 }, (_, i) => theSecret + BigInt(i))
const good = owners.map((secret) => {
  const made = createSeededBallot(open, secret, [[1, 0, 0]], new Uint8Array(32))
  if (!made.ok) throw new Error(made.error)
  return made.value
})
const stranger = publicCredential(group, owners[39]!)
const credentials = new Set(owners.map((secret) => publicCredential(group, secret)).filter((each) => each !== stranger))
const ballots = good.map(({ text }, i) => (i === 0 ? text.replace('alpha', 'aleph') : text))
ballots[17] = ballots[18]!.replace('"answers":', '"answers": ')

test.each([undefined, 1, 2])('every ballot gets its own verdict, by %s threads', async (threads) => {
  const verdicts = await verifyBallots({ electionText: text, credentials, ballots, ...(threads && { threads }) })
  expect(verdicts.length).toBe(40)
  for (const [i, verdict] of verdicts.entries()) {
    const credential = publicCredential(group, owners[i]!)
    if (i === 0) expect(verdict).toEqual({ ok: false, error: 'ballot_wrong_shape' })
    else if (i === 17) expect(verdict).toEqual({ ok: false, error: 'ballot_not_canonical' })
    else if (i === 39) expect(verdict).toEqual({ ok: false, error: 'unknown_credential' })
    else expect(verdict).toEqual({ ok: true, value: { tracker: good[i]!.tracker, credential } })
  }
})

test.each([0, 2])('an election that cannot be read is no verdict but a fault, by %s threads', async (threads) => {
  const asked = verifyBallots({ electionText: '{}', credentials, ballots, threads })
  await expect(asked).rejects.toThrow('election_wrong_shape')
})

test('no ballots, no verdicts', async () => {
  expect(await verifyBallots({ electionText: text, credentials, ballots: [], threads: 2 })).toEqual([])
})

test('many ballots are verified by as many threads as there are cores', async () => {
  const rubbish = Array.from({ length: 500 }, (_, i) => (i === 499 ? good[1]!.text : `[${i}]`))
  const verdicts = await verifyBallots({ electionText: text, credentials, ballots: rubbish })
  expect(verdicts.map(({ ok }) => ok)).toEqual(rubbish.map((_, i) => i === 499))
})

afterEach(() => {
  vi.restoreAllMocks()
})

test.each([
  ['few ballots are verified without a thread', 40, undefined, 0],
  ['many take one for each core', 500, undefined, availableParallelism()],
  ['no more are begun than there are handfuls', 40, 8, 3],
] as const)('%s, and every thread is ended with the answer', async (_, count, threads, begun) => {
  const ended = vi.spyOn(Worker.prototype, 'terminate')
  const rubbish = Array.from({ length: count }, (_, i) => `[${i}]`)
  await verifyBallots({ electionText: text, credentials, ballots: rubbish, ...(threads && { threads }) })
  expect(new Set(ended.mock.contexts).size).toBe(begun)
})

test('a thread that ends before it answers is a fault, not a silence', async () => {
  vi.spyOn(Worker.prototype, 'postMessage').mockImplementation(function (this: Worker) {
    void this.terminate()
  })
  await expect(verifyBallots({ electionText: text, credentials, ballots, threads: 1 })).rejects.toThrow('ended early')
})

test('an election is opened once for all who cast in it', () => {
  expect(openFastElection(text)).toBe(openFastElection(text))
})

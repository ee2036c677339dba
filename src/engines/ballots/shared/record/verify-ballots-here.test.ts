import { afterEach, expect, test, vi } from 'vitest'
import { theSecret } from '../../../../../test/ballot-faults.ts'
import { aMatter, electionText, openText } from '../../../../../test/belenios.ts'
import { createSeededBallot } from '../belenios/ballot.ts'
import { publicCredential } from '../belenios/credential.ts'
import type { Group } from '../belenios/group.ts'
import { groupNamed } from '../belenios/named-groups.ts'
import { remembering, verifyBallotsHere } from './verify-ballots-here.ts'

afterEach(() => vi.restoreAllMocks())

const batch = { electionText: 'x', ballots: ['a', 'b'], credentials: new Set(['k']) }

test('who verifies elsewhere gives a verdict on each ballot, asked once for the same election and voters', async () => {
  const asked: string[][] = []
  const verify = remembering(({ ballots }) => {
    asked.push([...ballots])
    return Promise.resolve(ballots.map((each) => (each === 'b' ? { ok: false, error: 'e' } : { ok: true, extra: 1 })))
  })
  const verdict = [{ ok: true }, { ok: false, error: 'e' }]
  expect(await verify(batch)).toEqual(verdict)
  expect(await verify(batch)).toEqual(verdict)
  expect(await verify({ ...batch, ballots: ['b', 'c'] })).toEqual([{ ok: false, error: 'e' }, { ok: true }])
  expect(asked).toEqual([['a', 'b'], ['c']])
  await verify({ ...batch, electionText: 'y' })
  await verify({ ...batch, electionText: 'y', credentials: new Set(['l']) })
  await verify({ ...batch, electionText: 'y', credentials: new Set(['l', 'm']) })
  await verify({ ...batch, electionText: 'y', credentials: new Set(['l', 'n']) })
  await verify({ ...batch, electionText: 'y', credentials: new Set(['l']) })
  expect(asked).toEqual([['a', 'b'], ['c'], ...Array<string[]>(5).fill(['a', 'b'])])
  await expect(remembering(() => Promise.resolve([]))(batch)).rejects.toThrow('a verdict on each')
})

const group = groupNamed('Ed25519')
const text = electionText(group, [aMatter], 77n)
const ballot = () => {
  const made = createSeededBallot(openText(text, group), theSecret, [[1, 0, 0]], new Uint8Array(32))
  if (!made.ok) throw new Error(made.error)
  return made.value.text
}
const credentials = new Set([publicCredential(group, theSecret)])

test('ballots are verified here by the back-end that is given, if it is that of the election', async () => {
  const given = { electionText: text, ballots: [ballot(), 'rubbish'], credentials }
  let used = 0
  const watched: Group = { ...group, decode: (said) => ((used += 1), group.decode(said)) }
  const other: Group = { ...watched, name: 'BELENIOS-2048' }
  for (const [backEnd, isUsed] of [
    [undefined, false],
    [watched, true],
    [other, false],
  ] as const) {
    used = 0
    const [good, bad] = await verifyBallotsHere(backEnd, () => Promise.resolve())(given)
    expect([good?.ok, bad?.ok, used > 0]).toEqual([true, false, isUsed])
  }
  const stranger = await verifyBallotsHere(group, () => Promise.resolve())({ ...given, credentials: new Set(['k']) })
  expect(stranger[0]).toEqual({ ok: false, error: 'unknown_credential' })
  // Of an election that cannot be read every ballot is refused, and for that.
  const refused = { ok: false, error: 'election_not_json' }
  expect(await verifyBallotsHere(undefined, () => Promise.resolve())(batch)).toEqual([refused, refused])
})

test('how far it is is told every twenty-five milliseconds of work, and at the end', async () => {
  let now = 0
  vi.spyOn(performance, 'now').mockImplementation(() => (now += 12.5))
  const told: number[] = []
  const ballots = Array.from({ length: 8 }, (_, nth) => `rubbish ${nth}`)
  await verifyBallotsHere(group, (done) => Promise.resolve(void told.push(done)))({ electionText: text, ballots, credentials }) // prettier-ignore
  expect(told).toEqual([2, 4, 6, 8, 8])
})

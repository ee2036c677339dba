import { beforeAll, expect, it } from 'vitest'
import { must } from '#kernel/assert'
import { canonicalJson } from '#kernel/canonical-json'
import {
  appendEncryptedTally,
  appendEndBallots,
  checkFactors,
  crossCheckArchives,
  crossCheckRoll,
  decryptTallies,
  encryptedTally,
  encryptedTallyText,
  groupNamed,
  verifyArchive,
} from '#engines/ballots/shared'
import type { CountedBallot, VerifiedArchive } from '#engines/ballots/shared'
import { aTestVote, ballotOf, openArchive } from '../../../../../test/belenios-votes.ts'
import type { Measure, TestVote } from '../../../../../test/belenios-votes.ts'

const group = groupNamed('Ed25519')

let vote: TestVote
let ballots: readonly string[]

beforeAll(async () => {
  vote = await aTestVote({ group, areas: [500, 300, 200], members: { threshold: 2, count: 3 } })
  ballots = [ballotOf(vote, 0, [[1, 0, 0]]), ballotOf(vote, 1, [[0, 1, 0]]), ballotOf(vote, 2, [[1, 0, 0]])]
})

/** The archive up to its encrypted tally, of all ballots in it or of the first few only. */
async function tallied(measure: Measure, texts = ballots, counted = texts.length, of = vote): Promise<VerifiedArchive> {
  const archive = openArchive(of, measure, texts)
  const { summary } = await verifyArchive(archive.bytes)
  const all = summary.counted as readonly CountedBallot[]
  const tally = encryptedTally(group, [3], all.slice(0, counted))
  archive.append(appendEndBallots)
  archive.append((tail) => appendEncryptedTally(tail, encryptedTallyText(group, tally.ciphertexts), tally))
  return verifyArchive(archive.bytes)
}

it('a trustee decrypts both tallies, knowing which key of the vote is his', async () => {
  const [area, head] = [await tallied('area'), await tallied('head')]
  const tallies = { area, head, roll: vote.rollText }
  const made = decryptTallies(tallies, must(vote.keys.get(3), 'a key'))
  if (!made.ok) throw new Error(made.error)
  expect(made.value.owner).toBe(3)
  const publicKey = group.powerOfG(must(vote.keys.get(3), 'a key'))
  for (const [archive, part] of [
    [area, made.value.area],
    [head, made.value.head],
  ] as const) {
    const ciphertexts = must(archive.summary.tally, 'a tally').ciphertexts
    expect(checkFactors(group, vote.open.election.hash, publicKey, ciphertexts, part)).toMatchObject({ ok: true })
  }
  const again = decryptTallies({ ...tallies, before: made.value.decrypted }, must(vote.keys.get(3), 'a key'))
  expect(again).toMatchObject({ ok: true })
  expect(decryptTallies(tallies, 12_345n)).toEqual({ ok: false, error: 'key_of_no_trustee' })
})

it('a trustee decrypts nothing from which one ballot could be read', async () => {
  const [area, head] = [await tallied('area'), await tallied('head')]
  const tallies = { area, head, roll: vote.rollText }
  const key = must(vote.keys.get(2), 'a key')
  const oneBallot = await tallied('area', ballots, 1)
  expect(decryptTallies({ ...tallies, area: oneBallot }, key)).toEqual({ ok: false, error: 'archives_have_findings' })
  const oneLess = await tallied('head', ballots.slice(1))
  expect(oneLess.findings).toEqual([])
  expect(decryptTallies({ ...tallies, head: oneLess }, key)).toEqual({ ok: false, error: 'archives_have_findings' })
  const made = decryptTallies(tallies, key)
  if (!made.ok) throw new Error(made.error)
  const less = { ...tallies, area: await tallied('area', ballots.slice(1)), head: oneLess }
  const later = decryptTallies({ ...less, before: made.value.decrypted }, key)
  expect(later).toEqual({ ok: false, error: 'other_tallies_decrypted_before' })
  const { area: areaEvent, head: headEvent } = made.value.decrypted
  for (const before of [
    { area: areaEvent, head: 'another' },
    { area: 'another', head: headEvent },
  ]) {
    expect(decryptTallies({ ...tallies, before }, key)).toEqual({ ok: false, error: 'other_tallies_decrypted_before' })
  }
  const open = await verifyArchive(openArchive(vote, 'area', ballots).bytes)
  const openHead = await verifyArchive(openArchive(vote, 'head', ballots).bytes)
  expect(decryptTallies({ ...tallies, area: open, head: openHead }, key)).toEqual({
    ok: false,
    error: 'archives_not_tallied',
  })
})

it('a trustee decrypts nothing while anything is found or missing in either archive', async () => {
  const [area, head] = [await tallied('area'), await tallied('head')]
  const key = must(vote.keys.get(2), 'a key')
  const decrypt = (own: VerifiedArchive, other: VerifiedArchive) =>
    decryptTallies({ area: own, head: other, roll: vote.rollText }, key)
  const findings = [{ code: 'ballot_wrong', where: 'event 1', detail: '' }] as const
  const refused = { ok: false, error: 'archives_have_findings' }
  expect(decrypt({ ...area, findings }, head)).toEqual(refused)
  expect(decrypt(area, { ...head, findings })).toEqual(refused)
  expect(decrypt({ ...area, findings }, { ...head, findings })).toEqual(refused)
  const without = ({ summary }: VerifiedArchive, field: 'setup' | 'tally'): VerifiedArchive => {
    const { [field]: _, ...rest } = summary
    return { findings: [], summary: rest }
  }
  const untallied = { ok: false, error: 'archives_not_tallied' }
  expect(decrypt(without(area, 'tally'), head)).toEqual(untallied)
  expect(decrypt(area, without(head, 'tally'))).toEqual(untallied)
  expect(decrypt(without(area, 'setup'), head)).toEqual(untallied)
})

it('a trustee decrypts no areas but those of the roll that the election names', async () => {
  const head = await tallied('head')
  const owners = vote.owners.map((owner, i) => ({ ...owner, area: 10 ** i }))
  const telling = await tallied('area', ballots, ballots.length, { ...vote, owners })
  expect([telling.findings, crossCheckArchives(telling.summary, head.summary)]).toEqual([[], []])
  const key = must(vote.keys.get(2), 'a key')
  const refused = { ok: false, error: 'archives_have_findings' }
  expect(decryptTallies({ area: telling, head, roll: vote.rollText }, key)).toEqual(refused)
  expect(crossCheckRoll(telling.summary, vote.rollText)).toHaveLength(3)
  const roll = canonicalJson({ v: 1, owners: owners.map((owner) => ({ key: owner.key, area: owner.area })) })
  expect(crossCheckRoll(telling.summary, roll)).toMatchObject([{ code: 'roll_not_of_election' }])
})

it('a copy kept from earlier shows where the archive was changed since', async () => {
  const early = await verifyArchive(openArchive(vote, 'area', ballots.slice(0, 2)).bytes)
  const knownEvent = must(early.summary.lastEvent, 'an event')
  const grown = openArchive(vote, 'area', ballots).bytes
  expect((await verifyArchive(grown, { knownEvent })).findings).toEqual([])
  const turned = openArchive(vote, 'area', [ballots[1]!, ballots[0]!, ballots[2]!]).bytes
  expect((await verifyArchive(turned, { knownEvent })).findings).toMatchObject([{ code: 'earlier_event_missing' }])
})

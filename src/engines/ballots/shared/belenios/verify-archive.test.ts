import { beforeAll, describe, expect, it } from 'vitest'
import { must } from '#kernel/assert'
import { err } from '#kernel/result'
import type { ArchiveEvent, ArchiveFinding, ArchiveSummary, ByAnswer, Ciphertext } from '#engines/ballots/shared'
import { crossCheckArchives, groupNamed, verifyArchive, verifyBallot } from '#engines/ballots/shared'
import { eventsOf, rechained } from '../../../../../test/belenios-chains.ts'
import { aTestVote, ballotOf, countedArchive, openArchive } from '../../../../../test/belenios-votes.ts'
import type { TestVote } from '../../../../../test/belenios-votes.ts'
import { newCounting, takeFactors, takeResult } from './verify-archive-count.ts'

const group = groupNamed('BELENIOS-2048')

let vote: TestVote
let ballots: readonly string[]
let sound: Uint8Array
let setupOf: ArchiveSummary['setup']
let tallied: ByAnswer<Ciphertext<unknown>> | undefined

beforeAll(async () => {
  vote = await aTestVote({ group, areas: [500, 300, 200], members: { threshold: 2, count: 3 } })
  ballots = [ballotOf(vote, 0, [[1, 0, 0]]), ballotOf(vote, 1, [[0, 1, 0]]), ballotOf(vote, 2, [[1, 0, 0]])]
  sound = countedArchive(vote, 'area', ballots, [1, 2, 3]).archive.bytes
  const { summary } = await verifyArchive(sound)
  setupOf = summary.setup
  tallied = summary.tally?.ciphertexts
})

describe('an archive in which everything is right', () => {
  it('has no findings, and says what it holds', async () => {
    const { findings, summary } = await verifyArchive(sound)
    expect(findings).toEqual([])
    expect(summary).toMatchObject({
      phase: 'result',
      events: 10,
      numTallied: 3,
      totalWeight: 1000,
      decryptedBy: [1, 2, 3],
      totals: [[700, 300, 0]],
    })
    expect(summary.ballots.map(({ credential }) => credential)).toEqual(vote.owners.map(({ key }) => key))
    expect([...must(summary.setup, 'a setup').weights.values()].sort((a, b) => a - b)).toEqual([200, 300, 500])
  })

  it('is verified the same where ballots are verified elsewhere', async () => {
    const { open } = vote
    const asked: number[] = []
    const outcome = await verifyArchive(sound, {
      verifyBallots: async ({ electionText, ballots: texts, credentials }) => {
        expect(electionText).toBe(vote.electionText)
        return texts.map((text) => verifyBallot(open, text, (credential) => credentials.has(credential)))
      },
      onBallots: (verified) => void asked.push(verified),
    })
    expect(outcome.findings).toEqual([])
    expect(asked).toEqual([3])
    const refused = await verifyArchive(sound, {
      verifyBallots: async ({ ballots: texts }) => texts.map(() => err('wrong_signature')),
    })
    expect(refused.findings.map(({ code, detail }) => `${code} ${detail}`).slice(0, 4)).toEqual([
      ...Array.from({ length: 3 }, () => 'ballot_wrong wrong_signature'),
      'num_tallied_wrong 3, not 0',
    ])
  })
})

describe('two archives of one vote', () => {
  it('agree', async () => {
    const head = await verifyArchive(countedArchive(vote, 'head', ballots, [1, 2, 4]).archive.bytes)
    const area = await verifyArchive(sound)
    expect(crossCheckArchives(area.summary, head.summary)).toEqual([])
    expect(crossCheckArchives(head.summary, area.summary).map(({ code }) => code)).toEqual([
      'area_archive_unweighted',
      'head_archive_weighted',
      'archives_results_disagree',
      'archives_results_disagree',
    ])
  })

  it('differ where a ballot is missing in one, though each verifies', async () => {
    const area = await verifyArchive(sound)
    const head = await verifyArchive(countedArchive(vote, 'head', ballots.slice(0, 2), [1, 2, 4]).archive.bytes)
    expect(head.findings).toEqual([])
    expect(crossCheckArchives(area.summary, head.summary)).toMatchObject([
      { code: 'archives_ballots_differ', where: 'ballot 3' },
      { code: 'archives_num_tallied_differ' },
      { code: 'archives_results_disagree' },
    ])
  })

  it('differ where they are of other elections, trustees and rolls', async () => {
    const other = await aTestVote({ group, areas: [500, 300, 200] })
    const area = await verifyArchive(openArchive(vote, 'area', []).bytes)
    const head = await verifyArchive(openArchive(other, 'head', []).bytes)
    expect(crossCheckArchives(area.summary, head.summary).map(({ code }) => code)).toEqual([
      'archives_election_differ',
      'archives_trustees_differ',
      'archives_credentials_differ',
    ])
  })
})

describe('who verifies ballots elsewhere', () => {
  const first = () => must(ballots[0], 'a ballot')
  const believed = (texts: readonly string[], of = vote) =>
    verifyArchive(openArchive(of, 'area', texts).bytes, {
      verifyBallots: async ({ ballots: all }) => all.map(() => ({ ok: true }) as const),
    })

  it('is not believed that a ballot can be counted which cannot', async () => {
    const stranger = await aTestVote({ group, areas: [1] })
    const { findings, summary } = await believed([
      '{}',
      ballotOf(stranger, 0, [[1, 0, 0]]),
      first().replace(/"alpha":"[0-9]+"/, '"alpha":"7"'),
      first(),
    ])
    expect(findings.map(({ code, where, detail }) => `${code} ${where} ${detail}`)).toEqual([
      'ballot_wrong event 1 ballot_wrong_shape',
      'ballot_wrong event 2 unknown_credential',
      'ballot_wrong event 3 ciphertext_not_in_group',
    ])
    expect(summary.ballots.map(({ credential }) => credential)).toEqual([
      '',
      stranger.owners[0]!.key,
      vote.owners[0]!.key,
      vote.owners[0]!.key,
    ])
    expect(summary.counted).toHaveLength(1)
  })

  it('has a verdict on every ballot', async () => {
    const silent = verifyArchive(openArchive(vote, 'area', [first()]).bytes, { verifyBallots: async () => [] })
    await expect(silent).rejects.toThrow('verdict')
  })
})

describe('an archive', () => {
  it('is verified with the group given where that is the election’s', async () => {
    const faster = { ...group }
    const other = groupNamed('Ed25519')
    expect((await verifyArchive(sound, { group: faster })).summary.setup?.group).toBe(faster)
    const { findings, summary } = await verifyArchive(sound, { group: other })
    expect([findings, summary.setup?.group.name]).toEqual([[], 'BELENIOS-2048'])
  })

  it('is that of an earlier copy where the last event of it is still there', async () => {
    const early = (await verifyArchive(openArchive(vote, 'area', ballots).bytes)).summary
    const options = { knownEvent: must(early.lastEvent, 'an event') }
    expect((await verifyArchive(sound, options)).findings).toEqual([])
    const other = { knownEvent: '0'.repeat(64) }
    expect((await verifyArchive(sound, other)).findings).toEqual([
      { code: 'earlier_event_missing', where: 'archive', detail: '0'.repeat(64) },
    ])
  })

  it('is verified in batches, each told when it is done', async () => {
    const rubbish = Array.from({ length: 65 }, (_, i) => JSON.stringify([i]))
    const done: number[] = []
    const { findings } = await verifyArchive(openArchive(vote, 'area', rubbish).bytes, {
      onBallots: (verified) => void done.push(verified),
    })
    expect(findings).toHaveLength(65)
    expect(done).toEqual([64, 65])
  })

  it('ends where its trustees or its tally are none', async () => {
    const events = await eventsOf(sound)
    const changed = async (type: ArchiveEvent['type'], fields: object) =>
      (await verifyArchive(rechained(events.map((event) => (event.type === type ? { ...event, ...fields } : event)))))
        .findings
    expect(await changed('Setup', { trustees: '{}' })).toEqual([
      { code: 'trustees_wrong', where: 'trustee 0', detail: 'trustees_malformed' },
    ])
    const tally = events.findIndex(({ type }) => type === 'EncryptedTally')
    expect(await changed('EncryptedTally', { encryptedTally: '[[]]' })).toEqual([
      { code: 'tally_wrong', where: `event ${tally}`, detail: '' },
    ])
  })

  it('has no factors and no result before its tally', () => {
    const setup = must(setupOf, 'a setup')
    const findings: ArchiveFinding[] = []
    takeFactors(findings, newCounting(), setup, { type: 'PartialDecryption', owner: 1, partialDecryption: '{}' })
    takeResult(findings, newCounting(), setup, '{"result":[[1,0,0]]}')
    const ciphertexts = must(tallied, 'a tally')
    takeResult(findings, { ...newCounting(), ciphertexts }, setup, '{"result":[[1,0,0]]}')
    expect(findings.map(({ code }) => code)).toEqual(['factors_malformed', 'result_malformed', 'result_malformed'])
  })
})

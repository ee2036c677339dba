import { beforeAll, describe, expect, it } from 'vitest'
import { must } from '#kernel/assert'
import { err } from '#kernel/result'
import type { ArchiveEvent, ArchiveFinding, ArchiveSummary, ByAnswer, Ciphertext } from '#engines/ballots/shared'
import { crossCheckArchives, groupNamed, verifyArchive, verifyBallot, writeElection } from '#engines/ballots/shared'
import { eventsOf, rechained } from '../../../../../test/belenios-chains.ts'
import { aTestVote, ballotOf, countedArchive, openArchive } from '../../../../../test/belenios-votes.ts'
import type { TestVote } from '../../../../../test/belenios-votes.ts'
import { impossibleTotals, newCounting, takeFactors, takeResult } from './verify-archive-count.ts'

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
    expect(outcome).toEqual(await verifyArchive(sound))
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
    expect(crossCheckArchives(head.summary, area.summary).map(({ code, where }) => `${code} ${where}`)).toEqual([
      'area_archive_unweighted area',
      'head_archive_weighted head',
      'archives_results_disagree question 1 answer 1',
      'archives_results_disagree question 1 answer 2',
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
    expect(crossCheckArchives(area.summary, head.summary).map(({ code, where }) => `${code} ${where}`)).toEqual([
      'archives_election_differ election',
      'archives_trustees_differ trustees',
      'archives_credentials_differ credential 1',
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
    const elsewhere: number[] = []
    await verifyArchive(openArchive(vote, 'area', rubbish).bytes, {
      verifyBallots: async ({ ballots: all }) => all.map(() => err('ballot_wrong_shape')),
      onBallots: (verified) => void elsewhere.push(verified),
    })
    expect(elsewhere).toEqual([65])
  })

  it('stands where its last event leaves it', async () => {
    const events = await eventsOf(sound)
    const phases: string[] = []
    for (const count of events.keys()) {
      phases.push((await verifyArchive(rechained(events.slice(0, count + 1)))).summary.phase)
    }
    expect(phases).toEqual([
      ...Array.from({ length: 4 }, () => 'voting'),
      'closed',
      'tallied',
      ...Array.from({ length: 3 }, () => 'decrypting'),
      'result',
    ])
  })

  it('holds nothing after its result, and before its setup nothing is known', async () => {
    const events = await eventsOf(sound)
    const late = { ...must(events[2], 'a ballot'), ballot: '{}' } as ArchiveEvent
    const after = await verifyArchive(rechained([...events, late]))
    expect(after.findings).toEqual([{ code: 'event_out_of_order', where: 'event 10', detail: '' }])
    const { findings, summary } = await verifyArchive(new Uint8Array())
    expect(findings).toHaveLength(1)
    expect(summary).toStrictEqual({ phase: 'empty', events: 0, ballots: [], counted: [], decryptedBy: [] })
  })

  it('whose tally leaves a ballot out is read on: what the trustees decrypted is right for what they were given', async () => {
    const events = await eventsOf(sound)
    const less = await eventsOf(countedArchive(vote, 'area', [ballots[0]!, ballots[2]!], [1, 2, 3]).archive.bytes)
    const { findings, summary } = await verifyArchive(rechained([...events.slice(0, 5), ...less.slice(4)]))
    expect(findings.map(({ code }) => code)).toEqual(['num_tallied_wrong', 'total_weight_wrong', 'tally_wrong'])
    expect(summary).toMatchObject({ phase: 'result', decryptedBy: [1, 2, 3], totals: [[700, 0, 0]] })
  })

  it('ends where its trustees or its tally are none', async () => {
    const events = await eventsOf(sound)
    const changed = async (type: ArchiveEvent['type'], fields: object) =>
      (await verifyArchive(rechained(events.map((event) => (event.type === type ? { ...event, ...fields } : event)))))
        .findings
    expect(await changed('Setup', { trustees: '{}' })).toEqual([
      { code: 'trustees_wrong', where: 'trustee 0', detail: 'trustees_malformed' },
    ])
    expect(await changed('Setup', { trustees: '[["Single",{}]]' })).toEqual([
      { code: 'trustees_wrong', where: 'trustee 1', detail: 'trustee_key_wrong' },
    ])
    expect(await changed('Setup', { election: '{' })).toEqual([
      { code: 'election_wrong', where: 'election', detail: 'election_not_json' },
    ])
    expect(await changed('Setup', { credentials: '["1,5"]' })).toEqual([
      { code: 'credential_not_in_group', where: 'credential 1', detail: '' },
    ])
    expect(await changed('EncryptedTally', { encryptedTally: '[[]]' })).toEqual([
      { code: 'tally_wrong', where: 'event 5', detail: '' },
    ])
    expect(await changed('EncryptedTally', { encryptedTally: '[[]' })).toEqual([
      { code: 'tally_malformed', where: 'event 5', detail: '' },
    ])
  })

  it('tells of each fault of the count where it is and what was expected', async () => {
    const events = await eventsOf(sound)
    const found = async (type: ArchiveEvent['type'], fields: object) =>
      (await verifyArchive(rechained(events.map((event) => (event.type === type ? { ...event, ...fields } : event)))))
        .findings
    expect(await found('EncryptedTally', { numTallied: 2, totalWeight: 999 })).toEqual([
      { code: 'num_tallied_wrong', where: 'event 5', detail: '2, not 3' },
      { code: 'total_weight_wrong', where: 'event 5', detail: '999, not 1000' },
      { code: 'result_sum_wrong', where: 'question 1', detail: '1000' },
    ])
    expect(await found('Result', { result: '{}' })).toEqual([{ code: 'result_malformed', where: 'result', detail: '' }])
    expect(await found('Result', { result: '{"result":[[0,1001,0]]}' })).toEqual([
      { code: 'result_wrong', where: 'result', detail: '' },
      { code: 'result_above_total', where: 'question 1 answer 2', detail: '1001' },
      { code: 'result_sum_wrong', where: 'question 1', detail: '1001' },
    ])
    expect(await found('PartialDecryption', { owner: 9 })).toEqual([
      ...Array.from({ length: 3 }, () => ({ code: 'factors_owner_unknown', where: 'trustee 9', detail: '' })),
      { code: 'factors_insufficient', where: 'result', detail: '' },
    ])
    expect((await found('PartialDecryption', { owner: 1 })).map(({ code, where }) => `${code} ${where}`)).toEqual([
      'factors_repeated trustee 1',
      'factors_repeated trustee 1',
      'factors_insufficient result',
    ])
    expect((await found('PartialDecryption', { owner: 4 })).map(({ code, where }) => `${code} ${where}`)).toEqual([
      ...Array.from({ length: 3 }, () => 'factor_proof_wrong trustee 4'),
      'factors_insufficient result',
    ])
    const other = writeElection({ ...vote.open.election, publicKey: group.encode(group.powerOfG(5n)) })
    expect((await found('Setup', { election: other }))[0]).toEqual({
      code: 'election_key_wrong',
      where: 'election',
      detail: '',
    })
  })

  it('has no factors and no result before its tally', () => {
    const setup = must(setupOf, 'a setup')
    const findings: ArchiveFinding[] = []
    takeFactors(findings, newCounting(), setup, { type: 'PartialDecryption', owner: 1, partialDecryption: '{}' })
    takeResult(findings, newCounting(), setup, '{"result":[[1,0,0]]}')
    const ciphertexts = must(tallied, 'a tally')
    const result = '{"result":[[1,0,0]]}'
    takeResult(findings, { ...newCounting(), ciphertexts }, setup, result)
    takeResult(findings, { ...newCounting(), size: { numTallied: 1, totalWeight: 1 } }, setup, result)
    expect(findings.map(({ code }) => code)).toEqual([
      'factors_malformed',
      ...Array.from({ length: 3 }, () => 'result_malformed'),
    ])
  })
})

it('totals are possible where each question has as many answers as all who voted may give, and no answer more than all', () => {
  const { election } = vote.open
  const [matter] = election.questions
  const asked = { ...election, questions: [must(matter, 'a matter'), { ...must(matter, 'a matter'), max: 2 }] }
  const found = (...rows: readonly (readonly number[])[]) =>
    impossibleTotals(asked, 10, rows).map(({ code, where, detail }) => `${code} ${where} ${detail}`)
  expect(found([10, 0, 0], [10, 0, 0])).toEqual([])
  expect(found([4, 3, 3], [10, 10, 0])).toEqual([])
  expect(found([10, 0, 0], [9, 0, 0])).toEqual(['result_sum_wrong question 2 9'])
  expect(found([10, 1, 0], [10, 10, 1])).toEqual(['result_sum_wrong question 1 11', 'result_sum_wrong question 2 21'])
  expect(found([10, 0, 0], [5, 11, 4])).toEqual(['result_above_total question 2 answer 2 11'])
})

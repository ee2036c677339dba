import { beforeAll, describe, expect, it } from 'vitest'
import { must } from '#kernel/assert'
import { err } from '#kernel/result'
import { crossCheckArchives, groupNamed, verifyArchive, verifyBallot } from '#engines/ballots/shared'
import { aTestVote, ballotOf, countedArchive, openArchive } from '../../../../../test/belenios-votes.ts'
import type { TestVote } from '../../../../../test/belenios-votes.ts'

const group = groupNamed('BELENIOS-2048')

let vote: TestVote
let ballots: readonly string[]
let sound: Uint8Array

beforeAll(async () => {
  vote = await aTestVote({ group, areas: [500, 300, 200], members: { threshold: 2, count: 3 } })
  ballots = [ballotOf(vote, 0, [[1, 0, 0]]), ballotOf(vote, 1, [[0, 1, 0]]), ballotOf(vote, 2, [[1, 0, 0]])]
  sound = countedArchive(vote, 'area', ballots, [1, 2, 3]).archive.bytes
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

import { describe, expect, it } from 'vitest'
import { crossCheckArchives, groupNamed, verifyArchive } from '#engines/ballots/shared'
import { aCommitteeElection, aMatter, withoutTool } from '../../../../../test/belenios.ts'
import { aTestVote, ballotOf, countedArchive, openArchive, toolVerdict } from '../../../../../test/belenios-votes.ts'

const group = groupNamed('BELENIOS-2048')

describe.skipIf(withoutTool)('belenios-tool takes our archives', () => {
  it(
    'of a matter and an election by k of n, with revotes, weights, and one of three trustees missing',
    { timeout: 120_000 },
    async () => {
      const vote = await aTestVote({
        group,
        questions: [aMatter, aCommitteeElection],
        areas: [8850, 12_034, 9999, 1],
        members: { threshold: 2, count: 3 },
      })
      const ballots = [
        ballotOf(vote, 0, [
          [1, 0, 0],
          [1, 1, 1, 0, 0],
        ]),
        ballotOf(vote, 1, [
          [0, 1, 0],
          [0, 0, 0, 0, 0],
        ]),
        ballotOf(vote, 2, [
          [0, 1, 0],
          [0, 0, 0, 0, 1],
        ]),
        ballotOf(vote, 0, [
          [0, 0, 1],
          [0, 1, 1, 0, 0],
        ]),
      ]
      // 1 is the server, 2 to 4 the members; member 3 lost his key.
      const area = countedArchive(vote, 'area', ballots, [1, 2, 4])
      const head = countedArchive(vote, 'head', ballots, [4, 3, 1])
      expect(area.totals).toEqual([
        [0, 22_033, 8850],
        [0, 8850, 8850, 0, 9999],
      ])
      expect(head.totals).toEqual([
        [0, 2, 1],
        [0, 1, 1, 0, 1],
      ])
      for (const { archive } of [area, head]) {
        expect(toolVerdict(archive.bytes)).toMatchObject({ passed: true })
        expect(await verifyArchive(archive.bytes)).toMatchObject({
          findings: [],
          summary: { phase: 'result', numTallied: 3 },
        })
      }
      const [a, h] = await Promise.all([area, head].map(({ archive }) => verifyArchive(archive.bytes)))
      expect(crossCheckArchives(a!.summary, h!.summary)).toEqual([])
    },
  )

  it('while the vote is open and when nobody voted', async () => {
    const vote = await aTestVote({ group, areas: [100, 200] })
    expect(toolVerdict(openArchive(vote, 'area', []).bytes).passed).toBe(true)
    expect(toolVerdict(openArchive(vote, 'head', [ballotOf(vote, 0, [[1, 0, 0]])]).bytes).passed).toBe(true)
    const nobody = countedArchive(vote, 'area', [])
    expect(nobody.totals).toEqual([[0, 0, 0]])
    expect(toolVerdict(nobody.archive.bytes).passed).toBe(true)
    expect((await verifyArchive(nobody.archive.bytes)).findings).toEqual([])
  })
})

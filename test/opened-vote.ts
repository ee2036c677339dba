// A named vote of three owners, one of whom voted twice: both archives counted, and every ballot opened.
import { must } from '#kernel/assert'
import { openingFactors, openingsText, verifyArchive } from '#engines/ballots/shared'
import type { ArchiveSummary, BallotFactors, Group } from '#engines/ballots/shared'
import { aCommitteeElection, aMatter } from './belenios.ts'
import { aTestVote, ballotOf, countedArchive } from './belenios-votes.ts'
import type { TestVote } from './belenios-votes.ts'

export interface OpenedVote {
  readonly vote: TestVote
  readonly area: ArchiveSummary
  readonly head: ArchiveSummary
  readonly factors: ReadonlyMap<number, readonly BallotFactors[]>
  readonly text: string
}

export async function anOpenedVote(group: Group, areas: readonly number[]): Promise<OpenedVote> {
  const questions = [aMatter, aCommitteeElection]
  const vote = await aTestVote({ group, questions, areas, mode: 'named', members: { threshold: 2, count: 3 } })
  const ballots = [
    ballotOf(vote, 0, [
      [1, 0, 0],
      [1, 1, 1, 0, 0],
    ]),
    ballotOf(vote, 1, [
      [0, 1, 0],
      [0, 0, 0, 0, 0],
    ]),
    ballotOf(vote, 0, [
      [0, 0, 1],
      [0, 0, 1, 1, 0],
    ]),
  ]
  const area = (await verifyArchive(countedArchive(vote, 'area', ballots).archive.bytes)).summary
  const head = (await verifyArchive(countedArchive(vote, 'head', ballots).archive.bytes)).summary
  const { election } = vote.open
  const factors = new Map(
    [1, 2, 4].map((owner) => {
      const made = openingFactors(election, group, must(vote.keys.get(owner), 'a key'), area.counted)
      if (!made.ok) throw new Error(made.error)
      return [owner, made.value]
    }),
  )
  const text = openingsText(election, group, vote.trustees, area.counted, factors)
  if (!text.ok) throw new Error(text.error)
  return { vote, area, head, factors, text: text.value }
}

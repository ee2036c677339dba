import { beforeAll, describe, expect, it } from 'vitest'
import { must } from '#kernel/assert'
import { canonicalJson } from '#kernel/canonical-json'
import { crossCheckArchives, crossCheckRoll, groupNamed, sha256Hex, verifyArchive } from '#engines/ballots/shared'
import type { ArchiveSummary } from '#engines/ballots/shared'
import { aTestVote, ballotOf, countedArchive, openArchive } from '../../../../../test/belenios-votes.ts'
import type { TestVote } from '../../../../../test/belenios-votes.ts'

const group = groupNamed('Ed25519')
const nothing = (await verifyArchive(new Uint8Array(0))).summary

let vote: TestVote
let area: ArchiveSummary
let head: ArchiveSummary
let openHead: ArchiveSummary

beforeAll(async () => {
  vote = await aTestVote({ group, areas: [400, 100, 200] })
  const ballots = [ballotOf(vote, 0, [[1, 0, 0]]), ballotOf(vote, 1, [[1, 0, 0]]), ballotOf(vote, 2, [[0, 1, 0]])]
  area = (await verifyArchive(countedArchive(vote, 'area', ballots).archive.bytes)).summary
  head = (await verifyArchive(countedArchive(vote, 'head', ballots).archive.bytes)).summary
  openHead = (await verifyArchive(openArchive(vote, 'head', ballots).bytes)).summary
})

describe('two archives of one vote', () => {
  it('cannot be compared before both are set up', () => {
    expect(crossCheckArchives(area, nothing)).toEqual([])
    expect(crossCheckArchives(nothing, head)).toEqual([])
    expect(crossCheckArchives(area, head)).toEqual([])
  })

  it('are counted both or neither', () => {
    expect(crossCheckArchives(area, openHead)).toEqual([
      { code: 'archives_num_tallied_differ', where: 'tally', detail: '3, 0' },
    ])
    expect(crossCheckArchives({ ...openHead, setup: area.setup! }, head)).toEqual([
      { code: 'archives_num_tallied_differ', where: 'tally', detail: '0, 3' },
    ])
  })

  it('hold the same owners and ballots in the same order, whichever has more', () => {
    const codes = (a: ArchiveSummary, h: ArchiveSummary) =>
      crossCheckArchives(a, h).map(({ code, where }) => `${code} ${where}`)
    const shorter = (of: ArchiveSummary) => ({ ...of, ballots: of.ballots.slice(0, 2) })
    expect(codes(area, shorter(head))).toEqual(['archives_ballots_differ ballot 3'])
    expect(codes(shorter(area), head)).toEqual(['archives_ballots_differ ballot 3'])
    expect(codes(area, { ...head, ballots: head.ballots.toReversed() })).toEqual(['archives_ballots_differ ballot 1'])
    const setup = must(head.setup, 'a setup')
    const fewer = { ...head, setup: { ...setup, weights: new Map([...setup.weights].slice(0, 1)) } }
    expect(codes(area, fewer)).toEqual(['archives_credentials_differ credential 2'])
  })

  it('have totals that so many owners can have, from the smallest of them to the largest', () => {
    const compared = (areas: readonly (readonly number[])[], heads: readonly (readonly number[])[]) =>
      crossCheckArchives({ ...area, totals: areas }, { ...head, totals: heads }).map(({ where, detail }) => [
        where,
        detail,
      ])
    expect(compared([[300, 400, 0]], [[2, 1, 0]])).toEqual([])
    expect(compared([[600, 100, 0]], [[2, 1, 0]])).toEqual([])
    expect(compared([[700]], [[3]])).toEqual([])
    expect(compared([[299]], [[2]])).toEqual([['question 1 answer 1', '299, 2']])
    expect(compared([[601]], [[2]])).toEqual([['question 1 answer 1', '601, 2']])
    expect(compared([[0, 1]], [[0, 0]])).toEqual([['question 1 answer 2', '1, 0']])
    expect(compared([[0]], [[1]])).toEqual([['question 1 answer 1', '0, 1']])
    expect(compared([[700]], [[4]])).toEqual([['question 1 answer 1', '700, 4']])
    expect(compared([[300]], [[2, 0]])).toEqual([['question 1 answer 2', ', 0']])
    expect(compared([], [[2]])).toEqual([['question 1 answer 1', ', 2']])
  })
})

describe('the roll that the election names', () => {
  const rolled = (roll: string): ArchiveSummary => {
    const setup = must(area.setup, 'a setup')
    const description = canonicalJson({ roll: sha256Hex(roll) })
    return { ...area, setup: { ...setup, election: { ...setup.election, description } } }
  }
  const wrong = (roll: string) => crossCheckRoll(rolled(roll), roll).map(({ code, where }) => `${code} ${where}`)
  const owners = () => vote.owners.map(({ key, area: weight }) => ({ key, area: weight }))

  it('gives every key the area that it weighs in the archive', () => {
    expect(crossCheckRoll(area, vote.rollText)).toEqual([])
    expect(wrong(JSON.stringify({ owners: owners() }))).toEqual([])
    const changed = owners().map((owner) => ({ ...owner, area: owner.area + 1 }))
    expect(wrong(JSON.stringify({ owners: changed }))).toHaveLength(3)
  })

  it('is no other, and there is none before the setup', () => {
    expect(crossCheckRoll(nothing, vote.rollText)).toEqual([])
    expect(crossCheckRoll(area, '{}')).toEqual([{ code: 'roll_not_of_election', where: 'roll', detail: '' }])
    const setup = must(area.setup, 'a setup')
    const silent = { ...area, setup: { ...setup, election: { ...setup.election, description: 'x' } } }
    expect(crossCheckRoll(silent, vote.rollText)).toMatchObject([{ code: 'roll_not_of_election' }])
  })

  it('has no owner more or less than the archive', () => {
    const more = { key: 'another', area: 5 }
    expect(wrong(JSON.stringify({ owners: [...owners(), more] }))).toEqual(['weights_not_of_roll roll'])
    const [first] = [...must(area.setup, 'a setup').weights.keys()]
    const fewer = owners().filter(({ key }) => key !== first)
    expect(wrong(JSON.stringify({ owners: fewer }))).toEqual([
      'weights_not_of_roll credential 1',
      'weights_not_of_roll roll',
    ])
    for (const roll of ['{', '{}', '{"owners":{}}']) expect(wrong(roll)).toHaveLength(4)
    const { setup } = rolled('{}')
    const alone = { ...area, setup: { ...must(setup, 'a setup'), weights: new Map([['one', 5]]) } }
    expect(crossCheckRoll(alone, '{}').map(({ where }) => where)).toEqual(['credential 1', 'roll'])
    expect(wrong('{"owners":[1,null]}')).toHaveLength(4)
  })
})

import fc from 'fast-check'
import { expect, test } from 'vitest'
import { countElection, type ElectionFigures, type ElectionTally } from './count-election.ts'
import type { Measures } from './measures.ts'
import { instanceOf, type NotReturnedPolicy, type RuleInstance } from './rule-instance.ts'
import { rulesOn, voteParameters } from './rules.ts'

function rulesWith(policy: NotReturnedPolicy): RuleInstance {
  return instanceOf({
    day: '2026-11-22',
    matters: ['committee_election'],
    terms: {
      parkingCounts: false,
      invalidParticipates: false,
      notReturned: policy,
      clause: '第十二条',
      clauseFile: null,
      proxyCap: 3,
    },
    revote: false,
    document: { title: '业主大会议事规则', sha256: '00'.repeat(32) },
    rules: rulesOn('2026-11-22'),
    numberOf: (parameter) => voteParameters[parameter].value,
  })
}

const of = (area: number, heads: number): Measures => ({ area, heads })
const none = of(0, 0)
const people = ['甲', '乙', '丙', '丁', '戊', '己']

/** Candidates by agreeing heads, each owner of 10 m², among 30 owners of whom 24 vote. */
function election(heads: readonly number[], seats: number, over: Partial<ElectionFigures> = {}): ElectionFigures {
  return {
    candidates: people.slice(0, heads.length),
    seats,
    round: 1,
    totals: of(30_000, 30),
    online: { ballots: of(24_000, 24), candidates: heads.map((count) => of(count * 1000, count)) },
    paper: { ballots: none, candidates: heads.map(() => none) },
    invalid: none,
    notReturned: none,
    ...over,
  }
}

function decided(figures: ElectionFigures, policy: NotReturnedPolicy = 'not_participating') {
  const result = countElection(rulesWith(policy), figures)
  if (!result.ok) throw new Error(result.error)
  return result.value
}

test('those with more than half of both measures sit, in the order of agreeing owners', () => {
  const decision = decided(election([13, 20, 12, 18], 3))
  expect(decision).toMatchObject({ elected: [1, 3, 0], contest: 'competitive', policyDecides: false })
  expect(decision.withoutPolicy).toMatchObject({ vacant: 0, tied: [], runOff: null })
  expect(
    decision.withoutPolicy.candidates.map(({ rank, hasMajority, elected }) => [rank, hasMajority, elected]),
  ).toEqual([
    [3, true, true],
    [1, true, true],
    [4, false, false],
    [2, true, true],
  ])
  expect(decision.conclusion[0]).toContain('应选 3 人，当选 3 人：乙、丁、甲')
  expect(decision.conclusion[1]).toContain('of 3 seats 3 are filled: 乙, 丁, 甲.')
})

test('a majority by heads without one by area does not elect', () => {
  const figures = election([13, 20], 2)
  const online = { ...figures.online, candidates: [of(13_000, 13), of(12_000, 20)] }
  expect(decided({ ...figures, online }).elected).toEqual([0])
})

test('open seats go to a run-off of the strongest others, one more than there are seats', () => {
  const { withoutPolicy, conclusion } = decided(election([20, 4, 12, 9, 3], 2))
  expect(withoutPolicy).toMatchObject({
    elected: [0],
    vacant: 1,
    runOff: { why: 'unfilled', seats: 1, candidates: [2, 3] },
  })
  expect(conclusion[0]).toContain('因当选人数不足，由丙、丁另行选举，应选 1 人。')
  expect(conclusion[1]).toContain('of 2 seats 1 is filled')
})

test('equals at the edge of a run-off all come along', () => {
  expect(decided(election([15, 9, 12, 9, 3], 2)).withoutPolicy.runOff?.candidates).toEqual([2, 1, 3])
})

test('equals for the last seat are named and part by a run-off', () => {
  const { withoutPolicy, conclusion } = decided(election([13, 14, 13, 8], 2))
  expect(withoutPolicy).toMatchObject({
    elected: [1],
    tied: [0, 2],
    vacant: 1,
    runOff: { why: 'tie', seats: 1, candidates: [0, 2] },
  })
  expect(conclusion[1]).toContain('Votes are equal')
  expect(withoutPolicy.candidates.map(({ rank }) => rank)).toEqual([2, 1, 2, 4])
})

test('equals among those who all fit are no tie', () => {
  expect(decided(election([15, 15, 15, 14], 3)).withoutPolicy).toMatchObject({ elected: [0, 1, 2], tied: [] })
  expect(decided(election([15, 15], 2))).toMatchObject({ elected: [0, 1], contest: 'equal' })
})

test('with fewer candidates than seats the rest stays vacant', () => {
  const { withoutPolicy, contest, conclusion } = decided(election([15, 20], 3))
  expect({ contest, vacant: withoutPolicy.vacant, runOff: withoutPolicy.runOff }).toEqual({
    contest: 'short',
    vacant: 1,
    runOff: null,
  })
  expect(conclusion[0]).toContain('尚缺 1 人，应当另行提名补选。')
})

test('where nobody has the majority all seats go to a run-off, of no more seats than candidates', () => {
  const { withoutPolicy, conclusion } = decided(election([12, 3], 3))
  expect(withoutPolicy.runOff).toEqual({ why: 'unfilled', seats: 2, candidates: [0, 1] })
  expect(conclusion[0]).toContain('应选 3 人，无人当选')
})

test('without the quorum nobody is elected and there is no run-off', () => {
  const figures = election([19, 19], 1, {
    online: { ballots: of(19_000, 19), candidates: [of(19_000, 19), of(0, 0)] },
  })
  const decision = decided(figures)
  expect(decision.withoutPolicy).toMatchObject({ quorumMet: false, elected: [], runOff: null })
  expect(decision.conclusion[0]).toContain('应当重新组织')
})

test('ballots not returned that take part raise what a majority is', () => {
  const figures = election([14, 3], 1, { notReturned: of(6000, 6) })
  const decision = decided(figures, 'participate_abstain')
  expect(decision.withoutPolicy.elected).toEqual([0])
  expect(decision).toMatchObject({ elected: [], policyDecides: true })
})

test('an election does not follow the majority', () => {
  expect(countElection(rulesWith('follow_majority'), election([14], 1))).toEqual({
    ok: false,
    error: 'follow_majority_in_election',
  })
})

const tallied = (ballots: Measures, ...candidates: Measures[]): ElectionTally => ({ ballots, candidates })

test.each<[string, Partial<ElectionFigures>, string]>([
  ['no seat', { seats: 0 }, 'numbers_wrong'],
  ['half a seat', { seats: 1.5 }, 'numbers_wrong'],
  ['no candidate', { candidates: [], online: tallied(none), paper: tallied(none) }, 'numbers_wrong'],
  ['a tally of other candidates', { online: tallied(of(10, 1), of(10, 1)) }, 'more_than_ballots'],
  ['more area than voted', { online: tallied(of(10, 1), of(11, 1), none) }, 'more_than_ballots'],
  ['more owners than voted', { online: tallied(of(10, 1), of(10, 2), none) }, 'more_than_ballots'],
  ['more names than seats, by area', { paper: tallied(of(10, 2), of(6, 1), of(5, 1)) }, 'more_than_ballots'],
  ['more names than seats, by heads', { online: tallied(of(10, 2), of(5, 2), of(5, 1)) }, 'more_than_ballots'],
  ['a broken number', { online: tallied(of(10, 1), of(0.1, 0), none) }, 'numbers_wrong'],
  ['more than the roll', { invalid: of(6001, 1) }, 'more_than_roll'],
])('refuses %s', (_, over, error) => {
  expect(countElection(rulesWith('not_participating'), election([14, 3], 1, over))).toEqual({ ok: false, error })
})

/** Seats given one by one: whoever has the majority and is agreed to by more owners than all others left. */
function oracle(heads: readonly number[], voted: number, seats: number): { elected: number[]; tied: number[] } {
  const left = heads.map((_, index) => index).filter((index) => heads[index]! * 2 > voted)
  const elected: number[] = []
  while (elected.length < seats && left.length > 0) {
    const most = Math.max(...left.map((index) => heads[index]!))
    const best = left.filter((index) => heads[index] === most)
    if (best.length > seats - elected.length) return { elected, tied: best }
    elected.push(...best)
    for (const index of best) left.splice(left.indexOf(index), 1)
  }
  return { elected, tied: [] }
}

test('seats are given as one by one, and every candidate of a run-off is unelected', () => {
  fc.assert(
    fc.property(
      fc.array(fc.integer({ min: 0, max: 24 }), { minLength: 1, maxLength: 6 }),
      fc.integer({ min: 1, max: 6 }),
      (heads, seats) => {
        const figures = election(heads, seats)
        fc.pre(heads.reduce((sum, count) => sum + count, 0) <= seats * 24)
        const { withoutPolicy } = decided(figures)
        expect({ elected: withoutPolicy.elected, tied: withoutPolicy.tied }).toEqual(oracle(heads, 24, seats))
        const { runOff, elected, vacant } = withoutPolicy
        expect(elected.length + vacant).toBe(seats)
        if (runOff) {
          expect(runOff.candidates.some((candidate) => elected.includes(candidate))).toBe(false)
          expect(runOff.seats).toBeLessThanOrEqual(Math.min(vacant, runOff.candidates.length))
        } else expect(vacant === 0 || elected.length === heads.length).toBe(true)
      },
    ),
    { numRuns: 1000 },
  )
})

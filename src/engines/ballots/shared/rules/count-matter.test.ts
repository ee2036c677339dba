import fc from 'fast-check'
import { expect, test } from 'vitest'
import { countMatter, matterChoices, type MatterChoice, type MatterFigures } from './count-matter.ts'
import { fractionText, percent, squareMetres, type Measures } from './measures.ts'
import { instanceOf, type NotReturnedPolicy, type RuleInstance } from './rule-instance.ts'
import { matterIds, rulesOn, voteParameters, type MatterId } from './rules.ts'

function rulesWith(policy: NotReturnedPolicy, invalidParticipates = false): RuleInstance {
  return instanceOf({
    day: '2026-11-22',
    matters: matterIds,
    terms: {
      parkingCounts: false,
      invalidParticipates,
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

const none: Measures = { area: 0, heads: 0 }
const of = (area: number, heads: number): Measures => ({ area, heads })
const tally = (agree: Measures, against = none, abstain = none) => ({ agree, against, abstain })
const figures = (over: Partial<MatterFigures>): MatterFigures => ({
  totals: of(300_00, 30),
  online: tally(none),
  paper: tally(none),
  invalid: none,
  notReturned: none,
  ...over,
})

function decided(policy: NotReturnedPolicy, matter: MatterId, given: Partial<MatterFigures>, invalid = false) {
  const result = countMatter(rulesWith(policy, invalid), matter, figures(given))
  if (!result.ok) throw new Error(result.error)
  return result.value
}

// Of 300.00 m² and 30 owners: two thirds are 200.00 and 20.
test.each<[string, MatterId, Partial<MatterFigures>, { quorumMet: boolean; majorityMet: boolean }]>([
  ['quorum reached exactly', 'other', { online: tally(of(20000, 20)) }, { quorumMet: true, majorityMet: true }],
  ['0.01 m² short', 'other', { online: tally(of(19999, 20)) }, { quorumMet: false, majorityMet: true }],
  ['one owner short', 'other', { online: tally(of(20000, 19)) }, { quorumMet: false, majorityMet: true }],
  [
    'half is not more than half: area',
    'manager',
    { online: tally(of(10000, 11), of(10000, 9)) },
    { quorumMet: true, majorityMet: false },
  ],
  [
    'half is not more than half: heads',
    'manager',
    { online: tally(of(10001, 10), of(9999, 10)) },
    { quorumMet: true, majorityMet: false },
  ],
  [
    'the least more than half',
    'manager',
    { online: tally(of(10001, 11), of(9999, 9)) },
    { quorumMet: true, majorityMet: true },
  ],
  [
    'three quarters exactly are enough',
    'lift',
    { online: tally(of(15000, 15), of(5000, 5)) },
    { quorumMet: true, majorityMet: true },
  ],
  [
    '0.01 m² below three quarters',
    'lift',
    { online: tally(of(14999, 15), of(5001, 5)) },
    { quorumMet: true, majorityMet: false },
  ],
  [
    'one owner below three quarters',
    'raise_fund',
    { online: tally(of(15000, 14), of(5000, 6)) },
    { quorumMet: true, majorityMet: false },
  ],
  [
    'abstaining takes part and does not agree',
    'manager',
    { online: tally(of(9000, 9)), paper: tally(none, none, of(11000, 11)) },
    { quorumMet: true, majorityMet: false },
  ],
  [
    'paper and online are one vote',
    'manager',
    { online: tally(of(8000, 8)), paper: tally(of(12000, 12)) },
    { quorumMet: true, majorityMet: true },
  ],
  ['nobody takes part', 'rebuild', {}, { quorumMet: false, majorityMet: true }],
])('%s', (_, matter, given, expected) => {
  const decision = decided('not_participating', matter, given)
  expect(decision.withoutPolicy).toMatchObject({ ...expected, passed: expected.quorumMet && expected.majorityMet })
  expect(decision.passed).toBe(expected.quorumMet && expected.majorityMet)
  expect(decision.withPolicy).toBeNull()
  expect(decision.policyDecides).toBe(false)
})

test('an invalid ballot takes part only where the rules say so', () => {
  const given = { online: tally(of(19000, 19)), invalid: of(1000, 1) }
  expect(decided('not_participating', 'other', given).passed).toBe(false)
  const counted = decided('not_participating', 'other', given, true)
  expect(counted.passed).toBe(true)
  expect(counted.withoutPolicy.participants).toEqual(of(20000, 20))
})

test('ballots not returned take part and abstain, and both results are there', () => {
  const decision = decided('participate_abstain', 'use_fund', {
    online: tally(of(12000, 12)),
    notReturned: of(9000, 9),
  })
  expect(decision.withoutPolicy).toMatchObject({ quorumMet: false, passed: false })
  expect(decision.withPolicy).toMatchObject({
    participants: of(21000, 21),
    choices: tally(of(12000, 12), none, of(9000, 9)),
    passed: true,
  })
  expect(decision).toMatchObject({ passed: true, policyDecides: true, followed: null })
  expect(decision.conclusion[0]).toContain('结论相反')
})

test('ballots not returned follow what leads on both measures', () => {
  const decision = decided('follow_majority', 'use_fund', {
    online: tally(of(6000, 6), of(7000, 7)),
    notReturned: of(9000, 9),
  })
  expect(decision.followed).toBe('against')
  expect(decision.withPolicy?.choices.against).toEqual(of(16000, 16))
  expect(decision.passed).toBe(false)
})

test.each<[string, Partial<MatterFigures>]>([
  ['one leads by area and another by heads', { online: tally(of(7000, 6), of(6000, 7)) }],
  ['two are even', { online: tally(of(6000, 6), of(6000, 6)) }],
  ['heads are even', { online: tally(of(7000, 6), of(6000, 6)) }],
  ['nobody returned one', {}],
])('where %s, ballots not returned abstain', (_, given) => {
  const decision = decided('follow_majority', 'use_fund', { ...given, notReturned: of(9000, 9) })
  expect(decision.followed).toBeNull()
  expect(decision.withPolicy?.choices.abstain).toEqual(of(9000, 9))
})

test.each<[string, Partial<MatterFigures>, string]>([
  ['an empty roll', { totals: of(0, 0) }, 'roll_empty'],
  ['a roll of areas without owners', { totals: of(100, 0) }, 'roll_empty'],
  ['more area than the roll holds', { online: tally(of(30001, 3)) }, 'more_than_roll'],
  ['more owners than the roll holds', { paper: tally(of(100, 31)) }, 'more_than_roll'],
  ['negative areas', { online: tally(of(-1, 1)) }, 'numbers_wrong'],
  ['negative heads', { online: tally(of(1, -1)) }, 'numbers_wrong'],
  ['broken areas', { online: tally(of(0.5, 1)) }, 'numbers_wrong'],
  ['broken heads', { invalid: of(1, Number.NaN) }, 'numbers_wrong'],
])('refuses %s', (_, given, error) => {
  expect(countMatter(rulesWith('not_participating'), 'other', figures(given))).toEqual({ ok: false, error })
})

test('an election is not counted with those who did not answer', () => {
  expect(countMatter(rulesWith('follow_majority'), 'committee_election', figures({}))).toEqual({
    ok: false,
    error: 'follow_majority_in_election',
  })
})

test('each step is an equation that says itself', () => {
  const { steps } = decided('not_participating', 'use_fund', { online: tally(of(20000, 20)) }).withoutPolicy
  expect(steps.map(({ step, measure, left, relation, right }) => [step, measure, left, relation, right])).toEqual([
    ['participants', 'area', '20000', '=', '20000'],
    ['participants', 'heads', '20', '=', '20'],
    ['quorum', 'area', '60000', '>=', '60000'],
    ['quorum', 'heads', '60', '>=', '60'],
    ['majority', 'area', '40000', '>', '20000'],
    ['majority', 'heads', '40', '>', '20'],
  ])
  expect(steps[2]?.text).toEqual([
    '参与表决的专有部分面积 200.00 平方米，占专有部分总面积 300.00 平方米的 66.66%，符合“三分之二以上”的要求。',
    'Area taking part: 200.00 m², 66.66% of the whole area (300.00 m²); at least 2/3 is reached.',
  ])
  expect(steps[5]?.text[0]).toBe('同意人数 20 人，占参与表决人数 20 人的 100.00%，符合“过半数”的要求。')
})

test('what a decision says', () => {
  const passed = decided('not_participating', 'use_fund', { online: tally(of(20000, 20)) })
  expect(passed.conclusion[0]).toBe(
    '依据《中华人民共和国民法典》第二百七十八条第一款第（五）项，“使用建筑物及其附属设施的维修资金”事项表决通过。',
  )
  const few = decided('not_participating', 'use_fund', { online: tally(of(1, 1)) })
  expect(few.conclusion[1]).toContain('too few take part')
  expect(few.withoutPolicy.steps[1]?.text[1]).toContain('1 owner,')
  const against = decided('not_participating', 'use_fund', { online: tally(none, of(20000, 20)) })
  expect(against.conclusion[0]).toContain('同意的面积或者人数未达到法定比例')
})

test('fractions, areas and shares are said exactly', () => {
  expect(fractionText({ numerator: 3, denominator: 4, strict: false })).toEqual(['四分之三以上', 'at least 3/4'])
  expect(fractionText({ numerator: 2, denominator: 3, strict: true })).toEqual(['超过三分之二', 'more than 2/3'])
  expect(fractionText({ numerator: 1, denominator: 2, strict: false })[0]).toBe('半数以上')
  expect(fractionText({ numerator: 11, denominator: 20, strict: false })[0]).toBe('20分之11以上')
  expect(squareMetres(7)).toBe('0.07')
  expect(percent(2, 3)).toBe('66.66%')
  expect(percent(5, 0)).toBe('0.00%')
})

/** A rational number, the slow way: reduced by Euclid, compared by what is left when one is taken from the other. */
class Rational {
  readonly above: bigint
  readonly below: bigint
  constructor(above: bigint, below: bigint) {
    let [a, b] = [above < 0n ? -above : above, below]
    while (b !== 0n) [a, b] = [b, a % b]
    this.above = above / a
    this.below = below / a
  }
  plus(other: Rational): Rational {
    return new Rational(this.above * other.below + other.above * this.below, this.below * other.below)
  }
  compare(other: Rational): number {
    const left = this.plus(new Rational(-other.above, other.below)).above
    return left > 0n ? 1 : left < 0n ? -1 : 0
  }
}

interface Ballot {
  area: number
  fate: 'online' | 'paper' | 'invalid' | 'not_returned' | 'absent'
  choice: MatterChoice
}

const zero = new Rational(0n, 1n)
const summed = (ballots: readonly Ballot[], weight: (ballot: Ballot) => Rational): Rational =>
  ballots.reduce((sum, ballot) => sum.plus(weight(ballot)), zero)

/** The law read owner by owner, each weighing their fraction of the whole. */
function oracle(
  ballots: readonly Ballot[],
  matter: MatterId,
  policy: NotReturnedPolicy,
  invalidCounts: boolean,
): boolean {
  const whole = ballots.reduce((sum, ballot) => sum + ballot.area, 0)
  const weights = [
    (ballot: Ballot) => new Rational(BigInt(ballot.area), BigInt(whole)),
    () => new Rational(1n, BigInt(ballots.length)),
  ]
  const valid = ballots.filter(({ fate }) => fate === 'online' || fate === 'paper')
  const leaders = weights.map((weight) =>
    matterChoices.filter((choice) =>
      matterChoices.every(
        (other) =>
          other === choice ||
          summed(
            valid.filter((each) => each.choice === choice),
            weight,
          ).compare(
            summed(
              valid.filter((each) => each.choice === other),
              weight,
            ),
          ) > 0,
      ),
    ),
  )
  const lead = leaders[0]![0] === leaders[1]![0] ? leaders[0]![0] : undefined
  const counted = ballots.flatMap((ballot): Ballot[] => {
    if (ballot.fate === 'absent') return []
    if (ballot.fate === 'invalid') return invalidCounts ? [{ ...ballot, choice: 'abstain' }] : []
    if (ballot.fate !== 'not_returned') return [ballot]
    if (policy === 'not_participating') return []
    return [{ ...ballot, choice: policy === 'follow_majority' ? (lead ?? 'abstain') : 'abstain' }]
  })
  const heavy = ['raise_fund', 'rebuild', 'lift', 'common_use'].includes(matter)
  return weights.every((weight) => {
    const present = summed(counted, weight)
    if (present.compare(new Rational(2n, 3n)) < 0) return false
    const agreeing = summed(
      counted.filter(({ choice }) => choice === 'agree'),
      weight,
    )
    const share = new Rational(agreeing.above * present.below, agreeing.below * present.above)
    return heavy ? share.compare(new Rational(3n, 4n)) >= 0 : share.compare(new Rational(1n, 2n)) > 0
  })
}

const choice = fc.constantFrom(...matterChoices)
const anyBallot = (area: fc.Arbitrary<number>): fc.Arbitrary<Ballot> =>
  fc.record({
    area,
    fate: fc.constantFrom('online', 'online', 'online', 'paper', 'paper', 'invalid', 'not_returned', 'absent'),
    choice: fc.oneof(fc.constant('agree' as const), choice),
  })

function figuresOf(ballots: readonly Ballot[]): MatterFigures {
  const measured = (some: readonly Ballot[]): Measures =>
    of(
      some.reduce((sum, { area }) => sum + area, 0),
      some.length,
    )
  const by = (fate: Ballot['fate']) => ballots.filter((ballot) => ballot.fate === fate)
  const talliedBy = (fate: Ballot['fate']) => {
    const [agree, against, abstain] = matterChoices.map((each) =>
      measured(by(fate).filter((ballot) => ballot.choice === each)),
    ) as [Measures, Measures, Measures]
    return { agree, against, abstain }
  }
  return {
    totals: measured(ballots),
    online: talliedBy('online'),
    paper: talliedBy('paper'),
    invalid: measured(by('invalid')),
    notReturned: measured(by('not_returned')),
  }
}

// Small areas fall on the thresholds themselves again and again; large ones exercise the digits.
test.each([
  ['near the thresholds', fc.integer({ min: 1, max: 3 }), 12],
  ['of real size', fc.integer({ min: 1, max: 100_000_000 }), 40],
])('the decision is that of the oracle, areas %s', (_, area, most) => {
  let edges = 0
  fc.assert(
    fc.property(
      fc.array(anyBallot(area), { minLength: 1, maxLength: most }),
      fc.constantFrom(...matterIds.filter((matter) => matter !== 'committee_election')),
      fc.constantFrom<NotReturnedPolicy>('not_participating', 'participate_abstain', 'follow_majority'),
      fc.boolean(),
      (ballots, matter, policy, invalidCounts) => {
        const result = countMatter(rulesWith(policy, invalidCounts), matter, figuresOf(ballots))
        if (!result.ok) throw new Error(result.error)
        const decision = result.value
        const { steps } = decision.withPolicy ?? decision.withoutPolicy
        if (steps.some(({ step, left, right }) => (step === 'quorum' || step === 'majority') && left === right)) edges++
        expect(decision.passed).toBe(oracle(ballots, matter, policy, invalidCounts))
        expect(decision.withoutPolicy.passed).toBe(oracle(ballots, matter, 'not_participating', invalidCounts))
        expect(decision.policyDecides).toBe(decision.passed !== decision.withoutPolicy.passed)
      },
    ),
    { numRuns: 1500 },
  )
  if (most === 12) expect(edges).toBeGreaterThan(100)
})

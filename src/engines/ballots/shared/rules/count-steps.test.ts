import { expect, test } from 'vitest'
import { countElection, type ElectionFigures } from './count-election.ts'
import { countMatter, type MatterFigures } from './count-matter.ts'
import { isWithin, type CountStep, type Measures } from './measures.ts'
import { instanceOf, type NotReturnedPolicy, type RuleInstance } from './rule-instance.ts'
import { matterIds, rulesOn, voteParameters } from './rules.ts'

const of = (area: number, heads: number): Measures => ({ area, heads })
const none = of(0, 0)

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
    document: { title: '议事规则', sha256: '00'.repeat(32) },
    rules: rulesOn('2026-11-22'),
    numberOf: (parameter) => voteParameters[parameter].value,
  })
}

const figures: MatterFigures = {
  totals: of(30_000, 30),
  online: { agree: of(9000, 9), against: of(2000, 3), abstain: none },
  paper: { agree: of(3000, 3), against: none, abstain: of(1000, 1) },
  invalid: of(1000, 1),
  notReturned: of(7050, 7),
}

function decided(rules: RuleInstance, given: MatterFigures = figures) {
  const result = countMatter(rules, 'other', given)
  if (!result.ok) throw new Error(result.error)
  return result.value
}

const reckoned = (steps: readonly CountStep[] | undefined) =>
  steps?.map(({ step, measure, candidate, left, relation, right, holds }) =>
    [step, measure, candidate ?? '-', left, relation, right, holds ? 'holds' : 'fails'].join(' '),
  )
const said = (steps: readonly CountStep[] | undefined) => steps?.flatMap(({ text }) => text)

test('the count of a matter is told step by step, each with its numbers and in both languages', () => {
  const { withoutPolicy, withPolicy, followed, conclusion } = decided(rulesWith('follow_majority', true))
  expect(followed).toBe('agree')
  expect(reckoned(withPolicy?.steps)).toEqual([
    'lead area - 12000 > 2000 holds',
    'lead heads - 12 > 3 holds',
    'not_returned area - 7050 = 7050 holds',
    'not_returned heads - 7 = 7 holds',
    'participants area - 23050 = 23050 holds',
    'participants heads - 24 = 24 holds',
    'quorum area - 69150 >= 60000 holds',
    'quorum heads - 72 >= 60 holds',
    'majority area - 38100 > 23050 holds',
    'majority heads - 38 > 24 holds',
  ])
  expect(said(withPolicy?.steps)).toEqual([
    '按面积，已返还有效票中“同意”最多，为 120.00 平方米，次多为 20.00 平方米。',
    'By area, "agree" leads among valid ballots with 120.00 m², before 20.00 m².',
    '按人数，已返还有效票中“同意”最多，为 12 人，次多为 3 人。',
    'By heads, "agree" leads among valid ballots with 12 owners, before 3 owners.',
    '依据《议事规则》第十二条，已证明送达而未返还的 70.50 平方米计入“同意”。',
    'By 议事规则, 第十二条, 70.50 m² delivered with proof and not returned count as "agree".',
    '依据《议事规则》第十二条，已证明送达而未返还的 7 人计入“同意”。',
    'By 议事规则, 第十二条, 7 owners delivered with proof and not returned count as "agree".',
    '参与表决的专有部分面积：线上 110.00 平方米，纸质有效票 40.00 平方米，无效票 10.00 平方米，已送达未返还 70.50 平方米，合计 230.50 平方米。',
    'Area taking part: online 110.00 m², valid on paper 40.00 m², invalid 10.00 m², delivered, not returned 70.50 m²; together 230.50 m².',
    '参与表决的业主人数：线上 12 人，纸质有效票 4 人，无效票 1 人，已送达未返还 7 人，合计 24 人。',
    'Owners taking part: online 12 owners, valid on paper 4 owners, invalid 1 owner, delivered, not returned 7 owners; together 24 owners.',
    '参与表决的专有部分面积 230.50 平方米，占专有部分总面积 300.00 平方米的 76.83%，符合“三分之二以上”的要求。',
    'Area taking part: 230.50 m², 76.83% of the whole area (300.00 m²); at least 2/3 is reached.',
    '参与表决的业主人数 24 人，占业主总人数 30 人的 80.00%，符合“三分之二以上”的要求。',
    'Owners taking part: 24 owners, 80.00% of all owners (30 owners); at least 2/3 is reached.',
    '同意面积 190.50 平方米，占参与表决面积 230.50 平方米的 82.64%，符合“过半数”的要求。',
    'Area that agrees: 190.50 m², 82.64% of the area taking part (230.50 m²); more than 1/2 is reached.',
    '同意人数 19 人，占参与表决人数 24 人的 79.16%，符合“过半数”的要求。',
    'Owners who agree: 19 owners, 79.16% of those taking part (24 owners); more than 1/2 is reached.',
  ])
  expect(said(withoutPolicy.steps)?.slice(0, 6)).toEqual([
    '参与表决的专有部分面积：线上 110.00 平方米，纸质有效票 40.00 平方米，无效票 10.00 平方米，合计 160.00 平方米。',
    'Area taking part: online 110.00 m², valid on paper 40.00 m², invalid 10.00 m²; together 160.00 m².',
    '参与表决的业主人数：线上 12 人，纸质有效票 4 人，无效票 1 人，合计 17 人。',
    'Owners taking part: online 12 owners, valid on paper 4 owners, invalid 1 owner; together 17 owners.',
    '参与表决的专有部分面积 160.00 平方米，占专有部分总面积 300.00 平方米的 53.33%，不符合“三分之二以上”的要求。',
    'Area taking part: 160.00 m², 53.33% of the whole area (300.00 m²); at least 2/3 is not reached.',
  ])
  expect(conclusion).toEqual([
    '依据《中华人民共和国民法典》第二百七十八条第一款第（九）项，“有关共有和共同管理权利的其他重大事项”事项表决通过。本结论取决于未返还表决票的计票规则，不适用该规则时结论相反。',
    'Under Civil Code of the PRC, article 278, paragraph 1, item 9, "Other major matters of common ownership and common management" is passed. Without the rule on ballots not returned the decision would be the opposite.',
  ])
})

test('where no choice leads alone, ballots not returned abstain, and the sheet says so', () => {
  const even = { agree: of(4000, 4), against: of(4000, 4), abstain: none }
  const nobody = { agree: none, against: none, abstain: none }
  const { withPolicy, followed, conclusion } = decided(rulesWith('follow_majority'), {
    ...figures,
    online: even,
    paper: nobody,
  })
  expect(followed).toBeNull()
  expect(reckoned(withPolicy?.steps)?.slice(0, 2)).toEqual([
    'lead area - 4000 > 4000 fails',
    'lead heads - 4 > 4 fails',
  ])
  expect(said(withPolicy?.steps)?.slice(0, 6)).toEqual([
    '按面积，已返还有效票中没有唯一最多的意见（最多者均为 40.00 平方米）。',
    'By area, no choice leads alone among valid ballots (the most is 40.00 m², more than once).',
    '按人数，已返还有效票中没有唯一最多的意见（最多者均为 4 人）。',
    'By heads, no choice leads alone among valid ballots (the most is 4 owners, more than once).',
    '依据《议事规则》第十二条，已证明送达而未返还的 70.50 平方米计入“弃权”。',
    'By 议事规则, 第十二条, 70.50 m² delivered with proof and not returned count as "abstain".',
  ])
  expect(conclusion).toEqual([
    '依据《中华人民共和国民法典》第二百七十八条第一款第（九）项，参与表决的面积或者人数未达到法定比例，“有关共有和共同管理权利的其他重大事项”事项未获通过。',
    'Under Civil Code of the PRC, article 278, paragraph 1, item 9, "Other major matters of common ownership and common management" is not passed: too few take part.',
  ])
})

test('ballots not returned that abstain need no leader, and without invalid ones nothing is said of them', () => {
  const { withPolicy, followed } = decided(rulesWith('participate_abstain'))
  expect(followed).toBeNull()
  expect(reckoned(withPolicy?.steps)?.slice(0, 3)).toEqual([
    'not_returned area - 7050 = 7050 holds',
    'not_returned heads - 7 = 7 holds',
    'participants area - 22050 = 22050 holds',
  ])
  expect(said(withPolicy?.steps)?.[4]).not.toContain('无效票')
  const choices = { agree: of(12_000, 12), against: of(2000, 3), abstain: of(8050, 8) }
  expect(withPolicy?.choices).toEqual(choices)
})

const election = (over: Partial<ElectionFigures> = {}): ElectionFigures => ({
  candidates: ['甲', '乙'],
  seats: 1,
  round: 1,
  totals: of(30_000, 30),
  online: { ballots: of(20_000, 20), candidates: [of(16_000, 16), of(4000, 4)] },
  paper: { ballots: none, candidates: [none, none] },
  invalid: none,
  notReturned: of(2000, 2),
  ...over,
})
const elected = (given: ElectionFigures, policy: NotReturnedPolicy = 'not_participating') =>
  countElection(rulesWith(policy), given)

test('the count of an election is told candidate by candidate', () => {
  const result = elected(election())
  if (!result.ok) throw new Error(result.error)
  const { withoutPolicy, withPolicy, conclusion } = result.value
  expect(withPolicy).toBeNull()
  expect(withoutPolicy.tied).toEqual([])
  expect(reckoned(withoutPolicy.steps)).toEqual([
    'participants area - 20000 = 20000 holds',
    'participants heads - 20 = 20 holds',
    'quorum area - 60000 >= 60000 holds',
    'quorum heads - 60 >= 60 holds',
    'majority area 0 32000 > 20000 holds',
    'majority heads 0 32 > 20 holds',
    'majority area 1 8000 > 20000 fails',
    'majority heads 1 8 > 20 fails',
  ])
  expect(said(withoutPolicy.steps)?.slice(8, 12)).toEqual([
    '甲得同意面积 160.00 平方米，占参与表决面积 200.00 平方米的 80.00%，符合“过半数”的要求。',
    'Area for 甲: 160.00 m², 80.00% of the area taking part (200.00 m²); more than 1/2 is reached.',
    '甲得同意人数 16 人，占参与表决人数 20 人的 80.00%，符合“过半数”的要求。',
    'Owners for 甲: 16 owners, 80.00% of those taking part (20 owners); more than 1/2 is reached.',
  ])
  expect(conclusion).toEqual([
    '依据《中华人民共和国民法典》第二百七十八条第一款第（三）项，应选 1 人，当选 1 人：甲。',
    'Under Civil Code of the PRC, article 278, paragraph 1, item 3, of 1 seats 1 is filled: 甲.',
  ])
})

test('nobody is elected where one measure alone reaches the quorum', () => {
  const fewHeads = { ballots: of(20_000, 19), candidates: [of(16_000, 16), of(4000, 3)] }
  const result = elected(election({ online: fewHeads }))
  expect(result).toMatchObject({ ok: true, value: { elected: [], withoutPolicy: { quorumMet: false, tied: [] } } })
})

test('figures that cannot be are not counted', () => {
  const refused = (error: string) => ({ ok: false, error })
  expect(countMatter(rulesWith('not_participating'), 'other', { ...figures, totals: of(0, 30) })).toEqual(
    refused('roll_empty'),
  )
  expect(countMatter(rulesWith('not_participating'), 'other', { ...figures, totals: of(30_000, 0) })).toEqual(
    refused('roll_empty'),
  )
  const online = { agree: of(9000, 9), against: of(-1000, 3), abstain: of(1000, 0) }
  expect(countMatter(rulesWith('not_participating'), 'other', { ...figures, online })).toEqual(refused('numbers_wrong'))
  const moreArea = { ballots: of(20_000, 20), candidates: [of(20_001, 16), none] }
  expect(elected(election({ online: moreArea, seats: 2 }))).toEqual(refused('more_than_ballots'))
  const moreHeads = { ballots: of(20_000, 20), candidates: [none, of(16_000, 21)] }
  expect(elected(election({ online: moreHeads, seats: 2 }))).toEqual(refused('more_than_ballots'))
  expect(isWithin(of(1, 1), of(1, 1))).toBe(true)
  expect(isWithin(of(2, 1), of(1, 1))).toBe(false)
  expect(isWithin(of(1, 2), of(1, 1))).toBe(false)
})

test('on paper an owner’s sheets may name more heads than there are seats, never more area', () => {
  const quiet = { ballots: none, candidates: [none, none] }
  const both = { ballots: of(20_000, 20), candidates: [of(12_000, 20), of(8000, 20)] }
  expect(elected(election({ online: quiet, paper: both })).ok).toBe(true)
  expect(elected(election({ online: both, paper: quiet }))).toEqual({ ok: false, error: 'more_than_ballots' })
  const area = { ballots: of(20_000, 20), candidates: [of(12_000, 10), of(8001, 10)] }
  expect(elected(election({ online: quiet, paper: area }))).toEqual({ ok: false, error: 'more_than_ballots' })
})

import { expect, test } from 'vitest'
import { checkRules, instanceOf, type RuleInstance } from './rule-instance.ts'
import { matterIds, matters, rulesOn, statutoryRules, voteParameters, type MatterId, type Rule } from './rules.ts'

const terms = {
  parkingCounts: false,
  invalidParticipates: false,
  notReturned: 'not_participating',
  clause: null,
  clauseFile: null,
  proxyCap: 3,
} as const

const filed = { title: '议事规则', sha256: 'ab'.repeat(32) }

function instance(over: Partial<RuleInstance> = {}): RuleInstance {
  return {
    ...instanceOf({
      day: '2026-11-22',
      matters: ['use_fund', 'lift', 'use_fund'],
      terms,
      revote: true,
      document: null,
      rules: rulesOn('2026-11-22'),
      numberOf: (parameter) => voteParameters[parameter].value,
    }),
    ...over,
  }
}

test.each(matterIds)('article 278: %s has the quorum and the majority of its item', (matter) => {
  const rule = rulesOn('2026-11-22').get(matter)!
  const heavy = [6, 7, 8].includes(matters[matter].item)
  const share = heavy ? { numerator: 3, denominator: 4, strict: false } : { numerator: 1, denominator: 2, strict: true }
  const twoThirds = { numerator: 2, denominator: 3, strict: false }
  expect(rule.quorum).toEqual({ area: twoThirds, heads: twoThirds })
  expect(rule.majority).toEqual({ area: share, heads: share })
  expect(rule.article[1]).toContain(`item ${matters[matter].item}`)
})

test('of what the Civil Code says only the lift is disputed, for it may be no alteration of the building', () => {
  for (const [matter, { confidence }] of rulesOn('2026-11-22')) {
    expect(confidence).toBe(matter === 'lift' ? 'likely' : 'sure')
  }
})

test('before the Civil Code there is no rule of it', () => {
  expect(rulesOn('2020-12-31').size).toBe(0)
})

test('a version is in force from its day on, and prevails over the default of that day', () => {
  const [lawful] = statutoryRules as [Rule]
  const change = (validFrom: string, source: string): Rule => ({ ...lawful, validFrom, source })
  const amendments = [change('2027-01-01', 'later'), change('2026-06-01', 'now'), change('2021-01-01', 'same day')]
  const sourceOn = (day: string, given: readonly Rule[] = amendments) => rulesOn(day, given).get(lawful.matter)?.source
  expect(sourceOn('2026-11-22')).toBe('now')
  expect(sourceOn('2027-01-01')).toBe('later')
  expect(sourceOn('2022-01-01')).toBe('same day')
  expect(sourceOn('2026-11-22', [])).toBe(lawful.source)
})

test('the rules of a vote hold each matter once, and the numbers of the day', () => {
  expect(instance().rules.map((rule) => rule.matter)).toEqual(['use_fund', 'lift'])
  expect(instance()).toMatchObject({ noticeDays: 15, publishDays: 3, filingDays: 30, proxyCap: 3, revote: true })
  expect(instance().notReturned).toEqual({ policy: 'not_participating', clause: null, ways: [] })
  const abstaining = (document: typeof filed | null) =>
    instanceOf({
      day: '2026-11-22',
      matters: ['other', 'manager'],
      terms: { ...terms, notReturned: 'participate_abstain', clause: '第十二条' },
      revote: false,
      document,
      rules: new Map([...rulesOn('2026-11-22')].filter(([matter]) => matter === 'other')),
      numberOf: () => 7,
    })
  expect(abstaining(filed)).toMatchObject({
    rules: [{ matter: 'other' }],
    notReturned: {
      policy: 'participate_abstain',
      clause: { document: '议事规则', article: '第十二条', sha256: filed.sha256 },
      ways: ['sign', 'left', 'announcement'],
    },
    noticeDays: 7,
  })
  expect(abstaining(null).notReturned.clause).toBeNull()
  const silent = instanceOf({
    day: '2026-11-22',
    matters: ['lift'],
    terms,
    revote: false,
    document: filed,
    rules: rulesOn('2026-11-22'),
    numberOf: () => 7,
  })
  expect(silent.notReturned.clause).toBeNull()
})

const clause = { document: '议事规则', article: '第十二条', sha256: filed.sha256 }
const withRule = (change: (rule: Rule) => Rule) => instance({ rules: instance().rules.map(change) })
const majority = (numerator: number, denominator: number, strict: boolean) =>
  withRule((rule) => ({ ...rule, majority: { ...rule.majority, heads: { numerator, denominator, strict } } }))

test.each<[string, RuleInstance, readonly MatterId[], string]>([
  ['a matter without its rule', instance(), ['manager'], 'rule_missing'],
  ['no part at all', majority(0, 2, true), ['lift'], 'rule_wrong'],
  ['more than the whole', majority(5, 4, false), ['lift'], 'rule_wrong'],
  ['more than all', majority(4, 4, true), ['lift'], 'rule_wrong'],
  ['parts of nothing', majority(1, 0, false), ['lift'], 'rule_wrong'],
  ['less than no parts', majority(1, -2, false), ['lift'], 'rule_wrong'],
  ['one of several matters without its rule', instance(), ['lift', 'manager'], 'rule_missing'],
  ['a part that is no whole number', majority(0.5, 2, false), ['lift'], 'rule_wrong'],
  ['parts of no whole number', majority(1, 2.5, false), ['lift'], 'rule_wrong'],
  ['parts beyond reason', majority(1, 1001, false), ['lift'], 'rule_wrong'],
  ['a broken cap', instance({ proxyCap: 1.5 }), ['lift'], 'cap_wrong'],
  ['a negative cap', instance({ proxyCap: -1 }), ['lift'], 'cap_wrong'],
  [
    'a policy without its clause',
    instance({ notReturned: { policy: 'participate_abstain', clause: null, ways: ['sign'] } }),
    ['lift'],
    'clause_needed',
  ],
  [
    'a clause that says nothing',
    instance({ notReturned: { policy: 'participate_abstain', clause: { ...clause, article: ' ' }, ways: ['sign'] } }),
    ['lift'],
    'clause_needed',
  ],
  [
    'a policy without proof of delivery',
    instance({ notReturned: { policy: 'participate_abstain', clause, ways: [] } }),
    ['lift'],
    'proof_needed',
  ],
  [
    'following the majority in an election',
    {
      ...instance({ notReturned: { policy: 'follow_majority', clause, ways: ['sign'] } }),
      rules: [...rulesOn('2026-11-22').values()],
    },
    ['lift', 'committee_election'],
    'follow_majority_in_election',
  ],
])('refuses %s', (_, rules, asked, error) => {
  expect(checkRules(rules, asked)).toEqual({ ok: false, error })
})

test('rules that are complete are taken', () => {
  expect(checkRules(instance(), ['lift', 'use_fund']).ok).toBe(true)
  expect(checkRules(majority(4, 4, false), ['lift']).ok).toBe(true)
  expect(checkRules(majority(999, 1000, true), ['lift']).ok).toBe(true)
  expect(checkRules(instance({ proxyCap: 0 }), ['lift']).ok).toBe(true)
  const abstaining = instance({ notReturned: { policy: 'participate_abstain', clause, ways: ['left'] } })
  expect(checkRules(abstaining, ['use_fund']).ok).toBe(true)
})

import { expect, test } from 'vitest'
import {
  clocksOf,
  earliestOpening,
  isFiled,
  stepsFor,
  takeStep,
  voteSteps,
  type VoteActor,
  type VoteFacts,
  type VoteStep,
} from './vote-state.ts'

const facts: VoteFacts = {
  state: 'drafting',
  mode: 'secret',
  noticedAt: '2026-11-01T02:00:00.000Z',
  opensAt: '2026-11-16T00:00:00.000Z',
  closesAt: '2026-11-30T10:00:00.000Z',
  closedAt: null,
  publishedAt: null,
  noticeDays: 15,
  publishDays: 3,
  filingDays: 30,
  questions: 1,
  needsFiling: false,
  motionBlocked: false,
  openObjections: 0,
  blockingWarnings: 0,
  ownersWithoutKey: 0,
  trusteesComplete: true,
  guardVerdict: 'safe',
  guardOverridden: false,
  paperSettled: true,
  decrypted: true,
  tellersSigned: 2,
}
const noticed = '2026-11-01T02:00:00.000Z'
const opens = '2026-11-16T00:00:00.000Z'
const closes = '2026-11-30T10:00:00.000Z'

test('a vote goes its way, each step by whom it belongs to', () => {
  const way: [VoteStep, VoteActor, string, VoteFacts['state']][] = [
    ['notice', 'convener', noticed, 'noticing'],
    ['freeze', 'registry', '2026-11-14T02:00:00.000Z', 'frozen'],
    ['open', 'clock', opens, 'voting'],
    ['close', 'clock', closes, 'closed'],
    ['count', 'teller', '2026-12-01T02:00:00.000Z', 'counted'],
    ['publish', 'convener', '2026-12-02T02:00:00.000Z', 'published'],
    ['file', 'autonomy', '2026-12-20T02:00:00.000Z', 'filed'],
  ]
  let state: VoteFacts['state'] = 'drafting'
  for (const [step, actor, now, to] of way) {
    expect(stepsFor({ ...facts, state }, actor, now)).toContain(step)
    expect(takeStep(step, { ...facts, state }, actor, now)).toEqual({ ok: true, value: to })
    state = to
  }
  for (const step of voteSteps)
    expect(takeStep(step, { ...facts, state }, 'convener', closes)).toEqual({ ok: false, error: 'vote_wrong_state' })
})

test('it may be withdrawn until ballots may exist', () => {
  for (const state of ['drafting', 'noticing', 'frozen'] as const)
    expect(takeStep('withdraw', { ...facts, state }, 'registry', noticed)).toEqual({ ok: true, value: 'withdrawn' })
  for (const state of ['voting', 'closed', 'counted', 'published', 'filed', 'withdrawn'] as const)
    expect(takeStep('withdraw', { ...facts, state }, 'registry', noticed).ok).toBe(false)
  expect(takeStep('withdraw', facts, 'convener', noticed)).toEqual({ ok: true, value: 'withdrawn' })
  expect(takeStep('withdraw', facts, 'teller', noticed)).toEqual({ ok: false, error: 'vote_not_yours' })
})

test('a page offers only the steps that may be taken now', () => {
  expect(stepsFor(facts, 'convener', noticed)).toEqual(['notice', 'withdraw'])
  expect(stepsFor({ ...facts, questions: 0 }, 'convener', noticed)).toEqual(['withdraw'])
  expect(stepsFor({ ...facts, state: 'voting' }, 'clock', noticed)).toEqual([])
  expect(stepsFor({ ...facts, state: 'voting' }, 'clock', closes)).toEqual(['close'])
})

test.each<[string, VoteStep, Partial<VoteFacts>, VoteActor, string, string]>([
  ['notice without a question', 'notice', { questions: 0 }, 'convener', noticed, 'question_needed'],
  ['a period that ends before it begins', 'notice', { closesAt: opens }, 'convener', noticed, 'period_wrong'],
  [
    'a motion blocked by the re-election group',
    'notice',
    { motionBlocked: true },
    'convener',
    noticed,
    'motion_blocked',
  ],
  ['a notice of fourteen days', 'notice', {}, 'convener', '2026-11-02T02:00:00.000Z', 'notice_too_short'],
  ['notice by a teller', 'notice', {}, 'teller', noticed, 'vote_not_yours'],
  ['freezing with an objection open', 'freeze', { openObjections: 1 }, 'registry', noticed, 'objections_open'],
  ['freezing with a home undecided', 'freeze', { blockingWarnings: 1 }, 'registry', noticed, 'warnings_open'],
  ['freezing with an owner without key', 'freeze', { ownersWithoutKey: 1 }, 'registry', noticed, 'keys_missing'],
  ['freezing without trustees', 'freeze', { trusteesComplete: false }, 'registry', noticed, 'trustees_incomplete'],
  ['freezing against the guard', 'freeze', { guardVerdict: 'refuse' }, 'registry', noticed, 'guard_refuses'],
  ['freezing at the opening', 'freeze', {}, 'registry', opens, 'too_late'],
  ['opening early', 'open', {}, 'clock', '2026-11-15T23:59:59.999Z', 'too_early'],
  ['opening after the close', 'open', {}, 'clock', closes, 'too_late'],
  ['opening on short notice', 'open', { noticedAt: '2026-11-02T02:00:00.000Z' }, 'clock', opens, 'notice_too_short'],
  ['opening without notice', 'open', { noticedAt: null }, 'clock', opens, 'notice_too_short'],
  ['closing early', 'close', {}, 'clock', '2026-11-30T09:59:59.999Z', 'too_early'],
  ['counting with paper unsettled', 'count', { paperSettled: false }, 'teller', closes, 'paper_unsettled'],
  ['counting what is not decrypted', 'count', { decrypted: false }, 'teller', closes, 'not_decrypted'],
  ['a count signed by one teller', 'count', { tellersSigned: 1 }, 'convener', closes, 'tellers_missing'],
])('refuses %s', (_, step, over, actor, now, error) => {
  const before = { notice: 'drafting', freeze: 'noticing', open: 'frozen', close: 'voting', count: 'closed' } as const
  const state = before[step as keyof typeof before]
  expect(takeStep(step, { ...facts, state, ...over }, actor, now)).toEqual({ ok: false, error })
})

test('the guard is overridden with a reason, and has no say over a vote by name', () => {
  const refused = { ...facts, state: 'noticing', guardVerdict: 'refuse' } as const
  expect(takeStep('freeze', { ...refused, guardOverridden: true }, 'registry', noticed).ok).toBe(true)
  expect(takeStep('freeze', { ...refused, mode: 'named' }, 'registry', noticed).ok).toBe(true)
})

test('fifteen days are civil days in Shanghai', () => {
  expect(earliestOpening('2026-11-01T15:59:00.000Z', 15)).toBe('2026-11-16')
  expect(earliestOpening('2026-11-01T16:00:00.000Z', 15)).toBe('2026-11-17')
})

test('clocks are shown and block nothing', () => {
  expect(clocksOf(facts, noticed)).toEqual([])
  const closed = { ...facts, state: 'counted', closedAt: closes } as const
  const publish = { clock: 'publish', due: '2026-12-03' }
  expect(clocksOf(closed, '2026-12-03T10:00:00.000Z')).toEqual([{ ...publish, done: false, late: false }])
  expect(clocksOf(closed, '2026-12-03T16:00:00.000Z')).toEqual([{ ...publish, done: false, late: true }])
  expect(takeStep('publish', closed, 'convener', '2027-06-01T00:00:00.000Z').ok).toBe(true)
  const published = {
    ...closed,
    state: 'published',
    publishedAt: '2026-12-02T02:00:00.000Z',
    needsFiling: true,
  } as const
  const file = { clock: 'file', due: '2027-01-01' }
  expect(clocksOf(published, '2026-12-24T00:00:00.000Z')).toEqual([
    { ...publish, done: true, late: false },
    { ...file, done: false, late: false },
  ])
  expect(clocksOf(published, '2027-01-01T10:00:00.000Z')[1]).toEqual({ ...file, done: false, late: false })
  expect(clocksOf(published, '2027-01-02T00:00:00.000Z')[1]).toEqual({ ...file, done: false, late: true })
  expect(clocksOf({ ...published, state: 'filed' }, '2027-06-01T00:00:00.000Z')[1]).toEqual({
    ...file,
    done: true,
    late: false,
  })
  expect(clocksOf({ ...published, needsFiling: false }, '2027-06-01T00:00:00.000Z')).toHaveLength(1)
})

test('elections and the owners’ own rules are filed, other matters are not', () => {
  const matter = (article: 'covenant' | 'assembly_rules' | 'use_fund' | 'lift') => ({ kind: 'matter', article, text: '问' }) as const // prettier-ignore
  expect(isFiled({ kind: 'election', text: '选举', candidates: ['甲'], seats: 1, round: 1 })).toBe(true)
  expect((['covenant', 'assembly_rules', 'use_fund', 'lift'] as const).map((each) => isFiled(matter(each)))).toEqual([true, true, false, false]) // prettier-ignore
})

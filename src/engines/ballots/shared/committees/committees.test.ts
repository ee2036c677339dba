import fc from 'fast-check'
import { expect, test } from 'vitest'
import { addDays } from '#kernel/time'
import { firstScheme, fullPoints, itemsOf, pointsFault, scoreSheet, type AssessmentScheme } from './assessment.ts'
import { isShortOfMembers, termEnd, termFault, type CommitteeMember } from './committee.ts'
import { dueRenewals, type DueCommittee } from './due.ts'
import { defaultLimits } from './parameters.ts'
import {
  groupFault,
  mattersBlockedBy,
  monthsBefore,
  nextSteps,
  renewalClocks,
  renewalStepIds,
  takeRenewalStep,
  type GroupMember,
  type Renewal,
  type RenewalStepId,
} from './renewal.ts'

const renewal = (steps: Readonly<Partial<Record<RenewalStepId, string>>> = {}): Renewal => ({
  id: 'r',
  compound: 'c',
  kind: 'due',
  termEnds: '2026-12-31',
  steps: Object.entries(steps).map(([step, day]) => ({ step: step as RenewalStepId, day })),
})
const member = (post: CommitteeMember['post'], left: string | null = null): CommitteeMember => ({
  id: String(Math.random()),
  name: '章小满',
  post,
  joined: '2021-01-01',
  left,
})

test('a term ends the day before its anniversary, on 28 February where that year has no 29th', () => {
  expect(termEnd('2021-06-01', 5)).toBe('2026-05-31')
  expect(termEnd('2021-01-01', 3)).toBe('2023-12-31')
  expect(termEnd('2024-02-29', 5)).toBe('2029-02-28')
  expect(termEnd('2020-03-01', 4)).toBe('2024-02-29')
})

test('a committee has 5 to 11 seats, an odd number, and at most five years', () => {
  const term = { compound: 'c', number: 1, seats: 5, from: '2021-06-01', to: '2026-05-31', members: [] }
  expect(termFault(term, 5)).toBeNull()
  expect(termFault({ ...term, to: '2026-06-01' }, 5)).toBe('term_long')
  expect(termFault({ ...term, to: '2021-06-01' }, 5)).toBe('term_wrong')
  for (const seats of [3, 4, 6, 8, 12, 13]) expect(termFault({ ...term, seats }, 5)).toBe('seats_wrong')
  for (const seats of [5, 7, 9, 11]) expect(termFault({ ...term, seats }, 5)).toBeNull()
  const members = Array.from({ length: 5 }, () => member('member'))
  expect(termFault({ ...term, from: '2021-01-01', to: '2025-12-31', members }, 5)).toBeNull()
  expect(termFault({ ...term, from: '2021-01-01', to: '2025-12-31', members: [...members, member('chair')] }, 5)).toBe(
    'members_many',
  )
  expect(
    termFault({ ...term, from: '2021-01-01', to: '2025-12-31', members: [...members, member('alternate')] }, 5),
  ).toBeNull()
})

test('with less than half of the seats filled a by-election is due; those who left and alternates fill none', () => {
  const of = (there: number, gone: number) => ({
    seats: 5,
    members: [
      ...Array.from({ length: there }, () => member('member')),
      ...Array.from({ length: gone }, () => member('member', '2026-01-01')),
      member('alternate'),
    ],
  })
  expect(isShortOfMembers(of(3, 2), '2026-06-01')).toBe(false)
  expect(isShortOfMembers(of(2, 3), '2026-06-01')).toBe(true)
  expect(isShortOfMembers(of(2, 3), '2025-12-31')).toBe(false)
})

test('the re-election group is odd, half of it owners at least, and headed by the street', () => {
  const group = (owners: number, others: number, head: GroupMember['side'] = 'street'): GroupMember[] => [
    ...Array.from({ length: owners }, (): GroupMember => ({ name: '业主', side: 'owner', isHead: false })),
    ...Array.from({ length: others }, (_, at): GroupMember => ({
      name: '成员',
      side: at === 0 ? head : 'committee',
      isHead: at === 0,
    })),
  ]
  expect(groupFault(group(4, 3))).toBeNull()
  expect(groupFault(group(4, 4))).toBe('group_even')
  expect(groupFault(group(1, 0))).toBe('group_even')
  expect(groupFault(group(3, 4))).toBe('owners_few')
  expect(groupFault(group(4, 3, 'housing'))).toBe('head_not_street')
  expect(groupFault(group(4, 3).map((each) => ({ ...each, isHead: false })))).toBe('head_not_street')
})

test('whatever steps are tried in whatever order, each is taken once, after what it needs, and no later than today', () => {
  const tries = fc.array(fc.tuple(fc.constantFrom(...renewalStepIds), fc.integer({ min: -30, max: 3 })), {
    maxLength: 40,
  })
  fc.assert(
    fc.property(tries, (steps) => {
      const today = '2026-06-30'
      let at = renewal()
      for (const [step, days] of steps) {
        const offered = nextSteps(at)
        const taken = takeRenewalStep(at, step, addDays(today, days), today)
        if (taken.ok) {
          expect(offered).toContain(step)
          at = taken.value
        } else if (taken.error === 'step_done') expect(at.steps.some((each) => each.step === step)).toBe(true)
        else if (taken.error === 'renewal_step_not_due') expect(offered).not.toContain(step)
      }
      const day = (step: RenewalStepId) => at.steps.find((each) => each.step === step)?.day
      expect(new Set(at.steps.map(({ step }) => step)).size).toBe(at.steps.length)
      for (const [earlier, later] of [
        ['reported', 'group_formed'],
        ['group_formed', 'vetted'],
        ['vetted', 'elected'],
        ['elected', 'filed'],
        ['filed', 'returned'],
      ] as const) {
        if (day(later) === undefined) continue
        expect(day(earlier)! <= day(later)!).toBe(true)
        expect(day(later)! <= today).toBe(true)
      }
    }),
    { numRuns: 200 },
  )
})

test('while the group works, the committee may put neither manager, money nor other major matters to the vote', () => {
  const asked = ['manager', 'use_fund', 'committee_election', 'covenant', 'lift', 'other'] as const
  expect(mattersBlockedBy(renewal({ reported: '2026-01-01' }), asked)).toEqual([])
  const formed = renewal({ reported: '2026-01-01', group_formed: '2026-02-01' })
  expect(mattersBlockedBy(formed, asked)).toEqual(['manager', 'use_fund', 'other'])
  const elected = renewal({ reported: '2026-01-01', group_formed: '2026-02-01', elected: '2026-05-01' })
  expect(mattersBlockedBy(elected, asked)).toEqual([])
})

test('months before a day end on the last day of a shorter month', () => {
  expect(monthsBefore('2026-12-31', 5)).toBe('2026-07-31')
  expect(monthsBefore('2026-07-31', 5)).toBe('2026-02-28')
  expect(monthsBefore('2026-02-15', 3)).toBe('2025-11-15')
})

test('each limit of a renewal runs from the step before it, and one not kept stays late', () => {
  const clocks = (steps: Parameters<typeof renewal>[0], today: string) =>
    Object.fromEntries(
      renewalClocks(renewal(steps), defaultLimits, today).map(({ step, due, late }) => [step, [due, late]]),
    )
  expect(clocks({}, '2026-07-31')).toEqual({ reported: ['2026-07-31', false], elected: ['2026-12-31', false] })
  expect(clocks({}, '2026-08-01')['reported']).toEqual(['2026-07-31', true])
  expect(clocks({ reported: '2026-08-03' }, '2026-09-01')).toMatchObject({
    reported: ['2026-07-31', true],
    group_formed: ['2026-10-02', false],
  })
  expect(clocks({ elected: '2026-11-01' }, '2026-12-02')['filed']).toEqual(['2026-12-01', true])
})

test('of 48 terms due 37 are started: 77.08 per cent, as the report of 2023 says, and 25 filed', () => {
  const of = (n: number, steps: Parameters<typeof renewal>[0] | null): DueCommittee[] =>
    Array.from({ length: n }, (_, at) => ({
      committee: `${n}-${at}`,
      to: '2023-10-31',
      renewal: steps ? renewal(steps) : null,
    }))
  const all = [
    ...of(25, { reported: '2023-05-01', group_formed: '2023-06-01', elected: '2023-09-01', filed: '2023-09-20' }),
    ...of(12, { reported: '2023-05-01', group_formed: '2023-07-01' }),
    ...of(11, null),
    ...of(30, null).map((each) => ({ ...each, committee: `later-${each.committee}`, to: '2024-01-01' })),
  ]
  const due = dueRenewals(all, 2023, '2023-12-01')
  expect([due.due, due.started, due.filed, due.overdue.length]).toEqual([48, 37, 25, 23])
  expect(Math.round((10_000 * due.started) / due.due)).toBe(7708)
})

test('a term that ran out last year and was not renewed is still due this year', () => {
  const late: DueCommittee = { committee: 'a', to: '2025-11-30', renewal: null }
  expect(dueRenewals([late], 2026, '2026-03-01')).toMatchObject({ due: 1, started: 0 })
  const filed = renewal({ filed: '2025-12-30' })
  expect(dueRenewals([{ ...late, renewal: filed }], 2026, '2026-03-01').due).toBe(0)
})

test('the scheme adds up to a hundred, and its items have names of their own', () => {
  expect(fullPoints(firstScheme)).toBe(100)
  const ids = itemsOf(firstScheme).map(({ id }) => id)
  expect(new Set(ids).size).toBe(ids.length)
})

test('a sheet holds every item once, in whole points up to the full ones', () => {
  const full = Object.fromEntries(itemsOf(firstScheme).map(({ id, points }) => [id, points]))
  expect(pointsFault(firstScheme, full)).toBeNull()
  expect(pointsFault(firstScheme, { ...full, extra: 1 })).toBe('item_unknown')
  const { seats: _, ...rest } = full
  expect(pointsFault(firstScheme, rest)).toBe('item_missing')
  expect(pointsFault(firstScheme, { ...full, seats: 6 })).toBe('points_wrong')
  expect(pointsFault(firstScheme, { ...full, seats: 2.5 })).toBe('points_wrong')
  expect(pointsFault(firstScheme, { ...full, seats: -1 })).toBe('points_wrong')
})

test('a grade is reached at its very limit, whatever the full points are', () => {
  const scheme = (full: number): AssessmentScheme => ({
    ...firstScheme,
    heads: [{ id: 'one', label: ['一', 'One'], items: [{ id: 'only', label: ['项', 'Item'], points: full }] }],
  })
  expect(scoreSheet(scheme(100), { only: 90 }).grade).toBe('excellent')
  expect(scoreSheet(scheme(100), { only: 89 }).grade).toBe('good')
  expect(scoreSheet(scheme(80), { only: 72 }).grade).toBe('excellent')
  expect(scoreSheet(scheme(80), { only: 60 }).grade).toBe('good')
  expect(scoreSheet(scheme(80), { only: 47 }).grade).toBe('fail')
  expect(scoreSheet(scheme(80), { only: 48 }).grade).toBe('pass')
})

import { addDays } from '#kernel/time'
import { err, ok, type Result } from '#kernel/result'
import type { Text } from '#kernel/text'
import type { VoteMatter } from '../vote.ts'
import type { CommitteeLimits } from './parameters.ts'

export const renewalKinds = {
  due: ['届满换届', 'Term ends'],
  early: ['提前换届', 'Early re-election'],
  by_election: ['补选', 'By-election'],
  first: ['首次组建', 'First committee'],
} as const satisfies Readonly<Record<string, Text>>
export type RenewalKind = keyof typeof renewalKinds
export const renewalKindIds = Object.keys(renewalKinds) as [RenewalKind, ...RenewalKind[]]

/** The steps of a renewal in their order. */
export const renewalSteps = {
  reported: ['书面报告', 'Reported in writing'],
  group_formed: ['小组成立', 'Group formed'],
  handed_over: ['资料印章移交', 'Files and seals handed over'],
  audited: ['换届审计', 'Audited'],
  vetted: ['候选人联审', 'Candidates vetted'],
  elected: ['选举产生', 'Elected'],
  filed: ['备案', 'Filed'],
  returned: ['资料印章交还', 'Files and seals given back'],
} as const satisfies Readonly<Record<string, Text>>
export type RenewalStepId = keyof typeof renewalSteps
export const renewalStepIds = Object.keys(renewalSteps) as [RenewalStepId, ...RenewalStepId[]]

export const groupSides = {
  owner: ['业主代表', 'Owners'],
  street: ['街道', 'Subdistrict'],
  housing: ['房管部门', 'Housing office'],
  committee: ['居委会', "Residents' committee"],
  party: ['居民区党组织', 'Party branch'],
} as const satisfies Readonly<Record<string, Text>>
export type GroupSide = keyof typeof groupSides
export const groupSideIds = Object.keys(groupSides) as [GroupSide, ...GroupSide[]]

export interface GroupMember {
  readonly name: string
  readonly side: GroupSide
  readonly isHead: boolean
}

export type GroupFault = 'group_even' | 'owners_few' | 'head_not_street'

/** 换届改选小组: an odd number, at least half owners, headed by the street's representative (上海市住宅物业管理规定). */
export function groupFault(group: readonly GroupMember[]): GroupFault | null {
  if (group.length < 3 || group.length % 2 === 0) return 'group_even'
  const owners = group.filter(({ side }) => side === 'owner').length
  if (2 * owners < group.length) return 'owners_few'
  const heads = group.filter(({ isHead }) => isHead)
  return heads.length === 1 && heads[0]!.side === 'street' ? null : 'head_not_street'
}

export interface RenewalStep {
  readonly step: RenewalStepId
  /** Civil day on which it was done. */
  readonly day: string
}

export interface Renewal {
  readonly id: string
  readonly compound: string
  readonly kind: RenewalKind
  /** The last day of the term that ends; null of a first committee. */
  readonly termEnds: string | null
  readonly steps: readonly RenewalStep[]
}

/** What a step cannot be done without. */
const needed: Readonly<Record<RenewalStepId, readonly RenewalStepId[]>> = {
  reported: [],
  group_formed: ['reported'],
  handed_over: ['group_formed'],
  audited: ['group_formed'],
  vetted: ['group_formed'],
  elected: ['vetted'],
  filed: ['elected'],
  returned: ['filed'],
}

export type RenewalRefusal = 'step_done' | 'renewal_step_not_due' | 'day_wrong'

const dayOf = ({ steps }: Renewal, step: RenewalStepId): string | undefined =>
  steps.find((each) => each.step === step)?.day

/** The renewal with one step more, or why not: each once, in order, never before what it needs nor in the future. */
export function takeRenewalStep(
  renewal: Renewal,
  step: RenewalStepId,
  day: string,
  today: string,
): Result<Renewal, RenewalRefusal> {
  if (dayOf(renewal, step)) return err('step_done')
  const before = needed[step].map((each) => dayOf(renewal, each))
  if (before.includes(undefined)) return err('renewal_step_not_due')
  if (day > today || before.some((each) => each! > day)) return err('day_wrong')
  return ok({ ...renewal, steps: [...renewal.steps, { step, day }] })
}

export const nextSteps = (renewal: Renewal): readonly RenewalStepId[] =>
  renewalStepIds.filter(
    (step) => !dayOf(renewal, step) && needed[step].every((each) => dayOf(renewal, each) !== undefined),
  )

export const isFinished = (renewal: Renewal): boolean => dayOf(renewal, 'filed') !== undefined

/**
 * Matters that the committee may not put to the owners of its property area while the group works (上海市住宅物业管理规定):
 * from the group's formation until a new committee is elected. Emergency repair needs no vote and is not touched.
 */
const blockedMatters: readonly VoteMatter[] = ['manager', 'use_fund', 'raise_fund', 'rebuild', 'common_use', 'other']

export function mattersBlockedBy(renewal: Renewal, matters: readonly VoteMatter[]): readonly VoteMatter[] {
  if (dayOf(renewal, 'group_formed') === undefined || dayOf(renewal, 'elected') !== undefined) return []
  return matters.filter((matter) => blockedMatters.includes(matter))
}

/** Months back from a civil day; the last day of the month where that month is shorter. */
export function monthsBefore(day: string, months: number): string {
  const [year, month, date] = day.split('-').map(Number) as [number, number, number]
  const first = new Date(Date.UTC(year, month - 1 - months, 1))
  const last = new Date(Date.UTC(first.getUTCFullYear(), first.getUTCMonth() + 1, 0)).getUTCDate()
  return new Date(Date.UTC(first.getUTCFullYear(), first.getUTCMonth(), Math.min(date, last)))
    .toISOString()
    .slice(0, 10)
}

export interface RenewalClock {
  readonly step: RenewalStepId
  /** The last civil day of the limit. */
  readonly due: string
  readonly done: string | null
  readonly late: boolean
}

/** The limits of a renewal: those that run are shown, and whether they were kept. */
export function renewalClocks(renewal: Renewal, limits: CommitteeLimits, today: string): readonly RenewalClock[] {
  const due: [RenewalStepId, string | undefined][] = [
    [
      'reported',
      renewal.kind === 'due' && renewal.termEnds !== null
        ? monthsBefore(renewal.termEnds, limits['committees.report.months'])
        : undefined,
    ],
    ['group_formed', after(dayOf(renewal, 'reported'), limits['committees.group.days'])],
    ['handed_over', after(dayOf(renewal, 'group_formed'), limits['committees.handover.days'])],
    ['elected', renewal.kind === 'due' ? (renewal.termEnds ?? undefined) : undefined],
    ['filed', after(dayOf(renewal, 'elected'), limits['committees.filing.days'])],
  ]
  return due.flatMap(([step, day]) => {
    if (day === undefined) return []
    const done = dayOf(renewal, step) ?? null
    return [{ step, due: day, done, late: (done ?? today) > day }]
  })
}

const after = (day: string | undefined, days: number): string | undefined => day && addDays(day, days)

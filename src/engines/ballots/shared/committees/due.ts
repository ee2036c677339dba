import { isFinished, type Renewal } from './renewal.ts'

/** A committee whose term ends within a year, and how far its renewal is. */
export interface DueCommittee {
  readonly committee: string
  /** Last day of the term. */
  readonly to: string
  readonly renewal: Renewal | null
}

export interface DueRenewals {
  /** 应换: terms that end in the year, and those that ended before and are not renewed. */
  readonly due: number
  /** 已启动: the group is formed. */
  readonly started: number
  /** 已完成: elected and filed. */
  readonly filed: number
  /** Committees whose term has run out with nobody elected. */
  readonly overdue: readonly string[]
}

/**
 * 应换尽换率 of a year has two readings, and reports seldom say which: renewals started over terms due, and renewals filed over
 * terms due. Both come from here, over the same denominator, and are shown side by side.
 */
export function dueRenewals(committees: readonly DueCommittee[], year: number, today: string): DueRenewals {
  const [first, last] = [`${year}-01-01`, `${year}-12-31`]
  const due = committees.filter(({ to, renewal }) => to <= last && (to >= first || wasOpenAt(renewal, first)))
  const done = (renewal: Renewal | null, step: 'group_formed' | 'elected') =>
    renewal?.steps.some((each) => each.step === step && each.day <= last) ?? false
  return {
    due: due.length,
    started: due.filter(({ renewal }) => done(renewal, 'group_formed')).length,
    filed: due.filter(({ renewal }) => renewal?.steps.some((each) => each.step === 'filed' && each.day <= last)).length,
    overdue: due.filter(({ to, renewal }) => to < today && !done(renewal, 'elected')).map((each) => each.committee),
  }
}

/** Not renewed before the year began. */
const wasOpenAt = (renewal: Renewal | null, first: string): boolean =>
  renewal === null || !isFinished(renewal) || renewal.steps.find(({ step }) => step === 'filed')!.day >= first

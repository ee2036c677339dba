import type { Milestone, TargetGoal } from './book.ts'
import {
  between,
  compare,
  minus,
  nought,
  one,
  overOrNull,
  plus,
  rational,
  readWritten,
  times,
  type Rational,
} from '#kernel/rational'

type Aim = Pick<TargetGoal, 'course' | 'direction' | 'base' | 'own' | 'district'>

/** Its own target where the subdistrict set one, else the district's. */
export function aimOf(goal: Pick<TargetGoal, 'own' | 'district'>): Rational | null {
  const written = goal.own ?? goal.district
  return written === null ? null : readWritten(written)
}

/**
 * 完成率: value / target; where lower is better (base − value) / (base − target), and with no way to go down from the
 * base, whether the ceiling is kept. Null where nothing is known or there is nothing to divide by.
 */
export function rateOf(goal: Aim, value: Rational | null, aim: Rational | null): Rational | null {
  if (value === null || aim === null) return null
  const clipped = (rate: Rational | null) => rate && between(nought, rate, one)
  if (goal.direction === 'more') return clipped(overOrNull(value, aim))
  const base = goal.base === null ? null : readWritten(goal.base)
  if (base !== null && compare(base, aim) > 0) return clipped(overOrNull(minus(base, value), minus(base, aim)))
  return compare(value, aim) <= 0 ? one : nought
}

/** 应达进度 of a goal, where `share` of its plan should be done. What has to be held is due in full from the first day. */
export function plannedOf(goal: Aim, share: Rational, aim: Rational | null): Rational | null {
  if (aim === null) return null
  const base = goal.base === null ? null : readWritten(goal.base)
  if (goal.direction === 'less') return goal.course === 'is_held' && base && compare(base, aim) > 0 ? share : one
  if (goal.course === 'adds_up') return share
  if (base === null || compare(base, aim) >= 0 || aim.n <= 0n) return one
  return overOrNull(plus(base, times(minus(aim, base), share)), aim)
}

/** Of parts with weights; those without a rate are left out, and of nothing there is no rate. */
export function weightedRate(
  parts: readonly { readonly weight: number; readonly rate: Rational | null }[],
): Rational | null {
  const known = parts.flatMap(({ weight, rate }) => (rate === null ? [] : [{ weight: rational(weight), rate }]))
  const sum = known.reduce((total, part) => plus(total, times(part.weight, part.rate)), nought)
  return overOrNull(
    sum,
    known.reduce((total, part) => plus(total, part.weight), nought),
  )
}

/** 节点任务: the weight of what is done. */
export function milestoneRate(
  milestones: readonly Pick<Milestone, 'weight' | 'doneOn'>[],
  day: string,
): Rational | null {
  return weightedRate(
    milestones.map((each) => ({
      weight: each.weight,
      rate: each.doneOn !== null && each.doneOn <= day ? one : nought,
    })),
  )
}

import { addDays, daysBetween } from '#kernel/time'
import type { Milestone, Target } from './book.ts'
import { minus, one, nought, overOrNull, plus, rational, times, type Rational } from '#kernel/rational'

type Node = Pick<Milestone, 'due' | 'weight'>

/** Working days counted from a day on, so that the part of a stretch that has passed is a fraction of days worked. */
export interface Pace {
  /** From the first day to this one, both included; nought before it. */
  count(day: string): number
  readonly from: string
}

export function paceFrom(from: string, to: string, isWorkday: (day: string) => boolean): Pace {
  const counts = new Map<string, number>()
  let sum = 0
  for (let day = from; day <= to; day = addDays(day, 1)) {
    if (isWorkday(day)) sum += 1
    counts.set(day, sum)
  }
  return { from, count: (day) => (day < from ? 0 : (counts.get(day) ?? sum)) }
}

/** The part of the working days up to an end that has passed. */
export function passedShare(pace: Pace, day: string, end: string): Rational {
  if (day >= end) return one
  return overOrNull(rational(pace.count(day)), rational(pace.count(end))) ?? (day < pace.from ? nought : one)
}

/** How much of the weight of the milestones is due by a day; null where there are none. */
function dueBy(nodes: readonly Node[], day: string): Rational | null {
  const whole = nodes.reduce((sum, node) => sum + node.weight, 0)
  return overOrNull(
    rational(nodes.reduce((sum, node) => sum + (node.due <= day ? node.weight : 0), 0)),
    rational(whole),
  )
}

/** Between two milestones the plan rises evenly with the days; it reaches each on its day. */
function alongNodes(nodes: readonly Node[], from: string, day: string): Rational {
  const dues = [...new Set(nodes.map((node) => node.due))].toSorted()
  const before = dues.findLast((due) => due <= day)
  const after = dues.find((due) => due > day)
  const reached = before ? dueBy(nodes, before)! : nought
  if (!after) return one
  const start = before ?? addDays(from, -1)
  const days = (a: string, b: string) => rational(daysBetween(a, b))
  const part = day <= start ? nought : (overOrNull(days(start, day), days(start, after)) ?? nought)
  return plus(reached, times(minus(dueBy(nodes, after)!, reached), part))
}

/**
 * What part of a target's plan should be done by a day. Of milestones: those whose day has come. Of quantities: along the
 * milestones where there are any, else evenly over the working days up to the deadline. Null where nothing is planned.
 */
export function plannedShare(
  target: Pick<Target, 'kind' | 'deadline'>,
  milestones: readonly Node[],
  pace: Pace,
  day: string,
): Rational | null {
  if (target.kind !== 'quantity') return dueBy(milestones, day)
  if (day >= target.deadline) return one
  return milestones.length > 0 ? alongNodes(milestones, pace.from, day) : passedShare(pace, day, target.deadline)
}

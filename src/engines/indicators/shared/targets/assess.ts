import { addDays } from '#kernel/time'
import type { BookFile, Milestone, Target, TargetGoal } from './book.ts'
import { aimOf, milestoneRate, plannedOf, rateOf, weightedRate } from './completion.ts'
import { milestonesOn, valueOn, type LastYear } from './forecast.ts'
import { goalSpan } from './goal-span.ts'
import { lightOf, type LightShown, type Thresholds } from './light.ts'
import { plannedShare, type Pace } from './plan-curve.ts'
import { nought, readWritten, type Rational } from '#kernel/rational'

/** What is known of a goal on a day. */
export interface GoalReading {
  readonly value: Rational | null
  /** Up to which day the value goes; a hand-kept one ends with its last confirmed report. */
  readonly upTo: string
  readonly lastYear?: LastYear | null
  /** Its measure is still counted; how much of a hundred is done. */
  readonly counting?: number
}

export type ReadGoal = (goal: TargetGoal, day: string) => GoalReading

export interface Assessing {
  readonly read: ReadGoal
  readonly pace: Pace
  /** The same of other days than the year's. */
  readonly paceOf: (from: string, to: string) => Pace
  readonly limits: Thresholds
  /** The last day of the book's year. */
  readonly end: string
  /** Once the year is over, what is due on its last day and not reached is overdue. */
  readonly isOver: boolean
}

const judgedOn = ({ isOver, end }: Assessing, day: string) => (isOver && day === end ? addDays(day, 1) : day)

export interface Standing extends LightShown {
  readonly rate: Rational | null
  readonly planned: Rational | null
  /** A goal is still counted: of a part nothing is said. */
  readonly counting: number | null
}

/** The last confirmed report of a goal by a day; nothing confirmed is nothing reached, of what adds up. */
export function handReading(file: Pick<BookFile, 'reports'>, goal: TargetGoal, day: string): GoalReading {
  const last = file.reports
    .filter((report) => report.goal === goal.id && report.state === 'confirmed' && report.upTo <= day)
    .toSorted((a, b) => (a.upTo === b.upTo ? (a.at < b.at ? 1 : -1) : a.upTo < b.upTo ? 1 : -1))[0]
  if (last?.value) return { value: readWritten(last.value), upTo: last.upTo }
  return { value: goal.course === 'adds_up' ? nought : null, upTo: day }
}

const goalsOf = (file: BookFile, target: Target) => file.goals.filter((goal) => goal.target === target.id)
const nodesOf = (file: BookFile, target: Target): readonly Milestone[] =>
  file.milestones.filter((milestone) => milestone.target === target.id)

/**
 * The day whose plan a goal is judged by. A number of the end of last month is not late because a new month has begun; one
 * that nobody has brought up to date for longer is.
 */
export function plannedDay(
  reading: Pick<GoalReading, 'upTo'>,
  day: string,
  { limits, isOver, end }: Pick<Assessing, 'limits' | 'isOver' | 'end'>,
): string {
  if (isOver && day === end) return day
  return reading.upTo >= addDays(day, -limits.freshDays) && reading.upTo < day ? reading.upTo : day
}

export const yearOf = ({ end }: Pick<Assessing, 'end'>): number => Number(end.slice(0, 4))

/** What part of the plan of a goal should be done; what is counted over other days than the year's goes evenly through those. */
export function goalShare(
  target: Pick<Target, 'kind' | 'deadline'>,
  goal: Pick<TargetGoal, 'period'>,
  nodes: readonly Milestone[],
  assessing: Assessing,
  reading: Pick<GoalReading, 'upTo'>,
  day: string,
): Rational | null {
  const on = plannedDay(reading, day, assessing)
  if (goal.period === 'year') return plannedShare(target, nodes, assessing.pace, on)
  const { from, to } = goalSpan(goal, yearOf(assessing), reading.upTo)
  const deadline = target.deadline < to && target.deadline >= from ? target.deadline : to
  return plannedShare({ ...target, deadline }, [], assessing.paceOf(from, to), on)
}

type Rates = Pick<Standing, 'rate' | 'planned' | 'counting'>

/** What is slowest to come; null where nothing is awaited. */
function leastOf(shares: readonly (number | null)[]): number | null {
  const waiting = shares.filter((share) => share !== null)
  return waiting.length === 0 ? null : Math.min(...waiting)
}

function ratesOf(
  target: Target,
  goals: readonly TargetGoal[],
  nodes: readonly Milestone[],
  readingOf: (goal: TargetGoal) => GoalReading,
  assessing: Assessing,
  day: string,
): Rates {
  if (target.kind !== 'quantity')
    return {
      rate: milestoneRate(nodes, day),
      planned: plannedShare(target, nodes, assessing.pace, day),
      counting: null,
    }
  const counting = leastOf(goals.map((goal) => readingOf(goal).counting ?? null))
  if (counting !== null) return { rate: null, planned: null, counting }
  const parts = goals.map((goal) => {
    const aim = aimOf(goal)
    const reading = readingOf(goal)
    const rate = rateOf(goal, reading.value, aim)
    const share = goalShare(target, goal, nodes, assessing, reading, day)
    // What is not known is neither reached nor planned: the two are of the same goals.
    return { weight: goal.share, rate, planned: rate && share && plannedOf(goal, share, aim) }
  })
  return {
    rate: weightedRate(parts),
    planned: weightedRate(parts.map(({ weight, planned }) => ({ weight, rate: planned }))),
    counting: null,
  }
}

/** How a target stands on a day. */
export function standingOf(file: BookFile, target: Target, assessing: Assessing, day: string): Standing {
  const rates = ratesOf(
    target,
    goalsOf(file, target),
    nodesOf(file, target),
    (goal) => assessing.read(goal, day),
    assessing,
    day,
  )
  return { ...rates, ...lightOf({ ...rates, ...target }, judgedOn(assessing, day), assessing.limits) }
}

/** How it will stand some days later if all goes on as it went. */
export function laterStanding(
  file: BookFile,
  target: Target,
  assessing: Assessing,
  today: string,
  later: string,
): Standing {
  const valueThen = (goal: TargetGoal): GoalReading => {
    const reading = assessing.read(goal, today)
    if (reading.counting !== undefined) return reading
    const { value, upTo, lastYear = null } = reading
    const { from, to: end } = goalSpan(goal, yearOf(assessing), upTo)
    const then = value && valueOn({ goal, value, upTo, end, pace: assessing.paceOf(from, end), lastYear }, later)
    return { value: then, upTo: goal.period === 'year' || later < end ? later : end }
  }
  const nodes = milestonesOn(nodesOf(file, target), today, later)
  const rates = ratesOf(target, goalsOf(file, target), nodes, valueThen, assessing, later)
  return { ...rates, ...lightOf({ ...rates, ...target }, later, assessing.limits) }
}

/** 全书 = the sum by weight, of what is not suspended and has a rate; nothing while a part is still counted. */
export function bookRates(
  targets: readonly Pick<Target, 'id' | 'weight' | 'suspended'>[],
  standings: ReadonlyMap<string, Rates>,
): Rates {
  const awaited = targets.filter((each) => !each.suspended)
  const counting = leastOf(awaited.map(({ id }) => standings.get(id)?.counting ?? null))
  if (counting !== null) return { rate: null, planned: null, counting }
  const counted = targets.filter((each) => !each.suspended && standings.get(each.id)?.rate)
  return {
    rate: weightedRate(counted.map(({ id, weight }) => ({ weight, rate: standings.get(id)!.rate }))),
    planned: weightedRate(counted.map(({ id, weight }) => ({ weight, rate: standings.get(id)!.planned }))),
    counting: null,
  }
}

export function bookStandingOf(
  targets: readonly Pick<Target, 'id' | 'weight' | 'suspended'>[],
  standings: ReadonlyMap<string, Rates>,
  assessing: Assessing,
  day: string,
): Standing {
  const rates = bookRates(targets, standings)
  const whole = { ...rates, deadline: assessing.end, suspended: false }
  return { ...rates, ...lightOf(whole, judgedOn(assessing, day), assessing.limits) }
}

import { compare, minus, over, readWritten, writePercent, type Rational } from '#kernel/rational'
import { addDays } from '#kernel/time'
import {
  aimOf,
  bookRates,
  bookStandingOf,
  forecastMethods,
  forecastOf,
  goalShare,
  goalSpan,
  isRunning,
  laterStanding,
  plannedOf,
  plannedShare,
  rateOf,
  standingOf,
  weightedRate,
  yearOf,
  type BookFile,
  type GoalView,
  type Standing,
  type Target,
  type TargetBook,
  type TargetGoal,
  type TargetLine,
} from '#engines/indicators/shared'
import type { Assessed } from './assessing.ts'
import { daysOf, written } from './readings.ts'

const percentOf = (rate: Rational | null) => rate && writePercent(rate)

export function headOf(book: TargetBook) {
  const { id, year, title, organisation, documentNo, state, returnedNote, drawnUpBy, approvedBy, approvedAt } = book
  const { issuedOn, closedAt, version } = book
  return {
    id,
    year,
    title,
    organisation,
    documentNo,
    state,
    submitted: state === 'draft' && book.submittedAt !== null,
    returnedNote,
    drawnUpBy,
    approvedBy,
    approvedAt,
    issuedOn,
    closedAt,
    version,
  }
}

const said = ({ rate, planned, light, because }: Standing) => ({
  rate: percentOf(rate),
  planned: percentOf(planned),
  light,
  because: [because[0], because[1]] as [string, string],
})

type Forecast = NonNullable<GoalView['forecast']>

/** When a goal has to be reached, and the days worked up to then. */
function endOf(goal: TargetGoal, assessed: Assessed, day: string) {
  const { from, to } = goalSpan(goal, yearOf(assessed), day)
  return { end: to, pace: assessed.paceOf(from, to) }
}

/** What the same method, a year ago at this day, would have said of that year; null where that year is not known. */
function lastYearOf(goal: TargetGoal, assessed: Assessed, daysTo: string): Forecast['lastYear'] {
  const known = assessed.measured.get(goal.id)
  if (!known?.lastYear || known.lastYear.whole.n === 0n) return null
  const { byNow, whole } = known.lastYear
  const guess = forecastOf({
    goal,
    value: byNow,
    upTo: daysTo,
    ...endOf(goal, assessed, daysTo),
    lastYear: known.yearBefore,
  })
  if (!guess || guess.method === 'final') return null
  const off = over(minus(guess.value, whole), whole)
  return { said: written(guess.value)!, was: written(whole)!, off: percentOf(off) }
}

function forecastView(goal: TargetGoal, assessed: Assessed): GoalView['forecast'] {
  const { value, upTo: known, lastYear = null } = assessed.read(goal, assessed.day)
  const ending = endOf(goal, assessed, known)
  const upTo = assessed.isOver ? ending.end : known
  if (value === null || (goal.measure === null && value.n === 0n)) return null
  const found = forecastOf({ goal, value, upTo, ...ending, lastYear })
  if (!found) return null
  const [zh, en] = forecastMethods[found.method]
  return { value: written(found.value)!, method: [zh, en], lastYear: lastYearOf(goal, assessed, known) }
}

export function goalView(file: BookFile, target: Target, goal: TargetGoal, assessed: Assessed): GoalView {
  const isCounted = isRunning(file.book) || file.book.state === 'closed'
  const reading = assessed.read(goal, assessed.day)
  const { value, upTo } = reading
  const nodes = file.milestones.filter((each) => each.target === target.id)
  const share = goalShare(target, goal, nodes, assessed, reading, assessed.day)
  const now = assessed.measured.get(goal.id)?.now
  const rateFor = (aim: string | null) => (aim === null ? null : percentOf(rateOf(goal, value, readWritten(aim))))
  const { id, label, unit, measure, course, direction, base, district, own, issuedDistrict, issuedOwn } = goal
  return {
    id,
    label,
    unit,
    measure,
    course,
    direction,
    base,
    district,
    own,
    share: goal.share,
    issuedDistrict,
    issuedOwn,
    value: isCounted ? written(value) : null,
    counting: isCounted ? (reading.counting ?? null) : null,
    counted: now
      ? { numerator: now.numerator, denominator: now.denominator, version: now.version, position: now.position }
      : null,
    period: daysOf(file, goal, assessed.day),
    over: goal.period,
    reportedUpTo:
      measure === null && file.reports.some((each) => each.goal === id && each.state === 'confirmed') ? upTo : null,
    rateOwn: isCounted ? rateFor(own) : null,
    rateDistrict: isCounted ? rateFor(district) : null,
    planned: share && percentOf(plannedOf(goal, share, aimOf(goal))),
    forecast: isCounted ? forecastView(goal, assessed) : null,
  }
}

/** What stands in the way: what the last report of the target, or of one of its goals, says. */
function blockedOf(file: BookFile, target: Target): TargetLine['blocked'] {
  const own = file.reports.filter((report) => report.target === target.id && report.state !== 'returned')
  for (const goal of new Set(own.map((report) => report.goal))) {
    const told = own.filter((report) => report.goal === goal)
    const last = told.at(-1)
    if (!last?.blocker) continue
    const free = told.findLastIndex((report) => report.blocker === null)
    return { blocker: last.blocker, by: last.blockedBy, since: told[free + 1]!.upTo }
  }
  return null
}

export function targetLine(file: BookFile, target: Target, standing: Standing, assessed: Assessed): TargetLine {
  const { day, later, end } = assessed
  const isOpen = isRunning(file.book) && day < end
  const { id, level, no, section, title, content, leader, leadUnit, deadline, issuedDeadline, weight, issuedWeight } =
    target
  return {
    id,
    level,
    no,
    section,
    title,
    content,
    leader,
    leadUnit,
    assisting: [...target.assisting],
    deadline,
    issuedDeadline,
    weight,
    issuedWeight,
    kind: target.kind,
    evidence: target.evidence,
    suspended: target.suspended,
    adjusted: target.adjustedBy !== null || adjustedParts(file, target).length > 0,
    standing: said(standing),
    nextLight: isOpen ? laterStanding(file, target, assessed, day, later).light : null,
    goals: file.goals.filter((goal) => goal.target === id).map((goal) => goalView(file, target, goal, assessed)),
    milestones: file.milestones
      .filter((each) => each.target === id)
      .map(({ id: milestone, title: name, due, issuedDue, weight: part, doneOn, doneBy, evidence }) => ({
        id: milestone,
        title: name,
        due,
        issuedDue,
        weight: part,
        doneOn,
        doneBy,
        evidence,
      })),
    blocked: isRunning(file.book) ? blockedOf(file, target) : null,
    openOrders: file.orders.filter((order) => order.target === id && order.state !== 'closed').length,
    waitingReports: file.reports.filter((report) => report.target === id && report.state === 'waiting').length,
  }
}

const adjustedParts = (file: BookFile, target: Target) =>
  [...file.goals, ...file.milestones].filter((each) => each.target === target.id && each.adjustedBy !== null)

/** Standings of all targets on a day; nothing counts yet of what was not issued. */
export function standingsOn(file: BookFile, assessed: Assessed, day: string): ReadonlyMap<string, Standing> {
  const isCounted = isRunning(file.book) || file.book.state === 'closed'
  return new Map(
    file.targets.map((target) => [
      target.id,
      isCounted
        ? standingOf(file, target, assessed, day)
        : {
            rate: null,
            planned: null,
            light: null,
            counting: null,
            because: ['尚未印发。', 'Not issued yet.'] as const,
          },
    ]),
  )
}

export const bookStanding = (file: BookFile, assessed: Assessed, standings: ReadonlyMap<string, Standing>) =>
  said(bookStandingOf(file.targets, standings, assessed, assessed.day))

/** Planned and reached at the end of each month of the year; of what is to come only what is planned. */
export function courseOf(file: BookFile, targets: readonly Target[], assessed: Assessed) {
  const months = Array.from({ length: 12 }, (_, at) =>
    addDays(at === 11 ? `${file.book.year + 1}-01-01` : `${file.book.year}-${String(at + 2).padStart(2, '0')}-01`, -1),
  )
  const isCounted = isRunning(file.book) || file.book.state === 'closed'
  const days = [...new Set([...months, ...(isCounted ? [assessed.day] : [])])].toSorted()
  return days.map((on) => {
    const isPast = isCounted && on <= assessed.day
    const counted = targets.filter((each) => !each.suspended)
    const planned = weightedRate(
      counted.map((target) => ({ weight: target.weight, rate: plannedIn(file, target, assessed, on) })),
    )
    const rate = isPast ? bookRates(counted, standingsOn(file, assessed, on)).rate : null
    return { on, planned: percentOf(planned), rate: percentOf(rate) }
  })
}

/** What is planned does not need a value to be known. */
function plannedIn(file: BookFile, target: Target, assessed: Assessed, on: string): Rational | null {
  const nodes = file.milestones.filter((each) => each.target === target.id)
  if (target.kind !== 'quantity') return plannedShare(target, nodes, assessed.pace, on)
  return weightedRate(
    file.goals
      .filter((goal) => goal.target === target.id)
      .map((goal) => {
        const share = goalShare(target, goal, nodes, assessed, { upTo: daysOf(file, goal, on).to }, on)
        return { weight: goal.share, rate: share && plannedOf(goal, share, aimOf(goal)) }
      }),
  )
}

/** Lead units by how far their targets have come; areas and units are ranked, never people (§12.7 基层减负). */
export function unitsOfBook(file: BookFile, standings: ReadonlyMap<string, Standing>) {
  const units = [...new Set(file.targets.flatMap((target) => target.leadUnit ?? []))]
  return units
    .map((unit) => {
      const own = file.targets.filter((target) => target.leadUnit === unit)
      const lights = own.map((target) => standings.get(target.id)?.light)
      return {
        unit,
        targets: own.length,
        weight: own.reduce((sum, target) => sum + target.weight, 0),
        exact: bookRates(own, standings).rate,
        red: lights.filter((light) => light === 'red').length,
        yellow: lights.filter((light) => light === 'yellow').length,
      }
    })
    .toSorted((a, b) => {
      if (!a.exact || !b.exact) return a.exact ? -1 : b.exact ? 1 : 0
      return compare(b.exact, a.exact)
    })
    .map(({ exact, ...unit }) => ({ ...unit, rate: percentOf(exact) }))
}

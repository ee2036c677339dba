import { must } from '#kernel/assert'
import { newId } from '#kernel/id'
import type { SentTo } from '#kernel/operation'
import type { indicators } from '#engines/indicators/shared'
import type { BookLine, PlannedGoal } from './book-line.ts'

export type Drafted = SentTo<typeof indicators.fillBook>['targets'][number]

/** Of a whole number, a whole number; of money, two decimals. */
export function partOf(goal: PlannedGoal, share: number): string {
  const whole = must(goal.reached, 'what it comes to')
  if (goal.course === 'is_held' || share === 1) return whole
  const part = Number(whole) * share
  return whole.includes('.') ? part.toFixed(2) : String(Math.floor(part))
}

export function draftOf(year: number, line: BookLine, weight: number, unitOf: (code: string) => string): Drafted {
  return {
    id: newId(),
    level: line.level,
    section: line.section,
    title: line.title,
    content: line.content,
    leader: line.leader,
    leadUnit: unitOf(line.lead),
    assisting: line.assisting.map(unitOf),
    deadline: `${year}-12-31`,
    weight,
    kind: line.kind,
    evidence: line.evidence,
    goals: line.goals.map(({ label, unit, district, own, measure, course, direction }) => ({
      id: newId(),
      label,
      unit,
      district,
      own,
      measure,
      course,
      direction,
    })),
    milestones: line.nodes.map(({ title, due }) => ({ id: newId(), title, due: `${year}-${due}` })),
  }
}

/** A hundred points: as much for every target of a level, what is left over for the last ones. */
export function weightsOf(lines: readonly BookLine[]): number[] {
  const first = lines.filter((line) => line.level === 1).length
  const second = lines.length - first
  const ofFirst = second === 0 ? 10_000 : Math.floor(6600 / first)
  const left = 10_000 - ofFirst * first
  let at = 0
  return lines.map((line) => {
    if (line.level === 1) return ofFirst
    at += 1
    const each = Math.floor(left / second)
    return each + (at > second - (left - each * second) ? 1 : 0)
  })
}

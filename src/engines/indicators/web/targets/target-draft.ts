import { newId } from '#kernel/id'
import type { SentTo } from '#kernel/operation'
import type { indicators, TargetLine } from '#engines/indicators/shared'

export type DraftTarget = SentTo<typeof indicators.saveTarget>['target']
export type DraftGoal = NonNullable<DraftTarget['goals']>[number]
export type DraftMilestone = NonNullable<DraftTarget['milestones']>[number]

export function emptyTarget(year: number, level: 1 | 2): DraftTarget {
  return {
    id: newId(),
    level,
    section: 'party',
    title: '',
    content: '',
    leader: '',
    leadUnit: null,
    assisting: [],
    deadline: `${year}-12-31`,
    weight: 0,
    kind: 'quantity',
    evidence: '',
    goals: [emptyGoal()],
    milestones: [],
  }
}

export function emptyGoal(): DraftGoal {
  return {
    id: newId(),
    label: '',
    unit: '',
    measure: null,
    period: 'year',
    course: 'adds_up',
    direction: 'more',
    base: null,
    district: null,
    own: null,
    share: 1,
  }
}

export function emptyMilestone(year: number): DraftMilestone {
  return { id: newId(), title: '', due: `${year}-06-30`, weight: 1 }
}

/** What is in the book, as the form writes it. */
export function draftOf(target: TargetLine): DraftTarget {
  return {
    id: target.id,
    level: target.level,
    section: target.section,
    title: target.title,
    content: target.content,
    leader: target.leader,
    leadUnit: target.leadUnit,
    assisting: target.assisting,
    deadline: target.deadline,
    weight: target.weight,
    kind: target.kind,
    evidence: target.evidence,
    goals: target.goals.map(({ id, label, unit, measure, over, course, direction, base, district, own, share }) => ({
      id,
      label,
      unit,
      measure,
      period: over,
      course,
      direction,
      base,
      district,
      own,
      share,
    })),
    milestones: target.milestones.map(({ id, title, due, weight }) => ({ id, title, due, weight })),
  }
}

const isNumber = (said: string | null | undefined) => !said || /^-?\d{1,12}(\.\d{1,4})?$/.test(said)

/** What still keeps a draft from being saved; null when nothing does. */
export function lacking(target: DraftTarget): readonly [string, string] | null {
  if (target.title.trim() === '') return ['请填写任务名称。', 'Give it a title.']
  if (!target.deadline) return ['请填写完成时限。', 'Give the deadline.']
  for (const goal of target.goals ?? []) {
    if (goal.label.trim() === '') return ['请填写指标名称。', 'Name every number.']
    if (!isNumber(goal.own) || !isNumber(goal.district) || !isNumber(goal.base))
      return [`“${goal.label}”的目标值须为数字。`, `"${goal.label}" needs numbers.`]
    if (!goal.own && !goal.district)
      return [`“${goal.label}”至少要有区下达或街道自定的目标值。`, `"${goal.label}" needs a target.`]
  }
  for (const milestone of target.milestones ?? [])
    if (milestone.title.trim() === '' || !milestone.due)
      return ['请填写节点的名称和日期。', 'Name every milestone and its day.']
  const late = (target.milestones ?? []).find(({ due }) => due > target.deadline)
  if (late) return [`节点“${late.title}”的日期不能晚于完成时限。`, `"${late.title}" cannot be due after the deadline.`]
  return null
}

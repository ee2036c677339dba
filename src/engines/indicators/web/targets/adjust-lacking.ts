import type { Text } from '#kernel/text'
import type { TargetLine } from '#engines/indicators/shared'

const isNumber = (said: string) => /^-?\d{1,12}(\.\d{1,4})?$/.test(said)

export interface AdjustSaid {
  readonly deadline: string
  readonly weight: string
  readonly aims: Readonly<Record<string, { readonly own: string; readonly district: string }>>
  readonly dues: Readonly<Record<string, string>>
}

/** What is wrong with what was filled in, in a sentence; null when nothing is. */
export function adjustLacking(target: Pick<TargetLine, 'goals' | 'milestones'>, said: AdjustSaid): Text | null {
  if (!said.deadline) return ['请填写完成时限。', 'Give the deadline.']
  if (!/^\d{1,4}(\.\d{1,2})?$/.test(said.weight))
    return ['分值须为数字，最多两位小数。', 'The points must be a number with two decimals at most.']
  for (const { id, label } of target.goals) {
    const { own, district } = said.aims[id] ?? { own: '', district: '' }
    if ([own, district].some((aim) => aim !== '' && !isNumber(aim)))
      return [`“${label}”的目标值须为数字。`, `"${label}" needs numbers.`]
    if (!own && !district) return [`“${label}”至少要有区下达或街道自定的目标值。`, `"${label}" needs a target.`]
  }
  for (const { id, title, due: before } of target.milestones) {
    const due = said.dues[id] ?? before
    if (!due) return [`请填写节点“${title}”的日期。`, `Give the day of "${title}".`]
    if (due > said.deadline)
      return [`节点“${title}”的日期不能晚于完成时限。`, `"${title}" cannot be due after the deadline.`]
  }
  return null
}

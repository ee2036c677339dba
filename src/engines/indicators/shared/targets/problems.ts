import type { Text } from '#kernel/text'
import type { BookFile, Target } from './book.ts'
import { compare, readWritten } from '#kernel/rational'

export interface BookProblem {
  readonly target: string | null
  /** Whether the book may not be submitted with it. */
  readonly hinders: boolean
  readonly say: Text
}

const pointsOf = (hundredths: number) => (hundredths / 100).toFixed(2).replace(/\.?0+$/, '')

/** What is wrong with a draft, in sentences, before anyone is asked to approve it. */
export function problemsOf(
  file: BookFile,
  /** The unit in which a measure is counted; undefined for one that there is not. */
  measureUnit: (key: string) => string | undefined,
  total: number,
): BookProblem[] {
  const found: BookProblem[] = []
  const add = (target: Target | null, hinders: boolean, zh: string, en: string) => {
    const [at, of] = target ? [`“${target.title}”`, `"${target.title}" `] : ['', '']
    found.push({ target: target?.id ?? null, hinders, say: [`${at}${zh}`, `${of}${en}`] })
  }
  if (file.targets.length === 0) add(null, true, '任务书还没有任务。', 'The book has no targets yet.')
  const sum = file.targets.reduce((all, each) => all + each.weight, 0)
  if (file.targets.length > 0 && sum !== total * 100)
    add(
      null,
      true,
      `各任务分值合计 ${pointsOf(sum)} 分，应为 ${total} 分。`,
      `The points add up to ${pointsOf(sum)}, not ${total}.`,
    )
  const titles = new Map<string, number>()
  for (const { title } of file.targets) titles.set(title, (titles.get(title) ?? 0) + 1)
  for (const [title, count] of titles)
    if (count > 1)
      add(null, false, `有 ${count} 项任务同名：“${title}”。`, `${count} targets have one title: "${title}".`)
  for (const target of file.targets) problemsOfTarget(file, target, measureUnit, add)
  return found
}

function problemsOfTarget(
  file: BookFile,
  target: Target,
  measureUnit: (key: string) => string | undefined,
  add: (target: Target, hinders: boolean, zh: string, en: string) => void,
): void {
  const { year } = file.book
  const goals = file.goals.filter((goal) => goal.target === target.id)
  const nodes = file.milestones.filter((milestone) => milestone.target === target.id)
  if (target.leadUnit === null) add(target, true, '没有牵头部门。', 'has no lead unit.')
  if (target.leader === '') add(target, false, '没有责任领导。', 'names no leader.')
  if (target.weight === 0)
    add(target, false, '分值为 0，不影响全书完成率。', 'has no points and does not count in the book.')
  if (!target.deadline.startsWith(String(year)))
    add(
      target,
      true,
      `完成时限 ${target.deadline} 不在 ${year} 年内。`,
      `is due on ${target.deadline}, outside ${year}.`,
    )
  if (target.kind === 'quantity' && goals.length === 0)
    add(target, true, '是量化指标，但没有指标值。', 'is a quantity without a number to reach.')
  if (target.kind !== 'quantity' && nodes.length === 0)
    add(target, true, '没有节点，无法计算进度。', 'has no milestones to reckon by.')
  if (target.kind !== 'quantity' && goals.length > 0)
    add(target, false, '按节点计算，所列指标值不计入完成率。', 'is reckoned by milestones; its numbers do not count.')
  for (const goal of goals) {
    const [own, district] = [goal.own, goal.district].map((each) => (each === null ? null : readWritten(each)))
    if (own && district && compare(own, district) === (goal.direction === 'more' ? -1 : 1))
      add(
        target,
        false,
        `的“${goal.label}”街道自定 ${goal.own} 低于区下达 ${goal.district} 的要求。`,
        `sets ${goal.own} itself for "${goal.label}", less than the district's ${goal.district}.`,
      )
    if (goal.measure === null) continue
    const unit = measureUnit(goal.measure)
    if (unit === undefined)
      add(target, true, `的“${goal.label}”所绑指标已不存在。`, `binds "${goal.label}" to a measure that is gone.`)
    else if (unit !== goal.unit)
      add(
        target,
        true,
        `的“${goal.label}”单位是“${goal.unit}”，所绑指标以“${unit}”计。`,
        `counts "${goal.label}" in ${goal.unit}, its measure in ${unit}.`,
      )
  }
}

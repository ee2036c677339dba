import { err, ok } from '#kernel/result'
import type { BookFile, Milestone, Target, TargetGoal } from '../book.ts'
import { drafted, isOpenDraft, type Decided, type DecidingBook } from './book.ts'

type NewGoal = Pick<
  TargetGoal,
  'id' | 'label' | 'unit' | 'measure' | 'period' | 'course' | 'direction' | 'base' | 'district' | 'own' | 'share'
>
type NewMilestone = Pick<Milestone, 'id' | 'title' | 'due' | 'weight'>

/** A target as it is written into a draft, with its numbers and milestones. */
export interface DraftedTarget extends Pick<
  Target,
  | 'id'
  | 'level'
  | 'section'
  | 'title'
  | 'content'
  | 'leader'
  | 'leadUnit'
  | 'assisting'
  | 'deadline'
  | 'weight'
  | 'kind'
  | 'evidence'
> {
  readonly goals: readonly NewGoal[]
  readonly milestones: readonly NewMilestone[]
}

type Refused = 'wrong_book_state' | 'goal_without_target' | 'milestone_after_deadline'

function rowsOf(book: string, said: DraftedTarget, no: number) {
  const { goals, milestones, ...own } = said
  const target: Target = {
    ...own,
    book,
    no,
    assisting: own.assisting.filter((unit, at, all) => unit !== own.leadUnit && all.indexOf(unit) === at),
    suspended: false,
    issuedDeadline: null,
    issuedWeight: null,
    adjustedBy: null,
  }
  const of = { book, target: said.id, adjustedBy: null }
  return {
    target,
    goals: goals.map((goal, position): TargetGoal => ({
      ...goal,
      ...of,
      position,
      issuedDistrict: null,
      issuedOwn: null,
    })),
    milestones: milestones
      .toSorted((a, b) => (a.due < b.due ? -1 : a.due > b.due ? 1 : 0))
      .map((each, position): Milestone => ({
        ...each,
        ...of,
        position,
        doneOn: null,
        doneBy: null,
        evidence: null,
        issuedDue: null,
      })),
  }
}

function refusalOf(said: DraftedTarget): Exclude<Refused, 'wrong_book_state'> | null {
  if (said.goals.some((goal) => goal.own === null && goal.district === null)) return 'goal_without_target'
  if (said.milestones.some((milestone) => milestone.due > said.deadline)) return 'milestone_after_deadline'
  return null
}

/** Numbers each level from 1, in the order in which its targets stand. */
function numbered(targets: readonly Target[]): Target[] {
  const next = { 1: 1, 2: 1 }
  return targets
    .toSorted((a, b) => a.level - b.level || a.no - b.no)
    .map((target) => ({ ...target, no: next[target.level]++ }))
}

/** Writes targets into a draft: new ones after the last of their level, known ones in their place. */
export function writeTargets(file: BookFile, said: readonly DraftedTarget[], { by }: DecidingBook): Decided<Refused> {
  if (!isOpenDraft(file)) return err('wrong_book_state')
  for (const each of said) {
    const refused = refusalOf(each)
    if (refused) return err(refused)
  }
  const written = new Map(
    said.map((each, at) => {
      const known = file.targets.find(({ id }) => id === each.id)
      return [each.id, rowsOf(file.book.id, each, known?.level === each.level ? known.no : 10_000 + at)] as const
    }),
  )
  const others = <T extends { readonly target: string }>(rows: readonly T[]) =>
    rows.filter((row) => !written.has(row.target))
  const all = [...written.values()]
  return ok({
    ...drafted(file, by),
    targets: numbered([...file.targets.filter(({ id }) => !written.has(id)), ...all.map((each) => each.target)]),
    goals: [...others(file.goals), ...all.flatMap((each) => each.goals)],
    milestones: [...others(file.milestones), ...all.flatMap((each) => each.milestones)],
  })
}

export function dropTarget(
  file: BookFile,
  id: string,
  { by }: DecidingBook,
): Decided<'wrong_book_state' | 'target_not_found'> {
  if (!isOpenDraft(file)) return err('wrong_book_state')
  if (!file.targets.some((target) => target.id === id)) return err('target_not_found')
  return ok({
    ...drafted(file, by),
    targets: numbered(file.targets.filter((target) => target.id !== id)),
    goals: file.goals.filter((goal) => goal.target !== id),
    milestones: file.milestones.filter((milestone) => milestone.target !== id),
  })
}

/** Puts the named targets of a level into this order, before those that were not named. */
export function arrangeTargets(
  file: BookFile,
  ids: readonly string[],
  { by }: DecidingBook,
): Decided<'wrong_book_state' | 'target_not_found'> {
  if (!isOpenDraft(file)) return err('wrong_book_state')
  const place = new Map(ids.map((id, at) => [id, at - ids.length]))
  if (ids.some((id) => !file.targets.some((target) => target.id === id))) return err('target_not_found')
  return ok({
    ...drafted(file, by),
    targets: numbered(file.targets.map((target) => ({ ...target, no: place.get(target.id) ?? target.no }))),
  })
}

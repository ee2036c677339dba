import { err, ok } from '#kernel/result'
import { shanghaiDate } from '#kernel/time'
import { isRunning, type BookFile, type ProgressReport, type Target } from '../book.ts'
import { changedBook, type Decided, type DecidingBook } from './book.ts'

/** Those whose unit leads or assists, and those who are of no unit's business: the planner reports for whoever cannot. */
export function isOfTarget(target: Pick<Target, 'leadUnit' | 'assisting'>, unit: string | null): boolean {
  return unit !== null && (target.leadUnit === unit || target.assisting.includes(unit))
}

type Said = Pick<ProgressReport, 'id' | 'target' | 'goal' | 'upTo' | 'value' | 'note' | 'blocker' | 'blockedBy'>

export function reportProgress(
  file: BookFile,
  said: Said,
  { by, now, unit }: DecidingBook,
  mayForAll: boolean,
): Decided<
  | 'target_not_found'
  | 'wrong_book_state'
  | 'goal_not_found'
  | 'goal_is_measured'
  | 'value_needed'
  | 'nothing_said'
  | 'day_not_of_book'
  | 'not_your_target'
  | 'id_of_another'
> {
  const target = file.targets.find((each) => each.id === said.target)
  if (!target) return err('target_not_found')
  if (!isRunning(file.book)) return err('wrong_book_state')
  if (!mayForAll && !isOfTarget(target, unit)) return err('not_your_target')
  if (file.reports.some((each) => each.id === said.id)) return err('id_of_another')
  const goal = file.goals.find((each) => each.id === said.goal && each.target === target.id)
  if (said.goal !== null && !goal) return err('goal_not_found')
  // Enter once: what the platform counts is not typed again.
  if (goal?.measure) return err('goal_is_measured')
  if ((goal !== undefined) !== (said.value !== null)) return err('value_needed')
  if (!goal && said.note === '' && said.blocker === null) return err('nothing_said')
  const today = shanghaiDate(new Date(now))
  if (said.upTo > today || !said.upTo.startsWith(String(file.book.year))) return err('day_not_of_book')
  const report: ProgressReport = {
    ...said,
    book: file.book.id,
    blockedBy: said.blocker === null ? null : said.blockedBy,
    by,
    at: now,
    state: 'waiting',
    reviewedBy: null,
    reviewedAt: null,
    reviewNote: null,
  }
  return ok({ ...changedBook(file, {}), reports: [...file.reports, report] })
}

export function reviewProgress(
  file: BookFile,
  said: { readonly id: string; readonly confirmed: boolean; readonly note: string },
  { by, now }: DecidingBook,
): Decided<'report_not_found' | 'already_reviewed' | 'reviewer_is_reporter' | 'reason_needed' | 'wrong_book_state'> {
  const report = file.reports.find((each) => each.id === said.id)
  if (!report) return err('report_not_found')
  if (!isRunning(file.book)) return err('wrong_book_state')
  if (report.state !== 'waiting') return err('already_reviewed')
  if (report.by === by) return err('reviewer_is_reporter')
  if (!said.confirmed && said.note === '') return err('reason_needed')
  const reviewed: ProgressReport = {
    ...report,
    state: said.confirmed ? 'confirmed' : 'returned',
    reviewedBy: by,
    reviewedAt: now,
    reviewNote: said.note || null,
  }
  return ok({
    ...changedBook(file, {}),
    reports: file.reports.map((each) => (each.id === said.id ? reviewed : each)),
  })
}

export function completeMilestone(
  file: BookFile,
  said: { readonly id: string; readonly on: string; readonly evidence: string },
  { by, now, unit }: DecidingBook,
  mayForAll: boolean,
): Decided<'milestone_not_found' | 'wrong_book_state' | 'already_done' | 'done_in_future' | 'not_your_target'> {
  const found = file.milestones.find((each) => each.id === said.id)
  const target = file.targets.find((each) => each.id === found?.target)
  if (!found || !target) return err('milestone_not_found')
  if (!isRunning(file.book)) return err('wrong_book_state')
  if (!mayForAll && !isOfTarget(target, unit)) return err('not_your_target')
  if (found.doneOn !== null) return err('already_done')
  if (said.on > shanghaiDate(new Date(now))) return err('done_in_future')
  return ok({
    ...changedBook(file, {}),
    milestones: file.milestones.map((each) =>
      each.id === said.id ? { ...each, doneOn: said.on, doneBy: by, evidence: said.evidence } : each,
    ),
  })
}

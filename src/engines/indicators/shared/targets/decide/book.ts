import { err, ok, type Result } from '#kernel/result'
import { shanghaiDate } from '#kernel/time'
import { isRunning, type BookFile, type TargetBook } from '../book.ts'
import type { BookProblem } from '../problems.ts'

/** Who decides, and when. */
export interface DecidingBook {
  readonly by: string
  readonly unit: string | null
  readonly now: string
}

export type Decided<E extends string> = Result<BookFile, E>

export const changedBook = (file: BookFile, patch: Partial<TargetBook>): BookFile => ({
  ...file,
  book: { ...file.book, ...patch, version: file.book.version + 1 },
})

/** Whoever touches a draft has drawn it up, and may not approve it. */
export const drafted = (file: BookFile, by: string): BookFile =>
  changedBook(file, {
    drafters: file.book.drafters.includes(by) ? file.book.drafters : [...file.book.drafters, by],
    returnedNote: null,
  })

export const isOpenDraft = ({ book }: BookFile): boolean => book.state === 'draft' && book.submittedAt === null

export function amendBook(
  file: BookFile,
  said: Pick<TargetBook, 'year' | 'title' | 'organisation'>,
  { by }: DecidingBook,
): Decided<'wrong_book_state'> {
  if (!isOpenDraft(file)) return err('wrong_book_state')
  return ok(changedBook(drafted(file, by), said))
}

const hindered = (problems: readonly BookProblem[]) => problems.some((problem) => problem.hinders)

export function submitBook(
  file: BookFile,
  problems: readonly BookProblem[],
  { by, now }: DecidingBook,
): Decided<'wrong_book_state' | 'already_submitted' | 'book_has_problems'> {
  if (file.book.state !== 'draft') return err('wrong_book_state')
  if (file.book.submittedAt !== null) return err('already_submitted')
  if (hindered(problems)) return err('book_has_problems')
  return ok(changedBook(drafted(file, by), { submittedAt: now, submittedBy: by }))
}

export function recallBook(file: BookFile): Decided<'wrong_book_state' | 'not_submitted'> {
  if (file.book.state !== 'draft') return err('wrong_book_state')
  if (file.book.submittedAt === null) return err('not_submitted')
  return ok(changedBook(file, { submittedAt: null, submittedBy: null }))
}

export function approveBook(
  file: BookFile,
  problems: readonly BookProblem[],
  { by, now }: DecidingBook,
): Decided<'wrong_book_state' | 'not_submitted' | 'approver_drew_it_up' | 'book_has_problems'> {
  if (file.book.state !== 'draft') return err('wrong_book_state')
  if (file.book.submittedAt === null) return err('not_submitted')
  if (file.book.drafters.includes(by) || file.book.submittedBy === by) return err('approver_drew_it_up')
  if (hindered(problems)) return err('book_has_problems')
  return ok(changedBook(file, { state: 'approved', approvedAt: now, approvedBy: by }))
}

export function returnBook(file: BookFile, note: string): Decided<'wrong_book_state' | 'not_submitted'> {
  if (file.book.state !== 'draft') return err('wrong_book_state')
  if (file.book.submittedAt === null) return err('not_submitted')
  return ok(changedBook(file, { submittedAt: null, submittedBy: null, returnedNote: note }))
}

/** From now on nothing changes but by a sheet: what was issued is kept beside what is. */
export function issueBook(
  file: BookFile,
  said: { readonly documentNo: string; readonly on: string },
  { by }: DecidingBook,
): Decided<'wrong_book_state' | 'issued_before_approved'> {
  if (file.book.state !== 'approved' || file.book.approvedAt === null) return err('wrong_book_state')
  if (said.on < shanghaiDate(new Date(file.book.approvedAt))) return err('issued_before_approved')
  const issued = changedBook(file, { state: 'issued', documentNo: said.documentNo, issuedOn: said.on, issuedBy: by })
  return ok({
    ...issued,
    targets: file.targets.map((each) => ({ ...each, issuedDeadline: each.deadline, issuedWeight: each.weight })),
    goals: file.goals.map((each) => ({ ...each, issuedOwn: each.own, issuedDistrict: each.district })),
    milestones: file.milestones.map((each) => ({ ...each, issuedDue: each.due })),
  })
}

export function closeBook(
  file: BookFile,
  { by, now }: DecidingBook,
): Decided<'wrong_book_state' | 'year_not_over' | 'sheet_waiting' | 'report_waiting'> {
  if (!isRunning(file.book)) return err('wrong_book_state')
  if (shanghaiDate(new Date(now)) <= `${file.book.year}-12-31`) return err('year_not_over')
  if (file.sheets.some((sheet) => sheet.state === 'waiting')) return err('sheet_waiting')
  if (file.reports.some((report) => report.state === 'waiting')) return err('report_waiting')
  return ok(changedBook(file, { state: 'closed', closedAt: now, closedBy: by }))
}

import { err, ok, type Result } from '#kernel/result'
import { implement, type Actor, type Implementation } from '#platform/operations'
import {
  approveBook,
  closeBook,
  firstBasis,
  indicators,
  isOfTarget,
  isOpenDraft,
  isRunning,
  parameterOn,
  recallBook,
  submitBook,
  targetParameterIds,
  targetParameters,
  type BookFile,
  type DecidingBook,
  type TargetBook,
} from '#engines/indicators/shared'
import type { MeasuresDeps } from '../measures/definitions.ts'
import { assessingOf } from './assessing.ts'
import { bookOf, findBook, listBooks, parametersOf } from './books.store.ts'
import { decidingOf, problemsIn, seesAll } from './change-book.ts'
import { bookStanding, courseOf, headOf, standingsOn, targetLine, unitsOfBook } from './present.ts'
import { orderView, seesTarget, sheetView, targetsOfSheet } from './present-papers.ts'

type Act = { verb: string; refusal: string | null }

/** What may be done with the book now, as the decisions themselves say. What its state rules out is not offered. */
function actsOfBook(
  file: BookFile,
  actor: Actor,
  deciding: DecidingBook,
  problems: Parameters<typeof submitBook>[1],
): Act[] {
  const isDraft: Result<unknown> = isOpenDraft(file) ? ok(null) : err('wrong_book_state')
  const running: Result<unknown> = isRunning(file.book) ? ok(null) : err('wrong_book_state')
  const tried: Readonly<Record<string, Result<unknown>>> = {
    amendBook: isDraft,
    saveTarget: isDraft,
    dropTarget: isDraft,
    arrangeTargets: isDraft,
    fillBook: isDraft,
    submitBook: submitBook(file, problems, deciding),
    recallBook: recallBook(file),
    approveBook: approveBook(file, problems, deciding),
    returnBook: recallBook(file),
    issueBook: file.book.state === 'approved' ? ok(null) : err('wrong_book_state'),
    askAdjustment: running,
    closeBook: closeBook(file, deciding),
    decideAdjustment: running,
    orderTarget: running,
  }
  const silent = ['wrong_book_state', 'not_submitted', 'already_submitted']
  return Object.entries(tried).flatMap(([verb, result]): Act[] => {
    if (!actor.can.has(`indicators.${verb}`)) return []
    if (result.ok) return [{ verb, refusal: null }]
    return silent.includes(result.error) ? [] : [{ verb, refusal: result.error }]
  })
}

function actsOfTarget(file: BookFile, id: string, actor: Actor): Act[] {
  const target = file.targets.find((each) => each.id === id)
  if (!target || !isRunning(file.book)) return []
  const isOwn = seesAll(actor) || isOfTarget(target, actor.unit)
  const verbs = ['reportProgress', 'completeMilestone', 'reviewProgress', 'askAdjustment', 'decideAdjustment']
  return [...verbs, 'orderTarget', 'answerOrder', 'verifyOrder', 'closeOrder'].flatMap((verb): Act[] => {
    if (!actor.can.has(`indicators.${verb}`)) return []
    const isTelling = verb === 'reportProgress' || verb === 'completeMilestone'
    return [{ verb, refusal: isTelling && !isOwn ? 'not_your_target' : null }]
  })
}

/** What is not issued yet is known to those alone who draw it up or approve it. */
function mayKnow({ state }: Pick<TargetBook, 'state'>, actor: Actor): boolean {
  if (state !== 'draft' && state !== 'approved') return true
  const verbs = [indicators.saveTarget, indicators.approveBook]
  return seesAll(actor) && verbs.some(({ name }) => actor.can.has(name))
}

/** What of a book someone sees: the whole of it, or what their unit leads or assists. */
function seenOf(file: BookFile, actor: Actor): BookFile | null {
  if (!mayKnow(file.book, actor)) return null
  if (seesAll(actor)) return file
  const targets = file.targets.filter((target) => seesTarget(actor, target))
  const ids = new Set(targets.map((target) => target.id))
  const own = <T extends { readonly target: string }>(rows: readonly T[]) => rows.filter((row) => ids.has(row.target))
  return {
    ...file,
    targets,
    goals: own(file.goals),
    milestones: own(file.milestones),
    reports: own(file.reports),
    orders: own(file.orders),
    sheets: file.sheets.filter((sheet) => targetsOfSheet(file, sheet).every((target) => ids.has(target))),
  }
}

export function targetQueries(deps: MeasuresDeps): readonly Implementation[] {
  return [
    implement(indicators.books, async ({ tx, street, actor }, { year }) => {
      const found = await listBooks(tx, street, year ?? null)
      const seen = found.filter((book) => mayKnow(book, actor))
      return ok({
        items: seen.map((book) => ({
          ...headOf(book),
          firstLevel: book.firstLevel,
          secondLevel: book.secondLevel,
          waitingSheets: book.waitingSheets,
        })),
      })
    }),
    implement(indicators.book, async (context, { bookId }) => {
      const { tx, street, actor, now } = context
      const whole = await findBook(tx, street, bookId)
      const file = whole && seenOf(whole, actor)
      if (!whole || !file) return err('book_not_found')
      const assessed = await assessingOf(deps, tx, street, file, now)
      const standings = standingsOn(file, assessed, assessed.day)
      const total = parameterOn(assessed.parameters, 'book.total', assessed.day)
      const isDraft = file.book.state === 'draft'
      const problems = isDraft ? problemsIn(deps, whole, total) : []
      return ok({
        book: headOf(file.book),
        asOf: assessed.day,
        later: assessed.later,
        position: assessed.position,
        standing: bookStanding(file, assessed, standings),
        course: courseOf(file, file.targets, assessed),
        targets: file.targets.map((target) => targetLine(file, target, standings.get(target.id)!, assessed)),
        units: unitsOfBook(file, standings),
        sheets: file.sheets.map((sheet) => sheetView(file, sheet, actor.id)),
        orders: file.orders.map((order) => orderView(order, actor)),
        problems: problems.map(({ say, ...problem }) => ({ ...problem, say: [say[0], say[1]] as [string, string] })),
        acts: actsOfBook(whole, actor, decidingOf(context), problems),
      })
    }),
    implement(indicators.target, async ({ tx, street, actor, now }, { targetId }) => {
      const bookId = await bookOf(tx, street, 'target', targetId)
      const whole = bookId === undefined ? undefined : await findBook(tx, street, bookId)
      const seen = whole && seenOf(whole, actor)
      const target = seen?.targets.find((each) => each.id === targetId)
      if (!whole || !target) return err('target_not_found')
      const of = <T extends { readonly target: string }>(rows: readonly T[]) =>
        rows.filter((row) => row.target === targetId)
      const file: BookFile = {
        ...whole,
        targets: [target],
        goals: of(whole.goals),
        milestones: of(whole.milestones),
        reports: of(whole.reports),
        orders: of(whole.orders),
        sheets: whole.sheets.filter((sheet) => targetsOfSheet(whole, sheet).includes(targetId)),
      }
      const assessed = await assessingOf(deps, tx, street, file, now)
      const standing = standingsOn(file, assessed, assessed.day).get(targetId)!
      return ok({
        book: headOf(file.book),
        asOf: assessed.day,
        later: assessed.later,
        target: targetLine(file, target, standing, assessed),
        course: courseOf(file, [{ ...target, suspended: false }], assessed),
        reports: file.reports
          .map(({ book: _, target: __, reviewedAt: ___, ...report }) => ({ ...report, isOwn: report.by === actor.id }))
          .toReversed(),
        sheets: file.sheets.map((sheet) => sheetView(whole, sheet, actor.id)),
        orders: file.orders.map((order) => orderView(order, actor)),
        acts: actsOfTarget(whole, targetId, actor),
      })
    }),
    implement(indicators.targetParameters, async ({ tx, street }) => {
      const set = await parametersOf(tx, street)
      return ok({
        items: targetParameterIds.map((key) => {
          const { label, unit, first, confidence } = targetParameters[key]
          const versions = set.filter((each) => each.key === key)
          return {
            key,
            label: [label[0], label[1]] as [string, string],
            unit: [unit[0], unit[1]] as [string, string],
            versions: [
              ...versions.map(({ from, value, basis, confidence: said }) => ({ from, value, basis, confidence: said })),
              { from: '1970-01-01', value: first, basis: firstBasis, confidence },
            ],
          }
        }),
      })
    }),
  ]
}

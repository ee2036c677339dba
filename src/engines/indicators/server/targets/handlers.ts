import { err, ok } from '#kernel/result'
import { shanghaiDate } from '#kernel/time'
import { implement, type Context, type Implementation } from '#platform/operations'
import { unitsOf } from '#engines/registers'
import {
  amendBook,
  answerOrder,
  approveBook,
  arrangeTargets,
  askAdjustment,
  closeBook,
  closeOrder,
  completeMilestone,
  decideAdjustment,
  dropTarget,
  indicators,
  issueBook,
  orderTarget,
  parameterOn,
  recallBook,
  reportProgress,
  returnBook,
  reviewProgress,
  submitBook,
  targetParameterIds,
  verifyOrder,
  writeTargets,
  type BookProblem,
  type TargetBook,
  type TargetInput,
} from '#engines/indicators/shared'
import type { MeasuresDeps } from '../measures/definitions.ts'
import { bookOf, idsTaken, insertBook, parametersOf, setParameter, titleTaken } from './books.store.ts'
import { changeBook, decidingOf, named, problemsIn, seesAll } from './change-book.ts'
import { targetQueries } from './queries.ts'

export function targetHandlers(deps: MeasuresDeps): readonly Implementation[] {
  const measured = new Set(deps.measures.map((each) => each.key))

  /** Units, measures and ids that a target names and that must be there. */
  async function refusalOf(
    { tx, street }: Context,
    book: string,
    said: readonly TargetInput[],
  ): Promise<'unit_unknown' | 'measure_unknown' | 'id_of_another' | null> {
    const units = new Set<string>((await unitsOf(tx, street)).map((unit) => unit.id))
    if (said.some((each) => [each.leadUnit, ...each.assisting].some((unit) => unit !== null && !units.has(unit))))
      return 'unit_unknown'
    if (said.some((each) => each.goals.some((goal) => goal.measure !== null && !measured.has(goal.measure))))
      return 'measure_unknown'
    const ids = {
      targets: said.map((each) => each.id as string),
      target_goals: said.flatMap((each) => each.goals.map((goal) => goal.id)),
      target_milestones: said.flatMap((each) => each.milestones.map((milestone) => milestone.id)),
    }
    if (Object.values(ids).some((list) => new Set(list).size < list.length)) return 'id_of_another'
    return (await idsTaken(tx, street, book, ids)) ? 'id_of_another' : null
  }

  async function problems(
    { tx, street, now }: Context,
    file: Parameters<typeof problemsIn>[1],
  ): Promise<BookProblem[]> {
    const total = parameterOn(await parametersOf(tx, street), 'book.total', shanghaiDate(new Date(now)))
    return problemsIn(deps, file, total)
  }

  const write = (context: Context, bookId: string, said: readonly TargetInput[]) =>
    changeBook(context, bookId, async (file, deciding) => {
      const refused = await refusalOf(context, bookId, said)
      if (refused) return err(refused)
      // A known part of another target would be moved to this one in silence.
      const owner = new Map([...file.goals, ...file.milestones].map((each) => [each.id, each.target]))
      const isMoved = said.some((each) =>
        [...each.goals, ...each.milestones].some((part) => (owner.get(part.id) ?? each.id) !== each.id),
      )
      return isMoved ? err('id_of_another') : writeTargets(file, said, deciding)
    })

  const bookWith = async (context: Context, part: Parameters<typeof bookOf>[2], id: string) =>
    bookOf(context.tx, context.street, part, id)

  return [
    ...targetQueries(deps),
    implement(indicators.draftBook, async (context, { bookId, ...said }) => {
      const { tx, street } = context
      const { by } = decidingOf(context)
      const book: TargetBook = {
        id: bookId,
        ...said,
        documentNo: null,
        state: 'draft',
        drawnUpBy: by,
        drafters: [by],
        submittedAt: null,
        submittedBy: null,
        returnedNote: null,
        approvedAt: null,
        approvedBy: null,
        issuedOn: null,
        issuedBy: null,
        closedAt: null,
        closedBy: null,
        version: 1,
      }
      if (await titleTaken(tx, street, book)) return err('book_title_taken')
      await insertBook(tx, street, book)
      context.subject('target_book', bookId)
      context.changed({ ...said })
      return ok({ bookId, version: 1 })
    }),
    implement(indicators.amendBook, (context, { bookId, ...said }) =>
      changeBook(context, bookId, async (file, deciding) => {
        if (await titleTaken(context.tx, context.street, { id: bookId, ...said })) return err('book_title_taken')
        return amendBook(file, said, deciding)
      }),
    ),
    implement(indicators.saveTarget, (context, { bookId, target }) => write(context, bookId, [target])),
    implement(indicators.fillBook, (context, { bookId, targets }) => write(context, bookId, targets)),
    implement(indicators.dropTarget, (context, { bookId, targetId }) =>
      changeBook(context, bookId, (file, deciding) => dropTarget(file, targetId, deciding)),
    ),
    implement(indicators.arrangeTargets, (context, { bookId, targetIds }) =>
      changeBook(context, bookId, (file, deciding) => arrangeTargets(file, targetIds, deciding)),
    ),
    implement(indicators.submitBook, (context, { bookId }) =>
      changeBook(context, bookId, async (file, deciding) => submitBook(file, await problems(context, file), deciding)),
    ),
    implement(indicators.recallBook, (context, { bookId }) => changeBook(context, bookId, recallBook)),
    implement(indicators.approveBook, (context, { bookId }) =>
      changeBook(context, bookId, async (file, deciding) => approveBook(file, await problems(context, file), deciding)),
    ),
    implement(indicators.returnBook, (context, { bookId, note }) =>
      changeBook(context, bookId, (file) => returnBook(file, note)),
    ),
    implement(indicators.issueBook, (context, { bookId, ...said }) =>
      changeBook(context, bookId, (file, deciding) => issueBook(file, said, deciding)),
    ),
    implement(indicators.closeBook, (context, { bookId }) => changeBook(context, bookId, closeBook)),
    implement(indicators.reportProgress, async (context, { reportId, targetId, goalId, ...said }) =>
      named(
        await changeBook(context, await bookWith(context, 'target', targetId), (file, deciding) =>
          reportProgress(
            file,
            { id: reportId, target: targetId, goal: goalId, ...said },
            deciding,
            seesAll(context.actor),
          ),
        ),
        'target_not_found',
      ),
    ),
    implement(indicators.reviewProgress, async (context, { reportId, ...said }) =>
      named(
        await changeBook(context, await bookWith(context, 'report', reportId), (file, deciding) =>
          reviewProgress(file, { id: reportId, ...said }, deciding),
        ),
        'report_not_found',
      ),
    ),
    implement(indicators.completeMilestone, async (context, { milestoneId, ...said }) =>
      named(
        await changeBook(context, await bookWith(context, 'milestone', milestoneId), (file, deciding) =>
          completeMilestone(file, { id: milestoneId, ...said }, deciding, seesAll(context.actor)),
        ),
        'milestone_not_found',
      ),
    ),
    implement(indicators.askAdjustment, (context, { bookId, sheetId, ...said }) =>
      changeBook(context, bookId, async (file, deciding) => {
        const units = new Set<string>((await unitsOf(context.tx, context.street)).map((unit) => unit.id))
        const named = said.changes.flatMap(({ field, to }) =>
          field === 'leadUnit' ? [to] : field === 'assisting' && Array.isArray(to) ? to : [],
        )
        if (named.some((unit) => !units.has(String(unit)))) return err('unit_unknown')
        if (said.changes.some(({ field, to }) => field === 'measure' && to !== null && !measured.has(String(to))))
          return err('measure_unknown')
        return askAdjustment(file, { id: sheetId, ...said }, deciding)
      }),
    ),
    implement(indicators.decideAdjustment, async (context, { sheetId, ...said }) =>
      named(
        await changeBook(context, await bookWith(context, 'sheet', sheetId), (file, deciding) =>
          decideAdjustment(file, { id: sheetId, ...said }, deciding),
        ),
        'adjustment_not_found',
      ),
    ),
    implement(indicators.orderTarget, async (context, { orderId, targetId, ...said }) =>
      named(
        await changeBook(context, await bookWith(context, 'target', targetId), (file, deciding) =>
          orderTarget(file, { id: orderId, target: targetId, ...said }, deciding),
        ),
        'target_not_found',
      ),
    ),
    implement(indicators.answerOrder, async (context, { orderId, answer }) =>
      named(
        await changeBook(context, await bookWith(context, 'order', orderId), (file, deciding) =>
          answerOrder(file, { id: orderId, answer }, deciding),
        ),
        'order_not_found',
      ),
    ),
    implement(indicators.verifyOrder, async (context, { orderId, ...said }) =>
      named(
        await changeBook(context, await bookWith(context, 'order', orderId), (file, deciding) =>
          verifyOrder(file, { id: orderId, ...said }, deciding),
        ),
        'order_not_found',
      ),
    ),
    implement(indicators.closeOrder, async (context, { orderId, note }) =>
      named(
        await changeBook(context, await bookWith(context, 'order', orderId), (file, deciding) =>
          closeOrder(file, { id: orderId, note }, deciding),
        ),
        'order_not_found',
      ),
    ),
    implement(indicators.setTargetParameter, async (context, said) => {
      if (!(targetParameterIds as readonly string[]).includes(said.key)) return err('parameter_unknown')
      const today = shanghaiDate(new Date(context.now))
      const set = await parametersOf(context.tx, context.street)
      const isDecided = said.from <= today && set.some(({ key, from }) => key === said.key && from === said.from)
      if (said.from < today || isDecided) return err('parameter_decided')
      await setParameter(context.tx, context.street, said, decidingOf(context).by)
      context.changed({ ...said })
      return ok({ key: said.key, from: said.from })
    }),
  ]
}

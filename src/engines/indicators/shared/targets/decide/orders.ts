import { err, ok } from '#kernel/result'
import { shanghaiDate } from '#kernel/time'
import { isRunning, type BookFile, type OrderStep, type SupervisionOrder } from '../book.ts'
import { changedBook, type Decided, type DecidingBook } from './book.ts'
import { isOfTarget } from './progress.ts'

function withOrder(file: BookFile, order: SupervisionOrder): BookFile {
  const orders = file.orders.some((each) => each.id === order.id)
    ? file.orders.map((each) => (each.id === order.id ? order : each))
    : [...file.orders, order]
  return { ...changedBook(file, {}), orders }
}

/** 交办: to a unit that leads or assists. */
export function orderTarget(
  file: BookFile,
  said: Pick<SupervisionOrder, 'id' | 'target' | 'unit' | 'demand' | 'due'>,
  { by, now }: DecidingBook,
): Decided<'target_not_found' | 'wrong_book_state' | 'unit_not_of_target' | 'due_in_past' | 'id_of_another'> {
  const target = file.targets.find((each) => each.id === said.target)
  if (!target) return err('target_not_found')
  if (!isRunning(file.book)) return err('wrong_book_state')
  if (!isOfTarget(target, said.unit)) return err('unit_not_of_target')
  if (file.orders.some((each) => each.id === said.id)) return err('id_of_another')
  if (said.due < shanghaiDate(new Date(now))) return err('due_in_past')
  return ok(
    withOrder(file, {
      ...said,
      book: file.book.id,
      no: file.orders.length + 1,
      state: 'ordered',
      orderedBy: by,
      answeredBy: null,
      verifiedBy: null,
      closedBy: null,
      steps: [{ kind: 'ordered', by, at: now, text: said.demand }],
    }),
  )
}

const stepped = (order: SupervisionOrder, kind: OrderStep['kind'], text: string, { by, now }: DecidingBook) => [
  ...order.steps,
  { kind, by, at: now, text },
]

export function answerOrder(
  file: BookFile,
  said: { readonly id: string; readonly answer: string },
  deciding: DecidingBook,
): Decided<'order_not_found' | 'wrong_order_state' | 'not_your_order'> {
  const order = file.orders.find((each) => each.id === said.id)
  if (!order) return err('order_not_found')
  if (order.unit !== deciding.unit) return err('not_your_order')
  if (order.state !== 'ordered') return err('wrong_order_state')
  const steps = stepped(order, 'answered', said.answer, deciding)
  return ok(withOrder(file, { ...order, state: 'answered', answeredBy: deciding.by, steps }))
}

/** Whether someone ever answered it, also before it was sent back. */
const answered = (order: SupervisionOrder, by: string) =>
  order.answeredBy === by || order.steps.some((step) => step.kind === 'answered' && step.by === by)

/** 核实, by someone who did not answer; what does not hold goes back. */
export function verifyOrder(
  file: BookFile,
  said: { readonly id: string; readonly passed: boolean; readonly note: string },
  deciding: DecidingBook,
): Decided<'order_not_found' | 'wrong_order_state' | 'verifier_answered'> {
  const order = file.orders.find((each) => each.id === said.id)
  if (!order) return err('order_not_found')
  if (order.state !== 'answered') return err('wrong_order_state')
  if (answered(order, deciding.by)) return err('verifier_answered')
  return ok(
    withOrder(file, {
      ...order,
      state: said.passed ? 'verified' : 'ordered',
      verifiedBy: said.passed ? deciding.by : null,
      steps: stepped(order, said.passed ? 'verified' : 'sent_back', said.note, deciding),
    }),
  )
}

/** 销号. */
export function closeOrder(
  file: BookFile,
  said: { readonly id: string; readonly note: string },
  deciding: DecidingBook,
): Decided<'order_not_found' | 'wrong_order_state' | 'verifier_answered'> {
  const order = file.orders.find((each) => each.id === said.id)
  if (!order) return err('order_not_found')
  if (order.state !== 'verified') return err('wrong_order_state')
  if (answered(order, deciding.by)) return err('verifier_answered')
  const steps = stepped(order, 'closed', said.note, deciding)
  return ok(withOrder(file, { ...order, state: 'closed', closedBy: deciding.by, steps }))
}

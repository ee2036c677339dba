import { z } from 'zod'
import { UnitId } from '#kernel/id'
import { command } from '#kernel/operation'
import { cleanText } from '#model'
import { TargetId } from '../targets/book.ts'
import { Changed } from '../targets/views.ts'

const words = cleanText(1000).min(1)
const ofOrder = ['order_not_found', 'wrong_order_state'] as const

/** 督查: 交办 → 反馈 → 核实 → 销号. */
export const supervisionOperations = {
  orderTarget: command({
    title: ['督查交办', 'Order'],
    input: z.object({ orderId: z.uuid(), targetId: TargetId, unit: UnitId, demand: words, due: z.iso.date() }),
    output: Changed,
    errors: ['target_not_found', 'wrong_book_state', 'unit_not_of_target', 'due_in_past', 'id_of_another'],
  }),
  answerOrder: command({
    title: ['反馈交办', 'Answer an order'],
    input: z.object({ orderId: z.uuid(), answer: words }),
    output: Changed,
    errors: [...ofOrder, 'not_your_order'],
  }),
  verifyOrder: command({
    title: ['核实反馈', 'Verify an answer'],
    input: z.object({ orderId: z.uuid(), passed: z.boolean(), note: words }),
    output: Changed,
    errors: [...ofOrder, 'verifier_answered'],
  }),
  closeOrder: command({
    title: ['销号', 'Close an order'],
    input: z.object({ orderId: z.uuid(), note: cleanText(500).default('') }),
    output: Changed,
    errors: [...ofOrder, 'verifier_answered'],
  }),
}

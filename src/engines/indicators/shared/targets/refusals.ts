import type { Text } from '#kernel/text'
import type { supervisionOperations } from '../operations/supervision.ts'
import type { targetOperations } from '../operations/targets.ts'

type Asked = typeof targetOperations & typeof supervisionOperations
type Refusals = Asked[keyof Asked]['errors'][number]

export const targetRefusals: Readonly<Record<Refusals, Text>> = {
  book_not_found: ['没有这本任务书。', 'There is no such book.'],
  wrong_book_state: [
    '任务书的状态已变化，不能这样办理；请刷新后查看。',
    'The book has moved on. Reload to see where it stands.',
  ],
  book_title_taken: [
    '这一年已有同名的任务书，请换一个名称。',
    'There is a book of this title for the year. Choose another.',
  ],
  target_not_found: ['没有这项任务。', 'There is no such target.'],
  unit_unknown: ['没有这个单位，请重新选择。', 'There is no such unit. Choose another.'],
  measure_unknown: ['没有这个指标，请重新选择。', 'There is no such measure. Choose another.'],
  goal_without_target: [
    '每个指标至少要有区下达或街道自定的目标值。',
    "Every number needs the district's target or the subdistrict's own.",
  ],
  milestone_after_deadline: ['节点不能晚于任务的完成时限。', 'A milestone cannot be later than the deadline.'],
  id_of_another: ['编号已被使用，请重新添加。', 'This id is taken already. Add it anew.'],
  already_submitted: ['已经报审。', 'It has been submitted already.'],
  not_submitted: ['任务书尚未报审。', 'The book has not been submitted.'],
  book_has_problems: ['任务书还有必须解决的问题，请先逐条解决。', 'The book still has problems to solve first.'],
  approver_drew_it_up: ['参与编制的人不能批准，请由主要领导批准。', 'Who drew the book up may not approve it.'],
  issued_before_approved: ['印发日期不能早于批准日期。', 'It cannot be issued before it was approved.'],
  year_not_over: ['年度尚未结束，不能办结。', 'The year is not over yet.'],
  sheet_waiting: ['还有调整单等待审批，请先处理。', 'An adjustment is waiting for a decision.'],
  report_waiting: ['还有进展等待审核，请先处理。', 'Progress is waiting for review.'],
  goal_not_found: ['该任务没有这个指标。', 'The target has no such number.'],
  goal_is_measured: ['该指标由平台自动统计，不用填报。', 'The platform counts this number itself; it is not reported.'],
  value_needed: ['请填写该指标的完成值。', 'Give the value reached.'],
  nothing_said: ['请写明进展或卡点。', 'Say what was done or what stands in the way.'],
  day_not_of_book: [
    '截止日期须在任务书年度内，且不晚于今天。',
    "The day must be within the book's year and not later than today.",
  ],
  not_your_target: ['本单位既不牵头也不配合该任务，不能填报。', 'Your unit neither leads nor assists this target.'],
  report_not_found: ['没有这条进展。', 'There is no such report.'],
  already_reviewed: ['已经审核过。', 'It has been reviewed already.'],
  reviewer_is_reporter: [
    '填报人不能审核自己填报的进展，请由另一人审核。',
    'Who reported may not review it. Ask a second person.',
  ],
  reason_needed: ['请写明原因。', 'Give the reason.'],
  milestone_not_found: ['没有这个节点。', 'There is no such milestone.'],
  already_done: ['该节点已完成。', 'The milestone is done already.'],
  done_in_future: ['完成日期不能晚于今天。', 'The day cannot be in the future.'],
  nothing_adjusted: ['没有任何改动，请填写要调整的内容。', 'Nothing differs. Say what is to change.'],
  adjustment_invalid: [
    '调整内容不符合要求（如节点晚于时限、目标值为空），请检查。',
    'The adjustment contradicts itself (a milestone after the deadline, no target left). Check it.',
  ],
  adjustment_not_found: ['没有这份调整单。', 'There is no such adjustment.'],
  already_decided: ['已有处理结果，不能重复办理。', 'This has been decided already.'],
  approver_is_asker: [
    '提出调整的人不能审批自己的调整单，请由另一人审批。',
    'Who asked may not decide. Ask a second person.',
  ],
  adjustment_stale: [
    '所调整的内容已被另一份调整单改动，请退回后重新提出。',
    'Another adjustment changed the same meanwhile. Refuse this one and ask anew.',
  ],
  parameter_unknown: ['没有这个参数。', 'There is no such parameter.'],
  parameter_decided: [
    '起用日已过或该日的值已经生效，此前的亮灯和通报以它为准，不能再改，请另选起用日。',
    'That day is past or its value is in force: lights were told by it. Choose a later day.',
  ],
  order_not_found: ['没有这份交办单。', 'There is no such order.'],
  wrong_order_state: ['交办单已到别的环节，请刷新后查看。', 'The order has moved on. Reload to see where it stands.'],
  unit_not_of_target: ['只能交办给牵头或配合部门。', 'Only a unit that leads or assists can be ordered.'],
  due_in_past: ['反馈期限不能早于今天。', 'The day cannot be in the past.'],
  not_your_order: ['这份交办单不是交给本单位的。', 'This order is for another unit.'],
  verifier_answered: [
    '反馈人不能核实或销号，请由另一人办理。',
    'Who answered may neither verify nor close. Ask a second person.',
  ],
}

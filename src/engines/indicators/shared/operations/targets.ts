import { z } from 'zod'
import { UnitId } from '#kernel/id'
import { command, query } from '#kernel/operation'
import { cleanText, confidenceIds } from '#model'
import { Day } from '../day.ts'
import {
  BookId,
  TargetId,
  courses,
  goalPeriods,
  sectionIds,
  targetKinds,
  type Course,
  type GoalPeriod,
  type TargetKind,
} from '../targets/book.ts'
import { BookLine, BookView, Changed, TargetView } from '../targets/views.ts'

const keysOf = <K extends string>(of: Readonly<Record<K, unknown>>) => Object.keys(of) as [K, ...K[]]
/** A decimal as written, up to four places. */
export const WrittenNumber = z.string().regex(/^-?\d{1,12}(\.\d{1,4})?$/)
const name = (length: number) => cleanText(length).min(1)

export const GoalInput = z.object({
  id: z.uuid(),
  label: name(60),
  unit: cleanText(12),
  measure: z.string().max(120).nullable().default(null),
  period: z.enum(keysOf<GoalPeriod>(goalPeriods)).default('year'),
  course: z.enum(keysOf<Course>(courses)).default('adds_up'),
  direction: z.enum(['more', 'less']).default('more'),
  base: WrittenNumber.nullable().default(null),
  district: WrittenNumber.nullable().default(null),
  own: WrittenNumber.nullable().default(null),
  share: z.number().int().min(1).max(1000).default(1),
})

export const MilestoneInput = z.object({
  id: z.uuid(),
  title: name(120),
  due: Day,
  weight: z.number().int().min(1).max(1000).default(1),
})

export const TargetInput = z.object({
  id: TargetId,
  level: z.union([z.literal(1), z.literal(2)]),
  section: z.enum(sectionIds),
  title: name(120),
  content: cleanText(2000).default(''),
  leader: cleanText(60).default(''),
  leadUnit: UnitId.nullable().default(null),
  assisting: z.array(UnitId).max(20).default([]),
  deadline: Day,
  /** In hundredths of a point. */
  weight: z.number().int().min(0).max(1_000_000),
  kind: z.enum(keysOf<TargetKind>(targetKinds)),
  evidence: cleanText(500).default(''),
  goals: z.array(GoalInput).max(20).default([]),
  milestones: z.array(MilestoneInput).max(40).default([]),
})
export type TargetInput = z.output<typeof TargetInput>

const bookOnly = z.object({ bookId: BookId })
const ofBook = ['book_not_found', 'wrong_book_state'] as const
const Value = z.union([z.string().max(2000), z.number(), z.boolean(), z.null(), z.array(z.string()).max(20)])

export const targetOperations = {
  books: query({
    title: ['目标任务书', 'Target books'],
    input: z.object({ year: z.number().int().min(2000).max(2100).optional() }),
    output: z.object({ items: z.array(BookLine) }),
    errors: [],
  }),
  /** The book with every light, what is planned and what was reached, and what is to come at this pace. */
  book: query({
    title: ['查看任务书', 'See a book'],
    input: bookOnly,
    output: BookView,
    errors: ['book_not_found'],
  }),
  target: query({
    title: ['查看任务', 'See a target'],
    input: z.object({ targetId: TargetId }),
    output: TargetView,
    errors: ['target_not_found'],
  }),
  draftBook: command({
    title: ['新编任务书', 'Draw up a book'],
    input: z.object({
      bookId: BookId,
      year: z.number().int().min(2000).max(2100),
      title: name(120),
      organisation: name(60),
    }),
    output: Changed,
    errors: ['book_title_taken'],
  }),
  amendBook: command({
    title: ['修改任务书', 'Amend a book'],
    input: bookOnly.extend({ year: z.number().int().min(2000).max(2100), title: name(120), organisation: name(60) }),
    output: Changed,
    errors: [...ofBook, 'book_title_taken'],
  }),
  saveTarget: command({
    title: ['保存任务', 'Save a target'],
    input: bookOnly.extend({ target: TargetInput }),
    output: Changed,
    errors: [
      ...ofBook,
      'unit_unknown',
      'measure_unknown',
      'goal_without_target',
      'milestone_after_deadline',
      'id_of_another',
    ],
  }),
  dropTarget: command({
    title: ['删去任务', 'Take a target out'],
    input: bookOnly.extend({ targetId: TargetId }),
    output: Changed,
    errors: [...ofBook, 'target_not_found'],
  }),
  arrangeTargets: command({
    title: ['调整任务次序', 'Arrange the targets'],
    input: bookOnly.extend({ targetIds: z.array(TargetId).min(1).max(500) }),
    output: Changed,
    errors: [...ofBook, 'target_not_found'],
  }),
  /** Rows of a judged file, all of them or none. */
  fillBook: command({
    title: ['导入任务', 'Bring targets in'],
    input: bookOnly.extend({ targets: z.array(TargetInput).min(1).max(500) }),
    output: Changed,
    errors: [
      ...ofBook,
      'unit_unknown',
      'measure_unknown',
      'goal_without_target',
      'milestone_after_deadline',
      'id_of_another',
    ],
  }),
  submitBook: command({
    title: ['报审', 'Submit for approval'],
    input: bookOnly,
    output: Changed,
    errors: [...ofBook, 'already_submitted', 'book_has_problems'],
  }),
  recallBook: command({
    title: ['撤回报审', 'Recall'],
    input: bookOnly,
    output: Changed,
    errors: [...ofBook, 'not_submitted'],
  }),
  approveBook: command({
    title: ['批准任务书', 'Approve a book'],
    input: bookOnly,
    output: Changed,
    errors: [...ofBook, 'not_submitted', 'approver_drew_it_up', 'book_has_problems'],
  }),
  returnBook: command({
    title: ['退回修改', 'Send back for changes'],
    input: bookOnly.extend({ note: name(500) }),
    output: Changed,
    errors: [...ofBook, 'not_submitted'],
  }),
  issueBook: command({
    title: ['印发', 'Issue'],
    input: bookOnly.extend({ documentNo: name(60), on: Day }),
    output: Changed,
    errors: [...ofBook, 'issued_before_approved'],
  }),
  closeBook: command({
    title: ['办结任务书', 'Close a book'],
    input: bookOnly,
    output: Changed,
    errors: [...ofBook, 'year_not_over', 'sheet_waiting', 'report_waiting'],
  }),
  reportProgress: command({
    title: ['填报进展', 'Report progress'],
    input: z.object({
      reportId: z.uuid(),
      targetId: TargetId,
      goalId: z.uuid().nullable().default(null),
      upTo: Day,
      value: WrittenNumber.nullable().default(null),
      note: cleanText(1000).default(''),
      blocker: name(500).nullable().default(null),
      blockedBy: name(60).nullable().default(null),
    }),
    output: Changed,
    errors: [
      'target_not_found',
      'wrong_book_state',
      'goal_not_found',
      'goal_is_measured',
      'value_needed',
      'nothing_said',
      'day_not_of_book',
      'not_your_target',
      'id_of_another',
    ],
  }),
  reviewProgress: command({
    title: ['审核进展', 'Review progress'],
    input: z.object({ reportId: z.uuid(), confirmed: z.boolean(), note: cleanText(500).default('') }),
    output: Changed,
    errors: ['report_not_found', 'already_reviewed', 'reviewer_is_reporter', 'reason_needed', 'wrong_book_state'],
  }),
  completeMilestone: command({
    title: ['完成节点', 'Complete a milestone'],
    input: z.object({ milestoneId: z.uuid(), on: Day, evidence: name(500) }),
    output: Changed,
    errors: ['milestone_not_found', 'wrong_book_state', 'already_done', 'done_in_future', 'not_your_target'],
  }),
  askAdjustment: command({
    title: ['提出调整', 'Ask for an adjustment'],
    input: bookOnly.extend({
      sheetId: z.uuid(),
      reason: name(1000),
      changes: z
        .array(
          z.object({
            kind: z.enum(['target', 'goal', 'milestone']),
            id: z.uuid(),
            field: z.string().max(20),
            to: Value,
          }),
        )
        .min(1)
        .max(100),
    }),
    output: Changed,
    errors: [...ofBook, 'nothing_adjusted', 'adjustment_invalid', 'unit_unknown', 'measure_unknown', 'id_of_another'],
  }),
  decideAdjustment: command({
    title: ['审批调整', 'Decide an adjustment'],
    input: z.object({ sheetId: z.uuid(), approved: z.boolean(), note: cleanText(500).default('') }),
    output: Changed,
    errors: [
      'adjustment_not_found',
      'already_decided',
      'approver_is_asker',
      'adjustment_stale',
      'adjustment_invalid',
      'reason_needed',
      'wrong_book_state',
    ],
  }),
  targetParameters: query({
    title: ['任务书参数', 'Parameters of target books'],
    input: z.object({}),
    output: z.object({
      items: z.array(
        z.object({
          key: z.string(),
          label: z.tuple([z.string(), z.string()]),
          unit: z.tuple([z.string(), z.string()]),
          versions: z.array(
            z.object({ from: z.string(), value: z.number(), basis: z.string(), confidence: z.enum(confidenceIds) }),
          ),
        }),
      ),
    }),
    errors: [],
  }),
  setTargetParameter: command({
    title: ['修改任务书参数', 'Change a parameter of target books'],
    input: z.object({
      key: z.string().max(60),
      from: Day,
      value: z.number().int().min(0).max(1000),
      basis: name(300),
      confidence: z.enum(confidenceIds),
    }),
    output: z.object({ key: z.string(), from: z.string() }),
    errors: ['parameter_unknown', 'parameter_decided'],
  }),
}

import { z } from 'zod'
import { UnitId } from '#kernel/id'
import { command } from '#kernel/operation'
import { cleanText } from '#model'
import { TaskId } from '../case.ts'
import {
  answerWays,
  appealFindings,
  contactReasons,
  factFindings,
  results,
  returnReasons,
  satisfactions,
} from '../vocabulary.ts'
import { keysOf } from '../views.ts'
import { reason, note, caseOnly, Moment, photos, answers, Changed, ofCase } from './inputs.ts'

/** It is dispatched, handled, checked by someone else, asked about and rated. */
export const handling = {
  dispatch: command({
    title: ['派单', 'Dispatch'],
    input: caseOnly.extend({
      unit: UnitId,
      assist: z.array(UnitId).max(8).default([]),
      rule: z.string().max(80).nullable().default(null),
    }),
    output: Changed,
    errors: [...ofCase, 'case_parked', 'unit_unknown', 'needs_consultation', 'unit_not_named', 'unit_twice'],
  }),
  addUnit: command({
    title: ['加派', 'Add a unit'],
    input: caseOnly.extend({ unit: UnitId }),
    output: Changed,
    errors: [...ofCase, 'case_parked', 'unit_unknown', 'unit_twice'],
  }),
  sign: command({
    title: ['签收', 'Sign'],
    input: caseOnly.extend({ taskId: TaskId }),
    output: Changed,
    errors: [...ofCase, 'case_parked', 'task_not_found', 'not_your_unit'],
  }),
  contact: command({
    title: ['先行联系', 'First contact'],
    input: caseOnly
      .extend({
        made: z.boolean(),
        at: Moment,
        person: cleanText(60).min(1).nullable().default(null),
        reason: z.enum(keysOf(contactReasons)).nullable().default(null),
        note: note.min(1).nullable().default(null),
      })
      .refine((said) => (said.made ? said.person !== null : said.reason !== null), {
        message: 'who was contacted, or why not',
        path: ['reason'],
      }),
    output: Changed,
    errors: [...ofCase, 'not_your_unit', 'contact_in_future'],
    redact: ['person', 'note'],
  }),
  completeStep: command({
    title: ['完成本阶段', 'Complete this step'],
    input: caseOnly.extend({ taskId: TaskId, note: note.min(1).nullable().default(null), photos }),
    output: Changed,
    errors: [...ofCase, 'case_parked', 'task_not_found', 'not_your_unit', 'last_step', 'attachment_not_found'],
  }),
  answer: command({
    title: ['认定与答复', 'Findings and answer'],
    input: caseOnly.extend({
      factFinding: z.enum(keysOf(factFindings)),
      factNote: note.min(1).nullable().default(null),
      appealFinding: z.enum(keysOf(appealFindings)),
      appealNote: note.min(1).nullable().default(null),
      result: z.enum(keysOf(results)),
      way: z.enum(keysOf(answerWays)),
      text: cleanText(4000).min(1),
      photos,
    }),
    output: Changed,
    errors: [...ofCase, 'not_your_unit', 'fact_note_needed', 'appeal_note_needed', 'attachment_not_found'],
  }),
  feedback: command({
    title: ['反馈', 'Feed back'],
    input: caseOnly.extend({ taskId: TaskId, text: cleanText(2000).min(1), answers, photos }),
    output: Changed,
    errors: [
      ...ofCase,
      'task_not_found',
      'not_your_unit',
      'photo_needed',
      'contact_needed',
      'case_parked',
      'answer_needed',
      'steps_left',
      'answers_invalid',
      'attachment_not_found',
    ],
  }),
  returnOrder: command({
    title: ['退单', 'Return the order'],
    input: caseOnly.extend({
      taskId: TaskId,
      reason: z.enum(keysOf(returnReasons)),
      note: note.min(1),
      suggestedUnit: UnitId.nullable().default(null),
      photos,
    }),
    output: Changed,
    errors: [
      ...ofCase,
      'task_not_found',
      'not_your_unit',
      'case_parked',
      'named_unit_keeps',
      'unit_unknown',
      'attachment_not_found',
    ],
  }),
  check: command({
    title: ['核查', 'Check'],
    input: caseOnly.extend({ passed: z.boolean(), reason: reason.nullable().default(null), photos }),
    output: Changed,
    errors: [...ofCase, 'checker_is_handler', 'reason_needed', 'attachment_not_found'],
  }),
  visit: command({
    title: ['回访', 'Return visit'],
    input: caseOnly.extend({
      reached: z.boolean(),
      contacted: z.boolean().nullable().default(null),
      solved: z.boolean().nullable().default(null),
      satisfaction: z.enum(keysOf(satisfactions)).nullable().default(null),
      reason: reason.nullable().default(null),
      next: z.enum(['close', 'rework']).default('close'),
    }),
    output: Changed,
    errors: [...ofCase, 'visitor_is_handler', 'reason_needed'],
  }),
  rate: command({
    audience: 'anyone',
    title: ['评价', 'Rate'],
    input: z.object({
      followCode: z.string().max(20),
      solved: z.boolean(),
      satisfaction: z.enum(keysOf(satisfactions)),
      comment: cleanText(500).min(1).nullable().default(null),
    }),
    output: z.object({ number: z.string() }),
    errors: ['code_not_found', 'wrong_state', 'already_rated'],
    redact: ['followCode', 'comment'],
  }),
}

import { z } from 'zod'
import { UnitId } from '#kernel/id'
import { command } from '#kernel/operation'
import { cleanText, confidenceIds } from '#model'
import { RecordId } from '../case.ts'
import { parkingReasons } from '../vocabulary.ts'
import { keysOf } from '../views.ts'
import { reason, note, caseOnly, Day, photos, Changed, ofCase } from './inputs.ts'

/** What is asked for, granted, ordered and settled along the way. */
export const control = {
  applyExtension: command({
    title: ['申请延期', 'Apply for an extension'],
    input: caseOnly.extend({ reason, until: Day }),
    output: Changed,
    errors: [
      ...ofCase,
      'not_your_unit',
      'deadline_passed',
      'no_extension_left',
      'extension_too_long',
      'already_pending',
    ],
  }),
  applyParking: command({
    title: ['申请挂账', 'Apply for parking'],
    input: caseOnly.extend({
      reason: z.enum(keysOf(parkingReasons)),
      note: note.min(1),
      reviewOn: Day,
      excludedFromKpi: z.boolean().default(false),
    }),
    output: Changed,
    errors: [...ofCase, 'not_your_unit', 'review_in_past', 'already_pending'],
  }),
  decide: command({
    title: ['审批', 'Decide an application'],
    input: caseOnly.extend({ recordId: RecordId, approved: z.boolean() }),
    output: Changed,
    errors: [...ofCase, 'record_not_found', 'already_decided', 'approver_is_applicant'],
  }),
  unpark: command({
    title: ['解除挂账', 'Unpark'],
    input: caseOnly.extend({ note: note.min(1) }),
    output: Changed,
    errors: ofCase,
  }),
  supervise: command({
    title: ['督办', 'Supervise'],
    input: caseOnly.extend({ level: z.number().int().min(2).max(5), demand: note.min(1), dueOn: Day }),
    output: Changed,
    errors: [...ofCase, 'review_in_past'],
  }),
  replySupervision: command({
    title: ['回复督办', 'Reply to supervision'],
    input: caseOnly.extend({ recordId: RecordId, reply: note.min(1) }),
    output: Changed,
    errors: [...ofCase, 'record_not_found', 'already_decided', 'not_your_unit'],
  }),
  consult: command({
    title: ['联席会商', 'Joint consultation'],
    input: caseOnly.extend({
      units: z.array(UnitId).min(2).max(12),
      namedUnit: UnitId,
      minutes: cleanText(4000).min(1),
    }),
    output: Changed,
    errors: [...ofCase, 'not_needed', 'unit_not_present', 'unit_unknown'],
  }),
  reopen: command({
    title: ['重新立案', 'Reopen'],
    input: caseOnly.extend({ reason }),
    output: Changed,
    errors: ofCase,
  }),
  urge: command({
    title: ['催办', 'Urge'],
    input: caseOnly.extend({ text: note.min(1) }),
    output: Changed,
    errors: ofCase,
  }),
  note: command({
    title: ['备注', 'Note'],
    input: caseOnly.extend({ text: note.min(1), photos }),
    output: Changed,
    errors: ['case_not_found', 'attachment_not_found'],
  }),
  revealCaller: command({
    title: ['查看诉求人信息', 'See the caller'],
    input: caseOnly.extend({ purpose: cleanText(200).min(2) }),
    output: z.object({ name: z.string().nullable(), phone: z.string().nullable() }),
    errors: ['case_not_found', 'not_your_unit'],
    redact: ['name', 'phone'],
  }),
  importCityRows: command({
    title: ['导入市级清单', "Import the city's monthly list"],
    input: z.object({
      month: z.string().regex(/^20\d\d-(0[1-9]|1[0-2])$/),
      kind: z.enum(['not_contacted', 'not_solved', 'dissatisfied']),
      rows: z
        .array(z.object({ upstreamNo: cleanText(60).min(1), note: note.default('') }))
        .min(1)
        .max(2000),
    }),
    output: z.object({ added: z.number(), already: z.number(), unmatched: z.array(z.string()) }),
    errors: [],
  }),
  contestCityRow: command({
    title: ['申诉', 'Contest a row'],
    input: z.object({ rowId: z.uuid(), grounds: note.min(1) }),
    output: z.object({ rowId: z.string() }),
    errors: ['row_not_found', 'already_decided'],
  }),
  decideContest: command({
    title: ['登记申诉结果', "Record the contest's outcome"],
    input: z.object({ rowId: z.uuid(), upheld: z.boolean() }),
    output: z.object({ rowId: z.string() }),
    errors: ['row_not_found', 'already_decided', 'approver_is_applicant'],
  }),
  setParameter: command({
    title: ['修改时限参数', 'Change a limit'],
    input: z.object({
      key: z.string().max(120),
      from: Day,
      value: z.number().positive().max(10_000),
      unit: z.enum(['URGENT_HOUR', 'WORK_HOUR', 'WORK_DAY', 'NATURAL_DAY', 'TIMES', 'METRE', 'DAY']),
      basis: cleanText(300).min(1),
      confidence: z.enum(confidenceIds),
    }),
    output: z.object({ key: z.string(), from: z.string() }),
    errors: ['parameter_unknown', 'unit_mismatch', 'value_not_whole'],
  }),
}

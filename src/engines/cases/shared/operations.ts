import { z } from 'zod'
import { UnitId } from '#kernel/id'
import { command, operations, query } from '#kernel/operation'
import { cleanText, phonePattern } from '#model'
import {
  answerWays,
  appealFindings,
  AttachmentId,
  CaseId,
  contactReasons,
  factFindings,
  parkingReasons,
  RecordId,
  results,
  returnReasons,
  satisfactions,
  sources,
  states,
  TaskId,
} from './case.ts'
import { CaseFileView, CaseLine, CityRow, Duplicate, keysOf, MapPoint, RouteAdvice } from './views.ts'

const reason = cleanText(500).min(1)
const note = cleanText(1000)
const caseOnly = z.object({ caseId: CaseId })
/** Civil date; a year beyond any plan is a slip of the finger, and PostgreSQL's range is not the caller's business. */
const Day = z.iso.date().refine((day) => day >= '2000-01-01' && day < '2100-01-01', { message: 'date out of range' })
const Moment = z.iso
  .datetime()
  .refine((at) => at >= '2000' && at < '2100', { message: 'date out of range' })
  .transform((at) => new Date(at).toISOString())
const photos = z
  .array(z.object({ id: AttachmentId, purpose: z.enum(['before', 'after', 'scene', 'evidence']) }))
  .max(12)
  .default([])
const Longitude = z.number().min(73).max(136)
const Latitude = z.number().min(3).max(54)
const answers = z.record(z.string().max(60), z.union([cleanText(2000), z.number(), z.boolean()])).default({})

const place = {
  addressId: z.uuid().nullable().default(null),
  place: cleanText(256).min(1),
  lng: Longitude.nullable().default(null),
  lat: Latitude.nullable().default(null),
}

const Changed = z.object({ caseId: CaseId, number: z.string(), state: z.enum(keysOf(states)), version: z.number() })

/** Common refusals of an act on one case. */
const ofCase = ['case_not_found', 'wrong_state'] as const

/** What narrows a list: a saved queue, plain filters and words. */
export const ListFilter = z.object({
  queue: z.string().max(40).optional(),
  measure: z.string().max(80).optional(),
  part: z.enum(['numerator', 'denominator']).optional(),
  type: z.string().max(60).optional(),
  state: z.enum(keysOf(states)).optional(),
  open: z.boolean().optional(),
  source: z.enum(keysOf(sources)).optional(),
  category: z.string().max(40).optional(),
  committee: z.string().max(12).optional(),
  grid: z.string().max(20).optional(),
  unit: UnitId.optional(),
  light: z.enum(['red', 'orange', 'yellow', 'green', 'grey']).optional(),
  from: Day.optional(),
  to: Day.optional(),
  words: cleanText(60).optional(),
})
export type ListFilter = z.output<typeof ListFilter>

export const Sort = z.enum(['due', 'newest']).default('due')

export const cases = operations('cases', {
  create: command({
    title: ['登记案件', 'Register a case'],
    input: z.object({
      caseId: CaseId,
      type: z.string().max(60),
      source: z.enum(keysOf(sources)),
      upstreamNo: cleanText(60).min(1).nullable().default(null),
      title: cleanText(100).min(1),
      description: cleanText(4000).default(''),
      category: z.string().max(40),
      answers,
      ...place,
      callerName: cleanText(60).min(1).nullable().default(null),
      callerPhone: z.string().regex(phonePattern).nullable().default(null),
      selfDisposed: z.boolean().default(false),
      photos,
      repeatOf: CaseId.nullable().default(null),
    }),
    output: z.object({
      caseId: CaseId,
      number: z.string(),
      state: z.enum(keysOf(states)),
      followCode: z.string(),
      version: z.number(),
    }),
    errors: [
      'type_unknown',
      'category_unknown',
      'answers_invalid',
      'photo_needed',
      'self_disposal_excluded',
      'upstream_no_taken',
      'case_not_found',
      'attachment_not_found',
      'address_not_found',
    ],
    redact: ['callerName', 'callerPhone', 'description'],
  }),
  report: command({
    audience: 'anyone',
    title: ['随手拍上报', 'Report a problem'],
    input: z.object({
      caseId: CaseId,
      type: z.string().max(60),
      category: z.string().max(40),
      description: cleanText(2000).min(1),
      answers,
      ...place,
      callerName: cleanText(60).min(1).nullable().default(null),
      callerPhone: z.string().regex(phonePattern).nullable().default(null),
      photos,
    }),
    output: z.object({ caseId: CaseId, number: z.string(), followCode: z.string() }),
    errors: ['type_unknown', 'category_unknown', 'answers_invalid', 'attachment_not_found', 'address_not_found'],
    redact: ['callerName', 'callerPhone', 'description'],
  }),
  accept: command({ title: ['受理', 'Accept'], input: caseOnly, output: Changed, errors: ofCase }),
  reject: command({
    title: ['不予受理', 'Do not accept'],
    input: caseOnly.extend({ reason }),
    output: Changed,
    errors: ofCase,
  }),
  verify: command({
    title: ['核实', 'Verify'],
    input: caseOnly.extend({ passed: z.boolean(), note, photos }),
    output: Changed,
    errors: [...ofCase, 'attachment_not_found'],
  }),
  register: command({ title: ['立案', 'Register'], input: caseOnly, output: Changed, errors: ofCase }),
  amend: command({
    title: ['修改登记', 'Amend'],
    input: caseOnly.extend({
      title: cleanText(100).min(1).optional(),
      description: cleanText(4000).optional(),
      category: z.string().max(40).optional(),
      answers: answers.unwrap().optional(),
      addressId: place.addressId.unwrap().optional(),
      place: place.place.optional(),
      lng: Longitude.nullable().optional(),
      lat: Latitude.nullable().optional(),
    }),
    output: Changed,
    errors: [...ofCase, 'category_unknown', 'answers_invalid', 'address_not_found'],
    redact: ['description'],
  }),
  void: command({
    title: ['作废', 'Void'],
    input: caseOnly.extend({ reason }),
    output: Changed,
    errors: [...ofCase, 'needs_second_person'],
  }),
  link: command({
    title: ['关联重复', 'Link as repeat'],
    input: caseOnly.extend({ to: CaseId }),
    output: Changed,
    errors: ['case_not_found', 'already_linked', 'same_case'],
  }),
  unlink: command({
    title: ['取消关联', 'Unlink'],
    input: caseOnly,
    output: Changed,
    errors: ['case_not_found', 'not_linked'],
  }),
  dispatch: command({
    title: ['派单', 'Dispatch'],
    input: caseOnly.extend({
      unit: UnitId,
      assist: z.array(UnitId).max(8).default([]),
      rule: z.string().max(80).nullable().default(null),
    }),
    output: Changed,
    errors: [...ofCase, 'case_parked', 'unit_not_found', 'needs_consultation', 'unit_not_named', 'unit_twice'],
  }),
  addUnit: command({
    title: ['加派', 'Add a unit'],
    input: caseOnly.extend({ unit: UnitId }),
    output: Changed,
    errors: [...ofCase, 'case_parked', 'unit_not_found', 'unit_twice'],
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
    errors: [...ofCase, 'contact_in_future'],
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
      'unit_not_found',
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
    errors: [...ofCase, 'review_in_past', 'already_pending'],
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
    errors: [...ofCase, 'not_needed', 'unit_not_present', 'unit_not_found'],
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
    errors: ['case_not_found'],
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
      confidence: z.enum(['sure', 'likely', 'unverified']),
    }),
    output: z.object({ key: z.string(), from: z.string() }),
    errors: ['parameter_unknown', 'unit_mismatch', 'value_not_whole'],
  }),

  list: query({
    title: ['案件列表', 'List cases'],
    input: ListFilter.extend({
      sort: Sort,
      after: z.string().max(200).optional(),
      limit: z.number().int().min(1).max(200).default(50),
    }),
    output: z.object({ items: z.array(CaseLine), next: z.string().nullable(), now: z.string() }),
    errors: ['queue_unknown', 'measure_unknown', 'cursor_invalid'],
  }),
  counts: query({
    title: ['队列计数', 'Queue counts'],
    input: z.object({}),
    output: z.object({ counts: z.record(z.string(), z.number()), now: z.string() }),
    errors: [],
  }),
  get: query({ title: ['案卷', 'Case file'], input: caseOnly, output: CaseFileView, errors: ['case_not_found'] }),
  myTasks: query({
    title: ['我的任务', 'My tasks'],
    input: z.object({}),
    output: z.object({
      items: z.array(
        CaseLine.extend({
          taskId: z.string(),
          taskState: z.string(),
          taskDue: z.string().nullable(),
          role: z.enum(['lead', 'assist']),
          description: z.string(),
          contactNeeded: z.boolean(),
        }),
      ),
      now: z.string(),
    }),
    errors: [],
  }),
  duplicates: query({
    title: ['疑似重复', 'Likely duplicates'],
    input: z.object({
      category: z.string().max(40).optional(),
      addressId: z.uuid().nullable().optional(),
      lng: Longitude.nullable().optional(),
      lat: Latitude.nullable().optional(),
      callerPhone: z.string().regex(phonePattern).nullable().optional(),
      except: CaseId.optional(),
    }),
    output: z.object({ items: z.array(Duplicate) }),
    errors: [],
  }),
  route: query({
    title: ['派单建议', 'Routing advice'],
    input: caseOnly,
    output: RouteAdvice,
    errors: ['case_not_found'],
  }),
  routingCoverage: query({
    title: ['规则覆盖', 'Routing coverage'],
    input: z.object({ type: z.string().max(60), from: Day.optional(), to: Day.optional() }),
    output: z.object({
      total: z.number(),
      rules: z.array(
        z.object({ id: z.string(), label: z.tuple([z.string(), z.string()]), matched: z.number(), agreed: z.number() }),
      ),
      uncovered: z.number(),
    }),
    errors: ['type_unknown'],
  }),
  map: query({
    title: ['未结案件地图', 'Map of open cases'],
    input: ListFilter,
    output: z.object({
      points: z.array(MapPoint),
      byGrid: z.record(z.string(), z.object({ open: z.number(), red: z.number() })),
      now: z.string(),
    }),
    errors: ['queue_unknown', 'measure_unknown'],
  }),
  board: query({
    title: ['运行态势', 'Board'],
    input: z.object({
      by: z.enum(['committee', 'unit', 'category', 'source', 'type']).default('committee'),
      year: z.number().int().min(2000).max(2099).optional(),
    }),
    output: z.object({
      asOf: z.string(),
      year: z.number(),
      measures: z.array(
        z.object({
          id: z.string(),
          today: z.object({ numerator: z.number(), denominator: z.number().nullable() }),
          year: z.object({ numerator: z.number(), denominator: z.number().nullable() }),
        }),
      ),
      breakdown: z.array(
        z.object({
          key: z.string().nullable(),
          found: z.number(),
          closed: z.number(),
          open: z.number(),
          overdue: z.number(),
          due: z.number(),
          onTime: z.number(),
        }),
      ),
      monthly: z.array(z.object({ month: z.string(), found: z.number(), closed: z.number() })),
      types: z.array(
        z.object({
          type: z.string(),
          measures: z.array(z.object({ id: z.string(), numerator: z.number(), denominator: z.number().nullable() })),
        }),
      ),
    }),
    errors: [],
  }),
  parameters: query({
    title: ['时限参数', 'Limits'],
    input: z.object({}),
    output: z.object({
      items: z.array(
        z.object({
          key: z.string(),
          label: z.tuple([z.string(), z.string()]),
          type: z.string().nullable(),
          kind: z.string().nullable(),
          when: z.tuple([z.string(), z.string()]).nullable(),
          versions: z.array(
            z.object({
              from: z.string(),
              value: z.number(),
              unit: z.string(),
              basis: z.string(),
              confidence: z.string(),
            }),
          ),
        }),
      ),
    }),
    errors: [],
  }),
  cityRows: query({
    title: ['市级清单', "City's monthly rows"],
    input: z.object({ month: z.string().max(7).optional() }),
    output: z.object({ items: z.array(CityRow) }),
    errors: [],
  }),
  follow: query({
    audience: 'anyone',
    title: ['查询进度', 'Follow a report'],
    input: z.object({ followCode: z.string().max(20) }),
    output: z.object({
      number: z.string(),
      title: z.string(),
      place: z.string(),
      state: z.enum(keysOf(states)),
      reportedAt: z.string(),
      closedAt: z.string().nullable(),
      unitName: z.string().nullable(),
      dueAt: z.string().nullable(),
      answerText: z.string().nullable(),
      rated: z.boolean(),
      photos: z.array(z.object({ id: z.string(), purpose: z.string() })),
      steps: z.array(z.object({ at: z.string(), step: z.string() })),
    }),
    errors: ['code_not_found'],
  }),
})

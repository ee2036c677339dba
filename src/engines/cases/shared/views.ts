import { z } from 'zod'
import { StaffId, UnitId } from '#kernel/id'
import { CaseId, RecordId, TaskId, recordKinds, type CaseRecord } from './case.ts'
import { promiseKinds, sources, states } from './vocabulary.ts'

/** The keys of a table of texts, as zod's enum wants them. */
export function keysOf<T extends Readonly<Record<string, unknown>>>(
  table: T,
): [keyof T & string, ...(keyof T & string)[]] {
  return Object.keys(table) as [keyof T & string, ...(keyof T & string)[]]
}

/** One row of a list: what is needed to choose which case to open, and nothing of who called. */
export const CaseLine = z.object({
  id: CaseId,
  number: z.string(),
  type: z.string(),
  state: z.enum(keysOf(states)),
  source: z.enum(keysOf(sources)),
  upstreamNo: z.string().nullable(),
  title: z.string(),
  category: z.string(),
  place: z.string(),
  committee: z.string().nullable(),
  grid: z.string().nullable(),
  lng: z.number().nullable(),
  lat: z.number().nullable(),
  leadUnit: UnitId.nullable(),
  open: z.boolean(),
  parked: z.boolean(),
  supervised: z.number(),
  returnedCount: z.number(),
  reworkCount: z.number(),
  extensionCount: z.number(),
  difficult: z.boolean(),
  repeatGroup: CaseId.nullable(),
  nextKind: z.enum(keysOf(promiseKinds)).nullable(),
  nextDue: z.string().nullable(),
  nextHalf: z.string().nullable(),
  nextOrange: z.string().nullable(),
  reportedAt: z.string(),
  closedAt: z.string().nullable(),
})
export type CaseLine = z.output<typeof CaseLine>

const PhotoView = z.object({ id: z.string(), purpose: z.enum(['before', 'after', 'scene', 'evidence']) })

export const TaskView = z.object({
  id: TaskId,
  unit: UnitId,
  role: z.enum(['lead', 'assist']),
  state: z.enum(['dispatched', 'signed', 'fed_back', 'returned', 'withdrawn']),
  handler: StaffId.nullable(),
  step: z.number(),
  dispatchedAt: z.string(),
  signedAt: z.string().nullable(),
  fedBackAt: z.string().nullable(),
})

export const DeadlineView = z.object({
  id: z.string(),
  taskId: TaskId.nullable(),
  kind: z.enum(keysOf(promiseKinds)),
  step: z.number(),
  limitValue: z.number(),
  limitUnit: z.string(),
  ruleKey: z.string(),
  ruleFrom: z.string(),
  startedAt: z.string(),
  halfAt: z.string(),
  orangeAt: z.string(),
  dueAt: z.string(),
  firstDueAt: z.string(),
  state: z.enum(['running', 'paused', 'met', 'ended']),
  pausedAt: z.string().nullable(),
  metAt: z.string().nullable(),
  movedBy: z.string().nullable(),
  provisional: z.boolean(),
})

export const RecordView = z.object({
  id: RecordId,
  taskId: TaskId.nullable(),
  kind: z.enum(keysOf(recordKinds)),
  at: z.string(),
  by: StaffId.nullable(),
  state: z.enum(['done', 'pending', 'approved', 'refused', 'replied']),
  decidedAt: z.string().nullable(),
  decidedBy: StaffId.nullable(),
  body: z.custom<CaseRecord['body']>((value) => typeof value === 'object' && value !== null),
  photos: z.array(PhotoView),
})

/** What may be done now: with the reason where it may not, so that the screen explains instead of hiding. */
export const ActionView = z.object({
  action: z.string(),
  allowed: z.boolean(),
  why: z.string().nullable(),
  taskId: TaskId.nullable(),
  recordId: RecordId.nullable(),
})

export const CaseFileView = z.object({
  case: CaseLine.extend({
    description: z.string(),
    answers: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])),
    addressId: z.string().nullable(),
    handler: StaffId.nullable(),
    createdBy: StaffId.nullable(),
    selfDisposed: z.boolean(),
    namedUnit: UnitId.nullable(),
    factFinding: z.string().nullable(),
    appealFinding: z.string().nullable(),
    result: z.string().nullable(),
    answerText: z.string().nullable(),
    contactedAt: z.string().nullable(),
    contactOnTime: z.boolean().nullable(),
    onTime: z.boolean().nullable(),
    solvedSay: z.boolean().nullable(),
    satisfaction: z.string().nullable(),
    acceptedAt: z.string().nullable(),
    registeredAt: z.string().nullable(),
    dispatchedAt: z.string().nullable(),
    fedBackAt: z.string().nullable(),
    checkedAt: z.string().nullable(),
    visitedAt: z.string().nullable(),
    checkedBy: StaffId.nullable(),
    reopenCount: z.number(),
    /** Null for who has no business giving it out: whoever has the code rates the handling. */
    followCode: z.string().nullable(),
    version: z.number(),
  }),
  /** Masked: 张*, 138****5678, 021-****78. `cases.revealCaller` shows them for a purpose. */
  caller: z.object({ name: z.string().nullable(), phone: z.string().nullable() }).nullable(),
  tasks: z.array(TaskView),
  deadlines: z.array(DeadlineView),
  records: z.array(RecordView),
  acts: z.array(
    z.object({
      id: z.string(),
      at: z.string(),
      operation: z.string(),
      actor: z.string().nullable(),
      outcome: z.string(),
    }),
  ),
  repeats: z.array(CaseLine),
  actions: z.array(ActionView),
  now: z.string(),
})
export type CaseFileView = z.output<typeof CaseFileView>

export const Duplicate = CaseLine.extend({
  /** Metres between the two places, when both are known. */
  distance: z.number().nullable(),
  why: z.array(z.enum(['same_address', 'near', 'far', 'same_matter', 'same_caller'])),
})
export type Duplicate = z.output<typeof Duplicate>

const Said = z.tuple([z.string(), z.string()])
export const RouteAdvice = z.object({
  chosen: z
    .object({ rule: z.string(), label: Said, why: Said, unit: UnitId.nullable(), assist: z.array(UnitId) })
    .nullable(),
  rules: z.array(z.object({ rule: z.string(), label: Said, why: Said, matched: z.boolean(), unit: UnitId.nullable() })),
})
export type RouteAdvice = z.output<typeof RouteAdvice>

export const MapPoint = z.object({
  id: CaseId,
  number: z.string(),
  title: z.string(),
  lng: z.number(),
  lat: z.number(),
  light: z.enum(['red', 'orange', 'yellow', 'green', 'grey']),
})

export const CityRow = z.object({
  id: z.string(),
  month: z.string(),
  kind: z.enum(['not_contacted', 'not_solved', 'dissatisfied']),
  upstreamNo: z.string(),
  note: z.string(),
  caseId: CaseId.nullable(),
  number: z.string().nullable(),
  state: z.enum(['imported', 'contested', 'upheld', 'dismissed']),
  grounds: z.string().nullable(),
})
export type CityRow = z.output<typeof CityRow>

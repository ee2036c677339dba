import type { z } from 'zod'
import { idOf, type StaffId, type UnitId } from '#kernel/id'
import type { Text } from '#kernel/text'
import type { Answers, ClockUnit } from '#model'
import type {
  AnswerWay,
  AppealFinding,
  ContactReason,
  FactFinding,
  Outcome,
  ParkingReason,
  PromiseKind,
  ReturnReason,
  Satisfaction,
  Source,
  State,
} from './vocabulary.ts'

export const CaseId = idOf('Case')
export type CaseId = z.infer<typeof CaseId>
export const TaskId = idOf('Task')
export type TaskId = z.infer<typeof TaskId>
export const PromiseId = idOf('Promise')
export type PromiseId = z.infer<typeof PromiseId>
export const RecordId = idOf('Record')
export type RecordId = z.infer<typeof RecordId>
export const AttachmentId = idOf('Attachment')
export type AttachmentId = z.infer<typeof AttachmentId>

/** An instant in UTC with milliseconds; such strings sort as they follow. */
export type Instant = string

/** One occurrence being handled (案件). The row, the entity and the wire are the same shape. */
export interface Case {
  readonly id: CaseId
  number: string
  readonly type: string
  readonly typeVersion: number
  state: State
  open: boolean
  readonly source: Source
  /** The number under which another system knows it: 12345 工单号, city or district platform number. */
  upstreamNo: string | null
  title: string
  description: string
  category: string
  answers: Answers
  addressId: string | null
  place: string
  /** WGS-84 degrees. */
  lng: number | null
  lat: number | null
  committee: string | null
  grid: string | null
  leadUnit: UnitId | null
  handler: StaffId | null
  readonly createdBy: StaffId | null
  repeatGroup: CaseId | null
  returnedCount: number
  reworkCount: number
  extensionCount: number
  reopenCount: number
  supervised: number
  parked: boolean
  difficult: boolean
  selfDisposed: boolean
  /** The unit that a joint consultation named; only it may then be dispatched to. */
  namedUnit: UnitId | null
  factFinding: FactFinding | null
  appealFinding: AppealFinding | null
  result: Outcome | null
  answerText: string | null
  answeredAt: Instant | null
  contactedAt: Instant | null
  contactOnTime: boolean | null
  onTime: boolean | null
  /** What the person who asked said at the return visit. */
  contactedSay: boolean | null
  solvedSay: boolean | null
  satisfaction: Satisfaction | null
  nextKind: PromiseKind | null
  nextDue: Instant | null
  nextHalf: Instant | null
  nextOrange: Instant | null
  /** When it counts as to be handled (应处置): when handling fell due, or was done if that was earlier. */
  toDisposeAt: Instant | null
  disposedAt: Instant | null
  disposedOnTime: boolean | null
  /** When it counts as to be closed (应结案), likewise. */
  toCloseAt: Instant | null
  closedOnTime: boolean | null
  verifiedOnTime: boolean | null
  registeredOnTime: boolean | null
  dispatchedOnTime: boolean | null
  checkedOnTime: boolean | null
  readonly reportedAt: Instant
  acceptedAt: Instant | null
  verifiedAt: Instant | null
  registeredAt: Instant | null
  dispatchedAt: Instant | null
  signedAt: Instant | null
  fedBackAt: Instant | null
  checkedAt: Instant | null
  visitedAt: Instant | null
  closedAt: Instant | null
  checkedBy: StaffId | null
  readonly followCode: string
  version: number
}

export type TaskState = 'dispatched' | 'signed' | 'fed_back' | 'returned' | 'withdrawn'

/** What one unit has to do for a case: one lead task, any number of assisting ones, each with its own clocks. */
export interface Task {
  readonly id: TaskId
  readonly caseId: CaseId
  readonly unit: UnitId
  readonly role: 'lead' | 'assist'
  state: TaskState
  handler: StaffId | null
  step: number
  readonly dispatchedAt: Instant
  signedAt: Instant | null
  fedBackAt: Instant | null
}

/** A deadline that someone was promised. It moves only by a recorded act, which `movedBy` names. */
export interface Deadline {
  readonly id: PromiseId
  readonly caseId: CaseId
  readonly taskId: TaskId | null
  readonly kind: PromiseKind
  readonly step: number
  readonly limitValue: number
  readonly limitUnit: ClockUnit
  /** The dated parameter it was computed from, and the date from which that version is in force. */
  readonly ruleKey: string
  readonly ruleFrom: string
  readonly startedAt: Instant
  halfAt: Instant
  orangeAt: Instant
  dueAt: Instant
  readonly firstDueAt: Instant
  state: 'running' | 'paused' | 'met' | 'ended'
  pausedAt: Instant | null
  metAt: Instant | null
  movedBy: RecordId | null
  /** The calendar is not published that far: the due date may still change. */
  provisional: boolean
}

export interface Photo {
  readonly id: AttachmentId
  readonly purpose: 'before' | 'after' | 'scene' | 'evidence'
}

interface Bodies {
  note: { text: string }
  verification: { passed: boolean; note: string }
  contact: { made: boolean; at: Instant; person: string | null; reason: ContactReason | null; note: string | null }
  step: { step: number; note: string | null }
  feedback: { text: string; answers: Answers }
  return: { reason: ReturnReason; note: string; suggestedUnit: UnitId | null }
  extension: { reason: string; until: string }
  parking: { reason: ParkingReason; note: string; reviewOn: string; excludedFromKpi: boolean }
  supervision: { level: number; demand: string; dueAt: Instant; reply: string | null }
  consultation: { units: readonly UnitId[]; namedUnit: UnitId; minutes: string }
  check: { passed: boolean; reason: string | null }
  answer: {
    factFinding: FactFinding
    factNote: string | null
    appealFinding: AppealFinding
    appealNote: string | null
    result: Outcome
    way: AnswerWay
    text: string
  }
  visit: {
    reached: boolean
    contacted: boolean | null
    solved: boolean | null
    satisfaction: Satisfaction | null
    reason: string | null
    next: 'close' | 'rework' | 'again'
  }
  rating: { solved: boolean; satisfaction: Satisfaction; comment: string | null }
  urge: { text: string }
  reopening: { reason: string }
  ending: { reason: string }
}

export type RecordKind = keyof Bodies

export const recordKinds = {
  note: ['备注', 'Note'],
  verification: ['核实', 'Verification'],
  contact: ['先行联系', 'First contact'],
  step: ['阶段完成', 'Step done'],
  feedback: ['处置反馈', 'Feedback'],
  return: ['退单', 'Returned order'],
  extension: ['延期申请', 'Extension'],
  parking: ['挂账申请', 'Parking'],
  supervision: ['督办', 'Supervision order'],
  consultation: ['联席会商', 'Joint consultation'],
  check: ['核查', 'Check'],
  answer: ['答复', 'Answer'],
  visit: ['回访', 'Return visit'],
  rating: ['居民评价', "Resident's rating"],
  urge: ['催办', 'Reminder'],
  reopening: ['重新立案', 'Reopening'],
  ending: ['终止', 'Ending'],
} as const satisfies Record<RecordKind, Text>

/** A paper in the case file (案卷): who did or asked what, and, where it needs approval, who decided. */
export type CaseRecord = { [K in RecordKind]: RecordOf<K> }[RecordKind]

export interface RecordOf<K extends RecordKind> {
  readonly id: RecordId
  readonly caseId: CaseId
  readonly taskId: TaskId | null
  readonly kind: K
  readonly at: Instant
  readonly by: StaffId | null
  /** `done` needs nobody else; the others are asked for, then decided by someone else. */
  state: 'done' | 'pending' | 'approved' | 'refused' | 'replied'
  decidedAt: Instant | null
  decidedBy: StaffId | null
  body: Bodies[K]
  readonly photos: readonly Photo[]
}

/** Everything a decision needs to know of one case. */
export interface CaseFile {
  readonly case: Case
  readonly tasks: readonly Task[]
  readonly deadlines: readonly Deadline[]
  readonly records: readonly CaseRecord[]
}

export type Light = 'green' | 'yellow' | 'orange' | 'red' | 'grey'

export const lights = {
  green: ['按时', 'On time'],
  yellow: ['时间过半', 'Half the time gone'],
  orange: ['即将到期', 'Nearly due'],
  red: ['已逾期', 'Overdue'],
  grey: ['暂停计时', 'Paused'],
} as const satisfies Record<Light, Text>

/** Green above half the time left, yellow to a fifth, orange below, red when overdue; grey when no clock runs. */
export function lightOf(
  seen: Pick<Case, 'open' | 'parked' | 'nextDue' | 'nextHalf' | 'nextOrange'>,
  now: Instant,
): Light {
  if (!seen.open || seen.parked || !seen.nextDue || !seen.nextHalf || !seen.nextOrange) return 'grey'
  if (now > seen.nextDue) return 'red'
  if (now > seen.nextOrange) return 'orange'
  return now > seen.nextHalf ? 'yellow' : 'green'
}

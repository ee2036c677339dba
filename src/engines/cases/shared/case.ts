import type { z } from 'zod'
import { idOf, type StaffId, type UnitId } from '#kernel/id'
import type { Text } from '#kernel/text'
import type { Answers, ClockUnit } from '#model'

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

/** The seven national stages (domain handbook §1.6) as few states; everything else is a flag. */
export const states = {
  reported: ['已上报', 'Reported'],
  accepted: ['已受理', 'Accepted'],
  verifying: ['核实中', 'Being verified'],
  registered: ['已立案', 'Registered'],
  dispatched: ['已派单', 'Dispatched'],
  disposing: ['处置中', 'Being handled'],
  checking: ['待核查', 'Waiting for check'],
  visiting: ['待回访', 'Waiting for return visit'],
  closed: ['已结案', 'Closed'],
  rejected: ['不予受理', 'Not accepted'],
  voided: ['已作废', 'Voided'],
} as const satisfies Record<string, Text>
export type State = keyof typeof states
export const endStates: readonly State[] = ['closed', 'rejected', 'voided']

/** 案件来源, with the letter that stands in the case number. */
export const sources = {
  inspector: { label: ['网格巡查', 'Grid patrol'], letter: 'G' },
  committee: { label: ['居村上报', "Residents' committee"], letter: 'J' },
  hotline: { label: ['12345 热线', '12345 hotline'], letter: 'R' },
  police: { label: ['110 非警情', '110 non-police'], letter: 'P' },
  resident: { label: ['居民上报', 'Resident'], letter: 'S' },
  phone: { label: ['电话来电', 'Phone call'], letter: 'D' },
  district: { label: ['区级平台', 'District platform'], letter: 'Q' },
  video: { label: ['视频巡查', 'Video patrol'], letter: 'V' },
  leader: { label: ['领导交办', 'Leader'], letter: 'L' },
  superior: { label: ['上级交办', 'Superior body'], letter: 'U' },
  media: { label: ['媒体反映', 'Media'], letter: 'M' },
  petition: { label: ['信访', 'Petition'], letter: 'X' },
  enterprise: { label: ['企业反映', 'Enterprise'], letter: 'E' },
  visit: { label: ['走访', 'Visit'], letter: 'Z' },
  self_check: { label: ['自查', 'Self-check'], letter: 'C' },
} as const satisfies Record<string, { label: Text; letter: string }>
/** What another system or body sends: only who accepts cases may register it, or a handler could make up a ticket. */
export const sentSources: ReadonlySet<Source> = new Set<Source>([
  'hotline',
  'police',
  'district',
  'superior',
  'petition',
])
export type Source = keyof typeof sources

export const promiseKinds = {
  accept: ['受理', 'Acceptance'],
  verify: ['核实', 'Verification'],
  register: ['立案', 'Registration'],
  dispatch: ['派单', 'Dispatch'],
  contact: ['先行联系', 'First contact'],
  dispose: ['处置', 'Handling'],
  complete: ['办结', 'Completion'],
  check: ['核查', 'Check'],
  visit: ['回访', 'Return visit'],
  supervision: ['督办回复', 'Reply to supervision'],
  review: ['挂账复核', 'Review of a parked case'],
} as const satisfies Record<string, Text>
export type PromiseKind = keyof typeof promiseKinds

export const factFindings = {
  true: ['属实', 'True'],
  partly: ['部分属实', 'Partly true'],
  not_true: ['不属实', 'Not true'],
  cannot_verify: ['无法查实', 'Cannot be verified'],
} as const satisfies Record<string, Text>
export const appealFindings = {
  reasonable: ['合理合法', 'Reasonable and lawful'],
  partly: ['部分合理', 'Partly reasonable'],
  unreasonable: ['不合理', 'Unreasonable'],
  out_of_scope: ['超出职责', 'Beyond our duty'],
} as const satisfies Record<string, Text>
export const results = {
  solved: ['实际解决', 'Actually solved'],
  explained: ['解释说明', 'Explained'],
  planned: ['列入计划', 'Planned'],
  unsolved: ['未解决', 'Not solved'],
} as const satisfies Record<string, Text>
export const satisfactions = {
  satisfied: ['满意', 'Satisfied'],
  mostly: ['基本满意', 'Mostly satisfied'],
  fair: ['一般', 'Fair'],
  dissatisfied: ['不满意', 'Dissatisfied'],
} as const satisfies Record<string, Text>
export type FactFinding = keyof typeof factFindings
export type AppealFinding = keyof typeof appealFindings
export type Outcome = keyof typeof results
export type Satisfaction = keyof typeof satisfactions

export const supervisionLevels = [
  ['未督办', 'Not supervised'],
  ['系统催办', 'System reminder'],
  ['科室督办', 'Office supervision'],
  ['领导督办', 'Leader supervision'],
  ['黄牌督办', 'Yellow card'],
  ['红牌督办', 'Red card'],
] as const satisfies readonly Text[]

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
  solvedSay: boolean | null
  satisfaction: Satisfaction | null
  nextKind: PromiseKind | null
  nextDue: Instant | null
  nextHalf: Instant | null
  nextOrange: Instant | null
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

export const contactReasons = {
  no_answer: ['未接通', 'No answer'],
  declined: ['来电人要求不联系', 'Caller wants no contact'],
  anonymous: ['未留联系方式', 'No contact details'],
} as const satisfies Record<string, Text>
export type ContactReason = keyof typeof contactReasons

export const returnReasons = {
  not_ours: ['非本单位职责', 'Not our duty'],
  unclear_place: ['地址不清', 'Place unclear'],
  repeat: ['重复', 'Repeat'],
} as const satisfies Record<string, Text>
export type ReturnReason = keyof typeof returnReasons

export const parkingReasons = {
  ownership: ['权属不清', 'Ownership unclear'],
  funds: ['资金', 'Funds'],
  planning: ['规划', 'Planning'],
  lawsuit: ['诉讼', 'Lawsuit'],
  other: ['其他客观原因', 'Other objective cause'],
} as const satisfies Record<string, Text>
export type ParkingReason = keyof typeof parkingReasons

export const answerWays = {
  phone: ['电话', 'Phone'],
  in_person: ['当面', 'In person'],
  writing: ['书面', 'In writing'],
  message: ['短信', 'Text message'],
} as const satisfies Record<string, Text>
export type AnswerWay = keyof typeof answerWays

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

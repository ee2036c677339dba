import { idOf } from '#kernel/id'
import type { Text } from '#kernel/text'

export const BookId = idOf('Book')
export const TargetId = idOf('Target')

export const bookStates = {
  draft: ['编制中', 'Draft'],
  approved: ['已批准', 'Approved'],
  issued: ['已印发', 'Issued'],
  adjusted: ['已印发（有调整）', 'Issued, adjusted'],
  closed: ['已办结', 'Closed'],
} as const satisfies Record<string, Text>
export type BookState = keyof typeof bookStates

/** Sections (板块) of a target book, in the order in which such books have them. */
export const sections = {
  party: ['党建引领', 'Party building'],
  economy: ['经济发展', 'Economy'],
  renewal: ['城市更新', 'Urban renewal'],
  management: ['城市管理', 'City management'],
  livelihood: ['民生保障', 'Livelihood'],
  safety: ['平安稳定', 'Safety'],
  self: ['自身建设', 'Own building'],
} as const satisfies Record<string, Text>
export type Section = keyof typeof sections
export const sectionIds = Object.keys(sections) as [Section, ...Section[]]

export const targetKinds = {
  quantity: ['量化指标', 'Quantity'],
  milestones: ['节点任务', 'Milestones'],
  routine: ['常态工作', 'Routine'],
} as const satisfies Record<string, Text>
export type TargetKind = keyof typeof targetKinds

export const levels = {
  1: ['一级目标任务', 'First-level'],
  2: ['二级目标任务', 'Second-level'],
} as const satisfies Record<number, Text>

/** How a value comes about: it adds up through the year, or it is a height that has to be held (rates, stocks). */
export const courses = {
  adds_up: ['逐步累计', 'Adds up'],
  is_held: ['持续保持', 'Is held'],
} as const satisfies Record<string, Text>
export type Course = keyof typeof courses

/** Over which days a goal is counted: of the book's year or assessment year, or of the shorter period that runs. */
export const goalPeriods = {
  year: ['按年度', 'Of the year'],
  assessment: ['按考核年（11 月至次年 10 月）', 'Of the assessment year (November to October)'],
  quarter: ['按季度', 'Of each quarter'],
  month: ['按月', 'Of each month'],
  week: ['按周', 'Of each week'],
} as const satisfies Record<string, Text>
export type GoalPeriod = keyof typeof goalPeriods

export interface TargetBook {
  readonly id: string
  readonly year: number
  readonly title: string
  readonly organisation: string
  /** 文号; given when the book is issued. */
  readonly documentNo: string | null
  readonly state: BookState
  readonly drawnUpBy: string
  /** Everyone who ever changed the draft: none of them approves it. */
  readonly drafters: readonly string[]
  readonly submittedAt: string | null
  readonly submittedBy: string | null
  readonly returnedNote: string | null
  readonly approvedAt: string | null
  readonly approvedBy: string | null
  readonly issuedOn: string | null
  readonly issuedBy: string | null
  readonly closedAt: string | null
  readonly closedBy: string | null
  readonly version: number
}

/** 目标任务: one line of a target book. */
export interface Target {
  readonly id: string
  readonly book: string
  readonly level: 1 | 2
  /** Its place in its level, from 1. */
  readonly no: number
  readonly section: Section
  readonly title: string
  readonly content: string
  /** 责任领导, as the book names the post. */
  readonly leader: string
  readonly leadUnit: string | null
  readonly assisting: readonly string[]
  readonly deadline: string
  /** 分值, in hundredths of a point. */
  readonly weight: number
  readonly kind: TargetKind
  /** 佐证材料. */
  readonly evidence: string
  readonly suspended: boolean
  /** As the book was issued; what differs now differs by a sheet. */
  readonly issuedDeadline: string | null
  readonly issuedWeight: number | null
  /** The last sheet that changed it. */
  readonly adjustedBy: string | null
}

/** A number to reach. Numbers are decimals as written, so that none is lost on the way. */
export interface TargetGoal {
  readonly id: string
  readonly book: string
  readonly target: string
  readonly position: number
  readonly label: string
  readonly unit: string
  /** The measure whose value it is; null where it is reported by hand. */
  readonly measure: string | null
  readonly period: GoalPeriod
  readonly course: Course
  readonly direction: 'more' | 'less'
  readonly base: string | null
  /** 区下达. */
  readonly district: string | null
  /** 街道自定. */
  readonly own: string | null
  /** How much of its target it makes up, beside the others. */
  readonly share: number
  readonly issuedDistrict: string | null
  readonly issuedOwn: string | null
  readonly adjustedBy: string | null
}

export interface Milestone {
  readonly id: string
  readonly book: string
  readonly target: string
  readonly position: number
  readonly title: string
  readonly due: string
  readonly weight: number
  readonly doneOn: string | null
  readonly doneBy: string | null
  readonly evidence: string | null
  readonly issuedDue: string | null
  readonly adjustedBy: string | null
}

/** What someone reports of a target, or of one goal of it; it counts once someone else has reviewed it. */
export interface ProgressReport {
  readonly id: string
  readonly book: string
  readonly target: string
  readonly goal: string | null
  /** Up to which day. */
  readonly upTo: string
  readonly value: string | null
  readonly note: string
  /** 卡点: what stands in the way; null where nothing does. */
  readonly blocker: string | null
  /** By whom it is blocked. */
  readonly blockedBy: string | null
  readonly by: string
  readonly at: string
  readonly state: 'waiting' | 'confirmed' | 'returned'
  readonly reviewedBy: string | null
  readonly reviewedAt: string | null
  readonly reviewNote: string | null
}

/** What a sheet may change, of what. */
export const adjustable = {
  target: ['title', 'content', 'leader', 'leadUnit', 'assisting', 'deadline', 'weight', 'suspended'],
  goal: ['district', 'own', 'base', 'measure', 'period'],
  milestone: ['title', 'due', 'weight'],
} as const
export type AdjustedKind = keyof typeof adjustable
export type AdjustedValue = string | number | boolean | null | readonly string[]

export interface AdjustedField {
  readonly kind: AdjustedKind
  readonly id: string
  readonly field: string
  readonly from: AdjustedValue
  readonly to: AdjustedValue
}

/** 调整单: the only thing that changes an issued book. It is never taken away. */
export interface AdjustmentSheet {
  readonly id: string
  readonly book: string
  readonly no: number
  readonly changes: readonly AdjustedField[]
  readonly reason: string
  readonly askedBy: string
  readonly askedAt: string
  readonly state: 'waiting' | 'approved' | 'refused'
  readonly decidedBy: string | null
  readonly decidedAt: string | null
  readonly note: string | null
}

export const orderStates = {
  ordered: ['待反馈', 'Awaiting feedback'],
  answered: ['待核实', 'Awaiting verification'],
  verified: ['待销号', 'Awaiting closure'],
  closed: ['已销号', 'Closed'],
} as const satisfies Record<string, Text>
export type OrderState = keyof typeof orderStates

export const orderSteps = {
  ordered: ['交办', 'Ordered'],
  answered: ['反馈', 'Fed back'],
  verified: ['核实通过', 'Verified'],
  sent_back: ['核实退回', 'Sent back'],
  closed: ['销号', 'Closed'],
} as const satisfies Record<string, Text>

export interface OrderStep {
  readonly kind: keyof typeof orderSteps
  readonly by: string
  readonly at: string
  readonly text: string
}

/** 督查交办单: what the supervision office wants settled of a target, until whoever did not answer has verified it. */
export interface SupervisionOrder {
  readonly id: string
  readonly book: string
  readonly target: string
  readonly no: number
  readonly unit: string
  readonly demand: string
  readonly due: string
  readonly state: OrderState
  readonly orderedBy: string
  readonly answeredBy: string | null
  readonly verifiedBy: string | null
  readonly closedBy: string | null
  readonly steps: readonly OrderStep[]
}

/** A book with all that belongs to it: what decisions are made on. */
export interface BookFile {
  readonly book: TargetBook
  readonly targets: readonly Target[]
  readonly goals: readonly TargetGoal[]
  readonly milestones: readonly Milestone[]
  readonly reports: readonly ProgressReport[]
  readonly sheets: readonly AdjustmentSheet[]
  readonly orders: readonly SupervisionOrder[]
}

export const isRunning = (book: Pick<TargetBook, 'state'>): boolean =>
  book.state === 'issued' || book.state === 'adjusted'

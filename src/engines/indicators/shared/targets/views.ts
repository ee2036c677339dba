import { z } from 'zod'
import { bookStates, courses, goalPeriods, orderStates, orderSteps, sectionIds, targetKinds } from './book.ts'

const keysOf = <K extends string>(of: Readonly<Record<K, unknown>>) => Object.keys(of) as [K, ...K[]]
const Said = z.tuple([z.string(), z.string()])
/** Of a hundred, two decimals, cut off; null where there is nothing to divide by. */
const Percent = z.string().nullable()

export const Changed = z.object({ bookId: z.string(), version: z.number() })
export const lightIds = ['green', 'yellow', 'red', 'grey'] as const
const Light = z.enum(lightIds).nullable()

const Standing = z.object({
  /** 完成率 and 应达进度. */
  rate: Percent,
  planned: Percent,
  light: Light,
  /** Why the light is what it is, in one sentence. */
  because: Said,
})

const BookHead = z.object({
  id: z.string(),
  year: z.number(),
  title: z.string(),
  organisation: z.string(),
  documentNo: z.string().nullable(),
  state: z.enum(keysOf(bookStates)),
  submitted: z.boolean(),
  returnedNote: z.string().nullable(),
  drawnUpBy: z.string(),
  approvedBy: z.string().nullable(),
  approvedAt: z.string().nullable(),
  issuedOn: z.string().nullable(),
  closedAt: z.string().nullable(),
  version: z.number(),
})

export const BookLine = BookHead.extend({ firstLevel: z.number(), secondLevel: z.number(), waitingSheets: z.number() })
export type BookLine = z.output<typeof BookLine>

export const GoalView = z.object({
  id: z.string(),
  label: z.string(),
  unit: z.string(),
  measure: z.string().nullable(),
  course: z.enum(keysOf(courses)),
  direction: z.enum(['more', 'less']),
  base: z.string().nullable(),
  district: z.string().nullable(),
  own: z.string().nullable(),
  share: z.number(),
  issuedDistrict: z.string().nullable(),
  issuedOwn: z.string().nullable(),
  /** As reached; null where nothing is known yet. */
  value: z.string().nullable(),
  /** Of a hundred, how much is done of the first count of its measure; null once it is whole. */
  counting: z.number().nullable(),
  /** Of a bound goal: what it was read from. */
  counted: z
    .object({ numerator: z.number(), denominator: z.number(), version: z.string(), position: z.string() })
    .nullable(),
  /** The days that a bound value covers. */
  period: z.object({ from: z.string(), to: z.string() }),
  over: z.enum(keysOf(goalPeriods)),
  reportedUpTo: z.string().nullable(),
  rateOwn: Percent,
  rateDistrict: Percent,
  planned: Percent,
  forecast: z
    .object({
      value: z.string(),
      method: Said,
      /** What the same method would have said a year ago at this day, and how far off it would have been. */
      lastYear: z.object({ said: z.string(), was: z.string(), off: Percent }).nullable(),
    })
    .nullable(),
})
export type GoalView = z.output<typeof GoalView>

const MilestoneView = z.object({
  id: z.string(),
  title: z.string(),
  due: z.string(),
  issuedDue: z.string().nullable(),
  weight: z.number(),
  doneOn: z.string().nullable(),
  doneBy: z.string().nullable(),
  evidence: z.string().nullable(),
})

const Act = z.object({ verb: z.string(), refusal: z.string().nullable() })
const Blocked = z.object({ blocker: z.string(), by: z.string().nullable(), since: z.string() })

export const TargetLine = z.object({
  id: z.string(),
  level: z.union([z.literal(1), z.literal(2)]),
  no: z.number(),
  section: z.enum(sectionIds),
  title: z.string(),
  content: z.string(),
  leader: z.string(),
  leadUnit: z.string().nullable(),
  assisting: z.array(z.string()),
  deadline: z.string(),
  issuedDeadline: z.string().nullable(),
  weight: z.number(),
  issuedWeight: z.number().nullable(),
  kind: z.enum(keysOf(targetKinds)),
  evidence: z.string(),
  suspended: z.boolean(),
  adjusted: z.boolean(),
  standing: Standing,
  /** The light a month on, at this pace. */
  nextLight: Light,
  goals: z.array(GoalView),
  milestones: z.array(MilestoneView),
  blocked: Blocked.nullable(),
  openOrders: z.number(),
  waitingReports: z.number(),
})
export type TargetLine = z.output<typeof TargetLine>

export const ReportView = z.object({
  id: z.string(),
  goal: z.string().nullable(),
  upTo: z.string(),
  value: z.string().nullable(),
  note: z.string(),
  blocker: z.string().nullable(),
  blockedBy: z.string().nullable(),
  by: z.string(),
  at: z.string(),
  state: z.enum(['waiting', 'confirmed', 'returned']),
  reviewedBy: z.string().nullable(),
  reviewNote: z.string().nullable(),
  /** By whoever asks: someone else has to review it. */
  isOwn: z.boolean(),
})

const Value = z.union([z.string(), z.number(), z.boolean(), z.null(), z.array(z.string())])
export const SheetView = z.object({
  id: z.string(),
  no: z.number(),
  changes: z.array(
    z.object({
      kind: z.enum(['target', 'goal', 'milestone']),
      id: z.string(),
      /** Which target it concerns, and what of it. */
      target: z.string(),
      of: z.string(),
      field: z.string(),
      from: Value,
      to: Value,
    }),
  ),
  reason: z.string(),
  askedBy: z.string(),
  askedAt: z.string(),
  state: z.enum(['waiting', 'approved', 'refused']),
  decidedBy: z.string().nullable(),
  decidedAt: z.string().nullable(),
  note: z.string().nullable(),
  isOwn: z.boolean(),
})
export type SheetView = z.output<typeof SheetView>

export const OrderView = z.object({
  id: z.string(),
  target: z.string(),
  no: z.number(),
  unit: z.string(),
  demand: z.string(),
  due: z.string(),
  state: z.enum(keysOf(orderStates)),
  answeredBy: z.string().nullable(),
  /** Whether whoever asks answered it, or may: the two are apart from verifying. */
  answeredByMe: z.boolean(),
  isForMe: z.boolean(),
  steps: z.array(z.object({ kind: z.enum(keysOf(orderSteps)), by: z.string(), at: z.string(), text: z.string() })),
})

export const BookView = z.object({
  book: BookHead,
  /** By which day it was reckoned: today, or the end of its year. */
  asOf: z.string(),
  /** The day up to which is looked ahead. */
  later: z.string(),
  position: z.string().nullable(),
  standing: Standing,
  /** Planned and reached by the book at the end of each month; reached is null for what is to come. */
  course: z.array(z.object({ on: z.string(), planned: Percent, rate: Percent })),
  targets: z.array(TargetLine),
  units: z.array(
    z.object({
      unit: z.string(),
      targets: z.number(),
      weight: z.number(),
      rate: Percent,
      red: z.number(),
      yellow: z.number(),
    }),
  ),
  sheets: z.array(SheetView),
  orders: z.array(OrderView),
  /** What stands in the way of approval, a sentence each. */
  problems: z.array(z.object({ target: z.string().nullable(), hinders: z.boolean(), say: Said })),
  /** What whoever asks may do with it now, or why not yet. */
  acts: z.array(Act),
})
export type BookView = z.output<typeof BookView>

export const TargetView = z.object({
  book: BookHead,
  asOf: z.string(),
  later: z.string(),
  target: TargetLine,
  course: z.array(z.object({ on: z.string(), planned: Percent, rate: Percent })),
  reports: z.array(ReportView),
  sheets: z.array(SheetView),
  orders: z.array(OrderView),
  acts: z.array(Act),
})
export type TargetView = z.output<typeof TargetView>

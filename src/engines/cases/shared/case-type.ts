import type { Text } from '#kernel/text'
import type { ClockUnit, Condition, Confidence, Form, Measure, Value } from '#model'
import type { Case } from './case.ts'
import type { PromiseKind, Source } from './vocabulary.ts'

/** What a condition may ask of a case; the words are the desk's own. */
export const caseFields = {
  type: ['案件类型', 'type'],
  state: ['状态', 'state'],
  open: ['未办结', 'open'],
  source: ['来源', 'source'],
  category: ['类别', 'category'],
  committee: ['居民区', "residents' committee"],
  grid: ['网格', 'grid'],
  leadUnit: ['主办单位', 'lead unit'],
  handler: ['处置人', 'handler'],
  createdBy: ['登记人', 'registrar'],
  returnedCount: ['退单次数', 'times returned'],
  reworkCount: ['返工次数', 'times reworked'],
  extensionCount: ['延期次数', 'times extended'],
  supervised: ['督办级别', 'supervision level'],
  parked: ['挂账', 'parked'],
  difficult: ['疑难', 'difficult'],
  selfDisposed: ['自行处置', 'self-disposed'],
  factFinding: ['事实认定', 'fact finding'],
  appealFinding: ['诉求认定', 'demand finding'],
  result: ['处理结果', 'result'],
  contactedAt: ['先行联系时间', 'first contact'],
  contactOnTime: ['按时先行联系', 'contacted in time'],
  onTime: ['按时办结', 'on time'],
  contactedSay: ['回访称已联系', 'said to be contacted'],
  solvedSay: ['诉求人称已解决', 'said to be solved'],
  satisfaction: ['满意度', 'satisfaction'],
  repeatGroup: ['重复组', 'repeat group'],
  nextKind: ['当前时限', 'running deadline'],
  nextDue: ['到期时间', 'due'],
  nextHalf: ['过半时间', 'half gone at'],
  nextOrange: ['临期时间', 'nearly due from'],
  reportedAt: ['上报时间', 'reported'],
  registeredAt: ['立案时间', 'registered'],
  dispatchedAt: ['派单时间', 'dispatched'],
  closedAt: ['结案时间', 'closed'],
  visitedAt: ['回访时间', 'visited'],
  toDisposeAt: ['应处置时间', 'to be handled'],
  disposedAt: ['处置完成时间', 'handled'],
  disposedOnTime: ['按期处置', 'handled in time'],
  toCloseAt: ['应结案时间', 'to be closed'],
  closedOnTime: ['按期结案', 'closed in time'],
  verifiedOnTime: ['按期核实', 'verified in time'],
  registeredOnTime: ['按时立案', 'registered in time'],
  dispatchedOnTime: ['按时派单', 'dispatched in time'],
  checkedOnTime: ['按期核查', 'checked in time'],
} as const satisfies Partial<Record<keyof Case, Text>>
export type CaseField = keyof typeof caseFields

/** A field of the case, or an answer to its form as `answers.name`. */
export type FieldOf<F extends Form> = CaseField | `answers.${keyof F & string}`

export function valueOf(record: Partial<Case>, field: string): Value {
  if (field.startsWith('answers.')) return record.answers?.[field.slice('answers.'.length)]
  return record[field as CaseField] as Value
}

export interface LimitStep {
  readonly label: Text
  readonly value: number
  readonly unit: ClockUnit
}

/** A promised limit as a face declares it: the seed of a dated parameter, with its legal basis and confidence. */
export interface LimitRule<F extends string = string> {
  /** Stable name; the parameter's key is `type.id` (and `.n` for the nth step). */
  readonly id: string
  readonly kind: PromiseKind
  readonly when?: Condition<F>
  /** One step, or several in turn (停工 4 工作时, 处罚 7 工作日, 拆除 20 工作日). */
  readonly steps: readonly LimitStep[]
  readonly basis: Text
  readonly confidence: Confidence
}

/** Where a rule sends a case: a unit by its code, or the one that answers for the place. */
export type Destination = { readonly unit: string } | { readonly unitOf: 'committee' | 'property' | 'station' }

/** One routing rule with its test beside it: the first rule whose condition holds proposes the unit. */
export interface RoutingRule<F extends string = string> {
  readonly id: string
  readonly label: Text
  readonly when: Condition<F>
  readonly to: Destination
  readonly assist?: readonly Destination[]
  /** Records of which the condition must hold, and one of which it must not. */
  readonly matches: Partial<Case>
  readonly misses?: Partial<Case>
}

export interface ReplyText {
  readonly id: string
  readonly label: Text
  readonly use: 'answer' | 'feedback' | 'visit' | 'reject'
  /** Placeholders in braces are case fields: {title}, {place}, {number}. */
  readonly body: string
}

/** What a day of this case type looks like, performed for real when the demo world is built. */
export interface Sample {
  readonly category: string
  readonly source: Source
  readonly title: string
  readonly text: string
  readonly answers: Readonly<Record<string, string | number | boolean>>
  /** How far along the loop the sample stands. */
  readonly until: 'reported' | 'registered' | 'dispatched' | 'disposing' | 'checking' | 'visiting' | 'closed'
}

export interface CaseType<F extends Form = Form> {
  readonly id: string
  readonly version: number
  readonly label: Text
  readonly summary: Text
  /** Which systems of the documents it serves (A2, A12 …). */
  readonly serves: readonly string[]
  readonly sources: readonly Source[]
  /** Keys of the catalogue offered when registering, most usual first. */
  readonly categories: readonly string[]
  /** May a resident report it at /me? */
  readonly public: boolean
  readonly form: F
  readonly feedbackForm: Form
  readonly steps: {
    /** On-site confirmation before registration, when the condition holds. */
    readonly verify?: Condition<FieldOf<F>>
    readonly contact: boolean
    /** Fact finding × demand finding × result before feedback. */
    readonly answer: boolean
    readonly visit: boolean
  }
  /** Photos that feedback must carry. */
  readonly proof: 'none' | 'after' | 'before_after'
  /** The case goes to its check when all units have fed back, or when the lead unit has. */
  readonly children: 'all' | 'lead'
  /** Several handling steps: all of them in turn, or only until the matter is settled (劝导 alone may do). */
  readonly stepped: 'all' | 'until_solved'
  /** What a failed check does to the handling clock. */
  readonly rework: 'CONTINUE' | 'RESTART' | 'HALF'
  readonly limits: readonly LimitRule<FieldOf<F>>[]
  readonly routing: readonly RoutingRule<FieldOf<F>>[]
  readonly texts: readonly ReplyText[]
  readonly measures: readonly Measure<FieldOf<F>>[]
  readonly sample: readonly Sample[]
}

type Declared<F extends Form> = Omit<CaseType<F>, 'version' | 'feedbackForm' | 'stepped'> &
  Partial<Pick<CaseType<F>, 'version' | 'feedbackForm' | 'stepped'>>

/** Declares a kind of case. A field, state, option or code list that does not exist is a compile error. */
export function defineCaseType<const F extends Form>(declared: Declared<NoInfer<F>> & { readonly form: F }): CaseType {
  return { version: 1, feedbackForm: {}, stepped: 'all', ...declared } as unknown as CaseType
}

export function limit<const F extends string = never>(
  id: string,
  kind: PromiseKind,
  steps: LimitStep | readonly LimitStep[],
  said: { readonly when?: Condition<F>; readonly basis: Text; readonly confidence: LimitRule['confidence'] },
): LimitRule<NoInfer<F>> {
  return { id, kind, steps: Array.isArray(steps) ? steps : [steps as LimitStep], ...said }
}

const within =
  (unit: ClockUnit) =>
  (value: number, label: Text = ['处置', 'Handling']): LimitStep => ({ label, value, unit })
/** 紧急工作时: runs day and night. */
export const urgentHours = within('URGENT_HOUR')
/** 工作时: runs inside office hours of working days. */
export const workHours = within('WORK_HOUR')
/** 工作日 by the official calendar; the day of receipt is not counted. */
export const workDays = within('WORK_DAY')
/** 自然日. */
export const naturalDays = within('NATURAL_DAY')
/** Minutes of the continuous clock. */
export const minutes = (value: number): LimitStep => urgentHours(value / 60)

/** The case types of all faces, by id. */
export type CaseTypes = ReadonlyMap<string, CaseType>

export function caseTypesOf(list: readonly CaseType[]): CaseTypes {
  return new Map(list.map((type) => [type.id, type]))
}

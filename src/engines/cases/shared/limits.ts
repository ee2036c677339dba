import { shanghaiDate } from '#kernel/time'
import { holds, type Calendar, type ClockUnit, type Confidence } from '#model'
import { valueOf, type CaseType, type LimitRule } from './case-type.ts'
import type { Case, Instant } from './case.ts'
import type { PromiseKind } from './vocabulary.ts'

/** A dated value of a parameter, with the law or practice behind it. */
export interface Parameter {
  readonly key: string
  /** Civil date from which this value is in force. */
  readonly from: string
  readonly value: number
  readonly unit: ClockUnit | 'TIMES' | 'METRE' | 'DAY'
  readonly basis: string
  readonly confidence: Confidence
}

/** The dated parameters of a street; the version in force on the date of the event decides. */
export interface Parameters {
  on(key: string, date: string): Parameter | undefined
}

export interface AppliedLimit {
  readonly kind: PromiseKind
  readonly step: number
  readonly value: number
  readonly unit: ClockUnit
  readonly ruleKey: string
  readonly ruleFrom: string
}

export function limitKey(type: string, rule: LimitRule, step: number): string {
  return `${type}.${rule.id}${rule.steps.length > 1 ? `.${step + 1}` : ''}`
}

/** The limits of one kind that bind a case on a date: the first rule whose condition holds, all its steps. */
export function limitsOf(
  type: CaseType,
  kind: PromiseKind,
  record: Case,
  now: Instant,
  parameters: Parameters,
): AppliedLimit[] {
  const asking = { now, me: null, myUnit: null }
  const date = shanghaiDate(new Date(now))
  const rule = type.limits.find(
    (each) => each.kind === kind && (!each.when || holds(each.when, (field) => valueOf(record, field), asking)),
  )
  if (!rule) return []
  return rule.steps.map((step, index) => {
    const ruleKey = limitKey(type.id, rule, index)
    const dated = parameters.on(ruleKey, date)
    return dated
      ? { kind, step: index, value: dated.value, unit: dated.unit as ClockUnit, ruleKey, ruleFrom: dated.from }
      : { kind, step: index, value: step.value, unit: step.unit, ruleKey, ruleFrom: '1970-01-01' }
  })
}

/** How long, how often, how far: parameters that are not deadlines. Defaults are conventions, marked so. */
export const generalParameters = {
  'cases.extension.times': {
    value: 1,
    unit: 'TIMES',
    label: ['延期次数上限', 'Extensions allowed'],
    confidence: 'unverified',
  },
  'cases.extension.days': {
    value: 15,
    unit: 'DAY',
    label: ['每次延期天数上限（自现时限起）', 'Days one extension may add to the present deadline'],
    confidence: 'unverified',
  },
  'cases.return.times': {
    value: 2,
    unit: 'TIMES',
    label: ['退单几次后须会商', 'Returns before a joint consultation'],
    confidence: 'likely',
  },
  'cases.visit.times': {
    value: 3,
    unit: 'TIMES',
    label: ['回访未接通几次视为无效', 'Unanswered return visits before they end'],
    confidence: 'likely',
  },
  'cases.duplicate.near': {
    value: 50,
    unit: 'METRE',
    label: ['疑似重复：近距', 'Likely duplicate: near'],
    confidence: 'unverified',
  },
  'cases.duplicate.far': {
    value: 200,
    unit: 'METRE',
    label: ['疑似重复：远距', 'Likely duplicate: far'],
    confidence: 'unverified',
  },
  'cases.duplicate.days': {
    value: 30,
    unit: 'DAY',
    label: ['重复工单时间窗', 'Window for repeats'],
    confidence: 'likely',
  },
} as const
export type GeneralParameter = keyof typeof generalParameters

export function settingOf(parameters: Parameters, key: GeneralParameter, now: Instant): number {
  return parameters.on(key, shanghaiDate(new Date(now)))?.value ?? generalParameters[key].value
}

export interface Deciding {
  readonly now: Instant
  readonly actor: { readonly id: string | null; readonly unit: string | null }
  readonly type: CaseType
  readonly parameters: Parameters
  /** The working calendar, with the office hours of a unit or, for null, of the centre. */
  calendar(unit: string | null): Calendar
  newId(): string
}

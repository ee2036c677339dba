import type { Text } from '#kernel/text'
import type { Confidence } from '#model'

interface Parameter {
  readonly value: number
  readonly unit: 'DAY' | 'MONTH' | 'YEAR'
  readonly label: Text
  readonly basis: string
  readonly confidence: Confidence
}

/** Limits around the terms of owners' committees: defaults of dated parameters that a street may change. */
export const committeeParameters = {
  'committees.report.months': {
    value: 5,
    unit: 'MONTH',
    label: ['届满前书面报告', 'Written report before the term ends'],
    basis: '徐汇区业委会换届操作指引',
    confidence: 'likely',
  },
  'committees.organise.months': {
    value: 3,
    unit: 'MONTH',
    label: ['届满前组织换届', 'Re-election organised before the term ends'],
    basis: '《业主大会和业主委员会指导规则》',
    confidence: 'likely',
  },
  'committees.group.days': {
    value: 60,
    unit: 'DAY',
    label: ['收到报告后成立换届改选小组', 'Group formed after the report'],
    basis: '《上海市住宅物业管理规定》',
    confidence: 'likely',
  },
  'committees.handover.days': {
    value: 10,
    unit: 'DAY',
    label: ['小组成立后移交资料印章', 'Files and seals handed over after the group is formed'],
    basis: '徐汇区业委会换届操作指引',
    confidence: 'likely',
  },
  'committees.filing.days': {
    value: 30,
    unit: 'DAY',
    label: ['选举产生后备案', 'Filing after the election'],
    basis: '《物业管理条例》第十六条',
    confidence: 'sure',
  },
  'committees.term.years': {
    value: 5,
    unit: 'YEAR',
    label: ['每届任期上限', 'Longest term'],
    basis: '《业主大会和业主委员会指导规则》',
    confidence: 'sure',
  },
} as const satisfies Readonly<Record<string, Parameter>>

export type CommitteeParameter = keyof typeof committeeParameters
export const committeeParameterIds = Object.keys(committeeParameters) as [CommitteeParameter, ...CommitteeParameter[]]
export type CommitteeLimits = Readonly<Record<CommitteeParameter, number>>

export const defaultLimits = Object.fromEntries(
  committeeParameterIds.map((id) => [id, committeeParameters[id].value]),
) as CommitteeLimits

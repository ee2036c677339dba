import type { Text } from '#kernel/text'
import type { Confidence } from '#model'
import type { Thresholds } from './light.ts'

interface Known {
  readonly label: Text
  readonly unit: Text
  readonly first: number
  readonly confidence: Confidence
}

const points: Text = ['个百分点', 'points']
const days: Text = ['天', 'days']
const practice = '目标任务书通行做法（初始值，待街道督查室核定）'
export const firstBasis = practice

/** What may be changed from a day on, with its basis; the values are where nothing else was said. */
export const targetParameters = {
  'light.behind_yellow': {
    label: ['黄灯：落后应达进度超过', 'Yellow: behind plan by more than'],
    unit: points,
    first: 0,
    confidence: 'likely',
  },
  'light.behind_red': {
    label: ['红灯：落后应达进度超过', 'Red: behind plan by more than'],
    unit: points,
    first: 10,
    confidence: 'likely',
  },
  'light.due_soon': {
    label: ['黄灯：距到期不超过', 'Yellow: due within'],
    unit: days,
    first: 15,
    confidence: 'likely',
  },
  'report.fresh': {
    label: [
      '手工填报的指标按填报截至日计应达进度，但不早于',
      'Of what is reported by hand the plan is taken of the day reported, no further back than',
    ],
    unit: days,
    first: 31,
    confidence: 'unverified',
  },
  'forecast.horizon': {
    label: ['转红预判：今后', 'Turning red: within the next'],
    unit: days,
    first: 30,
    confidence: 'unverified',
  },
  'book.total': {
    label: ['全书分值合计', 'Sum of the points of a book'],
    unit: ['分', 'points'],
    first: 100,
    confidence: 'likely',
  },
} as const satisfies Record<string, Known>
export type TargetParameter = keyof typeof targetParameters
export const targetParameterIds = Object.keys(targetParameters) as TargetParameter[]

export interface ParameterVersion {
  readonly key: string
  readonly from: string
  readonly value: number
  readonly basis: string
  readonly confidence: Confidence
}

/** The value in force on a day: of those set, the latest that has begun. */
export function parameterOn(versions: readonly ParameterVersion[], key: TargetParameter, day: string): number {
  const held = versions
    .filter((each) => each.key === key && each.from <= day)
    .toSorted((a, b) => (a.from < b.from ? 1 : -1))
  return held[0]?.value ?? targetParameters[key].first
}

export function thresholdsOn(versions: readonly ParameterVersion[], day: string): Thresholds {
  return {
    behindYellow: parameterOn(versions, 'light.behind_yellow', day),
    behindRed: parameterOn(versions, 'light.behind_red', day),
    dueSoonDays: parameterOn(versions, 'light.due_soon', day),
    freshDays: parameterOn(versions, 'report.fresh', day),
  }
}

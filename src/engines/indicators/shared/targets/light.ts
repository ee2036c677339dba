import type { Text } from '#kernel/text'
import { addDays } from '#kernel/time'
import { compare, minus, one, rational, times, writePercent, type Rational } from '#kernel/rational'

export type TargetLight = 'green' | 'yellow' | 'red' | 'grey'

export const lightWords = {
  green: ['正常', 'On plan'],
  yellow: ['偏慢', 'Behind'],
  red: ['滞后', 'Far behind'],
  grey: ['暂停', 'Suspended'],
} as const satisfies Record<TargetLight, Text>

/** Thresholds as they are in force on the day; points are of a hundred. */
export interface Thresholds {
  readonly behindYellow: number
  readonly behindRed: number
  readonly dueSoonDays: number
  /** How old a report may be and still be judged by the plan of its own day. */
  readonly freshDays: number
}

interface Looked {
  readonly rate: Rational | null
  readonly planned: Rational | null
  readonly deadline: string
  readonly suspended: boolean
  readonly counting?: number | null
}

export interface LightShown {
  /** Null where nothing is known yet. */
  readonly light: TargetLight | null
  readonly because: Text
}

const hundred = rational(100)

export const countingShort = (percent: number): Text => [`统计中 ${percent}%`, `counting, ${percent}%`]

/** Said in place of a figure whose measure is counted for the first time. */
export const countingSaid = (percent: number): Text => [
  `正在统计，已完成 ${percent}%`,
  `Being counted, ${percent}% done`,
]

export function lightOf(
  { rate, planned, deadline, suspended, counting = null }: Looked,
  today: string,
  limits: Omit<Thresholds, 'freshDays'>,
): LightShown {
  if (suspended) return { light: 'grey', because: ['经批准暂停。', 'Suspended by approval.'] }
  if (counting !== null) return { light: null, because: countingSaid(counting) }
  if (rate === null) return { light: null, because: ['尚无数据。', 'No data yet.'] }
  if (compare(rate, one) >= 0) return { light: 'green', because: ['已完成。', 'Reached.'] }
  if (today > deadline)
    return { light: 'red', because: [`${deadline} 到期，未完成。`, `Was due on ${deadline} and is not reached.`] }
  const behind = planned === null ? null : times(minus(planned, rate), hundred)
  if (behind && behind.n > 0n) {
    const points = writePercent(minus(planned!, rate))
    const said: Text = [`落后应达进度 ${points} 个百分点。`, `${points} points behind plan.`]
    if (compare(behind, rational(limits.behindRed)) > 0) return { light: 'red', because: said }
    if (compare(behind, rational(limits.behindYellow)) > 0) return { light: 'yellow', because: said }
  }
  if (deadline <= addDays(today, limits.dueSoonDays))
    return { light: 'yellow', because: [`${deadline} 到期，尚未完成。`, `Due on ${deadline} and not reached yet.`] }
  return { light: 'green', because: ['达到应达进度。', 'As planned.'] }
}

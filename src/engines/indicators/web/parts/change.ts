import type { Text } from '#kernel/text'
import type { CountedView, MeasureView } from '#engines/indicators/shared'
import { unitOf } from './measure-unit.ts'

/** How a value stands to that of another period. */
export interface Change {
  readonly direction: 'up' | 'down' | 'same'
  /** By how much, without sign; null where there was nothing before to divide by. */
  readonly by: Text | null
  /** Null where neither more nor less is better. */
  readonly judged: 'better' | 'worse' | null
}

type Judged = Pick<MeasureView, 'kind' | 'unit' | 'better'>

const scaled = (said: string, decimals: number): number => Math.round(Number(said) * 10 ** decimals)

function amountOf({ kind, unit }: Judged, now: CountedView, before: CountedView): Text | null {
  if (kind === 'count' || kind === 'sum') {
    if (before.numerator === 0) return null
    // Cut off like every value, never rounded up.
    const tenths = (BigInt(Math.abs(now.numerator - before.numerator)) * 1000n) / BigInt(Math.abs(before.numerator))
    const said = `${tenths / 10n}.${tenths % 10n} %`
    return [said, said]
  }
  const { decimals, label } = unitOf(unit)
  const steps = Math.abs(scaled(now.value ?? '0', decimals) - scaled(before.value ?? '0', decimals))
  const said = (steps / 10 ** decimals).toFixed(decimals)
  return unit === 'percent' ? [`${said} 个百分点`, `${said} points`] : [`${said} ${label[0]}`, `${said} ${label[1]}`]
}

/** Null when either period has no value. */
export function changeOf(measure: Judged, now: CountedView, before: CountedView): Change | null {
  if (now.value === null || before.value === null) return null
  const difference = Number(now.value) - Number(before.value)
  const direction = difference === 0 ? 'same' : difference > 0 ? 'up' : 'down'
  const isBetter = (direction === 'up') === (measure.better === 'more')
  return {
    direction,
    by: direction === 'same' ? null : amountOf(measure, now, before),
    judged: direction === 'same' || measure.better === null ? null : isBetter ? 'better' : 'worse',
  }
}

import type { Counted, Definition, MeasureUnitId } from '#model'
import type { FigureForm } from './blocks.ts'

/** A measure as counted over one period. */
export interface Reading extends Counted {
  readonly value: string | null
}

/** What is needed to say a number of a measure. */
export interface Readings {
  readonly kind: Definition['kind']
  readonly unit: MeasureUnitId
  readonly now: Reading
  /** The period that it is compared with. */
  readonly base?: Reading | null
  /** The goal, in the measure's unit. */
  readonly goal?: string | null
}

const isShare = ({ kind, unit }: Readings) => unit === 'percent' || kind === 'rate' || kind === 'weighted'

/** A decimal in pieces of 10^-places: exact, since what is compared are the digits that readers see. */
function scaled(value: string, places: number): bigint {
  const [, sign = '', whole = '0', part = ''] = /^(-?)(\d+)(?:\.(\d+))?$/.exec(value) ?? []
  const digits = BigInt(whole + part.padEnd(places, '0').slice(0, places))
  return sign === '-' ? -digits : digits
}

const placesOf = (value: string) => (value.split('.')[1] ?? '').length

function decimal(pieces: bigint, places: number): string {
  if (places === 0) return String(pieces)
  const digits = String(pieces).padStart(places + 1, '0')
  return `${digits.slice(0, -places)}.${digits.slice(-places)}`
}

/** 增长 3.20%, of shares 上升 1.20 个百分点: by the digits shown, cut off, never rounded. */
function sayChange(readings: Readings, now: string, base: string): string | null {
  const places = Math.max(placesOf(now), placesOf(base))
  const [to, from] = [scaled(now, places), scaled(base, places)]
  const grown = to - from
  if (grown === 0n) return '持平'
  const size = grown < 0n ? -grown : grown
  if (isShare(readings)) return `${grown > 0n ? '上升' : '下降'}${decimal(size, places)}个百分点`
  if (from <= 0n) return null
  return `${grown > 0n ? '增长' : '下降'}${decimal((size * 10_000n) / from, 2)}%`
}

/** A figure as it stands in the text; null where there is nothing to divide by or to compare with. */
export function sayFigure(form: FigureForm, readings: Readings): string | null {
  const { now, base, goal } = readings
  switch (form) {
    case 'numerator':
      return String(now.numerator)
    case 'denominator':
      return String(now.denominator)
    case 'value':
      return now.value === null ? null : `${now.value}${isShare(readings) ? '%' : ''}`
    case 'change_on_last_year':
    case 'change_on_last_period':
      return now.value === null || !base || base.value === null ? null : sayChange(readings, now.value, base.value)
    case 'completion_of_goal': {
      if (now.value === null || goal === null || goal === undefined || !/^\d+(\.\d+)?$/.test(goal)) return null
      const places = Math.max(placesOf(now.value), placesOf(goal))
      const target = scaled(goal, places)
      return target === 0n ? null : `${decimal((scaled(now.value, places) * 10_000n) / target, 2)}%`
    }
  }
}

import type { Text } from '#kernel/text'
import { measureUnits, type MeasureUnit, type MeasureUnitId } from '#model'
import type { CountedView, MeasureView } from '#engines/indicators/shared'

export function unitOf(unit: string): MeasureUnit {
  return measureUnits[unit as MeasureUnitId] ?? { label: [unit, unit], pieces: 1, decimals: 0 }
}

/** How many cases, or entries of a ledger, there are. */
export const eachOf = ({ source }: Pick<MeasureView, 'source'>) => (source === 'ledger' ? '条' : '件')

/** 1234567.80 → 1,234,567.80 */
export function groupedValue(said: string): string {
  const [whole = '', rest] = said.split('.')
  return whole.replaceAll(/\B(?=(\d{3})+$)/g, ',') + (rest === undefined ? '' : `.${rest}`)
}

/** 97.96 %, 1,290 件; a dash where there is nothing to divide by. */
export function valueSaid({ unit }: Pick<MeasureView, 'unit'>, { value }: Pick<CountedView, 'value'>): Text {
  if (value === null) return ['—', '—']
  const { label } = unitOf(unit)
  return [`${groupedValue(value)} ${label[0]}`, `${groupedValue(value)} ${label[1]}`]
}

/** For a picture: the value as a number. */
export function plotted(counted: Pick<CountedView, 'value'> | undefined): number | null {
  return counted?.value ? Number(counted.value) : null
}

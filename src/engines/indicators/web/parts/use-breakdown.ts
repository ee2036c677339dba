import type { Period } from '#model'
import { indicators, type Dimension } from '#engines/indicators/shared'
import { useOperation } from '#ui/operations'
import { inputOf } from './period-address.ts'

/** Measures over a period by the members of a dimension. */
export function useBreakdown(measures: readonly string[], period: Period, by: Dimension, enabled = true) {
  return useOperation(indicators.breakdown, { measures: [...measures], period: inputOf(period), by }, { enabled })
}

import type { Text } from '#kernel/text'
import type { Measure } from '#model'

/** By what a measure is broken down. There is none for workers: units and areas are ranked, never people (§12.7 基层减负). */
export const dimensions = {
  committee: ['居民区', "Residents' committee"],
  grid: ['网格', 'Grid'],
  unit: ['主办单位', 'Lead unit'],
  category: ['类别', 'Category'],
  source: ['来源', 'Source'],
  /** Hour of the week in Shanghai, 0 = Monday 0:00 to 167 = Sunday 23:00. */
  hour: ['时段', 'Hour of the week'],
} as const satisfies Record<string, Text>
export type Dimension = keyof typeof dimensions
export const dimensionIds = Object.keys(dimensions) as [Dimension, ...Dimension[]]

/** A measure with its place: what it counts, and by what it can be broken down. */
export interface PlacedMeasure {
  /** Names it everywhere: `found` of the centre, `hotline-12345:on_time` of a face. */
  readonly key: string
  readonly measure: Measure
  /** What is counted: cases, or entries of a ledger. */
  readonly source: MeasureSourceId
  /** The face or type it belongs to; the centre's belong to all. */
  readonly of: Text
  readonly dimensions: readonly Dimension[]
}

export type MeasureSourceId = 'cases' | 'ledger'

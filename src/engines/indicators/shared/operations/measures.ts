import { z } from 'zod'
import { query } from '#kernel/operation'
import { periodKinds, type PeriodKind } from '#model'
import { dimensionIds } from '../measuring.ts'

const Said = z.tuple([z.string(), z.string()])
const Day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/)
const MeasureKey = z.string().max(120)
const periodKindIds = Object.keys(periodKinds) as [PeriodKind, ...PeriodKind[]]

/** A period by any day in it, or the days from and to, both included. */
export const PeriodInput = z.union([
  z.object({ kind: z.enum(periodKindIds), day: Day }),
  z.object({ kind: z.literal('range'), from: Day, to: Day }),
])
export type PeriodInput = z.output<typeof PeriodInput>

/** Whole numbers as counted, and the value as people read it; null where there is nothing to divide by. */
export const CountedView = z.object({
  numerator: z.number(),
  denominator: z.number(),
  value: z.string().nullable(),
})
export type CountedView = z.output<typeof CountedView>

export const MeasureView = z.object({
  key: MeasureKey,
  label: Said,
  of: Said,
  kind: z.enum(['count', 'rate', 'sum', 'mean', 'median', 'weighted']),
  unit: z.string(),
  better: z.enum(['more', 'less']).nullable(),
  /** One sentence made from the definition. */
  sentence: Said,
  remark: Said.nullable(),
  basis: Said.nullable(),
  source: z.enum(['cases', 'ledger']),
  /** Names the definition in force: it changes when the definition does. */
  version: z.string(),
  dimensions: z.array(z.enum(dimensionIds)),
  /** Of a hundred, how much is done of its first count; null once it is whole. */
  counting: z.number().nullable(),
})
export type MeasureView = z.output<typeof MeasureView>

/** What is in force and how it stands. A reader bound to an area or unit is told of that alone. */
export const measureOperations = {
  definitions: query({
    title: ['指标定义', 'Definitions of measures'],
    input: z.object({}),
    output: z.object({ items: z.array(MeasureView) }),
    errors: [],
  }),
  /** Measures over one period, where they are whole, beside the period before (环比) and the same of last year (同比), up to today at most. */
  values: query({
    title: ['指标值', 'Values of measures'],
    input: z.object({
      measures: z.array(MeasureKey).max(200).optional(),
      period: PeriodInput,
      where: z.object({ dimension: z.enum(dimensionIds), member: z.string().max(60) }).optional(),
    }),
    output: z.object({
      period: z.object({ from: z.string(), to: z.string() }),
      /** Up to which act of the ledger was counted. */
      position: z.string(),
      items: z.array(
        z.object({
          key: MeasureKey,
          now: CountedView,
          before: CountedView,
          lastYear: CountedView,
        }),
      ),
      /** What was asked and is not whole yet: it has no item, and how much is done of a hundred. */
      counting: z.array(z.object({ key: MeasureKey, percent: z.number() })),
      asOf: z.string(),
    }),
    errors: ['measure_unknown', 'period_invalid', 'out_of_scope'],
  }),
  /** Measures over one period by the members of one dimension. */
  breakdown: query({
    title: ['指标分项', 'Measures by part'],
    input: z.object({
      measures: z.array(MeasureKey).min(1).max(60),
      period: PeriodInput,
      by: z.enum(dimensionIds),
    }),
    output: z.object({
      position: z.string(),
      rows: z.array(z.object({ key: MeasureKey, member: z.string().nullable(), counted: CountedView })),
      asOf: z.string(),
    }),
    errors: ['measure_unknown', 'measures_counting', 'period_invalid', 'dimension_unknown', 'out_of_scope'],
  }),
  /** Measures day by day, week by week or month by month, in all or for one member of a dimension. */
  series: query({
    title: ['指标走势', 'Course of measures'],
    input: z.object({
      measures: z.array(MeasureKey).min(1).max(60),
      from: Day,
      to: Day,
      step: z.enum(['day', 'week', 'month']),
      where: z.object({ dimension: z.enum(dimensionIds), member: z.string().max(60) }).optional(),
      /** Each point for every member of this dimension. */
      by: z.enum(dimensionIds).optional(),
    }),
    output: z.object({
      position: z.string(),
      points: z.array(
        z.object({ key: MeasureKey, from: z.string(), member: z.string().nullable(), counted: CountedView }),
      ),
      asOf: z.string(),
    }),
    errors: ['measure_unknown', 'measures_counting', 'period_invalid', 'dimension_unknown', 'out_of_scope'],
  }),
}

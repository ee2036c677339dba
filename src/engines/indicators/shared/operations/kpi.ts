import { z } from 'zod'
import { command, query } from '#kernel/operation'
import { cleanText, confidenceIds } from '#model'
import { Day } from '../day.ts'
import { CountedView, PeriodInput } from './measures.ts'

const Said = z.tuple([z.string(), z.string()])

const Points = z.object({
  value: z.number(),
  from: z.string(),
  basis: Said,
  confidence: z.enum(confidenceIds),
})

/** Sets of weighed measures by which areas and units are compared (考核评分); workers are not ranked. */
export const kpiOperations = {
  kpiScores: query({
    title: ['考核评分', 'Scores'],
    input: z.object({ set: z.string().max(60), period: PeriodInput, by: z.enum(['committee', 'unit']) }),
    output: z.object({
      sets: z.array(
        z.object({ id: z.string(), label: Said, summary: Said, by: z.array(z.enum(['committee', 'unit'])) }),
      ),
      items: z.array(
        z.object({
          id: z.string(),
          label: Said,
          measure: z.string(),
          kind: z.enum(['count', 'rate', 'sum', 'mean', 'median', 'weighted']),
          unit: z.string(),
          scoring: z.enum(['rate', 'share_of_group', 'each']),
          points: Points,
        }),
      ),
      rows: z.array(
        z.object({
          member: z.string(),
          /** Points with two decimals; null where there is nothing to divide by. */
          scores: z.array(z.object({ item: z.string(), counted: CountedView, points: z.string().nullable() })),
          total: z.string().nullable(),
          rank: z.number().nullable(),
        }),
      ),
      position: z.string(),
      asOf: z.string(),
    }),
    errors: ['kpi_unknown', 'period_invalid', 'measure_unknown', 'measures_counting', 'out_of_scope'],
  }),
  /** The points of an item from a day on. What was in force before stays as it was. */
  setKpiPoints: command({
    title: ['调整考核分值', 'Set the points of an item'],
    input: z.object({
      set: z.string().max(60),
      item: z.string().max(60),
      from: Day,
      value: z.number().min(-100).max(100).multipleOf(0.001),
      basis: cleanText(200).min(2),
    }),
    output: z.object({ key: z.string() }),
    errors: ['kpi_unknown', 'points_decided'],
  }),
}

import { z } from 'zod'
import { query } from '#kernel/operation'

const Said = z.tuple([z.string(), z.string()])

/** A number of the records, and the words before which reports say it. */
export const Comparable = z.object({
  words: z.string(),
  measure: z.string(),
  label: Said,
  of: Said,
  form: z.enum(['value', 'numerator', 'denominator']),
  sentence: Said,
  isShare: z.boolean(),
  /** As it would stand in a report; null where there is nothing to divide by, or while it is still counted. */
  ours: z.string().nullable(),
})
export type Comparable = z.output<typeof Comparable>

export const checkingOperations = {
  /** What the claims of a report of that year can be compared with. */
  comparables: query({
    title: ['可对照的系统数据', 'Records to compare with'],
    input: z.object({ year: z.number().int().min(2000).max(2100) }),
    output: z.object({
      items: z.array(Comparable),
      period: z.object({ from: z.string(), to: z.string() }),
      asOf: z.string(),
    }),
    errors: ['not_whole_street'],
  }),
}

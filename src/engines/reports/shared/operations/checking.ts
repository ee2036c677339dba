import { z } from 'zod'
import { query } from '#kernel/operation'

const Said = z.tuple([z.string(), z.string()])

/** What a claim of a text seems to speak of, and how the records have it. */
export const ClaimLink = z.object({
  claim: z.string(),
  measure: z.string(),
  label: Said,
  of: Said,
  form: z.enum(['value', 'numerator', 'denominator']),
  sentence: Said,
  ours: z.string().nullable(),
  /** Whether ours reads as the text says, at the precision that it says it. */
  same: z.boolean(),
  period: z.object({ from: z.string(), to: z.string() }),
})
export type ClaimLink = z.output<typeof ClaimLink>

export const checkingOperations = {
  /** The measures that claims seem to speak of. The claims themselves anyone's browser finds. */
  linkClaims: query({
    title: ['对照系统数据', 'Compare with the records'],
    input: z.object({
      year: z.number().int().min(2000).max(2100),
      claims: z
        .array(
          z.object({
            id: z.string().max(40),
            /** The words before the number, its own label among them. */
            words: z.string().max(200),
            value: z.number(),
            unit: z.string().max(20),
            decimals: z.number().int().min(0).max(9),
          }),
        )
        .max(2000),
    }),
    output: z.object({ items: z.array(ClaimLink), asOf: z.string() }),
    errors: [],
  }),
}

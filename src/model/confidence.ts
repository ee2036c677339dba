import type { Text } from '#kernel/text'

/** How far the source of a value was checked. What is not sure is a dated value that the street can change. */
export const confidences = {
  sure: ['已核实', 'verified'],
  likely: ['较可靠', 'likely'],
  unverified: ['待核实', 'unverified'],
} as const satisfies Readonly<Record<string, Text>>
export type Confidence = keyof typeof confidences
export const confidenceIds = Object.keys(confidences) as [Confidence, ...Confidence[]]

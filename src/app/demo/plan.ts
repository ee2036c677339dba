import { z } from 'zod'
import { sources, keysOf, factFindings, results, satisfactions } from '#engines/cases/shared'

const Count = z.number().int().min(0)

/** One stream of a year's cases: how many were found and what became of them. Counts are inputs, never outputs. */
export const Flow = z.object({
  id: z.string(),
  type: z.string(),
  source: z.enum(keysOf(sources)),
  found: Count,
  closed: Count,
  /** Of those not closed, how many are parked for an objective cause. */
  parked: Count.default(0),
  /** Of those closed, how many the finder put right on the spot. */
  selfDisposed: Count.default(0),
  /** Of those closed, how many took longer than their limit. */
  late: Count.default(0),
  answers: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])).default({}),
  /** Category key to weight. */
  categories: z.record(z.string(), z.number().positive()),
  facts: z.partialRecord(z.enum(keysOf(factFindings)), Count).default({}),
  results: z.partialRecord(z.enum(keysOf(results)), Count).default({}),
  satisfactions: z.partialRecord(z.enum(keysOf(satisfactions)), z.number()).default({ satisfied: 1 }),
})
export type Flow = z.output<typeof Flow>

export const Plan = z.object({
  id: z.string(),
  street: z.string().regex(/^\d{9}$/),
  year: z.number().int(),
  flows: z.array(Flow).min(1),
})
export type Plan = z.output<typeof Plan>

/** A plan whose counts contradict each other is refused before anything is performed. */
export function checkPlan(plan: Plan): string[] {
  return plan.flows.flatMap((flow) => {
    const sum = (counts: Readonly<Record<string, number | undefined>>) =>
      Object.values(counts).reduce<number>((total, each) => total + (each ?? 0), 0)
    const wrong: string[] = []
    if (flow.closed > flow.found) wrong.push(`${flow.id}: closed ${flow.closed} is more than found ${flow.found}`)
    if (flow.parked > flow.found - flow.closed)
      wrong.push(`${flow.id}: parked ${flow.parked} is more than what is open`)
    if (flow.selfDisposed + flow.late > flow.closed)
      wrong.push(`${flow.id}: self-disposed and late are more than closed`)
    for (const [name, counts] of [
      ['facts', flow.facts],
      ['results', flow.results],
    ] as const)
      if (sum(counts) !== 0 && sum(counts) !== flow.closed)
        wrong.push(`${flow.id}: ${name} add up to ${sum(counts)}, not to closed ${flow.closed}`)
    return wrong
  })
}

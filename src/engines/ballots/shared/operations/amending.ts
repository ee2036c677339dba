import { z } from 'zod'
import { command, query } from '#kernel/operation'
import { cleanText, confidenceIds } from '#model'
import { isShare } from '../rules/rule-instance.ts'
import { voteParameters, type VoteParameter } from '../rules/rules.ts'
import { Day, voteMatters } from '../vote.ts'

const Id = z.uuid().toLowerCase()
const Said = z.tuple([z.string(), z.string()])

export const voteParameterIds = Object.keys(voteParameters) as [VoteParameter, ...VoteParameter[]]

const Fraction = z
  .object({
    numerator: z.number().int().min(1).max(1000),
    denominator: z.number().int().min(1).max(1000),
    /** 过半数 and the like: more than; otherwise 以上, which includes the share itself. */
    strict: z.boolean(),
  })
  .refine(isShare)
const Thresholds = z.object({ area: Fraction, heads: Fraction })

/** Quorum and majority of a matter, with the article they rest on. */
export const RuleLine = z.object({
  matter: z.enum(voteMatters),
  article: Said,
  source: z.string(),
  confidence: z.enum(confidenceIds),
  validFrom: z.string(),
  quorum: Thresholds,
  majority: Thresholds,
})
export type RuleLine = z.output<typeof RuleLine>

/** What is to be otherwise from a day on: a number of procedure, or quorum and majority of a matter. */
export const AmendedRule = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('parameter'), key: z.enum(voteParameterIds), value: z.number().int().min(0).max(400) }),
  z.object({
    kind: z.literal('rule'),
    matter: z.enum(voteMatters),
    quorum: Thresholds,
    majority: Thresholds,
    /** As it is cited on notices and result sheets, in both languages. */
    article: z.tuple([cleanText(200).min(2), cleanText(200).min(2)]),
  }),
])
export type AmendedRule = z.output<typeof AmendedRule>

export const AmendmentLine = z.object({
  id: Id,
  amended: AmendedRule,
  from: z.string(),
  source: z.string(),
  file: Id.nullable(),
  state: z.enum(['proposed', 'confirmed', 'withdrawn']),
  proposedBy: z.string(),
  proposedAt: z.string(),
  confirmedBy: z.string().nullable(),
  withdrawnReason: z.string().nullable(),
})
export type AmendmentLine = z.output<typeof AmendmentLine>

/** By what votes are held: national law as the program knows it, and what the street put in force from a day on. */
export const amendingOperations = {
  lawOfDay: query({
    title: ['表决适用规则', 'Rules that votes are held by'],
    input: z.object({ day: Day.optional() }),
    output: z.object({
      day: z.string(),
      rules: z.array(RuleLine),
      parameters: z.array(
        z.object({
          key: z.enum(voteParameterIds),
          label: Said,
          unit: z.enum(['DAY', 'TIMES']),
          value: z.number(),
          basis: z.string(),
          confidence: z.enum(confidenceIds),
          from: z.string().nullable(),
        }),
      ),
    }),
    errors: [],
  }),
  amendments: query({
    title: ['规则修订记录', 'Amendments of the rules'],
    input: z.object({}),
    output: z.object({ items: z.array(AmendmentLine) }),
    errors: [],
  }),
  /** Of votes announced from that day on; a day that has begun keeps its rules. */
  proposeAmendment: command({
    title: ['提出规则修订', 'Propose an amendment of the rules'],
    input: z.object({
      id: Id,
      amended: AmendedRule,
      from: Day,
      /** The law or document, with its number. */
      source: cleanText(200).min(4),
      file: Id.optional(),
    }),
    output: z.object({ id: Id }),
    errors: ['amendment_past', 'amendment_exists', 'amended_value_wrong', 'file_not_found'],
  }),
  /** By another person than who proposed it; without this nothing changes. */
  confirmAmendment: command({
    title: ['复核规则修订', 'Confirm an amendment of the rules'],
    input: z.object({ id: Id }),
    output: z.object({ id: Id }),
    errors: ['amendment_not_found', 'amendment_settled', 'amendment_past', 'own_entry', 'same_person'],
  }),
  /** Only before it was confirmed: afterwards another amendment takes its place. */
  withdrawAmendment: command({
    title: ['撤回规则修订', 'Withdraw an amendment of the rules'],
    input: z.object({ id: Id, reason: cleanText(200).min(2) }),
    output: z.object({ id: Id }),
    errors: ['amendment_not_found', 'amendment_settled'],
  }),
}

import { z } from 'zod'
import { command, query } from '#kernel/operation'
import { registerIds, sourceIds } from '../register.ts'

/** A field of the register, or `*` for all. */
const FieldName = z.string().regex(/^(\*|[A-Za-z][A-Za-z0-9]{0,39})$/)
const SourceName = z.enum([...sourceIds, '*'])

export const SetRule = z.object({
  register: z.enum(registerIds),
  field: FieldName,
  source: SourceName,
  /** The higher is believed. */
  rank: z.number().int(),
  staleAfterDays: z.number().int().nullable(),
  setAt: z.string(),
})
export type SetRule = z.output<typeof SetRule>

/** How far a register has been settled anew after a change of trust. */
export const TrustRun = z.object({
  register: z.enum(registerIds),
  total: z.number(),
  done: z.number(),
  changed: z.number(),
  startedAt: z.string(),
  finishedAt: z.string().nullable(),
})
export type TrustRun = z.output<typeof TrustRun>

/** Which source is believed in what: data of the street, from its first day on. */
export const trustOperations = {
  trustRules: query({
    title: ['采信规则', 'Rules of trust'],
    input: z.object({ register: z.enum(registerIds).optional() }),
    output: z.object({ items: z.array(SetRule), runs: z.array(TrustRun) }),
    errors: [],
  }),
  setTrustRule: command({
    title: ['设定采信规则', 'Set a rule of trust'],
    input: z.object({
      register: z.enum(registerIds),
      field: FieldName,
      source: SourceName,
      /** Null takes the rule away. */
      rank: z.number().int().min(0).max(1000).nullable(),
      staleAfterDays: z.number().int().min(1).max(36_500).nullable().default(null),
    }),
    output: z.object({ run: z.uuid() }),
    errors: ['field_unknown'],
  }),
}

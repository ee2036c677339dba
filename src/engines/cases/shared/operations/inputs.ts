import { z } from 'zod'
import { UnitId } from '#kernel/id'
import { cleanText } from '#model'
import { AttachmentId, CaseId } from '../case.ts'
import { sources, states } from '../vocabulary.ts'
import { keysOf } from '../views.ts'

export const reason = cleanText(500).min(1)
export const note = cleanText(1000)
export const caseOnly = z.object({ caseId: CaseId })
/** Civil date; a year beyond any plan is a slip of the finger, and PostgreSQL's range is not the caller's business. */
export const Day = z.iso
  .date()
  .refine((day) => day >= '2000-01-01' && day < '2100-01-01', { message: 'date out of range' })
export const Moment = z.iso
  .datetime()
  .refine((at) => at >= '2000' && at < '2100', { message: 'date out of range' })
  .transform((at) => new Date(at).toISOString())
export const photos = z
  .array(z.object({ id: AttachmentId, purpose: z.enum(['before', 'after', 'scene', 'evidence']) }))
  .max(12)
  .default([])
export const Longitude = z.number().min(73).max(136)
export const Latitude = z.number().min(3).max(54)
export const answers = z.record(z.string().max(60), z.union([cleanText(2000), z.number(), z.boolean()])).default({})

export const place = {
  addressId: z.uuid().nullable().default(null),
  place: cleanText(256).min(1),
  lng: Longitude.nullable().default(null),
  lat: Latitude.nullable().default(null),
}

export const Changed = z.object({
  caseId: CaseId,
  number: z.string(),
  state: z.enum(keysOf(states)),
  version: z.number(),
})

/** Common refusals of an act on one case. */
export const ofCase = ['case_not_found', 'wrong_state'] as const

/** What narrows a list: a saved queue, plain filters and words. */
export const ListFilter = z.object({
  queue: z.string().max(40).optional(),
  measure: z.string().max(80).optional(),
  part: z.enum(['numerator', 'denominator']).optional(),
  type: z.string().max(60).optional(),
  state: z.enum(keysOf(states)).optional(),
  open: z.boolean().optional(),
  source: z.enum(keysOf(sources)).optional(),
  category: z.string().max(40).optional(),
  committee: z.string().max(12).optional(),
  grid: z.string().max(20).optional(),
  unit: UnitId.optional(),
  light: z.enum(['red', 'orange', 'yellow', 'green', 'grey']).optional(),
  /** Cases that have none of this: not in any area, not with any unit yet. */
  without: z.enum(['committee', 'grid', 'unit']).optional(),
  /** Hour of the week in Shanghai: 0 is Monday 0:00, 167 Sunday 23:00. */
  hour: z
    .string()
    .regex(/^(\d{1,2}|1[0-5]\d|16[0-7])$/)
    .optional(),
  from: Day.optional(),
  to: Day.optional(),
  words: cleanText(60).optional(),
})
export type ListFilter = z.output<typeof ListFilter>

export const Sort = z.enum(['due', 'newest']).default('due')

import { z } from 'zod'
import { StaffId } from '#kernel/id'
import { command, query } from '#kernel/operation'
import type { Text } from '#kernel/text'
import { cleanText } from '#model'
import { EntryId } from './entries.ts'

/** For what someone looks behind a mask. Others than these have no business there (PIPL art. 6). */
export const purposes = {
  visit: ['走访服务', 'Visit'],
  case: ['办理事项', 'Handling a case'],
  service: ['办理待遇或服务', 'Benefit or service'],
  verify: ['核对信息', 'Checking the register'],
  emergency: ['应急处置', 'Emergency'],
  notice: ['通知本人', 'Notifying the person'],
} as const satisfies Record<string, Text>
export type Purpose = keyof typeof purposes
export const purposeIds = Object.keys(purposes) as [Purpose, ...Purpose[]]

export const lookKinds = {
  unmask: ['查看完整信息', 'Unmasked'],
  restricted: ['查看受限标签', 'Restricted tags'],
  list: ['应急名单', 'Call list'],
  export: ['导出', 'Export'],
  view: ['本人查询', 'Own file'],
} as const satisfies Record<string, Text>
export type LookKind = keyof typeof lookKinds
export const lookKindIds = Object.keys(lookKinds) as [LookKind, ...LookKind[]]

const Note = cleanText(200)
const Code = z.string().max(20)

export const CalledPerson = z.object({
  id: EntryId,
  name: z.string(),
  age: z.number().nullable(),
  sex: z.string().nullable(),
  phones: z.array(z.string()),
  address: z.string().nullable(),
  floor: z.number().nullable(),
  committee: z.string().nullable(),
  microGrid: z.string().nullable(),
  livesAlone: z.boolean(),
  tags: z.array(z.string()),
  contacts: z.array(z.object({ name: z.string(), relation: z.string().nullable(), phones: z.array(z.string()) })),
})
export type CalledPerson = z.output<typeof CalledPerson>

/** Looking behind masks, and who did. */
export const accessOperations = {
  unmask: command({
    title: ['查看完整信息', 'Unmask'],
    input: z.object({
      entries: z.array(EntryId).min(1).max(50),
      purpose: z.enum(purposeIds),
      note: Note.min(2),
      minutes: z.number().int().min(1).max(60).default(15),
    }),
    output: z.object({ look: z.uuid(), until: z.string() }),
    errors: ['entry_not_found'],
    redact: ['note'],
  }),
  /** People to call or fetch now, with numbers in clear: written down as one look at all of them. */
  callList: command({
    title: ['应急名单', 'Call list'],
    input: z.object({
      within: z.object({
        committees: z.array(Code).max(100).optional(),
        grids: z.array(Code).max(200).optional(),
        microGrids: z.array(Code).max(500).optional(),
        /** Compounds, buildings, staircases or homes. */
        places: z.array(EntryId).max(200).optional(),
      }),
      minAge: z.number().int().min(0).max(130).optional(),
      maxAge: z.number().int().min(0).max(130).optional(),
      livesAlone: z.boolean().optional(),
      /** Any of these. */
      tags: z.array(z.string().max(40)).max(20).optional(),
      floors: z.object({ from: z.number().int(), to: z.number().int() }).optional(),
      purpose: z.enum(purposeIds).default('emergency'),
      note: Note.min(2),
    }),
    output: z.object({
      look: z.uuid(),
      at: z.string(),
      people: z.array(CalledPerson),
      total: z.number(),
    }),
    errors: ['entry_not_found', 'tag_unknown', 'too_many_people'],
    // The people themselves are not kept with the act: whom it was about is in the look.
    redact: ['note', 'people'],
  }),
  tagCounts: query({
    title: ['标签统计', 'Tags by area'],
    input: z.object({
      by: z.enum(['committee', 'grid', 'microGrid']).default('committee'),
      committee: Code.optional(),
    }),
    output: z.object({
      threshold: z.number(),
      areas: z.array(z.string()),
      rows: z.array(
        z.object({
          tag: z.string(),
          restricted: z.boolean(),
          /** Null: too few to be told, or by which too few could be reckoned. */
          total: z.number().nullable(),
          counts: z.array(z.number().nullable()),
        }),
      ),
    }),
    errors: [],
  }),
  looksOf: query({
    title: ['查看记录', 'Who looked'],
    input: z.object({
      entry: EntryId.optional(),
      staffId: StaffId.optional(),
      /** Part of the name that who looked had at the time. */
      who: cleanText(40).min(1).optional(),
      kind: z.enum(lookKindIds).optional(),
      purpose: z.enum(purposeIds).optional(),
      from: z.iso.datetime().optional(),
      to: z.iso.datetime().optional(),
      after: z.string().max(80).optional(),
      limit: z.number().int().min(1).max(200).default(50),
    }),
    output: z.object({
      items: z.array(
        z.object({
          id: z.uuid(),
          at: z.string(),
          who: z.string().nullable(),
          staffId: StaffId.nullable(),
          kind: z.enum(lookKindIds),
          purpose: z.enum(purposeIds).nullable(),
          note: z.string(),
          registers: z.array(z.string()),
          entries: z.number(),
          fields: z.array(z.string()),
          until: z.string().nullable(),
        }),
      ),
      next: z.string().nullable(),
    }),
    errors: ['cursor_invalid'],
  }),
}

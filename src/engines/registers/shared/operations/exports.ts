import { z } from 'zod'
import { StaffId } from '#kernel/id'
import { command, query } from '#kernel/operation'
import type { Text } from '#kernel/text'
import { cleanText } from '#model'
import { purposeIds } from './access.ts'
import { EntryFilter, RegisterIdSchema } from './entries.ts'

export const exportStates = {
  requested: ['待审批', 'Waiting for leave'],
  approved: ['可下载', 'May be taken'],
  refused: ['未批准', 'Refused'],
} as const satisfies Record<string, Text>
export const exportStateIds = Object.keys(exportStates) as [keyof typeof exportStates]

export const ExportView = z.object({
  id: z.uuid(),
  register: RegisterIdSchema,
  clear: z.boolean(),
  purpose: z.enum(purposeIds),
  note: z.string(),
  state: z.enum(exportStateIds),
  requestedBy: StaffId,
  requester: z.string(),
  requestedAt: z.string(),
  decider: z.string().nullable(),
  decidedAt: z.string().nullable(),
  reason: z.string().nullable(),
  /** After that it has to be asked for again. */
  until: z.string().nullable(),
  /** Which entries, and which columns of them; null: all. */
  filter: EntryFilter,
  columns: z.array(z.string()).nullable(),
  /** How often, and with how many rows the last time, it was taken. */
  taken: z.number(),
  rows: z.number().nullable(),
  /** How many it was when it was asked for; null where nobody but the asker may know. */
  expected: z.number().nullable(),
})
export type ExportView = z.output<typeof ExportView>

/** Taking lists out of the registers: the register of exports (PIPL art. 51; domain.md §12.1). */
export const exportOperations = {
  requestExport: command({
    title: ['申请导出', 'Ask for an export'],
    input: z.object({
      id: z.uuid(),
      filter: EntryFilter,
      columns: z.array(z.string().max(40)).min(1).max(60).optional(),
      clear: z.boolean().default(false),
      purpose: z.enum(purposeIds),
      note: cleanText(200).min(2),
    }),
    output: z.object({ id: z.uuid(), state: z.enum(exportStateIds) }),
    errors: ['field_unknown', 'tag_unknown'],
    redact: ['filter', 'note'],
  }),
  decideExport: command({
    title: ['审批导出', 'Grant or refuse an export'],
    input: z.object({ id: z.uuid(), granted: z.boolean(), reason: cleanText(200).optional() }),
    output: z.object({ state: z.enum(exportStateIds) }),
    errors: ['export_not_found', 'own_export', 'reason_needed'],
    redact: ['reason'],
  }),
  /** Opens a granted export to be written out: who takes it, when and whose entries is kept before anything leaves. */
  takeExport: command({
    title: ['下载导出', 'Take an export'],
    input: z.object({ id: z.uuid() }),
    output: z.object({ look: z.uuid(), rows: z.number() }),
    errors: ['export_not_found', 'export_not_open', 'export_too_large', 'field_unknown', 'tag_unknown'],
  }),
  exports: query({
    title: ['导出登记', 'Register of exports'],
    input: z.object({
      waiting: z.boolean().default(false),
      after: z.string().max(100).optional(),
      limit: z.number().int().min(1).max(100).default(50),
    }),
    output: z.object({ items: z.array(ExportView), next: z.string().nullable() }),
    errors: ['cursor_invalid'],
  }),
}

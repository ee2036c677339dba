import { z } from 'zod'
import { command, query } from '#kernel/operation'
import type { Text } from '#kernel/text'
import { cleanText } from '#model'
import { sourceIds } from '../register.ts'
import { EntryId, FieldValues, RegisterIdSchema, SeenEntry } from './entries.ts'

/** What became of a pushed statement. */
export const pushVerdicts = {
  new: ['新增', 'New'],
  changed: ['更新', 'Changed'],
  same: ['无变化', 'Same'],
  doubtful: ['存疑', 'Doubtful'],
  wrong: ['有误', 'Wrong'],
} as const satisfies Record<string, Text>
export type PushVerdict = keyof typeof pushVerdicts
export const pushVerdictIds = Object.keys(pushVerdicts) as [PushVerdict, ...PushVerdict[]]

export const entryChanges = {
  made: ['新建', 'Made'],
  changed: ['更新', 'Changed'],
  merged: ['合并', 'Merged'],
  split: ['拆分', 'Split'],
  withdrawn: ['撤销', 'Withdrawn'],
  restored: ['恢复', 'Restored'],
} as const satisfies Record<string, Text>
export type EntryChange = keyof typeof entryChanges
const entryChangeIds = Object.keys(entryChanges) as [EntryChange, ...EntryChange[]]

/** Of what something pushed may speak: what can be recognised when it is spoken of again. */
export const pushedRegisterIds = ['person', 'home', 'enterprise', 'premises'] as const

/** One change of an entry, and the entry as it stands now: not as it stood then. */
export const ChangedEntry = z.object({
  id: z.uuid(),
  at: z.string(),
  change: z.enum(entryChangeIds),
  entry: EntryId,
  register: RegisterIdSchema,
  /** Merged and withdrawn ones stand for themselves no longer; nothing but this is told of them. */
  state: z.enum(['standing', 'merged', 'withdrawn']),
  /** What it was merged into. */
  into: EntryId.nullable(),
  seen: SeenEntry.nullable(),
  parent: EntryId.nullable(),
  /** Where a person lives and as what. */
  lives: z.object({ home: EntryId, residence: z.string().nullable(), relation: z.string().nullable() }).nullable(),
})
export type ChangedEntry = z.output<typeof ChangedEntry>

export const PushedStatement = z.object({
  id: z.uuid(),
  register: z.enum(pushedRegisterIds),
  observedOn: z.iso.date(),
  /** By the names of the register's fields, as `changesSince` tells them. */
  fields: FieldValues,
  /** Of a person: where they live, as people write it. */
  address: cleanText(200).optional(),
})
export type PushedStatement = z.output<typeof PushedStatement>

/** Registers pulled and pushed by another system, such as the community cloud. */
export const exchangeOperations = {
  changesSince: query({
    title: ['拉取变更', 'Changes since a position'],
    input: z.object({
      /** As the last answer gave it; from the beginning when left out. */
      position: z.string().max(80).optional(),
      limit: z.number().int().min(1).max(1000).default(500),
    }),
    output: z.object({ items: z.array(ChangedEntry), position: z.string(), more: z.boolean() }),
    errors: ['cursor_invalid'],
  }),
  push: command({
    title: ['推送数据', 'Push statements'],
    input: z.object({ source: z.enum(sourceIds), statements: z.array(PushedStatement).min(1).max(500) }),
    output: z.object({
      items: z.array(
        z.object({
          id: z.uuid(),
          verdict: z.enum(pushVerdictIds),
          /** Null when nothing was written. */
          entry: EntryId.nullable(),
          reasons: z.array(z.object({ code: z.string(), text: z.tuple([z.string(), z.string()]) })),
        }),
      ),
    }),
    errors: ['statement_twice'],
    redact: ['statements', 'items'],
  }),
}

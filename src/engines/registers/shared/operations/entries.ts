import { z } from 'zod'
import { idOf } from '#kernel/id'
import { command, query } from '#kernel/operation'
import { cleanText } from '#model'
import { registerIds, sourceIds } from '../register.ts'
import { tieKindIds } from '../ties.ts'

export const EntryId = idOf('Entry')
export type EntryId = z.infer<typeof EntryId>
export const RegisterIdSchema = z.enum(registerIds)

const Day = z.iso.date()
const Part = z.number().int().min(1).max(1_000_000)
const Value = z.union([cleanText(2000), z.number(), z.boolean(), z.null()])
export const FieldValues = z.record(z.string().max(40), Value)

/** A value as this reader may see it: masked fields are named, fields that may not be seen at all are absent. */
export const SeenEntry = z.object({
  id: EntryId,
  register: RegisterIdSchema,
  /** What it is called: a name (masked or not), an address, a sign. */
  title: z.string(),
  fields: FieldValues,
  masked: z.array(z.string()),
  committee: z.string().nullable(),
  grid: z.string().nullable(),
  microGrid: z.string().nullable(),
  /** Where it lies or lives, as far as this reader may know. */
  place: z.string().nullable(),
})
export type SeenEntry = z.output<typeof SeenEntry>

export const SeenTie = z.object({
  id: z.uuid(),
  kind: z.enum(tieKindIds),
  other: SeenEntry,
  /** Whether the asked entry is the subject. */
  outward: z.boolean(),
  details: z.record(z.string(), z.unknown()),
  share: z.tuple([z.number(), z.number()]).nullable(),
  from: Day,
  to: Day.nullable(),
  source: z.enum(sourceIds),
})
export type SeenTie = z.output<typeof SeenTie>

export const SeenTag = z.object({
  id: z.uuid(),
  tag: z.string(),
  details: z.record(z.string(), z.unknown()),
  source: z.enum(sourceIds),
  office: z.uuid().nullable(),
  from: Day,
  to: Day.nullable(),
  restricted: z.boolean(),
})

export const SeenOrigin = z.object({ source: z.enum(sourceIds), observedOn: Day, recordedAt: z.string() })

/** Which entries of a register: for a list, a count, an export. */
export const EntryFilter = z.object({
  register: RegisterIdSchema,
  committee: z.string().max(20).optional(),
  grid: z.string().max(20).optional(),
  parent: EntryId.optional(),
  tag: z.string().max(40).optional(),
  bornUntil: Day.optional(),
  where: z.record(z.string().max(40), z.union([cleanText(100), z.number(), z.boolean()])).optional(),
})
export type EntryFilter = z.output<typeof EntryFilter>

/** The register's things themselves: looked up, written, joined, told apart. */
export const entryOperations = {
  find: query({
    title: ['查找', 'Find'],
    input: z.object({
      words: cleanText(80).min(1),
      registers: z.array(RegisterIdSchema).max(8).optional(),
      limit: z.number().int().min(1).max(50).default(12),
    }),
    output: z.object({ items: z.array(SeenEntry.extend({ why: z.string() })) }),
    errors: [],
  }),
  entries: query({
    title: ['名册', 'Entries'],
    input: EntryFilter.extend({
      after: z.string().max(300).optional(),
      limit: z.number().int().min(1).max(200).default(50),
      /** Whether to count them all as well: asked with the first page. */
      counted: z.boolean().optional(),
    }),
    output: z.object({
      items: z.array(SeenEntry.extend({ tags: z.array(z.string()) })),
      next: z.string().nullable(),
      /** How many there are in all, counted no further than 10,000; null where it was not asked. */
      total: z.object({ count: z.number(), isMore: z.boolean() }).nullable(),
    }),
    errors: ['field_unknown', 'tag_unknown', 'cursor_invalid'],
  }),
  entry: query({
    title: ['档案', 'File of one thing'],
    input: z.object({ id: EntryId, on: Day.optional(), knownAt: z.iso.datetime().optional() }),
    output: z.object({
      entry: SeenEntry,
      version: z.number(),
      state: z.enum(['standing', 'merged', 'withdrawn']),
      origins: z.record(z.string(), SeenOrigin),
      parents: z.array(SeenEntry),
      children: z.array(SeenEntry),
      ties: z.array(SeenTie),
      tags: z.array(SeenTag),
      statements: z.array(
        z.object({
          id: z.uuid(),
          source: z.enum(sourceIds),
          observedOn: Day,
          recordedAt: z.string(),
          fields: FieldValues,
          withdrawn: z.boolean(),
          import: z.uuid().nullable(),
        }),
      ),
      merges: z.array(z.object({ id: z.uuid(), loser: SeenEntry, at: z.string(), undone: z.boolean() })),
      /** Until when this reader sees the sensitive values, and for what. */
      unmasked: z.object({ purpose: z.string(), until: z.string() }).nullable(),
    }),
    errors: ['entry_not_found'],
  }),
  doubts: query({
    title: ['疑似同一', 'Perhaps the same'],
    input: z.object({
      register: RegisterIdSchema.default('person'),
      after: z.uuid().optional(),
      limit: z.number().int().min(1).max(100).default(30),
    }),
    output: z.object({
      items: z.array(
        z.object({
          id: z.uuid(),
          entry: SeenEntry,
          other: SeenEntry,
          score: z.number(),
          reasons: z.array(z.tuple([z.string(), z.string()])),
          at: z.string(),
        }),
      ),
      total: z.number(),
      next: z.uuid().nullable(),
    }),
    errors: [],
  }),
  make: command({
    title: ['新建', 'Add an entry'],
    input: z.object({
      id: EntryId,
      register: RegisterIdSchema,
      parent: EntryId.optional(),
      fields: FieldValues,
      observedOn: Day.optional(),
      source: z.enum(sourceIds).default('desk'),
    }),
    output: z.object({ id: EntryId, doubts: z.number() }),
    errors: ['fields_invalid', 'parent_wrong', 'already_known'],
    redact: ['fields'],
  }),
  say: command({
    title: ['更正', 'Correct an entry'],
    input: z.object({
      id: EntryId,
      /** As the writer saw it: someone else may have written since. */
      version: z.number().int(),
      fields: FieldValues,
      observedOn: Day.optional(),
      source: z.enum(sourceIds).default('desk'),
    }),
    output: z.object({ version: z.number() }),
    errors: ['entry_not_found', 'fields_invalid', 'changed_meanwhile'],
    redact: ['fields'],
  }),
  withdrawStatement: command({
    title: ['撤回一次记载', 'Withdraw a statement'],
    input: z.object({ entry: EntryId, statement: z.uuid(), reason: cleanText(200).min(1) }),
    output: z.object({ version: z.number() }),
    errors: ['entry_not_found', 'statement_not_found'],
  }),
  tie: command({
    title: ['建立关系', 'Join two entries'],
    input: z.object({
      id: z.uuid(),
      kind: z.enum(tieKindIds),
      subject: EntryId,
      object: EntryId,
      details: z.record(z.string().max(40), cleanText(100)).default({}),
      share: z.tuple([Part, Part]).optional(),
      from: Day,
      to: Day.optional(),
      source: z.enum(sourceIds).default('desk'),
    }),
    output: z.object({ id: z.uuid() }),
    errors: ['entry_not_found', 'tie_wrong', 'head_taken', 'shares_exceed', 'days_wrong'],
    redact: ['details'],
  }),
  endTie: command({
    title: ['结束关系', 'End a tie'],
    input: z.object({ id: z.uuid(), to: Day, reason: cleanText(200).optional() }),
    output: z.object({ id: z.uuid() }),
    errors: ['tie_not_found', 'days_wrong'],
  }),
  tag: command({
    title: ['加标签', 'Tag'],
    input: z.object({
      id: z.uuid(),
      entry: EntryId,
      tag: z.string().max(40),
      details: z.record(z.string().max(40), cleanText(100)).default({}),
      from: Day,
      to: Day.optional(),
      source: z.enum(sourceIds).default('desk'),
    }),
    output: z.object({ id: z.uuid() }),
    errors: ['entry_not_found', 'tag_unknown', 'tag_not_yours', 'days_wrong'],
    redact: ['tag', 'details'],
  }),
  endTag: command({
    title: ['取消标签', 'End a tag'],
    input: z.object({ id: z.uuid(), to: Day, reason: cleanText(200).optional() }),
    output: z.object({ id: z.uuid() }),
    errors: ['tag_not_found', 'days_wrong'],
    redact: ['reason'],
  }),
  merge: command({
    title: ['合并', 'Merge'],
    input: z.object({ id: z.uuid(), winner: EntryId, loser: EntryId, reason: cleanText(200).min(1) }),
    output: z.object({ version: z.number() }),
    errors: ['entry_not_found', 'not_mergeable', 'shares_exceed'],
  }),
  split: command({
    title: ['拆分', 'Split again'],
    input: z.object({ merge: z.uuid(), reason: cleanText(200).min(1) }),
    output: z.object({ id: EntryId }),
    errors: ['merge_not_found'],
  }),
  judge: command({
    title: ['判定疑似', 'Judge a doubt'],
    input: z.object({ id: z.uuid(), same: z.boolean(), winner: EntryId.optional() }),
    output: z.object({ merged: EntryId.nullable() }),
    errors: ['doubt_not_found', 'not_mergeable', 'shares_exceed'],
  }),
}

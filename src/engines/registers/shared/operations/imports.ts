import { z } from 'zod'
import { idOf } from '#kernel/id'
import { command, query } from '#kernel/operation'
import { cleanText } from '#model'
import type { Text } from '#kernel/text'
import { sourceIds } from '../register.ts'
import { EntryId } from './entries.ts'

export const ImportId = idOf('Import')
export type ImportId = z.infer<typeof ImportId>

/** What a file is a list of. `tags` adds tags to people that the register knows already. */
export const importKinds = {
  person: ['实有人口', 'People'],
  home: ['实有房屋', 'Homes'],
  enterprise: ['企业', 'Enterprises'],
  premises: ['场所商铺', 'Premises'],
  tags: ['标签', 'Tags of people'],
} as const satisfies Record<string, Text>
export type ImportKind = keyof typeof importKinds
export const importKindIds = Object.keys(importKinds) as [ImportKind, ...ImportKind[]]

export const importStates = {
  received: ['待上传', 'Awaiting its file'],
  guessed: ['待核对列', 'Columns to confirm'],
  judging: ['核对中', 'Being judged'],
  judged: ['待导入', 'Judged'],
  applying: ['导入中', 'Being written'],
  paused: ['已暂停', 'Paused'],
  applied: ['已导入', 'Written'],
  undoing: ['撤销中', 'Being undone'],
  undone: ['已撤销', 'Undone'],
  cancelled: ['已取消', 'Cancelled'],
  failed: ['失败', 'Failed'],
} as const satisfies Record<string, Text>
export type ImportState = keyof typeof importStates
export const importStateIds = Object.keys(importStates) as [ImportState, ...ImportState[]]

export const verdicts = {
  new: ['新增', 'New'],
  changes: ['更新', 'Changes'],
  same: ['无变化', 'Same'],
  doubtful: ['存疑', 'Doubtful'],
  wrong: ['有误', 'Wrong'],
  skipped: ['跳过', 'Skipped'],
} as const satisfies Record<string, Text>
export type Verdict = keyof typeof verdicts
export const verdictIds = Object.keys(verdicts) as [Verdict, ...Verdict[]]

const Day = z.iso.date()
const Said = z.tuple([z.string(), z.string()])

/** What a column is read as: `field:name`, `part:road`, `address`, `tag:lives_alone`, `tags`, `relation`, `residence`, `note`, `ignore`. */
const Target = z.string().max(60)

export const ImportColumn = z.object({
  /** From 1, as the spreadsheet counts. */
  at: z.number().int(),
  letter: z.string(),
  head: z.string(),
  samples: z.array(z.string()),
  target: Target,
  /** From 0 to 1: how sure the guess is. Remembered and confirmed ones are 1. */
  confidence: z.number(),
  /** Why it was guessed. */
  why: Said,
})
export type ImportColumn = z.output<typeof ImportColumn>

export const ImportSheet = z.object({
  index: z.number().int(),
  name: z.string(),
  /** The last row of the heads; 0 when the sheet has none. */
  headRow: z.number().int(),
  /** What stands above the heads: it may name the compound or the lane. */
  title: z.string(),
  /** What was read otherwise than a person may expect; of the whole file with its first sheet. */
  notices: z.array(Said).optional(),
  /** Why it is left out; null when it is read. */
  skipped: Said.nullable(),
  /** Whether its columns are as someone confirmed them for an earlier file. */
  remembered: z.boolean(),
  columns: z.array(ImportColumn),
})
export type ImportSheet = z.output<typeof ImportSheet>

const Totals = z.object({
  new: z.number(),
  changes: z.number(),
  same: z.number(),
  doubtful: z.number(),
  wrong: z.number(),
  skipped: z.number(),
})

export const ImportView = z.object({
  id: ImportId,
  kind: z.enum(importKindIds),
  state: z.enum(importStateIds),
  fileName: z.string(),
  bytes: z.number().nullable(),
  source: z.enum(sourceIds),
  observedOn: Day,
  by: z.string(),
  createdAt: z.string(),
  /** Of what is under way: judging, writing or undoing. */
  done: z.number(),
  /** Null while the end of the file was not yet seen. */
  total: z.number().nullable(),
  /** While the file is judged, how much of it is gone through, from 0 to 1. */
  share: z.number().nullable(),
  perSecond: z.number().nullable(),
  secondsLeft: z.number().nullable(),
  /** Judged rows by verdict. */
  totals: Totals,
  /** Rows whose content is in the registers. */
  applied: z.number(),
  /** Why it failed, for the person who sent it. */
  problem: Said.nullable(),
  /** Cells whose value a formula computed. */
  formulas: z.number(),
})
export type ImportView = z.output<typeof ImportView>

export const ImportReason = z.object({
  /** Letters of the column; null when the row as a whole is meant. */
  column: z.string().nullable(),
  code: z.string(),
  text: Said,
})
export type ImportReason = z.output<typeof ImportReason>

export const ImportRow = z.object({
  no: z.number().int(),
  sheet: z.string(),
  row: z.number().int(),
  /** Of several people in one cell, which. */
  part: z.number().int(),
  title: z.string(),
  verdict: z.enum(verdictIds),
  applied: z.boolean(),
  /** Every cell that is not empty, as it stands in the file, and what became of it. */
  cells: z.array(
    z.object({
      column: z.string(),
      head: z.string(),
      text: z.string(),
      target: Target,
      use: z.enum(['read', 'note', 'ignored', 'withheld']),
    }),
  ),
  /** What was read, by target, as text; mended values included. `kept` is what becomes of it, where that is something else. */
  read: z.array(
    z.object({ target: Target, label: Said, text: z.string(), kept: z.string().nullable(), mended: z.boolean() }),
  ),
  reasons: z.array(ImportReason),
  changes: z.array(z.object({ field: z.string(), label: Said, from: z.string().nullable(), to: z.string() })),
  entry: EntryId.nullable(),
  candidates: z.array(z.object({ id: EntryId, title: z.string(), score: z.number(), reasons: z.array(Said) })),
  decision: z.union([z.object({ take: EntryId }), z.literal('new'), z.literal('skip')]).nullable(),
})
export type ImportRow = z.output<typeof ImportRow>

const ImportNamed = z.object({ id: ImportId })

/** A file that someone brings: received, its columns confirmed, every row judged, written, and undone if need be. */
export const importOperations = {
  imports: query({
    title: ['导入记录', 'Imports'],
    input: z.object({ after: z.string().max(100).optional(), limit: z.number().int().min(1).max(100).default(30) }),
    output: z.object({ items: z.array(ImportView), next: z.string().nullable() }),
    errors: ['cursor_invalid'],
  }),
  import: query({
    title: ['一次导入', 'One import'],
    input: ImportNamed,
    output: z.object({ import: ImportView, sheets: z.array(ImportSheet) }),
    errors: ['import_not_found'],
  }),
  /** What a column of such a file can be read as. */
  importTargets: query({
    title: ['可导入项目', 'What can be imported'],
    input: z.object({ kind: z.enum(importKindIds) }),
    output: z.object({ targets: z.array(z.object({ id: Target, label: Said, group: Said, required: z.boolean() })) }),
    errors: [],
  }),
  importRows: query({
    title: ['导入明细', 'Rows of an import'],
    input: z.object({
      id: ImportId,
      verdict: z.enum(verdictIds).optional(),
      after: z.number().int().min(0).default(0),
      limit: z.number().int().min(1).max(200).default(50),
    }),
    output: z.object({ items: z.array(ImportRow), next: z.number().nullable() }),
    errors: ['import_not_found'],
  }),
  /** Announces a file, which then goes to PUT /api/{street}/imports/{id}/file. */
  startImport: command({
    title: ['新建导入', 'Start an import'],
    input: z.object({
      id: ImportId,
      kind: z.enum(importKindIds),
      fileName: cleanText(200).min(1),
      source: z.enum(sourceIds).default('committee'),
      /** The day of which the list speaks. */
      observedOn: Day.optional(),
    }),
    output: z.object({ id: ImportId }),
    errors: ['days_wrong', 'import_too_many'],
  }),
  /** Confirms the columns; what was confirmed is remembered for the next file with the same heads. Judging begins. */
  mapImport: command({
    title: ['确认列', 'Confirm the columns'],
    input: z.object({
      id: ImportId,
      sheets: z
        .array(
          z.object({
            index: z.number().int().min(0),
            used: z.boolean(),
            columns: z.array(z.object({ at: z.number().int().min(1).max(400), target: Target })).max(400),
          }),
        )
        .min(1)
        .max(100),
    }),
    output: z.object({ id: ImportId }),
    errors: ['import_not_found', 'import_not_ready', 'target_unknown', 'target_missing', 'target_twice'],
  }),
  mendRow: command({
    title: ['改正一行', 'Mend a row'],
    input: z.object({
      id: ImportId,
      no: z.number().int().min(1),
      /** By target, as it would stand in the file; empty text takes the value away. */
      values: z.record(Target, cleanText(2000)),
    }),
    output: z.object({ row: ImportRow }),
    errors: ['import_not_found', 'import_not_ready', 'row_not_found', 'target_unknown'],
    redact: ['values'],
  }),
  decideRow: command({
    title: ['判定一行', 'Decide on a row'],
    input: z.object({
      id: ImportId,
      no: z.number().int().min(1),
      /** It is this entry; it is a new one; leave it out; null takes a decision back. */
      decision: z.union([z.object({ take: EntryId }), z.literal('new'), z.literal('skip')]).nullable(),
    }),
    output: z.object({ row: ImportRow }),
    errors: ['import_not_found', 'import_not_ready', 'row_not_found', 'decision_wrong'],
  }),
  applyImport: command({
    title: ['写入名册', 'Write to the registers'],
    input: z.object({
      id: ImportId,
      /** Doubtful rows without a decision: put in the queue of pairs to judge, or left out. Only what may be the same can queue. */
      doubtful: z.enum(['queue', 'leave']).default('queue'),
    }),
    output: z.object({ id: ImportId }),
    errors: ['import_not_found', 'import_not_ready'],
  }),
  pauseImport: command({
    title: ['暂停导入', 'Pause an import'],
    input: ImportNamed,
    output: z.object({ id: ImportId }),
    errors: ['import_not_found', 'import_not_ready'],
  }),
  resumeImport: command({
    title: ['继续导入', 'Go on with an import'],
    input: ImportNamed,
    output: z.object({ id: ImportId }),
    errors: ['import_not_found', 'import_not_ready'],
  }),
  /** Before anything was written. Afterwards an import is paused and undone. */
  cancelImport: command({
    title: ['取消导入', 'Cancel an import'],
    input: ImportNamed,
    output: z.object({ id: ImportId }),
    errors: ['import_not_found', 'import_not_ready'],
  }),
  undoImport: command({
    title: ['撤销导入', 'Undo an import'],
    input: z.object({ id: ImportId, reason: cleanText(200).min(1) }),
    output: z.object({ id: ImportId }),
    errors: ['import_not_found', 'import_not_ready'],
    redact: ['reason'],
  }),
}

import { z } from 'zod'
import { command, query } from '#kernel/operation'
import { cleanText } from '#model'
import { Day } from '../day.ts'

const Said = z.tuple([z.string(), z.string()])
const LedgerId = z.string().max(60)
const Month = z.string().regex(/^20\d\d-(0[1-9]|1[0-2])$/)
const Named = z.object({ id: z.string(), label: Said })
/** In fen; a refund is below nothing. */
const Fen = z.number().int().min(-1e14).max(1e14)

export const EntryRow = z.object({
  month: Month,
  member: z.string(),
  name: z.string(),
  marks: z.array(z.string()),
  amounts: z.record(z.string(), z.number()),
})
export type EntryRow = z.output<typeof EntryRow>

/** 登记台账: rows by member and month that measures count. Whoever sees them sees single members, not only sums. */
export const entryOperations = {
  entryLedgers: query({
    title: ['登记台账', 'Ledgers of entries'],
    input: z.object({}),
    output: z.object({
      items: z.array(
        z.object({
          id: z.string(),
          label: Said,
          summary: Said,
          member: Said,
          marks: z.array(Named),
          amounts: z.array(Named),
          /** The newest month that has entries. */
          last: z.string().nullable(),
        }),
      ),
    }),
    errors: [],
  }),
  /** The entries of some days; with a measure, those that stand behind its number. */
  entries: query({
    title: ['台账条目', 'Entries of a ledger'],
    input: z.object({
      ledger: LedgerId,
      from: Day,
      to: Day,
      measure: z.string().max(120).optional(),
      part: z.enum(['numerator', 'denominator']).optional(),
      member: z.string().max(60).optional(),
    }),
    output: z.object({
      rows: z.array(EntryRow),
      /** How many there are, of which the first are told. */
      count: z.number(),
      sums: z.record(z.string(), z.number()),
      /** What was taken back, with the reason; not of those behind a number. */
      withdrawn: z.array(
        z.object({
          id: z.string(),
          month: Month,
          member: z.string(),
          name: z.string(),
          amounts: z.record(z.string(), z.number()),
          reason: z.string(),
          by: z.string(),
          at: z.string(),
        }),
      ),
    }),
    errors: ['ledger_unknown', 'measure_unknown', 'out_of_scope'],
  }),
  /** Members from January on beside the same months of last year. */
  entriesCompared: query({
    title: ['同比升降', 'Who rose and who fell'],
    input: z.object({
      ledger: LedgerId,
      month: Month,
      amount: z.string().max(60),
      mark: z.string().max(60).nullable(),
    }),
    output: z.object({
      rows: z.array(
        z.object({
          member: z.string(),
          name: z.string(),
          now: z.number(),
          before: z.number(),
          only: z.enum(['now', 'before']).nullable(),
        }),
      ),
      up: z.number(),
      down: z.number(),
      same: z.number(),
      now: z.number(),
      before: z.number(),
    }),
    errors: ['ledger_unknown', 'entry_field_unknown', 'out_of_scope'],
  }),
  /** Enters a month's rows, or puts right what was entered of these members before. */
  enterEntries: command({
    title: ['登记台账条目', 'Enter rows'],
    input: z.object({
      ledger: LedgerId,
      month: Month,
      rows: z
        .array(
          z.object({
            member: z.string().trim().min(1).max(60),
            name: z.string().trim().min(1).max(100),
            marks: z.array(z.string().max(60)).max(20),
            amounts: z.record(z.string().max(60), Fen),
          }),
        )
        .min(1)
        .max(1000),
    }),
    output: z.object({ added: z.number(), changed: z.number(), same: z.number() }),
    errors: ['ledger_unknown', 'entry_field_unknown', 'entry_twice', 'month_ahead', 'out_of_scope'],
  }),
  /** Takes a row back that should not have been there: it counts no more and stays to be seen. Entered again it counts again. */
  withdrawEntry: command({
    title: ['撤回台账条目', 'Withdraw a row'],
    input: z.object({
      ledger: LedgerId,
      month: Month,
      member: z.string().trim().min(1).max(60),
      reason: cleanText(300).min(1),
    }),
    output: z.object({ member: z.string(), month: Month }),
    errors: ['ledger_unknown', 'ledger_row_not_found', 'out_of_scope'],
  }),
}

import { z } from 'zod'
import { command, query } from '#kernel/operation'
import { Day } from '../day.ts'

const Said = z.tuple([z.string(), z.string()])

export const LedgerColumn = z.object({ title: Said, number: z.boolean() })
export const LedgerSheet = z.object({
  ledger: z.string(),
  from: z.string(),
  to: z.string(),
  madeAt: z.string(),
  /** Null: by nobody, on time, by the platform. */
  madeBy: z.string().nullable(),
  rows: z.number(),
  cells: z.number(),
})
export type LedgerSheet = z.output<typeof LedgerSheet>

/** 台账: sheets that make themselves on time out of measures and lists, so that nobody types them. */
export const ledgerOperations = {
  ledgers: query({
    title: ['台账', 'Ledgers'],
    input: z.object({ year: z.number().int().min(2000).max(2099).optional() }),
    output: z.object({
      year: z.number(),
      items: z.array(
        z.object({
          id: z.string(),
          label: Said,
          summary: Said,
          every: z.enum(['day', 'week', 'month']),
          last: LedgerSheet.nullable(),
          /** The day on which the next will be made. */
          next: z.string(),
          made: z.number(),
          byNobody: z.number(),
          cells: z.number(),
        }),
      ),
    }),
    errors: [],
  }),
  ledgerSheets: query({
    title: ['台账目录', 'Sheets of a ledger'],
    input: z.object({ ledger: z.string().max(60), year: z.number().int().min(2000).max(2099) }),
    output: z.object({ items: z.array(LedgerSheet) }),
    errors: ['ledger_unknown', 'out_of_scope'],
  }),
  ledgerSheet: query({
    title: ['台账内容', 'A sheet'],
    input: z.object({ ledger: z.string().max(60), from: Day }),
    output: LedgerSheet.extend({
      columns: z.array(LedgerColumn),
      lines: z.array(z.array(z.string())),
      /** Up to which act was counted. */
      position: z.string(),
    }),
    errors: ['ledger_unknown', 'ledger_not_made', 'out_of_scope'],
  }),
  /** Makes the sheet of a period that is over; one that was made before stays as it is. */
  makeLedger: command({
    title: ['生成台账', 'Make a sheet'],
    input: z.object({ ledger: z.string().max(60), day: Day }),
    output: LedgerSheet,
    errors: ['ledger_unknown', 'period_not_over', 'measure_unknown', 'measures_counting'],
  }),
}

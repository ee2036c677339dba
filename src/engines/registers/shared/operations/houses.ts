import { z } from 'zod'
import { query } from '#kernel/operation'
import { registerIds } from '../register.ts'
import { EntryId, SeenEntry, SeenTie } from './entries.ts'

const Day = z.iso.date()

/** What the registers and a house hold as wholes, and what of an entry was before. */
export const houseOperations = {
  /** How many entries of each register this reader sees. */
  entryCounts: query({
    title: ['名册数量', 'How many entries'],
    input: z.object({}),
    output: z.object({ counts: z.partialRecord(z.enum(registerIds), z.number()) }),
    errors: [],
  }),
  /** The homes of a staircase or building, with how many live in each. */
  elevation: query({
    title: ['楼栋立面', 'Elevation of a house'],
    input: z.object({ id: EntryId, on: Day.optional() }),
    output: z.object({
      homes: z.array(
        z.object({
          home: SeenEntry,
          /** Null to those who do not see who lives there. */
          people: z.object({ all: z.number(), over60: z.number(), over80: z.number() }).nullable(),
        }),
      ),
    }),
    errors: ['entry_not_found'],
  }),
  /** Ties that have ended: former owners, residents and tenants. */
  endedTies: query({
    title: ['以往关系', 'Ties that have ended'],
    input: z.object({ id: EntryId }),
    output: z.object({ items: z.array(SeenTie) }),
    errors: ['entry_not_found'],
  }),
}

import { z } from 'zod'
import { query } from '#kernel/operation'
import { EntryId, SeenEntry, SeenTie } from './entries.ts'

const Day = z.iso.date()

/** What a house holds as a whole, and what of an entry was before. */
export const houseOperations = {
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

import { z } from 'zod'
import { command, query } from '#kernel/operation'
import { cleanText } from '#model'
import { ChosenAnswers, OwnerNo, VoteId } from '../vote.ts'

const Id = z.uuid().toLowerCase()

export const invalidReasons = ['unsigned', 'unclear', 'too_many', 'altered', 'other'] as const

/** What a clerk reads off a paper of a named vote. */
export const PaperContent = z.discriminatedUnion('valid', [
  z.object({ valid: z.literal(true), choices: ChosenAnswers }),
  z.object({ valid: z.literal(false), reason: z.enum(invalidReasons) }),
])
export type PaperContent = z.output<typeof PaperContent>

export const PaperLine = z.object({
  id: Id,
  owner: OwnerNo,
  /** received: entered once, or of a secret vote the envelope; confirmed: entered by two alike; differing: not alike. */
  state: z.enum(['received', 'confirmed', 'differing', 'void']),
  firstBy: z.string(),
  firstAt: z.string(),
  secondBy: z.string().nullable(),
  file: Id,
  /** That the owner signed for being counted in a class where few papers come. */
  accepted: z.boolean(),
})
export type PaperLine = z.output<typeof PaperLine>

/** Counts of one area class of a secret vote's papers: by question, by answer. */
export const SheetRow = z.object({
  area: z.number().int().min(1),
  /** By question and answer; of elections, by candidate. */
  counts: z
    .array(z.array(z.number().int().min(0).max(20_000)).min(1).max(30))
    .min(1)
    .max(10),
  invalid: z.number().int().min(0).max(20_000),
})
export type SheetRow = z.output<typeof SheetRow>

export const PaperSheet = z.object({
  id: Id,
  state: z.enum(['received', 'confirmed', 'void']),
  rows: z.array(SheetRow),
  firstBy: z.string(),
  secondBy: z.string().nullable(),
})

/** Papers. Who enters a paper second is another person than who entered it first. */
export const paperOperations = {
  papers: query({
    title: ['纸质票', 'Papers'],
    input: z.object({ id: VoteId }),
    output: z.object({
      items: z.array(PaperLine),
      /** Of a secret vote: how many envelopes of each area class are in, which the counting must equal. */
      classes: z.array(z.object({ area: z.number(), papers: z.number() })),
      /** Of a secret vote: areas of whose owners a paper tells, or would tell, how each of them voted. */
      exposed: z.array(z.object({ area: z.number(), owners: z.number(), papers: z.number() })),
      sheet: PaperSheet.nullable(),
    }),
    errors: ['vote_not_found', 'roll_not_frozen'],
  }),
  /** The first hand. Until a second has read it the owner may still vote online, and the entry gives way. */
  enterPaper: command({
    title: ['录入纸质票', 'Enter a paper'],
    input: z.object({
      id: VoteId,
      paper: Id,
      owner: OwnerNo,
      /** Scan of the paper; of a secret vote, of the closed envelope. */
      file: Id,
      /** Required of a named vote, refused of a secret one. */
      content: PaperContent.optional(),
      /** Of a secret vote, where few of one area vote on paper: the owner has signed on the envelope to know what that tells. */
      accepted: z.boolean().optional(),
    }),
    output: z.object({ paper: Id }),
    errors: [
      'vote_not_found',
      'step_not_due',
      'owner_not_on_roll',
      'already_online',
      'already_on_paper',
      'paper_waits',
      'acceptance_needed',
      'file_not_found',
      'file_used',
      'content_wrong',
    ],
    redact: ['content'],
  }),
  /** The second hand, another person: with this the paper is received, and no electronic ballot is taken any more. */
  confirmPaper: command({
    title: ['复核纸质票', 'Enter a paper a second time'],
    input: z.object({ id: VoteId, paper: Id, content: PaperContent.optional() }),
    output: z.object({ paper: Id, agrees: z.boolean() }),
    errors: [
      'vote_not_found',
      'step_not_due',
      'paper_not_found',
      'paper_not_open',
      'already_online',
      'own_entry',
      'same_person',
      'content_wrong',
    ],
    redact: ['content'],
  }),
  /** Entered for the wrong owner, or two entries that differ: the owner may hand in another. Never of a confirmed paper. */
  voidPaper: command({
    title: ['作废纸质票录入', 'Void an entry of a paper'],
    input: z.object({ id: VoteId, paper: Id, reason: cleanText(300).min(2) }),
    output: z.object({ paper: Id }),
    errors: ['vote_not_found', 'step_not_due', 'paper_not_found', 'paper_not_open', 'own_entry', 'same_person'],
  }),
  /** Secret votes, after the close: the urn counted in public, by area class. */
  enterSheet: command({
    title: ['录入纸质票计票表', 'Enter the counting sheet'],
    input: z.object({ id: VoteId, sheet: Id, rows: z.array(SheetRow).min(1).max(1000), file: Id }),
    output: z.object({ sheet: Id }),
    errors: [
      'vote_not_found',
      'step_not_due',
      'sheet_exists',
      'sheet_differs_from_papers',
      'file_not_found',
      'content_wrong',
      'papers_open',
    ],
  }),
  confirmSheet: command({
    title: ['复核纸质票计票表', 'Confirm the counting sheet'],
    input: z.object({ id: VoteId, sheet: Id, rows: z.array(SheetRow).min(1).max(1000) }),
    output: z.object({ sheet: Id, agrees: z.boolean() }),
    errors: ['vote_not_found', 'step_not_due', 'sheet_not_found', 'own_entry', 'same_person'],
  }),
}

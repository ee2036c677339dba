import { z } from 'zod'
import { command, query } from '#kernel/operation'
import { cleanText } from '#model'
import { VoteId, notReturnedPolicies, voteMatters, voteModes } from '../vote.ts'

const Said = z.tuple([z.string(), z.string()])

/** Exact: of a total in 0.01 m², or of heads. */
export const BothMeasures = z.object({ area: z.number(), owners: z.number() })
export type BothMeasures = z.output<typeof BothMeasures>

const Fraction = z.object({ numerator: z.number(), denominator: z.number(), strict: z.boolean() })

/** One line of the reckoning, as it is explained on the sheet. */
export const ResultStep = z.object({
  text: Said,
  /** left ≥ or > right, written out with both measures' integers. */
  holds: z.boolean().nullable(),
})

/** A question by one way of counting those who returned nothing. */
export const Outcome = z.object({
  policy: z.enum(notReturnedPolicies),
  participating: BothMeasures,
  quorate: z.boolean(),
  /** By answer or candidate. */
  answers: z.array(z.object({ label: z.string(), measure: BothMeasures, passes: z.boolean().nullable() })),
  /** A matter: whether it is decided. An election: whether all seats are filled. */
  passes: z.boolean(),
  elected: z.array(z.string()),
  runOff: z.array(z.string()),
  steps: z.array(ResultStep),
})

export const QuestionResult = z.object({
  text: z.string(),
  kind: z.enum(['matter', 'election']),
  article: z.enum(voteMatters),
  source: Said,
  quorum: Fraction,
  majority: Fraction,
  online: z.array(z.object({ label: z.string(), measure: BothMeasures })),
  paper: z.array(z.object({ label: z.string(), measure: BothMeasures })),
  /** By the policy of the owners' rules; and without it, where that differs. */
  outcome: Outcome,
  without: Outcome.nullable(),
  conclusion: Said,
})
export type QuestionResult = z.output<typeof QuestionResult>

export const KeepingView = z.object({ years: z.number(), until: z.string().nullable() })

export const ResultView = z.object({
  id: VoteId,
  title: z.string(),
  scopeName: z.string(),
  mode: z.enum(voteModes),
  electionUuid: z.string(),
  totals: z.object({ units: z.number(), owners: z.number(), area: z.number() }),
  delivered: BothMeasures,
  online: BothMeasures,
  paper: BothMeasures.extend({ invalid: BothMeasures }),
  notReturned: BothMeasures,
  clause: z.string().nullable(),
  questions: z.array(QuestionResult),
  tellers: z.array(z.object({ name: z.string(), post: z.string(), at: z.string() })),
  closedAt: z.string(),
  countedAt: z.string().nullable(),
  publishedAt: z.string().nullable(),
  filedAt: z.string().nullable(),
  keeping: KeepingView,
  rollHash: z.string(),
  rulesHash: z.string(),
  /** SHA-256 over the trackers of all ballots in order. */
  ballotsHash: z.string(),
  /** For the shell of a stock Debian machine. */
  verifyWith: z.array(z.string()),
})
export type ResultView = z.output<typeof ResultView>

/** From the clock's openings and closings to the filing. */
export const countingOperations = {
  /** What the clock brings: opens what is due, closes what is due. */
  advance: command({
    title: ['到时开票截止', 'Open and close on time'],
    input: z.object({ id: VoteId }),
    output: z.object({ did: z.enum(['opened', 'closed', 'nothing']) }),
    errors: ['vote_not_found'],
  }),
  /** Before publication, for those who work on it. */
  resultSheet: query({
    title: ['计票结果单', 'Result sheet'],
    input: z.object({ id: VoteId }),
    output: ResultView,
    errors: ['vote_not_found', 'result_not_counted'],
  }),
  /** A teller (监票人) signs; two have to, neither of them a trustee. */
  signSheet: command({
    title: ['签署结果单', 'Sign the result sheet'],
    input: z.object({ id: VoteId }),
    output: z.object({ signatures: z.number(), enough: z.boolean() }),
    errors: ['vote_not_found', 'step_not_due', 'signed_already', 'same_person', 'teller_is_trustee'],
  }),
  /** Within three days of the count. */
  publishResult: command({
    title: ['公布结果', 'Publish the result'],
    input: z.object({ id: VoteId }),
    output: z.object({ publishedAt: z.string(), late: z.boolean() }),
    errors: ['vote_not_found', 'step_not_due', 'signatures_missing'],
  }),
  /** Within thirty days, for elections (物业管理条例第十六条). */
  fileVote: command({
    title: ['备案', 'File'],
    input: z.object({ id: VoteId, number: cleanText(60).min(1) }),
    output: z.object({ filedAt: z.string(), late: z.boolean() }),
    errors: ['vote_not_found', 'step_not_due'],
  }),
  /** Text of the announcement, to be printed for each staircase. */
  announcement: query({
    title: ['公告文本', 'Announcement'],
    input: z.object({ id: VoteId, of: z.enum(['notice', 'result']) }),
    output: z.object({
      heading: z.string(),
      paragraphs: z.array(z.string()),
      signedBy: z.string(),
      day: z.string(),
      link: z.string(),
    }),
    errors: ['vote_not_found', 'step_not_due'],
  }),
}

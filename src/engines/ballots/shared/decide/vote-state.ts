import { addDays, shanghaiDate } from '#kernel/time'
import { err, ok, type Result } from '#kernel/result'
import type { VoteMode, VoteQuestion, VoteState } from '../vote.ts'

export const voteSteps = ['notice', 'freeze', 'open', 'close', 'count', 'publish', 'file', 'withdraw'] as const
export type VoteStep = (typeof voteSteps)[number]

/** Whoever takes a step: staff by their role, or the clock. */
export type VoteActor = 'convener' | 'registry' | 'autonomy' | 'teller' | 'clock'

/** What the steps of a vote are decided on. Instants are ISO 8601 in UTC. */
export interface VoteFacts {
  readonly state: VoteState
  readonly mode: VoteMode
  readonly noticedAt: string | null
  readonly opensAt: string
  readonly closesAt: string
  readonly closedAt: string | null
  readonly publishedAt: string | null
  readonly noticeDays: number
  readonly publishDays: number
  readonly filingDays: number
  readonly questions: number
  readonly needsFiling: boolean
  /** Blocked by 换届: motions that a committee may not put while its re-election group works. */
  readonly motionBlocked: boolean
  readonly openObjections: number
  readonly blockingWarnings: number
  readonly ownersWithoutKey: number
  readonly trusteesComplete: boolean
  /** Of the electorate guard; a refusal can be overridden by the registry with a reason. */
  readonly guardVerdict: 'safe' | 'warn' | 'refuse'
  readonly guardOverridden: boolean
  readonly paperSettled: boolean
  readonly decrypted: boolean
  readonly tellersSigned: number
}

export type VoteRefusal =
  | 'vote_wrong_state'
  | 'vote_not_yours'
  | 'question_needed'
  | 'period_wrong'
  | 'motion_blocked'
  | 'objections_open'
  | 'warnings_open'
  | 'keys_missing'
  | 'trustees_incomplete'
  | 'guard_refuses'
  | 'notice_too_short'
  | 'too_early'
  | 'too_late'
  | 'paper_unsettled'
  | 'not_decrypted'
  | 'tellers_missing'

const transitions: Readonly<
  Record<VoteStep, { readonly from: readonly VoteState[]; readonly to: VoteState; readonly by: readonly VoteActor[] }>
> = {
  notice: { from: ['drafting'], to: 'noticing', by: ['convener'] },
  freeze: { from: ['noticing'], to: 'frozen', by: ['registry'] },
  open: { from: ['frozen'], to: 'voting', by: ['clock'] },
  close: { from: ['voting'], to: 'closed', by: ['clock'] },
  count: { from: ['closed'], to: 'counted', by: ['teller', 'convener'] },
  publish: { from: ['counted'], to: 'published', by: ['convener'] },
  file: { from: ['published'], to: 'filed', by: ['autonomy'] },
  // Once ballots may exist a vote is counted, whatever comes of it.
  withdraw: { from: ['drafting', 'noticing', 'frozen'], to: 'withdrawn', by: ['convener', 'registry'] },
}

/** The first civil date on which a vote whose notice went up at that instant may open: whole days lie between. */
export function earliestOpening(noticedAt: string, noticeDays: number): string {
  return addDays(shanghaiDate(new Date(noticedAt)), noticeDays)
}

/** What still stands against a step in its own right, apart from state and actor. */
function objectionTo(step: VoteStep, facts: VoteFacts, now: string): VoteRefusal | null {
  const noticeTooShort = (noticedAt: string): boolean =>
    shanghaiDate(new Date(facts.opensAt)) < earliestOpening(noticedAt, facts.noticeDays)
  switch (step) {
    case 'notice':
      if (facts.questions === 0) return 'question_needed'
      if (facts.opensAt >= facts.closesAt) return 'period_wrong'
      if (facts.motionBlocked) return 'motion_blocked'
      return noticeTooShort(now) ? 'notice_too_short' : null
    case 'freeze':
      if (now >= facts.opensAt) return 'too_late'
      if (facts.openObjections > 0) return 'objections_open'
      if (facts.blockingWarnings > 0) return 'warnings_open'
      if (facts.ownersWithoutKey > 0) return 'keys_missing'
      if (!facts.trusteesComplete) return 'trustees_incomplete'
      return facts.mode === 'secret' && facts.guardVerdict === 'refuse' && !facts.guardOverridden
        ? 'guard_refuses'
        : null
    case 'open':
      if (now < facts.opensAt) return 'too_early'
      if (now >= facts.closesAt) return 'too_late'
      return facts.noticedAt === null || noticeTooShort(facts.noticedAt) ? 'notice_too_short' : null
    case 'close':
      return now < facts.closesAt ? 'too_early' : null
    case 'count':
      if (!facts.paperSettled) return 'paper_unsettled'
      if (!facts.decrypted) return 'not_decrypted'
      // 监票: one teller alone cannot sign a result sheet.
      return facts.tellersSigned < 2 ? 'tellers_missing' : null
    case 'publish':
    case 'file':
    case 'withdraw':
      return null
  }
}

/** The state a vote is in after a step, or why the step is refused. */
export function takeStep(
  step: VoteStep,
  facts: VoteFacts,
  actor: VoteActor,
  now: string,
): Result<VoteState, VoteRefusal> {
  const transition = transitions[step]
  if (!transition.from.includes(facts.state)) return err('vote_wrong_state')
  if (!transition.by.includes(actor)) return err('vote_not_yours')
  const objection = objectionTo(step, facts, now)
  return objection ? err(objection) : ok(transition.to)
}

/** The steps open to an actor now; the page offers no others. */
export function stepsFor(facts: VoteFacts, actor: VoteActor, now: string): readonly VoteStep[] {
  return voteSteps.filter((step) => takeStep(step, facts, actor, now).ok)
}

const filedMatters: readonly string[] = ['assembly_rules', 'covenant']

/** What may be filed with the street: who was elected, within a limit; and what the owners' rules and covenant say from now on. */
export const isFiled = (question: VoteQuestion): boolean =>
  question.kind === 'election' || filedMatters.includes(question.article)

/** A time limit that is shown and never blocks: late publishing is still publishing. */
export interface VoteClock {
  readonly clock: 'publish' | 'file'
  /** Last civil date of the limit. */
  readonly due: string
  readonly done: boolean
  readonly late: boolean
}

/** Announce within three days of the close, file an election within thirty of the announcement. */
export function clocksOf(facts: VoteFacts, now: string): readonly VoteClock[] {
  const today = shanghaiDate(new Date(now))
  const published = facts.publishedAt && shanghaiDate(new Date(facts.publishedAt))
  const clocks: VoteClock[] = []
  if (facts.closedAt) {
    const due = addDays(shanghaiDate(new Date(facts.closedAt)), facts.publishDays)
    clocks.push({ clock: 'publish', due, done: published !== null, late: (published ?? today) > due })
  }
  if (published && facts.needsFiling) {
    const due = addDays(published, facts.filingDays)
    const done = facts.state === 'filed'
    clocks.push({ clock: 'file', due, done, late: !done && today > due })
  }
  return clocks
}

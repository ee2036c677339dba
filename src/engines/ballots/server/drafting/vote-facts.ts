import type { Tx } from '#platform/db'
import type { LawOfDay, VoteFacts, VoteMatter, VoteQuestion, VoteScope, VoteTerms } from '#engines/ballots/shared'
import { blockedMatters } from '../committees/index.ts'
import type { Vote } from '../votes.store.ts'

/** What a step of the vote is decided on, by the law of its day. What the step in hand does not ask for is as it must be. */
export function voteFactsOf(vote: Vote, law: LawOfDay, known: Partial<VoteFacts> = {}): VoteFacts {
  return {
    state: vote.state,
    mode: vote.mode,
    noticedAt: vote.noticedAt,
    opensAt: vote.opensAt,
    closesAt: vote.closesAt,
    closedAt: vote.closedAt,
    publishedAt: vote.publishedAt,
    noticeDays: law.numberOf('ballots.notice.days'),
    publishDays: law.numberOf('ballots.publish.days'),
    filingDays: law.numberOf('ballots.filing.days'),
    questions: vote.questions.length,
    needsFiling: vote.questions.some(({ kind }) => kind === 'election'),
    motionBlocked: false,
    openObjections: 0,
    blockingWarnings: 0,
    ownersWithoutKey: 0,
    trusteesComplete: true,
    guardVerdict: vote.guard?.verdict ?? 'safe',
    guardOverridden: vote.guardReason !== null,
    paperSettled: true,
    decrypted: true,
    tellersSigned: 2,
    ...known,
  }
}

/** What the owners' rules say otherwise than the default, or more generously than the street allows, rests on their clause. */
export const needsClause = ({ notReturned, proxyCap }: VoteTerms, law: LawOfDay): boolean =>
  notReturned !== 'not_participating' || proxyCap > law.numberOf('ballots.proxy.cap')

const matterOf = (question: VoteQuestion): VoteMatter =>
  question.kind === 'matter' ? question.article : 'committee_election'

/** While its committee is being renewed, some matters may not be put to all owners of a compound. */
export async function isMotionBlocked(
  tx: Tx,
  street: string,
  { kind, compound, questions }: { kind: VoteScope['kind']; compound: string; questions: readonly VoteQuestion[] },
): Promise<boolean> {
  return kind === 'compound' && (await blockedMatters(tx, street, compound, questions.map(matterOf))).length > 0
}

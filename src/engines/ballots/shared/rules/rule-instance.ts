import { err, ok, type Result } from '#kernel/result'
import type { DeliveryWay, VoteTerms } from '../vote.ts'
import type { MatterId, Rule, VoteParameter } from './rules.ts'

export type NotReturnedPolicy = VoteTerms['notReturned']

/** The clause of the filed rules of procedure that allows to count ballots that did not come back. */
export interface PolicyClause {
  readonly document: string
  readonly article: string
  /** SHA-256 of the filed document, in hex. */
  readonly sha256: string
}

/** Everything the count of one vote goes by, frozen with the roll: rules.json. */
export interface RuleInstance {
  readonly v: 1
  /** The civil date whose rules apply: the day of the notice. */
  readonly day: string
  readonly rules: readonly Rule[]
  readonly notReturned: {
    readonly policy: NotReturnedPolicy
    readonly clause: PolicyClause | null
    /** How a ballot must have reached its owner to count as delivered. */
    readonly ways: readonly DeliveryWay[]
  }
  readonly parkingCounts: boolean
  /** Whether an invalid ballot takes part. */
  readonly invalidCounts: boolean
  readonly proxyCap: number
  /** Whether an owner may vote again online; the last ballot counts. */
  readonly revote: boolean
  /** An owner's sheets that differ: area by sheet, the head by the greater area, abstaining when even. */
  readonly conflictingSheets: 'greater_area'
  /** Paper and online: what validly arrives first is counted. */
  readonly bothChannels: 'first_received'
  readonly runOff: { readonly extraCandidates: number }
  readonly noticeDays: number
  readonly publishDays: number
  readonly filingDays: number
}

export type RuleFault =
  | 'rule_missing'
  | 'rule_wrong'
  | 'clause_needed'
  | 'proof_needed'
  | 'follow_majority_in_election'
  | 'cap_wrong'

/** A share that can be reached at all: no more than the whole, and of "more than", less. */
export const isShare = (fraction: { numerator: number; denominator: number; strict: boolean }): boolean =>
  Number.isSafeInteger(fraction.numerator) &&
  Number.isSafeInteger(fraction.denominator) &&
  fraction.denominator > 0 &&
  fraction.denominator <= 1000 &&
  fraction.numerator > 0 &&
  (fraction.strict ? fraction.numerator < fraction.denominator : fraction.numerator <= fraction.denominator)

/** Whether a vote on these matters can be counted by these rules. */
export function checkRules(instance: RuleInstance, asked: readonly MatterId[]): Result<RuleInstance, RuleFault> {
  const { policy, clause, ways } = instance.notReturned
  if (asked.some((matter) => !instance.rules.some((rule) => rule.matter === matter))) return err('rule_missing')
  const shares = instance.rules.flatMap(({ quorum, majority }) => [
    quorum.area,
    quorum.heads,
    majority.area,
    majority.heads,
  ])
  if (!shares.every(isShare)) return err('rule_wrong')
  if (!Number.isSafeInteger(instance.proxyCap) || instance.proxyCap < 0) return err('cap_wrong')
  if (policy === 'not_participating') return ok(instance)
  // The guiding rules leave it to the covenant or the rules of procedure whether such ballots are counted.
  if (!clause || clause.article.trim() === '') return err('clause_needed')
  if (ways.length === 0) return err('proof_needed')
  if (policy === 'follow_majority' && asked.includes('committee_election')) return err('follow_majority_in_election')
  return ok(instance)
}

/** Signed for, left before witnesses, or announced in the area where nobody could be reached. */
const deliveryWaysThatProve: readonly DeliveryWay[] = ['sign', 'left', 'announcement']

/** The rules of one vote, put together from the law of the day and the terms of the owners' own rules. */
export function instanceOf(given: {
  readonly day: string
  readonly matters: readonly MatterId[]
  readonly terms: VoteTerms
  readonly revote: boolean
  /** The filed document behind the clause, when a policy rests on one. */
  readonly document: { readonly title: string; readonly sha256: string } | null
  readonly rules: ReadonlyMap<MatterId, Rule>
  readonly numberOf: (parameter: VoteParameter) => number
}): RuleInstance {
  const { terms, document } = given
  return {
    v: 1,
    day: given.day,
    rules: [...new Set(given.matters)].flatMap((matter) => given.rules.get(matter) ?? []),
    notReturned: {
      policy: terms.notReturned,
      clause:
        terms.clause === null || document === null
          ? null
          : { document: document.title, article: terms.clause, sha256: document.sha256 },
      ways: terms.notReturned === 'not_participating' ? [] : deliveryWaysThatProve,
    },
    parkingCounts: terms.parkingCounts,
    invalidCounts: terms.invalidParticipates,
    proxyCap: terms.proxyCap,
    revote: given.revote,
    conflictingSheets: 'greater_area',
    bothChannels: 'first_received',
    runOff: { extraCandidates: 1 },
    noticeDays: given.numberOf('ballots.notice.days'),
    publishDays: given.numberOf('ballots.publish.days'),
    filingDays: given.numberOf('ballots.filing.days'),
  }
}

import { err, ok, type Result } from '#kernel/result'
import type { DeliveryWay, VoteTerms } from '../vote.ts'
import type { MatterId, Rule } from './rules.ts'

export type NotReturnedPolicy = VoteTerms['notReturned']

/** The clause of the filed rules of procedure that allows to count ballots that did not come back. */
export interface PolicyClause {
  readonly document: string
  readonly article: string
  readonly text: string
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
    /** The proofs of delivery that count. */
    readonly proofs: readonly DeliveryWay[]
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

const isShare = (fraction: { numerator: number; denominator: number; strict: boolean }): boolean =>
  Number.isSafeInteger(fraction.numerator) &&
  Number.isSafeInteger(fraction.denominator) &&
  fraction.denominator > 0 &&
  fraction.denominator <= 1000 &&
  fraction.numerator > 0 &&
  (fraction.strict ? fraction.numerator < fraction.denominator : fraction.numerator <= fraction.denominator)

/** Whether a vote on these matters can be counted by these rules. */
export function checkRules(instance: RuleInstance, asked: readonly MatterId[]): Result<RuleInstance, RuleFault> {
  const { policy, clause, proofs } = instance.notReturned
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
  if (!clause || clause.article.trim() === '' || clause.text.trim() === '') return err('clause_needed')
  if (proofs.length === 0) return err('proof_needed')
  if (policy === 'follow_majority' && asked.includes('committee_election')) return err('follow_majority_in_election')
  return ok(instance)
}

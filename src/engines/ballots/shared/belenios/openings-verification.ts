import type { ArchiveFinding } from './archive-findings.ts'
import { finding } from './archive-findings.ts'
import type { Choices } from './ballot.ts'
import type { Election } from './election.ts'
import type { ByAnswer } from './factors.ts'
import { checkFactors } from './factors.ts'
import type { Group } from './group.ts'
import { modeOf, openedChoices, parseOpenings } from './openings.ts'
import type { Opening } from './openings.ts'
import type { Totals } from './result.ts'
import type { Trustees } from './trustees.ts'
import type { ArchiveSummary, CountedBallot } from './verify-archive.ts'

export interface OpenedBallot {
  readonly tracker: string
  readonly credential: string
  readonly weight: number
  readonly choices: Choices
}

export interface VerifiedOpenings {
  readonly findings: readonly ArchiveFinding[]
  /** In the order in which the ballots were counted; only those whose opening holds. */
  readonly opened: readonly OpenedBallot[]
}

/**
 * Verifies openings.json against an archive that was verified: exactly the counted ballots, each decrypted by proved
 * factors to the choices stated, and adding up to the totals of the archive.
 */
export function verifyOpenings({ setup, counted, totals }: ArchiveSummary, text: string): VerifiedOpenings {
  if (!setup) return { findings: [finding('openings_malformed', 'openings')], opened: [] }
  const { election, group, trustees } = setup
  if (modeOf(election) !== 'named') return { findings: [finding('openings_vote_not_named', 'openings')], opened: [] }
  const openings = parseOpenings(election, text)
  if (!openings) return { findings: [finding('openings_malformed', 'openings')], opened: [] }

  const findings: ArchiveFinding[] = []
  const opened: OpenedBallot[] = []
  const byTracker = new Map(openings.map((opening) => [opening.tracker, opening]))
  for (const ballot of counted) {
    const { tracker, credential, weight } = ballot
    const opening = byTracker.get(tracker)
    byTracker.delete(tracker)
    if (!opening || opening.credential !== credential) {
      findings.push(finding('openings_ballot_missing', `ballot ${tracker}`))
      continue
    }
    const fault = openingFault(election, group, trustees, ballot, opening)
    if (fault) findings.push(fault)
    else opened.push({ tracker, credential, weight, choices: opening.choices })
  }
  for (const tracker of byTracker.keys()) findings.push(finding('openings_ballot_unknown', `ballot ${tracker}`))
  if (openings.length > new Set(openings.map(({ tracker }) => tracker)).size) {
    findings.push(finding('openings_malformed', 'openings', 'ballot twice'))
  }
  if (totals && JSON.stringify(sumOfChoices(election, opened)) !== JSON.stringify(totals)) {
    findings.push(finding('openings_totals_differ', 'openings'))
  }
  return { findings, opened }
}

function openingFault<E>(
  election: Election,
  group: Group<E>,
  trustees: Trustees<E>,
  ballot: CountedBallot,
  opening: Opening,
): ArchiveFinding | undefined {
  const where = `ballot ${ballot.tracker}`
  // The summary keeps elements without saying of which group; they are of the group it names.
  const choices = ballot.choices as CountedBallot<E>['choices']
  const members = trustees.sets.flatMap((set) => set.members)
  const factors = new Map<number, ByAnswer<E>>()
  for (const { owner, decryption_factors, decryption_proofs } of opening.factors) {
    const member = members.find((each) => each.owner === owner)
    const given = { decryption_factors, decryption_proofs }
    const checked = member && checkFactors(group, election.hash, member.publicKey, choices, given)
    if (!checked?.ok || factors.has(owner)) {
      return finding('openings_factors_wrong', where, checked?.ok === false ? checked.error : `trustee ${owner}`)
    }
    factors.set(owner, checked.value)
  }
  const decrypted = openedChoices(group, trustees, choices, factors)
  if (!decrypted) return finding('openings_factors_wrong', where, 'factors_insufficient')
  return JSON.stringify(decrypted) === JSON.stringify(opening.choices)
    ? undefined
    : finding('openings_choice_wrong', where)
}

/** Each answer's choices added up by weight. */
export function sumOfChoices(
  election: Election,
  ballots: readonly { readonly weight: number; readonly choices: Choices }[],
): Totals {
  return election.questions.map(({ answers }, i) =>
    answers.map((_, j) => ballots.reduce((sum, { weight, choices }) => sum + weight * choices[i]![j]!, 0)),
  )
}

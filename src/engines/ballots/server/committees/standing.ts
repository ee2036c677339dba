import {
  isShortOfMembers,
  monthsBefore,
  renewalClocks,
  serving,
  type CommitteeLimits,
  type CommitteeLine,
  type CommitteeStanding,
  type Renewal,
} from '#engines/ballots/shared'
import type { KeptRenewal, LatestGrade, Term } from './terms.store.ts'

export const renewalOf = ({ id, compound, kind, termEnds, steps }: KeptRenewal): Renewal => ({
  id,
  compound,
  kind,
  termEnds,
  steps,
})

/** The latest term of each compound, in the order of the list. */
export function latestTerms(terms: readonly Term[]): readonly Term[] {
  const seen = new Set<string>()
  return terms.filter(({ compound }) => !seen.has(compound) && seen.add(compound))
}

function standingOf(
  term: Term,
  running: KeptRenewal | undefined,
  limits: CommitteeLimits,
  today: string,
): CommitteeStanding {
  const isElected = running?.steps.some(({ step }) => step === 'elected') ?? false
  if (term.to < today && !isElected) return 'overdue'
  if (running?.steps.some(({ step }) => step === 'group_formed')) return 'renewing'
  if (running || monthsBefore(term.to, limits['committees.report.months']) <= today) return 'due'
  return isShortOfMembers(term, today) ? 'short' : 'serving'
}

/** A committee as the list shows it; `running` is the renewal of its property area that is not filed yet. */
export function lineOf(
  term: Term,
  running: KeptRenewal | undefined,
  grade: LatestGrade | undefined,
  limits: CommitteeLimits,
  today: string,
): CommitteeLine {
  const clocks = running
    ? renewalClocks(renewalOf(running), limits, today)
    : renewalClocks({ id: '', compound: term.compound, kind: 'due', termEnds: term.to, steps: [] }, limits, today)
  const { id, compound, name, committee, number, seats, from, to } = term
  return {
    id,
    compound,
    name,
    committee,
    number,
    seats,
    serving: serving(term.members, today).length,
    from,
    to,
    chair: serving(term.members, today).find(({ post }) => post === 'chair')?.name ?? null,
    standing: standingOf(term, running, limits, today),
    clock: clocks.find(({ done }) => done === null) ?? null,
    grade: grade ? { year: grade.year, round: grade.round, grade: grade.grade } : null,
  }
}

import { err, ok, type Result } from '#kernel/result'
import type { Roll } from '../electorate/electorate.ts'
import type { VoteQuestion } from '../vote.ts'
import type { CountFault } from './count-base.ts'
import { countElection, type ElectionDecision, type ElectionTally } from './count-election.ts'
import { countMatter, type MatterDecision, type MatterTally } from './count-matter.ts'
import type { Measures } from './measures.ts'
import { electionPaper, matterPaper, notReturnedOf, type PaperAnnex } from './paper-annex.ts'
import type { RuleInstance } from './rule-instance.ts'
import type { MatterId } from './rules.ts'

/** What one archive decrypts to: how much took part, and per question how much went to each answer. */
export interface ArchiveTally {
  readonly participants: number
  readonly counts: readonly (readonly number[])[]
}

/** The results of the two archives of one vote. */
export interface ArchiveResult {
  readonly area: ArchiveTally
  readonly heads: ArchiveTally
}

/** All that is counted of one question, online and on paper. */
export type QuestionTally =
  | {
      readonly kind: 'matter'
      readonly matter: MatterId
      readonly online: MatterTally
      readonly paper: MatterTally
      readonly invalid: Measures
    }
  | {
      readonly kind: 'election'
      readonly candidates: readonly string[]
      readonly seats: number
      readonly round: number
      readonly online: ElectionTally
      readonly paper: ElectionTally
      readonly invalid: Measures
    }

export type Decision = MatterDecision | ElectionDecision

/** The archives' result and the annex side by side; the annex has been checked before. */
export function mergeTallies(
  questions: readonly VoteQuestion[],
  { area, heads }: ArchiveResult,
  annex: PaperAnnex,
  roll: Roll,
): Result<readonly QuestionTally[], 'archive_wrong'> {
  const merged: QuestionTally[] = []
  if (area.counts.length !== questions.length || heads.counts.length !== questions.length) return err('archive_wrong')
  const sum = (counts: readonly number[]) => counts.reduce((total, each) => total + each, 0)
  for (const [index, question] of questions.entries()) {
    const [areas, owners] = [area.counts[index]!, heads.counts[index]!]
    const answers = areas.map((each, answer): Measures => ({ area: each, heads: owners[answer] ?? 0 }))
    const wanted = question.kind === 'matter' ? 3 : question.candidates.length
    if (areas.length !== wanted || owners.length !== wanted) return err('archive_wrong')
    if (question.kind === 'election') {
      const { candidates, seats, round } = question
      const { tally: paper, invalid } = electionPaper(annex, roll, index, candidates.length)
      const ballots = { area: area.participants, heads: heads.participants }
      merged.push({
        kind: 'election',
        candidates,
        seats,
        round,
        online: { ballots, candidates: answers },
        paper,
        invalid,
      })
      continue
    }
    // Every ballot holds exactly one answer to a matter: if the answers do not add up to the ballots, the decryption lies.
    if (sum(areas) !== area.participants || sum(owners) !== heads.participants) return err('archive_wrong')
    const [agree, against, abstain] = answers as [Measures, Measures, Measures]
    const { tally: paper, invalid } = matterPaper(annex, roll, index)
    merged.push({ kind: 'matter', matter: question.article, online: { agree, against, abstain }, paper, invalid })
  }
  return ok(merged)
}

/** Every question of a vote decided: what the result sheet says, and what a verifier must arrive at again. */
export function countVote(given: {
  readonly rules: RuleInstance
  readonly roll: Roll
  readonly questions: readonly VoteQuestion[]
  readonly archive: ArchiveResult
  readonly annex: PaperAnnex
}): Result<readonly Decision[], CountFault | 'archive_wrong'> {
  const { rules, roll, questions, archive, annex } = given
  const merged = mergeTallies(questions, archive, annex, roll)
  if (!merged.ok) return merged
  const notReturned = notReturnedOf(annex, roll, rules.notReturned.ways)
  const decisions: Decision[] = []
  for (const tally of merged.value) {
    const figures = { ...tally, totals: roll.totals, notReturned }
    const decided: Result<Decision, CountFault> =
      figures.kind === 'election' ? countElection(rules, figures) : countMatter(rules, figures.matter, figures)
    if (!decided.ok) return decided
    decisions.push(decided.value)
  }
  return ok(decisions)
}

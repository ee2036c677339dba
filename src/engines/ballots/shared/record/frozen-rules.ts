import type { ElectionQuestion } from '../belenios/election.ts'
import type { RuleInstance } from '../rules/rule-instance.ts'
import type { MatterId } from '../rules/rules.ts'
import { matterAnswers, type VoteQuestion } from '../vote.ts'

/** rules.json: by what is counted, and what is asked. A ballot shows no matter of law; so the rules say which each question is. */
export interface FrozenRules extends RuleInstance {
  readonly questions: readonly VoteQuestion[]
  /** As announced, in instants; records of votes that were frozen before it was kept do not hold it. */
  readonly period?: { readonly opensAt: string; readonly closesAt: string }
}

export const matterOf = (question: VoteQuestion): MatterId =>
  question.kind === 'matter' ? question.article : 'committee_election'

/** A question as it stands on the ballot. */
export function onBallot(question: VoteQuestion): ElectionQuestion {
  return question.kind === 'matter'
    ? { question: question.text, answers: [...matterAnswers], min: 1, max: 1 }
    : { question: question.text, answers: question.candidates, min: 0, max: question.seats }
}

import { must } from '#kernel/assert'
import type { Context } from '#platform/operations'
import {
  keepingOf,
  matterAnswers,
  type CountStep,
  type ElectionDecision,
  type ElectionOutcome,
  type MatterDecision,
  type MatterOutcome,
  type Measures,
  type ResultView,
  type VoteTerms,
} from '#engines/ballots/shared'
import { turnoutOf, unitsOf } from '../roll.store.ts'
import { lawOf } from '../rules/amendments.store.ts'
import { setupOf } from '../setups.store.ts'
import type { Vote } from '../votes.store.ts'
import type { Figures } from './figures.ts'
import { signaturesOf } from './sheets.store.ts'

const shown = ({ area, heads }: Measures) => ({ area, owners: heads })

const stepsOf = (steps: readonly CountStep[]) =>
  steps.map(({ text, holds, relation }) => ({
    text: [...text] as [string, string],
    holds: relation === '=' ? null : holds,
  }))

type Policy = VoteTerms['notReturned']

function ofMatter(outcome: MatterOutcome, policy: Policy) {
  const choices = [outcome.choices.agree, outcome.choices.against, outcome.choices.abstain]
  return {
    policy,
    participating: shown(outcome.participants),
    quorate: outcome.quorumMet,
    answers: choices.map((measure, place) => ({
      label: matterAnswers[place]!,
      measure: shown(measure),
      passes: place === 0 ? outcome.majorityMet : null,
    })),
    passes: outcome.passed,
    elected: [],
    runOff: [],
    steps: stepsOf(outcome.steps),
  }
}

function ofElection(outcome: ElectionOutcome, policy: Policy, candidates: readonly string[]) {
  const name = (place: number) => candidates[place] ?? ''
  return {
    policy,
    participating: shown(outcome.participants),
    quorate: outcome.quorumMet,
    answers: outcome.candidates.map(({ candidate, agree, hasMajority }) => ({
      label: name(candidate),
      measure: shown(agree),
      passes: hasMajority,
    })),
    passes: outcome.quorumMet && outcome.vacant === 0,
    elected: outcome.elected.map(name),
    runOff: (outcome.runOff?.candidates ?? []).map(name),
    steps: stepsOf(outcome.steps),
  }
}

const outcomeOf = (decision: MatterDecision | ElectionDecision, which: 'withPolicy' | 'withoutPolicy') => {
  const policy: Policy = which === 'withPolicy' ? decision.policy : 'not_participating'
  if (decision.kind === 'matter') {
    const outcome = decision[which]
    return outcome && ofMatter(outcome, policy)
  }
  const outcome = decision[which]
  return outcome && ofElection(outcome, policy, decision.candidates)
}

export async function presentResult(
  { tx, street, now }: Pick<Context, 'tx' | 'street' | 'now'>,
  vote: Vote,
  figures: Figures,
): Promise<ResultView> {
  const law = await lawOf({ tx, street, now }, vote)
  const setup = must(await setupOf(tx, street, vote.id), 'files of a vote that was frozen')
  const turnout = must(await turnoutOf(tx, street, vote.id), 'the turnout of a vote that was frozen')
  const units = await unitsOf(tx, street, vote.id)
  const uuid = vote.electionUuid
  return {
    id: vote.id,
    title: vote.title,
    scopeName: vote.scopeName,
    mode: vote.mode,
    electionUuid: uuid,
    totals: { units: units.length, owners: turnout.owners, area: turnout.area },
    delivered: shown(figures.delivered),
    online: shown(figures.online),
    paper: { ...shown(figures.paper), invalid: shown(figures.invalid) },
    notReturned: shown(figures.notReturned),
    clause: vote.terms.clause,
    questions: vote.questions.map((question, place) => {
      const decision = figures.decisions[place]!
      const labels = question.kind === 'matter' ? matterAnswers : question.candidates
      const side = (rows: readonly (readonly Measures[])[]) =>
        labels.map((label, each) => ({ label, measure: shown(rows[place]![each]!) }))
      const withPolicy = outcomeOf(decision, 'withPolicy')
      const without = must(outcomeOf(decision, 'withoutPolicy'), 'an outcome')
      return {
        text: question.text,
        kind: question.kind,
        article: question.kind === 'matter' ? question.article : 'committee_election',
        source: [...decision.rule.article] as [string, string],
        // Area and heads have the same shares in every law so far; the steps tell both.
        quorum: { ...decision.rule.quorum.heads },
        majority: { ...decision.rule.majority.heads },
        online: side(figures.onlineAnswers),
        paper: side(figures.paperAnswers),
        outcome: withPolicy ?? without,
        without: withPolicy ? without : null,
        conclusion: [...decision.conclusion] as [string, string],
      }
    }),
    tellers: (await signaturesOf(tx, street, vote.id)).map(({ name, post, at }) => ({ name, post, at })),
    closedAt: must(vote.closedAt, 'a close'),
    countedAt: vote.countedAt,
    publishedAt: vote.publishedAt,
    filedAt: vote.filedAt,
    keeping: keepingOf(vote.publishedAt, law.numberOf('ballots.keep.years')),
    rollHash: setup.rollHash,
    rulesHash: setup.rulesHash,
    ballotsHash: figures.ballotsHash,
    verifyWith: ['area', 'head'].map((side) => `belenios-tool election verify --dir=${side}/`),
  }
}

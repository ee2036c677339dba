import { err, ok, type Result } from '#kernel/result'
import type { Text } from '#kernel/text'
import {
  fitToCount,
  participantNames,
  participantsOf,
  quorumSteps,
  type CountFault,
  type Returned,
} from './count-base.ts'
import { compareShare, isWithin, measures, addUp, type CountStep, type Measures } from './measures.ts'
import type { NotReturnedPolicy, PolicyClause, RuleInstance } from './rule-instance.ts'
import type { Rule } from './rules.ts'

/** Ballots of an election through one channel: how many, and how many agree to each candidate. */
export interface ElectionTally {
  readonly ballots: Measures
  readonly candidates: readonly Measures[]
}

export interface ElectionFigures {
  readonly candidates: readonly string[]
  readonly seats: number
  /** 1, then the run-offs. */
  readonly round: number
  readonly totals: Measures
  readonly online: ElectionTally
  readonly paper: ElectionTally
  readonly invalid: Measures
  readonly notReturned: Measures
}

export interface CandidateOutcome {
  /** Index among the candidates of the ballot. */
  readonly candidate: number
  readonly agree: Measures
  /** Competition ranking by agreeing owners: equals share a rank. */
  readonly rank: number
  /** More than the law's share of those taking part, by both measures. */
  readonly hasMajority: boolean
  readonly elected: boolean
}

export interface RunOff {
  readonly why: 'tie' | 'unfilled'
  readonly seats: number
  readonly candidates: readonly number[]
}

/** The count of an election under one treatment of the ballots that did not come back. */
export interface ElectionOutcome {
  readonly participants: Measures
  readonly quorumMet: boolean
  readonly candidates: readonly CandidateOutcome[]
  readonly elected: readonly number[]
  /** Candidates with equal votes for seats that do not suffice for them all. */
  readonly tied: readonly number[]
  readonly vacant: number
  readonly runOff: RunOff | null
  readonly steps: readonly CountStep[]
}

export interface ElectionDecision extends ElectionFigures {
  readonly kind: 'election'
  readonly rule: Rule
  readonly policy: NotReturnedPolicy
  readonly clause: PolicyClause | null
  /** 差额: more candidates than seats; 等额: as many; 不足额: fewer. */
  readonly contest: 'competitive' | 'equal' | 'short'
  readonly withoutPolicy: ElectionOutcome
  readonly withPolicy: ElectionOutcome | null
  readonly elected: readonly number[]
  readonly policyDecides: boolean
  readonly conclusion: Text
}

interface Standing {
  readonly candidate: number
  readonly agree: Measures
  readonly hasMajority: boolean
}

/** Who sits: ranked by agreeing owners among those with the majority. Equals at the last seat are not parted by anything but a run-off. */
function seat(
  standings: readonly Standing[],
  seats: number,
): { readonly elected: readonly Standing[]; readonly tied: readonly Standing[] } {
  const able = standings.filter((each) => each.hasMajority).toSorted((a, b) => b.agree.heads - a.agree.heads)
  const last = able[seats - 1]
  if (!last || able.length === seats || able[seats]!.agree.heads < last.agree.heads)
    return { elected: able.slice(0, seats), tied: [] }
  return {
    elected: able.filter((each) => each.agree.heads > last.agree.heads),
    tied: able.filter((each) => each.agree.heads === last.agree.heads),
  }
}

/** The strongest of those not elected, as many as seats are open and the extra ones that make it a choice; equals at the edge all come along. */
function runOffOf(
  standings: readonly Standing[],
  elected: readonly Standing[],
  tied: readonly Standing[],
  seats: number,
  extra: number,
): RunOff | null {
  const open = seats - elected.length
  if (tied.length > 0) return { why: 'tie', seats: open, candidates: tied.map((each) => each.candidate) }
  const rest = standings.filter((each) => !elected.includes(each)).toSorted((a, b) => b.agree.heads - a.agree.heads)
  if (open === 0 || rest.length === 0) return null
  const edge = rest[Math.min(open + extra, rest.length) - 1]!.agree.heads
  const candidates = rest.filter((each) => each.agree.heads >= edge).map((each) => each.candidate)
  return { why: 'unfilled', seats: Math.min(open, candidates.length), candidates }
}

function outcomeOf(
  figures: Returned,
  agreeing: readonly Measures[],
  names: readonly string[],
  seats: number,
  rule: Rule,
  instance: RuleInstance,
  withNotReturned: boolean,
): ElectionOutcome {
  const { participants, steps } = participantsOf(figures, instance, withNotReturned)
  const quorum = quorumSteps(rule, participants, figures.totals)
  const quorumMet = quorum.every((step) => step.holds)
  const perCandidate = agreeing.map((agree, candidate) =>
    measures.map((measure) =>
      compareShare(
        'majority',
        measure,
        agree[measure],
        participants[measure],
        rule.majority[measure],
        {
          part:
            measure === 'area'
              ? [`${names[candidate]}得同意面积`, `Area for ${names[candidate]}`]
              : [`${names[candidate]}得同意人数`, `Owners for ${names[candidate]}`],
          whole: participantNames[measure],
        },
        candidate,
      ),
    ),
  )
  const standings = agreeing.map((agree, candidate) => ({
    candidate,
    agree,
    hasMajority: perCandidate[candidate]!.every((step) => step.holds),
  }))
  const { elected, tied } = quorumMet ? seat(standings, seats) : { elected: [], tied: [] }
  return {
    participants,
    quorumMet,
    candidates: standings.map((each) => ({
      ...each,
      rank: 1 + standings.filter((other) => other.agree.heads > each.agree.heads).length,
      elected: elected.includes(each),
    })),
    elected: elected.map((each) => each.candidate),
    tied: tied.map((each) => each.candidate),
    vacant: seats - elected.length,
    runOff: quorumMet ? runOffOf(standings, elected, tied, seats, instance.runOff.extraCandidates) : null,
    steps: [...steps, ...quorum, ...perCandidate.flat()],
  }
}

function conclusionOf(rule: Rule, outcome: ElectionOutcome, names: readonly string[], seats: number): Text {
  const named = (candidates: readonly number[]) => candidates.map((candidate) => names[candidate])
  if (!outcome.quorumMet)
    return [
      `依据${rule.article[0]}，参与表决的面积或者人数未达到法定比例，本次选举无效，应当重新组织。`,
      `Under ${rule.article[1]}, too few take part: nobody is elected and the election has to be held again.`,
    ]
  const [list, en] = [named(outcome.elected).join('、'), named(outcome.elected).join(', ')]
  const filled: Text =
    outcome.elected.length === 0
      ? [`应选 ${seats} 人，无人当选`, `of ${seats} seats none is filled`]
      : [
          `应选 ${seats} 人，当选 ${outcome.elected.length} 人：${list}`,
          `of ${seats} seats ${outcome.elected.length} ${outcome.elected.length === 1 ? 'is' : 'are'} filled: ${en}`,
        ]
  const { runOff, vacant } = outcome
  const after: Text = runOff
    ? [
        `${runOff.why === 'tie' ? '因得票相同' : '因当选人数不足'}，由${named(runOff.candidates).join('、')}另行选举，应选 ${runOff.seats} 人。`,
        `${runOff.why === 'tie' ? 'Votes are equal' : 'Seats are open'}: run-off between ${named(runOff.candidates).join(', ')} for ${runOff.seats}.`,
      ]
    : vacant > 0
      ? [`尚缺 ${vacant} 人，应当另行提名补选。`, `${vacant} remain vacant: candidates have to be nominated anew.`]
      : ['', '']
  return [
    `依据${rule.article[0]}，${filled[0]}。${after[0]}`,
    `Under ${rule.article[1]}, ${filled[1]}. ${after[1]}`.trim(),
  ]
}

const contestOf = (candidates: number, seats: number): ElectionDecision['contest'] =>
  candidates > seats ? 'competitive' : candidates === seats ? 'equal' : 'short'

/** Nobody is agreed to by more than voted, and no online ballot holds more names than seats. */
function fitsBallots(tally: ElectionTally, candidates: number, seats: number, byHeads: boolean): boolean {
  if (tally.candidates.length !== candidates || !tally.candidates.every((each) => isWithin(each, tally.ballots)))
    return false
  const named = addUp(...tally.candidates)
  return named.area <= seats * tally.ballots.area && (!byHeads || named.heads <= seats * tally.ballots.heads)
}

/** The outcome of an election to the committee, candidate by candidate, by both measures. */
export function countElection(
  instance: RuleInstance,
  { candidates, seats, round, totals, online, paper, invalid, notReturned }: ElectionFigures,
): Result<ElectionDecision, CountFault> {
  const figures: Returned = { totals, online: online.ballots, paper: paper.ballots, invalid, notReturned }
  const fit = fitToCount(instance, 'committee_election', figures, [...online.candidates, ...paper.candidates])
  if (!fit.ok) return err(fit.error)
  if (!Number.isSafeInteger(seats) || seats < 1 || candidates.length === 0) return err('numbers_wrong')
  // On paper an owner's sheets may name more than the seats together, each within them: a head can then stand behind more.
  if (!fitsBallots(online, candidates.length, seats, true) || !fitsBallots(paper, candidates.length, seats, false))
    return err('more_than_ballots')
  const rule = fit.value
  const { policy, clause } = instance.notReturned
  const agreeing = candidates.map((_, index) => addUp(online.candidates[index]!, paper.candidates[index]!))
  const withoutPolicy = outcomeOf(figures, agreeing, candidates, seats, rule, instance, false)
  const withPolicy =
    policy === 'not_participating' ? null : outcomeOf(figures, agreeing, candidates, seats, rule, instance, true)
  const binding = withPolicy ?? withoutPolicy
  return ok({
    kind: 'election',
    candidates,
    seats,
    round,
    totals,
    online,
    paper,
    invalid,
    notReturned,
    rule,
    policy,
    clause,
    contest: contestOf(candidates.length, seats),
    withoutPolicy,
    withPolicy,
    elected: binding.elected,
    policyDecides: String(binding.elected) !== String(withoutPolicy.elected),
    conclusion: conclusionOf(rule, binding, candidates, seats),
  })
}

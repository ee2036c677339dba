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
import { amountText, compareShare, measures, addUp, type CountStep, type Measures } from './measures.ts'
import type { NotReturnedPolicy, PolicyClause, RuleInstance } from './rule-instance.ts'
import { matters, type MatterId, type CountedBy, type Rule } from './rules.ts'

/** 同意、反对、弃权, in the order of the ballot. */
export const matterChoices = ['agree', 'against', 'abstain'] as const
export type MatterChoice = (typeof matterChoices)[number]
export type MatterTally = Readonly<Record<MatterChoice, Measures>>

export const choiceTexts: Readonly<Record<MatterChoice, Text>> = {
  agree: ['同意', 'agree'],
  against: ['反对', 'against'],
  abstain: ['弃权', 'abstain'],
}

/** What is known of one matter when all ballots are in. */
export interface MatterFigures {
  readonly totals: Measures
  readonly online: MatterTally
  readonly paper: MatterTally
  readonly invalid: Measures
  readonly notReturned: Measures
}

/** The count of a matter under one treatment of the ballots that did not come back. */
export interface MatterOutcome {
  readonly participants: Measures
  readonly choices: MatterTally
  readonly quorumMet: boolean
  readonly majorityMet: boolean
  readonly passed: boolean
  readonly steps: readonly CountStep[]
}

export interface MatterDecision extends MatterFigures {
  readonly kind: 'matter'
  readonly matter: MatterId
  readonly rule: Rule
  readonly policy: NotReturnedPolicy
  readonly clause: PolicyClause | null
  /** The choice that ballots not returned were added to; null where none leads by both measures. */
  readonly followed: MatterChoice | null
  readonly withoutPolicy: MatterOutcome
  readonly withPolicy: MatterOutcome | null
  readonly passed: boolean
  /** Whether the treatment of ballots not returned turns the decision. */
  readonly policyDecides: boolean
  readonly conclusion: Text
}

export function addTallies(one: MatterTally, other: MatterTally): MatterTally {
  return {
    agree: addUp(one.agree, other.agree),
    against: addUp(one.against, other.against),
    abstain: addUp(one.abstain, other.abstain),
  }
}

const totalOf = (tally: MatterTally): Measures => addUp(tally.agree, tally.against, tally.abstain)

function leadStep(tally: MatterTally, measure: CountedBy): { leader: MatterChoice | null; step: CountStep } {
  const [first, second] = matterChoices
    .map((choice) => ({ choice, amount: tally[choice][measure] }))
    .toSorted((a, b) => b.amount - a.amount) as [{ choice: MatterChoice; amount: number }, { amount: number }, unknown]
  const holds = first.amount > second.amount
  const by: Text = measure === 'area' ? ['按面积', 'By area'] : ['按人数', 'By heads']
  const [most, next] = [amountText(measure, first.amount), amountText(measure, second.amount)]
  return {
    leader: holds ? first.choice : null,
    step: {
      step: 'lead',
      measure,
      candidate: null,
      left: String(first.amount),
      relation: '>',
      right: String(second.amount),
      holds,
      text: holds
        ? [
            `${by[0]}，已返还有效票中“${choiceTexts[first.choice][0]}”最多，为 ${most[0]}，次多为 ${next[0]}。`,
            `${by[1]}, "${choiceTexts[first.choice][1]}" leads among valid ballots with ${most[1]}, before ${next[1]}.`,
          ]
        : [
            `${by[0]}，已返还有效票中没有唯一最多的意见（最多者均为 ${most[0]}）。`,
            `${by[1]}, no choice leads alone among valid ballots (the most is ${most[1]}, more than once).`,
          ],
    },
  }
}

/** The choice that leads on both measures among returned valid ballots, if one does. */
function followedChoice(tally: MatterTally): { choice: MatterChoice | null; steps: readonly CountStep[] } {
  const [area, heads] = [leadStep(tally, 'area'), leadStep(tally, 'heads')]
  return { choice: area.leader === heads.leader ? area.leader : null, steps: [area.step, heads.step] }
}

function notReturnedSteps(figures: Returned, choice: MatterChoice, instance: RuleInstance): readonly CountStep[] {
  const clause = instance.notReturned.clause!
  return measures.map((measure) => {
    const amount = amountText(measure, figures.notReturned[measure])
    return {
      step: 'not_returned',
      measure,
      candidate: null,
      left: String(figures.notReturned[measure]),
      relation: '=',
      right: String(figures.notReturned[measure]),
      holds: true,
      text: [
        `依据《${clause.document}》${clause.article}，已证明送达而未返还的 ${amount[0]}计入“${choiceTexts[choice][0]}”。`,
        `By ${clause.document}, ${clause.article}, ${amount[1]} delivered with proof and not returned count as "${choiceTexts[choice][1]}".`,
      ],
    }
  })
}

function outcomeOf(
  figures: Returned,
  rule: Rule,
  instance: RuleInstance,
  choices: MatterTally,
  before: readonly CountStep[],
  withNotReturned: boolean,
): MatterOutcome {
  const { participants, steps } = participantsOf(figures, instance, withNotReturned)
  const quorum = quorumSteps(rule, participants, figures.totals)
  const majority = measures.map((measure) =>
    compareShare('majority', measure, choices.agree[measure], participants[measure], rule.majority[measure], {
      part: measure === 'area' ? ['同意面积', 'Area that agrees'] : ['同意人数', 'Owners who agree'],
      whole: participantNames[measure],
    }),
  )
  const quorumMet = quorum.every((step) => step.holds)
  const majorityMet = majority.every((step) => step.holds)
  return {
    participants,
    choices,
    quorumMet,
    majorityMet,
    passed: quorumMet && majorityMet,
    steps: [...before, ...steps, ...quorum, ...majority],
  }
}

function conclusionOf(rule: Rule, outcome: MatterOutcome, policyDecides: boolean): Text {
  const label = matters[rule.matter].label
  const turned: Text = policyDecides
    ? [
        '本结论取决于未返还表决票的计票规则，不适用该规则时结论相反。',
        ' Without the rule on ballots not returned the decision would be the opposite.',
      ]
    : ['', '']
  if (outcome.passed)
    return [
      `依据${rule.article[0]}，“${label[0]}”事项表决通过。${turned[0]}`,
      `Under ${rule.article[1]}, "${label[1]}" is passed.${turned[1]}`,
    ]
  const why: Text = outcome.quorumMet
    ? ['同意的面积或者人数未达到法定比例', 'too few of those taking part agree']
    : ['参与表决的面积或者人数未达到法定比例', 'too few take part']
  return [
    `依据${rule.article[0]}，${why[0]}，“${label[0]}”事项未获通过。${turned[0]}`,
    `Under ${rule.article[1]}, "${label[1]}" is not passed: ${why[1]}.${turned[1]}`,
  ]
}

/** The decision on one matter by both measures, with and without the ballots that did not come back. */
export function countMatter(
  instance: RuleInstance,
  matter: MatterId,
  { totals, online, paper, invalid, notReturned }: MatterFigures,
): Result<MatterDecision, CountFault> {
  const figures: Returned = { totals, online: totalOf(online), paper: totalOf(paper), invalid, notReturned }
  const parts = matterChoices.flatMap((choice) => [online[choice], paper[choice]])
  const fit = fitToCount(instance, matter, figures, parts)
  if (!fit.ok) return err(fit.error)
  const rule = fit.value
  const { policy, clause } = instance.notReturned
  const returned = addTallies(online, paper)
  const withoutPolicy = outcomeOf(figures, rule, instance, returned, [], false)
  const lead = policy === 'follow_majority' ? followedChoice(returned) : { choice: null, steps: [] }
  let withPolicy: MatterOutcome | null = null
  if (policy !== 'not_participating') {
    const choice = lead.choice ?? 'abstain'
    const choices = { ...returned, [choice]: addUp(returned[choice], notReturned) }
    const before = [...lead.steps, ...notReturnedSteps(figures, choice, instance)]
    withPolicy = outcomeOf(figures, rule, instance, choices, before, true)
  }
  const binding = withPolicy ?? withoutPolicy
  const policyDecides = binding.passed !== withoutPolicy.passed
  return ok({
    kind: 'matter',
    matter,
    rule,
    policy,
    clause,
    totals,
    online,
    paper,
    invalid,
    notReturned,
    followed: lead.choice,
    withoutPolicy,
    withPolicy,
    passed: binding.passed,
    policyDecides,
    conclusion: conclusionOf(rule, binding, policyDecides),
  })
}

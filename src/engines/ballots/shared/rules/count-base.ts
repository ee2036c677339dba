import { err, ok, type Result } from '#kernel/result'
import type { Text } from '#kernel/text'
import { amountText, compareShare, isMeasured, measures, addUp, type CountStep, type Measures } from './measures.ts'
import { checkRules, type RuleFault, type RuleInstance } from './rule-instance.ts'
import type { MatterId, CountedBy, Rule } from './rules.ts'

/** Why figures cannot be counted: they are not whole numbers, or more than the roll holds. */
export type CountFault = RuleFault | 'numbers_wrong' | 'roll_empty' | 'more_than_roll' | 'more_than_ballots'

/** The parts that make up who takes part. */
export interface Returned {
  readonly totals: Measures
  readonly online: Measures
  readonly paper: Measures
  readonly invalid: Measures
  /** Delivered with a proof that counts, and neither returned nor voted online. */
  readonly notReturned: Measures
}

const partNames: Readonly<Record<CountedBy, Text>> = {
  area: ['参与表决的专有部分面积', 'Area taking part'],
  heads: ['参与表决的业主人数', 'Owners taking part'],
}
const wholeNames: Readonly<Record<CountedBy, Text>> = {
  area: ['专有部分总面积', 'the whole area'],
  heads: ['业主总人数', 'all owners'],
}
export const participantNames: Readonly<Record<CountedBy, Text>> = {
  area: ['参与表决面积', 'the area taking part'],
  heads: ['参与表决人数', 'those taking part'],
}

/** The rule of a matter, once the figures and the rules are fit to be counted. */
export function fitToCount(
  instance: RuleInstance,
  matter: MatterId,
  figures: Returned,
  tallies: readonly Measures[],
): Result<Rule, CountFault> {
  const checked = checkRules(instance, [matter])
  if (!checked.ok) return checked
  const { totals, online, paper, invalid, notReturned } = figures
  if (![totals, online, paper, invalid, notReturned, ...tallies].every(isMeasured)) return err('numbers_wrong')
  if (totals.area === 0 || totals.heads === 0) return err('roll_empty')
  const seen = addUp(online, paper, invalid, notReturned)
  if (seen.area > totals.area || seen.heads > totals.heads) return err('more_than_roll')
  return ok(instance.rules.find((rule) => rule.matter === matter)!)
}

/** Who takes part, with or without those whose ballot did not come back, and the sentences that add them up. */
export function participantsOf(
  figures: Returned,
  instance: RuleInstance,
  withNotReturned: boolean,
): { readonly participants: Measures; readonly steps: readonly CountStep[] } {
  const { online, paper, invalid, notReturned } = figures
  const counted = [
    online,
    paper,
    ...(instance.invalidCounts ? [invalid] : []),
    ...(withNotReturned ? [notReturned] : []),
  ]
  const participants = addUp(...counted)
  const steps = measures.map((measure): CountStep => {
    const amount = (part: Measures) => amountText(measure, part[measure])
    const said: Text[] = [
      [`线上 ${amount(online)[0]}`, `online ${amount(online)[1]}`],
      [`纸质有效票 ${amount(paper)[0]}`, `valid on paper ${amount(paper)[1]}`],
    ]
    if (instance.invalidCounts) said.push([`无效票 ${amount(invalid)[0]}`, `invalid ${amount(invalid)[1]}`])
    if (withNotReturned)
      said.push([`已送达未返还 ${amount(notReturned)[0]}`, `delivered, not returned ${amount(notReturned)[1]}`])
    const sum = amount(participants)
    return {
      step: 'participants',
      measure,
      candidate: null,
      left: String(counted.reduce((total, part) => total + BigInt(part[measure]), 0n)),
      relation: '=',
      right: String(participants[measure]),
      holds: true,
      text: [
        `${partNames[measure][0]}：${said.map(([zh]) => zh).join('，')}，合计 ${sum[0]}。`,
        `${partNames[measure][1]}: ${said.map(([, en]) => en).join(', ')}; together ${sum[1]}.`,
      ],
    }
  })
  return { participants, steps }
}

export function quorumSteps(rule: Rule, participants: Measures, totals: Measures): readonly CountStep[] {
  return measures.map((measure) =>
    compareShare('quorum', measure, participants[measure], totals[measure], rule.quorum[measure], {
      part: partNames[measure],
      whole: wholeNames[measure],
    }),
  )
}

import { must } from '#kernel/assert'
import type { Context } from '#platform/operations'
import {
  checkAnnex,
  countVote,
  mergeTallies,
  nothing,
  addUp,
  type Decision,
  type FrozenRules,
  type Measures,
  type PaperAnnex,
  type QuestionTally,
  type Roll,
} from '#engines/ballots/shared'
import { parseResult } from '../../shared/belenios/result.ts'
import { ownersOf, type OwnerRow } from '../roll.store.ts'
import { setupOf } from '../setups.store.ts'
import { resultOf, tallyOf } from '../trustees/factors.store.ts'
import type { Vote } from '../votes.store.ts'
import { annexOf } from './paper-annex-of.ts'

/** Everything that is counted of a vote when all is in. */
export interface Figures {
  readonly totals: Measures
  readonly delivered: Measures
  readonly notReturned: Measures
  readonly online: Measures
  readonly paper: Measures
  readonly invalid: Measures
  /** By question and answer. */
  readonly onlineAnswers: readonly (readonly Measures[])[]
  readonly paperAnswers: readonly (readonly Measures[])[]
  /** Whether no paper waits for a second hand. */
  readonly settled: boolean
  readonly decisions: readonly Decision[]
  readonly ballotsHash: string
  /** paper.json. */
  readonly annex: PaperAnnex
}

const sumOf = (owners: readonly OwnerRow[]): Measures =>
  addUp(nothing, ...owners.map(({ area }) => ({ area, heads: 1 })))

const answersOf = (tally: QuestionTally, side: 'online' | 'paper'): readonly Measures[] =>
  tally.kind === 'election' ? tally[side].candidates : [tally[side].agree, tally[side].against, tally[side].abstain]

/** Two clerks wrote it and every step was checked: an annex that does not add up now is a bug, and not signed. */
function sound(vote: Vote, annex: PaperAnnex, roll: Roll, owners: readonly OwnerRow[]): void {
  const numbers = (channel: OwnerRow['state']) =>
    new Set(owners.filter(({ state }) => state === channel).map(({ no }) => no))
  const { mode, questions } = vote
  const against = { roll, mode, questions, online: numbers('electronic'), received: numbers('paper') }
  const [first] = checkAnnex(annex, against)
  if (first) throw new Error(`The papers of ${vote.id} do not add up: ${first.text[1]}`)
}

/** Undefined before the totals are decrypted. */
export async function figuresOf(context: Pick<Context, 'tx' | 'street'>, vote: Vote): Promise<Figures | undefined> {
  const { tx, street } = context
  const [setup, result, tally] = [
    await setupOf(tx, street, vote.id),
    await resultOf(tx, street, vote.id),
    await tallyOf(tx, street, vote.id),
  ]
  if (!setup || !result || !tally) return undefined
  const owners = await ownersOf(tx, street, vote.id)
  const roll = JSON.parse(setup.roll) as Roll
  const rules = JSON.parse(setup.rules) as FrozenRules
  const { annex, settled } = await annexOf(context, vote, roll, owners)
  if (settled) sound(vote, annex, roll, owners)
  const archive = {
    area: { participants: tally.totalWeight, counts: must(parseResult(result.area), 'the result by area') },
    heads: { participants: tally.numTallied, counts: must(parseResult(result.head), 'the result by heads') },
  }
  const { questions } = vote
  const decided = countVote({ rules, roll, questions, archive, annex })
  const merged = mergeTallies(questions, archive, annex, roll)
  if (!decided.ok || !merged.ok)
    throw new Error(`The vote ${vote.id} cannot be counted: ${decided.ok ? 'archive_wrong' : decided.error}.`)
  const onPaper = sumOf(owners.filter(({ no }) => annex.received.includes(no)))
  const invalid = merged.value[0]!.invalid
  return {
    totals: sumOf(owners),
    delivered: sumOf(owners.filter(({ delivery }) => delivery !== null)),
    notReturned: sumOf(owners.filter(({ state, delivery }) => state === 'none' && delivery !== null)),
    online: { area: tally.totalWeight, heads: tally.numTallied },
    paper: settled ? { area: onPaper.area - invalid.area, heads: onPaper.heads - invalid.heads } : nothing,
    invalid,
    onlineAnswers: merged.value.map((each) => answersOf(each, 'online')),
    paperAnswers: merged.value.map((each) => answersOf(each, 'paper')),
    settled,
    decisions: decided.value,
    ballotsHash: tally.ballotsHash,
    annex,
  }
}

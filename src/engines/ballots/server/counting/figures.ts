import { must } from '#kernel/assert'
import type { Context } from '#platform/operations'
import { findAttachment } from '#platform/files'
import {
  countElection,
  countMatter,
  type ElectionDecision,
  type MatterDecision,
  type Measures,
  type RuleInstance,
  type SheetRow,
} from '#engines/ballots/shared'
import { parseResult } from '../../shared/belenios/result.ts'
import { papersOf, sheetOf } from '../paper/papers.store.ts'
import { ownersOf } from '../roll.store.ts'
import { setupOf } from '../setups.store.ts'
import { resultOf, tallyOf } from '../trustees/factors.store.ts'
import type { Vote } from '../votes.store.ts'
import { answersOf } from './tally.ts'

const none: Measures = { area: 0, heads: 0 }
const plus = (one: Measures, other: Measures): Measures => ({
  area: one.area + other.area,
  heads: one.heads + other.heads,
})

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
  readonly decisions: readonly (MatterDecision | ElectionDecision)[]
  readonly ballotsHash: string
  /** paper.json. */
  readonly annex: object
}

interface OnPaper {
  readonly valid: Measures
  readonly invalid: Measures
  readonly answers: readonly (readonly Measures[])[]
  readonly settled: boolean
  readonly annex: object
}

type PaperOfVote = (
  context: Pick<Context, 'tx' | 'street'>,
  vote: Vote,
  areas: ReadonlyMap<string, number>,
) => Promise<OnPaper>

const emptyAnswers = (vote: Vote): Measures[][] =>
  answersOf(vote).map((count) => Array.from({ length: count }, () => none))

/** Of a named vote each paper with what two clerks read off it. */
const namedPapers: PaperOfVote = async ({ tx, street }, vote, areas) => {
  const rows = (await papersOf(tx, street, vote.id)).filter(({ state }) => state !== 'void')
  const answers = emptyAnswers(vote)
  let [valid, invalid] = [none, none]
  const lines = []
  for (const { owner, file, firstContent: content, firstName, secondName, state } of rows) {
    const weight = { area: areas.get(owner)!, heads: 1 }
    if (state !== 'confirmed' || !content) continue
    if (content.valid) {
      valid = plus(valid, weight)
      for (const [place, chosen] of content.choices.entries())
        for (const each of chosen) answers[place]![each] = plus(answers[place]![each]!, weight)
    } else invalid = plus(invalid, weight)
    const scan = must(await findAttachment(tx, street, file), 'the scan of a paper').originalSha256
    const choices = content.valid ? answersOf(vote).map((count, place) => Array.from({ length: count }, (_, each) => (content.choices[place]!.includes(each) ? 1 : 0))) : null // prettier-ignore
    lines.push({
      owner,
      area: weight.area,
      valid: content.valid,
      choices,
      reason: content.valid ? null : content.reason,
      scan,
      clerks: [firstName, secondName],
    })
  }
  const settled = rows.every(({ state }) => state === 'confirmed')
  return { valid, invalid, answers, settled, annex: { v: 1, vote: vote.id, mode: 'named', papers: lines } }
}

/** Of a secret vote the urn by area class, and who handed a paper in. */
const secretPapers: PaperOfVote = async ({ tx, street }, vote, areas) => {
  const rows = (await papersOf(tx, street, vote.id)).filter(({ state }) => state !== 'void')
  const sheet = await sheetOf(tx, street, vote.id)
  const counted: readonly SheetRow[] = sheet?.state === 'confirmed' ? sheet.rows : []
  const answers = emptyAnswers(vote)
  let [valid, invalid] = [none, none]
  for (const { area, counts, invalid: spoilt } of counted) {
    const papers = rows.filter(({ owner }) => areas.get(owner) === area).length
    valid = plus(valid, { area: area * (papers - spoilt), heads: papers - spoilt })
    invalid = plus(invalid, { area: area * spoilt, heads: spoilt })
    for (const [place, row] of counts.entries())
      for (const [each, count] of row.entries())
        answers[place]![each] = plus(answers[place]![each]!, { area: area * count, heads: count })
  }
  const papers = []
  for (const { owner, file, firstName, secondName } of rows) {
    const scan = must(await findAttachment(tx, street, file), 'the scan of an envelope').originalSha256
    papers.push({ owner, area: areas.get(owner)!, scan, clerks: [firstName, secondName] })
  }
  const settled =
    rows.every(({ state }) => state === 'confirmed') && (rows.length === 0 || sheet?.state === 'confirmed')
  const scan =
    sheet && must(await findAttachment(tx, street, sheet.file), 'the scan of a counting sheet').originalSha256
  const clerks = sheet ? [sheet.firstName, sheet.secondName] : []
  return {
    valid,
    invalid,
    answers,
    settled,
    annex: { v: 1, vote: vote.id, mode: 'secret', rows: counted, scan: scan ?? null, clerks, papers },
  }
}

const matterChoices = ['agree', 'against', 'abstain'] as const
const tallyOfMatter = (row: readonly Measures[]) =>
  Object.fromEntries(matterChoices.map((choice, place) => [choice, row[place] ?? none])) as Record<
    (typeof matterChoices)[number],
    Measures
  >

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
  const sum = (some: typeof owners): Measures => some.reduce((all, { area }) => plus(all, { area, heads: 1 }), none)
  const totals = sum(owners)
  const notReturned = sum(owners.filter(({ state, delivery }) => state === 'none' && delivery !== null))
  const areas = new Map(owners.map(({ no, area }) => [no, area]))
  const onPaper = await (vote.mode === 'named' ? namedPapers : secretPapers)(context, vote, areas)
  const [byArea, byHead] = [
    must(parseResult(result.area), 'the result by area'),
    must(parseResult(result.head), 'the result by heads'),
  ]
  const onlineAnswers = byArea.map((row, place) => row.map((area, each) => ({ area, heads: byHead[place]![each]! })))
  const online = { area: tally.totalWeight, heads: tally.numTallied }
  const instance = JSON.parse(setup.rules) as RuleInstance
  const decisions = vote.questions.map((question, place) => {
    const given = { totals, invalid: onPaper.invalid, notReturned }
    const [electronic, paper] = [onlineAnswers[place]!, onPaper.answers[place]!]
    const made =
      question.kind === 'matter'
        ? countMatter(instance, question.article, {
            ...given,
            online: tallyOfMatter(electronic),
            paper: tallyOfMatter(paper),
          })
        : countElection(instance, {
            ...given,
            candidates: question.candidates,
            seats: question.seats,
            round: question.round,
            online: { ballots: online, candidates: electronic },
            paper: { ballots: onPaper.valid, candidates: paper },
          })
    if (!made.ok) throw new Error(`Question ${place + 1} of ${vote.id} cannot be counted: ${made.error}.`)
    return made.value
  })
  return {
    totals,
    delivered: sum(owners.filter(({ delivery }) => delivery !== null)),
    notReturned,
    online,
    paper: onPaper.valid,
    invalid: onPaper.invalid,
    onlineAnswers,
    paperAnswers: onPaper.answers,
    settled: onPaper.settled,
    decisions,
    ballotsHash: tally.ballotsHash,
    annex: onPaper.annex,
  }
}

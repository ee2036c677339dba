import type { Roll } from '../electorate/electorate.ts'
import type { DeliveryWay, VoteMode } from '../vote.ts'
import type { ElectionTally } from './count-election.ts'
import { matterChoices, type MatterChoice, type MatterTally } from './count-matter.ts'
import { addUp, nothing, type Measures } from './measures.ts'

/** One answer on paper: of a matter a choice, of an election the indexes of the candidates agreed to. */
export type PaperAnswer = MatterChoice | 'invalid' | readonly number[]

/** A sheet of a named vote: for all units of its owner, or, where the sheets differ, for some of them. */
export interface SheetAnswers {
  /** Numbers of the units on the roll. */
  readonly units: readonly string[]
  /** In the order of the questions. */
  readonly answers: readonly PaperAnswer[]
}

/** What an owner handed in, as two clerks entered it from the scan. */
export interface NamedPaper {
  readonly owner: string
  readonly sheets: readonly SheetAnswers[]
  /** Why the paper is invalid, where it is. */
  readonly reason: string | null
  /** SHA-256 of the scan, in hex. */
  readonly scan: string
  /** Post numbers of the two clerks. */
  readonly clerks: readonly [string, string]
}

export type ClassCount =
  | ({ readonly kind: 'matter' } & Readonly<Record<MatterChoice | 'invalid', number>>)
  | { readonly kind: 'election'; readonly agree: readonly number[]; readonly valid: number; readonly invalid: number }

/** The secret papers of all owners of one area, counted in public without looking whose they are. */
export interface PaperClass {
  /** Area of each of these owners, in 0.01 m². */
  readonly area: number
  readonly received: number
  /** In the order of the questions. */
  readonly counts: readonly ClassCount[]
}

/** paper.json: what was not voted online, next to the archives and never inside them. */
export interface PaperAnnex {
  readonly v: 1
  readonly vote: string
  readonly electionUuid: string
  readonly mode: VoteMode
  /** Numbers of the owners whose paper was received. */
  readonly received: readonly string[]
  /** Whose ballot was delivered with proof and neither came back nor was cast online. */
  readonly notReturned: readonly { readonly owner: string; readonly way: DeliveryWay; readonly evidence: string }[]
  /** Of a named vote. */
  readonly named: readonly NamedPaper[]
  /** Of a secret vote. */
  readonly classes: readonly PaperClass[]
  /** SHA-256 of the scanned counting sheets. */
  readonly scans: readonly string[]
  /** Post numbers of those who counted, and of the witnesses (居民委员会、街道). */
  readonly tellers: readonly string[]
  readonly witnesses: readonly string[]
}

interface MatterPaper {
  readonly tally: MatterTally
  readonly invalid: Measures
}

interface ElectionPaper {
  readonly tally: ElectionTally
  readonly invalid: Measures
}

type MatterParts = Record<MatterChoice | 'invalid', Measures>

const noParts = (): MatterParts => ({ agree: nothing, against: nothing, abstain: nothing, invalid: nothing })

/**
 * One owner's answers to a matter. Sheets that differ count their area as they say; the head goes with the greater
 * area among valid answers, and abstains when two are even.
 */
export function settleAnswers(
  answers: readonly { readonly area: number; readonly answer: PaperAnswer }[],
): MatterParts {
  const parts = noParts()
  for (const { area, answer } of answers) {
    const choice = typeof answer === 'string' ? answer : 'invalid'
    parts[choice] = addUp(parts[choice], { area, heads: 0 })
  }
  const ranked = matterChoices
    .map((choice) => ({ choice, area: parts[choice].area }))
    .toSorted((a, b) => b.area - a.area)
  const [first, second] = ranked as [(typeof ranked)[number], (typeof ranked)[number], unknown]
  const head = first.area === 0 ? 'invalid' : first.area === second.area ? 'abstain' : first.choice
  parts[head] = { ...parts[head], heads: 1 }
  return parts
}

function areaOfUnits(roll: Roll, units: readonly string[]): number {
  return roll.units.reduce((sum, unit) => sum + (units.includes(unit.no) ? unit.area : 0), 0)
}

function answersOf(paper: NamedPaper, question: number, roll: Roll): { area: number; answer: PaperAnswer }[] {
  return paper.sheets.map((sheet) => ({
    area: areaOfUnits(roll, sheet.units),
    answer: sheet.answers[question] ?? 'invalid',
  }))
}

function matterOf(parts: readonly MatterParts[]): MatterPaper {
  const sum = (choice: keyof MatterParts) => addUp(...parts.map((each) => each[choice]))
  const tally = { agree: sum('agree'), against: sum('against'), abstain: sum('abstain') }
  return { tally, invalid: sum('invalid') }
}

/** One owner's answers to an election: a candidate has the head where most of the validly voted area agrees. */
function settleElection(
  answers: readonly { readonly area: number; readonly answer: PaperAnswer }[],
  candidates: number,
): ElectionPaper {
  const valid = answers.flatMap(({ area, answer }) => (typeof answer === 'string' ? [] : [{ area, chosen: answer }]))
  const area = valid.reduce((sum, each) => sum + each.area, 0)
  const all = answers.reduce((sum, each) => sum + each.area, 0)
  const heads = valid.length > 0 ? 1 : 0
  return {
    tally: {
      ballots: { area, heads },
      candidates: Array.from({ length: candidates }, (_, candidate) => {
        const agree = valid.reduce((sum, each) => sum + (each.chosen.includes(candidate) ? each.area : 0), 0)
        return { area: agree, heads: 2 * agree > area ? 1 : 0 }
      }),
    },
    invalid: { area: all - area, heads: 1 - heads },
  }
}

function electionOf(parts: readonly ElectionPaper[], candidates: number): ElectionPaper {
  return {
    tally: {
      ballots: addUp(...parts.map(({ tally }) => tally.ballots)),
      candidates: Array.from({ length: candidates }, (_, index) =>
        addUp(...parts.map(({ tally }) => tally.candidates[index]!)),
      ),
    },
    invalid: addUp(...parts.map(({ invalid }) => invalid)),
  }
}

/** So many owners of one area. */
const times = (area: number, heads: number): Measures => ({ area: area * heads, heads })

function classMatter({ area, counts }: PaperClass, question: number): MatterParts {
  const count = counts[question]
  if (count?.kind !== 'matter') return noParts()
  const of = (choice: keyof MatterParts) => times(area, count[choice])
  return { agree: of('agree'), against: of('against'), abstain: of('abstain'), invalid: of('invalid') }
}

function classElection({ area, counts }: PaperClass, question: number, candidates: number) {
  const found = counts[question]
  const count = found?.kind === 'election' ? found : { agree: [], valid: 0, invalid: 0 }
  return {
    tally: {
      ballots: times(area, count.valid),
      candidates: Array.from({ length: candidates }, (_, index) => times(area, count.agree[index] ?? 0)),
    },
    invalid: times(area, count.invalid),
  }
}

/** The papers' answers to a matter, by both measures. Only an annex without findings is counted. */
export function matterPaper(annex: PaperAnnex, roll: Roll, question: number): MatterPaper {
  return matterOf(
    annex.mode === 'named'
      ? annex.named.map((paper) => settleAnswers(answersOf(paper, question, roll)))
      : annex.classes.map((each) => classMatter(each, question)),
  )
}

/** The papers of an election, candidate by candidate. */
export function electionPaper(annex: PaperAnnex, roll: Roll, question: number, candidates: number): ElectionPaper {
  return electionOf(
    annex.mode === 'named'
      ? annex.named.map((paper) => settleElection(answersOf(paper, question, roll), candidates))
      : annex.classes.map((each) => classElection(each, question, candidates)),
    candidates,
  )
}

/** Owners whose sheets answer a question differently: named on the result sheet. */
export function differingOwners(annex: PaperAnnex): readonly string[] {
  return annex.named
    .filter(({ sheets }) => new Set(sheets.map(({ answers }) => JSON.stringify(answers))).size > 1)
    .map(({ owner }) => owner)
}

/** The ballots of the annex that were delivered in a way the rules accept, and did not come back. */
export function notReturnedOf(annex: PaperAnnex, roll: Roll, ways: readonly DeliveryWay[]): Measures {
  const areas = new Map(roll.owners.map((owner) => [owner.no, owner.area]))
  return addUp(
    ...annex.notReturned
      .filter(({ way }) => ways.includes(way))
      .map(({ owner }) => ({ area: areas.get(owner) ?? 0, heads: 1 })),
  )
}

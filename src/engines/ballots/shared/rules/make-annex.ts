import type { Roll } from '../electorate/electorate.ts'
import type { VoteMode, VoteQuestion } from '../vote.ts'
import { matterChoices } from './count-matter.ts'
import type { ClassCount, NamedPaper, PaperAnnex, PaperAnswer } from './paper-annex.ts'

/** What two clerks read off the paper of a named vote: chosen answers by question, or why it is invalid. */
export interface EnteredPaper {
  readonly owner: string
  readonly choices: readonly (readonly number[])[] | null
  readonly reason: string | null
  readonly scan: string
  readonly clerks: readonly [string, string]
}

/** The line of a counting sheet: how often each answer was chosen on the papers of one area, question by question. */
export interface EnteredClass {
  readonly area: number
  readonly counts: readonly (readonly number[])[]
  readonly invalid: number
}

function answerTo(question: VoteQuestion, chosen: readonly number[] | undefined): PaperAnswer {
  if (!chosen) return 'invalid'
  if (question.kind === 'election') return chosen
  return (chosen.length === 1 && matterChoices[chosen[0]!]) || 'invalid'
}

function namedPaper(paper: EnteredPaper, roll: Roll, questions: readonly VoteQuestion[]): NamedPaper {
  const { owner, choices, reason, scan, clerks } = paper
  const units = roll.units.filter((unit) => unit.owner === owner).map((unit) => unit.no)
  const answers = questions.map((question, index) => answerTo(question, choices?.[index]))
  return { owner, sheets: [{ units, answers }], reason, scan, clerks }
}

function classCount(question: VoteQuestion, counts: readonly number[], received: number, invalid: number): ClassCount {
  if (question.kind === 'election') return { kind: 'election', agree: counts, valid: received - invalid, invalid }
  const [agree = 0, against = 0, abstain = 0] = counts
  return { kind: 'matter', agree, against, abstain, invalid }
}

/** paper.json from what was entered: one sheet for all units of an owner, an invalid paper invalid for every question. */
export function makeAnnex(given: {
  readonly mode: VoteMode
  readonly roll: Roll
  readonly questions: readonly VoteQuestion[]
  /** Numbers of the owners whose paper was received. */
  readonly received: readonly string[]
  readonly notReturned: PaperAnnex['notReturned']
  readonly papers: readonly EnteredPaper[]
  readonly classes: readonly EnteredClass[]
  readonly scans: readonly string[]
  readonly tellers: readonly string[]
  readonly witnesses: readonly string[]
}): PaperAnnex {
  const { mode, roll, questions, received, notReturned, papers, classes, scans, tellers, witnesses } = given
  const areas = new Map(roll.owners.map((owner) => [owner.no, owner.area]))
  return {
    v: 1,
    vote: roll.vote,
    electionUuid: roll.electionUuid,
    mode,
    received,
    notReturned,
    named: papers.map((paper) => namedPaper(paper, roll, questions)),
    classes: classes.map(({ area, counts, invalid }) => {
      const papersOfArea = received.filter((owner) => areas.get(owner) === area).length
      return {
        area,
        received: papersOfArea,
        counts: questions.map((question, index) => classCount(question, counts[index] ?? [], papersOfArea, invalid)),
      }
    }),
    scans,
    tellers,
    witnesses,
  }
}

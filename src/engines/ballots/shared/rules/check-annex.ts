import type { Text } from '#kernel/text'
import type { Roll } from '../electorate/electorate.ts'
import type { VoteMode, VoteQuestion } from '../vote.ts'
import { squareMetres } from './measures.ts'
import type { ClassCount, NamedPaper, PaperAnnex, PaperAnswer, PaperClass } from './paper-annex.ts'

export type AnnexFault =
  | 'annex_of_other_vote'
  | 'annex_mode_wrong'
  | 'owner_not_on_roll'
  | 'owner_twice'
  | 'owner_also_online'
  | 'receipt_differs'
  | 'paper_missing'
  | 'paper_not_received'
  | 'same_clerk_twice'
  | 'units_differ'
  | 'answers_wrong'
  | 'class_twice'
  | 'class_differs'
  | 'counts_wrong'
  | 'returned_after_all'
  | 'tellers_missing'

export interface AnnexFinding {
  readonly fault: AnnexFault
  /** The owner's number, or the area of the class. */
  readonly about: string | null
  readonly text: Text
}

export const annexFaultTexts: Readonly<Record<AnnexFault, Text>> = {
  annex_of_other_vote: ['纸质票附件不属于本次表决', 'the paper annex is of another vote'],
  annex_mode_wrong: ['纸质票附件的记名方式与表决不符', 'the paper annex is of the other mode'],
  owner_not_on_roll: ['不在业主清册上', 'is not on the roll'],
  owner_twice: ['在附件中出现两次', 'appears twice in the annex'],
  owner_also_online: ['已线上表决，又计入纸质票', 'voted online and is counted on paper as well'],
  receipt_differs: ['纸质票签收记录与附件不一致', 'the receipts and the annex differ'],
  paper_missing: ['已签收纸质票，但附件中没有表决意见', 'handed in a paper that the annex does not hold'],
  paper_not_received: ['附件中有表决意见，但没有签收记录', 'has a paper in the annex that was not received'],
  same_clerk_twice: ['两次录入为同一人', 'was entered twice by the same clerk'],
  units_differ: ['表决票所列房屋与清册不符', 'the sheets do not cover the units on the roll, each once'],
  answers_wrong: ['表决意见与表决事项不符', 'the answers do not fit the questions'],
  class_twice: ['同一面积出现两次', 'the area appears twice'],
  class_differs: [
    '票数与该面积业主交回的纸质票数不符',
    'the number of papers is not that received from owners of this area',
  ],
  counts_wrong: ['各项意见之和与票数不符', 'the answers do not add up to the papers'],
  returned_after_all: ['列为未返还，但已表决', 'is listed as not returned, but voted'],
  tellers_missing: ['监票、计票人员不足两人', 'fewer than two tellers signed'],
}

function finding(fault: AnnexFault, about: string | null, who: Text): AnnexFinding {
  const [zh, en] = annexFaultTexts[fault]
  return { fault, about, text: [`${who[0]}${zh}。`, `${who[1]}${who[1] ? ': ' : ''}${en}.`] }
}

const ofOwner = (fault: AnnexFault, owner: string) => finding(fault, owner, [`${owner} 号业主：`, `Owner ${owner}`])
const ofClass = (fault: AnnexFault, area: number) =>
  finding(fault, String(area), [`面积 ${squareMetres(area)} 平方米：`, `Area ${squareMetres(area)} m²`])
const ofAnnex = (fault: AnnexFault) => finding(fault, null, ['', ''])

const isCount = (value: number): boolean => Number.isSafeInteger(value) && value >= 0

function answerFits(answer: PaperAnswer, question: VoteQuestion): boolean {
  if (answer === 'invalid') return true
  if (typeof answer === 'string') return question.kind === 'matter'
  return (
    question.kind === 'election' &&
    answer.length <= question.seats &&
    new Set(answer).size === answer.length &&
    answer.every((candidate) => isCount(candidate) && candidate < question.candidates.length)
  )
}

function countFits(count: ClassCount, question: VoteQuestion, received: number): boolean {
  if (count.kind === 'matter') {
    const counts = [count.agree, count.against, count.abstain, count.invalid]
    return question.kind === 'matter' && counts.every(isCount) && counts.reduce((sum, each) => sum + each) === received
  }
  return (
    question.kind === 'election' &&
    count.agree.length === question.candidates.length &&
    [count.valid, count.invalid, ...count.agree].every(isCount) &&
    count.valid + count.invalid === received &&
    count.agree.every((each) => each <= count.valid) &&
    count.agree.reduce((sum, each) => sum + each, 0) <= question.seats * count.valid
  )
}

function checkNamed(paper: NamedPaper, roll: Roll, questions: readonly VoteQuestion[]): AnnexFinding[] {
  const found: AnnexFinding[] = []
  if (paper.clerks[0] === paper.clerks[1]) found.push(ofOwner('same_clerk_twice', paper.owner))
  const covered = paper.sheets.flatMap((sheet) => sheet.units).toSorted()
  const owned = roll.units.filter((unit) => unit.owner === paper.owner).map((unit) => unit.no)
  if (covered.join() !== owned.toSorted().join()) found.push(ofOwner('units_differ', paper.owner))
  const fits = paper.sheets.every(
    ({ answers }) =>
      answers.length === questions.length && answers.every((answer, index) => answerFits(answer, questions[index]!)),
  )
  if (!fits) found.push(ofOwner('answers_wrong', paper.owner))
  return found
}

function checkClasses(annex: PaperAnnex, areas: ReadonlyMap<string, number>, questions: readonly VoteQuestion[]) {
  const found: AnnexFinding[] = []
  const received = new Map<number, number>()
  for (const owner of annex.received) {
    const area = areas.get(owner)
    if (area !== undefined) received.set(area, (received.get(area) ?? 0) + 1)
  }
  const known = new Map<number, PaperClass>()
  for (const each of annex.classes) {
    if (known.has(each.area)) found.push(ofClass('class_twice', each.area))
    known.set(each.area, each)
    if (each.received !== (received.get(each.area) ?? 0)) found.push(ofClass('class_differs', each.area))
    const fits =
      each.counts.length === questions.length &&
      each.counts.every((count, index) => countFits(count, questions[index]!, each.received))
    if (!fits) found.push(ofClass('counts_wrong', each.area))
  }
  for (const area of received.keys()) if (!known.has(area)) found.push(ofClass('class_differs', area))
  return found
}

function checkOwners(annex: PaperAnnex, areas: ReadonlyMap<string, number>, online: ReadonlySet<string>) {
  const found: AnnexFinding[] = []
  const received = new Set<string>()
  for (const owner of annex.received) {
    if (received.has(owner)) found.push(ofOwner('owner_twice', owner))
    received.add(owner)
    if (!areas.has(owner)) found.push(ofOwner('owner_not_on_roll', owner))
    if (online.has(owner)) found.push(ofOwner('owner_also_online', owner))
  }
  const notReturned = new Set<string>()
  for (const { owner } of annex.notReturned) {
    if (notReturned.has(owner)) found.push(ofOwner('owner_twice', owner))
    notReturned.add(owner)
    if (!areas.has(owner)) found.push(ofOwner('owner_not_on_roll', owner))
    if (received.has(owner) || online.has(owner)) found.push(ofOwner('returned_after_all', owner))
  }
  return found
}

function checkPapers(annex: PaperAnnex, roll: Roll, questions: readonly VoteQuestion[]): AnnexFinding[] {
  const found: AnnexFinding[] = []
  const named = new Set<string>()
  for (const paper of annex.named) {
    if (named.has(paper.owner)) found.push(ofOwner('owner_twice', paper.owner))
    named.add(paper.owner)
    if (!annex.received.includes(paper.owner)) found.push(ofOwner('paper_not_received', paper.owner))
    found.push(...checkNamed(paper, roll, questions))
  }
  for (const owner of annex.received) if (!named.has(owner)) found.push(ofOwner('paper_missing', owner))
  return found
}

/**
 * What is wrong with an annex, each fault named: against the roll, against who voted online (from the archive or from
 * the rows), and, where the caller keeps the rows, against the papers received.
 */
export function checkAnnex(
  annex: PaperAnnex,
  against: {
    readonly roll: Roll
    readonly mode: VoteMode
    readonly questions: readonly VoteQuestion[]
    readonly online: ReadonlySet<string>
    readonly received?: ReadonlySet<string>
  },
): readonly AnnexFinding[] {
  const { roll, mode, questions, online } = against
  if (annex.vote !== roll.vote || annex.electionUuid !== roll.electionUuid) return [ofAnnex('annex_of_other_vote')]
  const foreign = mode === 'named' ? annex.classes.length : annex.named.length
  if (annex.mode !== mode || foreign > 0) return [ofAnnex('annex_mode_wrong')]
  const areas = new Map(roll.owners.map((owner) => [owner.no, owner.area]))
  const found = checkOwners(annex, areas, online)
  const receipts = against.received
  if (receipts && (receipts.size !== annex.received.length || !annex.received.every((owner) => receipts.has(owner))))
    found.push(ofAnnex('receipt_differs'))
  found.push(...(mode === 'named' ? checkPapers(annex, roll, questions) : checkClasses(annex, areas, questions)))
  if (annex.received.length > 0 && new Set(annex.tellers).size < 2) found.push(ofAnnex('tellers_missing'))
  return found
}

import { canonicalJson } from '#kernel/canonical-json'
import { sha256Hex } from '../belenios/hash.ts'
import type { ArchiveSummary } from '../belenios/verify-archive.ts'
import type { Roll } from '../electorate/electorate.ts'
import { checkAnnex } from '../rules/check-annex.ts'
import { countVote, type Decision } from '../rules/count-vote.ts'
import type { PaperAnnex } from '../rules/paper-annex.ts'
import type { VoteMode } from '../vote.ts'
import type { FrozenRules } from './frozen-rules.ts'
import { recordFinding, type RecordFinding } from './record-findings.ts'
import type { SignedSheet } from './result-sheet.ts'

/** Numbers of the owners whose key signed a ballot that counts. */
export function ownersOnline(area: ArchiveSummary, roll: Roll): ReadonlySet<string> {
  const numbers = new Map(roll.owners.map(({ key, no }) => [key, no]))
  return new Set(area.counted.flatMap(({ credential }) => numbers.get(credential) ?? []))
}

/** Of archives that hold a result. */
export interface CountToVerify {
  readonly mode: VoteMode
  readonly roll: Roll
  readonly rules: FrozenRules
  readonly area: ArchiveSummary
  readonly head: ArchiveSummary
  readonly annex: PaperAnnex
}

/** The papers against the roll and against who voted online: nobody counts twice, nobody was invented. */
export function verifyAnnex({ mode, roll, rules, area, annex }: CountToVerify): readonly RecordFinding[] {
  const against = { roll, mode, questions: rules.questions, online: ownersOnline(area, roll) }
  return checkAnnex(annex, against).map(({ fault, about, text }) => ({
    ...recordFinding(`paper_${fault}`, about === null ? 'paper.json' : `paper.json ${about}`),
    text,
  }))
}

export interface Recount {
  readonly findings: readonly RecordFinding[]
  readonly decisions: readonly Decision[]
}

/** Everything counted again from the archives and the annex, by the rules. */
export function recount({ roll, rules, area, head, annex }: CountToVerify): Recount {
  const archive = {
    area: { participants: area.totalWeight!, counts: area.totals! },
    heads: { participants: head.numTallied!, counts: head.totals! },
  }
  const decided = countVote({ rules, roll, questions: rules.questions, archive, annex })
  return decided.ok
    ? { findings: [], decisions: decided.value }
    : { findings: [recordFinding('recount_impossible', 'result.json', decided.error)], decisions: [] }
}

export function trackersHash({ ballots }: ArchiveSummary): string {
  return sha256Hex(ballots.map(({ tracker }) => `${tracker}\n`).join(''))
}

/** The signed sheet against the count made again. */
export function verifySheet(
  sheet: SignedSheet,
  { mode, area, roll, rules }: CountToVerify,
  decisions: readonly Decision[],
  paperHash: string | undefined,
): readonly RecordFinding[] {
  const found: RecordFinding[] = []
  const where = 'result.json'
  const { sheet: hash, tellers, ...signed } = sheet
  if (sheet.vote !== roll.vote || sheet.mode !== mode) found.push(recordFinding('vote_id_differs', where))
  if (sheet.electionUuid !== roll.electionUuid) found.push(recordFinding('election_uuid_differs', where))
  if (sha256Hex(canonicalJson(signed)) !== hash) found.push(recordFinding('result_sheet_hash_wrong', where))
  // The same line twice is one signature. Two people of one name and post are told apart by when they signed.
  if (new Set(tellers.map((each) => canonicalJson(each))).size < 2)
    found.push(recordFinding('result_tellers_missing', where, String(tellers.length)))
  else if (new Set(tellers.map(({ name, post }) => `${post} ${name}`)).size < 2)
    found.push(recordFinding('tellers_of_one_name', where))
  if (tellers.some(({ at }) => at < sheet.closedAt)) found.push(recordFinding('result_signed_too_early', where))
  if (sheet.paper !== paperHash) found.push(recordFinding('result_paper_differs', where))
  if (sheet.ballotsHash !== trackersHash(area)) found.push(recordFinding('result_ballots_differ', where))
  if (sheet.questions.length !== decisions.length) found.push(recordFinding('result_question_differs', where))
  for (const [i, decision] of decisions.entries()) {
    const said = sheet.questions[i]
    // A decision under another question's words says something else.
    if (!said || said.text !== rules.questions[i]!.text || canonicalJson(said.decision) !== canonicalJson(decision))
      found.push(recordFinding('result_question_differs', `question ${i + 1}`))
  }
  return found
}

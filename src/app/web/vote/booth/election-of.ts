import { canonicalJson } from '#kernel/canonical-json'
import { err, ok, type Result } from '#kernel/result'
import type { OutputOf } from '#kernel/operation'
import {
  groupNamed,
  openElection,
  parseElection,
  sha256Hex,
  type ballots,
  type NoticeView,
  type OpenElection,
} from '#engines/ballots/shared'
import { matterWords } from './choosing.ts'

export type Files = OutputOf<typeof ballots.electionFiles>

/**
 * The election as its file says, if that is the vote of the notice: its questions, its mode, and the hashes of the roll and
 * the rules that every ballot is bound to. A booth that asked one thing and encrypted to another would be found out here.
 */
export function electionOf(
  files: Files,
  notice: Pick<NoticeView, 'id' | 'electionUuid' | 'questions' | 'mode'>,
): Result<OpenElection, 'election_wrong'> {
  const parsed = parseElection(files.election)
  if (!parsed.ok) return err('election_wrong')
  const election = parsed.value
  const bound = { mode: notice.mode, roll: sha256Hex(files.roll), rules: sha256Hex(files.rules), v: 1, vote: notice.id }
  const questions = notice.questions.map((question) =>
    question.kind === 'matter'
      ? { question: question.text, answers: matterWords.map(([zh]) => zh), min: 1, max: 1 }
      : { question: question.text, answers: question.candidates, min: 0, max: question.seats },
  )
  const said = election.questions.map(({ question, answers, min, max }) => ({ question, answers, min, max }))
  const isThis =
    election.uuid === notice.electionUuid &&
    sameJson(election.description, canonicalJson(bound)) &&
    JSON.stringify(said) === JSON.stringify(questions)
  return isThis ? ok(openElection(election, groupNamed(election.group))) : err('election_wrong')
}

function sameJson(text: string, canonical: string): boolean {
  try {
    return canonicalJson(JSON.parse(text)) === canonical
  } catch {
    return false
  }
}

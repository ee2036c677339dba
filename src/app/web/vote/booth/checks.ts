import { canonicalJson } from '#kernel/canonical-json'
import { err, ok, type Result } from '#kernel/result'
import type { OutputOf } from '#kernel/operation'
import {
  groupNamed,
  matterAnswers,
  openElection,
  parseElection,
  sha256Hex,
  type ballots,
  type NoticeView,
  type OpenElection,
} from '#engines/ballots/shared'
import {
  base64,
  fromBase64,
  leafHash,
  parseCheckpoint,
  verifyInclusion,
  verifyNote,
  verifyReceipt,
  type SignedReceipt,
} from '#engines/notary/shared'

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
      ? { question: question.text, answers: [...matterAnswers], min: 1, max: 1 }
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

interface Cast {
  readonly tracker: string
  readonly seq: number
  readonly receipt: SignedReceipt
}

/** The text that stands in the log for a ballot. */
const leafOf = (vote: string, { tracker, seq, receipt }: Cast) =>
  canonicalJson({ kind: 'ballot', at: receipt.at, data: { vote, seq, tracker } })

const hashOf = (leaf: string) => leafHash(new TextEncoder().encode(leaf))

/** Whether a receipt is signed by the log of this vote, and for this very ballot. */
export function receiptHolds(
  cast: Cast,
  vote: string,
  { logKey, logOrigin }: Pick<Files, 'logKey' | 'logOrigin'>,
): boolean {
  return (
    cast.receipt.origin === logOrigin &&
    cast.receipt.leafHash === base64(hashOf(leafOf(vote, cast))) &&
    verifyReceipt(cast.receipt, logKey)
  )
}

export type InclusionVerdict =
  | { readonly found: 'held'; readonly size: number; readonly index: number }
  | { readonly found: 'waiting' }
  | { readonly found: 'wrong' }

type Inclusion = NonNullable<OutputOf<typeof ballots.ballot>['inclusion']>

/** Whether the public record holds the ballot: reckoned from the proof up to the signed root, believing nobody. */
export function inclusionVerdict(
  cast: Cast & { readonly inclusion: Inclusion | null },
  vote: string,
  log: Pick<Files, 'logKey' | 'logOrigin'>,
): InclusionVerdict {
  if (!receiptHolds(cast, vote, log)) return { found: 'wrong' }
  if (!cast.inclusion) return { found: 'waiting' }
  const { leaf, proof, checkpoint: said } = cast.inclusion
  const checkpoint = parseCheckpoint(said)
  const note = verifyNote(said, [log.logKey])
  const steps = proof.map(fromBase64)
  const { index } = cast.receipt
  const isHeld =
    leaf === leafOf(vote, cast) &&
    checkpoint?.origin === log.logOrigin &&
    (note?.signedBy.length ?? 0) > 0 &&
    steps.every((step) => step !== undefined) &&
    verifyInclusion(
      { index, size: checkpoint.size, leafHash: hashOf(leaf), root: checkpoint.root },
      steps as Uint8Array[],
    )
  return isHeld ? { found: 'held', size: checkpoint.size, index } : { found: 'wrong' }
}

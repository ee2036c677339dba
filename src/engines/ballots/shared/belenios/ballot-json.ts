import { err, ok } from '#kernel/result'
import type { Result } from '#kernel/result'
import type { Election } from './election.ts'
import type { CiphertextJson } from './encryption.ts'
import type { ProofJson } from './proofs.ts'
import { fieldsInOrder, isCanonicalJson, parseJson } from './strict-json.ts'

/** The fields in the order of the specification: hashes are taken of the text. */
export interface AnswerJson {
  readonly choices: readonly CiphertextJson[]
  readonly individual_proofs: readonly (readonly ProofJson[])[]
  readonly overall_proof: readonly ProofJson[]
}

export interface UnsignedBallotJson {
  readonly election_uuid: string
  readonly election_hash: string
  readonly credential: string
  readonly answers: readonly AnswerJson[]
}

export interface BallotJson extends UnsignedBallotJson {
  readonly signature: { readonly hash: string; readonly proof: ProofJson }
}

export type BallotShapeFault =
  | 'ballot_too_large'
  | 'ballot_not_json'
  | 'ballot_not_canonical'
  | 'ballot_wrong_shape'
  | 'ballot_wrong_answers'

/** What the longest ballot of an election may measure. A scalar has 78 digits, an element of BELENIOS-2048 617. */
export function ballotSizeLimit({ questions, group }: Election): number {
  const proof = 78 * 2 + 40
  const element = group === 'Ed25519' ? 64 : 617
  const answers = questions.map(
    ({ answers, min, max }) => answers.length * (2 * element + 30 + 2 * proof) + (max - min + 1) * proof + 80,
  )
  return answers.reduce((sum, each) => sum + each, element + proof + 400)
}

function isListOf<T>(value: unknown, is: (each: unknown) => each is T): value is T[] {
  return Array.isArray(value) && value.every(is)
}

function hasTexts(value: unknown, names: readonly string[]): boolean {
  return fieldsInOrder(value, names)?.every((each) => typeof each === 'string') ?? false
}

function isProof(value: unknown): value is ProofJson {
  return hasTexts(value, ['challenge', 'response'])
}

function isProofList(value: unknown): value is ProofJson[] {
  return isListOf(value, isProof)
}

function isCiphertext(value: unknown): value is CiphertextJson {
  return hasTexts(value, ['alpha', 'beta'])
}

function isAnswer(value: unknown): value is AnswerJson {
  const [choices, individual, overall] = fieldsInOrder(value, ['choices', 'individual_proofs', 'overall_proof']) ?? []
  return isListOf(choices, isCiphertext) && isListOf(individual, isProofList) && isProofList(overall)
}

function isBallot(value: unknown): value is BallotJson {
  const fields = fieldsInOrder(value, ['election_uuid', 'election_hash', 'credential', 'answers', 'signature'])
  if (!fields?.slice(0, 3).every((each) => typeof each === 'string')) return false
  const [hash, proof] = fieldsInOrder(fields[4], ['hash', 'proof']) ?? []
  return isListOf(fields[3], isAnswer) && typeof hash === 'string' && isProof(proof)
}

/** As many answers and proofs as the questions ask for. */
function answers(ballot: BallotJson, { questions }: Election): boolean {
  return (
    ballot.answers.length === questions.length &&
    ballot.answers.every((answer, i) => {
      const { answers, min, max } = questions[i]!
      return (
        answer.choices.length === answers.length &&
        answer.individual_proofs.length === answers.length &&
        answer.individual_proofs.every((proofs) => proofs.length === 2) &&
        answer.overall_proof.length === max - min + 1
      )
    })
  )
}

export function parseBallot(election: Election, text: string): Result<BallotJson, BallotShapeFault> {
  if (text.length > ballotSizeLimit(election)) return err('ballot_too_large')
  const parsed = parseJson(text)
  if (parsed === undefined) return err('ballot_not_json')
  if (!isBallot(parsed)) return err('ballot_wrong_shape')
  if (!isCanonicalJson(text, parsed)) return err('ballot_not_canonical')
  return answers(parsed, election) ? ok(parsed) : err('ballot_wrong_answers')
}

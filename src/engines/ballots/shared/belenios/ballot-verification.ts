import { err, ok } from '#kernel/result'
import type { Result } from '#kernel/result'
import { areChoicesOf, ballotRandomness, encryptAnswers, overallPrefix, sumsOf, trackerOf } from './ballot.ts'
import type { Choices } from './ballot.ts'
import { parseBallot } from './ballot-json.ts'
import type { AnswerJson, BallotJson, BallotShapeFault } from './ballot-json.ts'
import type { ElectionQuestion, OpenElection } from './election.ts'
import { encodeCiphertexts, sumOf } from './encryption.ts'
import type { Ciphertext, CiphertextJson } from './encryption.ts'
import type { Group } from './group.ts'
import { hashJson } from './hash.ts'
import { holdsInterval } from './proofs.ts'
import type { Proof, ProofJson } from './proofs.ts'
import { holdsSignature } from './signature.ts'
import { parseScalar } from './strict-json.ts'

export type BallotFault =
  | BallotShapeFault
  | 'wrong_election_uuid'
  | 'wrong_election_hash'
  | 'unknown_credential'
  | 'credential_not_in_group'
  | 'ciphertext_not_in_group'
  | 'ciphertext_unmasked'
  | 'scalar_out_of_range'
  | 'wrong_signature_hash'
  | 'wrong_signature'
  | 'wrong_individual_proof'
  | 'wrong_overall_proof'

export interface VerifiedBallot<E = unknown> {
  readonly tracker: string
  readonly credential: string
  readonly ballot: BallotJson
  /** For each question, for each of its answers. */
  readonly choices: readonly (readonly Ciphertext<E>[])[]
}

function proofOf({ challenge, response }: ProofJson, q: bigint): Proof | undefined {
  const [c, r] = [parseScalar(challenge, q), parseScalar(response, q)]
  return c === undefined || r === undefined ? undefined : { challenge: c, response: r }
}

function proofsOf(proofs: readonly ProofJson[], q: bigint): Proof[] | undefined {
  const read = proofs.map((each) => proofOf(each, q))
  return read.every((each) => each !== undefined) ? read : undefined
}

function ciphertextOf<E>(group: Group<E>, { alpha, beta }: CiphertextJson): Ciphertext<E> | undefined {
  const [a, b] = [group.decode(alpha), group.decode(beta)]
  return a === undefined || b === undefined ? undefined : { alpha: a, beta: b }
}

interface ReadAnswer<E> {
  readonly choices: readonly Ciphertext<E>[]
  readonly individual: readonly (readonly Proof[])[]
  readonly overall: readonly Proof[]
}

function readAnswer<E>(
  group: Group<E>,
  answer: AnswerJson,
): Result<ReadAnswer<E>, 'scalar_out_of_range' | 'ciphertext_not_in_group' | 'ciphertext_unmasked'> {
  const individual = answer.individual_proofs.map((proofs) => proofsOf(proofs, group.q))
  const overall = proofsOf(answer.overall_proof, group.q)
  if (!overall || !individual.every((each) => each !== undefined)) return err('scalar_out_of_range')
  const choices = answer.choices.map((choice) => ciphertextOf(group, choice))
  if (!choices.every((each) => each !== undefined)) return err('ciphertext_not_in_group')
  // r = 0 proves well, but the vote can be read by everybody: a broken generator, not a secret vote.
  if (choices.some(({ alpha }) => group.equal(alpha, group.one))) return err('ciphertext_unmasked')
  return ok({ choices, individual, overall })
}

function answerFault<E>(
  open: OpenElection<E>,
  prefix: string,
  question: ElectionQuestion,
  json: AnswerJson,
  { choices, individual, overall }: ReadAnswer<E>,
): 'wrong_individual_proof' | 'wrong_overall_proof' | undefined {
  const each = choices.every((choice, i) =>
    holdsInterval(open, prefix, choice, json.choices[i]!, [0, 1], individual[i]!),
  )
  if (!each) return 'wrong_individual_proof'
  const sum = sumOf(open.group, choices)
  const [sumJson] = encodeCiphertexts(open.group, [sum])
  const all = holdsInterval(open, overallPrefix(prefix, json.choices), sum, sumJson!, sumsOf(question), overall)
  return all ? undefined : 'wrong_overall_proof'
}

function signatureFault<E>(
  group: Group<E>,
  { signature, ...unsigned }: BallotJson,
): 'credential_not_in_group' | 'scalar_out_of_range' | 'wrong_signature_hash' | 'wrong_signature' | undefined {
  if (signature.hash !== hashJson(JSON.stringify(unsigned))) return 'wrong_signature_hash'
  const credential = group.decode(unsigned.credential)
  if (credential === undefined || group.equal(credential, group.one)) return 'credential_not_in_group'
  const proof = proofOf(signature.proof, group.q)
  if (!proof) return 'scalar_out_of_range'
  return holdsSignature(group, credential, signature.hash, proof) ? undefined : 'wrong_signature'
}

/**
 * Says of a ballot that everything about it is right, or the first thing that is wrong; what is cheap to see comes
 * first, so that rubbish costs nothing. Whether the credential may still vote is for the roll to say.
 */
export function verifyBallot<E>(
  open: OpenElection<E>,
  text: string,
  isOnRoll: (credential: string) => boolean,
): Result<VerifiedBallot<E>, BallotFault> {
  const { election, group } = open
  const parsed = parseBallot(election, text)
  if (!parsed.ok) return parsed
  const ballot = parsed.value
  const { credential } = ballot
  if (ballot.election_uuid !== election.uuid) return err('wrong_election_uuid')
  if (ballot.election_hash !== election.hash) return err('wrong_election_hash')
  if (!isOnRoll(credential)) return err('unknown_credential')
  const unsigned = signatureFault(group, ballot)
  if (unsigned) return err(unsigned)
  const choices: (readonly Ciphertext<E>[])[] = []
  for (const [i, json] of ballot.answers.entries()) {
    const answer = readAnswer(group, json)
    if (!answer.ok) return answer
    const fault = answerFault(open, `${election.hash}|${credential}`, election.questions[i]!, json, answer.value)
    if (fault) return err(fault)
    choices.push(answer.value.choices)
  }
  return ok({ tracker: trackerOf(text), credential, ballot, choices })
}

export interface AuditedBallot {
  readonly tracker: string
  readonly credential: string
}

/** Says on another device whether the ballot behind a tracker holds these choices, by making it again from the seed. */
export function auditBallot(
  open: OpenElection,
  text: string,
  choices: Choices,
  seed: Uint8Array,
): Result<AuditedBallot, BallotFault | 'choices_not_allowed' | 'ballot_holds_other_choices'> {
  const verified = verifyBallot(open, text, () => true)
  if (!verified.ok) return verified
  if (!areChoicesOf(open.election.questions, choices)) return err('choices_not_allowed')
  const { credential, tracker, ballot } = verified.value
  const again = encryptAnswers(open, credential, choices, ballotRandomness(open, credential, choices, seed))
  return JSON.stringify(again) === JSON.stringify(ballot.answers)
    ? ok({ credential, tracker })
    : err('ballot_holds_other_choices')
}

import { err, ok } from '#kernel/result'
import type { Result } from '#kernel/result'
import type { AnswerJson, UnsignedBallotJson } from './ballot-json.ts'
import type { ElectionQuestion, OpenElection } from './election.ts'
import { encodeCiphertexts, encrypt, sumOf } from './encryption.ts'
import type { CiphertextJson } from './encryption.ts'
import { hashJson } from './hash.ts'
import { mod } from './modular.ts'
import { encodeProof, proveInterval } from './proofs.ts'
import { scalarsFromSeed } from './random.ts'
import type { RandomScalars } from './random.ts'
import { sign } from './signature.ts'

/** For each question, for each of its answers, 1 or 0. */
export type Choices = readonly (readonly number[])[]

export interface CreatedBallot {
  readonly text: string
  readonly tracker: string
}

/** The tracking number of Belenios. */
export function trackerOf(ballotText: string): string {
  return hashJson(ballotText)
}

/** Every number of chosen answers that a question allows. */
export function sumsOf({ min, max }: ElectionQuestion): number[] {
  return Array.from({ length: max - min + 1 }, (_, i) => min + i)
}

/** What stands in front in the hashes of a question's overall proof: every ciphertext of the answer. */
export function overallPrefix(prefix: string, choices: readonly CiphertextJson[]): string {
  return `${prefix}|${choices.map(({ alpha, beta }) => `${alpha},${beta}`).join(',')}`
}

export function areChoicesOf(questions: readonly ElectionQuestion[], choices: Choices): boolean {
  return (
    choices.length === questions.length &&
    questions.every(({ answers, min, max }, i) => {
      const chosen = choices[i]!
      const count = chosen.filter((each) => each === 1).length
      return (
        chosen.length === answers.length &&
        chosen.every((each) => each === 0 || each === 1) &&
        count >= min &&
        count <= max
      )
    })
  )
}

function encryptAnswer<E>(
  open: OpenElection<E>,
  question: ElectionQuestion,
  chosen: readonly number[],
  prefix: string,
  random: RandomScalars,
): AnswerJson {
  const { group } = open
  const known = chosen.map((message) => ({ message, r: random() }))
  const ciphertexts = known.map(({ message, r }) => encrypt(open, message, r))
  const [sum, ...choices] = encodeCiphertexts(group, [sumOf(group, ciphertexts), ...ciphertexts])
  const individual = choices.map((choice, i) => proveInterval(open, prefix, choice, known[i]!, [0, 1], random))
  const total = {
    message: known.reduce((count, { message }) => count + message, 0),
    r: mod(
      known.reduce((all, { r }) => all + r, 0n),
      group.q,
    ),
  }
  const overall = proveInterval(open, overallPrefix(prefix, choices), sum!, total, sumsOf(question), random)
  return {
    choices,
    individual_proofs: individual.map((proofs) => proofs.map(encodeProof)),
    overall_proof: overall.map(encodeProof),
  }
}

/** Everything of a ballot but its signature: what who knows the choices and the randomness can make again. */
export function encryptAnswers<E>(
  open: OpenElection<E>,
  credential: string,
  choices: Choices,
  random: RandomScalars,
): AnswerJson[] {
  const { hash, questions } = open.election
  return questions.map((question, i) => encryptAnswer(open, question, choices[i]!, `${hash}|${credential}`, random))
}

export interface BallotOrder<E> {
  readonly open: OpenElection<E>
  /** The exponent x of the credential g^x. */
  readonly secret: bigint
  readonly choices: Choices
  readonly random: RandomScalars
}

export function createBallot<E>({
  open,
  secret,
  choices,
  random,
}: BallotOrder<E>): Result<CreatedBallot, 'choices_not_allowed'> {
  const { election, group } = open
  const x = mod(secret, group.q)
  if (x === 0n) throw new Error('The secret of a credential is not 0: anyone could sign with it.')
  if (!areChoicesOf(election.questions, choices)) return err('choices_not_allowed')
  const credential = group.encode(group.powerOfG(x))
  const unsigned: UnsignedBallotJson = {
    election_uuid: election.uuid,
    election_hash: election.hash,
    credential,
    answers: encryptAnswers(open, credential, choices, random),
  }
  const hash = hashJson(JSON.stringify(unsigned))
  const text = JSON.stringify({ ...unsigned, signature: { hash, proof: encodeProof(sign(group, x, hash)) } })
  return ok({ text, tracker: trackerOf(text) })
}

/** The randomness of a ballot that can be audited: election, credential and choices are part of it. */
export function ballotRandomness(
  open: OpenElection,
  credential: string,
  choices: Choices,
  seed: Uint8Array,
): RandomScalars {
  return scalarsFromSeed(seed, `${open.election.hash}|${credential}|${JSON.stringify(choices)}`, open.group.q)
}

/** A ballot that follows from election, secret, choices and a 32-byte seed alone, so that auditBallot can make it again. */
export function createSeededBallot<E>(
  open: OpenElection<E>,
  secret: bigint,
  choices: Choices,
  seed: Uint8Array,
): Result<CreatedBallot, 'choices_not_allowed'> {
  const credential = open.group.encode(open.group.powerOfG(secret))
  return createBallot({ open, secret, choices, random: ballotRandomness(open, credential, choices, seed) })
}

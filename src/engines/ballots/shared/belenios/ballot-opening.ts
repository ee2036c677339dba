import { err, type Result } from '#kernel/result'
import { areChoicesOf, ballotRandomness, encryptAnswers, type Choices } from './ballot.ts'
import type { BallotJson, UnsignedBallotJson } from './ballot-json.ts'
import { auditBallot, type AuditedBallot, type BallotFault } from './ballot-verification.ts'
import type { OpenElection } from './election.ts'
import { hashJson } from './hash.ts'
import type { ProofJson } from './proofs.ts'

/**
 * All that another device needs to make a seeded ballot again: its signature, which takes the secret, and what everything
 * else follows from. Short enough for one QR code, where the ballot itself is not.
 */
export interface BallotOpening {
  readonly credential: string
  readonly choices: Choices
  readonly seed: Uint8Array
  readonly signature: ProofJson
}

export function ballotOpening(text: string, choices: Choices, seed: Uint8Array): BallotOpening {
  const { credential, signature } = JSON.parse(text) as BallotJson
  return { credential, choices, seed, signature: signature.proof }
}

/** Makes the ballot again and says its tracker: it is the one that was shown before, or the choices are not these. */
export function auditOpening(
  open: OpenElection,
  { credential, choices, seed, signature }: BallotOpening,
): Result<AuditedBallot, BallotFault | 'choices_not_allowed' | 'ballot_holds_other_choices'> {
  const { election } = open
  if (!areChoicesOf(election.questions, choices)) return err('choices_not_allowed')
  const unsigned: UnsignedBallotJson = {
    election_uuid: election.uuid,
    election_hash: election.hash,
    credential,
    answers: encryptAnswers(open, credential, choices, ballotRandomness(open, credential, choices, seed)),
  }
  const hash = hashJson(JSON.stringify(unsigned))
  return auditBallot(open, JSON.stringify({ ...unsigned, signature: { hash, proof: signature } }), choices, seed)
}

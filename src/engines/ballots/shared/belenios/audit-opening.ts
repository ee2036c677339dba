import { err, type Result } from '#kernel/result'
import { areChoicesOf, ballotRandomness, encryptAnswers } from './ballot.ts'
import type { UnsignedBallotJson } from './ballot-json.ts'
import type { BallotOpening } from './ballot-opening.ts'
import { auditBallot, type AuditedBallot, type BallotFault } from './ballot-verification.ts'
import type { OpenElection } from './election.ts'
import { hashJson } from './hash.ts'

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

import { err, ok } from '#kernel/result'
import type { Result } from '#kernel/result'
import { verifyBallot } from '../../shared/belenios/ballot-verification.ts'
import type { BallotFault } from '../../shared/belenios/ballot-verification.ts'
import { openFastElection } from './fast-election.ts'

export type BallotVerdict = Result<{ readonly tracker: string; readonly credential: string }, BallotFault>

/** Reads election.json once, for the many ballots it is then asked about. */
export function ballotJudge(
  electionText: string,
): (ballot: string, isOnRoll: (credential: string) => boolean) => BallotVerdict {
  const open = openFastElection(electionText)
  return (ballot, isOnRoll) => {
    const verified = verifyBallot(open, ballot, isOnRoll)
    return verified.ok
      ? ok({ tracker: verified.value.tracker, credential: verified.value.credential })
      : err(verified.error)
  }
}

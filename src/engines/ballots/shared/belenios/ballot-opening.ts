import type { Choices } from './ballot.ts'
import type { BallotJson } from './ballot-json.ts'
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

import { reduceHash, type KeyGroup } from './election-key.ts'

/** A long-term voting key in a key-binding JWT, with the proof that whoever shows it knows its secret. */
export interface VotingKeyClaim {
  readonly group: string
  readonly public_key: string
  readonly proof: { readonly challenge: string; readonly response: string }
}

const challengeOf = <E>(group: KeyGroup<E>, publicKey: string, binding: string, commitment: E) =>
  reduceHash(['mofang/voting-key/1', group.name.toLowerCase(), publicKey, binding, group.encode(commitment)], group.q)

/** What the proof is made for: this question of this verifier, and no other. */
export const bindingOf = (nonce: string, audience: string) => `${nonce} ${audience}`

/** Schnorr, made non-interactive (Fiat and Shamir). `random` gives a number below q that nobody else learns. */
export function proveVotingKey<E>(group: KeyGroup<E>, v: bigint, binding: string, random: bigint): VotingKeyClaim {
  const publicKey = group.encode(group.powerOfG(v))
  const challenge = challengeOf(group, publicKey, binding, group.powerOfG(random))
  const response = (((random - challenge * v) % group.q) + group.q) % group.q
  return {
    group: group.name.toLowerCase(),
    public_key: publicKey,
    proof: { challenge: String(challenge), response: String(response) },
  }
}

const scalar = (text: string, q: bigint) => {
  if (!/^(0|[1-9]\d{0,99})$/.test(text)) return undefined
  const value = BigInt(text)
  return value < q ? value : undefined
}

export function isVotingKeyProven<E>(group: KeyGroup<E>, claim: VotingKeyClaim, binding: string): boolean {
  const key = group.decode(claim.public_key)
  const [challenge, response] = [scalar(claim.proof.challenge, group.q), scalar(claim.proof.response, group.q)]
  // The identity's secret is known to everyone.
  if (key === undefined || challenge === undefined || response === undefined) return false
  if (claim.public_key === group.encode(group.powerOfG(0n))) return false
  const commitment = group.multiply(group.powerOfG(response), group.power(key, challenge))
  return challengeOf(group, claim.public_key, binding, commitment) === challenge
}

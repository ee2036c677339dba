import type { Ciphertext, CiphertextJson, Encryption } from './encryption.ts'
import { hashToScalar } from './hash.ts'
import { mod } from './modular.ts'
import type { RandomScalars } from './random.ts'

export interface Proof {
  readonly challenge: bigint
  readonly response: bigint
}

export interface ProofJson {
  readonly challenge: string
  readonly response: string
}

export function encodeProof({ challenge, response }: Proof): ProofJson {
  return { challenge: challenge.toString(), response: response.toString() }
}

function challengeOf(
  prefix: string,
  { alpha, beta }: CiphertextJson,
  commitments: readonly string[],
  q: bigint,
): bigint {
  return hashToScalar(`prove|${prefix}|${alpha},${beta}|${commitments.join(',')}`, q)
}

export interface Known {
  /** What the ciphertext holds and the r it was made with. */
  readonly message: number
  readonly r: bigint
}

/**
 * Proves that a ciphertext holds one of the values (specification §4.12). Who knows r needs no other base than g and y
 * for the branches that are not true either: g^s α^c is g^(s + r c).
 */
export function proveInterval<E>(
  encryption: Encryption<E>,
  prefix: string,
  ciphertext: CiphertextJson,
  { message, r }: Known,
  values: readonly number[],
  random: RandomScalars,
): Proof[] {
  const { group, powerOfKey } = encryption
  const { q } = group
  const truth = values.indexOf(message)
  if (truth < 0) throw new Error('A ciphertext can be proved only to hold what it holds.')
  let nonce = 0n
  let simulated = 0n
  const proofs: Proof[] = []
  const commitments = values.flatMap((value, i) => {
    if (i === truth) {
      nonce = random()
      proofs.push({ challenge: 0n, response: 0n })
      return [group.powerOfG(nonce), powerOfKey(nonce)]
    }
    const challenge = random()
    const response = random()
    proofs.push({ challenge, response })
    simulated += challenge
    const exponent = mod(response + r * challenge, q)
    const excess = group.powerOfG(BigInt(message - value) * challenge)
    return [group.powerOfG(exponent), group.multiply(powerOfKey(exponent), excess)]
  })
  const challenge = mod(challengeOf(prefix, ciphertext, group.encodeAll(commitments), q) - simulated, q)
  proofs[truth] = { challenge, response: mod(nonce - r * challenge, q) }
  return proofs
}

/** The values ascend from 0 or more. */
export function holdsInterval<E>(
  { group, powerOfKey, inverseOfG }: Encryption<E>,
  prefix: string,
  ciphertext: Ciphertext<E>,
  ciphertextJson: CiphertextJson,
  values: readonly number[],
  proofs: readonly Proof[],
): boolean {
  if (proofs.length !== values.length) return false
  const { alpha, beta } = ciphertext
  let [without, subtracted] = [beta, 0]
  // (β / g^M)^c; where α and β are remembered as the bases of every branch, as β^c g^(−M c).
  const powerWithout = (value: number, challenge: bigint): E => {
    if (group.remembersBases)
      return value === 0
        ? group.power(beta, challenge)
        : group.multiply(group.power(beta, challenge), group.powerOfG(BigInt(-value) * challenge))
    for (; subtracted < value; subtracted++) without = group.multiply(without, inverseOfG)
    return group.power(without, challenge)
  }
  const commitments = values.flatMap((value, i) => {
    const { challenge, response } = proofs[i]!
    return [
      group.multiply(group.powerOfG(response), group.power(alpha, challenge)),
      group.multiply(powerOfKey(response), powerWithout(value, challenge)),
    ]
  })
  const sum = proofs.reduce((total, { challenge }) => total + challenge, 0n)
  return challengeOf(prefix, ciphertextJson, group.encodeAll(commitments), group.q) === mod(sum, group.q)
}

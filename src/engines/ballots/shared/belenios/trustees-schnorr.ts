import type { Group } from './group.ts'
import { hashToScalar } from './hash.ts'
import { mod } from './modular.ts'
import { encodeProof } from './proofs.ts'
import type { Proof, ProofJson } from './proofs.ts'
import type { RandomScalars } from './random.ts'
import { asRecord, parseScalar } from './strict-json.ts'

export function scalarOf(group: Group, value: unknown): bigint | undefined {
  return typeof value === 'string' ? parseScalar(value, group.q) : undefined
}

export function elementOf<E>(group: Group<E>, value: unknown): E | undefined {
  return typeof value === 'string' ? group.decode(value) : undefined
}

export function proofOf(group: Group, value: unknown): Proof | undefined {
  const given = asRecord(value)
  const challenge = scalarOf(group, given?.['challenge'])
  const response = scalarOf(group, given?.['response'])
  return challenge === undefined || response === undefined ? undefined : { challenge, response }
}

/** Knowledge of the exponent of g^secret, bound to `tag`: the challenge hashes `tag|g^w`. */
export function proveKnowledge(group: Group, secret: bigint, tag: string, random: RandomScalars): ProofJson {
  const w = random()
  const challenge = hashToScalar(`${tag}|${group.encode(group.powerOfG(w))}`, group.q)
  return encodeProof({ challenge, response: mod(w - secret * challenge, group.q) })
}

export function provesKnowledge<E>(group: Group<E>, key: E, tag: string, proof: unknown): boolean {
  const given = proofOf(group, proof)
  if (!given) return false
  const commitment = group.multiply(group.powerOfG(given.response), group.power(key, given.challenge))
  return hashToScalar(`${tag}|${group.encode(commitment)}`, group.q) === given.challenge
}

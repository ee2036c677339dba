import type { Ciphertext } from './encryption.ts'
import type { Group } from './group.ts'
import { hashToScalar } from './hash.ts'
import { inverse, mod } from './modular.ts'
import { encodeProof } from './proofs.ts'
import type { ProofJson } from './proofs.ts'
import { secureScalars } from './random.ts'
import type { RandomScalars } from './random.ts'
import { fieldsInOrder, parseJson } from './strict-json.ts'
import { elementOf, proofOf } from './trustees-schnorr.ts'
import type { Trustees } from './trustees.ts'

/** A table by question and answer. */
export type ByAnswer<T> = readonly (readonly T[])[]

export interface PartialDecryption {
  readonly decryption_factors: ByAnswer<string>
  readonly decryption_proofs: ByAnswer<ProofJson>
}

interface FactorProofInput<E> {
  readonly electionHash: string
  readonly publicKey: string
  readonly a: E
  readonly b: E
}

function challengeOf<E>(group: Group<E>, { electionHash, publicKey, a, b }: FactorProofInput<E>): bigint {
  const commitments = group.encodeAll([a, b]).join(',')
  return hashToScalar(`decrypt|${electionHash}|${publicKey}|${commitments}`, group.q)
}

/** One trustee's part in decrypting every ciphertext: α^x, each proved (specification §4.18). */
export function partialDecryption<E>(
  group: Group<E>,
  electionHash: string,
  privateKey: bigint,
  ciphertexts: ByAnswer<Ciphertext<E>>,
  random: RandomScalars = secureScalars(group.q),
): PartialDecryption {
  const publicKey = group.encode(group.powerOfG(privateKey))
  const proofs = ciphertexts.map((row) =>
    row.map(({ alpha }) => {
      const w = random()
      const challenge = challengeOf(group, { electionHash, publicKey, a: group.powerOfG(w), b: group.power(alpha, w) })
      return encodeProof({ challenge, response: mod(w - privateKey * challenge, group.q) })
    }),
  )
  return {
    decryption_factors: ciphertexts.map((row) =>
      group.encodeAll(row.map(({ alpha }) => group.power(alpha, privateKey))),
    ),
    decryption_proofs: proofs,
  }
}

export type CheckedFactors<E> =
  | { readonly ok: true; readonly value: ByAnswer<E> }
  | { readonly ok: false; readonly error: 'factors_malformed' | 'factor_not_in_group' | 'factor_proof_wrong' }

/** The factors, where they are as many as the ciphertexts and every proof holds for the trustee's public key. */
export function checkFactors<E>(
  group: Group<E>,
  electionHash: string,
  publicKey: E,
  ciphertexts: ByAnswer<Ciphertext<E>>,
  content: unknown,
): CheckedFactors<E> {
  const [factors, proofs] = fieldsInOrder(content, ['decryption_factors', 'decryption_proofs']) ?? []
  if (!hasShape(ciphertexts, factors) || !hasShape(ciphertexts, proofs))
    return { ok: false, error: 'factors_malformed' }
  const key = group.encode(publicKey)
  const checked: E[][] = []
  for (const [i, row] of ciphertexts.entries()) {
    const own: E[] = []
    for (const [j, { alpha }] of row.entries()) {
      const factor = elementOf(group, factors[i]![j])
      if (factor === undefined) return { ok: false, error: 'factor_not_in_group' }
      const proof = proofOf(group, proofs[i]![j])
      if (!proof) return { ok: false, error: 'factors_malformed' }
      const { challenge, response } = proof
      const a = group.multiply(group.powerOfG(response), group.power(publicKey, challenge))
      const b = group.multiply(group.power(alpha, response), group.power(factor, challenge))
      if (challengeOf(group, { electionHash, publicKey: key, a, b }) !== challenge) {
        return { ok: false, error: 'factor_proof_wrong' }
      }
      own.push(factor)
    }
    checked.push(own)
  }
  return { ok: true, value: checked }
}

export function checkFactorsText<E>(
  group: Group<E>,
  electionHash: string,
  publicKey: E,
  ciphertexts: ByAnswer<Ciphertext<E>>,
  text: string,
): CheckedFactors<E> {
  return checkFactors(group, electionHash, publicKey, ciphertexts, parseJson(text))
}

export function hasShape(expected: ByAnswer<unknown>, given: unknown): given is ByAnswer<unknown> {
  if (!Array.isArray(given) || given.length !== expected.length) return false
  return (given as unknown[]).every((row, i) => Array.isArray(row) && row.length === expected[i]!.length)
}

/** λ of `member` among those who decrypt, members counted from 1 within their group. */
export function lagrangeCoefficient(member: number, present: readonly number[], q: bigint): bigint {
  let numerator = 1n
  let denominator = 1n
  for (const other of present) {
    if (other === member) continue
    numerator = mod(numerator * BigInt(other), q)
    denominator = mod(denominator * BigInt(other - member), q)
  }
  return mod(numerator * inverse(denominator, q), q)
}

export type CombinedFactors<E> =
  | { readonly ok: true; readonly value: ByAnswer<E> }
  | { readonly ok: false; readonly error: 'factors_insufficient' }

/** Verified factors by owner to one factor for each ciphertext. Of a threshold group, as many as it needs are used. */
export function combineFactors<E>(
  group: Group<E>,
  trustees: Trustees<E>,
  factors: ReadonlyMap<number, ByAnswer<E>>,
): CombinedFactors<E> {
  let product: ByAnswer<E> | undefined
  for (const { members, threshold } of trustees.sets) {
    const first = members[0]!.owner
    const present = members
      .flatMap(({ owner }) => {
        const own = factors.get(owner)
        return own ? [{ number: owner - first + 1, own }] : []
      })
      .slice(0, threshold)
    if (present.length < threshold) return { ok: false, error: 'factors_insufficient' }
    const numbers = present.map(({ number }) => number)
    for (const { number, own } of present) {
      const weight = lagrangeCoefficient(number, numbers, group.q)
      const weighted = weight === 1n ? own : own.map((row) => row.map((factor) => group.power(factor, weight)))
      product = product
        ? product.map((row, i) => row.map((factor, j) => group.multiply(factor, weighted[i]![j]!)))
        : weighted
    }
  }
  return product ? { ok: true, value: product } : { ok: false, error: 'factors_insufficient' }
}

/** g to the power of what each ciphertext holds. */
export function decrypted<E>(group: Group<E>, ciphertexts: ByAnswer<Ciphertext<E>>, factors: ByAnswer<E>): ByAnswer<E> {
  return ciphertexts.map((row, i) => row.map(({ beta }, j) => group.multiply(beta, group.invert(factors[i]![j]!))))
}

import type { Group } from './group.ts'
import { mod } from './modular.ts'

/** A group with a key to encrypt to. */
export interface Encryption<E> {
  readonly group: Group<E>
  readonly publicKey: E
  readonly inverseOfG: E
  powerOfKey(exponent: bigint): E
}

export interface Ciphertext<E> {
  readonly alpha: E
  readonly beta: E
}

export interface CiphertextJson {
  readonly alpha: string
  readonly beta: string
}

export function encryptionTo<E>(group: Group<E>, publicKey: E): Encryption<E> {
  return { group, publicKey, inverseOfG: group.invert(group.g), powerOfKey: group.fixed(publicKey) }
}

/** ElGamal with the message in the exponent: α = g^r, β = y^r g^m. */
export function encrypt<E>({ group, powerOfKey }: Encryption<E>, message: number, r: bigint): Ciphertext<E> {
  const mask = powerOfKey(r)
  return {
    alpha: group.powerOfG(r),
    beta: message === 0 ? mask : group.multiply(mask, group.powerOfG(mod(BigInt(message), group.q))),
  }
}

/** Multiplying ciphertexts adds what they hold. */
export function sumOf<E>(group: Group<E>, ciphertexts: readonly Ciphertext<E>[]): Ciphertext<E> {
  return ciphertexts.reduce(
    (sum, each) => ({ alpha: group.multiply(sum.alpha, each.alpha), beta: group.multiply(sum.beta, each.beta) }),
    { alpha: group.one, beta: group.one },
  )
}

export function encodeCiphertexts<E>(group: Group<E>, ciphertexts: readonly Ciphertext<E>[]): CiphertextJson[] {
  const texts = group.encodeAll(ciphertexts.flatMap(({ alpha, beta }) => [alpha, beta]))
  return ciphertexts.map((_, i) => ({ alpha: texts[2 * i]!, beta: texts[2 * i + 1]! }))
}

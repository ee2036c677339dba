import sodium from 'sodium-native'
import { bytesOfElement, ed25519, elementOfBytes } from '../../shared/belenios/ed25519.ts'
import type { Group } from '../../shared/belenios/group.ts'
import { mod } from '../../shared/belenios/modular.ts'

const { q } = ed25519

const one = new Uint8Array(32)
one[0] = 1

// libsodium calls are synchronous, so one scalar can lie in the same place for all of them.
const scalar = new Uint8Array(32)
const words = new DataView(scalar.buffer)

function placeScalar(value: bigint): void {
  for (let i = 0; i < 4; i++) words.setBigUint64(8 * i, BigInt.asUintN(64, value >> BigInt(64 * i)), true)
}

function equal(a: Uint8Array, b: Uint8Array): boolean {
  return Buffer.compare(a, b) === 0
}

function power(base: Uint8Array, exponent: bigint): Uint8Array {
  const reduced = mod(exponent, q)
  // libsodium refuses the identity, as base and as result.
  if (reduced === 0n || equal(base, one)) return one
  const result = new Uint8Array(32)
  placeScalar(reduced)
  sodium.crypto_scalarmult_ed25519_noclamp(result, scalar, base)
  return result
}

function powerOfG(exponent: bigint): Uint8Array {
  const reduced = mod(exponent, q)
  if (reduced === 0n) return one
  const result = new Uint8Array(32)
  placeScalar(reduced)
  sodium.crypto_scalarmult_ed25519_base_noclamp(result, scalar)
  return result
}

function encode(element: Uint8Array): string {
  return elementOfBytes(element)
}

/** Ed25519 by libsodium: elements are their 32 bytes. */
export const ed25519Sodium: Group<Uint8Array> = {
  name: 'Ed25519',
  q,
  g: powerOfG(1n),
  one,
  remembersBases: false,
  multiply: (a, b) => {
    const sum = new Uint8Array(32)
    sodium.crypto_core_ed25519_add(sum, a, b)
    return sum
  },
  invert: (a) => {
    const difference = new Uint8Array(32)
    sodium.crypto_core_ed25519_sub(difference, one, a)
    return difference
  },
  power,
  powerOfG,
  fixed: (base) => (exponent) => power(base, exponent),
  equal,
  encode,
  encodeAll: (elements) => elements.map(encode),
  decode: (text) => {
    const bytes = bytesOfElement(text)
    if (!bytes) return undefined
    // Canonical, on the curve, in the subgroup; the identity it refuses with all small orders.
    return equal(bytes, one) || sodium.crypto_core_ed25519_is_valid_point(bytes) ? bytes : undefined
  },
}

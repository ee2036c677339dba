import { createDiffieHellman } from 'node:crypto'
import { belenios2048, belenios2048Parameters, lazyTable, parseResidue } from '../../shared/belenios/belenios-2048.ts'
import type { Group } from '../../shared/belenios/group.ts'
import { mod } from '../../shared/belenios/modular.ts'

const { p, q, g } = belenios2048Parameters

function bytesOf(value: bigint, length: number): Buffer {
  return Buffer.from(value.toString(16).padStart(2 * length, '0'), 'hex')
}

const agreement = createDiffieHellman(bytesOf(p, 256), 2)

/** OpenSSL's exponentiation: Node opens it only as a key agreement, which refuses the bases 1 and −1 and the result 1. */
function openSslPower(base: bigint, exponent: bigint): bigint {
  agreement.setPrivateKey(bytesOf(exponent, 32))
  return BigInt(`0x${agreement.computeSecret(bytesOf(base, 256)).toString('hex')}`)
}

/** α^q = 1 cannot be asked, for that result is refused; hence α^(q−1) α. Where α^(q−1) is refused as 1, α is no root. */
function isInSubgroup(value: bigint): boolean {
  if (value === 1n) return true
  try {
    return (openSslPower(value, q - 1n) * value) % p === 1n
  } catch {
    return false
  }
}

/** BELENIOS-2048 by OpenSSL for bases met once; for g and the key tables of BigInts are as fast. */
export const belenios2048Node: Group<bigint> = {
  ...belenios2048,
  remembersBases: false,
  // Half of all fixed powers are of g: a table of 8 MB for each thread, a fifth fewer multiplications.
  powerOfG: lazyTable(g, 10),
  power: (base, exponent) => {
    const reduced = mod(exponent, q)
    return reduced === 0n || base === 1n ? 1n : openSslPower(base, reduced)
  },
  decode: (text) => {
    const value = parseResidue(text)
    return value !== undefined && isInSubgroup(value) ? value : undefined
  },
}

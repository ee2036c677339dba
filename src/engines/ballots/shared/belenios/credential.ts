import { pbkdf2 } from '@noble/hashes/pbkdf2.js'
import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js'
import type { Group } from './group.ts'
import { sha256Hex } from './hash.ts'

export const base58 = '123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz'

/** As Belenios 2.1 to 3.3 writes them; 21 characters are random, the last one catches slips of the pen. */
const letterForm = /^.{5}-.{6}-.{5}-.{6}$/
/** As Belenios 2.0 writes them: 14 random characters and the checksum. */
const shortForm = /^(.{3}-){4}.{3}$|^.{15}$/

function checksum(characters: string): string {
  let number = 0n
  for (const each of characters) number = number * 58n + BigInt(base58.indexOf(each))
  return base58[53 - Number(number % 53n)]!
}

/** A credential to print in a sealed letter: 123 random bits. The source fills an array with random bytes. */
export function makeCode(randomBytes: (length: number) => Uint8Array): string {
  let code = ''
  while (code.length < 21) {
    for (const byte of randomBytes(32)) {
      // 232 = 4 × 58: a larger byte would make the first characters likelier.
      if (byte < 232 && code.length < 21) code += base58[byte % 58]!
    }
  }
  code += checksum(code)
  return `${code.slice(0, 5)}-${code.slice(5, 11)}-${code.slice(11, 16)}-${code.slice(16)}`
}

export function isCode(code: string): boolean {
  if (!letterForm.test(code) && !shortForm.test(code)) return false
  const characters = code.replaceAll('-', '')
  if ([...characters].some((each) => !base58.includes(each))) return false
  return characters.at(-1) === checksum(characters.slice(0, -1))
}

/**
 * The secret exponent of a code in an election; undefined where the code is mistyped. Short codes run through PBKDF2
 * (specification 2.0, §4.8); the longer ones, which need no stretching, through two hashes (specification 2.5, §4.8).
 */
export function secretOfCode(code: string, electionUuid: string, q: bigint): bigint | undefined {
  if (!isCode(code)) return undefined
  const hex = letterForm.test(code)
    ? [0, 1].map((i) => sha256Hex(`derive_credential|${electionUuid}|${i}|${code}`)).join('')
    : bytesToHex(pbkdf2(sha256, utf8ToBytes(code), utf8ToBytes(electionUuid), { c: 1000, dkLen: 32 }))
  return BigInt(`0x${hex}`) % q
}

/** g^x, as it stands on the roll. */
export function publicCredential<E>(group: Group<E>, secret: bigint): string {
  return group.encode(group.powerOfG(secret))
}

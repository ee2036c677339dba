import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex } from '@noble/hashes/utils.js'

const encoder = new TextEncoder()

export function sha256Hex(text: string): string {
  return bytesToHex(sha256(encoder.encode(text)))
}

/** The SHA-256 of the text, read as a big-endian number, mod q: every challenge of Belenios is one. */
export function hashToScalar(text: string, q: bigint): bigint {
  return BigInt(`0x${sha256Hex(text)}`) % q
}

/** Base64 without padding of the SHA-256: fingerprints of elections and trackers of ballots. */
export function hashJson(text: string): string {
  return btoa(String.fromCharCode(...sha256(encoder.encode(text)))).replace('=', '')
}

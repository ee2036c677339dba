import { hmac } from '@noble/hashes/hmac.js'
import { sha512 } from '@noble/hashes/sha2.js'
import { bytesToHex, hexToBytes, utf8ToBytes } from '@noble/hashes/utils.js'

/** Draws scalars evenly from 0 … q − 1. */
export type RandomScalars = () => bigint

/** HMAC-SHA-512 mod q: q has about 256 bits, so 512 leave no measurable bias. */
function scalar(key: Uint8Array, message: string, q: bigint): bigint {
  return BigInt(`0x${bytesToHex(hmac(sha512, key, utf8ToBytes(message)))}`) % q
}

/**
 * The i-th scalar of a ballot is HMAC-SHA-512(seed, "mofang.ballot.v1|" context "|" i) mod q, i from 0 in base 10. The
 * context names election, credential and choices, so that one seed used twice never encrypts two choices alike.
 */
export function scalarsFromSeed(seed: Uint8Array, context: string, q: bigint): RandomScalars {
  if (seed.length !== 32) throw new Error('The seed of a ballot has 32 bytes.')
  let drawn = 0
  return () => scalar(seed, `mofang.ballot.v1|${context}|${drawn++}`, q)
}

/**
 * The nonce of a signature comes from the secret and what is signed, never from the seed: who audits a ballot is given
 * the seed, and with seed and nonce would have the secret. Two messages never share a nonce.
 */
export function signatureNonce(secret: bigint, message: string, q: bigint): bigint {
  return scalar(hexToBytes(secret.toString(16).padStart(64, '0')), `mofang.signature.v1|${message}`, q)
}

/** Scalars of the machine's own generator. */
export function secureScalars(q: bigint): RandomScalars {
  return () => BigInt(`0x${bytesToHex(globalThis.crypto.getRandomValues(new Uint8Array(64)))}`) % q
}

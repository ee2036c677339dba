import { hmac } from '@noble/hashes/hmac.js'
import { sha256, sha512 } from '@noble/hashes/sha2.js'
import { bytesToHex, hexToBytes, utf8ToBytes } from '@noble/hashes/utils.js'

/** Draws scalars evenly from 0 … q − 1. */
export type RandomScalars = () => bigint

function numberOf(...bytes: readonly Uint8Array[]): bigint {
  return BigInt(`0x${bytes.map(bytesToHex).join('')}`)
}

/**
 * A ballot's scalars, from its seed: key = HMAC-SHA-256(seed, "mofang.ballot.v1|" context), and the i-th scalar is the
 * big-endian number SHA-256(key, i, 0) SHA-256(key, i, 1) mod q, with i from 0 in four bytes and 0 and 1 in one. q has
 * about 256 bits, so 512 leave no measurable bias. The context names election, credential and choices, so that one seed
 * used twice never encrypts two choices alike.
 */
export function scalarsFromSeed(seed: Uint8Array, context: string, q: bigint): RandomScalars {
  if (seed.length !== 32) throw new Error('The seed of a ballot has 32 bytes.')
  const input = new Uint8Array(37)
  input.set(hmac(sha256, seed, utf8ToBytes(`mofang.ballot.v1|${context}`)))
  const counter = new DataView(input.buffer)
  let drawn = 0
  return () => {
    counter.setUint32(32, drawn++)
    const halves = [0, 1].map((half) => {
      input[36] = half
      return sha256(input)
    })
    return numberOf(...halves) % q
  }
}

/**
 * The nonce of a signature comes from the secret and what is signed, never from the seed: who audits a ballot is given
 * the seed, and with seed and nonce would have the secret. Two messages never share a nonce.
 */
export function signatureNonce(secret: bigint, message: string, q: bigint): bigint {
  const key = hexToBytes(secret.toString(16).padStart(64, '0'))
  return numberOf(hmac(sha512, key, utf8ToBytes(`mofang.signature.v1|${message}`))) % q
}

/** Scalars of the machine's own generator. */
export function secureScalars(q: bigint): RandomScalars {
  return () => numberOf(globalThis.crypto.getRandomValues(new Uint8Array(64))) % q
}

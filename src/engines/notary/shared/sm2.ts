import { weierstrass } from '@noble/curves/abstract/weierstrass.js'
import { sha256 } from '@noble/hashes/sha2.js'
import { concat, utf8 } from './bytes.ts'
import { sm3 } from './sm3.ts'

/** Whether an SM2 signature over the message is the key's. */
export type SmVerifier = (message: Uint8Array, signature: Uint8Array, publicKey: string) => boolean

// GB/T 32918.5-2017: the recommended curve.
const curve = {
  p: 0xfffffffeffffffffffffffffffffffffffffffff00000000ffffffffffffffffn,
  a: 0xfffffffeffffffffffffffffffffffffffffffff00000000fffffffffffffffcn,
  b: 0x28e9fa9e9d9f5e344d5a9e4bcf6509a7f39789f515ab8f92ddbcbd414d940e93n,
  n: 0xfffffffeffffffffffffffffffffffff7203df6b21c6052b53bbf40939d54123n,
  h: 1n,
  Gx: 0x32c4ae2c1f1981195f9904466a39c9948fe30bbff2660be1715a4589334c74c7n,
  Gy: 0xbc3736a2f4f6779c59bdcee36b692153d0a9877cc62a474002df32e52139f0a0n,
}

/** The user id that GM/T 0009 sets where none was agreed upon. */
const userId = utf8('1234567812345678')

const toNumber = (bytes: Uint8Array): bigint => bytes.reduce((number, byte) => number * 256n + BigInt(byte), 0n)

function toBytes(number: bigint): Uint8Array {
  return Uint8Array.from(number.toString(16).padStart(64, '0').match(/../g)!, (pair) => Number.parseInt(pair, 16))
}

/** GB/T 32918.2-2016 §7, with SM3 and the default user id. The key in hexadecimal, 04 and both coordinates. */
export const verifySm2: SmVerifier = (message, signature, publicKey) => {
  if (signature.length !== 64 || !/^04[0-9a-f]{128}$/.test(publicKey)) return false
  const Point = weierstrass(curve)
  const [r, s] = [toNumber(signature.subarray(0, 32)), toNumber(signature.subarray(32))]
  const { n, a, b, Gx, Gy } = curve
  const t = (r + s) % n
  if (r === 0n || s === 0n || r >= n || s >= n || t === 0n) return false
  try {
    const key = Point.fromHex(publicKey)
    key.assertValidity()
    const { x, y } = key.toAffine()
    const bits = Uint8Array.of(Math.floor((userId.length * 8) / 256), (userId.length * 8) % 256)
    const z = sm3(concat(bits, userId, ...[a, b, Gx, Gy, x, y].map(toBytes)))
    const e = toNumber(sm3(concat(z, message)))
    const sum = Point.BASE.multiplyUnsafe(s).add(key.multiplyUnsafe(t))
    return (e + sum.toAffine().x) % n === r
  } catch {
    return false
  }
}

/** Signed notes have no number for SM2: 0xff with a name of our own, as their specification provides. */
export const sm2KeyId = (name: string, publicKey: string): Uint8Array =>
  sha256(concat(utf8(`${name}\n`), Uint8Array.of(0xff), utf8(`sm2-sm3 ${publicKey}`))).slice(0, 4)

/** Under which name the SM2 signature of a log stands. */
export const sm2Name = (origin: string): string => `${origin}/sm2`

import { sha256 } from '@noble/hashes/sha2.js'
import { concat, utf8 } from './bytes.ts'

/** Whether an SM2 signature (GB/T 32918.2, SM3, the default user id of GM/T 0009) over the message is the key's. */
export type SmVerifier = (message: Uint8Array, signature: Uint8Array, publicKey: string) => boolean

const hex = (bytes: Uint8Array) => Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')

/** The library is large and few checkpoints are signed so: it is loaded where it is wanted. */
export async function loadSm2(): Promise<SmVerifier> {
  const { sm2 } = await import('sm-crypto-v2')
  return (message, signature, publicKey) => {
    try {
      return sm2.doVerifySignature(message, hex(signature), publicKey, { hash: true })
    } catch {
      return false
    }
  }
}

/** Signed notes have no number for SM2: 0xff with a name of our own, as their specification provides. */
export const sm2KeyId = (name: string, publicKey: string): Uint8Array =>
  sha256(concat(utf8(`${name}\n`), Uint8Array.of(0xff), utf8(`sm2-sm3 ${publicKey}`))).slice(0, 4)

/** Under which name the SM2 signature of a log stands. */
export const sm2Name = (origin: string): string => `${origin}/sm2`

import { base64, fromBase64 } from './base64.ts'
import { utf8 } from './bytes.ts'
import { parseVerifierKey, verifyEd25519 } from './notes.ts'

/** Given at once for a leaf, before it stands in any checkpoint: the log is bound to integrate it just there. */
export interface SignedReceipt {
  readonly origin: string
  readonly index: number
  /** Base64, as all hashes and signatures here. */
  readonly leafHash: string
  readonly at: string
  readonly signature: string
}

export type UnsignedReceipt = Omit<SignedReceipt, 'signature'>

/** What is signed. Its first line is no origin of any log, so that it never passes for a checkpoint. */
export const receiptText = ({ origin, index, leafHash, at }: UnsignedReceipt): Uint8Array =>
  utf8(`mofang-receipt/v1\n${origin}\n${index}\n${leafHash}\n${at}\n`)

export const signedReceipt = (receipt: UnsignedReceipt, signature: Uint8Array): SignedReceipt => ({
  ...receipt,
  signature: base64(signature),
})

/** Whether the log with this verifier key gave the receipt. */
export function verifyReceipt(receipt: SignedReceipt, logKey: string): boolean {
  const key = parseVerifierKey(logKey)
  const signature = fromBase64(receipt.signature)
  if (!key || !signature || key.name !== receipt.origin) return false
  return verifyEd25519(signature, receiptText(receipt), key.publicKey)
}

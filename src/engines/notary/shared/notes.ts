import { ed25519 } from '@noble/curves/ed25519.js'
import { sha256 } from '@noble/hashes/sha2.js'
import { base64, fromBase64 } from './base64.ts'
import { concat, same, utf8 } from './bytes.ts'

// C2SP signed-note, and the Ed25519 cosignatures of tlog-cosignature v1.

/** Kinds of keys: of a log, of a witness, and the one for what has no number of its own (here: SM2 with SM3). */
export const keyKinds = { log: 0x01, witness: 0x04, other: 0xff } as const

export interface NoteSignature {
  readonly name: string
  readonly keyId: Uint8Array
  readonly signature: Uint8Array
}

export interface Note {
  /** Ends with a line feed; this is what is signed. */
  readonly text: string
  readonly signatures: readonly NoteSignature[]
}

export interface VerifierKey {
  readonly name: string
  readonly kind: number
  readonly keyId: Uint8Array
  readonly publicKey: Uint8Array
}

export function keyIdOf(name: string, kind: number, publicKey: Uint8Array): Uint8Array {
  return sha256(concat(utf8(`${name}\n`), Uint8Array.of(kind), publicKey)).slice(0, 4)
}

const hexOf = (bytes: Uint8Array) => Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')

/** A key as it is told to others: name+id+key. */
export function verifierKey(name: string, kind: number, publicKey: Uint8Array): string {
  return `${name}+${hexOf(keyIdOf(name, kind, publicKey))}+${base64(concat(Uint8Array.of(kind), publicKey))}`
}

const isName = (name: string): boolean => !/[\s+]/u.test(name)

export function parseVerifierKey(said: string): VerifierKey | undefined {
  const parts = /^([^+]+)\+([0-9a-f]{8})\+(.+)$/s.exec(said)
  const bytes = parts && fromBase64(parts[3]!)
  if (!bytes || bytes.length !== 33 || !isName(parts[1]!)) return undefined
  const key = { name: parts[1]!, kind: bytes[0]!, publicKey: bytes.slice(1) }
  const keyId = keyIdOf(key.name, key.kind, key.publicKey)
  return hexOf(keyId) === parts[2] ? { ...key, keyId } : undefined
}

export const signatureLine = ({ name, keyId, signature }: NoteSignature): string =>
  `\u2014 ${name} ${base64(concat(keyId, signature))}\n`

export function parseSignatureLine(line: string): NoteSignature | undefined {
  const said = /^\u2014 (\S+) (\S+)$/u.exec(line)
  const bytes = said && fromBase64(said[2]!)
  if (!bytes || bytes.length < 5 || !isName(said[1]!)) return undefined
  return { name: said[1]!, keyId: bytes.slice(0, 4), signature: bytes.slice(4) }
}

/** More would only be there to keep a reader busy. */
const mostSignatures = 64

/** No control characters but line feeds, and no half of a character, which would not survive being written. */
function isPlain(said: string): boolean {
  for (const letter of said) {
    const code = letter.codePointAt(0)!
    if ((code < 32 && code !== 10) || (code >= 0xd800 && code < 0xe000)) return false
  }
  return true
}

export function parseNote(said: string): Note | undefined {
  if (!isPlain(said)) return undefined
  const end = said.lastIndexOf('\n\n')
  if (end < 0 || !said.endsWith('\n')) return undefined
  const lines = said.slice(end + 2, -1).split('\n')
  if (lines.length > mostSignatures) return undefined
  const signatures: NoteSignature[] = []
  for (const line of lines) {
    const signature = parseSignatureLine(line)
    if (!signature) return undefined
    signatures.push(signature)
  }
  return { text: said.slice(0, end + 1), signatures }
}

/** What a witness signs: the time before the text. */
export const cosigned = (text: string, seconds: number): Uint8Array => utf8(`cosignature/v1\ntime ${seconds}\n${text}`)

/** The time of a cosignature and, behind it, the signature itself. */
export function timed(signature: Uint8Array): { readonly seconds: number; readonly signature: Uint8Array } | undefined {
  if (signature.length !== 72) return undefined
  const view = new DataView(signature.buffer, signature.byteOffset, signature.byteLength)
  const seconds = Number(view.getBigUint64(0))
  return Number.isSafeInteger(seconds) ? { seconds, signature: signature.slice(8) } : undefined
}

export function withTime(seconds: number, signature: Uint8Array): Uint8Array {
  const time = new Uint8Array(8)
  new DataView(time.buffer).setBigUint64(0, BigInt(seconds))
  return concat(time, signature)
}

export function verifyEd25519(signature: Uint8Array, message: Uint8Array, publicKey: Uint8Array): boolean {
  try {
    // As RFC 8032 and Go's verifier have it, not the laxer rule for batches.
    return ed25519.verify(signature, message, publicKey, { zip215: false })
  } catch {
    return false
  }
}

/** Whether this signature on the text is the key's, and of which time if it tells one. */
export function verifySignature(
  text: string,
  signature: NoteSignature,
  key: VerifierKey,
): { readonly isValid: boolean; readonly seconds?: number } {
  if (signature.name !== key.name || !same(signature.keyId, key.keyId)) return { isValid: false }
  if (key.kind === keyKinds.log) return { isValid: verifyEd25519(signature.signature, utf8(text), key.publicKey) }
  if (key.kind !== keyKinds.witness) return { isValid: false }
  const said = timed(signature.signature)
  if (!said) return { isValid: false }
  return { isValid: verifyEd25519(said.signature, cosigned(text, said.seconds), key.publicKey), seconds: said.seconds }
}

export interface VerifiedNote {
  readonly text: string
  /** Names of the given keys that signed it rightly. */
  readonly signedBy: readonly string[]
  /** Names of given keys under whose name and id stands a signature that is not theirs. */
  readonly forged: readonly string[]
}

/** Signatures of keys that are not given prove nothing and are passed over. */
export function verifyNote(said: string, keys: readonly string[]): VerifiedNote | undefined {
  const note = parseNote(said)
  if (!note) return undefined
  const signedBy = new Set<string>()
  const forged = new Set<string>()
  for (const key of keys.flatMap((each) => parseVerifierKey(each) ?? []))
    for (const signature of note.signatures) {
      if (signature.name !== key.name || !same(signature.keyId, key.keyId)) continue
      const found = verifySignature(note.text, signature, key).isValid ? signedBy : forged
      found.add(key.name)
    }
  return { text: note.text, signedBy: [...signedBy], forged: [...forged] }
}

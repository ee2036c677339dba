import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex, hexToBytes } from '@noble/hashes/utils.js'
import type { Group } from './group.ts'
import { sha256Hex } from './hash.ts'
import type { ProofJson } from './proofs.ts'
import type { RandomScalars } from './random.ts'
import { asRecord, parseJson } from './strict-json.ts'
import { openCcm, sealCcm } from './threshold-ccm.ts'
import { elementOf, proveKnowledge, provesKnowledge } from './trustees-schnorr.ts'

const base58 = '123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz'
const encoder = new TextEncoder()

export interface SignedMessage {
  readonly message: string
  readonly signature: ProofJson
}

/** The two keys a trustee derives from the one secret that he keeps. */
export interface ChannelKeys {
  readonly signing: bigint
  readonly decryption: bigint
}

/** 22 characters of Base58, about 128 bits: everything a trustee of a threshold group must keep. */
export function newTrusteeSecret(): string {
  let secret = ''
  while (secret.length < 22) {
    // 232 = 4 · 58: a byte above it would favour the first characters.
    const byte = globalThis.crypto.getRandomValues(new Uint8Array(1))[0]!
    if (byte < 232) secret += base58[byte % 58]
  }
  return secret
}

export function isTrusteeSecret(text: string): boolean {
  return text.length === 22 && [...text].every((character) => base58.includes(character))
}

export function channelKeysOf(group: Group, secret: string): ChannelKeys {
  const derived = (purpose: string) => BigInt(`0x${sha256Hex(`${purpose}|${secret}`)}`) % group.q
  return { signing: derived('sk'), decryption: derived('dk') }
}

export function signMessage(group: Group, signing: bigint, message: string, random: RandomScalars): SignedMessage {
  return { message, signature: proveKnowledge(group, signing, `sigmsg|${message}`, random) }
}

/** The message where the signature is by the holder of `verification`. */
export function signedMessageOf<E>(group: Group<E>, verification: E, signed: unknown): string | undefined {
  const given = asRecord(signed)
  const message = given?.['message']
  if (typeof message !== 'string') return undefined
  return provesKnowledge(group, verification, `sigmsg|${message}`, given?.['signature']) ? message : undefined
}

function cipherKeys<E>(group: Group<E>, shared: E, alpha: E): { key: Uint8Array; nonce: Uint8Array } {
  return {
    key: sha256(encoder.encode(`key|${group.encode(shared)}`)),
    nonce: sha256(encoder.encode(`iv|${group.encode(alpha)}`)),
  }
}

async function encrypt<E>(group: Group<E>, recipient: E, message: string, random: RandomScalars): Promise<string> {
  const r = random()
  const shared = group.powerOfG(random())
  const alpha = group.powerOfG(r)
  const beta = group.multiply(group.power(recipient, r), shared)
  const { key, nonce } = cipherKeys(group, shared, alpha)
  const data = bytesToHex(await sealCcm(key, nonce, encoder.encode(message)))
  return JSON.stringify({ alpha: group.encode(alpha), beta: group.encode(beta), data })
}

async function decrypt<E>(group: Group<E>, decryption: bigint, text: string): Promise<string | undefined> {
  const sealed = asRecord(parseJson(text))
  const data = sealed?.['data']
  const alpha = elementOf(group, sealed?.['alpha'])
  const beta = elementOf(group, sealed?.['beta'])
  if (alpha === undefined || beta === undefined) return undefined
  if (typeof data !== 'string' || !/^([0-9a-f]{2})*$/.test(data)) return undefined
  const shared = group.multiply(beta, group.invert(group.power(alpha, decryption)))
  const { key, nonce } = cipherKeys(group, shared, alpha)
  const message = await openCcm(key, nonce, hexToBytes(data))
  return message && new TextDecoder().decode(message)
}

/** Signed by the sender, naming the recipient, and readable by the recipient only. */
export async function send<E>(
  group: Group<E>,
  signing: bigint,
  recipient: E,
  message: string,
  random: RandomScalars,
): Promise<string> {
  const channelMessage = JSON.stringify({ recipient: group.encode(recipient), message })
  return encrypt(group, recipient, JSON.stringify(signMessage(group, signing, channelMessage, random)), random)
}

/** Undefined where it cannot be read, is not by the sender, or was meant for somebody else. */
export async function receive<E>(
  group: Group<E>,
  decryption: bigint,
  sender: E,
  text: string,
): Promise<string | undefined> {
  const opened = await decrypt(group, decryption, text)
  if (opened === undefined) return undefined
  const signed = signedMessageOf(group, sender, parseJson(opened))
  const content = signed === undefined ? undefined : asRecord(parseJson(signed))
  const message = content?.['message']
  if (typeof message !== 'string') return undefined
  return content?.['recipient'] === group.encode(group.powerOfG(decryption)) ? message : undefined
}

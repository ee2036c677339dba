import { textBytes } from '../jose/base64url.ts'
import { publicJwkOf, type PublicJwk } from '../jose/jws.ts'
import type { WalletStore } from './wallet-store.ts'

/** The key to which credentials are bound. Its private half never leaves the browser that made it. */
export interface DeviceKey {
  readonly jwk: PublicJwk
  readonly key: CryptoKey
}

export async function deviceKeyOf(store: WalletStore): Promise<DeviceKey> {
  const kept = (await store.get('device')) as DeviceKey | undefined
  if (kept) return kept
  const pair = await crypto.subtle.generateKey({ name: 'ECDSA', namedCurve: 'P-256' }, false, ['sign', 'verify'])
  const made = { jwk: await publicJwkOf(pair.publicKey), key: pair.privateKey }
  return (await store.keepFirst('device', made)) as DeviceKey
}

export interface Sealed {
  readonly iv: Uint8Array<ArrayBuffer>
  readonly bytes: Uint8Array<ArrayBuffer>
}

async function sealingKey(store: WalletStore): Promise<CryptoKey> {
  const kept = (await store.get('seal')) as CryptoKey | undefined
  if (kept) return kept
  const made = await crypto.subtle.generateKey({ name: 'AES-GCM', length: 256 }, false, ['encrypt', 'decrypt'])
  return (await store.keepFirst('seal', made)) as CryptoKey
}

/** WebCrypto knows no scalars of these groups: they lie sealed under a key that it does know and gives to nobody. */
export async function sealScalar(store: WalletStore, scalar: bigint, name: string): Promise<Sealed> {
  const iv = crypto.getRandomValues(new Uint8Array(12))
  const how = { name: 'AES-GCM', iv, additionalData: textBytes(name) }
  const sealed = await crypto.subtle.encrypt(how, await sealingKey(store), textBytes(String(scalar)))
  return { iv, bytes: new Uint8Array(sealed) }
}

export async function openScalar(store: WalletStore, { iv, bytes }: Sealed, name: string): Promise<bigint> {
  const how = { name: 'AES-GCM', iv, additionalData: textBytes(name) }
  const open = await crypto.subtle.decrypt(how, await sealingKey(store), bytes)
  return BigInt(new TextDecoder().decode(open))
}

/** 512 random bits reduced modulo the order; never zero. */
export function randomScalar(q: bigint): bigint {
  const bytes = crypto.getRandomValues(new Uint8Array(64))
  return (bytes.reduce((value, byte) => (value << 8n) | BigInt(byte), 0n) % (q - 1n)) + 1n
}

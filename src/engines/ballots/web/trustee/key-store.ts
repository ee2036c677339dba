import { openDB, type DBSchema } from 'idb'
import { base64, bytesOf, textOf } from './bytes.ts'

/** What a trustee's browser keeps of one vote. */
export interface TrusteeKey {
  readonly secret: string
  /** As sent, or as it will be; another one on the server means that the key was made elsewhere. */
  readonly certificate: string
  /** A backup was saved, and opened again to see that it can be. */
  readonly isBackedUp: boolean
  /** Fingerprint of the certificates that were dealt to. */
  readonly agreed?: string
  /** The tallies decrypted with it: no others of this vote ever are. */
  readonly decrypted?: { readonly area: string; readonly head: string }
  /** The checkpoint of the vote's log that this browser saw: no log that does not continue it is believed. */
  readonly checkpoint?: string
  /** How many ballots and papers the log closed with when this key decrypted. */
  readonly closed?: { readonly ballots: number; readonly papers: number; readonly cosigned: number }
}

interface Sealed {
  readonly iv: Uint8Array<ArrayBuffer>
  readonly data: ArrayBuffer
}

interface Schema extends DBSchema {
  keys: { key: string; value: Sealed }
  wrap: { key: string; value: CryptoKey }
}

const open = () =>
  openDB<Schema>('mofang-trustee', 1, {
    upgrade(db) {
      db.createObjectStore('keys')
      db.createObjectStore('wrap')
    },
  })

/** Not extractable: a copy of the browser's files alone opens nothing that this page has sealed. */
async function wrappingKey(): Promise<CryptoKey> {
  const db = await open()
  const known = await db.get('wrap', 'key')
  if (known) return known
  const fresh = await crypto.subtle.generateKey({ name: 'AES-GCM', length: 256 }, false, ['encrypt', 'decrypt'])
  const tx = db.transaction('wrap', 'readwrite')
  // Another tab may have been quicker.
  const first = await tx.store.get('key')
  if (!first) await tx.store.put(fresh, 'key')
  await tx.done
  return first ?? fresh
}

export async function keepKey(place: string, key: TrusteeKey): Promise<void> {
  const iv = crypto.getRandomValues(new Uint8Array(12))
  const wrapping = await wrappingKey()
  const data = await crypto.subtle.encrypt(
    { name: 'AES-GCM', iv, additionalData: bytesOf(place) },
    wrapping,
    bytesOf(JSON.stringify(key)),
  )
  await (await open()).put('keys', { iv, data }, place)
  // A browser short of room would throw the key away with its cache.
  await navigator.storage?.persist?.()
}

export async function findKey(place: string): Promise<TrusteeKey | null> {
  const sealed = await (await open()).get('keys', place)
  if (!sealed) return null
  const text = await crypto.subtle.decrypt(
    { name: 'AES-GCM', iv: sealed.iv, additionalData: bytesOf(place) },
    await wrappingKey(),
    sealed.data,
  )
  return JSON.parse(textOf(text)) as TrusteeKey
}

export async function forgetKey(place: string): Promise<void> {
  await (await open()).delete('keys', place)
}

const iterations = 600_000

interface Backup {
  readonly kind: 'mofang-trustee-key'
  readonly v: 1
  readonly place: string
  readonly title: string
  readonly iterations: number
  readonly salt: string
  readonly iv: string
  readonly data: string
}

async function passphraseKey(passphrase: string, salt: Uint8Array<ArrayBuffer>, rounds: number): Promise<CryptoKey> {
  const base = await crypto.subtle.importKey('raw', bytesOf(passphrase.normalize('NFKC')), 'PBKDF2', false, [
    'deriveKey',
  ])
  return crypto.subtle.deriveKey(
    { name: 'PBKDF2', hash: 'SHA-256', salt, iterations: rounds },
    base,
    { name: 'AES-GCM', length: 256 },
    false,
    ['encrypt', 'decrypt'],
  )
}

/** The file to put on a stick and into a drawer: worth nothing without its passphrase. */
export async function backupOf(place: string, title: string, key: TrusteeKey, passphrase: string): Promise<Blob> {
  const salt = crypto.getRandomValues(new Uint8Array(16))
  const iv = crypto.getRandomValues(new Uint8Array(12))
  const data = await crypto.subtle.encrypt(
    { name: 'AES-GCM', iv, additionalData: bytesOf(place) },
    await passphraseKey(passphrase, salt, iterations),
    bytesOf(JSON.stringify({ secret: key.secret, certificate: key.certificate })),
  )
  const backup: Backup = {
    kind: 'mofang-trustee-key',
    v: 1,
    place,
    title,
    iterations,
    salt: base64.encode(salt),
    iv: base64.encode(iv),
    data: base64.encode(new Uint8Array(data)),
  }
  return new Blob([JSON.stringify(backup, null, 1)], { type: 'application/json' })
}

export type BackupFault = 'not_a_backup' | 'other_vote' | 'wrong_passphrase'

export async function openBackup(
  place: string,
  text: string,
  passphrase: string,
): Promise<{ ok: true; key: TrusteeKey } | { ok: false; error: BackupFault }> {
  let backup: Partial<Backup>
  try {
    backup = JSON.parse(text) as Partial<Backup>
  } catch {
    return { ok: false, error: 'not_a_backup' }
  }
  const { salt, iv, data, iterations: rounds } = backup
  if (backup.kind !== 'mofang-trustee-key' || !salt || !iv || !data || !rounds || rounds > 10_000_000)
    return { ok: false, error: 'not_a_backup' }
  if (backup.place !== place) return { ok: false, error: 'other_vote' }
  try {
    const opened = await crypto.subtle.decrypt(
      { name: 'AES-GCM', iv: base64.decode(iv), additionalData: bytesOf(place) },
      await passphraseKey(passphrase, base64.decode(salt), rounds),
      base64.decode(data),
    )
    const { secret, certificate } = JSON.parse(textOf(opened)) as Pick<TrusteeKey, 'secret' | 'certificate'>
    return { ok: true, key: { secret, certificate, isBackedUp: true } }
  } catch {
    return { ok: false, error: 'wrong_passphrase' }
  }
}

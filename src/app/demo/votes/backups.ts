import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { demoPassword } from '../staff.ts'

/** The passphrase is printed at the start: rounds that slow down guessing would slow down the first start alone. */
const iterations = 10_000

const bytes = (text: string) => new TextEncoder().encode(text)
const base64 = (data: Uint8Array | ArrayBuffer) => Buffer.from(data as Uint8Array).toString('base64')

export interface KeyToBackUp {
  readonly street: string
  readonly vote: string
  readonly title: string
  readonly username: string
  /** Of the trustee in this vote, from 1. */
  readonly index: number
  readonly secret: string
  readonly certificate: string
}

/** Where whoever tries the demonstration finds the keys of its trustees. */
export const trusteeFolder = (dataFolder: string): string => join(dataFolder, 'demo-trustees')

/** What the trustee would have saved from the own browser, in the format that the trustees' page reads. */
export async function saveBackup(dataFolder: string, key: KeyToBackUp): Promise<void> {
  // As the trustees' page names the place of a key.
  const place = `${key.street}/${key.vote}/${key.index}`
  const salt = crypto.getRandomValues(new Uint8Array(16))
  const iv = crypto.getRandomValues(new Uint8Array(12))
  const base = await crypto.subtle.importKey('raw', bytes(demoPassword), 'PBKDF2', false, ['deriveKey'])
  const wrapping = await crypto.subtle.deriveKey(
    { name: 'PBKDF2', hash: 'SHA-256', salt, iterations },
    base,
    { name: 'AES-GCM', length: 256 },
    false,
    ['encrypt'],
  )
  const kept = bytes(JSON.stringify({ secret: key.secret, certificate: key.certificate }))
  const data = await crypto.subtle.encrypt({ name: 'AES-GCM', iv, additionalData: bytes(place) }, wrapping, kept)
  const backup = {
    kind: 'mofang-trustee-key',
    v: 1,
    place,
    title: key.title,
    iterations,
    salt: base64(salt),
    iv: base64(iv),
    data: base64(data),
  }
  const folder = trusteeFolder(dataFolder)
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const name = `${key.username}-${key.street}-${key.title}.json`.replaceAll(/[\s/（）]/g, '')
  writeFileSync(join(folder, name), JSON.stringify(backup, null, 1), { mode: 0o600 })
}

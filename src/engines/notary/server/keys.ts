import {
  createCipheriv,
  createDecipheriv,
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  hkdfSync,
  randomBytes,
  sign,
  type KeyObject,
} from 'node:crypto'

export interface NotarySettings {
  /** The data folder's secret, under which private keys are encrypted. */
  readonly secret: string
  readonly now?: () => Date
  /** The name of this installation, within which its logs have theirs. */
  readonly domain?: string
  /** Whether checkpoints carry a signature by SM2 with SM3 as well. */
  readonly sm2?: boolean
  /** Witnesses elsewhere that are asked to cosign our checkpoints. */
  readonly witnesses?: readonly RemoteWitness[]
  /** Verifier keys of logs elsewhere whose checkpoints the subdistrict's witness cosigns. */
  readonly witnessed?: readonly string[]
}

export interface RemoteWitness {
  /** Verifier key. */
  readonly key: string
  /** Before `/add-checkpoint`. */
  readonly url: string
}

interface Opened {
  readonly key: Buffer
  readonly now: () => Date
  readonly domain: string
  readonly sm2: boolean
  readonly witnesses: readonly RemoteWitness[]
  readonly witnessed: readonly string[]
}

let opened: Opened | undefined

/** Before anything else here: with what keys are kept, and what the time is. One process serves one data folder. */
export function openNotary({ secret, ...settings }: NotarySettings): void {
  if (secret.length < 16) throw new Error('The secret of the data folder is too short to keep keys under it.')
  opened = {
    key: Buffer.from(hkdfSync('sha256', secret, '', 'mofang notary keys v1', 32)),
    now: settings.now ?? (() => new Date()),
    domain: settings.domain ?? 'mofang.local',
    sm2: settings.sm2 ?? false,
    witnesses: settings.witnesses ?? [],
    witnessed: settings.witnessed ?? [],
  }
}

export function notary(): Opened {
  if (!opened) throw new Error('openNotary({ secret }) has to be called before logs are worked with.')
  return opened
}

/** `vote` and `310107015/jin` make vote.mofang.local/310107015/jin. */
export const originOf = (kind: string, path: string): string => `${kind}.${notary().domain}/${path}`

/** Encrypts what must not be read out of a copy of the database; `of` binds it to its place there. */
export function encryptSecret(plain: Uint8Array, of: string): Buffer {
  const nonce = randomBytes(12)
  const cipher = createCipheriv('aes-256-gcm', notary().key, nonce)
  cipher.setAAD(Buffer.from(of))
  return Buffer.concat([nonce, cipher.update(plain), cipher.final(), cipher.getAuthTag()])
}

export function decryptSecret(kept: Uint8Array, of: string): Buffer {
  const decipher = createDecipheriv('aes-256-gcm', notary().key, kept.subarray(0, 12))
  decipher.setAAD(Buffer.from(of))
  decipher.setAuthTag(kept.subarray(-16))
  try {
    return Buffer.concat([decipher.update(kept.subarray(12, -16)), decipher.final()])
  } catch {
    throw new Error(
      `The key of ${of} cannot be read with the secret in the data folder. ` +
        'Put the file session-secret back from the backup that was made together with this database.',
    )
  }
}

export interface SigningKey {
  readonly publicKey: Uint8Array
  sign(message: Uint8Array): Uint8Array
}

const pkcs8OfEd25519 = Buffer.from('302e020100300506032b657004220420', 'hex')

/** A new key pair; the private key encrypted. */
export function newKeyPair(of: string): { readonly publicKey: Buffer; readonly privateKey: Buffer } {
  const { privateKey } = generateKeyPairSync('ed25519')
  const seed = privateKey.export({ format: 'der', type: 'pkcs8' }).subarray(pkcs8OfEd25519.length)
  return { publicKey: rawPublic(privateKey), privateKey: encryptSecret(seed, of) }
}

const rawPublic = (key: KeyObject): Buffer => createPublicKey(key).export({ format: 'der', type: 'spki' }).subarray(-32)

const known = new Map<string, SigningKey>()
const mostKnown = 2000

/** Kept in memory once read: every cast of a ballot signs with it. */
export function signingKey(kept: Uint8Array, of: string): SigningKey {
  const id = `${of} ${Buffer.from(kept).toString('base64')}`
  const found = known.get(id)
  if (found) return found
  const seed = decryptSecret(kept, of)
  const key = createPrivateKey({ key: Buffer.concat([pkcs8OfEd25519, seed]), format: 'der', type: 'pkcs8' })
  const made = { publicKey: rawPublic(key), sign: (message: Uint8Array) => sign(null, message, key) }
  if (known.size >= mostKnown) known.clear()
  known.set(id, made)
  return made
}

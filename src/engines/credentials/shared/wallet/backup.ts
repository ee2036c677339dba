import { err, ok, type Result } from '#kernel/result'
import { votingGroups, type VotingGroup } from '../credential-kinds.ts'
import { fromBase64url, textBytes, toBase64url } from '../jose/base64url.ts'
import { keepVotingKey, secretOf, votingKeysIn } from './voting.ts'
import type { Wallet } from './wallet.ts'

/** OWASP's figure of 2023 for PBKDF2 with SHA-256: about a second on an old phone. */
const rounds = 600_000
export const shortestPassphrase = 10

interface BackupFile {
  readonly format: 'mofang-wallet-backup'
  readonly version: 1
  readonly rounds: number
  readonly salt: string
  readonly iv: string
  readonly sealed: string
}

interface KeptKey {
  readonly street: string
  readonly group: VotingGroup
  readonly publicKey: string
  readonly chainCode: string
  readonly registeredAt: string
  readonly secret: string
}

async function passphraseKey(passphrase: string, salt: Uint8Array<ArrayBuffer>, times: number): Promise<CryptoKey> {
  const typed = textBytes(passphrase.normalize('NFKC'))
  const base = await crypto.subtle.importKey('raw', typed, 'PBKDF2', false, ['deriveKey'])
  const how = { name: 'PBKDF2', hash: 'SHA-256', salt, iterations: times }
  return crypto.subtle.deriveKey(how, base, { name: 'AES-GCM', length: 256 }, false, ['encrypt', 'decrypt'])
}

/**
 * The voting secrets under a passphrase. The key of the device is not among them, for it cannot be read out: whoever
 * restores on another phone has the credential reissued at the counter, and goes on voting with the keys of frozen rolls.
 */
export async function backUpWallet(wallet: Wallet, passphrase: string): Promise<string> {
  const keys = await votingKeysIn(wallet)
  const kept: KeptKey[] = []
  for (const key of keys) {
    const { sealed: _sealed, ...open } = key
    kept.push({ ...open, secret: String(await secretOf(wallet, key)) })
  }
  const [salt, iv] = [crypto.getRandomValues(new Uint8Array(16)), crypto.getRandomValues(new Uint8Array(12))]
  const key = await passphraseKey(passphrase, salt, rounds)
  const sealed = await crypto.subtle.encrypt({ name: 'AES-GCM', iv }, key, textBytes(JSON.stringify(kept)))
  const file: BackupFile = {
    format: 'mofang-wallet-backup',
    version: 1,
    rounds,
    salt: toBase64url(salt),
    iv: toBase64url(iv),
    sealed: toBase64url(new Uint8Array(sealed)),
  }
  return JSON.stringify(file)
}

function readFile(text: string): BackupFile | undefined {
  try {
    const file = JSON.parse(text) as Partial<BackupFile> | null
    const isOurs = file?.format === 'mofang-wallet-backup' && file.version === 1 && typeof file.rounds === 'number'
    // A file that asks for a billion rounds would hang the phone.
    return isOurs && file.rounds! >= 100_000 && file.rounds! <= 5_000_000 ? (file as BackupFile) : undefined
  } catch {
    return undefined
  }
}

const isKept = (each: Partial<KeptKey>): each is KeptKey =>
  [each.street, each.publicKey, each.chainCode, each.registeredAt].every((text) => typeof text === 'string') &&
  votingGroups.includes(each.group as VotingGroup) &&
  /^\d{1,100}$/.test(String(each.secret))

/** As owners count them: of one registration there is a key in each group, and it is one key to them. */
const countOf = (kept: readonly KeptKey[]) =>
  Math.max(0, ...votingGroups.map((group) => kept.filter((each) => each.group === group).length))

export async function restoreWallet(
  wallet: Wallet,
  text: string,
  passphrase: string,
): Promise<Result<number, 'backup_unreadable' | 'passphrase_wrong'>> {
  const file = readFile(text)
  const [salt, iv, sealed] = [file?.salt, file?.iv, file?.sealed].map((part) => fromBase64url(String(part)))
  if (!file || !salt || !iv || !sealed) return err('backup_unreadable')
  let open: ArrayBuffer
  try {
    const key = await passphraseKey(passphrase, salt, file.rounds)
    open = await crypto.subtle.decrypt({ name: 'AES-GCM', iv }, key, sealed)
  } catch {
    return err('passphrase_wrong')
  }
  const kept = (JSON.parse(new TextDecoder().decode(open)) as Partial<KeptKey>[]).filter(isKept)
  for (const { secret, ...key } of kept) await keepVotingKey(wallet, key, BigInt(secret))
  return ok(countOf(kept))
}

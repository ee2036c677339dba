import type { Text } from '#kernel/text'
import { err, ok, type Result } from '#kernel/result'
import type { GivenReceipt } from '#engines/ballots/shared'
import { keyKinds, parseCheckpoint, parseVerifierKey, type SignedReceipt } from '#engines/notary/shared'

/** What a reader holds from elsewhere and lays beside a record. */
export interface Evidence {
  readonly receipts: readonly GivenReceipt[]
  readonly logKey: string | null
  readonly witnesses: readonly string[]
  /** Checkpoints seen before, as signed notes. */
  readonly earlier: readonly string[]
}

export const noEvidence: Evidence = { receipts: [], logKey: null, witnesses: [], earlier: [] }

export const evidenceFaults = {
  evidence_unknown: [
    '认不出这是什么。能用的有：投票后保存的回执、日志或见证人的公钥、以前保存的存证点。',
    'This is nothing that can be used: receipts saved after voting, keys of the log or of witnesses, checkpoints kept from earlier.',
  ],
  log_keys_two: ['给了两把不同的日志公钥，请只留一把。', 'These are two different keys of the log. Leave one of them.'],
} as const satisfies Readonly<Record<string, Text>>
export type EvidenceFault = keyof typeof evidenceFaults

type Members = Readonly<Record<string, unknown>>
const isObject = (value: unknown): value is Members =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

function receiptIn(value: unknown): SignedReceipt | undefined {
  if (!isObject(value)) return undefined
  const { origin, index, leafHash, at, signature } = value
  const texts = [origin, leafHash, at, signature].every((each) => typeof each === 'string')
  return texts && Number.isSafeInteger(index)
    ? ({ origin, index, leafHash, at, signature } as SignedReceipt)
    : undefined
}

interface Gathered {
  readonly receipts: GivenReceipt[]
  readonly keys: string[]
  readonly earlier: string[]
}

function takeJson(value: unknown, into: Gathered): boolean {
  if (Array.isArray(value)) return value.length > 0 && value.every((each) => takeJson(each, into))
  if (!isObject(value)) return false
  const receipt = receiptIn(value['receipt']) ?? receiptIn(value)
  if (receipt) {
    const { tracker } = value
    into.receipts.push(typeof tracker === 'string' ? { tracker, receipt } : { receipt })
    return true
  }
  // keys.json of a log, or receipts-key.json of a record.
  const { log, witnesses = [] } = value
  const keys = [log, ...(Array.isArray(witnesses) ? (witnesses as unknown[]) : [null])]
  return keys.every((key) => typeof key === 'string' && takeKey(key, into))
}

function takeKey(said: string, into: Gathered): boolean {
  if (!parseVerifierKey(said)) return false
  into.keys.push(said)
  return true
}

function take(piece: string, into: Gathered): boolean {
  try {
    return takeJson(JSON.parse(piece), into)
  } catch {
    const note = `${piece.trim().replaceAll('\r\n', '\n')}\n`
    if (parseCheckpoint(note)) {
      into.earlier.push(note)
      return true
    }
    const lines = piece.split(/\s+/).filter((line) => line !== '')
    return lines.every((line) => takeKey(line, into))
  }
}

/** Each piece as it was pasted or stood in a file; what it is shows by itself. */
export function readEvidence(pieces: readonly string[]): Result<Evidence, EvidenceFault> {
  const into: Gathered = { receipts: [], keys: [], earlier: [] }
  for (const piece of pieces) if (piece.trim() !== '' && !take(piece, into)) return err('evidence_unknown')
  const ofKind = (kind: number) => [...new Set(into.keys.filter((key) => parseVerifierKey(key)!.kind === kind))]
  const [logKeys, witnesses] = [ofKind(keyKinds.log), ofKind(keyKinds.witness)]
  if (logKeys.length > 1) return err('log_keys_two')
  return ok({ receipts: into.receipts, logKey: logKeys[0] ?? null, witnesses, earlier: into.earlier })
}

import type { OutputOf } from '#kernel/operation'
import type { Text } from '#kernel/text'
import type { ballots } from '#engines/ballots/shared'
import {
  base64,
  fromBase64,
  leafHash,
  parseCheckpoint,
  verifyInclusion,
  verifyNote,
  verifyReceipt,
} from '#engines/notary/shared'

export type FoundBallot = OutputOf<typeof ballots.ballot>

export interface InclusionCheck {
  readonly name: Text
  readonly holds: boolean
}

const leafNames = (leaf: string, vote: string, tracker: string): boolean => {
  try {
    const { data } = JSON.parse(leaf) as { data?: { vote?: unknown; tracker?: unknown } }
    return data?.vote === vote && data.tracker === tracker
  } catch {
    return false
  }
}

/** What anyone can check of one ballot without the rest of the record: each step by itself, so that one sees which fails. */
export function checkInclusion(
  found: FoundBallot,
  vote: string,
  tracker: string,
  logKey: string,
): readonly InclusionCheck[] {
  const { receipt, inclusion } = found
  const receiptHolds: InclusionCheck = {
    name: ['回执由存证日志签名', 'The receipt is signed by the log'],
    holds: verifyReceipt(receipt, logKey),
  }
  if (!inclusion) return [receiptHolds]
  const hash = leafHash(new TextEncoder().encode(inclusion.leaf))
  const checkpoint = parseCheckpoint(inclusion.checkpoint)
  const proof = inclusion.proof.map(fromBase64)
  const steps = proof.flatMap((each) => each ?? [])
  return [
    receiptHolds,
    {
      name: ['存证的正是这个编号的选票', 'What is in the log is the ballot with this tracker'],
      holds: leafNames(inclusion.leaf, vote, tracker) && base64(hash) === receipt.leafHash,
    },
    {
      name: ['存证点由存证日志签名', 'The checkpoint is signed by the log'],
      holds: (verifyNote(inclusion.checkpoint, [logKey])?.signedBy.length ?? 0) > 0,
    },
    {
      name: ['选票在存证点之内（包含证明成立）', 'The ballot is inside the checkpoint (inclusion proof)'],
      holds:
        checkpoint !== undefined &&
        steps.length === proof.length &&
        verifyInclusion({ index: receipt.index, size: checkpoint.size, leafHash: hash, root: checkpoint.root }, steps),
    },
  ]
}

/** A tracker as people paste it: with blanks, with the padding that some tools write, or out of a receipt's line. */
export function readTracker(typed: string): string | null {
  const [found] = /[A-Za-z0-9+/]{43}/.exec(typed.replaceAll(/[\s=]/g, '')) ?? []
  return found ?? null
}

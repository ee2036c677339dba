import { canonicalJson } from '#kernel/canonical-json'
import { base64, leafHash, verifyReceipt, type SignedReceipt } from '#engines/notary/shared'
import type { Files } from './election-of.ts'

export interface CastBallot {
  readonly tracker: string
  readonly seq: number
  readonly receipt: SignedReceipt
}

/** The text that stands in the log for a ballot. */
export const leafOf = (vote: string, { tracker, seq, receipt }: CastBallot) =>
  canonicalJson({ kind: 'ballot', at: receipt.at, data: { vote, seq, tracker } })

export const hashOf = (leaf: string) => leafHash(new TextEncoder().encode(leaf))

/** Whether a receipt is signed by the log of this vote, and for this very ballot. */
export function receiptHolds(
  cast: CastBallot,
  vote: string,
  { logKey, logOrigin }: Pick<Files, 'logKey' | 'logOrigin'>,
): boolean {
  return (
    cast.receipt.origin === logOrigin &&
    cast.receipt.leafHash === base64(hashOf(leafOf(vote, cast))) &&
    verifyReceipt(cast.receipt, logKey)
  )
}

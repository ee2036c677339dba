import type { OutputOf } from '#kernel/operation'
import type { ballots } from '#engines/ballots/shared'
import { fromBase64, parseCheckpoint, verifyInclusion, verifyNote } from '#engines/notary/shared'
import type { Files } from './election-of.ts'
import { hashOf, leafOf, receiptHolds, type CastBallot } from './receipt-holds.ts'

export type InclusionVerdict =
  | { readonly found: 'held'; readonly size: number; readonly index: number }
  | { readonly found: 'waiting' }
  | { readonly found: 'wrong' }

type Inclusion = NonNullable<OutputOf<typeof ballots.ballot>['inclusion']>

/** Whether the public record holds the ballot: reckoned from the proof up to the signed root, believing nobody. */
export function inclusionVerdict(
  cast: CastBallot & { readonly inclusion: Inclusion | null },
  vote: string,
  log: Pick<Files, 'logKey' | 'logOrigin'>,
): InclusionVerdict {
  if (!receiptHolds(cast, vote, log)) return { found: 'wrong' }
  if (!cast.inclusion) return { found: 'waiting' }
  const { leaf, proof, checkpoint: said } = cast.inclusion
  const checkpoint = parseCheckpoint(said)
  const note = verifyNote(said, [log.logKey])
  const steps = proof.map(fromBase64)
  const { index } = cast.receipt
  const isHeld =
    leaf === leafOf(vote, cast) &&
    checkpoint?.origin === log.logOrigin &&
    (note?.signedBy.length ?? 0) > 0 &&
    steps.every((step) => step !== undefined) &&
    verifyInclusion(
      { index, size: checkpoint.size, leafHash: hashOf(leaf), root: checkpoint.root },
      steps as Uint8Array[],
    )
  return isHeld ? { found: 'held', size: checkpoint.size, index } : { found: 'wrong' }
}

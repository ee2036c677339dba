import type { OutputOf } from '#kernel/operation'
import type { ballots } from '#engines/ballots/shared'
import { perform, Refusal } from '#ui/operations'
import { cast } from '../operations.ts'
import { dropBallot, holdBallots, keepBallot, keptBallot, type KeptBallot } from './kept-ballots.ts'

export type Sent = OutputOf<typeof ballots.cast>

/** Refusals after which the same text may still be taken; any other says that it never was and never will be. */
const passing = new Set([
  'busy',
  'session_unknown',
  'session_not_owner',
  'voting_not_open',
  'too_many_requests',
  'failed',
])

/** Another page of this browser is sending a ballot for the same entry: that one goes first. */
export class OtherBallot extends Error {
  readonly other: KeptBallot
  constructor(other: KeptBallot) {
    super('Another ballot is on its way.')
    this.other = other
  }
}

/** Takes the place of what is settled; what is not answered yet stands in the way. */
const keepInTurn = (kept: KeptBallot): Promise<void> =>
  holdBallots(async () => {
    const before = await keptBallot(kept.vote, kept.owner)
    if (before && before.cast === null && before.tracker !== kept.tracker) throw new OtherBallot(before)
    await keepBallot(kept)
  })

/**
 * Sends a ballot, keeping its text first. Whatever breaks on the way, the same text goes out again and is answered the
 * same; no second ballot is sent while the fate of the first is unknown, be it of another tab.
 */
export async function sendBallot(street: string, kept: KeptBallot, session: string | null): Promise<Sent> {
  await keepInTurn(kept).catch((thrown: unknown) => {
    // A browser that keeps nothing can still vote; only a page closed in the middle then loses the text.
    if (thrown instanceof OtherBallot) throw thrown
  })
  try {
    const sent = await perform(street, cast, { id: kept.vote, ballot: kept.text, ...(session !== null && { session }) })
    await keepBallot({ ...kept, cast: { seq: sent.seq, receipt: sent.receipt } }).catch(() => {})
    return sent
  } catch (thrown) {
    if (thrown instanceof Refusal && thrown.status < 500 && !passing.has(thrown.code))
      await dropBallot(kept).catch(() => {})
    throw thrown
  }
}

export const mayBeSentAgain = (thrown: unknown): boolean =>
  !(thrown instanceof Refusal) || thrown.status >= 500 || passing.has(thrown.code)

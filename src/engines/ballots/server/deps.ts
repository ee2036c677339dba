import type { Result } from '#kernel/result'
import type { Context } from '#platform/operations'

/** A ballot checked by itself: shape, proofs and signature. Whether its key may vote is for the roll to say. */
export interface BallotCheck {
  readonly election: string
  readonly ballot: string
}

export interface ResultObjection {
  readonly id: string
  readonly vote: string
  readonly title: string
  readonly place: string
  readonly name: string
  readonly phone: string
  readonly words: string
}

export interface BallotsDeps {
  readonly now: () => Date
  /** In other threads; `busy` when more wait than can be answered in time. */
  readonly verify: (
    check: BallotCheck,
  ) => Promise<Result<{ readonly tracker: string; readonly credential: string }, string>>
  /** Registers an objection as a case of the street and answers its number. */
  readonly openCase?: (context: Context, objection: ResultObjection) => Promise<string | null>
}

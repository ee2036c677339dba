import type { Actor } from '#platform/operations'
import type { Album } from '../photos.ts'
import type { Player } from '../player.ts'
import type { Rng } from '../rng.ts'
import type { PlannedVote } from './plans.ts'
import type { Wallets } from './wallets.ts'

type Staff = Extract<Actor, { kind: 'staff' }>

export interface VoteStage {
  readonly player: Player
  readonly rng: Rng
  readonly album: Album
  readonly wallets: Wallets
  readonly dataFolder: string
  readonly today: string
  readonly now: Date
  readonly convener: Staff
  readonly registry: Staff
  readonly autonomy: Staff
  readonly trustees: readonly Staff[]
  readonly clerks: readonly [Staff, Staff]
}

export interface Place {
  readonly entry: string
  readonly compound: string
}

/** One vote under way: the stage with its key and its days. */
export interface Held extends VoteStage {
  readonly id: string
  readonly plan: PlannedVote
  readonly compound: string
  readonly opensAt: Date
  readonly closesAt: Date
  /** That hour of a day from today. */
  at(days: number, hours: number): Date
  photo(name: string, at: Date): Promise<string>
}

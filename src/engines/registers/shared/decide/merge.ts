import { err, ok, type Result } from '#kernel/result'
import type { RegisterId } from '../register.ts'
import { sharesFit, type Share } from './shares.ts'

interface Joined {
  readonly id: string
  readonly register: RegisterId
  readonly state: 'standing' | 'merged' | 'withdrawn'
}

/** Two entries become one when both stand in one register, and when what is owned of them together is no more than one. */
export function mayMerge(
  winner: Joined,
  loser: Joined,
  shares: readonly Share[],
): Result<null, 'not_mergeable' | 'shares_exceed'> {
  const bothStand = winner.state === 'standing' && loser.state === 'standing'
  if (!bothStand || winner.id === loser.id || winner.register !== loser.register) return err('not_mergeable')
  return sharesFit(shares) ? ok(null) : err('shares_exceed')
}

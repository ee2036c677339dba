import type { Tx } from '#platform/db'
import type { Implementation } from '#platform/operations'
import { mattersBlockedBy, type VoteMatter } from '#engines/ballots/shared'
import { assessmentHandlers } from './assessments.ts'
import { renewalOf } from './standing.ts'
import { findRenewals } from './terms.store.ts'
import { termHandlers } from './terms.ts'

export const committeeHandlers = (): readonly Implementation[] => [...termHandlers(), ...assessmentHandlers()]

/** Matters that may not be put to all owners of a compound while its committee is being renewed. */
export async function blockedMatters(
  tx: Tx,
  street: string,
  compound: string,
  matters: readonly VoteMatter[],
): Promise<readonly VoteMatter[]> {
  const [running] = await findRenewals(tx, street, { compound, running: true })
  return running ? mattersBlockedBy(renewalOf(running), matters) : []
}

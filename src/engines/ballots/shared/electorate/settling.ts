import type { RollCorrection } from './electorate.ts'

/** Which changes to the electorate decide who has a vote at all. */
const ofOwnership: ReadonlySet<RollCorrection['kind']> = new Set(['merge_owners', 'set_owners'])

/**
 * Whether a change that the convener made alone needs the registry's word before the roll is frozen: merging two owners
 * takes a vote away, and whose a home is only the registry knows. The others are shown on the notice, to be objected to.
 */
export const needsRegistry = (kind: RollCorrection['kind']): boolean => ofOwnership.has(kind)

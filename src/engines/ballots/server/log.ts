import { must } from '#kernel/assert'
import type { Context } from '#platform/operations'
import { append, type Appended } from '#engines/notary'
import type { VoteLeafKind, VoteLeaves } from '#engines/ballots/shared'

/** Who acts, as it is written down. Only staff reach what asks for this. */
export function staffOf({ actor }: Pick<Context, 'actor'>): { readonly id: string; readonly name: string } {
  return { id: must(actor.id, 'a member of staff'), name: must(actor.name, 'a name') }
}

/** Adds a leaf to the log of the vote's compound, in the same transaction as what it tells of. */
export function tell<K extends VoteLeafKind>(
  { tx, street }: Pick<Context, 'tx' | 'street'>,
  log: string,
  kind: K,
  data: VoteLeaves[K],
): Promise<Appended> {
  return append(tx, street, log, { kind, data: { ...data } })
}

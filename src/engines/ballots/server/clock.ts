import { newId } from '#kernel/id'
import { perform, systemActor, type Implementation, type World } from '#platform/operations'
import { ballots } from '#engines/ballots/shared'
import { dueVotes } from './votes.store.ts'

/** Opens and closes the votes of a street that are due; answers how many. What was missed while standing still is made up for. */
export async function advanceVotes(
  world: World,
  implementations: readonly Implementation[],
  street: string,
): Promise<number> {
  const due = await world.database.transaction(street, (tx) => dueVotes(tx, street, world.now().toISOString()))
  const advance = implementations.find(({ operation }) => operation.name === ballots.advance.name)
  if (!advance) throw new Error('ballots.advance is not among the implementations.')
  const actor = systemActor([ballots.advance.name])
  for (const id of due) await perform(world, advance, { street, actor, command: newId(), input: { id } })
  return due.length
}

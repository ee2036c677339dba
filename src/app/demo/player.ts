import { sql } from 'kysely'
import type { Command, OutputOf, Query, SentTo } from '#kernel/operation'
import type { Database } from '#platform/db'
import { perform, type Actor, type Implementation } from '#platform/operations'
import { actAt } from './clock.ts'

/** Performs commands as people would have, at the instants they would have: through the real operations. */
export interface Player {
  readonly database: Database
  readonly street: string
  play<C extends Command | Query>(
    command: C,
    actor: Actor,
    input: SentTo<C>,
    at: Date,
    id?: string,
  ): Promise<OutputOf<C>>
  readonly performed: () => number
}

export class Misplayed extends Error {}

export function playerOf(database: Database, street: string, implementations: readonly Implementation[]): Player {
  const byName = new Map(implementations.map((each) => [each.operation.name, each]))
  let performed = 0
  return {
    database,
    street,
    performed: () => performed,
    async play(command, actor, input, at, id) {
      const asked = { street, actor, input, ...(id && { command: id }) }
      const outcome = await actAt(at, () => perform({ database, now: () => at }, byName.get(command.name)!, asked))
      if (!outcome.ok)
        throw new Misplayed(
          `${command.name} at ${at.toISOString()} was refused: ${outcome.error} ${JSON.stringify(outcome.fields ?? '')}`,
        )
      performed += 1
      return outcome.value as never
    },
  }
}

/** The tasks that were not given back; also when what they ask was done before a crash. */
export async function tasksOf(
  player: Player,
  caseId: string,
): Promise<{ id: string; unit: string; role: 'lead' | 'assist' }[]> {
  return player.database.transaction(player.street, async (tx) => {
    const { rows } = await sql<{ id: string; unit: string; role: 'lead' | 'assist' }>`
      select id, unit, role from tasks where street = ${player.street} and case_id = ${caseId} and state not in ('returned', 'withdrawn') order by role desc, id`.execute(
      tx,
    )
    return rows
  })
}

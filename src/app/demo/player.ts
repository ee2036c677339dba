import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import type { Command, OutputOf, SentTo } from '#kernel/operation'
import type { Database } from '#platform/db'
import { perform, type Actor, type Implementation } from '#platform/operations'

/** Performs commands as people would have, at the instants they would have: through the real operations. */
export interface Player {
  readonly database: Database
  readonly street: string
  play<C extends Command>(command: C, actor: Actor, input: SentTo<C>, at: Date, id?: string): Promise<OutputOf<C>>
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
      const outcome = await perform({ database, now: () => at }, byName.get(command.name)!, {
        street,
        actor,
        input,
        ...(id && { command: id }),
      })
      if (!outcome.ok)
        throw new Misplayed(
          `${command.name} at ${at.toISOString()} was refused: ${outcome.error} ${JSON.stringify(outcome.fields ?? '')}`,
        )
      performed += 1
      return outcome.value as never
    },
  }
}

/** The same words always give the same id: what was played before a crash is recognised and not played again. */
export function idFrom(...words: readonly (string | number)[]): string {
  const hex = createHash('sha256').update(words.join('/')).digest('hex')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-${((parseInt(hex[16]!, 16) & 3) | 8).toString(16)}${hex.slice(17, 20)}-${hex.slice(20, 32)}`
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

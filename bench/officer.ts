import { newId } from '#kernel/id'
import type { Database } from '#platform/db'
import { perform, type Actor } from '#platform/operations'
import { ensureAllMeasures } from '#engines/indicators'
import { compose, roles } from '../src/app/server/composition.ts'
import { record, type Statement } from './record.ts'

/** Someone who acts in process, without a session, and whose statements can be recorded. */
export interface Officer {
  /** Performs a command and answers what it answered. */
  act(command: string, input: unknown): Promise<Record<string, string>>
  /** The statements of one command, and the ids among them that no other time shares. */
  recorded(run: () => Promise<Record<string, string>>): Promise<Recorded>
}

export interface Recorded {
  readonly statements: readonly Statement[]
  readonly ids: readonly string[]
  readonly answer: Readonly<Record<string, string>>
}

const uuids = (text: string) => [...text.matchAll(/[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/g)].map(([id]) => id)

export async function openOfficer(
  database: Database,
  name: string,
  street: string,
  username: string,
  role: string,
): Promise<Officer> {
  const { implementations, measures } = compose(database, { secret: 'only for the bench, nobody signs in', name })
  // As the program does when it starts: a command then writes what it changes in the figures.
  await ensureAllMeasures(database, measures)
  const { rows } = await database.pool.query<{ id: string; accountId: string; name: string; unit: string }>(
    `select m.id, a.id as "accountId", m.name, m.unit from auth_accounts a cross join lateral memberships_of(a.id) m
     where a.username = $1 and m.street = $2`,
    [username, street],
  )
  const can = new Set(roles.find((each) => each.id === role)!.may)
  const actor = { kind: 'staff', ...rows[0]!, scope: { kind: 'street' }, roles: [role], can } as unknown as Actor
  return {
    async act(command, input) {
      const implementation = implementations.find(({ operation }) => operation.name === command)!
      const asked = { street, actor, command: newId(), input }
      const outcome = await perform({ database, now: () => new Date() }, implementation, asked)
      if (!outcome.ok) throw new Error(`${command} was refused: ${outcome.error}`)
      return outcome.value as Record<string, string>
    },
    async recorded(run) {
      // The first fills caches; what the second and the third share is not new each time.
      await run()
      const before = await record(database, async () => void (await run()))
      let answer = {}
      const statements = await record(database, async () => void (answer = await run()))
      const same = new Set(uuids(JSON.stringify(before)))
      return { statements, ids: [...new Set(uuids(JSON.stringify(statements)))].filter((id) => !same.has(id)), answer }
    },
  }
}

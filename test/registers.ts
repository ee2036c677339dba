import { newId, StaffId, type UnitId } from '#kernel/id'
import type { Scope } from '#kernel/session'
import { makeResidentId, makeUscc } from '#model'
import { perform, type Actor, type Implementation, type Outcome } from '#platform/operations'
import { registersHandlers } from '#engines/registers'
import { registerRoles, registersWith, tagsWith, type RegisterAdditions } from '#engines/registers/shared'
import { onServer } from './db-server.ts'
import { countedId, type Staff } from './people.ts'
import { aWorld, committees, grids, street, type World } from './world.ts'

let clerks = 0

/** A member of staff with roles of the registers. */
export function aClerk(
  name: string,
  roles: readonly string[],
  said: { scope?: Scope; unit?: UnitId | null } = {},
): Staff {
  const id = StaffId.parse(countedId(++clerks, 0xbc))
  const verbs = registerRoles.filter((role) => roles.includes(role.id)).flatMap((role) => role.may)
  const { scope = { kind: 'street' }, unit = null } = said
  const can = new Set(verbs.map((verb) => `registers.${verb}`))
  return { kind: 'staff', id, accountId: id, name, unit, scope, roles, can }
}

/** The people of the registers whom every test knows. */
export const keeper = aClerk('何慧', ['register_keeper'])
export const worker = aClerk('吕芳', ['committee_worker'], { scope: { kind: 'committee', code: committees[0] } })
export const neighbour = aClerk('施敏', ['committee_worker'], { scope: { kind: 'committee', code: committees[1] } })
export const volunteer = aClerk('张丽', ['volunteer'], { scope: { kind: 'grid', code: grids[0] } })
export const restrictedKeeper = aClerk('孔伟', ['restricted_keeper'])
export const justiceKeeper = aClerk('曹军', ['justice_keeper'])

type Given = Record<string, unknown>

/** An invented resident id: of each serial another. */
export const aResidentId = (serial: number, birth = '1950-03-02') =>
  makeResidentId({ division: '310107', birth, serial: serial % 1000 })

export const aUscc = (serial: number) => makeUscc({ division: '310107', subject: String(serial).padStart(8, '0') })

export interface RegisterWorld extends Omit<World, 'ask' | 'do' | 'refusal'> {
  ask(actor: Actor, verb: string, input?: unknown, said?: { command?: string; street?: string }): Promise<Outcome>
  do(actor: Actor, verb: string, input?: unknown, said?: { command?: string; street?: string }): Promise<Given>
  refusal(actor: Actor, verb: string, input?: unknown): Promise<string | null>
  /** Each adds an entry and answers its id. */
  aResident(fields?: Given, by?: Actor): Promise<string>
  aHome(fields?: Given, said?: { parent?: string; by?: Actor }): Promise<string>
  aStaircase(fields?: Given, by?: Actor): Promise<string>
  anEnterprise(fields?: Given, by?: Actor): Promise<string>
  tie(kind: string, subject: string, object: string, said?: Given): Promise<string>
  entryRow(id: string): Promise<{
    state: string
    root: string
    version: number
    fields: Given
    origins: Record<string, { source: string }>
    committee: string | null
    grid: string | null
  }>
}

/** Two streets, and everything that can be asked of the registers. */
export async function aRegisterWorld(additions: readonly RegisterAdditions[] = []): Promise<RegisterWorld> {
  const base = await aWorld()
  const handlers = new Map<string, Implementation>(
    registersHandlers({ registers: registersWith(additions), tags: tagsWith(additions) }).map((each) => [
      each.operation.name,
      each,
    ]),
  )
  let made = 0
  const world: RegisterWorld = Object.assign(base as unknown as RegisterWorld, {
    async ask(actor: Actor, verb: string, input: unknown = {}, said: { command?: string; street?: string } = {}) {
      const handler = handlers.get(`registers.${verb}`)
      if (!handler) throw new Error(`no operation registers.${verb}`)
      const { street: where = street, ...rest } = said
      return await perform({ database: base.database, now: () => new Date(base.now) }, handler, {
        street: where,
        actor,
        input,
        command: newId(),
        ...rest,
      })
    },
    async do(actor: Actor, verb: string, input?: unknown, said?: { command?: string; street?: string }) {
      const outcome = await world.ask(actor, verb, input, said)
      if (!outcome.ok)
        throw new Error(`registers.${verb} refused: ${outcome.error} ${JSON.stringify(outcome.fields ?? '')}`)
      return outcome.value as Given
    },
    async refusal(actor: Actor, verb: string, input?: unknown) {
      const outcome = await world.ask(actor, verb, input)
      return outcome.ok ? null : outcome.error
    },
    async aResident(fields: Given = {}, by: Actor = keeper) {
      const id = newId()
      await world.do(by, 'make', { id, register: 'person', fields: { name: `居民${++made}`, ...fields } })
      return id
    },
    async aStaircase(fields: Given = {}, by: Actor = keeper) {
      const id = newId()
      const where = { road: '长寿路', lane: '100', number: '1' }
      await world.do(by, 'make', { id, register: 'staircase', fields: { ...where, ...fields } })
      return id
    },
    async aHome(fields: Given = {}, { parent, by = keeper }: { parent?: string; by?: Actor } = {}) {
      const id = newId()
      const where = { road: '长寿路', lane: '100', number: '1', room: String(100 + ++made) }
      await world.do(by, 'make', { id, register: 'home', ...(parent && { parent }), fields: { ...where, ...fields } })
      return id
    },
    async anEnterprise(fields: Given = {}, by: Actor = keeper) {
      const id = newId()
      await world.do(by, 'make', {
        id,
        register: 'enterprise',
        fields: { name: `上海第${++made}贸易有限公司`, ...fields },
      })
      return id
    },
    async tie(kind: string, subject: string, object: string, said: Given = {}) {
      const id = newId()
      await world.do(keeper, 'tie', { id, kind, subject, object, from: '2020-01-01', ...said })
      return id
    },
    async entryRow(id: string) {
      const [row] = await onServer(
        base.ownerUrl,
        `select state, root, version, fields, origins, committee, grid from register_entries where id = '${id}'`,
      )
      return row as never
    },
  })
  return world
}

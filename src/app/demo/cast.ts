import { sql } from 'kysely'
import { must } from '#kernel/assert'
import type { StaffId, UnitId } from '#kernel/id'
import type { Scope } from '#kernel/session'
import type { Database } from '#platform/db'
import type { Actor } from '#platform/operations'
import { unitsOf, type KnownUnit } from '#engines/registers'
import { roles } from '../server/composition.ts'
import type { Rng } from './rng.ts'
import { pick } from './rng.ts'

type Staff = Extract<Actor, { kind: 'staff' }>

/** Who plays in a street: actors with just the rights their roles give them. */
export interface Cast {
  readonly street: string
  readonly units: readonly KnownUnit[]
  one(role: string, rng: Rng): Staff
  /** Everyone of a role, in the order in which they were appointed. */
  all(role: string): readonly Staff[]
  handlerOf(unit: string): Staff
  /** Someone of a role who is none of these. */
  other(role: string, than: readonly string[], rng: Rng): Staff
}

interface Row {
  readonly id: StaffId
  readonly name: string
  readonly unit: UnitId | null
  readonly scopeKind: Scope['kind']
  readonly scopeCode: string | null
  readonly roles: string[]
}

const may = new Map(roles.map((role) => [role.id, role.may]))

function actorOf(row: Row): Staff {
  const scope = (
    row.scopeCode === null ? { kind: row.scopeKind } : { kind: row.scopeKind, code: row.scopeCode }
  ) as Scope
  return {
    kind: 'staff',
    id: row.id,
    accountId: row.id,
    name: row.name,
    unit: row.unit,
    scope,
    roles: row.roles,
    can: new Set(row.roles.flatMap((role) => may.get(role) ?? [])),
  }
}

export async function castOf(database: Database, street: string): Promise<Cast> {
  const [rows, units] = await database.transaction(street, async (tx) => {
    const found = await sql<Row>`
      select s.id, s.name, s.unit, s.scope_kind as "scopeKind", s.scope_code as "scopeCode", array_agg(r.role) as roles
      from staff s join staff_roles r on r.street = s.street and r.staff_id = s.id
      where s.street = ${street} and s.active group by s.street, s.id, s.name, s.unit, s.scope_kind, s.scope_code order by s.id`.execute(
      tx,
    )
    return [found.rows, await unitsOf(tx, street)] as const
  })
  const actors = rows.map(actorOf)
  const byRole = (role: string) => actors.filter((actor) => actor.roles.includes(role))
  return {
    street,
    units,
    one: (role, rng) => pick(rng, byRole(role)),
    all: byRole,
    handlerOf: (unit) =>
      must(
        actors.find((actor) => actor.unit === unit && actor.can.has('cases.feedback')),
        `a handler in unit ${unit}`,
      ),
    other: (role, than, rng) =>
      pick(
        rng,
        byRole(role).filter((actor) => !than.includes(actor.id)),
      ),
  }
}

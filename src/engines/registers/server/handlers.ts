import { sql } from 'kysely'
import { ok } from '#kernel/result'
import { implement, type Implementation } from '#platform/operations'
import type { StaffId, StreetCode, UnitId } from '#kernel/id'
import { registers } from '#engines/registers/shared'
import { commandHandlers } from './commands/index.ts'
import { callListHandlers } from './access/call-list.ts'
import { looksHandlers } from './access/looks.ts'
import { unmaskHandlers } from './access/unmask.ts'
import type { RegistersDeps } from './deps.ts'
import { doubtsHandlers } from './queries/doubts.ts'
import { entriesHandlers } from './queries/entries.ts'
import { entryHandlers } from './queries/entry.ts'
import { findHandlers } from './queries/find.ts'
import { housesHandlers } from './queries/houses.ts'
import { tagCountsHandlers } from './queries/tag-counts.ts'
import { changesHandlers } from './exchange/changes.ts'
import { pushHandlers } from './exchange/push.ts'
import { exportHandlers } from './exports/handlers.ts'
import { ownHandlers } from './own/handlers.ts'
import { areaCommands } from './areas/commands.ts'
import { areaQueries } from './areas/queries.ts'
import { trustHandlers } from './trust/trust.ts'
import { importHandlers } from './imports/handlers.ts'
import { findAddresses, gridsOf, unitsOf } from './registers.store.ts'

export interface StaffLine {
  readonly id: StaffId
  readonly name: string
  readonly unit: UnitId | null
  readonly post: string
}

const streets = implement(registers.streets, async ({ tx }) => {
  const { rows } = await sql<{
    code: StreetCode
    name: [string, string]
    district: [string, string]
    lng: number
    lat: number
    demo: boolean
    phone: string
  }>`
    select code, name, district, lng, lat, demo, phone from streets order by code`.execute(tx)
  return ok({ items: rows.map(({ lng, lat, ...row }) => ({ ...row, centre: [lng, lat] as [number, number] })) })
})

const areas = implement(registers.areas, async ({ tx, street }) => {
  const committees = await sql<{ code: string; name: string; ring: [number, number][] }>`
    select code, name, ring from committees where street = ${street} and valid_to is null order by code`.execute(tx)
  const comprehensive = await sql<{
    code: string
    name: string
  }>`select code, name from comprehensive_grids where street = ${street} and valid_to is null order by code`.execute(tx)
  return ok({ committees: committees.rows, grids: await gridsOf(tx, street), comprehensive: comprehensive.rows })
})

const addresses = implement(registers.addresses, async ({ tx, street }, { words, limit }) =>
  ok({ items: await findAddresses(tx, street, words, limit) }),
)

const directory = implement(registers.directory, async ({ tx, street }) => {
  const units = await unitsOf(tx, street)
  const staff =
    await sql<StaffLine>`select id, name, unit, post from staff where street = ${street} and active order by name`.execute(
      tx,
    )
  return ok({ units: units.map(({ officeHours: _, ...unit }) => unit), staff: staff.rows })
})

/** Handlers by topic, each made for the registers and tags that there are. */
const topics: readonly ((deps: RegistersDeps) => readonly Implementation[])[] = [
  () => [streets, areas, addresses, directory],
  findHandlers,
  entriesHandlers,
  entryHandlers,
  housesHandlers,
  doubtsHandlers,
  tagCountsHandlers,
  unmaskHandlers,
  callListHandlers,
  looksHandlers,
  commandHandlers,
  trustHandlers,
  changesHandlers,
  pushHandlers,
  exportHandlers,
  ownHandlers,
  () => areaCommands,
  areaQueries,
  importHandlers,
]

export function registersHandlers(deps: RegistersDeps): readonly Implementation[] {
  return topics.flatMap((handlers) => handlers(deps))
}

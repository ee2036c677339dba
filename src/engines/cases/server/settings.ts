import { sql } from 'kysely'
import { LRUCache } from 'lru-cache'
import { newId } from '#kernel/id'
import { calendarFrom, type Calendar } from '#model'
import type { Tx } from '#platform/db'
import type { Actor } from '#platform/operations'
import { calendarOverrides, gridsOf, unitsOf, type Grid, type KnownUnit } from '#engines/registers'
import type { CaseType, Deciding, Parameter, Parameters } from '#engines/cases/shared'

/** What decisions need to know of a street beside the case: it changes seldom and is read by every command. */
export interface StreetSettings {
  readonly parameters: Parameters
  readonly units: readonly KnownUnit[]
  readonly grids: readonly Grid[]
  calendar(unit: string | null): Calendar
}

const cache = new LRUCache<string, StreetSettings>({ max: 500, ttl: 5_000 })

/** A changed parameter decides from the next command on: at once in this process, within five seconds in others. */
export function forgetSettings(database: string, street: string): void {
  cache.delete(`${database}/${street}`)
}

export async function settingsOf(tx: Tx, database: string, street: string): Promise<StreetSettings> {
  const key = `${database}/${street}`
  const known = cache.get(key)
  if (known) return known
  const made = await loadSettings(tx, street)
  cache.set(key, made)
  return made
}

async function loadSettings(tx: Tx, street: string): Promise<StreetSettings> {
  const { rows } = await sql<Parameter>`
    select key, "from", value, unit, basis, confidence from parameters where street = ${street} order by key, "from" desc`.execute(
    tx,
  )
  const versions = new Map<string, Parameter[]>()
  for (const row of rows) versions.set(row.key, [...(versions.get(row.key) ?? []), row])
  const units = await unitsOf(tx, street)
  const overrides = await calendarOverrides(tx, street)
  const days = Object.fromEntries(overrides.map((each) => [each.day, each.workday]))
  const centre = calendarFrom({ overrides: days })
  const byUnit = new Map(
    units.map((unit) => [
      unit.id as string,
      unit.officeHours ? calendarFrom({ overrides: days, officeHours: unit.officeHours }) : centre,
    ]),
  )
  return {
    parameters: { on: (key, date) => versions.get(key)?.find((version) => version.from <= date) },
    units,
    grids: await gridsOf(tx, street),
    calendar: (unit) => (unit && byUnit.get(unit)) || centre,
  }
}

export function decidingOf(settings: StreetSettings, type: CaseType, actor: Actor, now: string): Deciding {
  return {
    now,
    actor: { id: actor.id, unit: actor.unit },
    type,
    parameters: settings.parameters,
    calendar: settings.calendar,
    newId,
  }
}

import { sql } from 'kysely'
import type { Tx } from '#platform/db'
import { cornerOf, covers, type Address, type LngLat, type Unit } from '#engines/registers/shared'

export interface KnownUnit extends Unit {
  readonly officeHours: readonly (readonly [string, string])[] | null
}

export async function unitsOf(tx: Tx, street: string): Promise<KnownUnit[]> {
  const { rows } = await sql<KnownUnit>`
    select id, code, name, kind, committee, comprehensive, office_hours as "officeHours" from units where street = ${street} order by code`.execute(
    tx,
  )
  return rows
}

export async function findAddress(tx: Tx, street: string, id: string): Promise<Address | undefined> {
  const { rows } =
    await sql<Address>`select id, text, compound, committee, grid, lng, lat from addresses where street = ${street} and id = ${id}`.execute(
      tx,
    )
  return rows[0]
}

/** Addresses whose text has all the pieces that were typed, the shortest first; digits may stand apart (1234 弄 5 号). */
export async function findAddresses(tx: Tx, street: string, words: string, limit: number): Promise<Address[]> {
  const pieces = words
    .normalize('NFKC')
    .split(/[\s,，。]+/)
    .filter(Boolean)
    .slice(0, 6)
  if (pieces.length === 0) return []
  const all = sql.join(
    pieces.map((piece) => sql`position(${piece} in text || coalesce(compound, '')) > 0`),
    sql` and `,
  )
  const { rows } = await sql<Address>`
    select id, text, compound, committee, grid, lng, lat from addresses
    where street = ${street} and ${all}
    order by (case when starts_with(text, ${pieces[0]}) then 0 else 1 end), length(text), text limit ${limit}`.execute(
    tx,
  )
  return rows
}

/** A point in a ring; of two neighbours exactly one has a point of their common edge. */
export function isInside(ring: readonly LngLat[], point: LngLat): boolean {
  return covers(ring.map(cornerOf), cornerOf(point))
}

export interface Grid {
  readonly code: string
  readonly name: string
  readonly committee: string
  readonly comprehensive: string
  readonly ring: [number, number][]
}

export async function gridsOf(tx: Tx, street: string): Promise<Grid[]> {
  const { rows } = await sql<Grid>`
    select code, name, committee, comprehensive, ring from grids where street = ${street} and valid_to is null order by code`.execute(
    tx,
  )
  return rows
}

/** Days that the street's own list sets against the shipped calendar. */
export async function calendarOverrides(tx: Tx, street: string): Promise<{ day: string; workday: boolean }[]> {
  const { rows } = await sql<{
    day: string
    workday: boolean
  }>`select day, workday from calendar_overrides where street = ${street}`.execute(tx)
  return rows
}

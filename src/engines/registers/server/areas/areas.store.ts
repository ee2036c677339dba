import { sql } from 'kysely'
import { newId } from '#kernel/id'
import type { Tx } from '#platform/db'
import {
  cornerOf,
  degreesOf,
  doubleArea,
  isSame,
  type Area,
  type AreaKind,
  type AreaChange,
  type Difference,
  type Division,
  type LngLat,
  type Ring,
} from '#engines/registers/shared'

type StoredRing = readonly LngLat[]

/** An area as a table has it, with the time of its validity and of its record. */
export interface AreaRow extends Omit<Area, 'ring'> {
  readonly ring: StoredRing
  readonly validFrom: string
  readonly validTo: string | null
  readonly recordedAt: string
  readonly supersededAt: string | null
  readonly change: string | null
}

const times = sql`valid_from as "validFrom", valid_to as "validTo", recorded_at as "recordedAt", change`

/** What the tables of areas hold themselves: now valid, or closed and not opened again. */
const standing = (street: string) => sql`
  select 'committee' as kind, code, name, null::text as parent, null::text as comprehensive, ring, valid_from, valid_to, recorded_at, null::timestamptz as superseded_at, change
    from committees where street = ${street}
  union all select 'comprehensive', code, name, null, null, '[]'::jsonb, valid_from, valid_to, recorded_at, null, change
    from comprehensive_grids where street = ${street}
  union all select 'grid', code, name, committee, comprehensive, ring, valid_from, valid_to, recorded_at, null, change
    from grids where street = ${street}
  union all select 'micro', code, name, grid, null, ring, valid_from, valid_to, recorded_at, null, change
    from micro_grids where street = ${street}`

const versions = (street: string) => sql`
  select kind, code, name, parent, comprehensive, ring, valid_from, valid_to, recorded_at, superseded_at, change
    from area_versions where street = ${street}`

const columns = sql`kind, code, name, parent, comprehensive, ring, ${times}, superseded_at as "supersededAt"`

/** The areas of a day, as they were known at an instant (or are known now). */
export async function areasOfDay(tx: Tx, street: string, on: string, known: string | null): Promise<AreaRow[]> {
  const { rows } = await sql<AreaRow>`
    select ${columns} from (${standing(street)} union all ${versions(street)}) a
    where valid_from <= ${on} and (valid_to is null or valid_to > ${on})
      and ${known === null ? sql`superseded_at is null` : sql`recorded_at <= ${known} and (superseded_at is null or superseded_at > ${known})`}
    order by kind, code`.execute(tx)
  return rows
}

/** Every version of one area, the newest knowledge first. */
export async function versionsOf(tx: Tx, street: string, kind: AreaKind, code: string): Promise<AreaRow[]> {
  const { rows } = await sql<AreaRow>`
    select ${columns} from (${standing(street)} union all ${versions(street)}) a
    where kind = ${kind} and code = ${code}
    order by valid_from desc, recorded_at desc`.execute(tx)
  return rows
}

/** Rows of the tables themselves; what is closed is among them. */
export async function standingRows(tx: Tx, street: string): Promise<AreaRow[]> {
  const { rows } = await sql<AreaRow>`select ${columns} from (${standing(street)}) a order by kind, code`.execute(tx)
  return rows
}

export async function closedCodes(tx: Tx, street: string): Promise<{ kind: AreaKind; code: string }[]> {
  const { rows } = await sql<{ kind: AreaKind; code: string }>`
    select kind, code from (${standing(street)}) a where valid_to is not null order by kind, code`.execute(tx)
  return rows
}

/** The stored outline as whole millionths, unclosed and anticlockwise. */
export function ringOf(stored: StoredRing): Ring {
  const corners = stored.map(cornerOf).filter((corner, at, all) => at === 0 || !isSame(corner, all[at - 1]!))
  if (corners.length > 1 && isSame(corners[0]!, corners.at(-1)!)) corners.pop()
  return doubleArea(corners) < 0 ? corners.toReversed() : corners
}

export function divisionFrom(rows: readonly AreaRow[]): Division {
  return rows.map(({ kind, code, name, parent, comprehensive, ring }) => ({
    kind,
    code,
    name,
    parent,
    comprehensive,
    ring: ringOf(ring),
  }))
}

export async function divisionOfDay(
  tx: Tx,
  street: string,
  on: string,
  known: string | null = null,
): Promise<Division> {
  return divisionFrom(await areasOfDay(tx, street, on, known))
}

export const stored = (ring: Ring) => (ring.length === 0 ? [] : [...ring, ring[0]!].map(degreesOf))

/** One change of areas after another: whoever comes second waits, and then sees what the first one did. */
export async function lockAreas(tx: Tx, street: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`areas ${street}`}, 0))`.execute(tx)
}

export async function lastChange(tx: Tx, street: string): Promise<string | null> {
  const { rows } = await sql<{ id: string }>`
    select id from area_changes where street = ${street} order by at desc, id desc limit 1`.execute(tx)
  return rows[0]?.id ?? null
}

const changeColumns = sql`id, kind, act, from_codes as "fromCodes", to_codes as "toCodes", day, reason, by_name as "byName", at`

export async function changesOf(
  tx: Tx,
  street: string,
  of: { readonly limit: number } | { readonly kind: AreaKind; readonly code: string },
): Promise<AreaChange[]> {
  const { rows } = await sql<AreaChange>`
    select ${changeColumns} from area_changes where street = ${street}
      ${'code' in of ? sql`and kind = ${of.kind} and (${of.code} = any (from_codes) or ${of.code} = any (to_codes))` : sql``}
    order by at desc, id desc limit ${'limit' in of ? of.limit : 500}`.execute(tx)
  return rows
}

export async function changesById(tx: Tx, street: string, ids: readonly string[]): Promise<AreaChange[]> {
  const { rows } = await sql<AreaChange>`
    select ${changeColumns} from area_changes where street = ${street} and id = any (${ids}::uuid[])`.execute(tx)
  return rows
}

export async function insertChange(
  tx: Tx,
  street: string,
  { id, kind, act, fromCodes, toCodes, day, reason, byName, at }: AreaChange,
  by: string,
): Promise<void> {
  await sql`insert into area_changes (street, id, kind, act, from_codes, to_codes, day, reason, by_staff, by_name, at)
    values (${street}, ${id}, ${kind}, ${act}, ${fromCodes}::text[], ${toCodes}::text[], ${day}, ${reason}, ${by}, ${byName}, ${at})`.execute(
    tx,
  )
}

export interface Saving {
  readonly day: string
  readonly now: string
  readonly change: string
}

/**
 * Makes the tables say what is valid from the day on, and keeps what they said: as it was believed until now, and as
 * it stays true of the days before.
 */
export async function saveDifference(
  tx: Tx,
  street: string,
  rows: readonly AreaRow[],
  { closed, opened, altered }: Difference,
  saving: Saving,
): Promise<void> {
  const { day, now, change } = saving
  const rowOf = new Map(rows.map((row) => [`${row.kind} ${row.code}`, row]))
  const kept: object[] = []
  const keep = (row: AreaRow, said: Partial<AreaRow>) => kept.push({ id: newId(), ...row, ring: row.ring, ...said })
  const before = (area: Area) => rowOf.get(`${area.kind} ${area.code}`)!
  for (const area of closed) keep(before(area), { supersededAt: now })
  for (const { before: old } of altered) {
    const row = before(old)
    keep(row, { supersededAt: now })
    if (row.validFrom < day) keep(row, { validTo: day, recordedAt: now })
  }
  for (const area of opened) {
    // Closed once and opened again: its first life stays on record.
    const row = rowOf.get(`${area.kind} ${area.code}`)
    if (row && row.validFrom < row.validTo!) keep(row, {})
  }
  if (kept.length > 0)
    await sql`insert into area_versions (street, id, kind, code, name, parent, comprehensive, ring, valid_from, valid_to, recorded_at, superseded_at, change)
      select ${street}, v.id, v.kind, v.code, v.name, v.parent, v.comprehensive, v.ring, v."validFrom", v."validTo", v."recordedAt", v."supersededAt", v.change
      from jsonb_to_recordset(${JSON.stringify(kept)}::jsonb) as v (id uuid, kind text, code text, name text, parent text, comprehensive text, ring jsonb,
        "validFrom" date, "validTo" date, "recordedAt" timestamptz, "supersededAt" timestamptz, change uuid)`.execute(
      tx,
    )
  const after = [...opened, ...altered.map((each) => each.after)]
  for (const kind of ['comprehensive', 'committee', 'grid', 'micro'] as const) {
    const table = tables[kind]
    const written = after
      .filter((area) => area.kind === kind)
      .map(({ code, name, parent, comprehensive, ring }) => ({ code, name, parent, comprehensive, ring: stored(ring) }))
    if (written.length > 0)
      await sql`insert into ${sql.raw(`${table.name} (street, code, name, ${table.own.join('')}valid_from, valid_to, recorded_at, change)`)}
        select ${street}, n.code, n.name, ${sql.raw(table.from.join(''))} ${day}::date, null, ${now}::timestamptz, ${change}::uuid
        from jsonb_to_recordset(${JSON.stringify(written)}::jsonb) as n (code text, name text, parent text, comprehensive text, ring jsonb)
        on conflict (street, code) do update set name = excluded.name, ${sql.raw(table.set.join(''))} valid_from = excluded.valid_from,
          valid_to = excluded.valid_to, recorded_at = excluded.recorded_at, change = excluded.change`.execute(tx)
    const gone = closed.filter((area) => area.kind === kind).map((area) => area.code)
    if (gone.length > 0)
      await sql`update ${sql.raw(table.name)} set valid_to = ${day}::date, recorded_at = ${now}::timestamptz, change = ${change}::uuid
        where street = ${street} and code = any (${gone}::text[])`.execute(tx)
  }
}

interface Columns {
  readonly name: string
  readonly own: readonly string[]
  readonly from: readonly string[]
  readonly set: readonly string[]
}

function columnsOf(name: string, own: readonly (readonly [column: string, from: string])[]): Columns {
  return {
    name,
    own: own.map(([column]) => `${column}, `),
    from: own.map(([, from]) => `n.${from}, `),
    set: own.map(([column]) => `${column} = excluded.${column}, `),
  }
}

const tables: Readonly<Record<AreaKind, Columns>> = {
  comprehensive: columnsOf('comprehensive_grids', []),
  committee: columnsOf('committees', [['ring', 'ring']]),
  grid: columnsOf('grids', [
    ['committee', 'parent'],
    ['comprehensive', 'comprehensive'],
    ['ring', 'ring'],
  ]),
  micro: columnsOf('micro_grids', [
    ['grid', 'parent'],
    ['ring', 'ring'],
  ]),
}

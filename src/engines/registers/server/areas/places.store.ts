import { sql } from 'kysely'
import { newId } from '#kernel/id'
import type { Tx } from '#platform/db'
import { cornerOf, covers, insideOf, type Area, type Corner, type Division } from '#engines/registers/shared'

export interface Belonging {
  readonly committee: string | null
  readonly grid: string | null
  readonly microGrid: string | null
}

export interface Placed extends Belonging {
  readonly id: string
  readonly lng: number
  readonly lat: number
}

const bounded = (areas: readonly Area[]) =>
  areas.map((area) => {
    const [xs, ys] = [area.ring.map(([x]) => x), area.ring.map(([, y]) => y)]
    return { area, west: Math.min(...xs), east: Math.max(...xs), south: Math.min(...ys), north: Math.max(...ys) }
  })

/** Tells of any point in which committee, grid and micro-grid it lies. */
export function locatorOf(division: Division): (lng: number, lat: number) => Belonging {
  const of = (kind: Area['kind']) => bounded(division.filter((area) => area.kind === kind))
  const [committees, grids, micros] = [of('committee'), of('grid'), of('micro')]
  const find = (areas: ReturnType<typeof bounded>, point: Corner) =>
    areas.find(
      ({ area, west, east, south, north }) =>
        point[0] >= west && point[0] <= east && point[1] >= south && point[1] <= north && covers(area.ring, point),
    )?.area.code ?? null
  return (lng, lat) => {
    const point = cornerOf([lng, lat])
    return { committee: find(committees, point), grid: find(grids, point), microGrid: find(micros, point) }
  }
}

/** The area whose middle is nearest, for what lies outside of all and must belong somewhere. */
function nearest(areas: readonly Area[], lng: number, lat: number): string | null {
  const [x, y] = cornerOf([lng, lat])
  let best: { readonly code: string | null; readonly far: number } = { code: null, far: Infinity }
  for (const area of areas) {
    const [ax, ay] = insideOf(area.ring)
    const far = Math.hypot(ax - x, ay - y)
    if (far < best.far) best = { code: area.code, far }
  }
  return best.code
}

export interface Move {
  readonly id: string
  readonly was: Belonging
  readonly is: Belonging
}

const isEqual = (a: Belonging, b: Belonging) =>
  a.committee === b.committee && a.grid === b.grid && a.microGrid === b.microGrid

/** Where each belongs after a change; only those that belong elsewhere than before. */
export function movesOf(placed: readonly Placed[], after: Division): Move[] {
  const locate = locatorOf(after)
  const open = (kind: Area['kind']) => after.filter((area) => area.kind === kind)
  const codes = (kind: Area['kind']) => new Set(open(kind).map((area) => area.code))
  const [committees, grids] = [codes('committee'), codes('grid')]
  return placed.flatMap((each) => {
    const found = locate(each.lng, each.lat)
    const committee =
      found.committee ??
      (committees.has(each.committee ?? '') ? each.committee : nearest(open('committee'), each.lng, each.lat))
    const within = open('grid').filter((grid) => grid.parent === committee)
    const grid =
      found.grid ?? (grids.has(each.grid ?? '') ? each.grid : (nearest(within, each.lng, each.lat) ?? each.grid))
    const is = { committee, grid, microGrid: found.microGrid }
    const was = { committee: each.committee, grid: each.grid, microGrid: each.microGrid }
    return isEqual(was, is) ? [] : [{ id: each.id, was, is }]
  })
}

export interface Touched {
  readonly committees: readonly string[]
  readonly grids: readonly string[]
  readonly micros: readonly string[]
}

const subjects = {
  address: { table: 'addresses', where: '' },
  entry: { table: 'register_entries', where: ' and lng is not null and lat is not null' },
} as const
type Subject = keyof typeof subjects

/** What belongs to areas that a change touches. */
export async function placedIn(tx: Tx, street: string, subject: Subject, touched: Touched): Promise<Placed[]> {
  const { table, where } = subjects[subject]
  const { rows } = await sql<Placed>`
    select id, committee, grid, micro_grid as "microGrid", lng, lat from ${sql.raw(table)}
    where street = ${street}${sql.raw(where)} and (committee = any (${touched.committees}::text[]) or grid = any (${touched.grids}::text[])
      or micro_grid = any (${touched.micros}::text[]))`.execute(tx)
  return rows
}

/** Writes where things belong from a day on, and keeps where they belonged before. */
export async function saveMoves(
  tx: Tx,
  street: string,
  subject: Subject,
  moves: readonly Move[],
  { day, change }: { readonly day: string; readonly change: string },
): Promise<void> {
  if (moves.length === 0) return
  const former = moves.map(({ id, was }) => ({ key: newId(), id, ...was }))
  await sql`
    with f as (
      select f.*, (select max(p.valid_to) from former_places p where p.street = ${street} and p.subject_kind = ${subject} and p.subject = f.id) as since
      from jsonb_to_recordset(${JSON.stringify(former)}::jsonb) as f (key uuid, id uuid, committee text, grid text, "microGrid" text))
    insert into former_places (street, id, subject_kind, subject, committee, grid, micro_grid, valid_from, valid_to, change)
    select ${street}, key, ${subject}, id, committee, grid, "microGrid", since, ${day}::date, ${change}::uuid
    from f where since is null or since < ${day}::date`.execute(tx)
  await sql`
    update ${sql.raw(subjects[subject].table)} t set committee = n.committee, grid = n.grid, micro_grid = n."microGrid"
    from jsonb_to_recordset(${JSON.stringify(moves.map(({ id, is }) => ({ id, ...is })))}::jsonb) as n (id uuid, committee text, grid text, "microGrid" text)
    where t.street = ${street} and t.id = n.id`.execute(tx)
}

/** The addresses that belonged to an area on a day. */
export async function addressesOn(
  tx: Tx,
  street: string,
  kind: 'committee' | 'grid' | 'micro',
  code: string,
  on: string | null,
  limit: number,
): Promise<{ total: number; items: { id: string; text: string }[] }> {
  const column = sql.raw({ committee: 'committee', grid: 'grid', micro: 'micro_grid' }[kind])
  const of =
    on === null
      ? sql`select id, text from addresses where street = ${street} and ${column} = ${code}`
      : // The first membership that ended after the day is the one of that day; without one, today's.
        sql`select a.id, a.text from addresses a
          left join lateral (select f.subject, f.committee, f.grid, f.micro_grid from former_places f
            where f.street = a.street and f.subject_kind = 'address' and f.subject = a.id and f.valid_to > ${on}
            order by f.valid_to limit 1) f on true
          where a.street = ${street} and case when f.subject is null then a.${column} else f.${column} end = ${code}`
  const { rows } = await sql<{ id: string; text: string; total: number }>`
    select id, text, count(*) over ()::int as total from (${of}) a order by text limit ${Math.max(limit, 1)}`.execute(
    tx,
  )
  return { total: rows[0]?.total ?? 0, items: rows.slice(0, limit).map(({ id, text }) => ({ id, text })) }
}

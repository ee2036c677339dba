import { sql, type RawBuilder } from 'kysely'
import { z } from 'zod'
import { err, ok, type Result } from '#kernel/result'
import { addDays, startOfDay } from '#kernel/time'
import type { Tx } from '#platform/db'
import { implement, type Actor, type Implementation } from '#platform/operations'
import {
  cases,
  keysOf,
  lightConditions,
  lightOf,
  queues,
  type CaseLine,
  type CaseTypes,
  type Light,
  type ListFilter,
} from '#engines/cases/shared'
import { caseTable } from '../cases.table.ts'
import type { CasesDeps } from '../deps.ts'
import { askingOf, conditionSql, filterSql, isOpenOnly } from './filter.ts'
import { openSeenBy, visibleTo, type OpenCases } from '../scope.ts'
import { openWithWords, searchNewest } from './search.ts'

const lineFields = [
  'id',
  'number',
  'type',
  'state',
  'source',
  'upstreamNo',
  'title',
  'category',
  'place',
  'committee',
  'grid',
  'lng',
  'lat',
  'leadUnit',
  'open',
  'parked',
  'supervised',
  'returnedCount',
  'reworkCount',
  'extensionCount',
  'difficult',
  'repeatGroup',
  'nextKind',
  'nextDue',
  'nextHalf',
  'nextOrange',
  'reportedAt',
  'closedAt',
] as const satisfies readonly (keyof CaseLine)[]

export const lineColumns = sql.raw(
  lineFields.map((field) => `${caseTable.column('c', field)} as "${field}"`).join(', '),
)

type Order = 'due' | 'newest'
const Cursor = z.tuple([z.enum(['due', 'newest']), z.iso.datetime().nullable(), z.uuid()])

function readCursor(text: string, order: Order): z.output<typeof Cursor> | null {
  try {
    const parsed = Cursor.safeParse(JSON.parse(Buffer.from(text, 'base64url').toString('utf8')))
    return parsed.success && parsed.data[0] === order ? parsed.data : null
  } catch {
    return null
  }
}

const writeCursor = (order: Order, last: CaseLine) =>
  Buffer.from(JSON.stringify([order, order === 'due' ? last.nextDue : last.reportedAt, last.id])).toString('base64url')

function afterSql(order: Order, cursor: z.output<typeof Cursor>): RawBuilder<unknown> {
  const [, at, id] = cursor
  if (order === 'newest') return sql`(c.reported_at, c.id) < (${at}::timestamptz, ${id}::uuid)`
  // Cases without a running deadline come last.
  return at === null
    ? sql`(c.next_due is null and c.id > ${id}::uuid)`
    : sql`((c.next_due, c.id) > (${at}::timestamptz, ${id}::uuid) or c.next_due is null)`
}

const orderSql: Record<Order, RawBuilder<unknown>> = {
  due: sql`c.next_due asc nulls last, c.id asc`,
  newest: sql`c.reported_at desc, c.id desc`,
}

const orderOfLines: Record<Order, RawBuilder<unknown>> = {
  due: sql`"nextDue" asc nulls last, "id" asc`,
  newest: sql`"reportedAt" desc, "id" desc`,
}

/** The first so many cases of several sources: the first of each, and the first of those. */
function firstOf(sources: readonly OpenCases[], order: Order, wanted: number): RawBuilder<CaseLine> {
  const parts = sources.map(
    ({ from, where }) =>
      sql<CaseLine>`select ${lineColumns} from ${from} where ${where} order by ${orderSql[order]} limit ${wanted}`,
  )
  if (parts.length === 1) return parts[0]!
  const all = sql.join(
    parts.map((part) => sql`(${part})`),
    sql` union `,
  )
  return sql`select * from (${all}) lines order by ${orderOfLines[order]} limit ${wanted}`
}

const firstId = '00000000-0000-0000-0000-000000000000'
const lastId = 'ffffffff-ffff-ffff-ffff-ffffffffffff'

/** Between which cases a search has to look. A measure may place its cases by another time than their report. */
function reachOf(asked: ListFilter, cursor: z.output<typeof Cursor> | null) {
  const isReported = asked.measure === undefined
  const since = isReported && asked.from ? startOfDay(asked.from).toISOString() : '-infinity'
  if (cursor) return { before: { at: cursor[1] ?? 'infinity', id: cursor[2] }, since }
  const until = isReported && asked.to ? startOfDay(addDays(asked.to, 1)).toISOString() : 'infinity'
  return { before: { at: until, id: isReported && asked.to ? firstId : lastId }, since }
}

export interface Page {
  readonly items: CaseLine[]
  readonly next: string | null
}

/** One page of a list, by keyset: the cost of a page does not depend on how far one has scrolled. */
export async function pageOf(
  tx: Tx,
  street: string,
  actor: Actor,
  now: string,
  types: CaseTypes,
  asked: ListFilter & { sort: Order; after?: string | undefined; limit: number },
): Promise<Result<Page, 'queue_unknown' | 'measure_unknown' | 'cursor_invalid'>> {
  // Among closed cases no deadline runs: by due is by newest there.
  const openOnly = isOpenOnly(asked)
  const order: Order = asked.sort === 'due' && openOnly ? 'due' : 'newest'
  const narrowing = [sql`c.street = ${street}`]
  if (openOnly) narrowing.push(sql`c.open`)
  if (asked.words && openOnly) narrowing.push(await openWithWords(tx, asked.words))
  let cursor: z.output<typeof Cursor> | null = null
  if (asked.after !== undefined) {
    cursor = readCursor(asked.after, order)
    if (!cursor) return err('cursor_invalid')
    narrowing.push(afterSql(order, cursor))
  }
  const wanted = asked.limit + 1
  const parts: OpenCases[] = []
  for (const { from, where } of openOnly
    ? openSeenBy(actor, street)
    : [{ from: sql`cases c`, where: visibleTo(actor) }]) {
    const filter = filterSql(asked, actor, now, types, where)
    if (!filter.ok) return filter
    parts.push({ from, where: sql.join([...narrowing, filter.value], sql` and `) })
  }
  const read = async (query: RawBuilder<CaseLine>) => (await query.execute(tx)).rows
  const rows =
    asked.words && !openOnly
      ? await searchNewest(tx, asked.words, reachOf(asked, cursor), actor, wanted, (ids, atMost) =>
          // Taken by their ids and then put in order: asked for both at once, PostgreSQL may walk the whole street in order.
          read(sql`with found as materialized (select ${lineColumns} from cases c where ${parts[0]!.where} and c.id = any(${ids}::uuid[]))
            select * from found order by ${orderOfLines[order]} limit ${atMost}`),
        )
      : await read(firstOf(parts, order, wanted))
  const items = rows.slice(0, asked.limit)
  return ok({ items, next: rows.length > asked.limit ? writeCursor(order, items.at(-1)!) : null })
}

export function listHandlers(deps: CasesDeps): readonly Implementation[] {
  return [
    implement(cases.list, async ({ tx, street, actor, now }, input) => {
      const page = await pageOf(tx, street, actor, now, deps.caseTypes, input)
      return page.ok ? ok({ ...page.value, now }) : page
    }),
    implement(cases.counts, async ({ tx, street, actor, now }) => {
      const asking = askingOf(actor, now)
      const open = queues.filter((queue) => queue.id !== 'unsolved_said')
      const filter = filterSql({}, actor, now, deps.caseTypes)
      if (!filter.ok) throw new Error(filter.error)
      // One walk over the open cases answers every badge.
      const columns = open.map(
        (queue) => sql`count(*) filter (where ${conditionSql(queue.where, asking)}) as ${sql.id(queue.id)}`,
      )
      const { rows } = await sql<
        Record<string, number>
      >`select ${sql.join(columns)} from cases c where c.street = ${street} and c.open and ${filter.value}`.execute(tx)
      return ok({ counts: rows[0]!, now })
    }),
    implement(cases.map, async ({ tx, street, actor, now }, input) => {
      const filter = filterSql({ ...input, open: true }, actor, now, deps.caseTypes)
      if (!filter.ok) return filter
      const words = input.words ? sql` and ${await openWithWords(tx, input.words)}` : sql``
      const points = await sql<CaseLine & { lng: number; lat: number }>`
        select ${lineColumns} from cases c where c.street = ${street} and c.open and c.lng is not null and c.lat is not null and ${filter.value}${words}
        order by c.next_due asc nulls last, c.id limit 2000`.execute(tx)
      const asking = askingOf(actor, now)
      const columns = keysOf(lightConditions).map(
        (light) => sql`count(*) filter (where ${conditionSql(lightConditions[light], asking)}) as ${sql.id(light)}`,
      )
      const byLight = await sql<Record<Light, number>>`
        select ${sql.join(columns)} from cases c where c.street = ${street} and c.open and ${filter.value}${words}`.execute(
        tx,
      )
      const grids = await sql<{ grid: string | null; open: number; red: number }>`
        select c.grid, count(*) as open, count(*) filter (where not c.parked and c.next_due < ${now}) as red
        from cases c where c.street = ${street} and c.open and ${filter.value}${words} group by c.grid`.execute(tx)
      return ok({
        points: points.rows.map((line) => ({
          id: line.id,
          number: line.number,
          title: line.title,
          lng: line.lng,
          lat: line.lat,
          light: lightOf(line, now),
        })),
        byLight: byLight.rows[0]!,
        byGrid: Object.fromEntries(grids.rows.map((row) => [row.grid ?? '', { open: row.open, red: row.red }])),
        now,
      })
    }),
  ]
}

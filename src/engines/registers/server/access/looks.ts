import { sql } from 'kysely'
import { err, ok } from '#kernel/result'
import type { StaffId } from '#kernel/id'
import { implement, type Implementation } from '#platform/operations'
import { registers as asked, type LookKind, type Purpose } from '#engines/registers/shared'

interface Row {
  readonly id: string
  readonly at: string
  readonly who: string | null
  readonly staffId: StaffId | null
  readonly kind: LookKind
  readonly purpose: Purpose | null
  readonly note: string
  readonly registers: string[]
  readonly entries: number
  readonly fields: string[]
  readonly until: string | null
}

const place = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z)\/([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/

/** Who looked, at how many things of what kind and why; never what was seen. */
const looksOf = implement(asked.looksOf, async ({ tx, street }, { after, limit, ...wanted }) => {
  const { entry, staffId, who, kind, purpose, from, to } = wanted
  const [, at, id] = after === undefined ? [] : (place.exec(after) ?? [])
  if (after !== undefined && (!at || Number.isNaN(Date.parse(at)))) return err('cursor_invalid')
  const conditions = [sql`l.street = ${street}`]
  if (entry !== undefined)
    conditions.push(sql`l.id in (select n.look from register_look_entries n where n.street = ${street} and n.entry in
      (select e.root from register_entries e where e.street = ${street} and e.id = ${entry} union select ${entry}::uuid))`)
  if (staffId !== undefined) conditions.push(sql`l.staff = ${staffId}`)
  if (who !== undefined) conditions.push(sql`position(${who} in l.who) > 0`)
  if (kind !== undefined) conditions.push(sql`l.kind = ${kind}`)
  if (purpose !== undefined) conditions.push(sql`l.purpose = ${purpose}`)
  if (from !== undefined) conditions.push(sql`l.at >= ${from}`)
  if (to !== undefined) conditions.push(sql`l.at < ${to}`)
  if (at && id) conditions.push(sql`(l.at, l.id) < (${at}::timestamptz, ${id}::uuid)`)
  const { rows } =
    await sql<Row>`select l.id, l.at, l.who, l.staff as "staffId", l.kind, l.purpose, l.note, l.registers, l.entries, l.fields, l.until
    from register_looks l where ${sql.join(conditions, sql` and `)} order by l.at desc, l.id desc limit ${limit + 1}`.execute(
      tx,
    )
  const items = rows.slice(0, limit)
  const last = items.at(-1)
  return ok({ items, next: rows.length > limit && last ? `${last.at}/${last.id}` : null })
})

export const looksHandlers = (): readonly Implementation[] => [looksOf]

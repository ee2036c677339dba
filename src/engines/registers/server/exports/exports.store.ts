import { sql } from 'kysely'
import type { Tx } from '#platform/db'
import type { EntryFilter, ExportView, RegisterId } from '#engines/registers/shared'

export interface Export {
  readonly id: string
  readonly register: RegisterId
  readonly filter: EntryFilter
  readonly columns: readonly string[] | null
  readonly clear: boolean
  readonly purpose: ExportView['purpose']
  readonly note: string
  readonly state: ExportView['state']
  readonly requestedBy: string
  readonly until: string | null
  readonly expected: number | null
}

export async function findExport(tx: Tx, street: string, id: string, hold = false): Promise<Export | undefined> {
  const { rows } = await sql<Export>`
    select id, register, filter, columns, clear, purpose, note, state, requested_by as "requestedBy", until, expected
    from register_exports where street = ${street} and id = ${id} ${hold ? sql`for no key update` : sql``}`.execute(tx)
  return rows[0]
}

export async function addExport(tx: Tx, street: string, asked: Export, at: string): Promise<void> {
  const decided = asked.state === 'approved' ? at : null
  await sql`insert into register_exports (street, id, register, filter, columns, clear, purpose, note, state, requested_by, requested_at, decided_at, until, expected)
    values (${street}, ${asked.id}, ${asked.register}, ${JSON.stringify(asked.filter)}, ${asked.columns}::text[], ${asked.clear}, ${asked.purpose}, ${asked.note},
      ${asked.state}, ${asked.requestedBy}, ${at}, ${decided}, ${asked.until}, ${asked.expected})`.execute(tx)
}

export async function decide(
  tx: Tx,
  street: string,
  id: string,
  decision: { state: 'approved' | 'refused'; by: string; at: string; reason: string | null; until: string | null },
): Promise<void> {
  await sql`update register_exports set state = ${decision.state}, decided_by = ${decision.by}, decided_at = ${decision.at},
    reason = ${decision.reason}, until = ${decision.until} where street = ${street} and id = ${id}`.execute(tx)
}

export interface Asked {
  /** Only this person's; null: everybody's. */
  readonly of: string | null
  readonly waiting: boolean
  readonly after: { readonly at: string; readonly id: string } | null
  readonly limit: number
}

/** The newest first. Who took it how often is told by the looks that each taking leaves. */
export async function listExports(tx: Tx, street: string, { of, waiting, after, limit }: Asked): Promise<ExportView[]> {
  const place = after ? sql`(x.requested_at, x.id) < (${after.at}::timestamptz, ${after.id}::uuid)` : sql`true`
  const { rows } = await sql<ExportView>`
    select x.id, x.register, x.clear, x.purpose, x.note, x.state, x.requested_by as "requestedBy", coalesce(r.name, '—') as requester,
      x.requested_at as "requestedAt", d.name as decider, x.decided_at as "decidedAt", x.reason, x.until, x.filter, x.columns, x.expected,
      (select count(*) from register_looks l where l.street = x.street and l.kind = 'export' and l.note = x.id::text)::int as taken,
      (select l.entries from register_looks l where l.street = x.street and l.kind = 'export' and l.note = x.id::text order by l.at desc limit 1) as rows
    from register_exports x
      left join staff r on r.street = x.street and r.id = x.requested_by
      left join staff d on d.street = x.street and d.id = x.decided_by
    where x.street = ${street} and ${of === null ? sql`true` : sql`x.requested_by = ${of}`} and ${waiting ? sql`x.state = 'requested'` : sql`true`} and ${place}
    order by x.requested_at desc, x.id desc limit ${limit}`.execute(tx)
  return rows
}

/** What was opened with a look, in the order of the list. */
export async function takenIn(tx: Tx, street: string, look: string): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select e.id from register_look_entries n join register_entries e on e.street = n.street and e.id = n.entry
    where n.street = ${street} and n.look = ${look} order by e.sort_key, e.id`.execute(tx)
  return rows.map((row) => row.id)
}

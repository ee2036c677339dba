import { sql } from 'kysely'
import type { Tx } from '#platform/db'
import type { LookKind, Purpose, RegisterId } from '#engines/registers/shared'

export interface Look {
  readonly id: string
  readonly who: {
    readonly kind: 'staff' | 'resident' | 'system'
    readonly staff: string | null
    readonly name: string | null
  }
  readonly kind: LookKind
  readonly purpose: Purpose | null
  readonly note: string
  readonly fields: readonly string[]
  readonly registers: readonly RegisterId[]
  readonly entries: readonly string[]
  readonly until: string | null
  readonly at: string
}

/** Writes down that someone looked, at what and why. */
export async function writeLook(tx: Tx, street: string, look: Look): Promise<void> {
  const entries = [...new Set(look.entries)]
  await sql`insert into register_looks (street, id, who_kind, staff, who, kind, purpose, note, fields, entries, registers, until, at)
    values (${street}, ${look.id}, ${look.who.kind}, ${look.who.staff}, ${look.who.name}, ${look.kind}, ${look.purpose}, ${look.note},
      ${look.fields}::text[], ${entries.length}, ${look.registers}::text[], ${look.until}, ${look.at})`.execute(tx)
  if (entries.length > 0)
    await sql`insert into register_look_entries (street, entry, look) select ${street}, n.entry, ${look.id}::uuid
      from unnest(${entries}::uuid[]) as n (entry)`.execute(tx)
}

export interface Unmasking {
  readonly purpose: string
  readonly until: string
}

/** Behind which masks someone may look just now. */
export async function unmaskingsOf(
  tx: Tx,
  street: string,
  staff: string,
  now: string,
): Promise<Map<string, Unmasking>> {
  const { rows } = await sql<Unmasking & { entry: string }>`
    select n.entry, l.purpose, l.until from register_looks l join register_look_entries n on n.street = l.street and n.look = l.id
    where l.street = ${street} and l.staff = ${staff} and l.kind = 'unmask' and l.until > ${now} order by l.until`.execute(
    tx,
  )
  return new Map(rows.map(({ entry, ...unmasking }) => [entry, unmasking]))
}

import { sql } from 'kysely'
import type { Tx } from '#platform/db'

const said = (number: number) => String(number).padStart(4, '0')

export async function ownerNumbersOf(
  tx: Tx,
  street: string,
  compound: string,
  holders: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const { rows } = await sql<{ holder: string; number: number }>`select holder, number from owner_numbers
    where street = ${street} and compound = ${compound} and holder = any(${[...holders]}::uuid[])`.execute(tx)
  return new Map(rows.map(({ holder, number }) => [holder, said(number)]))
}

/** The numbers of owners, given now where they have none: in the order asked, under a lock, never one twice. */
export async function giveOwnerNumbers(
  tx: Tx,
  street: string,
  compound: string,
  holders: readonly string[],
  now: string,
): Promise<ReadonlyMap<string, string>> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`owner_numbers/${street}/${compound}`}, 0))`.execute(tx)
  const known = await ownerNumbersOf(tx, street, compound, holders)
  const without = [...new Set(holders)].filter((holder) => !known.has(holder))
  if (without.length === 0) return known
  const { rows } = await sql<{ holder: string; number: number }>`
    insert into owner_numbers (street, compound, holder, number, given_at)
    select ${street}, ${compound}, n.holder, m.most + n.nth, ${now}
    from unnest(${without}::uuid[]) with ordinality as n (holder, nth),
      (select coalesce(max(number), 0) as most from owner_numbers where street = ${street} and compound = ${compound}) m
    returning holder, number`.execute(tx)
  return new Map([...known, ...rows.map(({ holder, number }) => [holder, said(number)] as const)])
}

import { sql } from 'kysely'
import type { Tx } from '#platform/db'

export interface TrusteeRow {
  readonly index: number
  readonly staff: string
  readonly name: string
  readonly post: string
  readonly certificate: string | null
  readonly polynomial: string | null
  readonly output: string | null
  readonly decrypted: boolean
}

/** Those of the ceremony that counts, with what they sent. In trustees.json the server's key comes before them. */
export async function trusteesOf(tx: Tx, street: string, vote: string): Promise<TrusteeRow[]> {
  const step = (
    name: string,
  ) => sql`(select s.made from vote_trustee_steps s where s.street = t.street and s.vote = t.vote
    and s.ceremony = t.ceremony and s.index = t.index and s.step = ${name})`
  const { rows } = await sql<TrusteeRow>`select t.index, t.staff, t.name, t.post, ${step('certificate')} as certificate,
      ${step('polynomial')} as polynomial, ${step('output')} as output,
      exists (select 1 from vote_factors f where f.street = t.street and f.vote = t.vote and f.trustee = t.index + 1) as decrypted
    from vote_trustees t join votes v on v.street = t.street and v.id = t.vote and v.ceremony = t.ceremony
    where t.street = ${street} and t.vote = ${vote} order by t.index`.execute(tx)
  return rows
}

/** Those of the staff with that role, whoever of these is asked for. */
export async function trusteeStaff(
  tx: Tx,
  street: string,
  ids?: readonly string[],
): Promise<{ staff: string; name: string; post: string }[]> {
  const { rows } = await sql<{ staff: string; name: string; post: string }>`
    select s.id as staff, s.name, s.post from staff s
    where s.street = ${street} and s.active and exists (select 1 from staff_roles r where r.street = s.street and r.staff_id = s.id and r.role = 'trustee')
      and ${ids ? sql`s.id = any(${[...ids]}::uuid[])` : sql`true`}
    order by s.name, s.id`.execute(tx)
  return rows
}

/** Who wrote the vote and put its notice up, in the capacity of a member of staff. */
export async function convenerOf(tx: Tx, street: string, staff: string): Promise<{ name: string; post: string }> {
  const { rows } = await sql<{ name: string; post: string }>`
    select name, post from staff where street = ${street} and id = ${staff}`.execute(tx)
  return rows[0] ?? { name: '', post: '' }
}

export async function setTrustees(
  tx: Tx,
  street: string,
  vote: string,
  ceremony: number,
  trustees: readonly { readonly staff: string; readonly name: string; readonly post: string }[],
): Promise<void> {
  for (const [place, { staff, name, post }] of trustees.entries())
    await sql`insert into vote_trustees (street, vote, ceremony, index, staff, name, post)
      values (${street}, ${vote}, ${ceremony}, ${place + 1}, ${staff}, ${name}, ${post})`.execute(tx)
}

export async function addStep(
  tx: Tx,
  street: string,
  vote: string,
  { ceremony, index, step, made, at }: { ceremony: number; index: number; step: string; made: string; at: string },
): Promise<void> {
  await sql`insert into vote_trustee_steps (street, vote, ceremony, index, step, made, at)
    values (${street}, ${vote}, ${ceremony}, ${index}, ${step}, ${made}, ${at})`.execute(tx)
}

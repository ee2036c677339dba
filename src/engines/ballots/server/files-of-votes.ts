import { sql } from 'kysely'
import { z } from 'zod'
import type { Tx } from '#platform/db'
import type { Actor } from '#platform/operations'
import { ballots } from '#engines/ballots/shared'

const uses = (file: string) =>
  sql`(v.documents @> ${JSON.stringify([{ file }])}::jsonb or v.terms->>'clauseFile' = ${file})`

/** Anyone may read what belongs to a notice that is up; the vote's id is asked with it. */
export async function isPublicDocument(tx: Tx, street: string, file: string, vote: string): Promise<boolean> {
  if (!z.uuid().safeParse(vote).success) return false
  const { rows } =
    await sql`select 1 from votes v where v.street = ${street} and v.id = ${vote} and v.noticed_at is not null
    and ${uses(file)}`.execute(tx)
  return rows.length > 0
}

/** Who works on votes sees their documents; who handles papers, also scans and proofs of delivery. */
export async function maySeeOfVotes(tx: Tx, actor: Actor, { id }: { readonly id: string }): Promise<boolean> {
  if (!actor.can.has(ballots.vote.name)) return false
  const street = sql`current_setting('app.street')`
  const scans = actor.can.has(ballots.papers.name)
    ? sql`union all select 1 from vote_papers where street = ${street} and file = ${id}
      union all select 1 from vote_deliveries where street = ${street} and file = ${id}
      union all select 1 from vote_sheets where street = ${street} and file = ${id}
      union all select 1 from vote_settlements where street = ${street} and file = ${id}`
    : sql``
  const amendments = actor.can.has(ballots.amendments.name)
    ? sql`union all select 1 from vote_amendments where street = ${street} and file = ${id}`
    : sql``
  const { rows } =
    await sql`select 1 from votes v where v.street = ${street} and ${uses(id)} ${scans} ${amendments} limit 1`.execute(
      tx,
    )
  return rows.length > 0
}

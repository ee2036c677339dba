import { sql } from 'kysely'
import type { Tx } from '#platform/db'

export async function votesOfTrustee(tx: Tx, street: string, staff: string): Promise<string[]> {
  const { rows } = await sql<{ vote: string }>`select distinct t.vote from vote_trustees t
    join votes v on v.street = t.street and v.id = t.vote and v.ceremony = t.ceremony
    where t.street = ${street} and t.staff = ${staff}`.execute(tx)
  return rows.map(({ vote }) => vote)
}

export interface TallyRow {
  readonly numTallied: number
  readonly totalWeight: number
  readonly area: string
  readonly head: string
  readonly ballotsHash: string
  readonly at: string
}

export async function tallyOf(tx: Tx, street: string, vote: string): Promise<TallyRow | undefined> {
  const { rows } = await sql<TallyRow>`select num_tallied as "numTallied", total_weight as "totalWeight", area, head,
    ballots_hash as "ballotsHash", at from vote_tallies where street = ${street} and vote = ${vote}`.execute(tx)
  return rows[0]
}

export async function addTally(tx: Tx, street: string, vote: string, row: TallyRow): Promise<void> {
  await sql`insert into vote_tallies (street, vote, num_tallied, total_weight, area, head, ballots_hash, at)
    values (${street}, ${vote}, ${row.numTallied}, ${row.totalWeight}, ${row.area}, ${row.head}, ${row.ballotsHash}, ${row.at})`.execute(
    tx,
  )
}

export interface FactorRow {
  readonly trustee: number
  readonly area: string
  readonly head: string
  readonly ballots: readonly string[]
}

/** In the order in which they came: so they stand in the archives. */
export async function factorsOf(tx: Tx, street: string, vote: string): Promise<FactorRow[]> {
  const { rows } = await sql<FactorRow>`select trustee, area, head, ballots from vote_factors
    where street = ${street} and vote = ${vote} order by at, trustee`.execute(tx)
  return rows
}

export async function addFactors(
  tx: Tx,
  street: string,
  vote: string,
  row: FactorRow & { readonly at: string },
): Promise<void> {
  await sql`insert into vote_factors (street, vote, trustee, area, head, ballots, at)
    values (${street}, ${vote}, ${row.trustee}, ${row.area}, ${row.head}, ${JSON.stringify(row.ballots)}, ${row.at})`.execute(
    tx,
  )
}

export interface ResultRow {
  readonly area: string
  readonly head: string
  readonly openings: string | null
  readonly at: string
}

export async function resultOf(tx: Tx, street: string, vote: string): Promise<ResultRow | undefined> {
  const { rows } =
    await sql<ResultRow>`select area, head, openings, at from vote_results where street = ${street} and vote = ${vote}`.execute(
      tx,
    )
  return rows[0]
}

export async function addResult(tx: Tx, street: string, vote: string, row: ResultRow): Promise<void> {
  await sql`insert into vote_results (street, vote, area, head, openings, at)
    values (${street}, ${vote}, ${row.area}, ${row.head}, ${row.openings}, ${row.at})`.execute(tx)
}

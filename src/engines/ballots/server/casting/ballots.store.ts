import { sql } from 'kysely'
import type { Tx } from '#platform/db'
import type { Receipt, RollState, VoteState } from '#engines/ballots/shared'

export interface BallotRow {
  readonly seq: number
  readonly tracker: string
  readonly owner: string
  readonly ballot: string
  readonly at: string
  readonly receipt: Receipt
}

/** What a cast is decided by, in one look: the vote, the owner of the key, and whether this very ballot is here already. */
export interface CastFacts {
  readonly state: VoteState
  readonly opensAt: string
  readonly closesAt: string
  readonly revote: boolean
  readonly owner: string | null
  readonly area: number | null
  readonly voter: string | null
  readonly channel: RollState | null
  /** Whether one hand has entered a paper of this owner that no second has read. */
  readonly paperWaits: boolean
  /** Whether it was opened to be audited. */
  readonly spoiled: boolean
  readonly known: { readonly seq: number; readonly receipt: Receipt; readonly counts: boolean } | null
}

const facts = (street: string, vote: string, key: string, tracker: string) => sql`
  select v.state, v.opens_at as "opensAt", v.closes_at as "closesAt", v.revote, o.no as owner, o.area, o.voter, o.state as channel,
    exists (select 1 from vote_papers p where p.street = o.street and p.vote = o.vote and p.owner = o.no
      and p.state <> 'void' and p.state in ('received', 'differing')) as "paperWaits",
    exists (select 1 from vote_spoiled s where s.street = v.street and s.vote = v.id and s.tracker = ${tracker}) as spoiled,
    (select jsonb_build_object('seq', b.seq, 'receipt', b.receipt, 'counts', exists (
        select 1 from vote_owners c where c.street = b.street and c.vote = b.vote and c.no = b.owner and c.ballot = b.seq)) from vote_ballots b
      where b.street = ${street} and b.vote = ${vote} and b.tracker = ${tracker}) as known
  from votes v left join vote_owners o on o.street = v.street and o.vote = v.id and o.public_key = ${key}
  where v.street = ${street} and v.id = ${vote}`

export async function lookBeforeCast(
  tx: Tx,
  street: string,
  vote: string,
  key: string,
  tracker: string,
): Promise<CastFacts | undefined> {
  const { rows } = await sql<CastFacts>`${facts(street, vote, key, tracker)}`.execute(tx)
  return rows[0]
}

/**
 * The same again with the owner's row held alone and the vote's against a change of its state: a close waits for the
 * casts under way, and what comes after it finds the vote closed.
 */
export async function holdForCast(tx: Tx, street: string, vote: string, owner: string): Promise<void> {
  await sql`select 1 from vote_owners o where o.street = ${street} and o.vote = ${vote} and o.no = ${owner} for no key update`.execute(
    tx,
  )
  await sql`select 1 from votes v where v.street = ${street} and v.id = ${vote} for share`.execute(tx)
}

export async function addBallot(tx: Tx, street: string, vote: string, row: BallotRow): Promise<void> {
  await sql`with cast_ballot as (insert into vote_ballots (street, vote, seq, tracker, owner, ballot, at, receipt)
      values (${street}, ${vote}, ${row.seq}, ${row.tracker}, ${row.owner}, ${row.ballot}, ${row.at}, ${JSON.stringify(row.receipt)}))
    update vote_owners set state = 'electronic', ballot = ${row.seq}, casts = casts + 1
    where street = ${street} and vote = ${vote} and no = ${row.owner}`.execute(tx)
}

export async function findBallot(
  tx: Tx,
  street: string,
  vote: string,
  tracker: string,
): Promise<(BallotRow & { readonly counts: boolean }) | undefined> {
  const { rows } = await sql<
    BallotRow & { counts: boolean }
  >`select b.seq, b.tracker, b.owner, b.ballot, b.at, b.receipt, o.ballot = b.seq as counts
    from vote_ballots b join vote_owners o on o.street = b.street and o.vote = b.vote and o.no = b.owner
    where b.street = ${street} and b.vote = ${vote} and b.tracker = ${tracker}`.execute(tx)
  return rows[0]
}

/** By owner, the ballot that counts. */
export async function countingBallotsOf(
  tx: Tx,
  street: string,
  vote: string,
  owners: readonly string[],
): Promise<ReadonlyMap<string, Pick<BallotRow, 'tracker' | 'at'>>> {
  const { rows } = await sql<Pick<BallotRow, 'tracker' | 'at' | 'owner'>>`select b.tracker, b.at, b.owner
    from vote_owners o join vote_ballots b on b.street = o.street and b.vote = o.vote and b.seq = o.ballot
    where o.street = ${street} and o.vote = ${vote} and o.no = any(${[...owners]}::text[])`.execute(tx)
  return new Map(rows.map((row) => [row.owner, row]))
}

/** In the order of the archives, some at a time. */
export async function ballotsAfter(
  tx: Tx,
  street: string,
  vote: string,
  seq: number,
  limit: number,
): Promise<(Pick<BallotRow, 'seq' | 'tracker' | 'ballot' | 'owner'> & { readonly counts: boolean })[]> {
  const { rows } = await sql<Pick<BallotRow, 'seq' | 'tracker' | 'ballot' | 'owner'> & { counts: boolean }>`
    select b.seq, b.tracker, b.ballot, b.owner, o.ballot = b.seq as counts
    from vote_ballots b join vote_owners o on o.street = b.street and o.vote = b.vote and o.no = b.owner
    where b.street = ${street} and b.vote = ${vote} and b.seq > ${seq} order by b.seq limit ${limit}`.execute(tx)
  return rows
}

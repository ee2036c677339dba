import { sql } from 'kysely'
import type { Tx } from '#platform/db'
import type { AreaSource, OwnerKind, RollState } from '#engines/ballots/shared'

/** A head of the frozen roll. */
export interface OwnerRow {
  readonly no: string
  readonly key: string
  readonly kind: OwnerKind
  readonly area: number
  readonly holders: readonly string[]
  readonly representative: string | null
  readonly publicKey: string
  readonly keyFrom: 'wallet' | 'letter' | 'proxy'
  readonly voter: string | null
  readonly state: RollState
  readonly ballot: number | null
  readonly casts: number
  readonly paper: string | null
  readonly delivery: string | null
}

export interface UnitRow {
  readonly no: string
  readonly home: string
  readonly building: string
  readonly staircase: string
  readonly label: string
  readonly area: number
  readonly source: AreaSource
  readonly owner: string
}

const ownerColumns = sql`o.no, o.key, o.kind, o.area, o.holders, o.representative, o.public_key as "publicKey", o.key_from as "keyFrom", o.voter,
  o.state, o.ballot, o.casts, o.paper, o.delivery`

export async function insertRoll(
  tx: Tx,
  street: string,
  vote: string,
  owners: readonly Omit<OwnerRow, 'state' | 'ballot' | 'casts' | 'paper' | 'delivery'>[],
  units: readonly UnitRow[],
): Promise<void> {
  await sql`insert into vote_owners (street, vote, no, key, kind, area, holders, representative, public_key, key_from, voter)
    select ${street}, ${vote}, n.no, n.key, n.kind, n.area, coalesce(array(select jsonb_array_elements_text(n.holders)::uuid), '{}'), n.representative,
      n.public_key, n.key_from, n.voter
    from jsonb_to_recordset(${JSON.stringify(
      owners.map(({ publicKey, keyFrom, ...owner }) => ({ ...owner, public_key: publicKey, key_from: keyFrom })),
    )}::jsonb)
      as n (no text, key text, kind text, area bigint, holders jsonb, representative uuid, public_key text, key_from text, voter uuid)`.execute(
    tx,
  )
  await sql`insert into vote_units (street, vote, no, home, building, staircase, label, area, source, owner)
    select ${street}, ${vote}, n.no, n.home, n.building, n.staircase, n.label, n.area, n.source, n.owner
    from jsonb_to_recordset(${JSON.stringify(units)}::jsonb)
      as n (no text, home uuid, building text, staircase text, label text, area bigint, source text, owner text)`.execute(
    tx,
  )
  await sql`insert into vote_turnouts (street, vote, owners, area)
    values (${street}, ${vote}, ${owners.length}, ${owners.reduce((sum, { area }) => sum + area, 0)})`.execute(tx)
}

export async function ownersOf(
  tx: Tx,
  street: string,
  vote: string,
  {
    after,
    limit,
    state,
  }: {
    readonly after?: string | undefined
    readonly limit?: number | undefined
    readonly state?: RollState | undefined
  } = {},
): Promise<OwnerRow[]> {
  const { rows } =
    await sql<OwnerRow>`select ${ownerColumns} from vote_owners o where o.street = ${street} and o.vote = ${vote}
    and ${after ? sql`o.no > ${after}` : sql`true`} and ${state ? sql`o.state = ${state}` : sql`true`}
    order by o.no ${limit ? sql`limit ${limit}` : sql``}`.execute(tx)
  return rows
}

/** By number, by key, or all for whom someone votes. */
export async function findOwners(
  tx: Tx,
  street: string,
  vote: string,
  by: { readonly no: string } | { readonly publicKey: string } | { readonly holder: string },
): Promise<OwnerRow[]> {
  const which =
    'no' in by
      ? sql`o.no = ${by.no}`
      : 'publicKey' in by
        ? sql`o.public_key = ${by.publicKey}`
        : sql`(o.voter = ${by.holder} or o.holders @> array[${by.holder}::uuid])`
  const { rows } = await sql<OwnerRow>`select ${ownerColumns} from vote_owners o
    where o.street = ${street} and o.vote = ${vote} and ${which} order by o.no limit 200`.execute(tx)
  return rows
}

/** Decisions about an owner's one vote are made while this is held. */
export async function lockOwner(tx: Tx, street: string, vote: string, no: string): Promise<OwnerRow | undefined> {
  const { rows } = await sql<OwnerRow>`select ${ownerColumns} from vote_owners o
    where o.street = ${street} and o.vote = ${vote} and o.no = ${no} for no key update`.execute(tx)
  return rows[0]
}

export async function unitsOf(tx: Tx, street: string, vote: string, owners?: readonly string[]): Promise<UnitRow[]> {
  const { rows } =
    await sql<UnitRow>`select u.no, u.home, u.building, u.staircase, u.label, u.area, u.source, u.owner from vote_units u
    where u.street = ${street} and u.vote = ${vote} and ${owners ? sql`u.owner = any(${[...owners]}::text[])` : sql`true`}
    order by u.no`.execute(tx)
  return rows
}

export interface Turnout {
  readonly owners: number
  readonly area: number
  readonly ballots: number
  readonly electronicOwners: number
  readonly electronicArea: number
  readonly paperOwners: number
  readonly paperArea: number
}

export async function turnoutOf(tx: Tx, street: string, vote: string): Promise<Turnout | undefined> {
  const { rows } =
    await sql<Turnout>`select owners, area, ballots, electronic_owners as "electronicOwners", electronic_area as "electronicArea",
    paper_owners as "paperOwners", paper_area as "paperArea" from vote_turnouts where street = ${street} and vote = ${vote}`.execute(
      tx,
    )
  return rows[0]
}

/** Counts a ballot and gives it its place. The row stays held until the commit, so that places have no holes. */
export async function countBallot(tx: Tx, street: string, vote: string, first: number | null): Promise<number> {
  const { rows } = await sql<{ ballots: number }>`update vote_turnouts set ballots = ballots + 1,
      electronic_owners = electronic_owners + ${first === null ? 0 : 1}, electronic_area = electronic_area + ${first ?? 0}
    where street = ${street} and vote = ${vote} returning ballots`.execute(tx)
  return rows[0]!.ballots
}

export async function countPaper(tx: Tx, street: string, vote: string, area: number, by: 1 | -1): Promise<void> {
  await sql`update vote_turnouts set paper_owners = paper_owners + ${by}, paper_area = paper_area + ${by * area}
    where street = ${street} and vote = ${vote}`.execute(tx)
}

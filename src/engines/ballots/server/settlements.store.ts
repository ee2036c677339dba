import { sql } from 'kysely'
import type { Tx } from '#platform/db'
import type { RollCorrection, Settlement } from '#engines/ballots/shared'

export interface SettlementRow {
  readonly id: string
  readonly settlement: Settlement
  readonly reason: string
  readonly objection: string | null
  readonly staff: string
  readonly by: string
  readonly at: string
  readonly undoneAt: string | null
  /** Of the registry; what it did itself it has confirmed. */
  readonly confirmedBy: string | null
}

export const correctionOf = ({ settlement, reason, objection }: SettlementRow): RollCorrection => ({
  ...settlement,
  reason,
  ...(objection !== null && { objection }),
})

export async function settlementsOf(tx: Tx, street: string, vote: string): Promise<SettlementRow[]> {
  const { rows } =
    await sql<SettlementRow>`select id, settlement, reason, objection, by_staff as staff, by_name as by, at, undone_at as "undoneAt",
      confirmed_name as "confirmedBy"
    from vote_settlements where street = ${street} and vote = ${vote} order by at, id`.execute(tx)
  return rows
}

export async function resultObjectionsOf(tx: Tx, street: string, vote: string): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`select case_id as id from vote_result_objections
    where street = ${street} and vote = ${vote}`.execute(tx)
  return rows.map(({ id }) => id)
}

/** Once: an objection that is sent again is the same case. */
export async function addResultObjection(tx: Tx, street: string, vote: string, id: string, at: string): Promise<void> {
  await sql`insert into vote_result_objections (street, vote, case_id, at) values (${street}, ${vote}, ${id}, ${at})
    on conflict do nothing`.execute(tx)
}

export async function addSettlement(
  tx: Tx,
  street: string,
  vote: string,
  row: Omit<SettlementRow, 'undoneAt' | 'confirmedBy'> & {
    readonly file: string | null
    readonly byRegistry: boolean
  },
): Promise<void> {
  await sql`insert into vote_settlements (street, vote, id, settlement, reason, file, objection, by_staff, by_name, at,
      confirmed_by, confirmed_name, confirmed_at)
    values (${street}, ${vote}, ${row.id}, ${JSON.stringify(row.settlement)}, ${row.reason}, ${row.file}, ${row.objection}, ${row.staff},
      ${row.by}, ${row.at}, ${row.byRegistry ? row.staff : null}, ${row.byRegistry ? row.by : null}, ${row.byRegistry ? row.at : null})`.execute(
    tx,
  )
}

export async function undoSettlement(tx: Tx, street: string, vote: string, id: string, at: string): Promise<boolean> {
  const { numAffectedRows } = await sql`update vote_settlements set undone_at = ${at}
    where street = ${street} and vote = ${vote} and id = ${id} and undone_at is null`.execute(tx)
  return numAffectedRows === 1n
}

export async function confirmSettlement(
  tx: Tx,
  street: string,
  vote: string,
  id: string,
  by: { readonly id: string; readonly name: string; readonly at: string },
): Promise<void> {
  await sql`update vote_settlements set confirmed_by = ${by.id}, confirmed_name = ${by.name}, confirmed_at = ${by.at}
    where street = ${street} and vote = ${vote} and id = ${id}`.execute(tx)
}

export interface ObjectionRow {
  readonly id: string
  readonly ownerKey: string | null
  readonly words: string
  readonly at: string
  readonly decision: 'open' | 'upheld' | 'rejected'
  readonly reason: string | null
  readonly decidedBy: string | null
  readonly decidedAt: string | null
}

const objectionColumns = sql`id, owner_key as "ownerKey", words, at, decision, reason, decided_name as "decidedBy", decided_at as "decidedAt"`

export async function objectionsOf(tx: Tx, street: string, vote: string): Promise<ObjectionRow[]> {
  const { rows } =
    await sql<ObjectionRow>`select ${objectionColumns} from vote_objections where street = ${street} and vote = ${vote}
    order by at, id limit 2000`.execute(tx)
  return rows
}

export async function findObjection(
  tx: Tx,
  street: string,
  vote: string,
  id: string,
): Promise<ObjectionRow | undefined> {
  const { rows } = await sql<ObjectionRow>`select ${objectionColumns} from vote_objections
    where street = ${street} and vote = ${vote} and id = ${id} for no key update`.execute(tx)
  return rows[0]
}

export async function openObjections(tx: Tx, street: string, vote: string, key?: string | null): Promise<number> {
  const { rows } = await sql<{
    n: number
  }>`select count(*)::int as n from vote_objections where street = ${street} and vote = ${vote}
    and decision = 'open' and ${key === undefined ? sql`true` : sql`owner_key is not distinct from ${key}`}`.execute(tx)
  return rows[0]!.n
}

export async function addObjection(
  tx: Tx,
  street: string,
  vote: string,
  row: Pick<ObjectionRow, 'id' | 'ownerKey' | 'words' | 'at'> & { readonly takenBy: string | null },
): Promise<void> {
  await sql`insert into vote_objections (street, vote, id, owner_key, words, at, taken_by)
    values (${street}, ${vote}, ${row.id}, ${row.ownerKey}, ${row.words}, ${row.at}, ${row.takenBy})`.execute(tx)
}

export async function decideObjection(
  tx: Tx,
  street: string,
  vote: string,
  id: string,
  said: { decision: 'upheld' | 'rejected'; reason: string; by: string; name: string; at: string },
): Promise<void> {
  await sql`update vote_objections set decision = ${said.decision}, reason = ${said.reason}, decided_by = ${said.by}, decided_name = ${said.name},
    decided_at = ${said.at} where street = ${street} and vote = ${vote} and id = ${id}`.execute(tx)
}

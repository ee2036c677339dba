import { sql } from 'kysely'
import type { Tx } from '#platform/db'
import type { VotingGroup } from '#engines/credentials/shared'

export interface VotingKey {
  readonly id: string
  readonly holder: string
  readonly group: VotingGroup
  readonly publicKey: string
  readonly chainCode: string
  readonly registeredAt: string
  readonly endedAt: string | null
  readonly endedBecause: string | null
}

const columns = sql`k.id, k.holder, k.voting_group as "group", k.public_key as "publicKey", k.chain_code as "chainCode",
  k.registered_at as "registeredAt", k.ended_at as "endedAt", k.ended_because as "endedBecause"`

/** The keys in force of some holders, by holder. A vote asks when its roll is frozen; what comes later is not for it. */
export async function votingKeysOf(
  tx: Tx,
  street: string,
  group: VotingGroup,
  holders: readonly string[],
): Promise<ReadonlyMap<string, { readonly publicKey: string; readonly chainCode: string }>> {
  if (holders.length === 0) return new Map()
  // Of entries that were merged since, the one that stands is asked for; of two keys that came together the newer counts.
  const { rows } = await sql<Pick<VotingKey, 'holder' | 'publicKey' | 'chainCode'>>`
    select e.root as holder, k.public_key as "publicKey", k.chain_code as "chainCode" from voting_keys k
      join register_entries e on e.street = k.street and e.id = k.holder
    where k.street = ${street} and k.voting_group = ${group} and e.root = any(${[...new Set(holders)]}::uuid[]) and k.ended_at is null
    order by k.registered_at, k.id`.execute(tx)
  return new Map(rows.map(({ holder, publicKey, chainCode }) => [holder, { publicKey, chainCode }]))
}

export async function keysOfHolder(tx: Tx, street: string, holder: string): Promise<VotingKey[]> {
  const { rows } = await sql<VotingKey>`select ${columns} from voting_keys k
    where k.street = ${street} and k.holder = ${holder} order by k.registered_at desc, k.id desc limit 50`.execute(tx)
  return rows
}

export async function endVotingKeys(
  tx: Tx,
  street: string,
  holder: string,
  { at, because, group }: { at: string; because: string; group?: VotingGroup },
): Promise<number> {
  const { numAffectedRows } = await sql`update voting_keys set ended_at = ${at}, ended_because = ${because}
    where street = ${street} and holder = ${holder} and ended_at is null
      and ${group === undefined ? sql`true` : sql`voting_group = ${group}`}`.execute(tx)
  return Number(numAffectedRows ?? 0n)
}

/** Whether the key is held already, by whomever: one secret never stands for two owners. */
export async function isKeyKnown(tx: Tx, street: string, group: VotingGroup, publicKey: string): Promise<boolean> {
  const { rows } = await sql`select 1 from voting_keys
    where street = ${street} and voting_group = ${group} and public_key = ${publicKey}`.execute(tx)
  return rows.length > 0
}

export async function addVotingKey(
  tx: Tx,
  street: string,
  key: Omit<VotingKey, 'endedAt' | 'endedBecause'> & { readonly credential: string },
): Promise<void> {
  await sql`insert into voting_keys (street, id, holder, voting_group, public_key, chain_code, credential, registered_at)
    values (${street}, ${key.id}, ${key.holder}, ${key.group}, ${key.publicKey}, ${key.chainCode}, ${key.credential}, ${key.registeredAt})`.execute(
    tx,
  )
}

import { sql } from 'kysely'
import type { Tx } from '#platform/db'

/** An owner lets someone else vote. The token is what the owner's wallet signed, for anyone to check. */
export interface Delegation {
  readonly id: string
  readonly holder: string
  readonly delegate: string
  readonly compound: string
  readonly ownerNo: string
  /** Null: every vote in the time. */
  readonly election: string | null
  readonly from: string
  readonly until: string
  readonly token: string
  readonly registeredAt: string
  readonly revokedAt: string | null
}

const columns = sql`d.id, d.holder, d.delegate, d.compound, d.owner_no as "ownerNo", d.election, d.valid_from as "from",
  d.valid_until as "until", d.token, d.registered_at as "registeredAt", d.revoked_at as "revokedAt"`

/**
 * The delegations that stand at an instant, of those represented; the newest first where an owner gave several. Which of
 * them a vote takes (its election or all, its cap) is for the vote to say, when its roll is frozen.
 */
export async function delegationsOf(
  tx: Tx,
  street: string,
  holders: readonly string[],
  at: string,
): Promise<readonly Delegation[]> {
  if (holders.length === 0) return []
  // Who was merged into another since is known under that entry.
  const { rows } =
    await sql<Delegation>`select ${columns}, h.root as holder, g.root as delegate from credential_delegations d
      join credentials c on c.street = d.street and c.id = d.credential
      join register_entries h on h.street = d.street and h.id = d.holder
      join register_entries g on g.street = d.street and g.id = d.delegate
    where d.street = ${street} and h.root = any(${[...new Set(holders)]}::uuid[]) and d.revoked_at is null
      and d.valid_from <= ${at} and d.valid_until > ${at} and (c.revoked_at is null or c.reason = 'replaced')
      -- Whoever was to vote must still be able to show who they are.
      and exists (select 1 from credentials x where x.street = d.street and x.holder = d.delegate and x.revoked_at is null and x.expires_at > ${at})
    order by d.registered_at desc, d.id desc`.execute(tx)
  return rows
}

/** Given and received by someone, also what is over. */
export async function delegationsAround(tx: Tx, street: string, holder: string): Promise<Delegation[]> {
  const { rows } = await sql<Delegation>`select ${columns} from credential_delegations d
    where d.street = ${street} and (d.holder = ${holder} or d.delegate = ${holder}) order by d.registered_at desc, d.id desc limit 100`.execute(
    tx,
  )
  return rows
}

export async function addDelegation(
  tx: Tx,
  street: string,
  made: Omit<Delegation, 'revokedAt'> & { readonly credential: string; readonly delegateThumbprint: string },
): Promise<void> {
  await sql`insert into credential_delegations (street, id, holder, credential, delegate, delegate_thumbprint, compound, owner_no,
      election, valid_from, valid_until, token, registered_at)
    values (${street}, ${made.id}, ${made.holder}, ${made.credential}, ${made.delegate}, ${made.delegateThumbprint}, ${made.compound},
      ${made.ownerNo}, ${made.election}, ${made.from}, ${made.until}, ${made.token}, ${made.registeredAt})`.execute(tx)
}

export async function revokeDelegation(
  tx: Tx,
  street: string,
  holder: string,
  id: string,
  at: string,
): Promise<boolean> {
  const { numAffectedRows } = await sql`update credential_delegations set revoked_at = ${at}
    where street = ${street} and id = ${id} and holder = ${holder} and revoked_at is null`.execute(tx)
  return numAffectedRows === 1n
}

export async function findDelegation(tx: Tx, street: string, id: string): Promise<Delegation | undefined> {
  const { rows } = await sql<Delegation>`select ${columns} from credential_delegations d
    where d.street = ${street} and d.id = ${id}`.execute(tx)
  return rows[0]
}

import { sql } from 'kysely'
import type { Text } from '#kernel/text'
import type { Tx } from '#platform/db'

export interface LogRow {
  readonly street: string
  readonly id: string
  readonly origin: string
  readonly title: Text
  readonly public_key: Buffer
  readonly private_key: Buffer
  readonly sm2_public: string | null
  readonly sm2_private: Buffer | null
  readonly size: number
  readonly opened_at: string
  readonly anchor_wanted: number
  readonly anchor_trouble: string | null
  readonly anchor_tried_at: string | null
}

const logColumns = sql`street, id, origin, title, public_key, private_key, sm2_public, sm2_private, size, opened_at, anchor_wanted, anchor_trouble, anchor_tried_at`

export async function listLogs(tx: Tx, street: string): Promise<LogRow[]> {
  const { rows } = await sql<LogRow>`select ${logColumns} from notary_logs where street = ${street}
    order by opened_at, id`.execute(tx)
  return rows
}

export async function findLog(tx: Tx, street: string, id: string): Promise<LogRow | undefined> {
  const { rows } = await sql<LogRow>`select ${logColumns} from notary_logs
    where street = ${street} and id = ${id}`.execute(tx)
  return rows[0]
}

export async function findLogByOrigin(tx: Tx, street: string, origin: string): Promise<LogRow | undefined> {
  const { rows } = await sql<LogRow>`select ${logColumns} from notary_logs
    where street = ${street} and origin = ${origin}`.execute(tx)
  return rows[0]
}

export async function addLog(
  tx: Tx,
  street: string,
  log: Pick<
    LogRow,
    'id' | 'origin' | 'title' | 'public_key' | 'private_key' | 'sm2_public' | 'sm2_private' | 'opened_at'
  >,
): Promise<boolean> {
  const { numAffectedRows } = await sql`insert into notary_logs
      (street, id, origin, title, public_key, private_key, sm2_public, sm2_private, opened_at)
    values (${street}, ${log.id}, ${log.origin}, ${JSON.stringify(log.title)}, ${log.public_key}, ${log.private_key},
      ${log.sm2_public}, ${log.sm2_private}, ${log.opened_at})
    on conflict do nothing`.execute(tx)
  if (numAffectedRows !== 1n) return false
  await sql`insert into notary_trees (street, log) values (${street}, ${log.id})`.execute(tx)
  return true
}

/** The next index. The row stays locked until the commit: indexes have no holes and become visible in their order. */
export async function takeIndex(
  tx: Tx,
  street: string,
  id: string,
): Promise<(Pick<LogRow, 'origin' | 'private_key'> & { readonly index: number }) | undefined> {
  const { rows } = await sql<Pick<LogRow, 'origin' | 'private_key'> & { index: number }>`
    update notary_logs set size = size + 1 where street = ${street} and id = ${id}
    returning origin, private_key, size - 1 as index`.execute(tx)
  return rows[0]
}

export interface LeafRow {
  readonly index: number
  readonly kind: string
  readonly body: Buffer
  readonly leaf_hash: Buffer
  readonly at: string
}

export async function addLeaf(tx: Tx, street: string, log: string, leaf: LeafRow): Promise<void> {
  await sql`insert into notary_leaves (street, log, index, kind, body, leaf_hash, at)
    values (${street}, ${log}, ${leaf.index}, ${leaf.kind}, ${leaf.body}, ${leaf.leaf_hash}, ${leaf.at})`.execute(tx)
}

export async function leavesOf(tx: Tx, street: string, log: string, from: number, to: number): Promise<LeafRow[]> {
  const { rows } = await sql<LeafRow>`select index, kind, body, leaf_hash, at from notary_leaves
    where street = ${street} and log = ${log} and index >= ${from} and index < ${to} order by index`.execute(tx)
  return rows
}

/** What shows how a log grows, without what its leaves say. */
export async function leafHashesOf(
  tx: Tx,
  street: string,
  log: string,
  from: number,
  to: number,
): Promise<Pick<LeafRow, 'index' | 'leaf_hash'>[]> {
  const { rows } = await sql<Pick<LeafRow, 'index' | 'leaf_hash'>>`select index, leaf_hash from notary_leaves
    where street = ${street} and log = ${log} and index >= ${from} and index < ${to} order by index`.execute(tx)
  return rows
}

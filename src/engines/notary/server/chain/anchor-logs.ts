import { sql } from 'kysely'
import type { Database, Tx } from '#platform/db'
import { notary } from '../keys.ts'
import { latestCheckpoint } from '../proofs.ts'
import { ChainTrouble, type Anchored, type Chain } from './chain.ts'

const anHour = 3_600_000

interface Waiting {
  readonly id: string
  readonly origin: string
  readonly anchored: number
}

/** Logs with something new that someone waits for, or that has waited for an hour. */
async function waitingLogs(tx: Tx, street: string, before: string): Promise<Waiting[]> {
  const { rows } = await sql<Waiting>`
    select l.id, l.origin, coalesce(a.size, 0)::bigint as anchored
    from notary_logs l
    join notary_trees t on t.street = l.street and t.log = l.id
    left join lateral (select size, at from notary_anchors a where a.street = l.street and a.log = l.id
      order by size desc, at desc limit 1) a on true
    where l.street = ${street} and t.size > coalesce(a.size, 0)
      and (l.anchor_wanted > coalesce(a.size, 0) or coalesce(a.at, '-infinity') < ${before})
    order by l.id`.execute(tx)
  return rows
}

async function anchoredLogs(tx: Tx, street: string): Promise<Waiting[]> {
  const { rows } = await sql<Waiting>`
    select l.id, l.origin, max(a.size)::bigint as anchored from notary_logs l
    join notary_anchors a on a.street = l.street and a.log = l.id
    where l.street = ${street} group by l.id, l.origin order by l.id`.execute(tx)
  return rows
}

export interface Anchoring {
  readonly anchored: number
  /** What kept others from being anchored; they are tried again. */
  readonly troubles: readonly string[]
}

/**
 * Puts the newest checkpoints on the chain. Done again it does nothing, also when it broke off between the chain and the
 * database. `recheck` asks of what was anchored before whether the chain still holds it: one for development that was
 * killed may have lost the last moments.
 */
export async function anchorLogs(
  database: Database,
  chain: Chain,
  street: string,
  { recheck = false }: { readonly recheck?: boolean } = {},
): Promise<Anchoring> {
  const before = new Date(notary().now().getTime() - anHour).toISOString()
  const waiting = await database.transaction(street, (tx) => waitingLogs(tx, street, before))
  const troubles: string[] = []
  let anchored = 0
  try {
    if (recheck)
      for (const log of await database.transaction(street, (tx) => anchoredLogs(tx, street))) {
        if (waiting.some((each) => each.id === log.id)) continue
        if (((await chain.read(log.origin))?.size ?? 0) < log.anchored) waiting.push(log)
      }
  } catch (cause) {
    troubles.push(await tell(database, street, waiting, cause))
    return { anchored, troubles }
  }
  for (const [i, { id, origin }] of waiting.entries()) {
    const checkpoint = await database.transaction(street, (tx) => latestCheckpoint(tx, street, id))
    if (!checkpoint) continue
    try {
      const said = await chain.anchor(origin, checkpoint.size, checkpoint.root)
      await database.transaction(street, (tx) => keepAnchor(tx, street, id, chain.kind, checkpoint, said))
      anchored += 1
    } catch (cause) {
      // Who does not answer for one log does not for the next either.
      const isAway = cause instanceof ChainTrouble && cause.code === 'chain_unreachable'
      const failed = isAway ? waiting.slice(i) : waiting.slice(i, i + 1)
      troubles.push(await tell(database, street, failed, cause))
      if (isAway) break
    }
  }
  return { anchored, troubles }
}

async function keepAnchor(
  tx: Tx,
  street: string,
  log: string,
  kind: string,
  { size, root }: { readonly size: number; readonly root: Buffer },
  said: Anchored,
): Promise<void> {
  await sql`insert into notary_anchors (street, log, size, root, chain, chain_id, contract, transaction, block, at)
    values (${street}, ${log}, ${size}, ${root}, ${kind}, ${said.chainId}, ${said.contract}, ${said.transaction},
      ${said.block}, ${said.at})
    on conflict do nothing`.execute(tx)
  await sql`update notary_logs set anchor_trouble = null, anchor_tried_at = ${notary().now().toISOString()}
    where street = ${street} and id = ${log}`.execute(tx)
}

/** What went wrong stays visible with the logs until it has gone well. A bug is no trouble of the chain. */
async function tell(database: Database, street: string, logs: readonly Waiting[], cause: unknown): Promise<string> {
  if (!(cause instanceof ChainTrouble)) throw cause
  const at = notary().now().toISOString()
  const ids = logs.map((log) => log.id)
  await database.transaction(street, (tx) =>
    sql`update notary_logs set anchor_trouble = ${cause.code}, anchor_tried_at = ${at}
      where street = ${street} and id = any(${ids})`.execute(tx),
  )
  return cause.message
}

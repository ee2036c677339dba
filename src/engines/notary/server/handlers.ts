import { sql } from 'kysely'
import { ok } from '#kernel/result'
import type { Text } from '#kernel/text'
import type { Tx } from '#platform/db'
import { implement, type Implementation } from '#platform/operations'
import { base64, keyKinds, notary as asked, verifierKey, type SeenLog } from '#engines/notary/shared'
import type { ChainKind } from './chain/chain.ts'
import { anchorsOf } from './export-log.ts'
import { listLogs, type LogRow } from './logs.store.ts'
import { latestCheckpoint } from './proofs.ts'

/** A log is anchored every hour; the page shows the last of them. */
const mostAnchors = 20

export function notaryHandlers({ chain }: { readonly chain: ChainKind }): readonly Implementation[] {
  return [
    implement(asked.logs, async ({ tx, street }) => {
      const logs: SeenLog[] = []
      for (const log of await listLogs(tx, street)) logs.push(await present(tx, street, log))
      return ok({ chain, logs })
    }),
  ]
}

async function present(tx: Tx, street: string, log: LogRow): Promise<SeenLog> {
  const checkpoint = await latestCheckpoint(tx, street, log.id)
  const anchors = await anchorsOf(tx, street, log.id)
  const { rows } = await sql<{ witness: string; title: Text | null; at: string }>`
    select c.witness, w.title, c.at from notary_cosignatures c
    left join notary_witnesses w on w.street = c.street and w.name = c.witness
    where c.street = ${street} and c.log = ${log.id} and c.size = ${checkpoint?.size ?? 0}
    order by c.at, c.witness`.execute(tx)
  return {
    id: log.id,
    origin: log.origin,
    title: log.title,
    openedAt: log.opened_at,
    appended: log.size,
    sealed: checkpoint?.size ?? 0,
    sealedAt: checkpoint?.at ?? null,
    root: checkpoint ? base64(checkpoint.root) : null,
    key: verifierKey(log.origin, keyKinds.log, log.public_key),
    anchored: anchors.at(-1)?.size ?? 0,
    anchorTrouble: log.anchor_trouble,
    cosignatures: rows,
    anchors: anchors
      .slice(-mostAnchors)
      .toReversed()
      .map(({ size, chain: kind, chain_id: chainId, contract, transaction, block, at }) => ({
        size,
        chain: kind,
        chainId,
        contract,
        transaction,
        block,
        at,
      })),
  }
}

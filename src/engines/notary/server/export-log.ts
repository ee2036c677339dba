import { sql } from 'kysely'
import { canonicalJson } from '#kernel/canonical-json'
import { must } from '#kernel/assert'
import type { Tx } from '#platform/db'
import {
  base64,
  bundle,
  bundlesOf,
  entriesPath,
  keyKinds,
  sm2Name,
  tilePath,
  tilesOf,
  tileWidth,
  verifierKey,
  type AnchorFile,
  type KeysFile,
  type LeavesFile,
} from '#engines/notary/shared'
import { findLog, leavesOf, type LogRow } from './logs.store.ts'
import { cosignedNote, latestCheckpoint } from './proofs.ts'
import { tilesAt } from './tiles.store.ts'
import { trustedWitnesses } from './witnesses.ts'

interface AnchorRow {
  readonly size: number
  readonly root: Buffer
  readonly chain: string
  readonly chain_id: string
  readonly contract: string
  readonly transaction: string
  readonly block: number
  readonly at: string
}

export async function anchorsOf(tx: Tx, street: string, log: string): Promise<AnchorRow[]> {
  const { rows } = await sql<AnchorRow>`select size, root, chain, chain_id, contract, transaction, block, at
    from notary_anchors where street = ${street} and log = ${log} order by size, at`.execute(tx)
  return rows
}

export async function anchorFile(tx: Tx, street: string, log: LogRow, upTo: number): Promise<AnchorFile> {
  const anchors = (await anchorsOf(tx, street, log.id)).filter((anchor) => anchor.size <= upTo)
  return {
    v: 1,
    origin: log.origin,
    anchors: anchors.map((anchor) => ({
      size: anchor.size,
      root: base64(anchor.root),
      chain: anchor.chain,
      chainId: anchor.chain_id,
      contract: anchor.contract,
      transaction: anchor.transaction,
      block: anchor.block,
      at: anchor.at,
    })),
  }
}

/** The keys a reader starts from, as this installation tells them; who wants to be sure has them from elsewhere. */
export async function keysFile(tx: Tx, street: string, log: LogRow): Promise<KeysFile> {
  const witnesses = await trustedWitnesses(tx, street, log.id)
  return {
    v: 1,
    log: verifierKey(log.origin, keyKinds.log, log.public_key),
    witnesses: witnesses.keys,
    quorum: witnesses.quorum,
    ...(log.sm2_public && { sm2: { name: sm2Name(log.origin), publicKey: log.sm2_public } }),
  }
}

export async function leavesFile(tx: Tx, street: string, log: string, size: number): Promise<LeavesFile> {
  const { rows } = await sql<{ index: number; kind: string; at: string; leaf_hash: Buffer }>`
    select index, kind, at, leaf_hash from notary_leaves
    where street = ${street} and log = ${log} and index < ${size} order by index`.execute(tx)
  return {
    v: 1,
    leaves: rows.map(({ index, kind, at, leaf_hash }) => ({ index, kind, at, hash: base64(leaf_hash) })),
  }
}

/** Everything that proves a log, as files; empty before its first checkpoint. */
export async function exportLog(tx: Tx, street: string, id: string): Promise<ReadonlyMap<string, Uint8Array>> {
  const log = must(await findLog(tx, street, id), `a log ${id} in ${street}`)
  const checkpoint = await latestCheckpoint(tx, street, id)
  const files = new Map<string, Uint8Array>()
  if (!checkpoint) return files
  const { size } = checkpoint
  const text = (name: string, content: string) => files.set(name, new TextEncoder().encode(content))
  text('checkpoint', await cosignedNote(tx, street, id, checkpoint))
  const wanted = tilesOf(size)
  const tile = await tilesAt(tx, street, id, wanted)
  for (const each of wanted) {
    const hashes = must(tile(each.level, each.index), `tile ${each.level}/${each.index} of ${log.origin}`)
    files.set(tilePath(each), Uint8Array.from(hashes.subarray(0, each.width * 32)))
  }
  for (const each of bundlesOf(size)) {
    const from = each.index * tileWidth
    const leaves = await leavesOf(tx, street, id, from, from + each.width)
    files.set(entriesPath(each), bundle(leaves.map((leaf) => leaf.body)))
  }
  text('leaves.json', canonicalJson(await leavesFile(tx, street, id, size)))
  text('keys.json', canonicalJson(await keysFile(tx, street, log)))
  text('anchor.json', canonicalJson(await anchorFile(tx, street, log, size)))
  return files
}

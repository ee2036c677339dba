import { sql } from 'kysely'
import type { Tx } from '#platform/db'
import { base64, inclusionProof, nodesOfTiles, tilesNeeded, type NodeReader } from '#engines/notary/shared'
import { leavesOf } from './logs.store.ts'
import { tilesAt } from './tiles.store.ts'

export interface CheckpointRow {
  readonly size: number
  readonly root: Buffer
  readonly note: string
  readonly at: string
}

export async function latestCheckpoint(tx: Tx, street: string, log: string): Promise<CheckpointRow | undefined> {
  const { rows } = await sql<CheckpointRow>`select size, root, note, at from notary_checkpoints
    where street = ${street} and log = ${log} order by size desc limit 1`.execute(tx)
  return rows[0]
}

/** A checkpoint with the cosignatures it has by now. */
export async function cosignedNote(
  tx: Tx,
  street: string,
  log: string,
  { size, note }: CheckpointRow,
): Promise<string> {
  const { rows } = await sql<{ line: string }>`select line from notary_cosignatures
    where street = ${street} and log = ${log} and size = ${size} order by witness`.execute(tx)
  return note + rows.map((row) => row.line).join('')
}

/** Runs something over the nodes of a tree, having read the tiles it asks for. */
export async function overNodes<T>(tx: Tx, street: string, log: string, run: (node: NodeReader) => T): Promise<T> {
  return run(nodesOfTiles(await tilesAt(tx, street, log, tilesNeeded(run))))
}

export interface LeafProof {
  /** The canonical JSON that stands in the log. */
  readonly leaf: string
  readonly index: number
  /** Base64, from the leaf upwards (RFC 9162 §2.1.3). */
  readonly proof: readonly string[]
  /** The signed checkpoint with the cosignatures it has by now. */
  readonly checkpoint: string
}

/** What proves that a leaf is in the log; nothing while it waits to be integrated. */
export async function proofOf(tx: Tx, street: string, log: string, index: number): Promise<LeafProof | undefined> {
  const checkpoint = await latestCheckpoint(tx, street, log)
  if (!checkpoint || !Number.isSafeInteger(index) || index < 0 || index >= checkpoint.size) return undefined
  const [leaf] = await leavesOf(tx, street, log, index, index + 1)
  const proof = await overNodes(tx, street, log, (node) => inclusionProof(node, index, checkpoint.size))
  return {
    leaf: leaf!.body.toString('utf8'),
    index,
    proof: proof.map(base64),
    checkpoint: await cosignedNote(tx, street, log, checkpoint),
  }
}

import { sql } from 'kysely'
import { must } from '#kernel/assert'
import type { Database, Tx } from '#platform/db'
import {
  checkpointText,
  growTiles,
  keyIdOf,
  keyKinds,
  nodesOfTiles,
  rootOf,
  signatureLine,
  sm2KeyId,
  sm2Name,
  tilesNeeded,
  type Checkpoint,
  type TileReader,
} from '#engines/notary/shared'
import { cosignByOurs } from './cosign.ts'
import { notary, signingKey } from './keys.ts'
import { findLog, leafHashesOf, type LogRow } from './logs.store.ts'
import { signSm2 } from './sm2.ts'
import { saveTiles, tilesAt } from './tiles.store.ts'

/** Beyond this in one transaction, others would wait long for its rows. */
const mostAtOnce = 65_536
/** A log that is appended to all the while is left to the next time. */
const mostTurns = 100

/** Integrates what was appended and signs a checkpoint. The size of the tree sealed, or nothing when none was new. */
export async function sealLog(tx: Tx, street: string, id: string): Promise<number | undefined> {
  const { rows } = await sql<{ size: number }>`select size from notary_trees
    where street = ${street} and log = ${id} for update`.execute(tx)
  const from = must(rows[0], `a tree of the log ${id}`).size
  const log = must(await findLog(tx, street, id), `a log ${id}`)
  const size = Math.min(log.size, from + mostAtOnce)
  if (size <= from) return undefined
  const leaves = await leafHashesOf(tx, street, id, from, size)
  if (leaves.length !== size - from || leaves.some((leaf, i) => leaf.index !== from + i))
    throw new Error(
      `The log ${log.origin} lacks leaves between ${from} and ${size}. Restore the database from its backup.`,
    )

  const before = await tilesAt(tx, street, id, edgeOf(from))
  const hashes = leaves.map((leaf) => leaf.leaf_hash)
  const grown = growTiles(before, from, hashes)
  await saveTiles(tx, street, id, grown)
  const changed = new Map(grown.map((tile) => [`${tile.level}/${tile.index}`, tile.hashes]))
  const now: TileReader = (level, index) => changed.get(`${level}/${index}`) ?? before(level, index)
  const root = rootOf(nodesOfTiles(now), size)
  const note = signedCheckpoint(log, { origin: log.origin, size, root })
  await sql`insert into notary_checkpoints (street, log, size, root, note, at)
    values (${street}, ${id}, ${size}, ${Buffer.from(root)}, ${note}, ${notary().now().toISOString()})`.execute(tx)
  await sql`update notary_trees set size = ${size} where street = ${street} and log = ${id}`.execute(tx)
  return size
}

/** The tiles at the right edge of a tree: all that growing it needs. */
const edgeOf = (size: number) => (size === 0 ? [] : tilesNeeded((node) => rootOf(node, size)))

function signedCheckpoint(log: LogRow, checkpoint: Checkpoint): string {
  const { origin } = log
  const text = checkpointText(checkpoint)
  const message = new TextEncoder().encode(text)
  const signature = signingKey(log.private_key, origin).sign(message)
  const own = signatureLine({ name: origin, keyId: keyIdOf(origin, keyKinds.log, log.public_key), signature })
  if (!log.sm2_public || !log.sm2_private) return `${text}\n${own}`
  const name = sm2Name(origin)
  const bySm2 = signSm2(log.sm2_private, log.sm2_public, origin, message)
  return `${text}\n${own}${signatureLine({ name, keyId: sm2KeyId(name, log.sm2_public), signature: bySm2 })}`
}

/** Logs of a street to which something was appended since they were last sealed. */
async function unsealed(tx: Tx, street: string): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`select l.id from notary_logs l
    join notary_trees t on t.street = l.street and t.log = l.id
    where l.street = ${street} and l.size > t.size order by l.id`.execute(tx)
  return rows.map((row) => row.id)
}

/** Brings every log of a street up to what was appended; each in a transaction of its own. How many were sealed. */
export async function sealLogs(database: Database, street: string): Promise<number> {
  const waiting = await database.transaction(street, (tx) => unsealed(tx, street))
  for (const id of waiting) {
    const isSealed = () =>
      database.transaction(street, async (tx) => {
        const size = await sealLog(tx, street, id)
        if (size !== undefined) await cosignByOurs(tx, street, id)
        return size === undefined
      })
    for (let turn = 0; turn < mostTurns && !(await isSealed()); turn += 1);
  }
  return waiting.length
}

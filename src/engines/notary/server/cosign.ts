import { sql } from 'kysely'
import { err, ok, type Result } from '#kernel/result'
import type { Database, Tx } from '#platform/db'
import {
  addCheckpointBody,
  consistencyProof,
  considerCheckpoint,
  cosigned,
  emptyRoot,
  keyIdOf,
  keyKinds,
  parseCheckpoint,
  parseSignatureLine,
  signatureLine,
  verifierKey,
  verifyNote,
  withTime,
  type AddCheckpoint,
  type WitnessRefusal,
} from '#engines/notary/shared'
import { notary, signingKey, type RemoteWitness } from './keys.ts'
import { findLog } from './logs.store.ts'
import { latestCheckpoint, overNodes, type CheckpointRow } from './proofs.ts'
import { cosignersOf, type WitnessRow } from './witnesses.ts'

export type Cosigned =
  | { readonly line: string }
  | { readonly refusal: WitnessRefusal; /** What the witness has signed last. */ readonly size: number }

/** What a witness has signed last of a log; the row is held until the commit, so that it never signs two histories. */
async function seenBy(tx: Tx, street: string, witness: string, origin: string) {
  await sql`insert into notary_witnessed (street, witness, origin, size, root, at)
    values (${street}, ${witness}, ${origin}, 0, ${Buffer.from(emptyRoot())}, ${notary().now().toISOString()})
    on conflict do nothing`.execute(tx)
  const { rows } = await sql<{ size: number; root: Buffer }>`select size, root from notary_witnessed
    where street = ${street} and witness = ${witness} and origin = ${origin} for update`.execute(tx)
  return rows[0]
}

/** Lets a witness of ours sign a checkpoint, if it is a continuation of what it has signed before. */
export async function cosign(
  tx: Tx,
  street: string,
  witness: WitnessRow,
  keysOf: (origin: string) => readonly string[],
  asked: AddCheckpoint,
): Promise<Cosigned> {
  const origin = parseCheckpoint(asked.checkpoint)?.origin ?? ''
  // Of logs that it does not know a witness keeps nothing.
  const seen = keysOf(origin).length > 0 ? await seenBy(tx, street, witness.name, origin) : undefined
  const considered = considerCheckpoint(asked, keysOf, seen)
  if (!considered.ok) return { refusal: considered.error, size: seen?.size ?? 0 }
  const { size, root, text } = considered.value
  const now = notary().now()
  await sql`update notary_witnessed set size = ${size}, root = ${Buffer.from(root)}, at = ${now.toISOString()}
    where street = ${street} and witness = ${witness.name} and origin = ${origin}`.execute(tx)
  const seconds = Math.floor(now.getTime() / 1000)
  const signature = withTime(seconds, signingKey(witness.private_key, witness.name).sign(cosigned(text, seconds)))
  const keyId = keyIdOf(witness.name, keyKinds.witness, witness.public_key)
  return { line: signatureLine({ name: witness.name, keyId, signature }) }
}

async function lastSeen(tx: Tx, street: string, witness: string, origin: string): Promise<number> {
  const { rows } = await sql<{ size: number }>`select size from notary_witnessed
    where street = ${street} and witness = ${witness} and origin = ${origin}`.execute(tx)
  return rows[0]?.size ?? 0
}

async function keep(tx: Tx, street: string, log: string, size: number, witness: string, line: string): Promise<void> {
  await sql`insert into notary_cosignatures (street, log, size, witness, line, at)
    values (${street}, ${log}, ${size}, ${witness}, ${line}, ${notary().now().toISOString()})
    on conflict do nothing`.execute(tx)
}

async function asking(
  tx: Tx,
  street: string,
  log: string,
  checkpoint: CheckpointRow,
  old: number,
): Promise<AddCheckpoint> {
  const { size, note } = checkpoint
  const proof = await overNodes(tx, street, log, (node) => consistencyProof(node, Math.min(old, size), size))
  return { old, proof, checkpoint: note }
}

/** A checkpoint that nobody has signed whom its readers would ask for. */
export interface Uncosigned {
  readonly witness: string
  readonly refusal: string
}

/**
 * Has our own witnesses sign the newest checkpoint of a log, in the transaction that made it: what is shown is signed by
 * them at once. Those that refuse are told of.
 */
export async function cosignByOurs(tx: Tx, street: string, id: string): Promise<readonly Uncosigned[]> {
  const log = await findLog(tx, street, id)
  const checkpoint = await latestCheckpoint(tx, street, id)
  if (!log || !checkpoint) return []
  const refused: Uncosigned[] = []
  const has = await signersOf(tx, street, id, checkpoint.size)
  const key = verifierKey(log.origin, keyKinds.log, log.public_key)
  for (const witness of await cosignersOf(tx, street, id)) {
    if (has.has(witness.name)) continue
    const old = await lastSeen(tx, street, witness.name, log.origin)
    const answer = await cosign(tx, street, witness, () => [key], await asking(tx, street, id, checkpoint, old))
    if ('line' in answer) await keep(tx, street, id, checkpoint.size, witness.name, answer.line)
    else refused.push({ witness: witness.name, refusal: answer.refusal })
  }
  return refused
}

async function signersOf(tx: Tx, street: string, log: string, size: number): Promise<ReadonlySet<string>> {
  const { rows } = await sql<{ witness: string }>`select witness from notary_cosignatures
    where street = ${street} and log = ${log} and size = ${size}`.execute(tx)
  return new Set(rows.map((row) => row.witness))
}

/** Asks the witnesses elsewhere, and those of ours that have come since. */
async function cosignLog(
  database: Database,
  street: string,
  id: string,
  ask: RemoteAsk,
): Promise<readonly Uncosigned[]> {
  const { refused, checkpoint, has } = await database.transaction(street, async (tx) => {
    const byOurs = await cosignByOurs(tx, street, id)
    const latest = await latestCheckpoint(tx, street, id)
    return { refused: [...byOurs], checkpoint: latest, has: await signersOf(tx, street, id, latest?.size ?? 0) }
  })
  if (!checkpoint) return refused
  for (const remote of notary().witnesses) {
    const name = remote.key.split('+')[0]!
    if (has.has(name)) continue
    const answer = await cosignAt(database, street, { id, checkpoint }, remote, ask)
    if (!answer.ok) refused.push({ witness: name, refusal: answer.error })
  }
  return refused
}

export interface RemoteAnswer {
  readonly status: number
  readonly body: string
}
export type RemoteAsk = (url: string, body: string) => Promise<RemoteAnswer>

const patience = 10_000

async function askRemote(url: string, body: string): Promise<RemoteAnswer> {
  const answer = await fetch(url, { method: 'POST', body, signal: AbortSignal.timeout(patience) })
  return { status: answer.status, body: (await answer.text()).slice(0, 20_000) }
}

/** Asks a witness elsewhere. It tells by 409 what it has signed last; then it is asked once more. */
async function cosignAt(
  database: Database,
  street: string,
  log: { readonly id: string; readonly checkpoint: CheckpointRow },
  { key, url }: RemoteWitness,
  ask: RemoteAsk,
): Promise<Result<null>> {
  const { id, checkpoint } = log
  const name = key.split('+')[0]!
  let old = await database.transaction(street, async (tx) => lastCosigned(tx, street, id, name))
  for (let attempt = 0; attempt < 2; attempt += 1) {
    const body = await database.transaction(street, (tx) => asking(tx, street, id, checkpoint, old))
    let answer: RemoteAnswer
    try {
      answer = await ask(`${url.replace(/\/$/, '')}/add-checkpoint`, addCheckpointBody(body))
    } catch {
      return err('witness_unreachable')
    }
    if (answer.status === 200) return await keepRemote(database, street, log, key, answer.body)
    const size = Number(/^(0|[1-9]\d{0,15})\n?$/.exec(answer.body)?.[1])
    if (answer.status !== 409 || !Number.isSafeInteger(size) || size > checkpoint.size)
      return err(`witness_answered_${answer.status}`)
    old = size
  }
  return err('witness_answered_409')
}

async function lastCosigned(tx: Tx, street: string, log: string, witness: string): Promise<number> {
  const { rows } = await sql<{ size: number }>`select size from notary_cosignatures
    where street = ${street} and log = ${log} and witness = ${witness} order by size desc limit 1`.execute(tx)
  return rows[0]?.size ?? 0
}

async function keepRemote(
  database: Database,
  street: string,
  { id, checkpoint }: { readonly id: string; readonly checkpoint: CheckpointRow },
  key: string,
  body: string,
): Promise<Result<null>> {
  const name = key.split('+')[0]!
  for (const line of body.split('\n')) {
    if (parseSignatureLine(line)?.name !== name) continue
    if (!verifyNote(`${checkpoint.note}${line}\n`, [key])?.signedBy.includes(name)) continue
    await database.transaction(street, (tx) => keep(tx, street, id, checkpoint.size, name, `${line}\n`))
    return ok(null)
  }
  return err('witness_signature_wrong')
}

/** Newest checkpoints that still lack a witness's signature. */
export async function cosignLogs(
  database: Database,
  street: string,
  ask?: RemoteAsk,
): Promise<readonly (Uncosigned & { readonly log: string })[]> {
  const logs = await database.transaction(street, async (tx) => {
    const { rows } = await sql<{ id: string }>`select log as id from notary_trees
      where street = ${street} and size > 0 order by log`.execute(tx)
    return rows.map((row) => row.id)
  })
  const refused: (Uncosigned & { readonly log: string })[] = []
  const askOnce = untilAway(ask)
  for (const log of logs)
    for (const each of await cosignLog(database, street, log, askOnce)) refused.push({ ...each, log })
  return refused
}

/** Who did not answer is not waited for again on behalf of each further log. */
function untilAway(ask: RemoteAsk = askRemote): RemoteAsk {
  const away = new Set<string>()
  return async (url, body) => {
    if (away.has(url)) throw new Error(`${url} did not answer`)
    try {
      return await ask(url, body)
    } catch (cause) {
      away.add(url)
      throw cause
    }
  }
}

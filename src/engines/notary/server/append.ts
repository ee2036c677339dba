import { canonicalJson, type Json } from '#kernel/canonical-json'
import { must } from '#kernel/assert'
import { newId } from '#kernel/id'
import type { Text } from '#kernel/text'
import type { Tx } from '#platform/db'
import { base64, leafHash, receiptText, signedReceipt, type SignedReceipt } from '#engines/notary/shared'
import { newKeyPair, notary, signingKey } from './keys.ts'
import { addLeaf, addLog, findLogByOrigin, takeIndex } from './logs.store.ts'
import { newSm2Pair } from './sm2.ts'
import { ensureWitnesses } from './witnesses.ts'

export interface LogToOpen {
  readonly id?: string
  readonly origin: string
  readonly title: Text
}

/** The id of the log with this origin, which is opened if there is none yet. */
export async function openLog(tx: Tx, street: string, { id = newId(), origin, title }: LogToOpen): Promise<string> {
  const found = await findLogByOrigin(tx, street, origin)
  if (found) return found.id
  const { publicKey, privateKey } = newKeyPair(origin)
  const sm2 = notary().sm2 ? newSm2Pair(origin) : undefined
  const made = await addLog(tx, street, {
    id,
    origin,
    title,
    public_key: publicKey,
    private_key: privateKey,
    sm2_public: sm2?.publicKey ?? null,
    sm2_private: sm2?.privateKey ?? null,
    opened_at: notary().now().toISOString(),
  })
  // Opened by two at once, it is one log; an id that is another's is a bug.
  if (!made) return must(await findLogByOrigin(tx, street, origin), `a free id for the log ${origin}`).id
  await ensureWitnesses(tx, street, { id, origin, title })
  return id
}

export interface Leaf {
  readonly kind: string
  /** Anyone may read it, for ever: nothing personal; of what is large its hash. */
  readonly data: Json
}

export interface Appended {
  readonly index: number
  readonly leafHash: string
  readonly receipt: SignedReceipt
}

/** What stands in the log for a leaf. */
export const leafBody = (leaf: Leaf & { readonly at: string }): Uint8Array =>
  new TextEncoder().encode(canonicalJson({ kind: leaf.kind, at: leaf.at, data: leaf.data }))

const mostBytes = 65_535

/**
 * Adds a leaf in the caller's transaction and signs for it at once. Whoever else appends to this log waits for that
 * transaction to end.
 */
export async function append(tx: Tx, street: string, log: string, leaf: Leaf): Promise<Appended> {
  const at = notary().now().toISOString()
  const body = leafBody({ ...leaf, at })
  if (body.length > mostBytes)
    throw new RangeError(`A leaf of ${body.length} bytes is too long for the log; let it hold the hash (${leaf.kind}).`)
  const { index, origin, private_key } = must(await takeIndex(tx, street, log), `a log ${log} in ${street}`)
  const hash = leafHash(body)
  await addLeaf(tx, street, log, { index, kind: leaf.kind, body: Buffer.from(body), leaf_hash: Buffer.from(hash), at })
  const unsigned = { origin, index, leafHash: base64(hash), at }
  const receipt = signedReceipt(unsigned, signingKey(private_key, origin).sign(receiptText(unsigned)))
  return { index, leafHash: unsigned.leafHash, receipt }
}

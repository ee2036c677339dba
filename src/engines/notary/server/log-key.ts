import { must } from '#kernel/assert'
import type { Tx } from '#platform/db'
import { keyKinds, verifierKey } from '#engines/notary/shared'
import { findLog } from './logs.store.ts'

/** The verifier key of a log, by which its receipts and checkpoints are checked. */
export async function logKeyOf(tx: Tx, street: string, id: string): Promise<string> {
  const { origin, public_key: key } = must(await findLog(tx, street, id), `a log ${id} in ${street}`)
  return verifierKey(origin, keyKinds.log, key)
}

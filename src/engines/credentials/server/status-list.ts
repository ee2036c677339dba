import { createHash } from 'node:crypto'
import { deflateSync } from 'node:zlib'
import { LRUCache } from 'lru-cache'
import { signJws } from '#engines/credentials/shared'
import { statusListSize } from './credentials.store.ts'
import type { Issuer } from './issuer.ts'
import type { SigningKey } from './issuer-keys.ts'

const hour = 3_600_000

/** One bit for each credential, set where it is revoked, the lowest first in its byte; compressed with zlib (Token Status List §4). */
export function packStatus(revoked: readonly number[]): string {
  const bits = new Uint8Array(statusListSize / 8)
  for (const index of revoked) bits[index >> 3]! |= 1 << (index & 7)
  return deflateSync(bits, { level: 9 }).toString('base64url')
}

export interface SignedStatusList {
  readonly token: string
  readonly etag: string
}

const signed = new LRUCache<string, SignedStatusList>({ max: 50 })

/** Signed once for each content and hour: whoever has this hour's list need not load it again. */
export async function statusListToken(
  issuer: Issuer,
  list: number,
  revoked: readonly number[],
  { kid, key }: SigningKey,
  now: Date,
): Promise<SignedStatusList> {
  const lst = packStatus(revoked)
  const issuedAt = Math.floor(now.getTime() / hour) * (hour / 1000)
  const uri = `${issuer.url}/status/${list}`
  const etag = `"${createHash('sha256').update(`${uri}/${kid}/${issuedAt}/${lst}`).digest('base64url').slice(0, 22)}"`
  const known = signed.get(etag)
  if (known) return known
  const payload = {
    iss: issuer.did,
    sub: uri,
    iat: issuedAt,
    exp: issuedAt + 86_400,
    ttl: 3600,
    status_list: { bits: 1, lst },
  }
  const token = await signJws({ typ: 'statuslist+jwt', kid: `${issuer.did}#${kid}` }, payload, key)
  const made = { token, etag }
  signed.set(etag, made)
  return made
}

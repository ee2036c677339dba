import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto'
import { sql } from 'kysely'
import type { Tx } from '#platform/db'
import { hashOf } from './hash-of.ts'

const lastsMs = 300_000

const macOf = (secret: string, street: string, body: Buffer) =>
  createHmac('sha256', secret).update(`mofang/credentials/nonce/1/${street}/`).update(body).digest().subarray(0, 16)

/** Nothing is kept of one that was given: a stranger who asks for a million of them fills no table. */
export function newNonce(secret: string, street: string, now: Date): string {
  const body = Buffer.alloc(24)
  body.writeBigUInt64BE(BigInt(now.getTime() + lastsMs))
  randomBytes(16).copy(body, 8)
  return Buffer.concat([body, macOf(secret, street, body)]).toString('base64url')
}

/** Uses it up. False where it was not given here, is too old, or was used before. */
export async function takeNonce(tx: Tx, street: string, secret: string, nonce: string, now: Date): Promise<boolean> {
  const bytes = Buffer.from(nonce, 'base64url')
  const body = bytes.subarray(0, 24)
  if (bytes.length !== 40 || bytes.toString('base64url') !== nonce) return false
  if (!timingSafeEqual(bytes.subarray(24), macOf(secret, street, body))) return false
  const until = Number(body.readBigUInt64BE())
  if (until <= now.getTime()) return false
  const { numAffectedRows } = await sql`insert into credential_nonces (street, hash, until)
    values (${street}, ${hashOf(street, 'nonce', nonce)}, ${new Date(until).toISOString()}) on conflict do nothing`.execute(
    tx,
  )
  return numAffectedRows === 1n
}

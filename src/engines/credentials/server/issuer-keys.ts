import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto'
import { sql } from 'kysely'
import { newId } from '#kernel/id'
import type { Tx } from '#platform/db'
import { publicJwkOf, thumbprintOf, type PublicJwk } from '#engines/credentials/shared'

export interface IssuerKey {
  readonly kid: string
  readonly publicJwk: PublicJwk
}

export interface SigningKey extends IssuerKey {
  readonly key: CryptoKey
}

const keyOf = (secret: string, street: string) =>
  Buffer.from(hkdfSync('sha256', secret, street, 'mofang/credentials/issuer-key/1', 32))

function seal(secret: string, street: string, kid: string, plain: Buffer): string {
  const iv = randomBytes(12)
  const cipher = createCipheriv('aes-256-gcm', keyOf(secret, street), iv).setAAD(Buffer.from(kid))
  const sealed = Buffer.concat([cipher.update(plain), cipher.final()])
  return Buffer.concat([iv, cipher.getAuthTag(), sealed]).toString('base64url')
}

function open(secret: string, street: string, kid: string, text: string): Buffer {
  const bytes = Buffer.from(text, 'base64url')
  const decipher = createDecipheriv('aes-256-gcm', keyOf(secret, street), bytes.subarray(0, 12))
    .setAAD(Buffer.from(kid))
    .setAuthTag(bytes.subarray(12, 28))
  try {
    return Buffer.concat([decipher.update(bytes.subarray(28)), decipher.final()])
  } catch {
    throw new Error(
      `The signing key ${kid} of ${street} does not open. Put the secret of the data folder back from the backup; ` +
        'without it every credential has to be issued anew.',
    )
  }
}

interface KeyRow extends IssuerKey {
  readonly sealedPrivate: string
}

async function findSigning(tx: Tx, street: string): Promise<KeyRow | undefined> {
  const { rows } = await sql<KeyRow>`
    select kid, public_jwk as "publicJwk", sealed_private as "sealedPrivate" from credential_keys
    where street = ${street} and retired_at is null`.execute(tx)
  return rows[0]
}

async function makeKey(tx: Tx, street: string, secret: string, now: string): Promise<KeyRow> {
  const pair = await crypto.subtle.generateKey({ name: 'ECDSA', namedCurve: 'P-256' }, true, ['sign', 'verify'])
  const publicJwk = await publicJwkOf(pair.publicKey)
  const kid = thumbprintOf(publicJwk)
  const plain = Buffer.from(await crypto.subtle.exportKey('pkcs8', pair.privateKey))
  const sealedPrivate = seal(secret, street, kid, plain)
  // Two that ask for the first key at the same instant get the same one.
  await sql`insert into credential_keys (street, id, kid, public_jwk, sealed_private, made_at)
    values (${street}, ${newId()}, ${kid}, ${JSON.stringify(publicJwk)}, ${sealedPrivate}, ${now}) on conflict do nothing`.execute(
    tx,
  )
  return (await findSigning(tx, street)) ?? { kid, publicJwk, sealedPrivate }
}

/** The street's signing key, made when it is first needed. */
export async function signingKeyOf(tx: Tx, street: string, secret: string, now: string): Promise<SigningKey> {
  const { kid, publicJwk, sealedPrivate } = (await findSigning(tx, street)) ?? (await makeKey(tx, street, secret, now))
  const plain = open(secret, street, kid, sealedPrivate)
  const key = await crypto.subtle.importKey(
    'pkcs8',
    new Uint8Array(plain),
    { name: 'ECDSA', namedCurve: 'P-256' },
    false,
    ['sign'],
  )
  return { kid, publicJwk, key }
}

/** Also those retired, whose signatures stand in wallets. */
export async function issuerKeysOf(tx: Tx, street: string): Promise<readonly IssuerKey[]> {
  const { rows } = await sql<IssuerKey>`select kid, public_jwk as "publicJwk" from credential_keys
    where street = ${street} order by made_at`.execute(tx)
  return rows
}

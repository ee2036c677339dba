import { inflateSync } from 'node:zlib'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { DcqlQuery } from 'dcql'
import { compactVerify, createRemoteJWKSet, exportJWK, generateKeyPair, SignJWT, type JWK } from 'jose'
import { Openid4vciClient } from '@openid4vc/openid4vci'
import { Openid4vpClient } from '@openid4vc/openid4vp'
import { setGlobalConfig, type CallbackContext } from '@openid4vc/oauth2'
import { SDJwtVcInstance } from '@sd-jwt/sd-jwt-vc'
import { parseSdJwt, readJws, type StoredCredential, type Wallet } from '#engines/credentials/shared'
import { sql } from 'kysely'
import { aCredentialsWorld, type CredentialsWorld } from '../../../../test/credentials-world.ts'
import { street } from '../../../../test/registers-world.ts'

// Wallets and libraries of others against this server: what they cannot read, no other wallet can.

let world: CredentialsWorld
let at: string
beforeAll(async () => {
  setGlobalConfig({ allowInsecureUrls: true })
  world = await aCredentialsWorld()
  at = `${world.origin}/api/${street}/vc`
})
afterAll(async () => {
  expect(world.failures).toEqual([])
  await world.close()
})

const keys = () => createRemoteJWKSet(new URL(`${at}/jwks.json`))
const sha256 = async (bytes: Uint8Array) => new Uint8Array(await crypto.subtle.digest('SHA-256', new Uint8Array(bytes)))

async function callbacks() {
  const { publicKey, privateKey } = await generateKeyPair('ES256', { extractable: true })
  const publicJwk = { ...(await exportJWK(publicKey)), alg: 'ES256' }
  return {
    publicJwk,
    all: {
      hash: sha256,
      generateRandom: (length: number) => crypto.getRandomValues(new Uint8Array(length)),
      signJwt: async (_signer: unknown, { header, payload }: { header: object; payload: object }) => ({
        jwt: await new SignJWT({ ...payload }).setProtectedHeader({ alg: 'ES256', ...header }).sign(privateKey),
        signerJwk: publicJwk,
      }),
      verifyJwt: async (_signer: unknown, { compact }: { compact: string }) => {
        await compactVerify(compact, keys())
        return { verified: true, signerJwk: (await (await fetch(`${at}/jwks.json`)).json()).keys[0] as JWK }
      },
      decryptJwe: () => {
        throw new Error('Nothing is encrypted.')
      },
      encryptJwe: () => {
        throw new Error('Nothing is encrypted.')
      },
      clientAuthentication: () => {},
      getX509CertificateMetadata: () => ({ sanDnsNames: [], sanUriNames: [] }),
    } as unknown as CallbackContext,
  }
}

test('a wallet of others fetches a credential by OpenID4VCI', async () => {
  const sheet = await world.offer(world.owner(0))
  const { all, publicJwk } = await callbacks()
  const client = new Openid4vciClient({ callbacks: all })
  const offer = await client.resolveCredentialOffer(sheet.uri)
  expect(offer).toMatchObject({ credential_issuer: at, credential_configuration_ids: ['owner'] })
  const metadata = await client.resolveIssuerMetadata(offer.credential_issuer)
  const { accessTokenResponse } = await client.retrievePreAuthorizedCodeAccessTokenFromOffer({
    credentialOffer: offer,
    issuerMetadata: metadata,
    txCode: sheet.pin,
  })
  const { c_nonce: nonce } = await client.requestNonce({ issuerMetadata: metadata })
  const { jwt } = await client.createCredentialRequestJwtProof({
    issuerMetadata: metadata,
    signer: { method: 'jwk', alg: 'ES256', publicJwk: publicJwk as never },
    issuedAt: new Date(),
    nonce,
    credentialConfigurationId: 'owner',
  })
  const ask = () =>
    client.retrieveCredentials({
      issuerMetadata: metadata,
      accessToken: accessTokenResponse.access_token,
      credentialConfigurationId: 'owner',
      proofs: { jwt: [jwt] },
    })
  const got = await ask()
  if (!got.ok) throw new Error('no credential')
  const [first] = got.credentialResponse.credentials as { credential: string }[]
  expect(parseSdJwt(first!.credential)?.disclosures.length).toBeGreaterThan(4)
  // Token and nonce are used up.
  await expect(ask()).rejects.toThrow('invalid_token')
})

async function aHolding(): Promise<{ wallet: Wallet; credential: StoredCredential }> {
  return world.holding(world.owner(1))
}

test('a library of others verifies what was issued, and every change to it', async () => {
  const { credential } = await aHolding()
  const verifier = new SDJwtVcInstance({
    hasher: (data) =>
      sha256(typeof data === 'string' ? new TextEncoder().encode(data) : new Uint8Array(data as ArrayBuffer)),
    hashAlg: 'sha-256',
    verifier: async (data, signature) => {
      const jws = `${data}.${signature}`
      return compactVerify(jws, keys()).then(
        () => true,
        () => false,
      )
    },
    statusListFetcher: async (uri) => (await fetch(uri)).text(),
    statusValidator: async (status) => {
      if (status !== 0) throw new Error('revoked')
    },
    statusVerifier: async (data, signature) => (await compactVerify(`${data}.${signature}`, keys())) && true,
  } as ConstructorParameters<typeof SDJwtVcInstance>[0])
  const { payload } = await verifier.verify(credential.token)
  expect(payload).toMatchObject({ vct: 'urn:mofang:credential:owner:1', name: credential.claims['name'] })
  const { jwt, disclosures } = parseSdJwt(credential.token)!
  const [head, , tail] = jwt.split('.')
  const other = Buffer.from(JSON.stringify({ ...readJws(jwt)!.payload, compound: 'x' })).toString('base64url')
  const changed = [`${head}.${other}.${tail}`, ...disclosures.map((each) => each.encoded), ''].join('~')
  await expect(verifier.verify(changed)).rejects.toThrow()
  const { rows } = await world.database.transaction(street, (tx) =>
    sql<{ id: string }>`select id from credentials where holder = ${world.owner(1)} and revoked_at is null`.execute(tx),
  )
  await world.do('revoke', { id: rows[0]!.id, reason: 'lost' })
  await expect(verifier.verify(credential.token)).rejects.toThrow('revoked')
})

test('a wallet of others reads the question, and DCQL finds it well asked', async () => {
  const asked = await fetch(`${at}/requests`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ purpose: 'voting_key', group: 'ed25519' }),
  })
  const { uri } = (await asked.json()) as { uri: string }
  const client = new Openid4vpClient({ callbacks: (await callbacks()).all as never })
  const parsed = client.parseOpenid4vpAuthorizationRequest({ authorizationRequest: uri })
  const resolved = await client.resolveOpenId4vpAuthorizationRequest({
    authorizationRequestPayload: parsed.params as never,
    origin: undefined as never,
  })
  const query = resolved.dcql?.query as Parameters<typeof DcqlQuery.parse>[0]
  const dcql = DcqlQuery.parse(query)
  DcqlQuery.validate(dcql)
  const claims = { owner_no: '0001', area: 7000 }
  const held = (vct: string, all: object) => ({
    credential_format: 'dc+sd-jwt' as const, vct, claims: all as never, cryptographic_holder_binding: true,
  }) // prettier-ignore
  expect(DcqlQuery.query(dcql, [held('urn:mofang:credential:owner:1', claims)]).can_be_satisfied).toBe(true)
  expect(DcqlQuery.query(dcql, [held('urn:mofang:credential:owner:1', { area: 1 })]).can_be_satisfied).toBe(false)
  expect(DcqlQuery.query(dcql, [held('urn:mofang:credential:resident:1', {})]).can_be_satisfied).toBe(true)
})

test('the status list is signed, compressed, and not sent twice', async () => {
  const first = await fetch(`${at}/status/1`)
  expect(first.headers.get('content-type')).toContain('application/statuslist+jwt')
  const { payload } = await compactVerify(await first.text(), keys())
  const { sub, status_list: list } = JSON.parse(new TextDecoder().decode(payload)) as {
    sub: string
    status_list: { bits: number; lst: string }
  }
  expect([sub, list.bits]).toEqual([`${at}/status/1`, 1])
  const bits = inflateSync(Buffer.from(list.lst, 'base64url'))
  const { rows } = await world.database.transaction(street, (tx) =>
    sql<{
      index: number
      revoked: boolean
    }>`select status_index as index, revoked_at is not null as revoked from credentials`.execute(tx),
  )
  expect(rows.some(({ revoked }) => revoked)).toBe(true)
  for (const { index, revoked } of rows) expect(((bits[index >> 3]! >> (index & 7)) & 1) === 1).toBe(revoked)
  expect(bits.reduce((sum, byte) => sum + byte.toString(2).replaceAll('0', '').length, 0)).toBe(
    rows.filter((row) => row.revoked).length,
  )
  const etag = first.headers.get('etag')!
  expect((await fetch(`${at}/status/1`, { headers: { 'if-none-match': etag } })).status).toBe(304)
  expect((await fetch(`${at}/status/2`)).status).toBe(404)
})

test('proofs that are replayed, made out to others, or without a key are refused in the words of the protocol', async () => {
  const token = async () => {
    const sheet = await world.offer(world.owner(2))
    const body = new URLSearchParams({ grant_type: 'urn:ietf:params:oauth:grant-type:pre-authorized_code', 'pre-authorized_code': sheet.code, tx_code: sheet.pin }) // prettier-ignore
    return ((await (await fetch(`${at}/token`, { method: 'POST', body })).json()) as { access_token: string })
      .access_token
  }
  const nonce = async () =>
    ((await (await fetch(`${at}/nonce`, { method: 'POST' })).json()) as { c_nonce: string }).c_nonce
  const { publicKey, privateKey } = await generateKeyPair('ES256')
  const jwk = await exportJWK(publicKey)
  const proof = (claims: object, header: object = {}) =>
    new SignJWT({ aud: at, iat: Math.floor(world.now.getTime() / 1000), ...claims })
      .setProtectedHeader({ alg: 'ES256', typ: 'openid4vci-proof+jwt', jwk, ...header })
      .sign(privateKey)
  const bearer = await token()
  const ask = async (jwt: string, as = bearer, configuration = 'owner') => {
    const answer = await fetch(`${at}/credential`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${as}` },
      body: JSON.stringify({ credential_configuration_id: configuration, proofs: { jwt: [jwt] } }),
    })
    const body = (await answer.json()) as { error?: string; error_description?: string }
    return [answer.status, body.error, body.error_description]
  }
  const n = await nonce()
  expect(await ask(await proof({ nonce: n }), 'x'.repeat(43))).toEqual([401, 'invalid_token', 'token_invalid'])
  expect(await ask(await proof({ nonce: n }), bearer, 'resident')).toEqual([
    400,
    'unknown_credential_configuration',
    'configuration_unknown',
  ])
  expect(await ask(await proof({ nonce: n, aud: 'https://evil.example' }))).toEqual([
    400,
    'invalid_proof',
    'audience_wrong',
  ])
  expect(await ask(await proof({ nonce: n, iat: 1 }))).toEqual([400, 'invalid_proof', 'proof_invalid'])
  expect(await ask(await proof({ nonce: n }, { typ: 'JWT' }))).toEqual([400, 'invalid_proof', 'proof_invalid'])
  expect(
    await ask(await proof({ nonce: n }, { jwk: await exportJWK((await generateKeyPair('ES256')).publicKey) })),
  ).toEqual([400, 'invalid_proof', 'holder_key_wrong'])
  const [, body] = (await proof({ nonce: n })).split('.')
  const none = Buffer.from(JSON.stringify({ alg: 'none', typ: 'openid4vci-proof+jwt', jwk })).toString('base64url')
  expect(await ask(`${none}.${body}.`)).toEqual([400, 'invalid_proof', 'algorithm_refused'])
  expect(await ask(await proof({ nonce: 'made-up' }))).toEqual([400, 'invalid_nonce', 'nonce_wrong'])
  expect((await ask(await proof({ nonce: n })))[0]).toBe(200)
  expect(await ask(await proof({ nonce: await nonce() }))).toEqual([401, 'invalid_token', 'token_invalid'])
  expect(await ask(await proof({ nonce: n }), await token())).toEqual([400, 'invalid_nonce', 'nonce_wrong'])
})

test('the issuer tells its keys under its own name and under that of the host', async () => {
  const own = (await (await fetch(`${at}/did.json`)).json()) as {
    id: string
    verificationMethod: { publicKeyJwk: JWK }[]
  }
  expect(own.id).toBe(`did:web:${world.origin.replace('http://', '').replace(':', '%3A')}:api:${street}:vc`)
  expect(own.verificationMethod[0]!.publicKeyJwk).not.toHaveProperty('d')
  const host = (await (await fetch(`${world.origin}/.well-known/did.json`)).json()) as { alsoKnownAs: string[] }
  expect(host.alsoKnownAs).toEqual([own.id])
  expect((await fetch(`${world.origin}/api/999999999/vc/did.json`)).status).toBe(404)
})

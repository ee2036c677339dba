import type { FastifyInstance } from 'fastify'
import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import { jsonToBase64url, prepareShowing, publicJwkOf, readJws, signJws } from '#engines/credentials/shared'
import { aCredentialsWorld, groupOf, type CredentialsWorld } from '../../../test/credentials-world.ts'
import { street } from '../../../test/registers-world.ts'
import { compose } from './composition.ts'
import { buildHttp } from './http.ts'

let world: CredentialsWorld
let app: FastifyInstance
const secret = 'a secret of this test, 32 or longer'
beforeAll(async () => {
  world = await aCredentialsWorld()
  const now = () => world.now
  const composition = compose(world.database, { secret, name: world.name, now })
  const config = { data: '/nowhere', trustProxy: false, log: 'silent', s3: undefined } as const
  const options = { config, database: world.database, composition, now, demoAccounts: [] }
  app = await buildHttp(options)
})
afterAll(async () => {
  await app.close()
  await world.close()
})
let nth = 0
/** Each test comes from an address of its own. */
let remoteAddress: string
beforeEach(() => {
  remoteAddress = `10.0.0.${++nth}`
})

const at = `/api/${street}/vc`
const form = 'application/x-www-form-urlencoded'
const grant = 'urn:ietf:params:oauth:grant-type:pre-authorized_code'
const unknown = '01a201c6-a129-7112-b368-b90dfd8e1354'

async function post(url: string, payload: string, headers: Record<string, string> = {}) {
  const answer = await app.inject({ method: 'POST', url, payload, headers, remoteAddress })
  const said = answer.json<{ code?: string; error?: string }>()
  return [answer.statusCode, said.code ?? said.error]
}
const postForm = (url: string, fields: Record<string, string>) =>
  post(url, new URLSearchParams(fields).toString(), { 'content-type': form })

const paths = ['token', 'nonce', 'credential', 'requests', `requests/${unknown}`]

test('no page elsewhere may read an answer, or send what a browser asks about first', async () => {
  for (const path of [...paths, 'did.json', 'jwks.json', 'status/1']) {
    const headers = { origin: 'https://evil.example', 'access-control-request-method': 'POST' }
    const asked = await app.inject({ method: 'OPTIONS', url: `${at}/${path}`, headers, remoteAddress })
    const plain = await app.inject({ url: `${at}/${path}`, headers: { origin: 'https://evil.example' }, remoteAddress })
    expect([asked.statusCode, path]).toEqual([404, path])
    for (const { headers: said } of [asked, plain])
      expect(Object.keys(said).filter((name) => name.startsWith('access-control'))).toEqual([])
  }
})

test('another type of content, and what is too long, are refused with a code', async () => {
  for (const path of paths.filter((each) => each !== 'nonce')) {
    for (const type of ['text/plain', 'application/xml', 'multipart/form-data; boundary=x', 'application/jwt'])
      expect([await post(`${at}/${path}`, '{}', { 'content-type': type }), path]).toEqual([
        [415, 'body_unreadable'],
        path,
      ])
    const long = `x=${'x'.repeat(70_000)}`
    expect([await post(`${at}/${path}`, long, { 'content-type': form }), path]).toEqual([
      [413, 'body_unreadable'],
      path,
    ])
    const json = JSON.stringify({ x: 'x'.repeat(70_000) })
    expect((await post(`${at}/${path}`, json, { 'content-type': 'application/json' }))[0]).toBe(413)
    expect((await post(`${at}/${path}`, '{"x":', { 'content-type': 'application/json' }))[1]).toBe('body_unreadable')
  }
})

test('a code without its digits, with another grant, or with names that are no fields, opens nothing', async () => {
  const { code, pin } = await world.offer(world.owner(0))
  const right = { grant_type: grant, 'pre-authorized_code': code, tx_code: pin }
  const { tx_code: _, ...withoutPin } = right
  expect(await postForm(`${at}/token`, withoutPin)).toEqual([400, 'invalid_request'])
  expect(await postForm(`${at}/token`, { ...right, grant_type: 'authorization_code' })).toEqual([
    400,
    'invalid_request',
  ])
  expect(await postForm(`${at}/token`, { ...right, tx_code: '' })).toEqual([400, 'invalid_grant'])
  expect(await postForm(`${at}/token`, { ...right, tx_code: pin.padStart(30, '0') })).toEqual([400, 'invalid_request'])
  expect(await postForm(`${at}/token`, { __proto__: 'x', constructor: 'y' })).toEqual([400, 'invalid_request'])
  // None of it counted as a wrong PIN but the empty one.
  expect((await postForm(`${at}/token`, right))[0]).toBe(200)
  expect(await postForm(`${at}/token`, right)).toEqual([400, 'invalid_grant'])
})

test('a street that is none, a list that is none and a question that is none have their codes', async () => {
  expect(await post('/api/999999999/vc/nonce', '')).toEqual([404, 'street_unknown'])
  for (const list of ['0', '2', '999999', '-1', 'x', '..%2F1'])
    expect((await app.inject({ url: `${at}/status/${list}`, remoteAddress })).json()).toMatchObject({ code: 'route_not_found' }) // prettier-ignore
  for (const id of [unknown, 'x', '%00'])
    expect((await app.inject({ url: `${at}/requests/${id}`, remoteAddress })).json()).toMatchObject({ code: 'request_not_found' }) // prettier-ignore
  expect(await post(`${at}/credential`, '{}', { 'content-type': 'application/json' })).toEqual([401, 'invalid_token'])
})

test('what is sent names addresses, and none of them is ever asked', async () => {
  const asked = vi.spyOn(globalThis, 'fetch')
  try {
    const { code, pin } = await world.offer(world.owner(1))
    const token = await app.inject({ method: 'POST', url: `${at}/token`, remoteAddress, headers: { 'content-type': form }, payload: new URLSearchParams({ grant_type: grant, 'pre-authorized_code': code, tx_code: pin }).toString() }) // prettier-ignore
    const { access_token: bearer } = token.json<{ access_token: string }>()
    const { c_nonce: nonce } = (await app.inject({ method: 'POST', url: `${at}/nonce`, remoteAddress })).json<{ c_nonce: string }>() // prettier-ignore
    const pair = await crypto.subtle.generateKey({ name: 'ECDSA', namedCurve: 'P-256' }, false, ['sign', 'verify'])
    const inside = 'did:web:169.254.169.254:latest:meta-data'
    for (const header of [
      { kid: `${inside}#0` },
      { kid: 'https://127.0.0.1:5432/key' },
      { jku: 'http://127.0.0.1/jwks' },
      { x5u: 'http://[::1]/' },
    ]) {
      // prettier-ignore
      const proof = await signJws({ typ: 'openid4vci-proof+jwt', ...header }, { aud: `${world.origin}${at}`, iat: Math.floor(world.now.getTime() / 1000), nonce }, pair.privateKey) // prettier-ignore
      const body = JSON.stringify({ credential_configuration_id: 'owner', proofs: { jwt: [proof] } })
      const headers = { 'content-type': 'application/json', authorization: `Bearer ${bearer}` }
      const refused = await app.inject({
        method: 'POST',
        url: `${at}/credential`,
        payload: body,
        headers,
        remoteAddress,
      })
      expect(refused.json()).toEqual({ error: 'invalid_proof', error_description: 'holder_key_wrong' })
    }
    const put = await app.inject({ method: 'POST', url: `${at}/requests`, remoteAddress, payload: { purpose: 'session', request_uri: 'http://127.0.0.1:5432/', response_uri: 'http://[::1]/' } }) // prettier-ignore
    const { id } = put.json<{ id: string }>()
    const question = await app.inject({ url: `${at}/requests/${id}`, remoteAddress })
    const { response_uri: to, state } = readJws(question.body)!.payload
    expect(String(to)).not.toMatch(/127\.0\.0\.1:5432|\[::1\]/)
    const jwk = await publicJwkOf(pair.publicKey)
    const forged = `${jsonToBase64url({ alg: 'ES256', typ: 'dc+sd-jwt', kid: `${inside}#0` })}.${jsonToBase64url({ iss: inside, vct: 'x', cnf: { jwk }, status: { status_list: { idx: 1, uri: 'http://127.0.0.1:5432/status/1' } } })}.AA~` // prettier-ignore
    expect(await postForm(`${at}/requests/${id}`, { vp_token: JSON.stringify({ owner: [forged] }), state: String(state) })).toEqual([409, 'issuer_unknown']) // prettier-ignore
    expect(asked).not.toHaveBeenCalled()
  } finally {
    asked.mockRestore()
  }
})

test('guessed codes end at twenty a minute from one address, and say so', async () => {
  const guess = { grant_type: grant, 'pre-authorized_code': 'AAAA-BBBB-CCCC', tx_code: '000000' }
  for (let turn = 0; turn < 20; turn++) expect(await postForm(`${at}/token`, guess)).toEqual([400, 'invalid_grant'])
  expect(await postForm(`${at}/token`, guess)).toEqual([429, 'too_many_requests'])
})

test('what was shown for one thing does nothing else, and the session of one is not that of another', async () => {
  const [mine, theirs] = [await world.holding(world.owner(2)), await world.holding(world.owner(3))]
  const [first, second] = [await world.session(mine.wallet, mine.credential), await world.session(theirs.wallet, theirs.credential)] // prettier-ignore
  expect(first).not.toBe(second)
  // A question asked to register a key, answered without one, or taken for a session.
  const asked = await prepareShowing(mine.wallet, mine.credential, 'voting_key', { origin: world.origin, group: 'ed25519' }) // prettier-ignore
  if (!asked.ok) throw new Error(asked.error)
  const session = await world.showing(mine.wallet, mine.credential)
  expect(session.sendTo).not.toBe(asked.value.sendTo)
  expect(groupOf('ed25519').name).toBe('Ed25519')
  const { showCredential } = await import('#engines/credentials/shared')
  expect(await showCredential(mine.wallet, asked.value)).toMatchObject({ error: { code: 'voting_key_unproven' } })
  expect(await showCredential(theirs.wallet, { ...session, credential: theirs.credential, state: asked.value.state })).toMatchObject({ error: { code: 'state_wrong' } }) // prettier-ignore
})

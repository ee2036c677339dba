import { afterAll, beforeAll, expect, test } from 'vitest'
import { sql } from 'kysely'
import {
  credentialKinds,
  jsonToBase64url,
  makeSdJwt,
  parseSdJwt,
  presentSdJwt,
  presentedPart,
  publicJwkOf,
  readJws,
  sdHashOf,
  signJws,
  type OwnPurpose,
  type Showing,
  type StoredCredential,
  type VotingGroup,
  type Wallet,
} from '#engines/credentials/shared'
import { deviceKeyOf } from '../shared/wallet/device-keys.ts'
import { issuerAt } from './issuer.ts'
import { signingKeyOf } from './issuer-keys.ts'
import { aCredentialsWorld, type CredentialsWorld } from '../../../../test/credentials-world.ts'
import { street } from '../../../../test/registers-world.ts'

let world: CredentialsWorld
let wallet: Wallet
let credential: StoredCredential
beforeAll(async () => {
  world = await aCredentialsWorld()
  ;({ wallet, credential } = await world.holding(world.owner(0)))
})
afterAll(async () => {
  expect(world.failures).toEqual([])
  await world.close()
})

const ask = (purpose: OwnPurpose = 'session', group?: VotingGroup) => world.showing(wallet, credential, purpose, group)

async function send({ sendTo, state }: Showing, token: string | object, said: { kind?: string; state?: string } = {}) {
  const vpToken =
    typeof token === 'string' ? JSON.stringify({ [said.kind ?? 'owner']: [token] }) : JSON.stringify(token)
  const answer = await fetch(sendTo, {
    method: 'POST',
    body: new URLSearchParams({ vp_token: vpToken, state: said.state ?? state }),
  })
  const body = (await answer.json()) as { code?: string; session?: string }
  return answer.status === 200 ? 'accepted' : body.code
}

interface Change {
  readonly names?: readonly string[]
  readonly token?: string
  readonly key?: CryptoKey
  readonly nonce?: string
  readonly audience?: string
  readonly at?: Date
  readonly extra?: object
}

/** What the wallet would send, but for one thing. */
async function presented(showing: Showing, change: Change = {}): Promise<string> {
  const { nonce, audience, shows } = showing
  const sdJwt = parseSdJwt(change.token ?? credential.token)!
  const binding = {
    nonce: change.nonce ?? nonce,
    audience: change.audience ?? audience,
    at: change.at ?? world.now,
    extra: change.extra ?? {},
  }
  return presentSdJwt(
    sdJwt,
    change.names ?? Object.keys(shows),
    binding,
    change.key ?? (await deviceKeyOf(wallet.store)).key,
  )
}

async function refusedWith(change: Change): Promise<string | undefined> {
  const showing = await ask()
  return send(showing, await presented(showing, change))
}

const otherKey = async () =>
  crypto.subtle.generateKey({ name: 'ECDSA', namedCurve: 'P-256' }, false, ['sign', 'verify'])

/** A credential that our own issuer signed, with other claims than it would give. */
async function issued(open: object, key?: CryptoKey): Promise<string> {
  const signing = await world.database.transaction(street, (tx) =>
    signingKeyOf(tx, street, world.deps.secret, world.now.toISOString()),
  )
  const payload = readJws(parseSdJwt(credential.token)!.jwt)!.payload
  const { _sd, _sd_alg, ...usual } = payload
  const { did } = issuerAt(world.origin, street)
  return makeSdJwt({ kid: `${did}#${signing.kid}` }, { ...usual, ...open }, credential.claims, key ?? signing.key)
}

const now = () => Math.floor(world.now.getTime() / 1000)

test('what is right is accepted, and the same answer a second time is a replay', async () => {
  const showing = await ask()
  const token = await presented(showing)
  expect(await send(showing, token)).toBe('accepted')
  expect(await send(showing, token)).toBe('nonce_replayed')
})

test('an answer to one question is none to another', async () => {
  const [first, second] = [await ask(), await ask()]
  const token = await presented(first)
  expect(await send(second, token)).toBe('nonce_wrong')
  expect(await send(second, token, { state: first.state })).toBe('state_wrong')
  expect(await send(first, token)).toBe('accepted')
})

test('a question is open for ten minutes', async () => {
  const showing = await ask()
  const token = await presented(showing)
  const before = world.now
  world.now = new Date(before.getTime() + 11 * 60_000)
  expect(await send(showing, token)).toBe('request_expired')
  world.now = before
  const gone = { ...showing, sendTo: showing.sendTo.replace(/[^/]+$/, '01a201c6-a129-7112-b368-b90dfd8e1354') }
  expect(await send(gone, token)).toBe('request_not_found')
})

test('made out to someone else, or too old, the binding is worth nothing', async () => {
  expect(await refusedWith({ audience: 'decentralized_identifier:did:web:evil.example:api:310107015:vc' })).toBe(
    'audience_wrong',
  )
  expect(await refusedWith({ nonce: 'x'.repeat(32) })).toBe('nonce_wrong')
  expect(await refusedWith({ at: new Date(world.now.getTime() - 700_000) })).toBe('key_binding_stale')
  expect(await refusedWith({ at: new Date(world.now.getTime() + 200_000) })).toBe('key_binding_stale')
})

test('a page under another name that passes the question on gets nothing, though the binding is made out to it', async () => {
  const payload = JSON.stringify({ purpose: 'session' })
  const headers = { 'content-type': 'application/json', host: 'evil.example' }
  const at = `/api/${street}/vc/requests`
  const made = await world.app.inject({ method: 'POST', url: at, headers, payload })
  const { id, client_id: audience } = made.json<{ id: string; client_id: string }>()
  const asked = await world.app.inject({ method: 'GET', url: `${at}/${id}`, headers })
  const { nonce, state } = readJws(asked.body)!.payload as { nonce: string; state: string }
  const showing = { ...(await ask()), nonce: String(nonce), audience, state, sendTo: `${world.origin}${at}/${id}` }
  expect(await send(showing, await presented(showing))).toBe('audience_wrong')
  // The right name would have been refused as well: it is not the one that asked.
  expect(await send(showing, await presented(showing, { audience: issuerAt(world.origin, street).clientId }))).toBe(
    'audience_wrong',
  )
})

test('another key than the one it was issued to', async () => {
  expect(await refusedWith({ key: (await otherKey()).privateKey })).toBe('holder_key_wrong')
  const stolen = await otherKey()
  const token = await issued({ cnf: { jwk: await publicJwkOf(stolen.publicKey) } })
  // Even signed by our key: the books say to whom it was given.
  expect(await refusedWith({ token, key: stolen.privateKey })).toBe('issuer_unknown')
})

test('nothing needed shown, and more shown than asked', async () => {
  expect(await refusedWith({ names: [] })).toBe('claims_missing')
  expect(await refusedWith({ names: ['area'] })).toBe('claims_missing')
  expect(await refusedWith({ names: ['owner_no', 'name'] })).toBe('claims_not_asked')
})

test('a changed, doubled or foreign disclosure', async () => {
  const sdJwt = parseSdJwt(credential.token)!
  const own = sdJwt.disclosures.find(({ name }) => name === 'owner_no')!
  const { key } = await deviceKeyOf(wallet.store)
  const tampered = async (encoded: readonly string[]) => {
    const showing = await ask()
    const part = [sdJwt.jwt, ...encoded, ''].join('~')
    const payload = { iat: now(), aud: showing.audience, nonce: showing.nonce, sd_hash: sdHashOf(part) }
    return send(showing, part + (await signJws({ typ: 'kb+jwt' }, payload, key)))
  }
  expect(await tampered([jsonToBase64url(['c2FsdA', 'owner_no', '0999'])])).toBe('disclosure_tampered')
  expect(await tampered([own.encoded, own.encoded])).toBe('disclosure_tampered')
  expect(await tampered([own.encoded, jsonToBase64url(['c2FsdA', 'vct', 'x'])])).toBe('disclosure_tampered')
  expect(await tampered(['bm9uc2Vuc2U'])).toBe('presentation_unreadable')
  expect(await tampered([own.encoded])).toBe('accepted')
})

test('a binding over other disclosures, of another type, or none', async () => {
  const showing = await ask()
  const token = await presented(showing)
  const parts = token.split('~')
  const others = [parts[0], ...parseSdJwt(credential.token)!.disclosures.filter(({ name }) => name === 'owner_no').map((each) => each.encoded), parts.at(-1)] // prettier-ignore
  expect(await send(showing, others.slice(0, 2).concat('').join('~'))).toBe('key_binding_missing')
  const { key } = await deviceKeyOf(wallet.store)
  const part = presentedPart(parts[0]!, parseSdJwt(token)!.disclosures)
  const payload = { iat: now(), aud: showing.audience, nonce: showing.nonce, sd_hash: sdHashOf(part) }
  expect(await send(showing, part + (await signJws({ typ: 'jwt' }, payload, key)))).toBe('key_binding_wrong')
  expect(await send(showing, part + (await signJws({ typ: 'kb+jwt' }, { ...payload, sd_hash: sdHashOf('x') }, key)))).toBe('key_binding_wrong') // prettier-ignore
})

test('no algorithm, and one that is not the issuer’s to choose', async () => {
  const sdJwt = parseSdJwt(credential.token)!
  const [, body] = sdJwt.jwt.split('.')
  for (const header of [
    { alg: 'none', typ: 'dc+sd-jwt' },
    { alg: 'HS256', typ: 'dc+sd-jwt' },
    { alg: 'ES256', crit: ['b64'], typ: 'dc+sd-jwt' },
  ]) {
    const jwt = `${jsonToBase64url(header)}.${body}.`
    expect(await refusedWith({ token: presentedPart(jwt, sdJwt.disclosures) })).toBe('algorithm_refused')
  }
  const showing = await ask()
  const part = (await presented(showing)).split('~').slice(0, -1).concat('').join('~')
  const payload = jsonToBase64url({ iat: now(), aud: showing.audience, nonce: showing.nonce, sd_hash: sdHashOf(part) })
  expect(await send(showing, `${part}${jsonToBase64url({ alg: 'none', typ: 'kb+jwt' })}.${payload}.`)).toBe(
    'algorithm_refused',
  )
})

test('an unknown issuer, a broken signature, another kind of credential', async () => {
  expect(await refusedWith({ token: await issued({ iss: 'did:web:evil.example:api:310105008:vc' }) })).toBe(
    'issuer_unknown',
  )
  const { did } = issuerAt(world.origin, street)
  const foreign = await otherKey()
  const kid = `${did}#${'x'.repeat(43)}`
  const payload = readJws(parseSdJwt(credential.token)!.jwt)!.payload
  const { _sd, _sd_alg, ...usual } = payload
  const token = await makeSdJwt({ kid }, usual, credential.claims, foreign.privateKey)
  expect(await refusedWith({ token })).toBe('issuer_unknown')
  // Our key by name, another by hand.
  expect(await refusedWith({ token: await issued({}, foreign.privateKey) })).toBe('signature_wrong')
  expect(await refusedWith({ token: await issued({ vct: credentialKinds.resident.vct }) })).toBe(
    'credential_wrong_type',
  )
  const showing = await ask()
  expect(await send(showing, await presented(showing), { kind: 'resident' })).toBe('credential_wrong_type')
  expect(await send(showing, await presented(showing), { kind: 'passport' })).toBe('presentation_unreadable')
})

test('before its time, after its time, and revoked', async () => {
  expect(await refusedWith({ token: await issued({ nbf: now() + 3600 }) })).toBe('credential_not_yet_valid')
  expect(await refusedWith({ token: await issued({ iat: now() + 3600 }) })).toBe('credential_not_yet_valid')
  expect(await refusedWith({ token: await issued({ exp: now() - 1 }) })).toBe('credential_expired')
  expect(await refusedWith({ token: await issued({ exp: 'later' }) })).toBe('credential_expired')
  const before = world.now
  world.now = new Date(before.getTime() + 731 * 86_400_000)
  expect(await refusedWith({})).toBe('credential_expired')
  world.now = before
  const other = await world.holding(world.owner(1))
  const { rows } = await world.database.transaction(street, (tx) =>
    sql<{ id: string }>`select id from credentials where holder = ${world.owner(1)}`.execute(tx),
  )
  await world.do('revoke', { id: rows[0]!.id, reason: 'sold' })
  expect((await world.ask('revoke', { id: rows[0]!.id, reason: 'sold' })).ok).toBe(false)
  await expect(world.session(other.wallet, other.credential)).rejects.toThrow('credential_revoked')
})

test('nonsense of every size is refused before it is understood', async () => {
  const showing = await ask()
  for (const token of [
    [],
    {},
    { owner: [] },
    { owner: 'x' },
    { owner: ['x'] },
    { owner: ['a~b~c'] },
    { owner: [null] },
    7 as never,
  ])
    expect(await send(showing, token)).toBe('presentation_unreadable')
  expect(await send(showing, { owner: ['x'], resident: ['y'] })).toBe('presentation_unreadable')
  const deep = `{"owner":[${'['.repeat(5000)}${']'.repeat(5000)}]}`
  const post = (body: string, type = 'application/x-www-form-urlencoded') =>
    fetch(showing.sendTo, { method: 'POST', body, headers: { 'content-type': type } })
  expect((await post(new URLSearchParams({ vp_token: deep, state: showing.state }).toString())).status).toBe(409)
  expect(
    (await post(new URLSearchParams({ vp_token: 'x'.repeat(30_000), state: showing.state }).toString())).status,
  ).toBe(422)
  expect((await post(`vp_token=${'x'.repeat(70_000)}`)).status).toBe(413)
  expect((await post('{"vp_token":')).status).toBe(422)
  expect((await post('{"vp_token":', 'application/json')).status).toBe(400)
})

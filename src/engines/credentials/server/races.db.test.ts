import rateLimit from '@fastify/rate-limit'
import Fastify from 'fastify'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { newId } from '#kernel/id'
import {
  prepareShowing,
  readOffer,
  receiveCredential,
  registerVotingKey,
  showCredential,
  storedCredentials,
  votingKeysIn,
} from '#engines/credentials/shared'
import { credentialRoutes, localFetch, purgeCredentials, votingKeysOf } from '#engines/credentials'
import { aCredentialsWorld, groupOf, type CredentialsWorld } from '../../../../test/credentials-world.ts'
import { street } from '../../../../test/registers-world.ts'

let world: CredentialsWorld
beforeAll(async () => {
  world = await aCredentialsWorld()
})
afterAll(async () => {
  expect(world.failures).toEqual([])
  await world.close()
})

const count = async (table: string) => {
  const { rows } = await world.database.transaction(street, (tx) =>
    sql<{ n: number }>`select count(*)::int as n from ${sql.table(table)}`.execute(tx),
  )
  return rows[0]!.n
}

test('of many phones with one code and PIN one gets the credential', async () => {
  const sheet = await world.offer(world.owner(0))
  const offer = readOffer(sheet.link, { origin: world.origin })!
  const tried = await Promise.all(Array.from({ length: 6 }, () => receiveCredential(world.aWallet(), offer, sheet.pin)))
  expect(tried.filter((each) => each.ok)).toHaveLength(1)
})

test('of many wrong PINs at once each is counted', async () => {
  const sheet = await world.offer(world.owner(0))
  const offer = readOffer(sheet.link, { origin: world.origin })!
  await Promise.all(Array.from({ length: 8 }, () => receiveCredential(world.aWallet(), offer, '999999x')))
  expect((await receiveCredential(world.aWallet(), offer, sheet.pin)).ok).toBe(false)
})

test('one answer sent many times opens one session', async () => {
  const { wallet, credential } = await world.holding(world.owner(1))
  const before = await count('credential_sessions')
  const showing = await world.showing(wallet, credential)
  const answers = await Promise.all(Array.from({ length: 5 }, () => showCredential(wallet, showing)))
  expect(answers.filter((each) => each.ok)).toHaveLength(1)
  expect(answers.flatMap((each) => (each.ok ? [] : [each.error.code]))).toEqual(Array(4).fill('nonce_replayed'))
  expect((await count('credential_sessions')) - before).toBe(1)
})

test('of several voting keys registered at once one stands, and the wallet knows its chain code', async () => {
  const holder = world.owner(2)
  const { wallet, credential } = await world.holding(holder)
  const showings = await Promise.all([1, 2, 3].map(() => world.showing(wallet, credential, 'voting_key', 'ed25519')))
  await Promise.all(showings.map((showing) => registerVotingKey(wallet, showing, groupOf('ed25519'))))
  const standing = await world.database.transaction(street, (tx) => votingKeysOf(tx, street, 'ed25519', [holder]))
  expect(standing.size).toBe(1)
  expect(await votingKeysIn(wallet)).toContainEqual(expect.objectContaining({ ...standing.get(holder)! }))
})

test('a wallet shows nothing to a verifier that did not issue, nor to one whose question is not signed by it', async () => {
  const { wallet, credential } = await world.holding(world.owner(3))
  const { origin } = world
  const passed = { ...wallet, fetch: (async (url, init) => {
    const answer = await fetch(url, init)
    // A question that was changed on the way.
    return (url as string).includes('/requests/') && init?.method !== 'POST' ? new Response((await answer.text()).replace(/\.[\w-]{8}/, '.AAAAAAAA')) : answer
  }) as typeof fetch } // prettier-ignore
  expect(await prepareShowing(passed, credential, 'session', { origin })).toEqual({
    ok: false,
    error: 'verifier_unknown',
  })
  const elsewhere = { ...credential, issuer: credential.issuer.replace('127.0.0.1', '127.0.0.2') }
  expect(await prepareShowing(wallet, elsewhere, 'session', { origin })).toEqual({
    ok: false,
    error: 'verifier_unknown',
  })
  const offline = { ...wallet, fetch: (() => Promise.reject(new Error('no line'))) as typeof fetch }
  expect(await prepareShowing(offline, credential, 'session', { origin })).toEqual({ ok: false, error: 'offline' })
})

test('a wallet keeps no credential that is bound to another, or whose issuer did not sign it', async () => {
  const sheet = await world.offer(world.owner(4))
  const offer = readOffer(sheet.link, { origin: world.origin })!
  const { credential: another } = await world.holding(world.owner(5))
  const wallet = world.aWallet()
  const swapping = { ...wallet, fetch: (async (url, init) => {
    const answer = await fetch(url, init)
    return (url as string).endsWith('/credential') ? Response.json({ credentials: [{ credential: another.token }] }) : answer
  }) as typeof fetch } // prettier-ignore
  expect(await receiveCredential(swapping, offer, sheet.pin)).toEqual({ ok: false, error: 'credential_unreadable' })
  expect(await storedCredentials(wallet.store)).toEqual([])
})

test('a new offer ends the one before; a withdrawn one and one that is over open nothing', async () => {
  const holder = world.owner(6)
  const first = await world.offer(holder)
  const second = await world.offer(holder)
  const fetched = (sheet: typeof first) =>
    receiveCredential(world.aWallet(), readOffer(sheet.link, { origin: world.origin })!, sheet.pin)
  expect((await fetched(first)).ok).toBe(false)
  await world.do('withdrawOffer', { id: second.id })
  expect((await fetched(second)).ok).toBe(false)
  expect(await world.ask('withdrawOffer', { id: second.id })).toMatchObject({ error: 'offer_not_found' })
  const [atCounter, onPaper] = [await world.offer(holder), await world.offer(holder, 'resident', { onPaper: true })]
  const before = world.now
  world.now = new Date(before.getTime() + 16 * 60_000)
  expect((await fetched(atCounter)).ok).toBe(false)
  expect((await fetched(onPaper)).ok).toBe(true)
  world.now = before
  expect(await world.ask('offer', { id: newId(), holder: newId(), kind: 'owner', compound: newId(), origin: world.origin })).toMatchObject({ error: 'holder_not_found' }) // prettier-ignore
})

test('a wallet in this process goes the same way without a port', async () => {
  const { database, deps } = world
  const origin = 'https://vote.example'
  const holder = world.owner(7)
  const sheet = await world.offer(holder, 'owner', { origin })
  const wallet = { ...world.aWallet(), fetch: await localFetch({ database, now: () => world.now }, deps) }
  const received = await receiveCredential(wallet, readOffer(sheet.link, { origin })!, sheet.pin)
  if (!received.ok) throw new Error(received.error)
  const showing = await prepareShowing(wallet, received.value, 'voting_key', { origin, group: 'ed25519' })
  if (!showing.ok) throw new Error(showing.error)
  expect((await registerVotingKey(wallet, showing.value, groupOf('ed25519'))).ok).toBe(true)
  const standing = await world.database.transaction(street, (tx) => votingKeysOf(tx, street, 'ed25519', [holder]))
  expect(standing.size).toBe(1)
})

test('guessing is slowed down by address', async () => {
  const app = Fastify()
  await app.register(rateLimit, { global: false })
  const http = {
    database: world.database,
    now: () => world.now,
    refusals: {},
    streetExists: () => true,
    actorOf: async () => null,
  }
  await credentialRoutes(app, http, world.deps)
  const payload = new URLSearchParams({ grant_type: 'urn:ietf:params:oauth:grant-type:pre-authorized_code', 'pre-authorized_code': 'AAAA-BBBB-CCCC', tx_code: '000000' }).toString() // prettier-ignore
  const headers = { 'content-type': 'application/x-www-form-urlencoded' }
  const statuses: number[] = []
  for (let nth = 0; nth < 22; nth++)
    statuses.push((await app.inject({ method: 'POST', url: `/api/${street}/vc/token`, headers, payload })).statusCode)
  expect(statuses).toEqual([...Array<number>(20).fill(400), 429, 429])
  await app.close()
})

test('what is over is purged, and nothing else', async () => {
  const open = await count('credential_requests')
  expect(await purgeCredentials(world.database, street, world.now)).toBe(0)
  expect(await count('credential_requests')).toBe(open)
  expect(
    await purgeCredentials(world.database, street, new Date(world.now.getTime() + 3 * 86_400_000)),
  ).toBeGreaterThan(open)
  expect(await count('credential_requests')).toBe(0)
  expect(await count('voting_keys')).toBeGreaterThan(0)
})

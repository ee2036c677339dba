import { afterAll, beforeAll, expect, test } from 'vitest'
import {
  backUpWallet,
  completeVotingKeys,
  deriveElectionKey,
  electionSecret,
  findElectionKey,
  readOffer,
  receiveCredential,
  registerVotingKey,
  restoreWallet,
  votingKeysIn,
  type OwnState,
} from '#engines/credentials/shared'
import { sessionOf, votingKeysOf } from '#engines/credentials'
import { sql } from 'kysely'
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

const election = '5vZqVNu6bpYgk4ZpPzkRXr'
const inStreet: CredentialsWorld['database']['transaction'] = (of, run) => world.database.transaction(of, run)

test('an owner gets a credential at the counter, shows as much as is asked, and registers a voting key', async () => {
  const holder = world.owner(0)
  const { wallet, credential } = await world.holding(holder)
  expect(credential.kind).toBe('owner')
  expect(credential.claims).toMatchObject({ owner_no: expect.stringMatching(/^\d{4}$/), name: '赵铭轩' })

  const showing = await world.showing(wallet, credential, 'voting_key', 'ed25519')
  expect(Object.keys(showing.shows).toSorted()).toEqual(['area', 'owner_no'])
  expect(showing.keepsBack).toContain('name')
  const group = groupOf('ed25519')
  const registered = await registerVotingKey(wallet, showing, group)
  expect(registered).toMatchObject({ ok: true, replaced: false })

  const [key] = await votingKeysIn(wallet)
  const kept = await inStreet(street, (tx) => votingKeysOf(tx, street, 'ed25519', [holder]))
  expect(kept.get(holder)).toEqual({ publicKey: key!.publicKey, chainCode: key!.chainCode })
  const secret = await electionSecret(wallet, key!, group, { electionUuid: election })
  const derived = deriveElectionKey(group, key!.publicKey, { electionUuid: election, chainCode: key!.chainCode })
  expect(group.encode(group.powerOfG(secret))).toBe(derived)
  const of = { electionUuid: election }
  expect(await findElectionKey(wallet, group, of, (each) => each === derived)).toEqual({ publicKey: derived, secret })
  expect(await findElectionKey(wallet, group, of, () => false)).toBeUndefined()
})

test('a session tells who showed what, for a while, and no longer than the credential is in force', async () => {
  const holder = world.owner(1)
  const { wallet, credential } = await world.holding(holder)
  const token = await world.session(wallet, credential)
  const known = await inStreet(street, (tx) => sessionOf(tx, street, token))
  expect(known).toMatchObject({ holder, claims: { owner_no: credential.claims['owner_no'] } })
  expect(Object.keys(known!.claims).toSorted()).toEqual(['compound', 'owner_no'])
  expect(await inStreet(street, (tx) => sessionOf(tx, street, `${token}x`))).toBeUndefined()
  const { credentials } = await world.do<OwnState>('openMine', { session: token })
  expect(credentials).toHaveLength(1)
  const { rows } = await inStreet(street, (tx) =>
    sql<{ id: string }>`select id from credentials where holder = ${holder} and revoked_at is null`.execute(tx),
  )
  await world.do('revoke', { id: rows[0]!.id, reason: 'lost' })
  expect(await inStreet(street, (tx) => sessionOf(tx, street, token))).toBeUndefined()
})

test('a typed code, the link and the standard offer open the same credential, once', async () => {
  const sheet = await world.offer(world.owner(2))
  const wallet = world.aWallet()
  const { origin } = world
  const readings = [sheet.link, sheet.uri, sheet.code.toLowerCase().replaceAll('-', ' ')].map((text) =>
    readOffer(text, { origin, street }),
  )
  expect(new Set(readings.map((each) => `${each?.issuer} ${each?.code.replaceAll('-', '')}`)).size).toBe(1)
  expect(readOffer(sheet.link, { origin: 'https://elsewhere.example' })).toBeUndefined()
  expect(await receiveCredential(wallet, readings[2]!, '000000x')).toEqual({ ok: false, error: 'code_or_pin_wrong' })
  expect(await receiveCredential(wallet, readings[2]!, sheet.pin)).toMatchObject({ ok: true })
  expect(await receiveCredential(wallet, readings[0]!, sheet.pin)).toEqual({ ok: false, error: 'code_or_pin_wrong' })
})

test('five wrong PINs end an offer, and the right one comes too late', async () => {
  const sheet = await world.offer(world.owner(3))
  const wallet = world.aWallet()
  const offer = readOffer(sheet.link, { origin: world.origin })!
  for (let nth = 0; nth < 5; nth++) expect((await receiveCredential(wallet, offer, '1234567')).ok).toBe(false)
  expect(await receiveCredential(wallet, offer, sheet.pin)).toEqual({ ok: false, error: 'code_or_pin_wrong' })
})

test('reissued to another phone, the first one shows nothing any more; the voting secret comes out of the backup', async () => {
  const holder = world.owner(4)
  const { wallet, credential } = await world.holding(holder)
  const group = groupOf('ed25519')
  await registerVotingKey(wallet, await world.showing(wallet, credential, 'voting_key', 'ed25519'), group)
  const file = await backUpWallet(wallet, '梧桐树下的第三把椅子')
  expect(file).not.toContain((await votingKeysIn(wallet))[0]!.chainCode)

  const second = await world.holding(holder)
  await expect(world.session(wallet, credential)).rejects.toThrow('credential_revoked')
  expect(await restoreWallet(second.wallet, file, 'something else')).toEqual({ ok: false, error: 'passphrase_wrong' })
  expect(await restoreWallet(second.wallet, '{}', 'x')).toEqual({ ok: false, error: 'backup_unreadable' })
  expect(await restoreWallet(second.wallet, file, '梧桐树下的第三把椅子')).toEqual({ ok: true, value: 1 })
  const of = { electionUuid: election }
  const [before, after] = [(await votingKeysIn(wallet))[0]!, (await votingKeysIn(second.wallet))[0]!]
  expect(await electionSecret(second.wallet, after, group, of)).toBe(await electionSecret(wallet, before, group, of))
  expect(await world.session(second.wallet, second.credential)).toHaveLength(43)
})

test('one voting key for each holder and group: a new one takes its place, and the holder is told', async () => {
  const holder = world.owner(5)
  const { wallet, credential } = await world.holding(holder)
  for (const group of ['ed25519', 'belenios-2048', 'ed25519'] as const)
    await registerVotingKey(wallet, await world.showing(wallet, credential, 'voting_key', group), groupOf(group))
  const session = await world.session(wallet, credential)
  const { votingKeys } = await world.do<OwnState>('openMine', { session })
  expect(votingKeys.map((each) => [each.group, each.endedBecause])).toEqual([
    ['ed25519', null],
    ['belenios-2048', null],
    ['ed25519', 'replaced'],
  ])
  const { rows } = await inStreet(street, (tx) =>
    sql<{ replaced: number }>`select (changes ->> 'replaced')::int as replaced from acts
      where operation = 'credentials.present' and subject_id = ${holder} and changes ? 'votingKey' order by at`.execute(
      tx,
    ),
  )
  expect(rows.map((row) => row.replaced)).toEqual([0, 0, 1])
})

test('registered though the answer was lost: the wallet learns the chain code from what is kept of its holder', async () => {
  const holder = world.owner(6)
  const { wallet, credential } = await world.holding(holder)
  const group = groupOf('belenios-2048')
  const showing = await world.showing(wallet, credential, 'voting_key', 'belenios-2048')
  const cutOff: typeof fetch = async (input, init) => {
    await fetch(input, init)
    throw new TypeError('the network went away')
  }
  const lost = await registerVotingKey({ ...wallet, fetch: cutOff }, showing, group)
  expect(lost).toMatchObject({ ok: false, refused: { code: 'offline' } })
  expect(await votingKeysIn(wallet)).toEqual([])
  const kept = (await inStreet(street, (tx) => votingKeysOf(tx, street, 'belenios-2048', [holder]))).get(holder)!
  const onRoll = deriveElectionKey(group, kept.publicKey, { electionUuid: election, chainCode: kept.chainCode })!
  const look = () => findElectionKey(wallet, group, { electionUuid: election }, (key) => key === onRoll)
  expect(await look()).toBeUndefined()
  const { votingKeys } = await world.do<OwnState>('openMine', { session: await world.session(wallet, credential) })
  expect([await completeVotingKeys(wallet, votingKeys), await completeVotingKeys(wallet, votingKeys)]).toEqual([1, 0])
  expect(await look()).toMatchObject({ publicKey: onRoll })
})

test('no act holds a code, a PIN, a name or what was shown', async () => {
  const { rows } = await inStreet(street, (tx) =>
    sql<{
      text: string
    }>`select coalesce(input::text, '') || coalesce(result::text, '') || coalesce(changes::text, '') as text from acts`.execute(
      tx,
    ),
  )
  expect(rows.length).toBeGreaterThan(20)
  for (const { text } of rows)
    expect(text).not.toMatch(/赵铭轩|eyJ|offer=|"(code|pin|token|state|session)": "(?!〈隐去〉)/)
})

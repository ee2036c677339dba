import { afterAll, beforeAll, expect, test } from 'vitest'
import {
  bindingOf,
  delegateCard,
  giveDelegation,
  makeDelegation,
  proveVotingKey,
  randomScalar,
  readDelegateCard,
  registerVotingKey,
  showCredential,
  signJws,
  parseSdJwt,
  presentSdJwt,
  readJws,
  jsonToBase64url,
  type DelegationScope,
  type OwnState,
  type StoredCredential,
  type Wallet,
} from '#engines/credentials/shared'
import { delegationsOf, giveOwnerNumbers, sessionOf, votingKeysOf } from '#engines/credentials'
import { newId } from '#kernel/id'
import { deviceKeyOf } from '../shared/wallet/device-keys.ts'
import { aCredentialsWorld, groupOf, type CredentialsWorld } from '../../../../test/credentials-world.ts'
import { onOwner } from '../../../../test/db.ts'
import { street } from '../../../../test/registers-world.ts'

let world: CredentialsWorld
let owner: { wallet: Wallet; credential: StoredCredential }
let delegate: { wallet: Wallet; credential: StoredCredential }
beforeAll(async () => {
  world = await aCredentialsWorld()
  owner = await world.holding(world.owner(0))
  delegate = await world.holding(world.owner(1))
})
afterAll(async () => {
  expect(world.failures).toEqual([])
  await world.close()
})

const group = groupOf('ed25519')
const ask = ({ wallet, credential }: typeof owner) => world.showing(wallet, credential, 'voting_key', 'ed25519')
const codeOf = (shown: Awaited<ReturnType<typeof showCredential>>) => (shown.ok ? 'accepted' : shown.error.code)
const votingKeys = (holders: readonly string[]) =>
  world.database.transaction(street, (tx) => votingKeysOf(tx, street, 'ed25519', holders))

test('a voting key without proof, with the proof of another question, group or key, is not registered', async () => {
  const v = randomScalar(group.q)
  const claimFor = (nonce: string, audience: string) =>
    proveVotingKey(group, v, bindingOf(nonce, audience), randomScalar(group.q))
  const tried = async (change: (right: ReturnType<typeof claimFor>) => unknown) => {
    const showing = await ask(owner)
    return codeOf(
      await showCredential(owner.wallet, showing, { voting_key: change(claimFor(showing.nonce, showing.audience)) }),
    )
  }
  expect(await tried(() => undefined)).toBe('voting_key_unproven')
  expect(await tried((right) => ({ ...right, proof: undefined }))).toBe('voting_key_unproven')
  expect(await tried(() => claimFor('another', 'question'))).toBe('voting_key_unproven')
  expect(await tried((right) => ({ ...right, group: 'belenios-2048' }))).toBe('voting_key_unproven')
  expect(await tried((right) => ({ ...right, public_key: group.encode(group.powerOfG(v + 1n)) }))).toBe(
    'voting_key_unproven',
  )
  expect(await tried((right) => ({ ...right, public_key: group.encode(group.powerOfG(0n)) }))).toBe(
    'voting_key_unproven',
  )
  expect(await tried((right) => ({ ...right, public_key: 'ff'.repeat(32) }))).toBe('voting_key_unproven')
  const plusOrder = (text: string) => String(BigInt(text) + group.q)
  expect(
    await tried((right) => ({ ...right, proof: { ...right.proof, response: plusOrder(right.proof.response) } })),
  ).toBe('voting_key_unproven')
  expect(await votingKeys([world.owner(0)])).toEqual(new Map())
  expect(await tried((right) => right)).toBe('accepted')
  expect(await tried((right) => right)).toBe('voting_key_taken')
})

test('a voting key swapped in the binding on the way breaks the holder’s signature', async () => {
  const showing = await ask(delegate)
  const { key } = await deviceKeyOf(delegate.wallet.store)
  const mine = proveVotingKey(
    group,
    randomScalar(group.q),
    bindingOf(showing.nonce, showing.audience),
    randomScalar(group.q),
  )
  const theirs = proveVotingKey(
    group,
    randomScalar(group.q),
    bindingOf(showing.nonce, showing.audience),
    randomScalar(group.q),
  )
  const { nonce, audience } = showing
  const token = await presentSdJwt(parseSdJwt(delegate.credential.token)!, ['owner_no', 'area'], { nonce, audience, at: world.now, extra: { voting_key: mine } }, key) // prettier-ignore
  const parts = token.split('~')
  const [head, , signature] = parts.at(-1)!.split('.')
  const payload = { ...readJws(parts.at(-1)!)!.payload, voting_key: theirs }
  const swapped = [...parts.slice(0, -1), `${head}.${jsonToBase64url(payload)}.${signature}`].join('~')
  const answer = await fetch(showing.sendTo, {
    method: 'POST',
    body: new URLSearchParams({ vp_token: JSON.stringify({ owner: [swapped] }), state: showing.state }),
  })
  expect(((await answer.json()) as { code: string }).code).toBe('holder_key_wrong')
})

test('lost, the credential takes the voting key with it; sold, it does not', async () => {
  const holder = world.owner(2)
  const lost = await world.holding(holder)
  await registerVotingKey(lost.wallet, await ask(lost), group)
  expect((await votingKeys([holder])).size).toBe(1)
  const state = await world.do<{ credentials: { id: string; state: string; hasVotingKey: boolean }[] }>('holder', {
    id: holder,
  })
  expect(state.credentials).toMatchObject([{ state: 'valid', hasVotingKey: true }])
  const id = state.credentials[0]!.id
  const sheet = await world.do<{ code: string }>('reissue', {
    id,
    offer: newId(),
    reason: 'stolen',
    origin: world.origin,
  })
  expect(sheet.code).toMatch(/^[A-Z2-9]{4}-[A-Z2-9]{4}-[A-Z2-9]{4}$/)
  expect((await votingKeys([holder])).size).toBe(0)
})

const day = 86_400_000
const scopeOf = (said: Partial<DelegationScope> = {}): Omit<DelegationScope, 'compound'> => ({
  election: null,
  from: world.now,
  until: new Date(world.now.getTime() + 30 * day),
  ...said,
})

async function given(scope: Partial<DelegationScope> = {}, to = delegate): Promise<string> {
  const showing = await world.showing(owner.wallet, owner.credential, 'delegation')
  const jwk = (await readDelegateCard(await delegateCard(to.wallet)))!
  return codeOf(await giveDelegation(owner.wallet, showing, jwk, scopeOf(scope)))
}

test('a delegation stands from its registration until it is over or withdrawn', async () => {
  expect(await given({ election: '5vZqVNu6bpYgk4ZpPzkRXr' })).toBe('accepted')
  const standing = (at: Date) =>
    world.database.transaction(street, (tx) => delegationsOf(tx, street, [world.owner(0)], at.toISOString()))
  const [one] = await standing(world.now)
  expect(one).toMatchObject({
    holder: world.owner(0),
    delegate: world.owner(1),
    ownerNo: owner.credential.claims['owner_no'],
    election: '5vZqVNu6bpYgk4ZpPzkRXr',
  })
  expect(await standing(new Date(world.now.getTime() + 31 * day))).toEqual([])
  const theirs = await world.session(delegate.wallet, delegate.credential)
  expect((await world.do<OwnState>('openMine', { session: theirs })).delegations).toMatchObject([{ isOwn: false }])
  // It is the owner's to withdraw.
  expect(await world.ask('revokeDelegation', { session: theirs, id: one!.id })).toMatchObject({
    error: 'delegation_not_found',
  })
  const session = await world.session(owner.wallet, owner.credential)
  await world.do('revokeDelegation', { session, id: one!.id })
  expect(await standing(world.now)).toEqual([])
})

test('who lost the credential can vote for nobody', async () => {
  const helper = await world.holding(world.owner(3))
  expect(await given({}, helper)).toBe('accepted')
  const standing = () =>
    world.database.transaction(street, (tx) => delegationsOf(tx, street, [world.owner(0)], world.now.toISOString()))
  expect(await standing()).toHaveLength(1)
  const { credentials } = await world.do<{ credentials: { id: string }[] }>('holder', { id: world.owner(3) })
  await world.do('revoke', { id: credentials[0]!.id, reason: 'lost' })
  expect(await standing()).toEqual([])
})

test('a delegation that is over, too wide, to oneself or to nobody is not registered', async () => {
  const past = new Date(world.now.getTime() - 40 * day)
  expect(await given({ from: past, until: new Date(world.now.getTime() - day) })).toBe('delegation_expired')
  expect(await given({ until: past })).toBe('delegation_expired')
  expect(await given({ until: new Date(world.now.getTime() + 400 * day) })).toBe('delegation_over_scope')
  expect(
    await given({ from: new Date(world.now.getTime() + 600 * day), until: new Date(world.now.getTime() + 740 * day) }),
  ).toBe('delegation_over_scope')
  expect(await given({}, owner)).toBe('delegate_is_owner')
  expect(await given({}, { ...delegate, wallet: world.aWallet() })).toBe('delegate_unknown')
})

test('a delegation for another compound, by another hand, or registered already', async () => {
  const mine = await deviceKeyOf(owner.wallet.store)
  const theirs = await deviceKeyOf(delegate.wallet.store)
  const sent = async (delegation: unknown) => {
    const showing = await world.showing(owner.wallet, owner.credential, 'delegation')
    return codeOf(await showCredential(owner.wallet, showing, { delegation }))
  }
  const compound = owner.credential.compound!
  const scope = { ...scopeOf(), compound }
  expect(await sent(await makeDelegation(mine, theirs.jwk, { ...scope, compound: newId() }, newId()))).toBe(
    'delegation_over_scope',
  )
  expect(await sent(await makeDelegation(theirs, theirs.jwk, scope, newId()))).toBe('delegation_unreadable')
  // Said to be of the owner, signed by the delegate.
  expect(await sent(await makeDelegation({ jwk: mine.jwk, key: theirs.key }, theirs.jwk, scope, newId()))).toBe(
    'delegation_unreadable',
  )
  expect(await sent(await makeDelegation(mine, theirs.jwk, { ...scope, election: 'not base58: 0OIl' }, newId()))).toBe(
    'delegation_unreadable',
  )
  expect(await sent(`${await signJws({ typ: 'dc+sd-jwt' }, {}, mine.key)}~`)).toBe('delegation_unreadable')
  expect(await sent({})).toBe('delegation_unreadable')
  const [, body] = (await makeDelegation(mine, theirs.jwk, scope, newId())).split('.')
  expect(await sent(`${jsonToBase64url({ alg: 'none', typ: 'dc+sd-jwt' })}.${body}.~`)).toBe('algorithm_refused')
  const right = await makeDelegation(mine, theirs.jwk, scope, newId())
  expect(await sent(right)).toBe('accepted')
  expect(await sent(right)).toBe('delegation_known')
})

test('owner numbers are given once, to each another, however many ask at once', async () => {
  const compound = world.entries['compound1']!
  const holders = world.residents.map(({ id }) => id)
  const asked = await Promise.all(
    [holders, holders.toReversed(), holders.slice(3)].map((some) =>
      world.database.transaction(street, (tx) => giveOwnerNumbers(tx, street, compound, some, world.now.toISOString())),
    ),
  )
  for (const numbers of asked) for (const [holder, number] of numbers) expect(asked[0]!.get(holder)).toBe(number)
  expect(new Set(asked[0]!.values()).size).toBe(holders.length)
})

test('a resident who owns nothing holds a credential of another kind, and an age without a name', async () => {
  const resident = world.residents[1]!.id
  expect(await world.ask('offer', { id: newId(), holder: resident, kind: 'owner', compound: world.entries['compound0'], origin: world.origin })).toMatchObject({ error: 'nothing_to_attest' }) // prettier-ignore
  const held = await world.holding(resident, 'resident')
  expect(await world.session(held.wallet, held.credential)).toHaveLength(43)
  const { credential } = await world.holding(resident, 'age_band')
  expect(Object.keys(credential.claims).toSorted()).toEqual(['age_over_18', 'age_over_60', 'age_over_80'])
  expect(credential.compound).toBeNull()
})

test('who was merged into another entry is found under that one, with key, session and delegation', async () => {
  const [loser, winner] = [world.owner(4), world.residents[15]!.id]
  const held = await world.holding(loser)
  await registerVotingKey(held.wallet, await ask(held), group)
  const session = await world.session(held.wallet, held.credential)
  expect(await given({}, held)).toBe('accepted')
  await onOwner(world, `update register_entries set state = 'merged', root = '${winner}' where id = '${loser}'`)
  const [standing, known, delegations] = await world.database.transaction(street, async (tx) => [
    await votingKeysOf(tx, street, 'ed25519', [winner]),
    await sessionOf(tx, street, session),
    await delegationsOf(tx, street, [world.owner(0)], world.now.toISOString()),
  ])
  expect(standing.size).toBe(1)
  expect(known?.holder).toBe(winner)
  expect(delegations[0]?.delegate).toBe(winner)
})

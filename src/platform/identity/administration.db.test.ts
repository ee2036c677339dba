import { afterEach, beforeEach, expect, test } from 'vitest'
import { newId, StaffId } from '#kernel/id'
import { must } from '#kernel/assert'
import { perform, type Actor, type Outcome } from '#platform/operations'
import { freshDatabase, type TestDatabase } from '../../../test/db.ts'
import { addStaff, administrators, createAccount, createIdentity, type Identity } from './index.ts'

const street = '310107015'
const elsewhere = '310105008'
const now = new Date('2026-11-21T09:00:00+08:00')
const initial = 'Initial-2026'

let at: TestDatabase
let identity: Identity

beforeEach(async () => {
  at = await freshDatabase()
  identity = createIdentity({
    database: at.database,
    roles: [{ id: 'duty', label: ['值班', 'Duty'], may: ['cases.list'] }],
    secret: 'a secret of this test, 32 or longer',
    now: () => now,
  })
})

afterEach(() => at.drop())

function an(role: string, id = newId()): Actor {
  const may = identity.roles.find((known) => known.id === role)?.may ?? []
  const common = { name: role, unit: null, scope: { kind: 'street' } as const, roles: [role], accountId: newId() }
  return { kind: 'staff', id: StaffId.parse(id), ...common, can: new Set(may) }
}

async function ask(actor: Actor, operation: string, input: unknown, at_ = street): Promise<Outcome> {
  const implementation = must(
    identity.implementations.find((one) => one.operation.name === `identity.${operation}`),
    operation,
  )
  return await perform({ database: at.database, now: () => now }, implementation, {
    street: at_,
    actor,
    input,
    command: newId(),
    address: '203.0.113.5',
  })
}

async function open(username: string): Promise<string> {
  const staffId = newId()
  const asked = { staffId, username, name: '王海燕', post: '受理员', password: initial }
  expect(await ask(an('system_admin'), 'createAccount', asked)).toMatchObject({ ok: true })
  return staffId
}

const from = { address: '203.0.113.7', userAgent: null }
const signIn = (username: string) => identity.signIn(username, initial, from)

test('an account is opened by one administrator and given rights by another', async () => {
  const staffId = await open('Wang')
  const fresh = await signIn('wang')
  expect(fresh).toMatchObject({ ok: true, value: { signedIn: { session: { mustChangePassword: true } } } })
  const granted = { staffId, roles: ['duty'], scope: { kind: 'committee', code: '310107015001' } }
  expect(await ask(an('security_admin'), 'setRoles', granted)).toMatchObject({ ok: true })
  const again = await signIn('wang')
  const membership = again.ok ? again.value.signedIn.session.memberships[0] : undefined
  expect(membership).toMatchObject({ street, roles: ['duty'], scope: granted.scope, can: ['cases.list'] })
})

test('an account needs a free name and a strong password', async () => {
  await open('wang')
  const asked = { staffId: newId(), username: 'WANG', name: '王', password: initial }
  expect(await ask(an('system_admin'), 'createAccount', asked)).toMatchObject({ error: 'username_taken' })
  const weak = { ...asked, username: 'li', password: 'short' }
  expect(await ask(an('system_admin'), 'createAccount', weak)).toMatchObject({ error: 'password_weak' })
})

test('no administrator does the work of another, nor any business', async () => {
  const staffId = await open('wang')
  const work = { createAccount: {}, unlock: { staffId }, setRoles: { staffId, roles: [] }, acts: {} }
  const allowed: Record<string, string[]> = {
    system_admin: ['createAccount', 'unlock'],
    security_admin: ['setRoles'],
    audit_admin: ['acts'],
    duty: [],
  }
  for (const [role, may] of Object.entries(allowed)) {
    for (const [operation, input] of Object.entries(work)) {
      const outcome = await ask(an(role), operation, input)
      const isForbidden = !outcome.ok && outcome.error === 'forbidden'
      expect(`${role} ${operation} ${isForbidden}`).toBe(`${role} ${operation} ${!may.includes(operation)}`)
    }
  }
  expect(administrators.flatMap((role) => role.may).filter((name) => !name.startsWith('identity.'))).toEqual([])
})

test('an administrator is nothing else', async () => {
  const staffId = await open('wang')
  const set = (roles: string[]) => ask(an('security_admin'), 'setRoles', { staffId, roles })
  expect(await set(['system_admin', 'duty'])).toMatchObject({ error: 'roles_conflict' })
  expect(await set(['system_admin', 'audit_admin'])).toMatchObject({ error: 'roles_conflict' })
  expect(await set(['king'])).toMatchObject({ error: 'role_unknown' })
  expect(await set(['audit_admin'])).toMatchObject({ ok: true })
  const row = { street, id: StaffId.parse(newId()), accountId: null, name: '李', post: '', unit: null }
  const staff = { ...row, scope: { kind: 'street' } as const, roles: ['audit_admin', 'duty'], now }
  await expect(at.database.transaction(street, (tx) => addStaff(tx, staff))).rejects.toThrow('nothing else')
})

test('nobody grants rights to himself or turns himself off', async () => {
  const staffId = await open('wang')
  const own = { error: 'own_account' }
  expect(await ask(an('security_admin', staffId), 'setRoles', { staffId, roles: ['duty'] })).toMatchObject(own)
  expect(await ask(an('system_admin', staffId), 'deactivate', { staffId })).toMatchObject(own)
})

test('rights taken away are gone with the next request', async () => {
  const staffId = await open('wang')
  await at.database.kysely.updateTable('auth_accounts').set({ password_due_at: null }).execute()
  await ask(an('security_admin'), 'setRoles', { staffId, roles: ['duty'] })
  const opened = await signIn('wang')
  if (!opened.ok) throw new Error(opened.error)
  const request = { headers: { cookie: `mofang=${opened.value.sealed}` }, protocol: 'http' as const }
  const may = async () => [...((await identity.actorOf(request, street))?.can ?? [])]
  expect(await may()).toEqual(['cases.list'])
  await ask(an('security_admin'), 'setRoles', { staffId, roles: [] })
  expect(await may()).toEqual([])
  await ask(an('security_admin'), 'setRoles', { staffId, roles: ['duty'] })
  expect(await may()).toEqual(['cases.list'])
  await ask(an('system_admin'), 'deactivate', { staffId })
  expect(await identity.actorOf(request, street)).toBeNull()
  expect(await signIn('wang')).toMatchObject({ error: 'wrong_credentials' })
  await ask(an('system_admin'), 'reactivate', { staffId })
  expect(await signIn('wang')).toMatchObject({ ok: true })
})

test('a locked account is seen in the list and unlocked', async () => {
  const staffId = await open('wang')
  for (let n = 0; n < 5; n++) await identity.signIn('wang', 'wrong', from)
  const list = async () => ask(an('system_admin'), 'listStaff', { words: 'WANG' })
  expect(await list()).toMatchObject({
    value: { items: [{ staffId, username: 'wang', locked: true, mustChangePassword: true }] },
  })
  expect(await ask(an('system_admin'), 'unlock', { staffId })).toMatchObject({ ok: true })
  expect(await list()).toMatchObject({ value: { items: [{ locked: false }] } })
  expect(await signIn('wang')).toMatchObject({ ok: true })
})

test('the list comes in pages, of this street only', async () => {
  const ids = [await open('a1'), await open('a2'), await open('a3')]
  const page = async (after?: string) => {
    const outcome = await ask(an('system_admin'), 'listStaff', { limit: 2, after })
    return (outcome as unknown as { value: { items: { staffId: string }[]; next: string | null } }).value
  }
  const first = await page()
  expect(first.items.map((item) => item.staffId)).toEqual(ids.slice(0, 2))
  expect((await page(must(first.next, 'a next page'))).items.map((item) => item.staffId)).toEqual(ids.slice(2))
  expect(await ask(an('system_admin'), 'listStaff', {}, elsewhere)).toMatchObject({ value: { items: [], next: null } })
})

test("an administrator of one street does not reach another street's staff", async () => {
  const staffId = await open('wang')
  for (const operation of ['unlock', 'deactivate', 'reactivate']) {
    expect(await ask(an('system_admin'), operation, { staffId }, elsewhere)).toMatchObject({ error: 'staff_not_found' })
  }
  const set = await ask(an('security_admin'), 'setRoles', { staffId, roles: ['duty'] }, elsewhere)
  expect(set).toMatchObject({ error: 'staff_not_found' })
})

test('who still serves elsewhere stays signed in there', async () => {
  const staffId = await open('wang')
  const account = await at.database.kysely.selectFrom('auth_accounts').select('id').executeTakeFirstOrThrow()
  const other = {
    street: elsewhere,
    id: StaffId.parse(newId()),
    accountId: account.id,
    name: '王',
    post: '',
    unit: null,
  }
  await at.database.transaction(elsewhere, (tx) =>
    addStaff(tx, { ...other, scope: { kind: 'street' }, roles: [], now }),
  )
  const opened = await signIn('wang')
  if (!opened.ok) throw new Error(opened.error)
  await ask(an('system_admin'), 'deactivate', { staffId })
  const request = { headers: { cookie: `mofang=${opened.value.sealed}` }, protocol: 'http' as const }
  expect(await identity.actorOf(request, street)).toBeNull()
  expect((await identity.signedIn(request))?.session.memberships.map((one) => one.street)).toEqual([elsewhere])
})

test('the audit trail tells who did what from where, and nothing that was entered', async () => {
  const staffId = await open('wang')
  await identity.signIn('wang', 'wrong', from)
  await signIn('wang')
  await identity.signIn('stranger', 'wrong', from)
  const outcome = await ask(an('audit_admin'), 'acts', {})
  const { items } = (outcome as unknown as { value: { items: Record<string, unknown>[] } }).value
  expect(items.map((act) => `${String(act.operation)} ${String(act.outcome)} ${String(act.address)}`).sort()).toEqual([
    'identity.createAccount ok 203.0.113.5',
    'identity.signIn ok 203.0.113.7',
    'identity.signIn wrong_credentials 203.0.113.7',
  ])
  expect(items.find((act) => act.operation === 'identity.createAccount')).toMatchObject({
    who: 'system_admin',
    subjectKind: 'staff',
    subjectId: staffId,
  })
  expect(JSON.stringify(items)).not.toContain('Initial')
  const stored = await at.database.transaction(street, (tx) => tx.selectFrom('staff').select('id').execute())
  expect(stored).toHaveLength(1)
})

test('the audit trail is read in pages and by filter, without a repeat or a gap', async () => {
  for (const name of ['a1', 'a2', 'a3']) await open(name)
  for (let n = 0; n < 4; n++) await identity.signIn('a1', initial, from)
  const seen: string[] = []
  let after: string | undefined
  do {
    const outcome = await ask(an('audit_admin'), 'acts', { limit: 2, after })
    const { items, next } = (outcome as unknown as { value: { items: { id: string }[]; next: string | null } }).value
    seen.push(...items.map((act) => act.id))
    after = next ?? undefined
  } while (after)
  expect(seen).toHaveLength(7)
  expect(new Set(seen).size).toBe(7)
  const only = await ask(an('audit_admin'), 'acts', { operation: 'identity.signIn', from: '2026-11-01T00:00:00+08:00' })
  expect((only as unknown as { value: { items: unknown[] } }).value.items).toHaveLength(4)
})

test('the role that serves requests can neither change nor remove an event, nor an account', async () => {
  const { pool } = at.database
  for (const text of [
    'update auth_events set outcome = $$ok$$',
    'delete from auth_events',
    'delete from auth_accounts',
    'update auth_accounts set username = $$x$$',
  ]) {
    await expect(pool.query(text)).rejects.toThrow('permission denied')
  }
})

test('an account that is made in a transaction is gone with it', async () => {
  const run = at.database.kysely.transaction().execute(async (tx) => {
    await createAccount(tx, { username: 'x1', name: 'x', passwordHash: 'none', mustChangePassword: true, now })
    throw new Error('undone')
  })
  await expect(run).rejects.toThrow('undone')
  expect(await at.database.kysely.selectFrom('auth_accounts').select('id').execute()).toEqual([])
})

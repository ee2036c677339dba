import { afterEach, beforeEach, expect, test } from 'vitest'
import { hashPassword, resetPassword } from './index.ts'
import { changshou, minutes, openSignInDesk, password, type SignInDesk } from '../../../test/sign-in-desk.ts'

let desk: SignInDesk

beforeEach(async () => {
  desk = await openSignInDesk()
})

afterEach(() => desk.close())

test('half an hour without activity ends a session; activity keeps it', async () => {
  const { cookie } = await desk.signIn('wang')
  for (let n = 0; n < 5; n++) {
    desk.pass(minutes(25))
    expect((await desk.get('/api/session', cookie)).status).toBe(200)
  }
  desk.pass(minutes(30))
  expect((await desk.get('/api/session', cookie)).status).toBe(401)
  expect(await desk.at.database.kysely.selectFrom('auth_sessions').select('id').execute()).toEqual([])
})

test('twelve hours end a session however busy it is', async () => {
  const { cookie } = await desk.signIn('wang')
  for (let n = 0; n < 35; n++) {
    desk.pass(minutes(20))
    expect((await desk.get('/api/session', cookie)).status).toBe(200)
  }
  desk.pass(minutes(20))
  expect((await desk.get('/api/session', cookie)).status).toBe(401)
})

test('signing out ends the session at once, for requests under way too', async () => {
  const { cookie } = await desk.signIn('wang')
  expect((await desk.get('/api/session', cookie)).status).toBe(200)
  const busy = Array.from({ length: 10 }, () => desk.get('/api/session', cookie))
  const out = await desk.signOut(cookie)
  expect(out.status).toBe(204)
  expect(out.setCookie).toMatch(/^mofang=; .*Max-Age=0/)
  await Promise.all(busy)
  expect((await desk.get('/api/session', cookie)).status).toBe(401)
})

test('an initial password must be changed before anything else', async () => {
  await desk.member('new', { [changshou]: ['duty'] }, true)
  const { cookie, body } = await desk.signIn('new')
  expect(body.mustChangePassword).toBe(true)
  for (const url of [`/api/${changshou}/cases.list`, `/%61pi/${changshou}/cases.list`]) {
    expect(await desk.get(url, cookie)).toMatchObject({ status: 403, body: { code: 'password_change_required' } })
  }
  const changed = await desk.change(cookie, password, 'Brand-new-1')
  expect(changed.status).toBe(200)
  expect((await desk.get(`/api/${changshou}/cases.list`, changed.cookie)).body.can).toEqual([
    'cases.list',
    'cases.create',
  ])
  expect((await desk.get('/api/session', cookie)).status).toBe(401)
})

test('a password falls due after ninety days', async () => {
  const { cookie } = await desk.change((await desk.signIn('wang')).cookie, password, 'Brand-new-1')
  expect((await desk.get('/api/session', cookie)).body.mustChangePassword).toBe(false)
  desk.pass(90 * 24 * 60 * minutes(1))
  expect((await desk.signIn('wang', 'Brand-new-1')).body.mustChangePassword).toBe(true)
})

test('a new password is strong and none of the last five', async () => {
  let { cookie } = await desk.signIn('wang')
  for (const weak of ['Short-1', 'onlysmallletters', 'lower-and-1'.slice(0, 7), '12345678901']) {
    expect(await desk.change(cookie, password, weak)).toMatchObject({ status: 422, code: 'password_weak' })
  }
  let current = password
  const use = async (next: string) => {
    desk.pass(1000)
    const changed = await desk.change(cookie, current, next)
    if (changed.status === 200) [cookie, current] = [changed.cookie, next]
    return changed.code ?? 'ok'
  }
  for (const n of [1, 2, 3, 4]) expect(await use(`Next-password-${n}`)).toBe('ok')
  expect(await use(password)).toBe('password_reused')
  expect(await use('Next-password-4')).toBe('password_reused')
  expect(await use('Next-password-5')).toBe('ok')
  expect(await use(password)).toBe('ok')
})

test('guessing the current password counts towards the lock', async () => {
  const { cookie } = await desk.signIn('wang')
  for (let n = 1; n <= 4; n++) expect((await desk.change(cookie, 'wrong', 'Brand-new-1')).code).toBe('password_wrong')
  expect((await desk.change(cookie, 'wrong', 'Brand-new-1')).code).toBe('account_locked')
  expect((await desk.change(cookie, password, 'Brand-new-1')).code).toBe('account_locked')
})

test('many sessions of one account push out the oldest', async () => {
  const cookies: string[] = []
  for (let n = 0; n < 21; n++) {
    desk.pass(1000)
    cookies.push((await desk.signIn('wang')).cookie)
  }
  desk.pass(minutes(1))
  expect((await desk.get('/api/session', cookies[0]!)).status).toBe(401)
  expect((await desk.get('/api/session', cookies[1]!)).status).toBe(200)
})

test('the operator gives a new initial password', async () => {
  const { cookie } = await desk.signIn('wang')
  const passwordHash = await hashPassword('Given-by-hand-1')
  const said = { username: 'Wang', passwordHash, now: desk.clock }
  expect(await desk.at.database.kysely.transaction().execute((tx) => resetPassword(tx, said))).toBe(true)
  desk.pass(minutes(1))
  expect((await desk.get('/api/session', cookie)).status).toBe(401)
  expect((await desk.signIn('wang', 'Given-by-hand-1')).body.mustChangePassword).toBe(true)
})

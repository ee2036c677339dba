import { afterEach, beforeEach, expect, test } from 'vitest'
import { changshou, minutes, openSignInDesk, password, xianxia, type SignInDesk } from '../../../test/sign-in-desk.ts'

let desk: SignInDesk

beforeEach(async () => {
  desk = await openSignInDesk()
})

afterEach(() => desk.close())

test('a session tells who one is, where one serves and what one may', async () => {
  const { status, cookie } = await desk.signIn(' WANG ')
  expect(status).toBe(200)
  const { body } = await desk.get('/api/session', cookie)
  expect(body).toMatchObject({ username: 'wang', mustChangePassword: false })
  expect(body.memberships).toMatchObject([
    { street: changshou, roles: ['duty'], scope: { kind: 'street' }, can: ['cases.list', 'cases.create'] },
  ])
  expect((await desk.get('/api/session', '')).body.code).toBe('not_signed_in')
})

test('the cookie is out of reach of scripts and, over https, bound to the host', async () => {
  const plain = await desk.signIn('wang')
  expect(plain.setCookie).toMatch(/^mofang=[^;]+; Path=\/; Max-Age=43200; HttpOnly; SameSite=Lax$/)
  const secure = await desk.signIn('wang', password, { 'x-forwarded-proto': 'https' })
  expect(secure.setCookie).toMatch(/^__Host-mofang=[^;]+; Path=\/; Max-Age=43200; HttpOnly; SameSite=Lax; Secure$/)
})

test('a forged or bent cookie is nobody', async () => {
  const { cookie } = await desk.signIn('wang')
  for (const bent of [cookie.slice(0, -6), `mofang=${'a'.repeat(64)}`, 'mofang=%00%ff', cookie.replace('.', 'x.')]) {
    expect((await desk.get('/api/session', bent)).status).toBe(401)
  }
})

test('five failures lock the account for thirty minutes, the right password included', async () => {
  for (let n = 1; n <= 4; n++) expect((await desk.signIn('wang', 'wrong')).body.code).toBe('wrong_credentials')
  expect(await desk.signIn('wang', 'wrong')).toMatchObject({ status: 423, body: { code: 'account_locked' } })
  desk.pass(minutes(29))
  expect((await desk.signIn('wang')).body.code).toBe('account_locked')
  desk.pass(minutes(2))
  expect((await desk.signIn('wang')).status).toBe(200)
})

test('the lock is in the database, not in the process', async () => {
  for (let n = 1; n <= 5; n++) await desk.signIn('wang', 'wrong')
  await desk.reopen()
  expect((await desk.signIn('wang')).body.code).toBe('account_locked')
})

test('many guesses at the same moment are no more than five', async () => {
  const guesses = [...Array.from({ length: 8 }, () => 'wrong'), password]
  const codes = (await Promise.all(guesses.map((guess) => desk.signIn('wang', guess)))).map(({ body }) => body.code)
  expect(codes.filter((code) => code === 'wrong_credentials')).toHaveLength(4)
  expect(codes.at(-1)).toBe('account_locked')
})

test('a success forgets the failures before it', async () => {
  for (let n = 1; n <= 4; n++) await desk.signIn('wang', 'wrong')
  expect((await desk.signIn('wang')).status).toBe(200)
  for (let n = 1; n <= 4; n++) expect((await desk.signIn('wang', 'wrong')).body.code).toBe('wrong_credentials')
})

test('answers do not tell whether an account exists', async () => {
  const tried = async (username: string) => {
    const answers: unknown[] = []
    for (let n = 1; n <= 6; n++) {
      const { status, body, cookie } = await desk.signIn(username, 'wrong')
      answers.push({ status, body, cookie })
    }
    return answers
  }
  expect(await tried('nobody')).toEqual(await tried('wang'))
})

test('an unknown name costs as much work as a known one', async () => {
  // Processor time of all threads: how long it takes by the clock depends on what else the machine does.
  const workOf = async (username: string) => {
    const from = process.cpuUsage()
    for (let n = 0; n < 4; n++) await desk.signIn(username, 'wrong')
    const { user, system } = process.cpuUsage(from)
    return user + system
  }
  const known = await workOf('wang')
  expect(await workOf('nobody')).toBeGreaterThan(known / 2)
})

test('an address with many failures has to wait, whatever names it tries', async () => {
  const from = { 'x-forwarded-for': '203.0.113.9' }
  for (let n = 0; n < 30; n++) await desk.signIn(`guess${n}`, 'wrong', from)
  expect(await desk.signIn('wang', password, from)).toMatchObject({ status: 429, body: { code: 'too_many_requests' } })
  expect((await desk.signIn('wang', password, { 'x-forwarded-for': '203.0.113.10' })).status).toBe(200)
})

test('refusals speak the language asked for', async () => {
  expect((await desk.signIn('wang', 'wrong')).body.message).toBe('用户名或密码不正确。')
  expect((await desk.signIn('wang', 'wrong', { 'accept-language': 'en-GB,zh' })).body.message).toMatch(/^The user name/)
})

test('a body that is no sign-in is refused with its fields', async () => {
  const refused = await desk.signIn('x'.repeat(201), 'x'.repeat(1001))
  const fields = [{ path: 'username' }, { path: 'password' }]
  expect(refused).toMatchObject({ status: 422, body: { code: 'invalid_input', fields } })
  expect((await desk.signIn('wang\u0000', password)).body.code).toBe('wrong_credentials')
})

test('memberships of one account span streets, and its rights stay in each', async () => {
  await desk.member('both', { [changshou]: ['duty'], [xianxia]: [] })
  const { cookie } = await desk.signIn('both')
  expect((await desk.get(`/api/${changshou}/cases.list`, cookie)).body).toEqual({
    can: ['cases.list', 'cases.create'],
    name: `both@${changshou}`,
  })
  expect((await desk.get(`/api/${xianxia}/cases.list`, cookie)).body).toEqual({ can: [], name: `both@${xianxia}` })
  const wang = (await desk.signIn('wang')).cookie
  expect((await desk.get(`/api/${xianxia}/cases.list`, wang)).body).toEqual({ can: [], name: null })
})

test('staff of other streets stay out of sight of a transaction', async () => {
  await desk.member('other', { [xianxia]: ['duty'] })
  const names = (street: string) =>
    desk.at.database.transaction(street, (tx) => tx.selectFrom('staff').select('name').execute())
  expect(await names(changshou)).toEqual([{ name: `wang@${changshou}` }])
  expect(await desk.at.database.kysely.selectFrom('staff').select('name').execute()).toEqual([])
  expect(await desk.at.database.kysely.selectFrom('staff_roles').select('role').execute()).toEqual([])
})

test('an account that serves nowhere any more cannot sign in, and is told no more than a stranger', async () => {
  await desk.member('gone', {})
  expect(await desk.signIn('gone')).toMatchObject({ status: 401, body: { code: 'wrong_credentials' } })
  expect(await desk.at.database.kysely.selectFrom('auth_sessions').select('id').execute()).toEqual([])
})

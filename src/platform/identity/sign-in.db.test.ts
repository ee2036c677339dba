import Fastify, { type FastifyInstance } from 'fastify'
import { afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { newId, StaffId } from '#kernel/id'
import { freshDatabase, type TestDatabase } from '../../../test/db.ts'
import { addStaff, createAccount, createIdentity, hashPassword, identityRoutes, resetPassword } from './index.ts'

const [changshou, xianxia] = ['310107015', '310105008']
const password = 'Mofang-2026'
const minutes = (n: number) => n * 60_000

let hash: string
let at: TestDatabase
let clock: Date
let app: FastifyInstance

beforeAll(async () => {
  hash = await hashPassword(password)
})

beforeEach(async () => {
  at = await freshDatabase()
  clock = new Date('2026-11-21T09:00:00+08:00')
  app = open()
  await member('wang', { [changshou]: ['duty'] })
})

afterEach(async () => {
  await app.close()
  await at.drop()
})

function open() {
  const roles = [{ id: 'duty', label: ['值班', 'Duty'] as const, may: ['cases.list', 'cases.create'] }]
  const made = createIdentity({
    database: at.database,
    roles,
    secret: 'a secret of this test, 32 or longer',
    now: () => clock,
  })
  const server = Fastify({ trustProxy: true })
  void server.register(identityRoutes, { identity: made })
  server.get('/api/:street/cases.list', async (request) => {
    const { street } = request.params as { street: string }
    const actor = await made.actorOf(request, street)
    return { can: [...(actor?.can ?? [])], name: actor?.name ?? null }
  })
  return server
}

async function member(username: string, serves: Record<string, string[]>, mustChangePassword = false): Promise<string> {
  const accountId = await createAccount(at.database.kysely, {
    username,
    name: username,
    passwordHash: hash,
    mustChangePassword,
    now: clock,
  })
  for (const [street, roles] of Object.entries(serves)) {
    const staff = { street, id: StaffId.parse(newId()), accountId, name: `${username}@${street}`, post: '', unit: null }
    await at.database.transaction(street, (tx) =>
      addStaff(tx, { ...staff, scope: { kind: 'street' }, roles, now: clock }),
    )
  }
  return accountId
}

function pass(ms: number): void {
  clock = new Date(clock.getTime() + ms)
}

async function signIn(username: string, secret = password, headers: Record<string, string> = {}) {
  const response = await app.inject({
    method: 'POST',
    url: '/api/session',
    headers,
    payload: { username, password: secret },
  })
  const cookie = String(response.headers['set-cookie'] ?? '').split(';')[0] ?? ''
  return {
    status: response.statusCode,
    body: response.json<{ code?: string; message?: string; mustChangePassword?: boolean }>(),
    cookie,
  }
}

async function get(url: string, cookie: string) {
  const response = await app.inject({ url, headers: { cookie } })
  return { status: response.statusCode, body: response.json<Record<string, unknown>>() }
}

async function change(cookie: string, current: string, next: string) {
  const response = await app.inject({
    method: 'POST',
    url: '/api/session/password',
    headers: { cookie },
    payload: { current, next },
  })
  const fresh = String(response.headers['set-cookie'] ?? '').split(';')[0] ?? ''
  return { status: response.statusCode, code: response.json<{ code?: string }>().code, cookie: fresh }
}

test('a session tells who one is, where one serves and what one may', async () => {
  const { status, cookie } = await signIn(' WANG ')
  expect(status).toBe(200)
  const { body } = await get('/api/session', cookie)
  expect(body).toMatchObject({ username: 'wang', mustChangePassword: false })
  expect(body.memberships).toMatchObject([
    { street: changshou, roles: ['duty'], scope: { kind: 'street' }, can: ['cases.list', 'cases.create'] },
  ])
  expect((await get('/api/session', '')).body.code).toBe('not_signed_in')
})

test('the cookie is out of reach of scripts and, over https, bound to the host', async () => {
  const send = (headers: Record<string, string>) =>
    app.inject({ method: 'POST', url: '/api/session', headers, payload: { username: 'wang', password } })
  const plain = await send({})
  expect(plain.headers['set-cookie']).toMatch(/^mofang=[^;]+; Path=\/; Max-Age=43200; HttpOnly; SameSite=Lax$/)
  const secure = await send({ 'x-forwarded-proto': 'https' })
  expect(secure.headers['set-cookie']).toMatch(
    /^__Host-mofang=[^;]+; Path=\/; Max-Age=43200; HttpOnly; SameSite=Lax; Secure$/,
  )
})

test('a forged or bent cookie is nobody', async () => {
  const { cookie } = await signIn('wang')
  for (const bent of [cookie.slice(0, -6), `mofang=${'a'.repeat(64)}`, 'mofang=%00%ff', cookie.replace('.', 'x.')]) {
    expect((await get('/api/session', bent)).status).toBe(401)
  }
})

test('five failures lock the account for thirty minutes, the right password included', async () => {
  for (let n = 1; n <= 4; n++) expect((await signIn('wang', 'wrong')).body.code).toBe('wrong_credentials')
  expect(await signIn('wang', 'wrong')).toMatchObject({ status: 423, body: { code: 'account_locked' } })
  pass(minutes(29))
  expect((await signIn('wang')).body.code).toBe('account_locked')
  pass(minutes(2))
  expect((await signIn('wang')).status).toBe(200)
})

test('the lock is in the database, not in the process', async () => {
  for (let n = 1; n <= 5; n++) await signIn('wang', 'wrong')
  await app.close()
  app = open()
  expect((await signIn('wang')).body.code).toBe('account_locked')
})

test('many guesses at the same moment are no more than five', async () => {
  const guesses = [...Array.from({ length: 8 }, () => 'wrong'), password]
  const codes = (await Promise.all(guesses.map((guess) => signIn('wang', guess)))).map(({ body }) => body.code)
  expect(codes.filter((code) => code === 'wrong_credentials')).toHaveLength(4)
  expect(codes.at(-1)).toBe('account_locked')
})

test('a success forgets the failures before it', async () => {
  for (let n = 1; n <= 4; n++) await signIn('wang', 'wrong')
  expect((await signIn('wang')).status).toBe(200)
  for (let n = 1; n <= 4; n++) expect((await signIn('wang', 'wrong')).body.code).toBe('wrong_credentials')
})

test('answers do not tell whether an account exists', async () => {
  const tried = async (username: string) => {
    const answers: unknown[] = []
    for (let n = 1; n <= 6; n++) {
      const { status, body, cookie } = await signIn(username, 'wrong')
      answers.push({ status, body, cookie })
    }
    return answers
  }
  expect(await tried('nobody')).toEqual(await tried('wang'))
})

test('an unknown name costs as much work as a known one', async () => {
  const time = async (username: string) => {
    const from = performance.now()
    await signIn(username, 'wrong')
    return performance.now() - from
  }
  await time('warm')
  expect(await time('nobody')).toBeGreaterThan((await time('wang')) / 3)
})

test('an address with many failures has to wait, whatever names it tries', async () => {
  const from = { 'x-forwarded-for': '203.0.113.9' }
  for (let n = 0; n < 30; n++) await signIn(`guess${n}`, 'wrong', from)
  expect(await signIn('wang', password, from)).toMatchObject({ status: 429, body: { code: 'too_many_requests' } })
  expect((await signIn('wang', password, { 'x-forwarded-for': '203.0.113.10' })).status).toBe(200)
})

test('refusals speak the language asked for', async () => {
  expect((await signIn('wang', 'wrong')).body.message).toBe('用户名或密码不正确。')
  expect((await signIn('wang', 'wrong', { 'accept-language': 'en-GB,zh' })).body.message).toMatch(/^The user name/)
})

test('a body that is no sign-in is refused with its fields', async () => {
  const response = await app.inject({ method: 'POST', url: '/api/session', payload: { username: 7 } })
  expect(response.statusCode).toBe(422)
  expect(response.json()).toMatchObject({ code: 'invalid_input', fields: [{ path: 'username' }, { path: 'password' }] })
  expect((await signIn('wang\u0000', password)).body.code).toBe('wrong_credentials')
})

test('half an hour without activity ends a session; activity keeps it', async () => {
  const { cookie } = await signIn('wang')
  for (let n = 0; n < 5; n++) {
    pass(minutes(25))
    expect((await get('/api/session', cookie)).status).toBe(200)
  }
  pass(minutes(30))
  expect((await get('/api/session', cookie)).status).toBe(401)
  expect(await at.database.kysely.selectFrom('auth_sessions').select('id').execute()).toEqual([])
})

test('twelve hours end a session however busy it is', async () => {
  const { cookie } = await signIn('wang')
  for (let n = 0; n < 35; n++) {
    pass(minutes(20))
    expect((await get('/api/session', cookie)).status).toBe(200)
  }
  pass(minutes(20))
  expect((await get('/api/session', cookie)).status).toBe(401)
})

test('signing out ends the session at once, for requests under way too', async () => {
  const { cookie } = await signIn('wang')
  expect((await get('/api/session', cookie)).status).toBe(200)
  const busy = Array.from({ length: 10 }, () => get('/api/session', cookie))
  const out = await app.inject({ method: 'DELETE', url: '/api/session', headers: { cookie } })
  expect(out.statusCode).toBe(204)
  expect(out.headers['set-cookie']).toMatch(/^mofang=; .*Max-Age=0/)
  await Promise.all(busy)
  expect((await get('/api/session', cookie)).status).toBe(401)
})

test('an initial password must be changed before anything else', async () => {
  await member('new', { [changshou]: ['duty'] }, true)
  const { cookie, body } = await signIn('new')
  expect(body.mustChangePassword).toBe(true)
  for (const url of [`/api/${changshou}/cases.list`, `/%61pi/${changshou}/cases.list`]) {
    expect(await get(url, cookie)).toMatchObject({ status: 403, body: { code: 'password_change_required' } })
  }
  const changed = await change(cookie, password, 'Brand-new-1')
  expect(changed.status).toBe(200)
  expect((await get(`/api/${changshou}/cases.list`, changed.cookie)).body.can).toEqual(['cases.list', 'cases.create'])
  expect((await get('/api/session', cookie)).status).toBe(401)
})

test('a password falls due after ninety days', async () => {
  const { cookie } = await change((await signIn('wang')).cookie, password, 'Brand-new-1')
  expect((await get('/api/session', cookie)).body.mustChangePassword).toBe(false)
  pass(90 * 24 * 60 * minutes(1))
  expect((await signIn('wang', 'Brand-new-1')).body.mustChangePassword).toBe(true)
})

test('a new password is strong and none of the last five', async () => {
  let { cookie } = await signIn('wang')
  for (const weak of ['Short-1', 'onlysmallletters', 'lower-and-1'.slice(0, 7), '12345678901']) {
    expect(await change(cookie, password, weak)).toMatchObject({ status: 422, code: 'password_weak' })
  }
  let current = password
  const use = async (next: string) => {
    pass(1000)
    const changed = await change(cookie, current, next)
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
  const { cookie } = await signIn('wang')
  for (let n = 1; n <= 4; n++) expect((await change(cookie, 'wrong', 'Brand-new-1')).code).toBe('password_wrong')
  expect((await change(cookie, 'wrong', 'Brand-new-1')).code).toBe('account_locked')
  expect((await change(cookie, password, 'Brand-new-1')).code).toBe('account_locked')
})

test('memberships of one account span streets, and its rights stay in each', async () => {
  await member('both', { [changshou]: ['duty'], [xianxia]: [] })
  const { cookie } = await signIn('both')
  expect((await get(`/api/${changshou}/cases.list`, cookie)).body).toEqual({
    can: ['cases.list', 'cases.create'],
    name: `both@${changshou}`,
  })
  expect((await get(`/api/${xianxia}/cases.list`, cookie)).body).toEqual({ can: [], name: `both@${xianxia}` })
  const wang = (await signIn('wang')).cookie
  expect((await get(`/api/${xianxia}/cases.list`, wang)).body).toEqual({ can: [], name: null })
})

test('staff of other streets stay out of sight of a transaction', async () => {
  await member('other', { [xianxia]: ['duty'] })
  const names = (street: string) =>
    at.database.transaction(street, (tx) => tx.selectFrom('staff').select('name').execute())
  expect(await names(changshou)).toEqual([{ name: `wang@${changshou}` }])
  expect(await at.database.kysely.selectFrom('staff').select('name').execute()).toEqual([])
  expect(await at.database.kysely.selectFrom('staff_roles').select('role').execute()).toEqual([])
})

test('an account that serves nowhere any more cannot sign in, and is told no more than a stranger', async () => {
  await member('gone', {})
  expect(await signIn('gone')).toMatchObject({ status: 401, body: { code: 'wrong_credentials' } })
  expect(await at.database.kysely.selectFrom('auth_sessions').select('id').execute()).toEqual([])
})

test('many sessions of one account push out the oldest', async () => {
  const cookies: string[] = []
  for (let n = 0; n < 21; n++) {
    pass(1000)
    cookies.push((await signIn('wang')).cookie)
  }
  pass(minutes(1))
  expect((await get('/api/session', cookies[0]!)).status).toBe(401)
  expect((await get('/api/session', cookies[1]!)).status).toBe(200)
})

test('the operator gives a new initial password', async () => {
  const { cookie } = await signIn('wang')
  const passwordHash = await hashPassword('Given-by-hand-1')
  const said = { username: 'Wang', passwordHash, now: clock }
  expect(await at.database.kysely.transaction().execute((tx) => resetPassword(tx, said))).toBe(true)
  pass(minutes(1))
  expect((await get('/api/session', cookie)).status).toBe(401)
  expect((await signIn('wang', 'Given-by-hand-1')).body.mustChangePassword).toBe(true)
})

import Fastify from 'fastify'
import { newId, StaffId } from '#kernel/id'
import { addStaff, createAccount, createIdentity, hashPassword, identityRoutes } from '#platform/identity'
import { freshDatabase, type TestDatabase } from './db.ts'

export const changshou = '310107015'
export const xianxia = '310105008'
export const password = 'Mofang-2026'
export const minutes = (n: number) => n * 60_000

let hash: Promise<string> | undefined

/** A server with the session routes, a clock that is set by hand, and 王 (`wang`), who is on duty in Changshou. */
export async function openSignInDesk() {
  const at = await freshDatabase()
  const desk = new SignInDesk(at)
  await desk.member('wang', { [changshou]: ['duty'] })
  return desk
}

export class SignInDesk {
  readonly at: TestDatabase
  clock = new Date('2026-11-21T09:00:00+08:00')
  #app

  constructor(at: TestDatabase) {
    this.at = at
    this.#app = this.#open()
  }

  #open() {
    const roles = [{ id: 'duty', label: ['值班', 'Duty'] as const, may: ['cases.list', 'cases.create'] }]
    const secret = 'a secret of this test, 32 or longer'
    const identity = createIdentity({ database: this.at.database, roles, secret, now: () => this.clock })
    const app = Fastify({ trustProxy: true })
    void app.register(identityRoutes, { identity })
    app.get('/api/:street/cases.list', async (request) => {
      const { street } = request.params as { street: string }
      const actor = await identity.actorOf(request, street)
      return { can: [...(actor?.can ?? [])], name: actor?.name ?? null }
    })
    return app
  }

  /** As after a restart: nothing is left but the database. */
  async reopen(): Promise<void> {
    await this.#app.close()
    this.#app = this.#open()
  }

  async close(): Promise<void> {
    await this.#app.close()
    await this.at.drop()
  }

  pass(ms: number): void {
    this.clock = new Date(this.clock.getTime() + ms)
  }

  async member(username: string, serves: Record<string, string[]>, mustChangePassword = false): Promise<void> {
    const passwordHash = await (hash ??= hashPassword(password))
    const [now, { database }] = [this.clock, this.at]
    const account = { username, name: username, passwordHash, mustChangePassword, now }
    const accountId = await createAccount(database.kysely, account)
    for (const [street, roles] of Object.entries(serves)) {
      const who = { street, id: StaffId.parse(newId()), accountId, name: `${username}@${street}`, post: '', unit: null }
      const staff = { ...who, scope: { kind: 'street' } as const, roles, now }
      await database.transaction(street, (tx) => addStaff(tx, staff))
    }
  }

  async signIn(username: string, secret = password, headers: Record<string, string> = {}) {
    const payload = { username, password: secret }
    const response = await this.#app.inject({ method: 'POST', url: '/api/session', headers, payload })
    const body = response.json<{ code?: string; message?: string; mustChangePassword?: boolean; fields?: unknown }>()
    const setCookie = String(response.headers['set-cookie'] ?? '')
    return { status: response.statusCode, body, setCookie, cookie: setCookie.split(';')[0] ?? '' }
  }

  async signOut(cookie: string) {
    const response = await this.#app.inject({ method: 'DELETE', url: '/api/session', headers: { cookie } })
    return { status: response.statusCode, setCookie: String(response.headers['set-cookie'] ?? '') }
  }

  async get(url: string, cookie: string) {
    const response = await this.#app.inject({ url, headers: { cookie } })
    return { status: response.statusCode, body: response.json<Record<string, unknown>>() }
  }

  async change(cookie: string, current: string, next: string) {
    const asked = {
      method: 'POST' as const,
      url: '/api/session/password',
      headers: { cookie },
      payload: { current, next },
    }
    const response = await this.#app.inject(asked)
    const fresh = String(response.headers['set-cookie'] ?? '').split(';')[0] ?? ''
    return { status: response.statusCode, code: response.json<{ code?: string }>().code, cookie: fresh }
  }
}

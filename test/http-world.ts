import type { FastifyInstance } from 'fastify'
import { newId } from '#kernel/id'
import { ensureAllMeasures } from '#engines/indicators'
import { fillRegisters } from '../src/app/demo/registers.ts'
import { demoPassword } from '../src/app/demo/staff.ts'
import { compose, type Composition } from '../src/app/server/composition.ts'
import { buildHttp } from '../src/app/server/http.ts'
import { freshDatabase, type TestDatabase } from './db.ts'
import { makeTestFolder } from './db-server.ts'

export const changshou = '310107015'
export const xianxia = '310105008'

export interface Answered {
  readonly status: number
  readonly headers: Readonly<Record<string, unknown>>
  readonly text: string
  readonly body: { readonly code?: string; readonly message?: string } & Readonly<Record<string, unknown>>
}

/** The whole web server over a clean database with three streets, their units, people and sign-ins, and no case. */
export interface HttpWorld extends TestDatabase {
  readonly app: FastifyInstance
  readonly composition: Composition
  /** Its data folder. */
  readonly data: string
  /** What the server logged as an error. */
  readonly errors: string[]
  /** A session cookie. */
  signIn(username: string): Promise<string>
  get(path: string, cookie?: string, headers?: Readonly<Record<string, string>>): Promise<Answered>
  /** Looks something up in a street. */
  ask(query: string, input: unknown, cookie?: string, street?: string): Promise<Answered>
  /** Sends a command, under an id of its own unless one is given. */
  send(command: string, input: unknown, cookie?: string, said?: { id?: string; street?: string }): Promise<Answered>
  /** Another server over the same database, as after a restart. */
  restart(): Promise<void>
  close(): Promise<void>
}

export async function anHttpWorld(): Promise<HttpWorld> {
  const at = await freshDatabase()
  await fillRegisters(at.ownerUrl, at.database, new Date())
  const errors: string[] = []
  const cookies = new Map<string, string>()
  const data = makeTestFolder()
  const secret = 'a secret of this test, 32 or longer'

  async function open() {
    const now = () => new Date()
    const composition = compose(at.database, { secret, name: at.name, now })
    await ensureAllMeasures(at.database, composition.measures)
    const config = { data, trustProxy: false, log: 'silent', s3: undefined } as const
    const app = await buildHttp({ config, database: at.database, composition, now, demoAccounts: [] })
    app.log.error = (...told: unknown[]) => void errors.push(told.map(String).join(' '))
    return { app, composition }
  }
  let opened = await open()

  async function inject(method: 'GET' | 'POST', url: string, cookie: string, rest: object = {}): Promise<Answered> {
    const { headers = {}, ...given } = rest as { headers?: Record<string, string> }
    const response = await opened.app.inject({
      method,
      url,
      headers: { ...(cookie && { cookie }), ...headers },
      ...given,
    })
    const isJson = String(response.headers['content-type']).startsWith('application/json')
    const body = isJson ? (JSON.parse(response.body) as Answered['body']) : {}
    return { status: response.statusCode, headers: response.headers, text: response.body, body }
  }

  const world: HttpWorld = {
    ...at,
    get app() {
      return opened.app
    },
    get composition() {
      return opened.composition
    },
    data,
    errors,
    async signIn(username) {
      const known = cookies.get(username)
      if (known) return known
      const response = await inject('POST', '/api/session', '', { payload: { username, password: demoPassword } })
      if (response.status !== 200) throw new Error(`${username} cannot sign in: ${response.text}`)
      const cookie = String(response.headers['set-cookie']).split(';')[0]!
      cookies.set(username, cookie)
      return cookie
    },
    get: (path, cookie = '', headers = {}) => inject('GET', path, cookie, { headers }),
    ask: (query, input, cookie = '', street = changshou) =>
      inject('GET', `/api/${street}/${query}?input=${encodeURIComponent(JSON.stringify(input))}`, cookie),
    send: (command, input, cookie = '', { id = newId(), street = changshou } = {}) =>
      inject('POST', `/api/${street}/${command}`, cookie, { payload: { command: id, input } }),
    async restart() {
      await opened.app.close()
      opened = await open()
    },
    async close() {
      await opened.app.close()
      await at.drop()
    },
  }
  return world
}

/** What a duty officer sends to register a case. */
export function aReport(said: Readonly<Record<string, unknown>> = {}) {
  const usual = {
    type: 'grid-patrol',
    source: 'phone',
    category: 'gb2026:m:06012',
    title: '门口堆放建筑垃圾',
    place: '长寿路 100 弄口',
  }
  return { caseId: newId(), ...usual, ...said }
}

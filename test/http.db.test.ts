import { Validator } from '@seriousme/openapi-schema-validator'
import { CompiledQuery } from 'kysely'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { newId } from '#kernel/id'
import type { Membership } from '#kernel/session'
import { perform } from '#platform/operations'
import { aReport, anHttpWorld, changshou, type HttpWorld } from './http-world.ts'
import { openEvents } from './live-events.ts'

let world: HttpWorld
let duty: string

beforeAll(async () => {
  world = await anHttpWorld()
  duty = await world.signIn('zhiban')
})
afterAll(() => world.close())
afterEach(() => expect(world.errors.splice(0)).toEqual([]))

const refusal = (status: number, code: string) => ({
  status,
  body: { code, message: expect.stringMatching(/\S/) as string },
})

test('whatever there is not is refused with a code and a sentence', async () => {
  for (const path of ['/api/nothing', `/api/${changshou}/cases.nothing`, '/api', '/nothing.txt', `/api/${changshou}`])
    expect(await world.get(path, duty)).toMatchObject(refusal(404, 'route_not_found'))
  for (const street of ['999999999', '31010701', 'changshou', '%00', '310107015 ', '-1'])
    expect(await world.get(`/api/${street}/cases.list`, duty)).toMatchObject(refusal(404, 'street_unknown'))
})

test('a command is not looked up, and a query is not sent', async () => {
  expect(await world.get(`/api/${changshou}/cases.create`, duty)).toMatchObject(refusal(404, 'route_not_found'))
  expect(await world.send('cases.list', {}, duty)).toMatchObject(refusal(404, 'route_not_found'))
  for (const method of ['PUT', 'DELETE', 'PATCH'] as const) {
    const response = await world.app.inject({
      method,
      url: `/api/${changshou}/cases.create`,
      headers: { cookie: duty },
      payload: {},
    })
    expect(response.statusCode).toBe(404)
    expect(response.json()).toMatchObject({ code: 'route_not_found' })
  }
})

test('a body that cannot be read is refused by its own status, with a code and a sentence', async () => {
  const url = `/api/${changshou}/cases.create`
  const send = async (payload: string, type: string) => {
    const headers = { cookie: duty, 'content-type': type }
    const response = await world.app.inject({ method: 'POST', url, headers, payload })
    return { status: response.statusCode, body: response.json<object>() }
  }
  expect(await send('{"command":', 'application/json')).toMatchObject(refusal(400, 'body_unreadable'))
  expect(await send('', 'application/json')).toMatchObject(refusal(400, 'body_unreadable'))
  expect(await send('<xml/>', 'application/xml')).toMatchObject(refusal(415, 'body_unreadable'))
  expect(await send('{"__proto__":{"a":1}}', 'application/json')).toMatchObject(refusal(400, 'body_unreadable'))
  expect(await send(JSON.stringify({ text: '漏'.repeat(600_000) }), 'application/json')).toMatchObject(
    refusal(413, 'body_unreadable'),
  )
  expect(await send('[]', 'application/json')).toMatchObject(refusal(422, 'invalid_input'))
})

test('every answer carries the headers that keep browsers safe', async () => {
  const answers = [
    await world.get('/health'),
    await world.get('/api/openapi.json'),
    await world.get('/nothing'),
    await world.ask('cases.list', {}, duty),
    await world.ask('cases.list', {}),
    await world.send('cases.create', {}, duty),
  ]
  for (const { headers } of answers) {
    const policy = String(headers['content-security-policy'])
    for (const rule of [
      "default-src 'self'",
      "object-src 'none'",
      "frame-ancestors 'none'",
      "base-uri 'self'",
      "script-src 'self'",
    ])
      expect(policy).toContain(rule)
    expect(policy).not.toContain('unsafe-eval')
    expect(headers).toMatchObject({ 'x-content-type-options': 'nosniff', 'referrer-policy': 'same-origin' })
    expect(headers['x-powered-by']).toBeUndefined()
  }
  // What someone looked up must not stay in a shared browser.
  expect((await world.ask('cases.list', {}, duty)).headers['cache-control']).toBe('no-store')
})

test('a refusal speaks the language that was asked for, Chinese unless it is English', async () => {
  const said = async (language?: string) =>
    (await world.get(`/api/${changshou}/cases.list`, '', language === undefined ? {} : { 'accept-language': language }))
      .body.message
  const chinese = '请先登录。'
  expect(await said()).toBe(chinese)
  for (const language of ['zh-CN,zh;q=0.9,en;q=0.8', 'zh', 'fr', '', '*', 'english?'.repeat(500)]) {
    const message = await said(language)
    expect([chinese, 'Sign in first.']).toContain(message)
    if (!language.startsWith('en')) expect(message).toBe(chinese)
  }
  for (const language of ['en', 'en-US,en;q=0.9', ' EN-gb ']) expect(await said(language)).toBe('Sign in first.')
})

test('health and metrics tell how it stands, and nothing about people', async () => {
  expect(await world.get('/health')).toMatchObject({ status: 200, body: { status: 'ok' } })
  await world.ask('cases.list', {}, duty)
  const { status, headers, text } = await world.get('/metrics')
  expect(status).toBe(200)
  expect(headers['content-type']).toContain('text/plain')
  expect(text).toMatch(/^mofang_request_seconds_count\{[^}]*route="\/api\/:street\/cases\.list"[^}]*\} [1-9]/m)
  expect(text).toMatch(/^mofang_database_connections\{state="total"\} \d/m)
  expect(text).toMatch(/^process_resident_memory_bytes \d/m)
  expect(text).not.toContain(changshou)
})

test('metrics are for who runs the program: on the machine itself, and not through its proxy', async () => {
  const { status, body } = await world.get('/metrics', '', { 'x-forwarded-for': '203.0.113.7' })
  expect([status, body]).toMatchObject([404, { code: 'route_not_found' }])
})

test('the description of the interface is OpenAPI 3.1 and leaves out no operation', async () => {
  const { body } = await world.get('/api/openapi.json')
  const validator = new Validator()
  const result = await validator.validate(structuredClone(body))
  expect(result).toMatchObject({ valid: true })
  expect(validator.version).toBe('3.1')
  const paths = body['paths'] as Record<
    string,
    Record<string, { operationId: string; responses: object; description: string }>
  >
  for (const { operation } of world.composition.implementations) {
    const described = paths[`/api/{street}/${operation.name}`]?.[operation.kind === 'query' ? 'get' : 'post']
    expect(described).toMatchObject({ operationId: operation.name })
    expect(JSON.stringify(described!.responses)).toContain([...operation.errors].join(', '))
  }
  expect(Object.keys(paths)).toHaveLength(world.composition.implementations.length)
  // Each reference leads somewhere.
  for (const [, name] of JSON.stringify(body).matchAll(/"\$ref":"#\/components\/schemas\/(\w+)"/g))
    expect(body).toHaveProperty(['components', 'schemas', name!])
})

test('who has no account cannot flood: after thirty commands a minute the answer is to wait, for that one command', async () => {
  const statuses: number[] = []
  for (let at = 0; at < 33; at++)
    statuses.push((await world.send('cases.rate', { followCode: 'X', solved: true, satisfaction: 'fair' })).status)
  expect(statuses.slice(0, 30)).toEqual(Array.from({ length: 30 }, () => 404))
  expect(statuses.slice(30)).toEqual([429, 429, 429])
  expect(await world.send('cases.rate', {})).toMatchObject(refusal(429, 'too_many_requests'))
  expect((await world.ask('cases.follow', { followCode: 'X' })).status).toBe(404)
  expect((await world.send('cases.create', aReport(), duty)).status).toBe(200)
})

test('a page that was cut off hears what it missed while the server was away, once each and in order', async () => {
  const own = await anHttpWorld()
  try {
    const cookie = await own.signIn('zhiban')
    const listen = async () => `${await own.app.listen({ port: 0, host: '127.0.0.1' })}/api/${changshou}/live`
    const create = async () => {
      const report = aReport()
      expect((await own.send('cases.create', report, cookie)).status).toBe(200)
      return report.caseId
    }
    const first = await openEvents(await listen(), cookie)
    const told = [await create(), await create(), await create()]
    await first.until(3)
    expect(first.events.map((event) => event.subject)).toEqual(told)

    // Cut off in the middle: it knows the second only.
    const place = first.events[1]!.id
    await own.app.close()
    await first.ended
    const { implementations } = own.composition
    const handler = implementations.find((each) => each.operation.name === 'cases.create')!
    const actor = (await own.composition.identity.actorOf({ headers: { cookie }, protocol: 'http' }, changshou))!
    for (let at = 0; at < 4; at++) {
      const report = aReport()
      const asked = { street: changshou, actor, command: newId(), input: report }
      expect(await perform({ database: own.database, now: () => new Date() }, handler, asked)).toMatchObject({
        ok: true,
      })
      told.push(report.caseId)
    }

    await own.restart()
    const second = await openEvents(await listen(), cookie, place)
    told.push(await create(), await create())
    await second.until(told.length - 2)
    await new Promise((settle) => setTimeout(settle, 700))
    expect(second.events.map((event) => event.subject)).toEqual(told.slice(2))
    expect(new Set(second.events.map((event) => event.id)).size).toBe(told.length - 2)
    second.close()
    expect(own.errors).toEqual([])
  } finally {
    await own.close()
  }
})

test('a made-up place in the ledger is taken for none', async () => {
  const own = await anHttpWorld()
  try {
    const cookie = await own.signIn('zhiban')
    const url = `${await own.app.listen({ port: 0, host: '127.0.0.1' })}/api/${changshou}/live`
    for (const place of [
      '9999999999999999999/00000000-0000-0000-0000-000000000000',
      `1/${'-'.repeat(36)}`,
      `1/${'a'.repeat(36)}`,
      "1' or '1",
    ]) {
      const page = await openEvents(url, cookie, place)
      const report = aReport()
      await own.send('cases.create', report, cookie)
      await page.until(1)
      expect(page.events.map((event) => event.subject)).toEqual([report.caseId])
      page.close()
    }
    expect(own.errors).toEqual([])
  } finally {
    await own.close()
  }
})

test('what happens elsewhere is not heard here', async () => {
  const own = await anHttpWorld()
  try {
    const cookie = await own.signIn('zhiban')
    const base = await own.app.listen({ port: 0, host: '127.0.0.1' })
    const page = await openEvents(`${base}/api/${changshou}/live`, cookie)
    const report = aReport()
    await own.send('cases.create', aReport(), cookie, { street: '310105008' })
    await own.send('cases.create', report, cookie)
    await page.until(1)
    await new Promise((settle) => setTimeout(settle, 700))
    expect(page.events.map((event) => event.subject)).toEqual([report.caseId])
    page.close()
    expect((await own.get(`/api/${changshou}/live`)).status).toBe(401)
  } finally {
    await own.close()
  }
})

test('a handler hears that something happened, but not to which case of others', async () => {
  const own = await anHttpWorld()
  try {
    const cookie = await own.signIn('zhiban')
    const handler = await own.signIn('huanwei')
    const base = await own.app.listen({ port: 0, host: '127.0.0.1' })
    const page = await openEvents(`${base}/api/${changshou}/live`, handler)
    const [others, mine] = [aReport(), aReport()]
    await own.send('cases.create', others, cookie)
    await own.send('cases.create', mine, handler)
    await page.until(2)
    expect(page.events.map(({ operation, subject }) => [operation, subject])).toEqual([
      ['cases.create', null],
      ['cases.create', mine.caseId],
    ])
    page.close()
  } finally {
    await own.close()
  }
})

test('everyone hears of what concerns their own work, and of which case only if it may be seen', async () => {
  const own = await anHttpWorld()
  try {
    const [duty, keeper, system] = [await own.signIn('zhiban'), await own.signIn('dicang'), await own.signIn('xitong')]
    const base = await own.app.listen({ port: 0, host: '127.0.0.1' })
    const listen = async (username: string) =>
      await openEvents(`${base}/api/${changshou}/live`, await own.signIn(username))
    const listeners = ['quhua', 'yingshang', 'xitong', 'lingdao'] as const
    const pages = await Promise.all(listeners.map(listen))

    const report = aReport()
    const asked = { id: newId(), filter: { register: 'person' }, purpose: 'verify', note: '核对名册' }
    const { memberships } = (await own.get('/api/session', duty)).body as { memberships: Membership[] }
    const { staffId } = memberships.find(({ street }) => street === changshou)!
    for (const [command, input, by] of [
      ['cases.create', report, duty],
      ['identity.unlock', { staffId }, system],
      ['registers.requestExport', asked, keeper],
    ] as const)
      expect(await own.send(command, input, by)).toMatchObject({ status: 200 })

    await Promise.all([pages[0]!.until(1), pages[1]!.until(2), pages[2]!.until(1), pages[3]!.until(2)])
    await new Promise((settle) => setTimeout(settle, 700))
    const heard = pages.map((page) => page.events.map(({ operation, subject }) => [operation, subject]))
    expect(Object.fromEntries(listeners.map((who, at) => [who, heard[at]]))).toEqual({
      quhua: [['registers.requestExport', null]],
      // Reads figures that count cases, and sees none of them.
      yingshang: [
        ['cases.create', null],
        ['registers.requestExport', null],
      ],
      xitong: [['identity.unlock', null]],
      lingdao: [
        ['cases.create', report.caseId],
        ['registers.requestExport', null],
      ],
    })
    for (const page of pages) page.close()
    expect(own.errors).toEqual([])
  } finally {
    await own.close()
  }
})

test('a stopping server answers what is under way, ends the streams, and takes nothing new', async () => {
  const own = await anHttpWorld()
  try {
    const cookie = await own.signIn('zhiban')
    const base = await own.app.listen({ port: 0, host: '127.0.0.1' })
    const { caseId } = aReport()
    expect((await own.send('cases.create', aReport({ caseId }), cookie)).status).toBe(200)
    const page = await openEvents(`${base}/api/${changshou}/live`, cookie)
    // Someone holds the case: who accepts it has to wait.
    let letGo = () => {}
    const held = own.database.transaction(changshou, async (tx) => {
      await tx.executeQuery(CompiledQuery.raw(`select 1 from cases where id = '${caseId}' for update`))
      await new Promise<void>((settle) => (letGo = settle))
    })
    await new Promise((settle) => setTimeout(settle, 200))
    const accepting = fetch(`${base}/api/${changshou}/cases.accept`, {
      method: 'POST',
      headers: { cookie, 'content-type': 'application/json' },
      body: JSON.stringify({ command: newId(), input: { caseId } }),
    })
    await new Promise((settle) => setTimeout(settle, 300))
    const closing = own.app.close()
    await page.ended
    await new Promise((settle) => setTimeout(settle, 300))
    letGo()
    await held
    const answer = await accepting
    expect(answer.status).toBe(200)
    expect(await answer.json()).toMatchObject({ caseId, state: 'verifying' })
    await closing
    await expect(fetch(`${base}/health`)).rejects.toThrow()
  } finally {
    await own.close()
  }
})

test('without its database it says so, and what is asked is told to come again', async () => {
  const own = await anHttpWorld()
  const cookie = await own.signIn('zhiban')
  await own.get('/api/session', cookie)
  await own.database.close()
  expect(await own.get('/health')).toMatchObject({ status: 503 })
  expect(await own.ask('cases.list', {}, cookie)).toMatchObject({ status: 500, body: { code: 'failed' } })
  await own.app.close()
})

import { afterAll, beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import { newId, StaffId, type UnitId } from '#kernel/id'
import { platformErrors, type Operation } from '#kernel/operation'
import { makeUscc } from '#model'
import { addStaff, createAccount, hashPassword } from '#platform/identity'
import { demoAccounts, demoPassword, scopeOf } from '../src/app/demo/staff.ts'
import { between, makeRng, type Rng } from '../src/app/demo/rng.ts'
import { caseTypes } from '#faces'
import { bookTables, keepBooks, knownOfBooks, writeReports } from './fuzz-books.ts'
import { holdVotes, knownOfVotes, voteTables } from './fuzz-votes.ts'
import { aReport, anHttpWorld, changshou, xianxia, type HttpWorld } from './http-world.ts'
import { anyId, mutate, oneOf, valid, type Known, type Schema } from './mutations.ts'

const usual = 16_000
const requests = Number(process.env['MOFANG_FUZZ'] ?? usual)
const seed = process.env['MOFANG_FUZZ_SEED'] ?? 'fuzz'
/** Stands in every text of the other street, and nowhere else. */
const marker = '別街機密'

let world: HttpWorld
/** By name; the empty one is nobody. All of them serve in Changshou only. */
const cookies = new Map<string, string>([['', '']])
let known: Known
/** What only some operations know, by the beginning of their names. */
let knownBy: readonly (readonly [start: string, Known])[]
/** Ids of the other street: some are tried here, the others nobody here can know. */
let foreign: string[]
let secret: string[]

beforeAll(async () => {
  world = await anHttpWorld()
  await hirePeople()
  await work(xianxia, marker)
  await keepRegisters(xianxia, marker)
  await keepPapers(xianxia, marker)
  const ids = Object.values(await idsOf(xianxia))
  foreign = ids.flatMap((each) => each.slice(0, 3))
  secret = ids.flatMap((each) => each.slice(3))
  known = await workHere()
  const here = await idsOf(changshou)
  knownBy = [
    ...knownOfOlder(here),
    ...knownOfBooks(here, await unitOf(changshou), foreign[0]),
    ...knownOfVotes(here, { ...(await voted(changshou)), foreign: foreign[0] }),
  ]
})
afterAll(() => world.close())

/** One person for each role, in Changshou and nowhere else. */
async function hirePeople(): Promise<void> {
  const now = new Date()
  const passwordHash = await hashPassword(demoPassword)
  const units = await rows<{ id: UnitId; code: string; committee: string | null }>(
    `select id, code, committee from units where street = '${changshou}' order by code`,
  )
  const committee = units.find((unit) => unit.code.startsWith('committee-'))!
  for (const { username: like, roles, scope, unit } of demoAccounts) {
    const username = `only-${like}`
    const account = { username, name: username, passwordHash, mustChangePassword: false, now }
    const accountId = await createAccount(world.database.kysely, account)
    const own = unit === 'first-committee' ? committee.id : (units.find((each) => each.code === unit)?.id ?? null)
    const seen = scopeOf(changshou, scope, committee)
    const person = {
      street: changshou,
      id: StaffId.parse(newId()),
      accountId,
      name: like,
      post: '',
      unit: own,
      scope: seen,
      roles,
      now,
    }
    await world.database.transaction(changshou, (tx) => addStaff(tx, person))
    cookies.set(username, await world.signIn(username))
  }
}

const rows = async <Row extends object>(sql: string): Promise<Row[]> => {
  const { onServer } = await import('./db-server.ts')
  return [...(await onServer<Row & Record<string, unknown>>(world.ownerUrl, sql))]
}

async function granted(command: string, input: object, who: string, street: string): Promise<Record<string, unknown>> {
  const answer = await world.send(command, input, await world.signIn(who), { street })
  if (answer.status !== 200) throw new Error(`${command}: ${answer.text}`)
  return answer.body
}

async function unitOf(street: string): Promise<string> {
  const [unit] = await rows<{ id: string }>(`select id from units where street = '${street}' and code = 'sanitation'`)
  return unit!.id
}

/** Where votes are held, and who holds their keys. */
async function voted(street: string) {
  const [home] = await rows<{ id: string; compound: string }>(
    `select h.id, c.id as compound from register_entries h join register_entries s on s.street = h.street and s.id = h.parent
     join register_entries b on b.street = s.street and b.id = s.parent join register_entries c on c.street = b.street and c.id = b.parent
     where h.street = '${street}' and h.register = 'home' and c.register = 'compound' limit 1`,
  )
  const trustees = await rows<{ id: string }>(
    `select staff_id as id from staff_roles where street = '${street}' and role = 'trustee' order by 1`,
  )
  return { home: home!.id, compound: home!.compound, trustees: trustees.map(({ id }) => id) }
}

async function keepPapers(street: string, words: string): Promise<void> {
  const does = (verb: string, input: object, who: string) => granted(verb, input, who, street)
  await keepBooks(does, words, await unitOf(street))
  const { compound, home, trustees } = await voted(street)
  await holdVotes(does, words, compound, home, trustees)
  await writeReports(does, words)
}

/** Cases on their way, as far as each goes; the texts say `words`. */
async function work(street: string, words: string): Promise<string[]> {
  const ids: string[] = []
  const unit = await unitOf(street)
  const [place] = await rows<{ id: string }>(
    `select id from addresses where street = '${street}' order by text limit 1`,
  )
  for (let at = 0; at < 12; at++) {
    const texts = {
      title: `${words}门口堆物`,
      description: `${words}的描述`,
      place: `${words}路 1 号`,
      callerName: `${words}先生`,
      callerPhone: '19900008000',
    }
    const hotline = at % 2 === 0 && {
      type: 'hotline-12345',
      source: 'hotline',
      category: 'local:m:54004',
      upstreamNo: `${words}${at}`,
      answers: { appeal: 'help', replyWanted: true },
    }
    const report = aReport({ ...texts, ...hotline, ...(at % 3 === 0 && { addressId: place!.id }) })
    const { caseId } = report
    await granted('cases.create', report, 'zhiban', street)
    ids.push(caseId)
    if (at < 2) continue
    const { state } = await granted('cases.accept', { caseId }, 'zhiban', street)
    if (state === 'verifying') await granted('cases.verify', { caseId, passed: true, note: words }, 'xuncha', street)
    if (at < 4) continue
    await granted('cases.register', { caseId }, 'zhiban', street)
    if (at < 6) continue
    await granted('cases.dispatch', { caseId, unit }, 'zhiban', street)
    const [task] = await rows<{ id: string }>(
      `select id from tasks where street = '${street}' and case_id = '${caseId}'`,
    )
    if (at < 8) continue
    await granted('cases.sign', { caseId, taskId: task!.id }, 'huanwei', street)
    await granted('cases.note', { caseId, text: `${words}备注` }, 'huanwei', street)
    if (at < 10)
      await granted(
        'cases.applyParking',
        { caseId, reason: 'ownership', note: words, reviewOn: '2099-01-01' },
        'huanwei',
        street,
      )
  }
  const note = {
    month: '2026-10',
    kind: 'not_solved',
    rows: [
      { upstreamNo: `${words}0`, note: words },
      { upstreamNo: `${words}999`, note: words },
    ],
  }
  await granted('cases.importCityRows', note, 'huifang', street)
  return ids
}

const idsOf = async (street: string) => {
  const of = async (table: string, column = 'id') =>
    (
      await rows<{ id: string }>(`select ${column}::text as id from ${table} where street = '${street}' order by 1`)
    ).map((row) => row.id)
  return {
    cases: await of('cases'),
    codes: await of('cases', 'follow_code'),
    tasks: await of('tasks'),
    records: await of('case_records'),
    rows: await of('city_rows'),
    units: await of('units'),
    addresses: (await of('addresses')).slice(0, 50),
    staff: await of('staff'),
    acts: await of('acts'),
    entries: await of('register_entries'),
    ties: await of('register_ties'),
    tags: await of('care_tags'),
    merges: await of('register_merges'),
    statements: await of('register_statements'),
    exports: await of('register_exports'),
    imports: await of('register_imports'),
    hashes: await of('report_seals', 'hash'),
    ...(Object.fromEntries(
      await Promise.all(
        Object.entries({ ...bookTables, ...voteTables }).map(async ([name, table]) => [name, await of(table)]),
      ),
    ) as Record<keyof typeof bookTables | keyof typeof voteTables, string[]>),
  }
}

/** A house with people in it, a firm, and two who were one; the texts say `words`. */
async function keepRegisters(street: string, words: string): Promise<void> {
  const keep = (verb: string, input: object) => granted(`registers.${verb}`, input, 'dicang', street)
  const make = async (register: string, fields: object, parent?: string) => {
    const id = newId()
    await keep('make', { id, register, fields, ...(parent && { parent }) })
    return id
  }
  const address = { road: `${words}路`, lane: '12', number: '3' }
  const compound = await make('compound', { name: `${words}小区` })
  const building = await make('building', { name: `${words}楼` }, compound)
  const staircase = await make('staircase', address, building)
  const home = await make('home', { ...address, room: '101' }, staircase)
  const people: string[] = []
  for (const [at, name] of ['王秀兰', '李建国', '张桂英', '张桂瑛'].entries()) {
    const id = await make('person', { name, birth: `195${at}-03-02`, phone: `1990000700${at}`, note: words })
    people.push(id)
    await keep('tie', { id: newId(), kind: 'lives', subject: id, object: home, from: '2020-01-01' })
    await keep('tag', { id: newId(), entry: id, tag: 'lives_alone', from: '2020-01-01' })
  }
  await make('enterprise', {
    name: `${words}有限公司`,
    uscc: makeUscc({ division: '310107', subject: street.slice(-8) }),
  })
  await keep('merge', { id: newId(), winner: people[0], loser: people[1], reason: words })
  await keep('requestExport', {
    id: newId(),
    filter: { register: 'person' },
    clear: true,
    purpose: 'visit',
    note: words,
  })
  await keep('startImport', { id: newId(), kind: 'person', fileName: `${words}.xlsx` })
}

async function workHere(): Promise<Known> {
  await work(changshou, '本街')
  await keepRegisters(changshou, '本街')
  await keepPapers(changshou, '本街')
  const ids = await idsOf(changshou)
  const entries = [...ids.entries, foreign[0]]
  const caseIds = [...ids.cases, foreign[0]]
  return {
    caseId: caseIds,
    // To another case, or to a day.
    to: [...caseIds, ...caseIds.map(() => '2030-01-01')],
    except: caseIds,
    repeatOf: [null, ...caseIds],
    taskId: ids.tasks,
    recordId: ids.records,
    rowId: ids.rows,
    unit: ids.units,
    assist: ids.units,
    units: ids.units,
    suggestedUnit: [null, ...ids.units],
    addressId: [null, ...ids.addresses],
    followCode: ids.codes,
    staffId: ids.staff,
    type: caseTypes.map((type) => type.id),
    category: ['gb2026:m:06012', 'local:m:54004', 'gb2026:m:06010'],
    queue: ['open', 'mine', 'my_unit', 'overdue', 'unsolved_said'],
    measure: ['closed', 'on_time', 'grid-patrol:found'],
    upstreamNo: ['SH2026', '本街0'],
    words: ['本街', '堆物', '的', '本街有堆物'],
    key: ['cases.duplicate.near', 'grid-patrol.usual'],
    month: ['2026-10'],
    until: ['2099-12-31', '2026-12-01'],
    callerPhone: [null, '19900008000'],
    id: [...entries, ...ids.ties, ...ids.tags, ...ids.exports, ...ids.imports],
    ...Object.fromEntries(['entry', 'winner', 'loser', 'subject', 'object', 'person'].map((name) => [name, entries])),
    entries: entries.map((id) => [id]),
    places: entries.map((id) => [id]),
    // What pages hand on between themselves: made up, it is always refused.
    after: [undefined],
    where: [undefined, { birth: '1950-03-02' }],
    columns: [undefined, ['name']],
    filter: [{ register: 'person' }],
    register: ['person', 'person', 'home', 'enterprise', 'premises'],
    fields: [{ name: '赵德福' }, { name: '孙美玲', phone: '19900007111' }],
    details: [{}],
    share: [undefined],
    within: [{}],
    version: [1, 2, 3],
    on: [undefined, '2026-11-01'],
    knownAt: [undefined],
    statement: ids.statements,
    merge: ids.merges,
    importId: ids.imports,
    tag: ['lives_alone', 'subsistence', 'mental_health'],
    from: ['2020-01-01', '2026-01-01'],
    observedOn: ['2026-11-01'],
    password: ['Abcdef-123456'],
    roles: ['duty', 'handler', 'leader'],
  }
}

/** What differs in meaning, under one name, between operations of registers and cases. */
function knownOfOlder(ids: Awaited<ReturnType<typeof idsOf>>): readonly (readonly [start: string, Known])[] {
  const of = (verbs: string, values: Known) =>
    verbs.split(' ').map((verb): readonly [string, Known] => [`registers.${verb}`, values])
  return [
    ...of('', { to: [undefined, '2026-11-20'] }),
    ...of('make', { id: [] }),
    ...of('endTie endTag', { id: [...ids.ties, ...ids.tags], to: ['2026-11-20'] }),
    ...of('decideExport takeExport', { id: ids.exports }),
    ...of('import mendRow decideRow mapImport applyImport pauseImport resumeImport cancelImport undoImport', {
      id: [...ids.imports, foreign[0]],
    }),
    ['cases.setParameter', { unit: [] }],
  ]
}

interface Try {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE' | 'PATCH'
  readonly url: string
  readonly headers: Record<string, string>
  readonly payload?: string
}

const streets = [
  changshou,
  changshou,
  changshou,
  changshou,
  xianxia,
  '999999999',
  'x',
  '%00',
  '31010701５',
  '310107015%2F..',
]

function asText(value: unknown): string {
  return JSON.stringify(value) ?? 'null'
}

/** One request: right but for a few things, or wrong from the ground up. */
function aTry(rng: Rng, operation: Operation, schema: Schema): Try {
  // Anyone may report in any street: such a report is no trespass.
  const isOpen = operation.audience === 'anyone'
  const street =
    rng() < 0.85
      ? changshou
      : oneOf(
          rng,
          streets.filter((each) => !isOpen || each !== xianxia),
        )
  const own = knownBy.flatMap(([start, values]) => (operation.name.startsWith(start) ? [values] : []))
  // Looked for, never written: what is written here would be found here.
  const sought = operation.kind === 'query' ? { words: [...known['words']!, marker] } : {}
  let input = valid(schema, rng, Object.assign({}, known, sought, ...own) as Known)
  for (let left = oneOf(rng, [0, 0, 1, 1, 1, 2, 3]); left > 0; left--) input = mutate(input, rng, foreign)
  const cookie = cookieOf(rng, operation)
  const language = oneOf(rng, ['zh-CN', 'en', '', '\u007f', 'en'.repeat(3000)])
  const headers: Record<string, string> = { ...(cookie && { cookie }), 'accept-language': language }
  const path = `/api/${street}/${operation.name}`
  if (operation.kind === 'query') {
    const query = rng() < 0.9 ? `input=${percent(asText(input))}` : oddQuery(rng, input)
    return {
      method: rng() < 0.97 ? 'GET' : 'POST',
      url: `${path}?${query}`,
      headers,
      ...(rng() < 0.03 && { payload: asText(input) }),
    }
  }
  let body: unknown = {
    command: anyId(rng),
    input,
    ...(rng() < 0.1 && {
      at: oneOf(rng, ['2026-11-20T08:00:00+08:00', '1999-01-01T00:00:00Z', '9999-12-31T23:59:59Z', 'gestern']),
    }),
  }
  if (rng() < 0.15) body = mutate(body, rng, foreign)
  const text = asText(body)
  const broken = rng()
  const payload =
    broken < 0.02
      ? text.slice(0, between(rng, 0, text.length))
      : broken < 0.03
        ? `${text}${' '.repeat(1_100_000)}`
        : broken < 0.04
          ? `\ufeff${text}`
          : broken < 0.05
            ? text.replaceAll('"', '')
            : text
  const type =
    rng() < 0.95
      ? 'application/json'
      : oneOf(rng, [
          'text/plain',
          'application/x-www-form-urlencoded',
          'multipart/form-data; boundary=x',
          'application/json; charset=latin1',
          '',
        ])
  return {
    method: rng() < 0.97 ? 'POST' : oneOf(rng, ['GET', 'PUT', 'DELETE', 'PATCH']),
    url: path,
    headers: { ...headers, 'content-type': type },
    payload,
  }
}

/** Half the time someone who may do this; else anyone, nobody, or a cookie that is none. */
function cookieOf(rng: Rng, operation: Operation): string {
  const how = rng()
  if (how < 0.6) {
    const may = [...world.composition.identity.roles]
      .filter((role) => role.may.includes(operation.name))
      .map((role) => role.id)
    const people = demoAccounts.filter((account) => account.roles.some((role) => may.includes(role)))
    return people.length > 0 ? cookies.get(`only-${oneOf(rng, people).username}`)! : ''
  }
  if (how < 0.92) return oneOf(rng, [...cookies.values()])
  const real = cookies.get('only-zhiban')!
  return oneOf(
    rng,
    [
      `${real.slice(0, -3)}AAA`,
      'mofang=',
      'mofang=%00',
      `mofang=${'x'.repeat(150)}`,
      `mofang=${'y'.repeat(10_000)}`,
      `;;;=;${real}`,
      `${real}; ${real}x`,
      '漏水'.repeat(3),
    ].map((each) => Buffer.from(each).toString('latin1')),
  )
}

const percent = (text: string) => encodeURIComponent(text.replace(/\p{Surrogate}/gu, '?'))

function oddQuery(rng: Rng, input: unknown): string {
  return oneOf(rng, [
    '',
    'input=',
    'input',
    'input=%7B',
    'input=%ff%fe',
    'input=%00',
    'input=%5B1%5D&input=%7B%7D',
    'input[a]=1',
    '__proto__[x]=1',
    `input=${'a'.repeat(30_000)}`,
    `input=${percent(asText(input))}&input=${percent(asText(input))}`,
    `input=${percent(`{"words":"\\ud800"}`)}`,
    `input=${percent(`{"words":"\\u0000"}`)}`,
    `input=${percent(`{"__proto__":{"limit":1}}`)}`,
    `input=${percent('['.repeat(9000))}`,
    `input=${percent('1e999')}`,
  ])
}

const platformCodes = [
  ...Object.keys(platformErrors),
  'street_unknown',
  'route_not_found',
  'body_unreadable',
  'password_change_required',
]

async function fire(tried: Try, address: string) {
  const response = await world.app.inject({ ...tried, remoteAddress: address } as never)
  return response as unknown as { statusCode: number; headers: Record<string, string>; body: string }
}

/** What must be true of every answer to anything. */
function faultOf(
  tried: Try,
  answer: { statusCode: number; headers: Record<string, string>; body: string },
  codes: readonly string[],
): string | null {
  const { statusCode: status, body } = answer
  const said = `${tried.url}${tried.payload ?? ''}`
  if (status >= 500) return `status ${status}`
  const sentMarker = said.includes(marker) || said.includes(percent(marker))
  if (body.includes(marker) && !sentMarker) return 'text of another street'
  const leaked = secret.find((id) => body.includes(id))
  if (leaked) return `${leaked} of another street`
  if (status < 400) return null
  if (!String(answer.headers['content-type']).startsWith('application/json'))
    return `a refusal in ${answer.headers['content-type']}`
  const { code, message } = JSON.parse(body) as { code?: unknown; message?: unknown }
  if (typeof code !== 'string' || !codes.includes(code)) return `the code ${String(code)}`
  return typeof message === 'string' && message.length > 3 ? null : 'no sentence'
}

async function fingerprint(street: string): Promise<unknown> {
  const tables = await rows<{ name: string }>(
    `select table_name as name from information_schema.columns where table_schema = 'public' and column_name = 'street' order by 1`,
  )
  const each = tables.map(
    ({ name }) =>
      `select '${name}' as name, count(*), md5(string_agg(t::text, ',' order by t::text)) from ${name} t where street = '${street}'`,
  )
  return await rows(each.join(' union all '))
}

test(`whatever is sent, ${requests} times: no failure, nothing of another street, always a code and a sentence`, async () => {
  const rng = makeRng(seed)
  const before = await fingerprint(xianxia)
  const operations = world.composition.implementations.map(({ operation }) => ({
    operation,
    schema: z.toJSONSchema(operation.input, { io: 'input', unrepresentable: 'any' }) as Schema,
  }))
  const tally = new Map<number, number>()
  const granted = new Set<string>()
  for (let at = 0; at < requests; at++) {
    const { operation, schema } = operations[at % operations.length]!
    const tried = aTry(rng, operation, schema)
    const answer = await fire(tried, `10.${at >> 16}.${(at >> 8) & 255}.${at & 255}`)
    tally.set(answer.statusCode, (tally.get(answer.statusCode) ?? 0) + 1)
    if (answer.statusCode === 200) granted.add(operation.name)
    const fault = faultOf(tried, answer, [...operation.errors, ...platformCodes]) ?? world.errors[0]
    if (fault)
      expect.fail(
        `request ${at} of seed ${seed}: ${fault}\n${tried.method} ${tried.url.slice(0, 3000)}\n${(tried.payload ?? '').slice(0, 2000)}\n→ ${answer.statusCode} ${answer.body.slice(0, 500)}`,
      )
  }
  expect(await fingerprint(xianxia)).toEqual(before)
  // A short run comes to each operation twice or so.
  if (requests < usual) return
  // Else nothing was tried in earnest.
  expect(
    granted.size,
    operations
      .map(({ operation }) => operation.name)
      .filter((name) => !granted.has(name))
      .join(' '),
  ).toBeGreaterThan(operations.length / 2)
  for (const status of [200, 401, 403, 404, 409, 422])
    expect(tally.get(status), `answers with ${status}`).toBeGreaterThan(5)
}, 600_000)

test('files, sign-in and the export take no nonsense either', async () => {
  const rng = makeRng(`${seed} other routes`)
  const own = [
    'file_missing',
    'file_too_large',
    'file_type_refused',
    'file_broken',
    'file_unknown',
    'id_malformed',
    'id_taken',
    'wrong_credentials',
    'account_locked',
    'password_wrong',
    'password_weak',
    'password_reused',
    'queue_unknown',
    'measure_unknown',
    'cursor_invalid',
  ]
  const strings = () => String(mutate('x', rng, foreign))
  for (let at = 0; at < Math.min(400, requests / 4); at++) {
    const cookie = oneOf(rng, [...cookies.values()])
    const headers: Record<string, string> = { ...(cookie && { cookie }), 'content-type': 'application/json' }
    const wild = percent(strings().slice(0, 2000))
    const part = `--x\r\ncontent-disposition: form-data; name="file"; filename="${percent(strings()).slice(0, 100)}"\r\n\r\n${strings().slice(0, 1000)}\r\n--x--\r\n`
    const tried = oneOf(rng, [
      (): Try => ({
        method: 'GET',
        url: `/api/${changshou}/files/${oneOf(rng, [wild, oneOf(rng, foreign), anyId(rng)])}?code=${wild}&size=${wild}`,
        headers,
      }),
      (): Try => ({
        method: 'PUT',
        url: `/api/${changshou}/files/${oneOf(rng, [wild, anyId(rng)])}`,
        headers: { ...headers, 'content-type': 'multipart/form-data; boundary=x' },
        payload: oneOf(rng, [part, part.slice(0, 60), '', '--x--']),
      }),
      (): Try => ({
        method: 'PUT',
        url: `/api/${changshou}/files/${anyId(rng)}`,
        headers,
        payload: asText(mutate({}, rng, foreign)),
      }),
      (): Try => ({
        method: 'POST',
        url: '/api/session',
        headers,
        payload: asText(mutate({ username: strings(), password: strings() }, rng, foreign)),
      }),
      (): Try => ({
        method: 'POST',
        url: '/api/session/password',
        headers,
        payload: asText(mutate({ current: 'x', next: strings() }, rng, foreign)),
      }),
      (): Try => ({
        method: 'GET',
        url: `/api/${oneOf(rng, streets)}/cases.export.xlsx?input=${percent(asText(mutate({ queue: 'open', words: '本街' }, rng, foreign))).slice(0, 8000)}`,
        headers,
      }),
      (): Try => ({
        method: oneOf(rng, ['GET', 'DELETE', 'POST']),
        url: `/${oneOf(rng, ['', 'api/', 'desk/', 'api/session/'])}${wild}`,
        headers: cookie ? { cookie } : {},
      }),
      (): Try => ({
        method: 'GET',
        url: oneOf(rng, [
          '/../etc/passwd',
          '/%2e%2e/%2e%2e/etc/passwd',
          '/assets/..%2f..%2fpackage.json',
          '//evil.example/',
          '/desk/%ff',
          '/%',
          '/\\..\\x',
        ]),
        headers: {},
      }),
    ])()
    const answer = await fire(tried, `11.0.${(at >> 8) & 255}.${at & 255}`)
    const fault = faultOf(tried, answer, [...own, ...platformCodes]) ?? world.errors[0]
    if (fault)
      expect.fail(
        `other request ${at} of seed ${seed}: ${fault}\n${tried.method} ${tried.url.slice(0, 1500)}\n${(tried.payload ?? '').slice(0, 1500)}\n→ ${answer.statusCode} ${answer.body.slice(0, 500)}`,
      )
  }
}, 600_000)

import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import fc from 'fast-check'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { newId } from '#kernel/id'
import { systemActor, type Actor } from '#platform/operations'
import { writeSheet } from '#platform/sheets'
import {
  baseTags,
  registersWith,
  type ImportRow,
  type ImportSheet,
  type ImportView,
  type ImportKind,
} from '#engines/registers/shared'
import {
  aRegisterWorld,
  aResidentId,
  keeper,
  neighbour,
  worker,
  type RegisterWorld,
} from '../../../../../test/registers.ts'
import { committees, street } from '../../../../../test/world.ts'
import { purgeImports } from './purge.ts'
import { receiveFile } from './receive-file.ts'
import { runImport, type ImportWorld } from './run-import.ts'

let world: RegisterWorld
let imports: ImportWorld
let data: string
beforeAll(async () => {
  data = mkdtempSync(join(tmpdir(), 'imports-'))
  world = await aRegisterWorld()
  imports = {
    database: world.database,
    data,
    registers: registersWith([]),
    tags: baseTags,
    now: () => new Date(world.now),
  }
  await world.aStaircase({})
  await world.aStaircase({ number: '2' })
})
afterAll(async () => {
  await world.drop()
  rmSync(data, { recursive: true, force: true })
})

type Table = readonly (readonly string[])[]

const asXlsx = ([heads = [], ...rows]: Table) =>
  writeSheet({ name: '名册', columns: heads.map((title) => ({ title })), rows })
const asCsv = (table: Table) =>
  Readable.from([table.map((row) => row.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(',')).join('\n')])

async function bring(
  table: Table,
  {
    by = keeper,
    kind = 'person',
    source = 'committee',
    csv = false,
  }: { by?: Actor; kind?: ImportKind; source?: string; csv?: boolean } = {},
): Promise<string> {
  const id = newId()
  await world.do(by, 'startImport', { id, kind, source, fileName: csv ? '名册.csv' : '名册.xlsx' })
  expect(await receiveFile(imports, street, id, csv ? asCsv(table) : asXlsx(table))).toMatchObject({ ok: true })
  return id
}

async function judged(table: Table, how: Parameters<typeof bring>[1] = {}): Promise<string> {
  const id = await bring(table, how)
  const { sheets } = (await world.do(how.by ?? keeper, 'import', { id })) as { sheets: ImportSheet[] }
  await world.do(how.by ?? keeper, 'mapImport', {
    id,
    sheets: sheets.map(({ index, skipped, columns }) => ({
      index,
      used: skipped === null,
      columns: columns.map(({ at, target }) => ({ at, target })),
    })),
  })
  await runImport(imports, street, id)
  return id
}

const view = async (id: string) => ((await world.do(keeper, 'import', { id })) as { import: ImportView }).import
const rowsOf = async (id: string) =>
  ((await world.do(keeper, 'importRows', { id, limit: 200 })) as { items: ImportRow[] }).items
const verdictsOf = async (id: string) => (await rowsOf(id)).map((row) => row.verdict)

async function applied(id: string, said: object = {}): Promise<ImportView> {
  await world.do(keeper, 'applyImport', { id, ...said })
  const { total } = await view(id)
  await runImport(imports, street, id)
  const done = await view(id)
  // What is told to come is what comes, or less where two rows turn out to be one.
  expect(total).toBeGreaterThanOrEqual(done.done)
  return done
}

async function undone(id: string): Promise<ImportView> {
  await world.do(keeper, 'undoImport', { id, reason: '测试' })
  await runImport(imports, street, id)
  return view(id)
}

/** All that stands, without when it was written. */
const standing = async () => ({
  entries: await world.rows(
    `select id, register, parent, root, state, fields, origins, committee, grid, micro_grid, lng, lat, home_key, sort_key from register_entries where state = 'standing' order by id`,
  ),
  keys: await world.rows('select key, entry from register_keys order by 1, 2'),
  finds: await world.rows('select token, entry, register from register_finds order by 1, 2'),
  ties: await world.rows(
    'select id, kind, subject, object, details, valid_from, valid_to, source from register_ties where superseded_at is null order by id',
  ),
  tags: await world.rows(
    'select id, entry, tag, details, valid_from, valid_to, source from care_tags where superseded_at is null order by id',
  ),
  doubts: await world.rows(`select entry, other from register_doubts where state = 'open' order by 1, 2`),
})

const heads = ['姓名', '身份证号', '联系电话', '住址', '与户主关系', '独居']
let serial = 0
const someone = (
  name: string,
  room: string,
  more: { id?: string; phone?: string; relation?: string; alone?: string } = {},
) => [
  name,
  more.id ?? aResidentId(++serial),
  more.phone ?? '',
  `长寿路100弄1号${room}室`,
  more.relation ?? '',
  more.alone ?? '',
]

test('a list is judged, written, and found again without change', async () => {
  const table = [
    heads,
    someone('陈一', '901', { relation: '户主', phone: '19900000001', alone: '√' }),
    someone('陈二', '901', { relation: '子' }),
    someone('陈三', '902'),
  ]
  const id = await judged(table)
  expect(await view(id)).toMatchObject({ state: 'judged', totals: { new: 3, wrong: 0, doubtful: 0 }, applied: 0 })
  expect(await world.rows(`select 1 from register_statements where import = '${id}'`)).toEqual([])
  expect(await applied(id)).toMatchObject({ state: 'applied', applied: 3 })
  const people = await world.rows<{ name: string; committee: string; homeKey: string; home: string; tags: number }>(`
    select e.fields ->> 'name' as name, e.committee, e.home_key as "homeKey", h.fields ->> 'room' as home, (select count(*)::int from care_tags t where t.entry = e.id) as tags
    from register_entries e join register_ties t on t.subject = e.id and t.kind = 'lives' join register_entries h on h.id = t.object
    where e.fields ->> 'name' like '陈%' order by 1`)
  expect(people).toEqual([
    { name: '陈一', committee: committees[0], homeKey: '长寿路/100//1//901', home: '901', tags: 1 },
    { name: '陈三', committee: committees[0], homeKey: '长寿路/100//1//902', home: '902', tags: 0 },
    { name: '陈二', committee: committees[0], homeKey: '长寿路/100//1//901', home: '901', tags: 0 },
  ])
  for (const csv of [false, true])
    expect(await verdictsOf(await judged(table, { csv }))).toEqual(['same', 'same', 'same'])
})

test('every row is told apart before anything is written', async () => {
  const known = someone('周一', '801', { phone: '19900000011' })
  await applied(await judged([heads, known, someone('周二', '802')]))
  const id = await judged([
    heads,
    [known[0]!, known[1]!, '19900000012', known[3]!, '', ''],
    someone('周三', '803', { id: aResidentId(++serial).slice(0, 17) + '?' }),
    someone('周四', '804'),
    ['周五', aResidentId(++serial), '', '天山路999弄9号901', '', ''],
    ['合计', '4', '', '', '', ''],
    known,
  ])
  const rows = await rowsOf(id)
  expect(rows.map((row) => row.verdict)).toEqual(['changes', 'wrong', 'new', 'doubtful', 'skipped', 'doubtful'])
  expect(rows[0]!.changes).toMatchObject([{ field: 'field:phone', to: '19900000012' }])
  expect(rows[0]!.changes[0]!.from).toMatch(/\*{4}/)
  expect(rows[1]!.reasons).toContainEqual(expect.objectContaining({ column: 'B', code: 'field_wrong' }))
  expect(rows[3]!.reasons.map((reason) => reason.code)).toEqual(['address_unknown'])
})

test('a row is mended in place, decided upon, and written afterwards', async () => {
  const id = await judged([
    heads,
    someone('吴一', '701', { id: '12345' }),
    ['吴二', aResidentId(++serial), '', '长寿路100弄7号101', '', ''],
    someone('吴三', '703'),
  ])
  expect(await verdictsOf(id)).toEqual(['wrong', 'doubtful', 'new'])
  const mended = (await world.do(keeper, 'mendRow', {
    id,
    no: 1,
    values: { 'field:idNumber': aResidentId(++serial) },
  })) as { row: ImportRow }
  expect(mended.row).toMatchObject({ verdict: 'new', reasons: [{ code: 'home_made' }] })
  expect(
    ((await world.do(keeper, 'decideRow', { id, no: 2, decision: 'new' })) as { row: ImportRow }).row.verdict,
  ).toBe('new')
  expect(
    ((await world.do(keeper, 'decideRow', { id, no: 3, decision: 'skip' })) as { row: ImportRow }).row.verdict,
  ).toBe('skipped')
  expect(await applied(id)).toMatchObject({ applied: 2 })
  await world.do(keeper, 'decideRow', { id, no: 3, decision: null })
  expect(await world.refusal(keeper, 'decideRow', { id, no: 1, decision: 'skip' })).toBe('row_not_found')
  expect(await applied(id)).toMatchObject({ applied: 3 })
})

test('undoing restores every entry, key, token, tie and tag', async () => {
  const old = [
    someone('郑一', '601', { phone: '19900000021', relation: '户主' }),
    someone('郑二', '601'),
    someone('郑三', '602', { alone: '是' }),
  ]
  await applied(await judged([heads, ...old], { source: 'visit' }))
  world.now = new Date(Date.parse(world.now) + 86_400_000).toISOString()
  const before = await standing()
  const id = await judged([
    [...heads, '低保'],
    [old[0]![0]!, old[0]![1]!, '19900000022', '长寿路100弄2号605室', '户主', '', '是'],
    [...old[1]!.slice(0, 4), '妻', '', ''],
    [...old[2]!, '是'],
    [...someone('郑四', '603'), ''],
    [...someone('郑五', '603'), ''],
  ])
  expect(await applied(id)).toMatchObject({ applied: 5 })
  expect(await standing()).not.toEqual(before)
  expect(await undone(id)).toMatchObject({ state: 'undone', applied: 0 })
  expect(await standing()).toEqual(before)
})

test('what hands did since stays when an import is undone', async () => {
  const id = await judged([heads, someone('冯一', '501'), someone('冯二', '502')])
  await applied(id)
  const [one] = await world.rows<{ id: string }>(`select id from register_entries where fields ->> 'name' = '冯一'`)
  await world.do(keeper, 'say', { id: one!.id, version: 1, fields: { phone: '19900000031' } })
  await undone(id)
  const rows = await world.rows(
    `select state, fields ->> 'phone' as phone from register_entries where fields ->> 'name' like '冯%' or id = '${one!.id}' order by state`,
  )
  expect(rows).toEqual([
    { state: 'standing', phone: '19900000031' },
    { state: 'withdrawn', phone: null },
  ])
})

test('broken off between batches it goes on where it was, and nothing is written twice', async () => {
  const table = [
    heads,
    ...Array.from({ length: 2300 }, (_, at) =>
      someone(
        `韩${'一二三四五六七八九十'[at % 10]}${'甲乙丙丁戊己庚辛壬癸'[Math.floor(at / 10) % 10]}`,
        String(1000 + at),
        { id: aResidentId(at % 1000, `19${20 + (at % 67)}-0${1 + (at % 9)}-${10 + (at % 18)}`) },
      ),
    ),
  ]
  let left = 2
  const breaking: ImportWorld = {
    ...imports,
    database: {
      ...imports.database,
      transaction: (...asked: Parameters<typeof imports.database.transaction>) => {
        if (left-- <= 0) throw new Error('killed')
        return imports.database.transaction(...asked)
      },
    } as typeof imports.database,
  }
  const id = await bring(table)
  const { sheets } = (await world.do(keeper, 'import', { id })) as { sheets: ImportSheet[] }
  await world.do(keeper, 'mapImport', {
    id,
    sheets: sheets.map(({ index, columns }) => ({
      index,
      used: true,
      columns: columns.map(({ at, target }) => ({ at, target })),
    })),
  })
  for (let patience = 12; (await view(id)).state === 'judging' && patience > 0; patience--) {
    left = 4
    await runImport(breaking, street, id).catch((thrown: Error) => expect(thrown.message).toBe('killed'))
  }
  expect(await view(id)).toMatchObject({ state: 'judged', totals: { new: 2300 } })
  await world.do(keeper, 'applyImport', { id })
  let halfway = 0
  for (let patience = 12; (await view(id)).state === 'applying' && patience > 0; patience--) {
    left = patience > 8 ? 6 : 14
    await runImport(breaking, street, id).catch((thrown: Error) => expect(thrown.message).toBe('killed'))
    const { applied: count } = await view(id)
    if (count > 0 && count < 2300) halfway += 1
  }
  expect(halfway).toBeGreaterThan(0)
  expect(await view(id)).toMatchObject({ state: 'applied', applied: 2300 })
  const [counted] = await world.rows<{
    people: number
    ties: number
  }>(`select count(*)::int as people, (select count(*)::int from register_ties where import = '${id}') as ties
    from register_statements where import = '${id}' and entry in (select id from register_entries where register = 'person')`)
  expect(counted).toEqual({ people: 2300, ties: 2300 })
})

test('someone is known again wherever the first row is: in the same batch, on its way to the database, or in it', async () => {
  const people = Array.from({ length: 1300 }, (_, at) =>
    someone(
      `丁${'一二三四五六七八九十'[at % 10]}${'甲乙丙丁戊己庚辛壬癸'[Math.floor(at / 10) % 10]}`,
      String(4000 + at),
      {
        id: aResidentId(at % 1000, `19${20 + (at % 67)}-1${at % 3}-${10 + (at % 18)}`),
      },
    ),
  )
  const again = (from: number, to: number) => (people[to] = people[from]!)
  again(10, 40)
  again(450, 550)
  again(451, 990)
  again(20, 1290)
  people[600] = people[460]!.with(0, '钱不同')
  const id = await judged([heads, ...people])
  expect(await view(id)).toMatchObject({ state: 'judged', totals: { new: 1295, same: 0, changes: 4, doubtful: 1 } })
  const twice = await world.rows<{ no: number }>(
    `select no from register_import_rows where import = '${id}' and reasons::text like '%twice_in_file%' order by no`,
  )
  expect(twice.map(({ no }) => no)).toEqual([41, 551, 991, 1291])
})

test('the same person twice in a file is one', async () => {
  const one = someone('秦一', '401', { phone: '19900000041' })
  const id = await judged([
    heads,
    one,
    [one[0]!, one[1]!, '19900000042', one[3]!, '', ''],
    ['秦一', '', '19900000041', one[3]!, '', ''],
    one,
  ])
  expect(await verdictsOf(id)).toEqual(['new', 'doubtful', 'doubtful', 'doubtful'])
  expect((await rowsOf(id))[1]!.reasons.map((reason) => reason.code)).toContain('twice_and_differs')
  const again = await judged([
    heads,
    someone('秦二', '402', { id: aResidentId(471) }),
    someone('秦二', '402', { id: aResidentId(471) }),
  ])
  expect(await verdictsOf(again)).toEqual(['new', 'changes'])
  expect(await applied(again)).toMatchObject({ applied: 2 })
  await applied(id)
  expect(
    await world.rows(`select 1 from register_entries where fields ->> 'name' like '秦%' and state = 'standing'`),
  ).toHaveLength(2)
})

test('two imports of the same people at once make them once', async () => {
  const table = [
    heads,
    ...Array.from({ length: 40 }, (_, at) =>
      someone(`许${at % 2 ? '明' : '华'}${'甲乙丙丁戊己庚辛壬癸'[at % 10]}`, String(300 + at)),
    ),
  ]
  const [one, two] = [await judged(table), await judged(table)]
  for (const id of [one, two]) await world.do(keeper, 'applyImport', { id })
  await Promise.all([runImport(imports, street, one), runImport(imports, street, two)])
  const [{ count } = { count: 0 }] = await world.rows<{ count: number }>(
    `select count(*)::int as count from register_entries where register = 'person' and fields ->> 'name' like '许%' and state = 'standing'`,
  )
  expect(count).toBe(40)
})

test('doubtful ones wait in the queue of pairs, or are left', async () => {
  await applied(
    await judged([heads, someone('何一一', '201', { phone: '19900000051', id: aResidentId(801, '1951-01-01') })]),
  )
  const alike = [heads, ['何一一', aResidentId(803, '1951-01-01'), '19900000051', '长寿路100弄1号201室', '', '']]
  const id = await judged(alike)
  const [row] = await rowsOf(id)
  expect(row).toMatchObject({ verdict: 'doubtful', reasons: [{ code: 'perhaps_same' }] })
  expect(row!.candidates).toHaveLength(1)
  expect(row!.candidates[0]!.reasons.length).toBeGreaterThan(0)
  expect(await applied(id, { doubtful: 'leave' })).toMatchObject({ applied: 0 })
  expect(await applied(id)).toMatchObject({ applied: 1 })
  expect(await world.rows(`select 1 from register_doubts where import = '${id}' and state = 'open'`)).toHaveLength(1)
  await undone(id)
  expect(await world.rows(`select 1 from register_doubts where import = '${id}'`)).toHaveLength(0)
})

test('a committee writes of its own area only, and sees its own imports only', async () => {
  const id = await judged(
    [heads, someone('吕一', '101'), ['吕二', aResidentId(++serial), '', '长寿路100弄1号102室', '', '']],
    { by: neighbour },
  )
  expect(await verdictsOf(id)).toEqual(['wrong', 'wrong'])
  expect((await rowsOf(id))[0]!.reasons.map((reason) => reason.code)).toContain('outside')
  expect(await world.refusal(worker, 'import', { id })).toBe('import_not_found')
  expect(await world.refusal(worker, 'undoImport', { id, reason: '测试' })).toBe('import_not_found')
})

test('homes, enterprises, premises and tags are imported like people', async () => {
  const homes = await judged(
    [
      ['地址', '建筑面积', '用途'],
      ['长寿路100弄2号101室', '50.5', '住宅'],
      ['长寿路100弄2号102', '', ''],
      ['长寿路100弄77号101', '', ''],
    ],
    { kind: 'home' },
  )
  expect(await verdictsOf(homes)).toEqual(['new', 'new', 'doubtful'])
  expect(await applied(homes)).toMatchObject({ applied: 2 })
  const [home] = await world.rows<{ parent: string | null; committee: string }>(
    `select parent, committee from register_entries where register = 'home' and fields ->> 'room' = '101' and fields ->> 'number' = '2'`,
  )
  expect(home).toMatchObject({ parent: expect.any(String) })
  const firms = await judged(
    [
      ['企业名称', '统一社会信用代码', '联系电话'],
      ['上海甲一贸易有限公司', '91330100799655058B', '62345678'],
      ['上海乙一贸易有限公司', '91330100799655058C', ''],
    ],
    { kind: 'enterprise' },
  )
  expect(await verdictsOf(firms)).toEqual(['new', 'wrong'])
  await applied(firms)
  expect(
    await verdictsOf(
      await judged(
        [
          ['企业名称', '统一社会信用代码'],
          ['上海甲一贸易有限公司', '91330100799655058B'],
        ],
        { kind: 'enterprise' },
      ),
    ),
  ).toEqual(['same'])
  const shops = await judged(
    [
      ['店名', '经营地址'],
      ['小杨面馆', '长寿路100弄1号'],
    ],
    { kind: 'premises' },
  )
  expect(await applied(shops)).toMatchObject({ applied: 1 })
  const who = someone('孔一', '777')
  await applied(await judged([heads, who]))
  const tags = await judged(
    [
      ['姓名', '身份证号', '低保'],
      [who[0]!, who[1]!, '是'],
      ['无名氏', aResidentId(++serial), '是'],
    ],
    { kind: 'tags' },
  )
  expect(await verdictsOf(tags)).toEqual(['changes', 'doubtful'])
  expect(await applied(tags)).toMatchObject({ applied: 1 })
})

test('whatever a file says, undoing it restores what stood before', async () => {
  const people = Array.from({ length: 5 }, (_, at) =>
    someone(`曹${'甲乙丙丁戊'[at]}`, `11${at}`, { phone: `1990000006${at}`, relation: at === 0 ? '户主' : '' }),
  )
  await applied(await judged([[...heads, '低保'], ...people.map((row) => [...row, ''])], { source: 'visit' }))
  world.now = new Date(Date.parse(world.now) + 86_400_000).toISOString()
  const row = fc.record({
    who: fc.integer({ min: 0, max: 6 }),
    phone: fc.constantFrom('', '19900000071', '19900000072', '6234'),
    home: fc.constantFrom('长寿路100弄1号110室', '长寿路100弄1号111室', '长寿路100弄2号120室', '长寿路100弄9号1室', ''),
    relation: fc.constantFrom('', '户主', '妻'),
    tags: fc.tuple(fc.constantFrom('', '是'), fc.constantFrom('', '是', '2024年起')),
  })
  await fc.assert(
    fc.asyncProperty(fc.array(row, { minLength: 1, maxLength: 6 }), async (rows) => {
      const before = await standing()
      const id = await judged([
        [...heads, '低保'],
        ...rows.map(({ who, phone, home, relation, tags }) => {
          const [name, number] = people[who] ?? [`曹新${'一二'[who - 5]}`, aResidentId(900 + who, '1961-01-02')]
          return [name!, number!, phone, home, relation, ...tags]
        }),
      ])
      await applied(id)
      await undone(id)
      expect(await standing()).toEqual(before)
    }),
    { numRuns: 8, seed: 20261122 },
  )
})

test('it can be paused and gone on with; columns are remembered for the next file with these heads', async () => {
  const table = [
    ['人员', '号码', '何处'],
    ['袁一', aResidentId(++serial), '长寿路100弄1号131室'],
    ['袁二', aResidentId(++serial), '长寿路100弄1号131室'],
  ]
  const id = await bring(table)
  const sheets = [
    {
      index: 0,
      used: true,
      columns: [
        { at: 1, target: 'field:name' },
        { at: 2, target: 'field:idNumber' },
        { at: 3, target: 'address' },
      ],
    },
  ]
  expect(
    await world.refusal(keeper, 'mapImport', {
      id,
      sheets: [
        {
          ...sheets[0],
          columns: [
            { at: 1, target: 'field:idNumber' },
            { at: 2, target: 'field:idNumber' },
          ],
        },
      ],
    }),
  ).toBe('target_twice')
  await world.do(keeper, 'mapImport', { id, sheets })
  await world.do(keeper, 'pauseImport', { id })
  await runImport(imports, street, id)
  expect(await view(id)).toMatchObject({ state: 'paused', done: 0 })
  await world.do(keeper, 'resumeImport', { id })
  await runImport(imports, street, id)
  await world.do(keeper, 'applyImport', { id })
  await world.do(keeper, 'pauseImport', { id })
  expect(await world.refusal(keeper, 'cancelImport', { id })).toBe('import_not_ready')
  await world.do(keeper, 'resumeImport', { id })
  await runImport(imports, street, id)
  expect(await view(id)).toMatchObject({ state: 'applied', applied: 2 })
  const next = await bring(table)
  const { sheets: found } = (await world.do(keeper, 'import', { id: next })) as { sheets: ImportSheet[] }
  expect(found[0]).toMatchObject({
    remembered: true,
    columns: [{ target: 'field:name', confidence: 1 }, { target: 'field:idNumber' }, { target: 'address' }],
  })
})

async function confirmedByNobody(table: Table): Promise<void> {
  await judged(table)
  await world.database.transaction(street, async (tx) => {
    await sql`update import_mappings set confirmed_by = null where street = ${street}`.execute(tx)
  })
}

test('guesses that a program took are not remembered as confirmed by somebody', async () => {
  const program = systemActor(['startImport', 'import', 'mapImport'].map((verb) => `registers.${verb}`))
  const table = [
    ['姓名', '手机（微信同号）', '现住何处'],
    ['袁三', '19900001234', '长寿路100弄1号132室'],
  ]
  const id = await judged(table, { by: program })
  await world.do(keeper, 'cancelImport', { id })
  const { sheets } = (await world.do(keeper, 'import', { id: await bring(table) })) as { sheets: ImportSheet[] }
  expect(sheets[0]!.remembered).toBe(false)
  // Nor are those believed that programs left behind before.
  await confirmedByNobody(table)
  const { sheets: again } = (await world.do(keeper, 'import', { id: await bring(table) })) as { sheets: ImportSheet[] }
  expect(again[0]!.remembered).toBe(false)
})

test('rows of a cancelled import, and of an old one, are thrown away with their file', async () => {
  const [cancelled, old] = [
    await judged([heads, someone('罗一', '141')]),
    await judged([heads, someone('罗二', '142')]),
  ]
  await applied(old)
  await world.do(keeper, 'cancelImport', { id: cancelled })
  await purgeImports(imports, street)
  expect([(await rowsOf(cancelled)).length, (await rowsOf(old)).length]).toEqual([0, 1])
  expect(existsSync(join(data, 'imports', street, cancelled))).toBe(false)
  await purgeImports({ ...imports, now: () => new Date(Date.parse(world.now) + 200 * 86_400_000) }, street)
  expect(await rowsOf(old)).toEqual([])
  expect(await world.refusal(keeper, 'undoImport', { id: old, reason: '测试' })).toBe('import_not_ready')
})

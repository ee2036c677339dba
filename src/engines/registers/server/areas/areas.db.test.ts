import { sql } from 'kysely'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { newId, StaffId } from '#kernel/id'
import { perform, type Actor, type Outcome } from '#platform/operations'
import { baseTags, registerRoles, registersWith, type AreaCollection } from '#engines/registers/shared'
import { freshDatabase, onOwner, type TestDatabase } from '../../../../../test/db.ts'
import { onServer } from '../../../../../test/db-server.ts'
import { registersHandlers } from '../handlers.ts'

const [street, elsewhere] = ['310107015', '310105008']
const [first, second] = [`${street}001`, `${street}002`]
const keeperId = StaffId.parse(newId())
const keeper: Actor = {
  kind: 'staff',
  id: keeperId,
  accountId: newId(),
  name: '沈洁',
  unit: null,
  scope: { kind: 'street' },
  roles: ['area_keeper'],
  can: new Set([
    ...registerRoles.find((role) => role.id === 'area_keeper')!.may.map((verb) => `registers.${verb}`),
    'registers.areaHistory',
    'registers.areaChanges',
    'registers.addressesOfArea',
  ]),
}

const square = (from: number) => {
  const to = Number((from + 0.01).toFixed(2))
  return JSON.stringify([
    [from, 31.24],
    [to, 31.24],
    [to, 31.25],
    [from, 31.25],
    [from, 31.24],
  ])
}

/** Nine addresses in a row across both committees, a thousandth of a degree apart. */
const addresses = Array.from({ length: 9 }, (_, at) => ({ id: newId(), lng: 121.431 + at * 0.002, lat: 31.245 }))
const unit = newId()
const setUp = [street, elsewhere]
  .map(
    (code) => `
    insert into streets (code, name, district, lng, lat, phone) values ('${code}', '["测试街道","Test"]', '["测试区","Test"]', 121.4, 31.2, '021-00000000');
    insert into committees (street, code, name, ring, valid_from) values ('${code}', '${first}', '第一居委会', '${square(121.43)}', '2020-01-01'), ('${code}', '${second}', '第二居委会', '${square(121.44)}', '2020-01-01');
    insert into comprehensive_grids (street, code, name) values ('${code}', 'Z01', '综合网格一');
    insert into grids (street, code, name, committee, comprehensive, ring, valid_from) values
      ('${code}', '${first}001', '网格一', '${first}', 'Z01', '${square(121.43)}', '2020-01-01'), ('${code}', '${second}001', '网格二', '${second}', 'Z01', '${square(121.44)}', '2020-01-01');
    insert into units (street, id, code, name, kind, committee) values ('${code}', '${unit}', 'committee-1', '第一居委会', 'committee', '${first}');
    insert into staff (street, id, name, post, scope_kind, scope_code, created_at) values ('${code}', '${code === street ? keeperId : newId()}', '沈洁', '居委干部', 'committee', '${first}', now());
    ${addresses
      .map(
        ({ id, lng, lat }, at) =>
          `insert into addresses (street, id, text, road, committee, grid, lng, lat) values ('${code}', '${id}', '长寿路${at}号', '长寿路', '${lng < 121.44 ? first : second}', '${lng < 121.44 ? first : second}001', ${lng}, ${lat});`,
      )
      .join('\n')}`,
  )
  .join('')

let at: TestDatabase
let now: string
const handlers = new Map(
  registersHandlers({
    registers: registersWith([]),
    tags: baseTags,
    openCases: async () => [
      { committee: first, grid: `${first}001`, lng: 121.432, lat: 31.245 },
      { committee: first, grid: `${first}001`, lng: 121.438, lat: 31.245 },
      { committee: first, grid: `${first}001`, lng: null, lat: null },
    ],
  }).map((each) => [each.operation.name, each]),
)

beforeEach(async () => {
  at = await freshDatabase()
  await onOwner(at, setUp)
  now = '2026-11-20T02:00:00.000Z'
})
afterEach(() => at.drop())

const ask = (verb: string, input: unknown, where = street): Promise<Outcome> =>
  perform({ database: at.database, now: () => new Date(now) }, handlers.get(`registers.${verb}`)!, {
    street: where,
    actor: keeper,
    input,
    command: newId(),
  })
// oxlint-disable-next-line typescript/no-explicit-any -- answers of many shapes, looked into by the tests below
async function granted(verb: string, input: unknown, where = street): Promise<any> {
  const outcome = await ask(verb, input, where)
  if (!outcome.ok) throw new Error(`${verb} refused: ${outcome.error} ${JSON.stringify(outcome.fields ?? '')}`)
  return outcome.value
}
const rows = <Row extends Record<string, unknown>>(sql: string) => onServer<Row>(at.ownerUrl, sql)

const plan = {
  kind: 'committee',
  code: first,
  by: {
    line: [
      [121.4365, 31.239],
      [121.4365, 31.251],
    ],
  },
  parts: [
    { code: first, name: '第一居委会' },
    { code: `${street}003`, name: '新居委会' },
  ],
} as const
const why = { reason: '超过三千户，街道办事处批准拆分', basis: null as string | null }
const codesOn = async (on?: string, known?: string) =>
  (await granted('areasOn', { on, known })).items
    .filter((area: { kind: string }) => area.kind === 'committee')
    .map((area: { code: string }) => area.code)

test('a committee is split: areas, grids and addresses follow from the day on, and every earlier day answers as before', async () => {
  const preview = await granted('previewAreas', { plan: { act: 'split', ...plan } })
  const parts = preview.areas.filter((area: { isMain: boolean }) => area.isMain)
  expect(parts.map((area: Record<string, unknown>) => [area.code, area.isNew, area.addresses, area.openCases])).toEqual(
    expect.arrayContaining([
      [first, false, 3, 1],
      [`${street}003`, true, 2, 1],
    ]),
  )
  expect(preview).toMatchObject({
    movedAddresses: 2,
    keptCases: 1,
    closed: [],
    unsettled: { units: [], staff: [], entries: 0 },
  })
  expect(await codesOn()).toEqual([first, second])

  const done = await granted('splitArea', { ...plan, ...why, day: '2026-11-20' })
  expect(done).toMatchObject({ movedAddresses: 2, unsettled: { units: [], staff: [], entries: 0 } })
  expect(await codesOn()).toEqual([first, second, `${street}003`])
  expect(await codesOn('2026-11-19')).toEqual([first, second])
  expect(await codesOn('2026-11-20', '2026-11-20T01:59:59.000Z')).toEqual([first, second])
  const yesterday = (await granted('areasOn', { on: '2026-11-19' })).items.find(
    (area: { code: string; kind: string }) => area.code === first && area.kind === 'committee',
  )
  expect(yesterday).toMatchObject({ from: '2020-01-01', to: '2026-11-20', rings: [JSON.parse(square(121.43))] })
  expect((await granted('addressesOfArea', { kind: 'committee', code: first })).total).toBe(3)
  expect((await granted('addressesOfArea', { kind: 'committee', code: first, on: '2026-11-19' })).total).toBe(5)
  expect((await granted('addressesOfArea', { kind: 'grid', code: `${street}003001`, on: '2026-11-20' })).total).toBe(2)
  expect(
    (await granted('areasAt', { lng: 121.438, lat: 31.245 })).items.map((area: { code: string }) => area.code),
  ).toEqual([`${street}003`, 'Z01', `${street}003001`])
  expect(
    (await granted('areasAt', { lng: 121.438, lat: 31.245, on: '2026-11-19' })).items.map(
      (area: { code: string }) => area.code,
    ),
  ).toEqual([first, 'Z01', `${first}001`])
  const history = await granted('areaHistory', { kind: 'committee', code: first })
  expect(history.changes).toMatchObject([{ act: 'split', day: '2026-11-20', byName: '沈洁', reason: why.reason }])
  expect(history.versions).toHaveLength(3)
})

test('split and merged back: the code lives again, its addresses return, and each state answers for its own day', async () => {
  const split = await granted('splitArea', {
    ...plan,
    parts: [
      { code: `${street}004`, name: '西居委会' },
      { code: `${street}003`, name: '东居委会' },
    ],
    ...why,
    day: '2026-11-10',
  })
  // The unit and the person of the closed committee are named, and still where they were.
  expect(split.unsettled).toMatchObject({ units: [{ id: unit, code: first }], staff: [{ id: keeperId, code: first }] })
  expect(await rows(`select committee from units where street = '${street}'`)).toEqual([{ committee: first }])
  await granted('settleUnit', { unit, kind: 'committee', code: `${street}004` })
  expect(await ask('settleUnit', { unit, kind: 'comprehensive', code: 'Z01' })).toMatchObject({ error: 'unit_unknown' })
  expect(await ask('settleUnit', { unit, kind: 'committee', code: first })).toMatchObject({ error: 'area_not_found' })
  expect((await granted('areaChanges', {})).unsettled.units).toEqual([])

  const merge = (over: object) =>
    ask('mergeAreas', {
      kind: 'committee',
      codes: [`${street}003`, `${street}004`],
      whole: { code: first, name: '第一居委会' },
      ...why,
      basis: split.change,
      day: '2026-11-20',
      ...over,
    })
  // The code was closed: it does not come back for something else.
  expect(await merge({})).toMatchObject({ ok: false, error: 'area_code_taken' })
  expect(await merge({ day: '2026-11-09', whole: { code: `${street}003`, name: '东居委会' } })).toMatchObject({
    error: 'day_before_last_change',
  })
  expect(await merge({ day: '2026-11-21', whole: { code: `${street}003`, name: '东居委会' } })).toMatchObject({
    error: 'day_in_future',
  })
  expect(await merge({ whole: { code: `${street}003`, name: '并居委会' } })).toMatchObject({ ok: true })
  expect(await codesOn('2026-11-09')).toEqual([first, second])
  expect(await codesOn('2026-11-15')).toEqual([second, `${street}003`, `${street}004`])
  expect(await codesOn('2026-11-20')).toEqual([second, `${street}003`])
  for (const [on, total] of [
    ['2026-11-09', 0],
    ['2026-11-15', 2],
    ['2026-11-20', 5],
  ] as const)
    expect([on, (await granted('addressesOfArea', { kind: 'committee', code: `${street}003`, on })).total]).toEqual([
      on,
      total,
    ])
})

test('after changes of every kind each day still answers what it answered on that day', async () => {
  const seen = new Map<string, unknown>()
  const picture = async (on: string) =>
    (await granted('areasOn', { on })).items.map(({ to: _, ...area }: { to: unknown }) => area)
  const steps: readonly (readonly [day: string, verb: string, input: object])[] = [
    ['2026-11-11', 'splitArea', plan],
    [
      '2026-11-12',
      'splitArea',
      {
        kind: 'comprehensive',
        code: 'Z01',
        by: { members: [`${second}001`] },
        parts: [
          { code: 'Z01', name: '综合网格一' },
          { code: 'Z02', name: '综合网格二' },
        ],
      },
    ],
    ['2026-11-13', 'redrawArea', { kind: 'committee', code: second, by: { members: [`${street}003001`] } }],
    ['2026-11-14', 'renameArea', { kind: 'grid', code: `${second}001`, name: '更名网格' }],
    [
      '2026-11-15',
      'mergeAreas',
      { kind: 'comprehensive', codes: ['Z01', 'Z02'], whole: { code: 'Z02', name: '合并综合网格' } },
    ],
    ['2026-11-16', 'addMicroGrid', { grid: `${first}001`, code: `${first}00101`, name: '第1微网格' }],
  ]
  seen.set('2026-11-10', await picture('2026-11-10'))
  for (const [day, verb, input] of steps) {
    now = `${day}T02:00:00.000Z`
    const { basis } = await granted('areasOn', {})
    const outcome = await ask(verb, { ...input, ...why, basis, day })
    if (verb === 'redrawArea') expect(outcome).toMatchObject({ ok: false, error: 'parts_not_joined' })
    else expect(outcome).toMatchObject({ ok: true })
    seen.set(day, await picture(day))
  }
  now = '2026-11-30T02:00:00.000Z'
  for (const [day, was] of seen) expect([day, await picture(day)]).toEqual([day, was])
  expect(new Set([...seen.values()].map((each) => JSON.stringify(each))).size).toBe(6)
  // What has passed into the history is never written again.
  await expect(
    at.database.transaction(street, (tx) => sql`update area_versions set name = ''`.execute(tx)),
  ).rejects.toThrow('permission denied')
})

test('of two people who split the same committee at once one is told to look again', async () => {
  const other = { ...plan, parts: [plan.parts[0], { code: `${street}005`, name: '另一居委会' }] }
  const outcomes = await Promise.all([
    ask('splitArea', { ...plan, ...why, day: '2026-11-20' }),
    ask('splitArea', { ...other, ...why, day: '2026-11-20' }),
  ])
  expect(outcomes.filter((outcome) => outcome.ok)).toHaveLength(1)
  expect(outcomes.find((outcome) => !outcome.ok)).toMatchObject({ error: 'areas_changed_meanwhile' })
  expect(await rows(`select count(*)::int as n from area_changes`)).toEqual([{ n: 1 }])
})

test('what is done in one street leaves the other as it was, though the codes are the same', async () => {
  const before = await granted('areasOn', {}, elsewhere)
  await granted('splitArea', { ...plan, ...why, day: '2026-11-20' })
  expect(await granted('areasOn', {}, elsewhere)).toEqual(before)
  expect(await granted('areaChanges', {}, elsewhere)).toMatchObject({ items: [] })
  expect((await granted('addressesOfArea', { kind: 'committee', code: first }, elsewhere)).total).toBe(5)
  expect(await rows(`select distinct street from area_versions`)).toEqual([{ street }])
})

test('people and homes follow the point at which they lie; those without one are counted, not guessed', async () => {
  const entry = (id: string, lng: number | null) => `
    insert into register_entries (street, id, register, root, state, fields, origins, committee, grid, lng, lat, sort_key, version, created_at, changed_at)
    values ('${street}', '${id}', 'person', '${id}', 'standing', '{}', '{}', '${first}', '${first}001', ${lng}, ${lng && 31.245}, '', 1, now(), now());`
  const [here, moves, unknown] = [newId(), newId(), newId()]
  await onOwner(at, entry(here, 121.431) + entry(moves, 121.439) + entry(unknown, null))
  const parts = [
    { code: `${street}004`, name: '西居委会' },
    { code: `${street}003`, name: '东居委会' },
  ]
  const done = await granted('splitArea', { ...plan, parts, ...why, day: '2026-11-20' })
  expect(done.unsettled.entries).toBe(1)
  const placed = await rows<{ id: string; committee: string; grid: string }>(
    `select id, committee, grid from register_entries where street = '${street}'`,
  )
  expect(Object.fromEntries(placed.map(({ id, committee }) => [id, committee]))).toEqual({
    [here]: `${street}004`,
    [moves]: `${street}003`,
    [unknown]: first,
  })
  expect(
    await rows(
      `select subject, committee, valid_to from former_places where subject_kind = 'entry' and subject = '${moves}'`,
    ),
  ).toMatchObject([{ subject: moves, committee: first }])
})

test('micro-grids: set up, led, split, and known of every address in them', async () => {
  const { change } = await granted('addMicroGrid', {
    grid: `${first}001`,
    code: `${first}00101`,
    name: '网格一第1微网格',
    ...why,
    day: '2026-11-20',
  })
  const leader = keeperId
  await granted('setMicroLeader', { code: `${first}00101`, leader })
  expect(await ask('setMicroLeader', { code: `${first}00101`, leader: newId() })).toMatchObject({
    error: 'staff_unknown',
  })
  expect((await granted('areaHistory', { kind: 'micro', code: `${first}00101` })).leader).toEqual({
    id: leader,
    name: '沈洁',
  })
  await granted('splitArea', {
    ...plan,
    kind: 'micro',
    code: `${first}00101`,
    parts: [
      { code: `${first}00101`, name: '网格一第1微网格' },
      { code: `${first}00102`, name: '网格一第2微网格' },
    ],
    ...why,
    basis: change,
    day: '2026-11-20',
  })
  const counts = await rows(
    `select micro_grid as code, count(*)::int as n from addresses where street = '${street}' group by 1 order by 1`,
  )
  expect(counts).toEqual([
    { code: `${first}00101`, n: 3 },
    { code: `${first}00102`, n: 2 },
    { code: null, n: 4 },
  ])
})

test('export, import: a dry run of what was exported finds nothing to do; a mended file says what it would do, then does it', async () => {
  const { items } = await granted('areasOn', {})
  const file = {
    type: 'FeatureCollection' as const,
    features: items.map(
      (area: {
        rings: unknown[]
        kind: string
        code: string
        name: string
        parent: string
        comprehensive: string
      }) => ({
        type: 'Feature' as const,
        properties: {
          kind: area.kind,
          code: area.code,
          name: area.name,
          parent: area.parent,
          comprehensive: area.comprehensive,
        },
        geometry: { type: 'Polygon' as const, coordinates: area.rings },
      }),
    ),
  } as AreaCollection
  const importing = { file, ...why, day: '2026-11-20' }
  expect(await granted('importAreas', importing)).toMatchObject({
    done: false,
    closed: [],
    opened: [],
    altered: [],
    same: 5,
    faults: [],
  })
  const renamed = file.features.find((each) => each.properties.code === second && each.properties.kind === 'committee')!
  renamed.properties.name = '新第二居委会'
  const report = await granted('importAreas', importing)
  expect(report).toMatchObject({
    done: false,
    altered: [{ code: second, was: '第二居委会', isRedrawn: false }],
    same: 4,
  })
  expect(await granted('importAreas', { ...importing, dryRun: false })).toMatchObject({ done: true })
  expect((await granted('areaChanges', {})).items).toMatchObject([{ act: 'import', fromCodes: [second] }])
  const torn = { ...file, features: file.features.filter((each) => each.properties.code !== `${first}001`) }
  const { change } = { change: (await granted('areasOn', {})).basis }
  const faulty = await granted('importAreas', {
    ...importing,
    basis: change,
    dryRun: false,
    file: {
      ...torn,
      features: torn.features.map((each) =>
        each.properties.code === `${second}001` ? { ...each, properties: { ...each.properties, parent: first } } : each,
      ),
    },
  })
  expect(faulty.done).toBe(false)
  expect(faulty.faults.length).toBeGreaterThan(0)
})

import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { newId } from '#kernel/id'
import { anImporter, type Importer, type Table } from '../../../../../test/imports.ts'
import { aRegisterWorld, aUscc, keeper, neighbour, type RegisterWorld } from '../../../../../test/registers.ts'
import { committees } from '../../../../../test/world.ts'

let world: RegisterWorld
let importer: Importer
beforeAll(async () => {
  world = await aRegisterWorld()
  importer = anImporter(world)
  for (const number of ['1', '2', '3']) await world.aStaircase({ number })
  await world.aHome({ room: '101' })
  await world.aHome({ room: '102' })
  await aShop('小杨面馆', '2')
  await aShop('老李修鞋', '3')
  await aShop('大明眼镜', '3')
})
afterAll(async () => {
  importer.drop()
  await world.drop()
})

const aShop = (name: string, number: string) =>
  world.do(keeper, 'make', { id: newId(), register: 'premises', fields: { name, road: '长寿路', lane: '100', number } })
const heads = ['企业名称', '统一社会信用代码', '经营地址']
const judged = (rows: Table, said: object = {}) => importer.judged([heads, ...rows], { kind: 'enterprise', ...said })
const dayLater = () => (world.now = new Date(Date.parse(world.now) + 86_400_000).toISOString())
const codesOf = async (id: string) => (await importer.rowsOf(id)).map(({ reasons }) => reasons.map(({ code }) => code))

const placesOf = async (serial: number) =>
  (
    await world.rows<{ place: string; to: string | null; committee: string | null }>(
      `select coalesce(o.fields ->> 'name', o.fields ->> 'room') as place, t.valid_to as "to", s.committee
      from register_ties t join register_entries o on o.id = t.object join register_entries s on s.id = t.subject
      where t.kind = 'occupies' and t.superseded_at is null and s.fields ->> 'uscc' = '${aUscc(serial)}' order by t.valid_to nulls first, 1`,
    )
  ).map(({ place, to }) => `${place}${to ? ' 已止' : ''}`)

const standing = async () => ({
  entries: await world.rows(
    `select id, register, parent, root, state, fields, origins, committee, grid, micro_grid, lng, lat, home_key from register_entries where state = 'standing' order by id`,
  ),
  keys: await world.rows('select key, entry from register_keys order by 1, 2'),
  ties: await world.rows(
    'select id, kind, subject, object, valid_from, valid_to, source from register_ties where superseded_at is null order by id',
  ),
})

test('an enterprise is tied to the room or shop of its address; what is not there or not clear is said', async () => {
  const rows = [
    ['上海寅一贸易有限公司', aUscc(1), '长寿路100弄1号101室'],
    ['上海寅二贸易有限公司', aUscc(2), '长寿路100弄2号'],
    ['老李修鞋', aUscc(3), '长寿路100弄3号'],
    ['上海寅四贸易有限公司', aUscc(4), '长寿路100弄3号'],
    ['上海寅五贸易有限公司', aUscc(5), '长寿路100弄2号999室'],
    ['上海寅六贸易有限公司', aUscc(6), '天山路999号'],
    ['上海寅七贸易有限公司', aUscc(7), ''],
  ]
  const id = await judged(rows)
  expect(await codesOf(id)).toEqual([
    [],
    [],
    [],
    ['operating_place_unclear'],
    ['operating_place_unknown'],
    ['operating_place_unknown'],
    [],
  ])
  expect((await importer.rowsOf(id))[3]!.reasons[0]!.column).toBe('C')
  expect(await importer.applied(id)).toMatchObject({ applied: 7 })
  expect(await Promise.all([1, 2, 3, 4, 5, 6, 7].map(placesOf))).toEqual([
    ['101'],
    ['小杨面馆'],
    ['老李修鞋'],
    [],
    [],
    [],
    [],
  ])
  const placed = await world.rows<{ committee: string | null }>(
    `select committee from register_entries where fields ->> 'uscc' in ('${aUscc(1)}', '${aUscc(6)}') order by fields ->> 'name'`,
  )
  expect(placed.map(({ committee }) => committee)).toEqual([committees[0], null])
  const before = await standing()
  const again = await judged(rows)
  expect(new Set(await importer.verdictsOf(again))).toEqual(new Set(['same']))
  await importer.applied(again)
  expect(await standing()).toEqual(before)
})

test('one that moves leaves the old place, and undoing brings it back', async () => {
  await importer.applied(await judged([['上海卯一贸易有限公司', aUscc(11), '长寿路100弄1号101室']]))
  dayLater()
  const before = await standing()
  const id = await judged([['上海卯一贸易有限公司', aUscc(11), '长寿路100弄1号102室']])
  const [row] = await importer.rowsOf(id)
  expect(row!.changes.map(({ label, from, to }) => [label[0], from, to])).toContainEqual([
    '经营于',
    '长寿路100弄1号101室',
    '长寿路100弄1号102室',
  ])
  await importer.applied(id)
  expect(await placesOf(11)).toEqual(['102', '101 已止'])
  await importer.undone(id)
  expect(await standing()).toEqual(before)
})

test('a committee brings no enterprise that works in another', async () => {
  const id = await judged([['上海辰一贸易有限公司', aUscc(21), '长寿路100弄1号101室']], { by: neighbour })
  expect(await codesOf(id)).toEqual([['outside']])
})

test(
  'whatever a list says of where enterprises work, undoing it restores what stood before',
  { timeout: 60_000 },
  async () => {
    await importer.applied(
      await judged([31, 32, 33].map((at) => [`上海巳${at}贸易有限公司`, aUscc(at), '长寿路100弄1号101室'])),
    )
    dayLater()
    const row = fc.record({
      serial: fc.integer({ min: 31, max: 36 }),
      place: fc.constantFrom(
        '',
        '长寿路100弄1号101室',
        '长寿路100弄1号102室',
        '长寿路100弄2号',
        '长寿路100弄3号',
        '某处',
      ),
    })
    await fc.assert(
      fc.asyncProperty(fc.array(row, { minLength: 1, maxLength: 6 }), async (rows) => {
        const before = await standing()
        const id = await judged(rows.map(({ serial, place }) => [`上海巳${serial}贸易有限公司`, aUscc(serial), place]))
        await importer.applied(id)
        await importer.undone(id)
        expect(await standing()).toEqual(before)
      }),
      { numRuns: 8, seed: 20261122 },
    )
  },
)

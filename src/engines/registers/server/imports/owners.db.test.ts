import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { anImporter, type Importer, type Table } from '../../../../../test/imports.ts'
import {
  aRegisterWorld,
  aResidentId,
  aUscc,
  keeper,
  worker,
  type RegisterWorld,
} from '../../../../../test/registers.ts'
import { committees, street } from '../../../../../test/world.ts'
import { layTrustRules } from '../trust/trust.store.ts'

let world: RegisterWorld
let importer: Importer
beforeAll(async () => {
  world = await aRegisterWorld()
  importer = anImporter(world)
  await world.aStaircase({})
})
afterAll(async () => {
  importer.drop()
  await world.drop()
})

const heads = ['地址', '产权人', '产权份额', '产权人证件号码', '产权人电话']
const where = (room: number) => `长寿路100弄1号${room}室`
let rooms = 100
const judged = (rows: Table, said: object = {}) => importer.judged([heads, ...rows], { kind: 'home', ...said })
const brought = async (rows: Table, said: object = {}) => importer.applied(await judged(rows, said))
const dayLater = () => (world.now = new Date(Date.parse(world.now) + 86_400_000).toISOString())
const codesOf = async (id: string) =>
  (await importer.rowsOf(id)).map(({ reasons }) => reasons.map(({ code }) => code).toSorted())

/** Who owns a room: those of today, and until when those did who do no more. */
const ownersOf = async (room: number) =>
  (
    await world.rows<{ name: string; part: number | null; whole: number | null; to: string | null }>(
      `select s.fields ->> 'name' as name, t.share_part as part, t.share_whole as whole, t.valid_to as "to"
      from register_ties t join register_entries o on o.id = t.object join register_entries p on p.id = t.subject join register_entries s on s.id = p.root
      where t.kind = 'owns' and t.superseded_at is null and o.fields ->> 'room' = '${room}' order by t.valid_to nulls first, 1`,
    )
  ).map(({ name, part, whole, to }) => `${name}${part ? ` ${part}/${whole}` : ''}${to ? ' 已止' : ''}`)

/** All that stands, without when it was written. */
const standing = async () => ({
  entries: await world.rows(
    `select id, register, parent, root, state, fields, origins, committee, grid, micro_grid, lng, lat, home_key, sort_key from register_entries where state = 'standing' order by id`,
  ),
  keys: await world.rows('select key, entry from register_keys order by 1, 2'),
  finds: await world.rows('select token, entry, register from register_finds order by 1, 2'),
  ties: await world.rows(
    'select id, kind, subject, object, details, share_part, share_whole, valid_from, valid_to, source from register_ties where superseded_at is null order by id',
  ),
  doubts: await world.rows(`select entry, other from register_doubts where state = 'open' order by 1, 2`),
})

test('a list of homes brings their owners with their shares, and says nothing new the second time', async () => {
  const [one, two, three] = [++rooms, ++rooms, ++rooms]
  const rows = [
    [where(one), '赵一、钱一', '1/3、2/3', `${aResidentId(1)}、`, ''],
    [where(two), '赵一', '全部', aResidentId(1), '19900000001'],
    [where(three), '孙一', '', '', ''],
  ]
  const id = await judged(rows)
  expect(await importer.verdictsOf(id)).toEqual(['new', 'new', 'new'])
  expect((await codesOf(id))[0]).toEqual(['owner_made', 'owner_made'])
  expect(await importer.applied(id)).toMatchObject({ applied: 3 })
  expect(await Promise.all([one, two, three].map(ownersOf))).toEqual([['赵一 1/3', '钱一 2/3'], ['赵一 1/1'], ['孙一']])
  const people = await world.rows<{ name: string; birth: string | null; phone: string | null; committee: null }>(
    `select fields ->> 'name' as name, fields ->> 'birth' as birth, committee from register_entries where register = 'person' and fields ->> 'name' in ('赵一', '钱一', '孙一') order by 1`,
  )
  expect(people).toEqual([
    { name: '孙一', birth: null, committee: null },
    { name: '赵一', birth: '1950-03-02', committee: null },
    { name: '钱一', birth: null, committee: null },
  ])
  const before = await standing()
  const again = await judged(rows)
  expect(await importer.verdictsOf(again)).toEqual(['same', 'same', 'same'])
  await importer.applied(again)
  expect(await standing()).toEqual(before)
})

test('whoever lives in the home under that name owns it; a body is known by its code or name, or said to be missing', async () => {
  const room = ++rooms
  const number = aResidentId(11)
  await importer.applied(
    await importer.judged([
      ['姓名', '身份证号', '住址'],
      ['李一', number, where(room)],
    ]),
  )
  await world.anEnterprise({ name: '上海甲乙实业有限公司', uscc: aUscc(11) })
  const [body, missing] = [++rooms, ++rooms]
  const id = await judged([
    [where(room), '李一', '1/1', '', ''],
    [where(body), '上海甲乙实业有限公司', '100%', '', ''],
    [where(missing), '上海无此实业有限公司', '', '', ''],
  ])
  expect(await codesOf(id)).toEqual([[], [], ['owner_unknown']])
  await importer.applied(id)
  expect(await Promise.all([room, body, missing].map(ownersOf))).toEqual([
    ['李一 1/1'],
    ['上海甲乙实业有限公司 1/1'],
    [],
  ])
  expect(await world.rows(`select 1 from register_entries where fields ->> 'name' = '李一'`)).toHaveLength(1)
})

test('shares change and homes are sold; what cannot be so is said and not written', async () => {
  const [sold, changed, kept, over] = [++rooms, ++rooms, ++rooms, ++rooms]
  await brought([
    [where(sold), '周一', '全部', '', ''],
    [where(changed), '吴一、郑一', '', '', ''],
    [where(kept), '王一', '', '', ''],
    [where(over), '冯一', '2/3', '', ''],
  ])
  dayLater()
  const id = await judged([
    [where(sold), '周二', '全部', '', ''],
    [where(changed), '吴一、郑一', '1/4、3/4', '', ''],
    [where(kept), '王二', '', '', ''],
    [where(over), '冯二', '2/3', '', ''],
  ])
  expect(await importer.verdictsOf(id)).toEqual(['changes', 'changes', 'changes', 'changes'])
  expect(await codesOf(id)).toEqual([
    ['owner_made'],
    [],
    ['owner_made', 'owners_kept'],
    ['owner_made', 'owners_kept', 'shares_exceed'],
  ])
  expect((await importer.rowsOf(id))[0]!.changes.map(({ label, from, to }) => [label[0], from, to])).toEqual([
    ['产权', null, '周二（全部）'],
    ['产权', '周一（全部）', '不再持有'],
  ])
  await importer.applied(id)
  expect(await Promise.all([sold, changed, kept, over].map(ownersOf))).toEqual([
    ['周二 1/1', '周一 1/1 已止'],
    ['吴一 1/4', '郑一 3/4'],
    ['王一', '王二'],
    ['冯一 2/3', '冯二'],
  ])
})

test('a committee ties none of another committee, and one who may be known waits in the queue of pairs', async () => {
  const number = aResidentId(21, '1951-01-01')
  const id = await world.aResident({ name: '褚一', idNumber: number, phone: '19900000021' })
  const [one, two] = [++rooms, ++rooms]
  await world.rows(`update register_entries set committee = '${committees[1]}' where id = '${id}' returning 1`)
  const own = await importer.judged([heads, [where(one), '褚一', '', number, '']], { kind: 'home', by: worker })
  expect(await codesOf(own)).toEqual([['owner_elsewhere']])
  await importer.applied(own)
  expect(await ownersOf(one)).toEqual([])
  const perhaps = await judged([[where(two), '褚一', '', aResidentId(23, '1951-01-01'), '19900000021']])
  expect(await codesOf(perhaps)).toEqual([['owner_perhaps_known']])
  await importer.applied(perhaps)
  expect(await ownersOf(two)).toEqual(['褚一'])
  const queued = () => world.rows(`select 1 from register_doubts where import = '${perhaps}' and state = 'open'`)
  expect(await queued()).toHaveLength(1)
  await importer.undone(perhaps)
  expect([await queued(), await ownersOf(two)]).toEqual([[], []])
})

test('whatever a list says of owners, undoing it restores what stood before', { timeout: 120_000 }, async () => {
  const base = rooms + 1
  rooms += 6
  const numbers = ['卫一', '卫二', '卫三', '卫四'].map(
    (name, at) => [name, aResidentId(31 + at, '1952-02-02')] as const,
  )
  await brought(
    [0, 1, 2].map((at) => [where(base + at), `${numbers[at]![0]}、卫五`, '1/2、1/2', `${numbers[at]![1]}、`, '']),
  )
  await world.do(keeper, 'make', { id: crypto.randomUUID(), register: 'person', fields: { name: '卫四', idNumber: numbers[3]![1] } }) // prettier-ignore
  dayLater()
  const owner = fc.record({
    who: fc.constantFrom(
      ...numbers,
      ['卫五', ''] as const,
      ['卫六', ''] as const,
      ['上海丙丁实业有限公司', ''] as const,
    ),
    share: fc.constantFrom('1/2', '1/3', '2/3', '全部', '无法识别'),
    named: fc.boolean(),
  })
  const row = fc.record({
    room: fc.integer({ min: base, max: base + 5 }),
    owners: fc.uniqueArray(owner, { maxLength: 3, selector: ({ who }) => who[0] }),
    shares: fc.boolean(),
  })
  await fc.assert(
    fc.asyncProperty(fc.array(row, { minLength: 1, maxLength: 5 }), async (rows) => {
      const before = await standing()
      const id = await judged(
        rows.map(({ room, owners, shares }) => [
          where(room),
          owners.map(({ who }) => who[0]).join('、'),
          shares ? owners.map(({ share }) => share).join('、') : '',
          owners.map(({ who, named }) => (named ? who[1] : '')).join('、'),
          '',
        ]),
      )
      await importer.applied(id)
      // On no day more than the home is owned.
      const over =
        await world.rows(`select object from register_ties t where kind = 'owns' and superseded_at is null and valid_to is null
        group by object having sum(share_part::numeric / share_whole) > 1.000001`)
      expect(over).toEqual([])
      await importer.undone(id)
      expect(await standing()).toEqual(before)
    }),
    { numRuns: 8, seed: 20261122 },
  )
})

test('the land registry outranks a committee in who owns what', async () => {
  await world.database.transaction(street, (tx) => layTrustRules(tx, street, world.now))
  const [room, other] = [++rooms, ++rooms]
  await brought([
    [where(room), '陈一', '全部', '', ''],
    [where(other), '陈三', '1/2', '', ''],
  ], { source: 'real_estate' }) // prettier-ignore
  dayLater()
  const id = await judged([
    [where(room), '陈二', '全部', '', ''],
    [where(other), '陈三', '1/3', '', ''],
  ])
  expect(await importer.verdictsOf(id)).toEqual(['same', 'same'])
  expect(await codesOf(id)).toEqual([['owners_kept', 'owners_outranked'], ['owners_outranked']])
  await brought([[where(room), '陈二', '全部', '', '']], { source: 'real_estate' })
  expect(await Promise.all([room, other].map(ownersOf))).toEqual([['陈二 1/1', '陈一 1/1 已止'], ['陈三 1/2']])
})

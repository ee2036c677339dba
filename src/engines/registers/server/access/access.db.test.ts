import { afterAll, beforeAll, expect, test } from 'vitest'
import { newId } from '#kernel/id'
import { perform, type Actor } from '#platform/operations'
import { baseTags, registers, registersWith, type SeenEntry } from '#engines/registers/shared'
import { onOwner } from '../../../../../test/db.ts'
import {
  aReader,
  aRegistersWorld,
  committees,
  street,
  type RegistersWorld,
} from '../../../../../test/registers-world.ts'
import { registersHandlers } from '../handlers.ts'

const handlers = new Map(
  registersHandlers({ registers: registersWith([]), tags: baseTags }).map((each) => [each.operation.name, each]),
)
const keeper = aReader(['register_keeper'])
const worker = aReader(['committee_worker'], { scope: { kind: 'committee', code: committees[0] } })
const elsewhere = aReader(['committee_worker'], { scope: { kind: 'committee', code: committees[1] } })
const volunteer = aReader(['volunteer'])
const auditor = aReader(['audit_admin'], { can: [registers.looksOf.name] })
const restrictedKeeper = aReader(['restricted_keeper'])

let world: RegistersWorld
beforeAll(async () => {
  world = await aRegistersWorld()
})
afterAll(() => world.drop())

type Answer = Record<string, unknown> & { items: (SeenEntry & { why: string; tags: string[] })[] }
async function ask(actor: Actor, verb: keyof typeof registers, input: unknown, at = '2026-11-21T02:00:00.000Z') {
  return perform({ database: world.database, now: () => new Date(at) }, handlers.get(registers[verb].name)!, {
    street,
    actor,
    input,
    command: newId(),
  })
}
async function granted(...asked: Parameters<typeof ask>): Promise<Answer> {
  const outcome = await ask(...asked)
  if (!outcome.ok) throw new Error(`${asked[1]}: ${outcome.error} ${JSON.stringify(outcome.fields)}`)
  return outcome.value as Answer
}
const first = async (actor: Actor, words: string) => {
  const { items } = await granted(actor, 'find', { words })
  return items[0] ? [items[0].register, items[0].title, items[0].why] : null
}

test('one box finds people by name, pinyin and numbers', async () => {
  const name = String(world.residents[0]!.fields['name'])
  expect(await first(keeper, name)).toEqual(['person', name, '姓名相同'])
  expect(await first(keeper, 'zhaomingxuan')).toEqual(['person', name, '姓名拼音相同'])
  expect(await first(keeper, 'zmx')).toEqual(['person', name, '姓名拼音首字母'])
  expect(await first(keeper, String(world.residents[3]!.fields['phone']))).toEqual(['person', world.residents[3]!.fields['name'], '电话相同']) // prettier-ignore
  const tail = String(world.residents[3]!.fields['phone']).slice(-4)
  expect(await first(keeper, tail)).toEqual(['person', world.residents[3]!.fields['name'], `电话尾号 ${tail}`])
  expect(await first(keeper, String(world.residents[5]!.fields['idNumber']))).toEqual(['person', world.residents[5]!.fields['name'], '证件号码相同']) // prettier-ignore
})

test('one box finds places as people write them, and who lives there', async () => {
  expect(await first(keeper, '茅台路 1234 弄 5 号')).toEqual(['staircase', '茅台路1234弄5号', '门牌相同'])
  expect(await first(keeper, '茅台路1234弄5号101')).toEqual(['home', '茅台路1234弄5号101室', '室号相同'])
  const { items } = await granted(keeper, 'find', { words: '茅台路1234弄5号101' })
  expect(items[1]).toMatchObject({ title: world.residents[0]!.fields['name'], why: '住在此处', place: '茅台路1234弄5号101室' }) // prettier-ignore
  expect(await first(keeper, '老梅川')).toEqual(['compound', '梅川苑', '别名相同'])
  expect(await first(keeper, '兰台')).toEqual(['enterprise', '上海兰台餐饮有限公司', '名称含有'])
  expect(await first(keeper, '梅川苑 茅台路1234弄5号')).toEqual(['staircase', '茅台路1234弄5号', '门牌相同'])
  expect((await granted(keeper, 'find', { words: '赵 长寿路' })).items.map(({ title }) => title)).toEqual([world.residents[8]!.fields['name']]) // prettier-ignore
})

test('a volunteer finds by the whole name and sees a mask; parts of names and numbers find nobody', async () => {
  const name = String(world.residents[0]!.fields['name'])
  const { items } = await granted(volunteer, 'find', { words: name })
  expect(items).toMatchObject([{ title: '赵*', place: '茅台路1234弄', fields: { birth: '1941' } }])
  for (const words of [name.slice(0, 2), 'zmx', String(world.residents[0]!.fields['phone'])])
    expect((await granted(volunteer, 'find', { words })).items.filter(({ register }) => register === 'person')).toEqual([]) // prettier-ignore
})

test('unmasking shows what is behind the mask for a purpose and a time, and is written down', async () => {
  const { id, fields } = world.residents[1]!
  const phone = async (at?: string) =>
    ((await granted(worker, 'entry', { id }, at))['entry'] as SeenEntry).fields['phone']
  expect(await phone()).toBe(`199****${String(fields['phone']).slice(-4)}`)
  expect(await ask(elsewhere, 'unmask', { entries: [id], purpose: 'visit', note: '走访' })).toMatchObject({ error: 'entry_not_found' }) // prettier-ignore
  await granted(worker, 'unmask', { entries: [id], purpose: 'visit', note: '节前走访', minutes: 10 })
  expect(await phone()).toBe(fields['phone'])
  expect(await phone('2026-11-21T02:11:00.000Z')).toMatch('****')
  expect(((await granted(keeper, 'entry', { id }))['entry'] as SeenEntry).masked).toContain('phone')
  const { items } = await granted(auditor, 'looksOf', { entry: id })
  expect(items).toMatchObject([
    { kind: 'unmask', purpose: 'visit', note: '节前走访', entries: 1, registers: ['person'] },
  ])
  const reasons = async (wanted: object) => (await granted(auditor, 'looksOf', wanted)).items.map((look) => (look as unknown as { note: string }).note) // prettier-ignore
  expect(await reasons({ who: 'committee', purpose: 'visit' })).toEqual(['节前走访'])
  expect(await reasons({ who: 'committee', purpose: 'emergency' })).toEqual([])
  expect(await reasons({ who: '%', purpose: 'visit' })).toEqual([])
  expect(await ask(worker, 'looksOf', {})).toMatchObject({ error: 'forbidden' })
})

test('restricted tags are there for their keeper alone, and each look leaves its line', async () => {
  const [id] = [world.residents[1]!.id]
  const tagsSeenBy = async (actor: Actor) => ((await granted(actor, 'entry', { id }))['tags'] as { tag: string }[]).map(({ tag }) => tag) // prettier-ignore
  expect(await tagsSeenBy(keeper)).toEqual(['subsistence'])
  expect((await tagsSeenBy(restrictedKeeper)).toSorted()).toEqual(['mental_health', 'subsistence'])
  expect(await ask(keeper, 'entries', { register: 'person', tag: 'mental_health' })).toMatchObject({ error: 'tag_unknown' }) // prettier-ignore
  expect((await granted(restrictedKeeper, 'entries', { register: 'person', tag: 'mental_health' })).items.length).toBeGreaterThan(0) // prettier-ignore
  const { items } = await granted(auditor, 'looksOf', { kind: 'restricted' })
  expect(items).toMatchObject([
    { note: '名册筛选', entries: 0 },
    { note: '查看档案', entries: 1 },
  ])
})

test('a call list has whom to call in clear, by micro grid, and is one look at all of them', async () => {
  const answer = await granted(keeper, 'callList', { within: { places: [world.entries['compound0']] }, minAge: 80, livesAlone: true, floors: { from: 1, to: 1 }, note: '台风转移' }) // prettier-ignore
  expect(answer['people']).toMatchObject([
    {
      name: world.residents[0]!.fields['name'],
      age: 85,
      phones: [world.residents[0]!.fields['phone']],
      address: '茅台路1234弄5号101室',
      floor: 1,
      contacts: [
        { name: world.residents[10]!.fields['name'] },
        { phones: [world.residents[0]!.fields['contactPhone']] },
      ],
    },
  ])
  expect((await granted(auditor, 'looksOf', { kind: 'list' })).items).toMatchObject([{ entries: 1, note: '台风转移' }])
  expect(await ask(keeper, 'callList', { within: {}, tags: ['mental_health'], note: '台风转移' })).toMatchObject({ error: 'tag_unknown' }) // prettier-ignore
})

test('a list goes on where it ended, and no entry that is out of sight is a place in it', async () => {
  const all: string[] = []
  for (let after: string | null | undefined; after !== null;) {
    const page: Answer = await granted(worker, 'entries', { register: 'person', limit: 3, ...(after && { after }) })
    all.push(...page.items.map(({ id }) => id))
    after = page['next'] as string | null
  }
  expect(all.toSorted()).toEqual(world.residents.slice(0, 8).map(({ id }) => id))
  expect(await ask(worker, 'entries', { register: 'person', after: world.residents[9]!.id })).toMatchObject({ error: 'cursor_invalid' }) // prettier-ignore
})

test('the threshold is what the street has set on the day', async () => {
  const total = async () => ((await granted(keeper, 'tagCounts', {}))['rows'] as { tag: string; total: number | null }[]).find(({ tag }) => tag === 'subsistence')?.total // prettier-ignore
  expect(await total()).toBe(8)
  await onOwner(world, `insert into register_parameters (street, key, "from", value, set_at) values ('${street}', 'fewest_counted', '2026-11-01', 9, now())`) // prettier-ignore
  expect(await total()).toBeNull()
})

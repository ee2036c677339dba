import { afterEach, beforeEach, expect, test } from 'vitest'
import { newId } from '#kernel/id'
import type { Actor } from '#platform/operations'
import { baseTags, exportCellOf, exportColumnsOf, registersWith, type SeenEntry } from '#engines/registers/shared'
import {
  aClerk,
  aRegisterWorld,
  aResidentId,
  keeper,
  neighbour,
  volunteer,
  worker,
  type RegisterWorld,
} from '../../../../../test/registers.ts'
import { committees, grids, street } from '../../../../../test/world.ts'
import { openExport } from './export-rows.ts'
import { placesOf } from './places.ts'

let world: RegisterWorld
beforeEach(async () => {
  world = await aRegisterWorld()
})
afterEach(() => world.drop())

const approver = aClerk('高峰', ['export_approver'])
const secondApprover = aClerk('金玲', ['export_approver'])
const deps = { registers: registersWith([]), tags: baseTags }

const phone = '19900000001'
const identity = aResidentId(12)

async function aPopulation(): Promise<{ mine: string; theirs: string }> {
  const home = await world.aHome({ room: '101' }, { by: worker })
  const fields = { name: '王秀英', idNumber: identity, phone, hukouAddress: '茅台路1234弄5号101室', marital: '丧偶' }
  const mine = await world.aResident(fields, worker)
  await world.tie('lives', mine, home, { details: { residence: 'HUKOU_PRESENT', relation: '户主' } })
  await world.do(worker, 'tag', { id: newId(), entry: mine, tag: 'very_old', from: '2020-01-01' })
  const theirs = await world.aResident({ name: '李建国', phone: '19900000002' }, neighbour)
  return { mine, theirs }
}

async function aRequest(by: Actor, said: object = {}): Promise<string> {
  const id = newId()
  await world.do(by, 'requestExport', {
    id,
    filter: { register: 'person' },
    purpose: 'verify',
    note: '核对名单',
    ...said,
  })
  return id
}

async function taken(by: Actor, id: string): Promise<{ heads: string[]; rows: Record<string, string>[] }> {
  const { look } = (await world.do(by, 'takeExport', { id })) as { look: string }
  const file = await openExport(world.database, deps, { street, actor: by, now: world.now, newId }, { id, look })
  const rows: Record<string, string>[] = []
  for await (const cells of file.rows)
    rows.push(Object.fromEntries(cells.map((cell, at) => [file.columns[at]!.head, cell.text])))
  return { heads: file.columns.map(({ head }) => head), rows }
}

test('what was not asked for in clear leaves as the screen masks it, also while a mask is lifted there', async () => {
  const { mine } = await aPopulation()
  await world.do(worker, 'unmask', { entries: [mine], purpose: 'visit', note: '上门', minutes: 60 })
  const { rows } = await taken(worker, await aRequest(worker))
  expect(rows).toHaveLength(1)
  expect(rows[0]).toMatchObject({ 姓名: '王秀英', 性别: '女', 出生日期: '1950-03-02', 联系电话: '199****0001' })
  expect(rows[0]).toMatchObject({
    居住地址: '长寿路100弄1号101室',
    人户状态: '户在人在',
    与户主关系: '户主',
    标签: '高龄老人',
  })
  expect(rows[0]!['婚姻状况']).toBe('')
  const all = JSON.stringify(rows)
  for (const secret of [identity, phone, '丧偶', '5号101', '李建国']) expect(all).not.toContain(secret)
})

test('to every reader the file says what the list says, of the same entries', async () => {
  await aPopulation()
  const home = await world.aHome({ road: '武宁路', room: '102' }, { by: neighbour })
  const far = await world.aResident({ name: '欧阳娜娜', phone: '19900000003', idNumber: aResidentId(16) }, neighbour)
  await world.tie('lives', far, home)
  const readers = [
    worker,
    neighbour,
    keeper,
    aClerk('网格', ['committee_worker'], { scope: { kind: 'grid', code: grids[0] } }),
    aClerk('科室', ['committee_worker'], { scope: { kind: 'unit' } }),
    aClerk('专管', ['committee_worker', 'restricted_keeper'], { scope: { kind: 'committee', code: committees[0] } }),
  ]
  const seen = new Set<number>()
  for (const reader of readers)
    for (const register of ['person', 'home', 'enterprise'] as const) {
      const { items } = (await world.do(reader, 'entries', { register })) as { items: SeenEntry[] }
      const { rows } = await taken(reader, await aRequest(reader, { filter: { register } }))
      const fields = Object.entries(deps.registers[register].fields)
      const columns = exportColumnsOf(deps.registers[register])
      const said = items.map((item) =>
        fields.map(([name, field]) => exportCellOf(field, item.fields[name], item.masked.includes(name)).text),
      )
      expect(rows.map((row) => fields.map(([name]) => row[columns.find(({ id }) => id === name)!.head]))).toEqual(said)
      seen.add(rows.length)
    }
  expect(seen.size).toBeGreaterThan(2)
})

test('what is in clear waits for the leave of someone else, and then holds whole values', async () => {
  await aPopulation()
  const id = await aRequest(keeper, { clear: true })
  expect(await world.refusal(keeper, 'takeExport', { id })).toBe('export_not_open')
  expect(await world.refusal(keeper, 'decideExport', { id, granted: true })).toBe('forbidden')
  await world.do(approver, 'decideExport', { id, granted: true })
  const { rows } = await taken(keeper, id)
  expect(rows).toHaveLength(2)
  expect(rows.find((row) => row['姓名'] === '王秀英')).toMatchObject({
    证件类型: '居民身份证',
    证件号码: identity,
    联系电话: phone,
    户籍地址: '茅台路1234弄5号101室',
    婚姻状况: '丧偶',
  })
})

test('what was refused, has run out, is another’s or is not there is not taken', async () => {
  const refused = await aRequest(worker, { clear: true })
  expect(await world.refusal(approver, 'decideExport', { id: refused, granted: false })).toBe('reason_needed')
  await world.do(approver, 'decideExport', { id: refused, granted: false, reason: '用途不明' })
  expect(await world.refusal(worker, 'takeExport', { id: refused })).toBe('export_not_open')
  const open = await aRequest(worker)
  for (const other of [keeper, neighbour]) expect(await world.refusal(other, 'takeExport', { id: open })).toBe('export_not_found') // prettier-ignore
  expect(await world.refusal(worker, 'takeExport', { id: newId() })).toBe('export_not_found')
  expect(await world.refusal(approver, 'takeExport', { id: open })).toBe('forbidden')
  world.wait(23)
  await world.do(worker, 'takeExport', { id: open })
  world.wait(2)
  expect(await world.refusal(worker, 'takeExport', { id: open })).toBe('export_not_open')
})

test('of two who decide at once one is heard; nobody decides on their own', async () => {
  const id = await aRequest(worker, { clear: true })
  const outcomes = await Promise.all([
    world.ask(approver, 'decideExport', { id, granted: true }),
    world.ask(secondApprover, 'decideExport', { id, granted: false, reason: '用途不明' }),
  ])
  expect(outcomes.filter((outcome) => outcome.ok)).toHaveLength(1)
  expect(outcomes.flatMap((outcome) => (outcome.ok ? [] : [outcome.error]))).toEqual(['export_not_found'])
  const both = aClerk('两任', ['register_keeper', 'export_approver'])
  const own = await aRequest(both, { clear: true })
  expect(await world.refusal(both, 'decideExport', { id: own, granted: true })).toBe('own_export')
})

test('each taking is written down, with whose entries left', async () => {
  const { mine } = await aPopulation()
  const id = await aRequest(worker)
  for (let time = 0; time < 2; time++) await taken(worker, id)
  const looks = await world.rows<object>(
    `select l.who, l.purpose, l.entries, n.entry from register_looks l join register_look_entries n on n.look = l.id
     where l.kind = 'export' and l.note = '${id}'`,
  )
  expect(looks).toEqual(Array(2).fill({ who: '吕芳', purpose: 'verify', entries: 1, entry: mine }))
  const acts = await world.rows<{ operation: string; subject_id: string }>(
    `select operation, subject_id from acts where operation = 'registers.takeExport' and outcome = 'ok'`,
  )
  expect(acts).toEqual(Array(2).fill({ operation: 'registers.takeExport', subject_id: id }))
  const list = (await world.do(worker, 'exports')) as { items: { id: string; taken: number; rows: number }[] }
  expect(list.items).toMatchObject([{ id, taken: 2, rows: 1 }])
  expect(((await world.do(keeper, 'exports')) as { items: unknown[] }).items).toEqual([])
})

test('whoever grants a list is told of how many it is, but not how many have a restricted tag', async () => {
  const { mine } = await aPopulation()
  const trusted = aClerk('专管', ['register_keeper', 'mental_health_keeper'])
  await world.do(trusted, 'tag', { id: newId(), entry: mine, tag: 'mental_health', from: '2020-01-01' })
  const all = await aRequest(keeper, { clear: true })
  const own = await aRequest(worker, { clear: true })
  const marked = await aRequest(trusted, { filter: { register: 'person', tag: 'mental_health' } })
  const { items } = (await world.do(approver, 'exports', { waiting: true })) as {
    items: { id: string; expected: number | null }[]
  }
  const expected = new Map(items.map((item) => [item.id, item.expected]))
  expect([expected.get(all), expected.get(own), expected.get(marked)]).toEqual([2, 1, null])
})

test('more than the street lets out at once is refused; the number is data', async () => {
  await aPopulation()
  await world.rows(`insert into register_parameters (street, key, "from", value, set_at) values ('${street}', 'export_rows', '2020-01-01', 1, now())`) // prettier-ignore
  expect(await world.refusal(keeper, 'takeExport', { id: await aRequest(keeper) })).toBe('export_too_large')
  await world.do(worker, 'takeExport', { id: await aRequest(worker) })
})

test('columns and conditions that are not theirs are refused when they ask', async () => {
  const ask = (by: Actor, said: object) =>
    world.refusal(by, 'requestExport', {
      id: newId(),
      purpose: 'verify',
      note: '核对',
      filter: { register: 'person' },
      ...said,
    })
  expect(await ask(worker, { columns: ['name', 'shoe'] })).toBe('field_unknown')
  expect(await ask(worker, { filter: { register: 'person', where: { phone } } })).toBe('field_unknown')
  expect(await ask(worker, { filter: { register: 'person', tag: 'mental_health' } })).toBe('tag_unknown')
  expect(await ask(volunteer, {})).toBe('forbidden')
  const { heads } = await taken(worker, await aRequest(worker, { columns: ['@tags', 'phone', 'name'] }))
  expect(heads).toEqual(['姓名', '联系电话', '标签'])
})

test('restricted tags leave with leave only, and only for who keeps them', async () => {
  const { mine } = await aPopulation()
  const trusted = aClerk('专管', ['register_keeper', 'mental_health_keeper'])
  await world.do(trusted, 'tag', { id: newId(), entry: mine, tag: 'mental_health', from: '2020-01-01' })
  const granted = async (by: Actor, clear: boolean) => {
    const id = await aRequest(by, { clear })
    if (clear) await world.do(approver, 'decideExport', { id, granted: true })
    return (await taken(by, id)).rows.find((row) => row['姓名'] === '王秀英')!['标签']
  }
  expect(await granted(trusted, false)).toBe('高龄老人')
  expect(await granted(keeper, true)).toBe('高龄老人')
  expect((await granted(trusted, true))!.split('、').toSorted()).toEqual(['精神障碍', '高龄老人'])
  const list = await aRequest(trusted, { filter: { register: 'person', tag: 'mental_health' } })
  expect(await world.refusal(trusted, 'takeExport', { id: list })).toBe('export_not_open')
  const looks = await world.rows<{ fields: string[] }>(`select fields from register_looks where kind = 'restricted' and note = '导出'`) // prettier-ignore
  expect(looks).toEqual([{ fields: ['mental_health'] }])
})

test('values are written as people read them', async () => {
  await world.aHome({ room: '101', area: 8950, use: 'residential', developerHeld: false, floor: 1 })
  const { rows } = await taken(keeper, await aRequest(keeper, { filter: { register: 'home' } }))
  expect(rows[0]).toMatchObject({ '建筑面积（㎡）': '89.50', 用途: '住宅', 开发单位持有: '否', 层: '1', 产权性质: '' })
})

test('a map holds what is public of a place, and where it lies', async () => {
  const id = newId()
  await world.do(keeper, 'make', {
    id,
    register: 'building',
    fields: { name: '1号楼', road: '长寿路', lane: '100', number: '1', built: 1996 },
  })
  const features = async (by: Actor) => {
    const found = []
    for await (const each of placesOf(world.database, deps, { street, actor: by, now: world.now }, 'building')) found.push(each) // prettier-ignore
    return found
  }
  expect(await features(keeper)).toEqual([
    {
      type: 'Feature',
      id,
      geometry: { type: 'Point', coordinates: [121.435, 31.245] },
      properties: { register: 'building', name: '1号楼', committee: '310107015001', grid: 'W01' },
    },
  ])
  expect(await features(neighbour)).toEqual([])
})

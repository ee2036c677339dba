import { afterEach, beforeEach, expect, test } from 'vitest'
import { newId } from '#kernel/id'
import type { OwnFile } from '#engines/registers/shared'
import { sanitation } from '../../../../../test/people.ts'
import {
  aClerk,
  aRegisterWorld,
  aResidentId,
  justiceKeeper,
  keeper,
  neighbour,
  volunteer,
  worker,
  type RegisterWorld,
} from '../../../../../test/registers.ts'
import { address, anyone, elsewhere, points } from '../../../../../test/world.ts'

let world: RegisterWorld
beforeEach(async () => {
  world = await aRegisterWorld()
})
afterEach(() => world.drop())

const wangId = aResidentId(12)
const tail = wangId.slice(-4)

async function wangAtHome(): Promise<string> {
  const person = await world.aResident({ name: '王秀英', idNumber: wangId, phone: '19900000001' })
  const home = await world.aHome({ room: '101' })
  await world.tie('lives', person, home)
  return person
}

const issue = async (person: string, by = keeper): Promise<string> =>
  (await world.do(by, 'issueViewCode', { id: newId(), person }))['code'] as string

async function open(code: string, end: string, street?: string): Promise<OwnFile | null> {
  const { file } = await world.do(anyone, 'openOwn', { code, tail: end }, street ? { street } : {})
  return file as OwnFile | null
}

test('with the code and the end of a number, people see what is held about them, and nobody else does', async () => {
  const wang = await wangAtHome()
  const li = await world.aResident({ name: '李建国', idNumber: aResidentId(13), phone: '19900000002' })
  await world.tie('contact', wang, li)
  await world.do(keeper, 'tag', { id: newId(), entry: wang, tag: 'lives_alone', from: '2020-01-01', source: 'visit' })
  const code = await issue(wang)
  expect(code).toMatch(/^[A-HJ-NP-Z2-9]{12}$/)

  const file = (await open(code, tail))!
  expect(file.name).toBe('王秀英')
  expect(Object.fromEntries(file.fields.map(({ name, value }) => [name, value]))).toEqual({
    name: '王秀英',
    sex: 'female',
    birth: '1950-03-02',
    idType: 'resident',
    idNumber: wangId,
    phone: '19900000001',
  })
  expect(file.fields.find(({ name }) => name === 'phone')).toMatchObject({
    label: ['联系电话', 'Phone'],
    from: { source: 'desk', observedOn: world.now.slice(0, 10) },
  })
  expect(file.homes).toMatchObject([{ address: '长寿路100弄1号101室', source: 'desk', from: '2020-01-01', to: null }])
  expect(file.tags).toMatchObject([{ tag: 'lives_alone', label: ['独居老人', expect.any(String)], source: 'visit' }])
  expect(file.place).toEqual({ text: '长寿路100弄1号', addressId: address, ...points.W01 })
  // Nobody else's: who is called for her is in his own file.
  expect(JSON.stringify(file)).not.toMatch(/李建国|19900000002/)

  // As it was written down; and the end of the telephone number does as well.
  const written = ` ${code.slice(0, 4).toLowerCase()}-${code.slice(4, 8)} ${code.slice(8)}`
  expect((await open(written, '0001'))?.name).toBe('王秀英')
  expect(await open(await issue(li), tail)).toBeNull()
  expect(await open(code, '0002')).toBeNull()
  expect(await open('ABCDEFGH2345', tail)).toBeNull()
})

test('the end of a document is read without regard to case', async () => {
  const serial = Array.from({ length: 400 }, (_, count) => count + 100).find((count) =>
    aResidentId(count).endsWith('X'),
  )!
  const person = await world.aResident({ idNumber: aResidentId(serial) })
  expect(await open(await issue(person), aResidentId(serial).slice(-4).toLowerCase())).not.toBeNull()
})

test('five wrong ends are the end of a code, though nothing was refused', async () => {
  const wang = await wangAtHome()
  const code = await issue(wang)
  for (const wrong of ['0002', '0003', '0004', '0005']) expect(await open(code, wrong)).toBeNull()
  expect(await open(code, tail)).not.toBeNull()
  expect(await open(code, '0006')).toBeNull()
  expect(await open(code, tail)).toBeNull()
  // Another code opens it again.
  expect(await open(await issue(wang), tail)).not.toBeNull()
})

test('of tries at the same instant each is counted', async () => {
  const code = await issue(await wangAtHome())
  await Promise.all(['0002', '0003', '0004', '0005', '0006', '0007'].map((wrong) => open(code, wrong)))
  expect(await world.rows('select failures from register_view_codes')).toEqual([{ failures: 5 }])
  expect(await open(code, tail)).toBeNull()
})

test('a code lasts a week, and less when another one is given', async () => {
  const wang = await wangAtHome()
  const { code, until } = await world.do(keeper, 'issueViewCode', { id: newId(), person: wang })
  world.wait(7 * 24 - 1)
  expect(until).toBe(new Date(Date.parse(world.now) + 3_600_000).toISOString())
  expect(await open(code as string, tail)).not.toBeNull()
  world.wait(1)
  expect(await open(code as string, tail)).toBeNull()
  const lost = await issue(wang)
  world.wait(1)
  const found = await issue(wang)
  expect(await open(lost, tail)).toBeNull()
  expect(await open(found, tail)).not.toBeNull()
})

test('who was merged is found where they stand, with all that was looked at before', async () => {
  const wang = await wangAtHome()
  const twice = await world.aResident({ name: '王秀瑛', phone: '19900000001' })
  const code = await issue(twice)
  await world.do(keeper, 'unmask', { entries: [twice], purpose: 'visit', note: '高温日探望' })
  await world.do(keeper, 'merge', { id: newId(), winner: wang, loser: twice, reason: '同一人' })
  const file = (await open(code, tail))!
  expect(file.homes).toHaveLength(1)
  expect(file.looks).toContainEqual(expect.objectContaining({ kind: 'unmask', purpose: 'visit' }))
  // Who was merged away has no file of their own to give a code for.
  expect(await world.refusal(keeper, 'issueViewCode', { id: newId(), person: twice })).toBe('entry_not_found')
})

test('a code of one street opens nothing in another', async () => {
  const code = await issue(await wangAtHome())
  expect(await open(code, tail, elsewhere)).toBeNull()
  expect(await open(code, tail)).not.toBeNull()
})

test('nothing restricted appears, neither a mark nor that someone looked for one', async () => {
  const wang = await wangAtHome()
  await world.do(justiceKeeper, 'tag', { id: newId(), entry: wang, tag: 'correction', from: '2020-01-01' })
  await world.do(justiceKeeper, 'entry', { id: wang })
  const looks = await world.rows(`select 1 from register_looks where kind = 'restricted'`)
  expect(looks.length).toBeGreaterThan(0)
  const file = (await open(await issue(wang), tail))!
  expect(file.tags).toEqual([])
  expect(file.looks.map(({ kind }) => kind)).not.toContain('restricted')
  expect(JSON.stringify(file)).not.toMatch(/correction|矫正/)
})

test('people see which office looked, when and for what; not which clerk, and not the note', async () => {
  const wang = await wangAtHome()
  const clerk = aClerk('吕芳华', ['committee_worker'], { unit: sanitation })
  await world.rows(`insert into staff (street, id, name, post, unit, scope_kind, created_at)
    values ('310107015', '${clerk.id}', '吕芳华', '干部', '${sanitation}', 'street', now())`)
  await world.do(clerk, 'unmask', { entries: [wang], purpose: 'visit', note: '邻居反映多日未见' })
  const looked = world.now
  world.wait(1)
  const code = await issue(wang, clerk)
  world.wait(1)
  const file = (await open(code, tail))!
  // The newest first; that a code was given is among them, for whoever gives one could use it.
  expect(file.looks).toEqual([
    { at: world.now, by: 'resident', kind: 'view', purpose: null, unit: null },
    { at: new Date(Date.parse(looked) + 3_600_000).toISOString(), by: 'staff', kind: 'view', purpose: null, unit: '环卫所' }, // prettier-ignore
    { at: looked, by: 'staff', kind: 'unmask', purpose: 'visit', unit: '环卫所' },
  ])
  expect(JSON.stringify(file)).not.toMatch(/吕芳华|邻居反映/)
})

test('the acts keep neither code nor end of a number nor what was shown', async () => {
  const wang = await wangAtHome()
  const code = await issue(wang)
  await open(code, tail)
  await open(code, '0007')
  const acts = await world.rows<{ operation: string; outcome: string; subject_id: string }>(
    `select operation, outcome, subject_id, input, result, changes from acts where operation like 'registers.%iew%' or operation = 'registers.openOwn'`,
  )
  expect(acts.map(({ operation, outcome, subject_id }) => [operation, outcome, subject_id])).toEqual(
    expect.arrayContaining([
      ['registers.issueViewCode', 'ok', wang],
      ['registers.openOwn', 'ok', wang],
    ]),
  )
  expect(acts).toHaveLength(3)
  expect(JSON.stringify(acts)).not.toMatch(new RegExp(`${code}|${wangId}|"${tail}"|0007|王秀英|19900000001`))
  const kept = await world.rows('select * from register_view_codes')
  expect(JSON.stringify(kept)).not.toContain(code)
})

test('a code is given only by those who may, for the people of their own area, who can be known by a number', async () => {
  const wang = await wangAtHome()
  const ask = (by: typeof keeper, person: string) => world.refusal(by, 'issueViewCode', { id: newId(), person })
  expect(await ask(worker, wang)).toBeNull()
  expect(await ask(neighbour, wang)).toBe('entry_not_found')
  expect(await ask(volunteer, wang)).toBe('forbidden')
  const ofUnit = aClerk('陆明', ['committee_worker'], { scope: { kind: 'unit' }, unit: sanitation })
  expect(await ask(ofUnit, wang)).toBe('entry_not_found')
  expect(await ask(keeper, await world.aHome())).toBe('entry_not_found')
  expect(await ask(keeper, newId())).toBe('entry_not_found')
  expect(await ask(keeper, await world.aResident({ name: '无号' }))).toBe('nothing_to_ask')
})

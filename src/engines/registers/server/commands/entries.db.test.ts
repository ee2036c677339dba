import { afterEach, beforeEach, expect, test } from 'vitest'
import { newId } from '#kernel/id'
import {
  aRegisterWorld,
  aResidentId,
  aUscc,
  keeper,
  neighbour,
  restrictedKeeper,
  volunteer,
  worker,
  type RegisterWorld,
} from '../../../../../test/registers.ts'
import { committees, elsewhere } from '../../../../../test/world.ts'

let world: RegisterWorld
beforeEach(async () => {
  world = await aRegisterWorld()
})
afterEach(() => world.drop())

test('a new entry is checked, kept plain and found by its keys', async () => {
  const id = await world.aResident({ name: ' 王　秀英 ', idNumber: aResidentId(12), phone: '１９９０００００００１' })
  const row = await world.entryRow(id)
  expect(row).toMatchObject({
    state: 'standing',
    root: id,
    version: 1,
    fields: { name: '王秀英', birth: '1950-03-02', sex: 'female', idType: 'resident', phone: '19900000001' },
  })
  expect(row.origins['name']).toMatchObject({ source: 'desk', observedOn: '2026-11-16' })
  const keys = await world.rows<{ key: string }>(`select key from register_keys where entry = '${id}'`)
  expect(keys.map(({ key }) => key)).toContain(`i:${aResidentId(12)}`)
})

test('what is wrong or contradicts itself is refused, and nothing of it stays', async () => {
  const make = (fields: Record<string, unknown>, register = 'person') =>
    world.refusal(keeper, 'make', { id: newId(), register, fields })
  expect(await make({})).toBe('fields_invalid')
  expect(await make({ sex: '女' })).toBe('fields_invalid')
  expect(await make({ name: '王秀英', idNumber: '110105194912310021' })).toBe('fields_invalid')
  expect(await make({ name: '王秀英', idNumber: aResidentId(12), sex: '男' })).toBe('fields_invalid')
  expect(await make({ name: '王秀英', shoe: 42 })).toBe('fields_invalid')
  expect(await make({ name: '好店', uscc: '91310000000000000X' }, 'enterprise')).toBe('fields_invalid')
  expect(await world.rows('select 1 from register_entries')).toEqual([])
})

test('a document or code that is known already is not written twice', async () => {
  const first = await world.aResident({ idNumber: aResidentId(12) })
  const again = { id: newId(), register: 'person', fields: { name: '别名', idNumber: aResidentId(12) } }
  expect(await world.refusal(keeper, 'make', again)).toBe('already_known')
  // In another street the same person is another entry.
  expect((await world.ask(keeper, 'make', again, { street: elsewhere })).ok).toBe(true)
  await world.anEnterprise({ uscc: aUscc(7) })
  expect(
    await world.refusal(keeper, 'make', {
      id: newId(),
      register: 'enterprise',
      fields: { name: '二号店', uscc: aUscc(7) },
    }),
  ).toBe('already_known')
  await world.aHome({ room: '101' })
  const home = { road: '长寿路', lane: '100弄', number: '1号', room: '101' }
  expect(await world.refusal(keeper, 'make', { id: newId(), register: 'home', fields: home })).toBe('already_known')
  expect((await world.entryRow(first)).version).toBe(1)
})

test('who may be known already is put before a person', async () => {
  const known = await world.aResident({ name: '王秀英', birth: '1950-03-02', phone: '19900000001' })
  const made = await world.do(keeper, 'make', {
    id: newId(),
    register: 'person',
    fields: { name: '王秀瑛', birth: '1950-03-02', phone: '19900000001' },
  })
  expect(made['doubts']).toBe(1)
  const [doubt] = await world.rows<{ other: string; reasons: [string, string][]; state: string }>(
    'select other, reasons, state from register_doubts',
  )
  expect(doubt).toMatchObject({ other: known, state: 'open' })
  expect(doubt!.reasons.flat().join()).toMatch(/手机号码一致/)
})

test('a home lies in its staircase, and where the staircase lies', async () => {
  const staircase = await world.aStaircase()
  expect(await world.entryRow(staircase)).toMatchObject({ committee: committees[0], grid: 'W01' })
  const home = await world.aHome({ road: null, lane: null, number: null }, { parent: staircase })
  expect(await world.entryRow(home)).toMatchObject({ committee: committees[0], grid: 'W01' })
  const resident = await world.aResident()
  const inside = (parent: string) =>
    world.refusal(keeper, 'make', { id: newId(), register: 'home', parent, fields: { room: '999' } })
  expect(await inside(resident)).toBe('parent_wrong')
  expect(await inside(newId())).toBe('parent_wrong')
})

test('a worker writes only within the committee', async () => {
  const staircase = await world.aStaircase()
  const mine = await world.aHome({}, { parent: staircase, by: worker })
  const theirs = { id: newId(), register: 'home', parent: staircase, fields: { room: '888' } }
  expect(await world.refusal(neighbour, 'make', theirs)).toBe('parent_wrong')
  expect(await world.refusal(neighbour, 'say', { id: mine, version: 1, fields: { floor: 2 } })).toBe('entry_not_found')
  expect(await world.refusal(volunteer, 'say', { id: mine, version: 1, fields: { floor: 2 } })).toBe('forbidden')
  expect(await world.refusal(restrictedKeeper, 'say', { id: mine, version: 1, fields: { floor: 2 } })).toBe('forbidden')
  await world.do(worker, 'say', { id: mine, version: 1, fields: { floor: 2 } })
  const neighboursOwn = await world.aResident({}, neighbour)
  expect((await world.entryRow(neighboursOwn)).committee).toBe(committees[1])
  expect(await world.refusal(worker, 'say', { id: neighboursOwn, version: 1, fields: { nation: '汉' } })).toBe(
    'entry_not_found',
  )
})

test('two people who correct one entry at once: one of them hears that it has changed', async () => {
  const id = await world.aResident()
  const outcomes = await Promise.all(
    ['汉', '回', '满'].map((nation) => world.ask(keeper, 'say', { id, version: 1, fields: { nation } })),
  )
  expect(outcomes.filter((outcome) => outcome.ok).length).toBe(1)
  expect(outcomes.flatMap((outcome) => (outcome.ok ? [] : [outcome.error]))).toEqual(Array(2).fill('changed_meanwhile'))
  expect(await world.entryRow(id)).toMatchObject({ version: 2 })
})

test('two people who add one person at once add one', async () => {
  const fields = { name: '王秀英', idNumber: aResidentId(12) }
  const outcomes = await Promise.all(
    [1, 2, 3].map(() => world.ask(keeper, 'make', { id: newId(), register: 'person', fields })),
  )
  expect(outcomes.filter((outcome) => outcome.ok).length).toBe(1)
  expect(outcomes.flatMap((outcome) => (outcome.ok ? [] : [outcome.error]))).toEqual(Array(2).fill('already_known'))
})

test('a command that comes again is done once', async () => {
  const input = { id: newId(), register: 'person', fields: { name: '王秀英' } }
  const command = newId()
  const answers = await Promise.all([1, 2, 3].map(() => world.ask(keeper, 'make', input, { command })))
  expect(new Set(answers.map((answer) => JSON.stringify(answer)))).toEqual(
    new Set([JSON.stringify({ ok: true, value: { id: input.id, doubts: 0 } })]),
  )
  const say = { id: input.id, version: 1, fields: { nation: '汉' } }
  const second = newId()
  for (let time = 0; time < 3; time++)
    expect(await world.ask(keeper, 'say', say, { command: second })).toEqual({ ok: true, value: { version: 2 } })
  expect((await world.rows('select 1 from register_statements')).length).toBe(2)
})

test('a statement that should not have been said is withdrawn; when none is left, so is the entry', async () => {
  const id = await world.aResident({ phone: '19900000001' })
  await world.do(keeper, 'say', { id, version: 1, fields: { phone: '19900000002', nation: '汉' } })
  const statements = await world.rows<{ id: string }>('select id from register_statements order by recorded_at, id')
  const withdraw = (statement: string) =>
    world.ask(keeper, 'withdrawStatement', { entry: id, statement, reason: '录错' })
  expect(await withdraw(statements[1]!.id)).toEqual({ ok: true, value: { version: 3 } })
  const row = await world.entryRow(id)
  expect(row.fields).toMatchObject({ phone: '19900000001' })
  expect(row.fields).not.toHaveProperty('nation')
  expect(await withdraw(statements[1]!.id)).toEqual({ ok: false, error: 'statement_not_found' })
  expect((await withdraw(statements[0]!.id)).ok).toBe(true)
  expect(await world.entryRow(id)).toMatchObject({ state: 'withdrawn' })
  expect(await world.rows(`select 1 from register_keys where entry = '${id}'`)).toEqual([])
  expect(await world.refusal(worker, 'withdrawStatement', { entry: id, statement: newId(), reason: '录错' })).toBe(
    'forbidden',
  )
})

test('no act tells what was said of a person', async () => {
  const id = await world.aResident({ name: '王秀英', idNumber: aResidentId(12), phone: '19900000001' })
  await world.do(keeper, 'say', { id, version: 1, fields: { phone: '19900000002' } })
  const acts = await world.rows<{ line: string }>('select acts::text as line from acts')
  expect(acts.length).toBe(2)
  for (const { line } of acts)
    for (const secret of ['王秀英', aResidentId(12), '1990000000']) expect(line).not.toContain(secret)
})

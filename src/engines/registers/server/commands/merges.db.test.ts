import { afterEach, beforeEach, expect, test } from 'vitest'
import { newId } from '#kernel/id'
import { aRegisterWorld, aResidentId, keeper, worker, type RegisterWorld } from '../../../../../test/registers.ts'
import { committees } from '../../../../../test/world.ts'

let world: RegisterWorld
beforeEach(async () => {
  world = await aRegisterWorld()
})
afterEach(() => world.drop())

async function merge(winner: string, loser: string): Promise<string> {
  const id = newId()
  await world.do(keeper, 'merge', { id, winner, loser, reason: '同一人' })
  return id
}
const split = (id: string) => world.refusal(keeper, 'split', { merge: id, reason: '不是同一人' })
const plain = ({ version: _, ...row }: Record<string, unknown>) => row
const stateOf = async (...ids: string[]) =>
  Promise.all(ids.map(async (id) => plain((await world.entryRow(id)) as never)))

test('what was said of two is believed of one, and of two again after the split', async () => {
  const one = await world.aResident({ name: '王秀英', nation: '汉' })
  world.wait(24)
  const two = await world.aResident({ name: '王秀瑛', phone: '19900000001', idNumber: aResidentId(12) })
  const before = await stateOf(one, two)
  const id = await merge(one, two)
  expect(await world.entryRow(one)).toMatchObject({
    state: 'standing',
    fields: { name: '王秀瑛', nation: '汉', phone: '19900000001', idNumber: aResidentId(12) },
  })
  expect(await world.entryRow(two)).toMatchObject({ state: 'merged', root: one })
  const found = await world.rows<{ entry: string }>(
    `select entry from register_keys where key = 'i:${aResidentId(12)}'`,
  )
  expect(found).toEqual([{ entry: one }])
  // What is said now is said of the one that stands.
  const version = (await world.entryRow(one)).version
  await world.do(keeper, 'say', { id: one, version, fields: { education: '大专' } })
  expect(await world.refusal(keeper, 'say', { id: two, version: 1, fields: { education: '大专' } })).toBe(
    'changed_meanwhile',
  )
  expect(await split(id)).toBeNull()
  const [after, back] = await stateOf(one, two)
  expect(back).toEqual(before[1])
  expect(after).toMatchObject({ fields: { ...(before[0]!['fields'] as object), education: '大专' } })
  expect(await split(id)).toBe('merge_not_found')
})

test('a chain of merges is undone in any order', async () => {
  for (const order of [
    [0, 1, 2],
    [2, 1, 0],
    [1, 0, 2],
    [1, 2, 0],
  ]) {
    const people = await Promise.all([1, 2, 3, 4].map((n) => world.aResident({ phone: `1990000100${n}` })))
    const before = await stateOf(...people)
    const [a, b, c, d] = people as [string, string, string, string]
    const merges = [await merge(b, a), await merge(c, b), await merge(d, c)]
    for (const id of [a, b, c]) expect(await world.entryRow(id)).toMatchObject({ state: 'merged', root: d })
    for (const at of order) expect(await split(merges[at]!)).toBeNull()
    expect(await stateOf(...people)).toEqual(before)
  }
})

test('ties are seen through the one that stands, and go back with the one they were of', async () => {
  const home = await world.aHome({}, { parent: await world.aStaircase() })
  const [one, two] = [await world.aResident(), await world.aResident()]
  const lives = await world.tie('lives', two, home)
  await world.do(keeper, 'endTie', { id: await world.tie('owns', one, home, { share: [1, 2] }), to: '2021-01-01' })
  await world.tie('owns', two, home, { share: [1, 2], from: '2020-06-01' })
  const id = await merge(one, two)
  expect(await world.entryRow(one)).toMatchObject({ committee: committees[0] })
  const file = (await world.do(keeper, 'entry', { id: one })) as {
    ties: { id: string; kind: string }[]
    merges: unknown[]
  }
  expect(file.ties.map((each) => each.kind)).toEqual(expect.arrayContaining(['lives', 'owns']))
  expect(file.merges).toMatchObject([{ id, undone: false }])
  await world.do(keeper, 'endTie', { id: lives, to: '2025-01-01' })
  await world.do(keeper, 'tag', { id: newId(), entry: two, tag: 'subsistence', from: '2020-01-01' })
  expect(await split(id)).toBeNull()
  expect(await world.entryRow(one)).toMatchObject({ committee: null, grid: null })
  expect(await world.entryRow(two)).toMatchObject({ committee: committees[0] })
  expect(
    await world.rows(
      `select subject, valid_to::text as "to" from register_ties where kind = 'lives' and superseded_at is null`,
    ),
  ).toEqual([{ subject: two, to: '2025-01-01' }])
  expect(await world.rows('select entry from care_tags')).toEqual([{ entry: one }])
})

test('what cannot be one thing does not merge', async () => {
  const [person, other, firm] = [await world.aResident(), await world.aResident(), await world.anEnterprise()]
  const refusal = (winner: string, loser: string, by = keeper) =>
    world.refusal(by, 'merge', { id: newId(), winner, loser, reason: '同一' })
  expect(await refusal(person, firm)).toBe('not_mergeable')
  expect(await refusal(person, person)).toBe('not_mergeable')
  expect(await refusal(person, newId())).toBe('entry_not_found')
  expect(await refusal(person, other, worker)).toBe('forbidden')
  await merge(person, other)
  expect(await refusal(person, other)).toBe('not_mergeable')
  const homes = [await world.aHome(), await world.aHome()] as const
  for (const home of homes) await world.tie('owns', person, home, { share: [2, 3] })
  expect(await refusal(...homes)).toBe('shares_exceed')
})

test('two who merge the same at once do it once, whoever is first', async () => {
  const [one, two, three] = [await world.aResident(), await world.aResident(), await world.aResident()]
  const merging = (winner: string, loser: string) =>
    world.ask(keeper, 'merge', { id: newId(), winner, loser, reason: '同一' })
  const pair = await Promise.all([merging(one, two), merging(two, one), merging(one, two)])
  expect(pair.filter((outcome) => outcome.ok)).toHaveLength(1)
  const [left] = await world.rows<{ id: string }>(
    `select id from register_entries where id in ('${one}', '${two}') and state = 'standing'`,
  )
  const other = await world.aResident()
  const loser = await Promise.all([merging(three, left!.id), merging(other, left!.id)])
  expect(loser.filter((outcome) => outcome.ok)).toHaveLength(1)
})

test('a doubt is judged: the same become one, the different are never asked again', async () => {
  const fields = { name: '王秀英', birth: '1950-03-02', phone: '19900000001' }
  const known = await world.aResident(fields)
  const made = await world.aResident({ ...fields, name: '王秀瑛' })
  const [doubt] = await world.rows<{ id: string }>('select id from register_doubts')
  const judge = (said: Record<string, unknown>) => world.ask(keeper, 'judge', { id: doubt!.id, ...said })
  expect(await judge({ same: true, winner: newId() })).toEqual({ ok: false, error: 'not_mergeable' })
  expect(await judge({ same: true, winner: known })).toEqual({ ok: true, value: { merged: known } })
  expect(await judge({ same: false })).toEqual({ ok: false, error: 'doubt_not_found' })
  expect(await world.entryRow(made)).toMatchObject({ state: 'merged', root: known })
  const [done] = await world.rows<{ id: string }>('select id from register_merges')
  expect(await split(done!.id)).toBeNull()
  expect(await world.rows('select state from register_doubts')).toEqual([{ state: 'different' }])
  const { version } = await world.entryRow(made)
  await world.do(keeper, 'say', { id: made, version, fields: { phone2: '19900000001' } })
  expect(await world.rows('select state from register_doubts')).toEqual([{ state: 'different' }])
})

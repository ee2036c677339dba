import { afterEach, beforeEach, expect, test } from 'vitest'
import { newId } from '#kernel/id'
import {
  aRegisterWorld,
  keeper,
  restrictedKeeper,
  volunteer,
  worker,
  type RegisterWorld,
} from '../../../../../test/registers.ts'
import { onServer } from '../../../../../test/db-server.ts'

let world: RegisterWorld
beforeEach(async () => {
  world = await aRegisterWorld()
})
afterEach(() => world.drop())

const tag = (entry: string, of: string, by = keeper) =>
  world.do(by, 'tag', { id: newId(), entry, tag: of, from: '2020-01-01' })

test('a list says with its first page how many there are, as many as this reader may read', async () => {
  for (let nth = 0; nth < 3; nth++) await world.aResident({ sex: 'female' })
  const marked = await world.aResident({ sex: 'male' })
  await tag(marked, 'mental_health', restrictedKeeper)
  const total = async (who: typeof keeper, filter: object) => {
    const outcome = await world.ask(who, 'entries', { register: 'person', limit: 1, counted: true, ...filter })
    return outcome.ok ? (outcome.value as { total: unknown }).total : outcome.error
  }
  const of = (count: number) => ({ count, isMore: false })
  expect(await total(keeper, {})).toEqual(of(4))
  expect(await total(keeper, { where: { sex: 'female' } })).toEqual(of(3))
  expect(await total(keeper, { where: { sex: 'male' } })).toEqual(of(1))
  expect(await total(keeper, { counted: false })).toBeNull()
  expect(await total(keeper, { after: marked })).toBeNull()
  // Nobody lives in a committee's homes yet, so its worker reads of nobody.
  expect(await total(worker, {})).toEqual(of(0))
  expect(await total(restrictedKeeper, { tag: 'mental_health' })).toEqual(of(1))
  for (const who of [keeper, worker, volunteer]) expect(await total(who, { tag: 'mental_health' })).toBe('tag_unknown')
})

test('a person of whom two entries became one is one in lists, counts and call lists', async () => {
  const home = await world.aHome({ floor: 1 })
  const [winner, loser, other] = [
    await world.aResident({ name: '王秀英', birth: '1940-05-01' }),
    await world.aResident({ name: '王秀瑛', birth: '1940-05-01' }),
    await world.aResident({ name: '李桂芳', birth: '1941-05-01', livesAlone: true }),
  ]
  for (const id of [winner, loser]) await tag(id, 'disability')
  for (const id of [loser, other]) await world.tie('lives', id, home)
  await tag(loser, 'lives_alone')
  await world.do(keeper, 'merge', { id: newId(), winner, loser, reason: '同一人' })
  await onServer(
    world.ownerUrl,
    `insert into register_parameters (street, key, "from", value, set_at) select code, 'fewest_counted', '2020-01-01', 1, now() from streets`,
  )

  const { rows } = (await world.do(keeper, 'tagCounts')) as { rows: { tag: string; total: number }[] }
  const totals = Object.fromEntries(rows.map(({ tag: id, total }) => [id, total]))
  expect(totals).toMatchObject({ disability: 1, lives_alone: 1, subsistence: 0 })

  const listed = (await world.do(keeper, 'entries', { register: 'person', tag: 'disability' })) as never
  expect((listed as { items: { id: string }[] }).items.map(({ id }) => id)).toEqual([winner])

  const called = async (input: object) =>
    (
      (await world.do(keeper, 'callList', { within: {}, note: '台风转移', ...input })) as {
        people: { id: string }[]
      }
    ).people
      .map(({ id }) => id)
      .toSorted()
  const both = [winner, other].toSorted()
  expect(await called({ livesAlone: true })).toEqual(both)
  expect(await called({ livesAlone: false })).toEqual([])
  expect(await called({ within: { places: [home] }, minAge: 80, floors: { from: 1, to: 1 } })).toEqual(both)
  expect(await called({ within: { places: [home] }, tags: ['disability'] })).toEqual([winner])
})

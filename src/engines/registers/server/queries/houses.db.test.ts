import { afterEach, beforeEach, expect, test } from 'vitest'
import { aRegisterWorld, keeper, volunteer, worker, type RegisterWorld } from '../../../../../test/registers.ts'

let world: RegisterWorld
beforeEach(async () => {
  world = await aRegisterWorld()
})
afterEach(() => world.drop())

test('an elevation has every home of the house, and who lives in it is counted for those alone who may know', async () => {
  const stairs = await world.aStaircase()
  const [first, second] = [
    await world.aHome({ room: '101' }, { parent: stairs }),
    await world.aHome({ room: '201' }, { parent: stairs }),
  ]
  const [old, young, gone] = [
    await world.aResident({ birth: '1940-05-01' }),
    await world.aResident({ birth: '1990-05-01' }),
    await world.aResident({ birth: '1950-05-01' }),
  ]
  await world.tie('lives', old, first)
  await world.tie('lives', young, first)
  await world.tie('lives', gone, second, { to: '2024-01-01' })
  const seen = async (who: typeof keeper, on?: string) =>
    (
      (await world.do(who, 'elevation', { id: stairs, ...(on && { on }) })) as unknown as {
        homes: { home: { id: string }; people: unknown }[]
      }
    ).homes.map(({ home, people }) => [home.id, people])
  expect(await seen(keeper)).toEqual([
    [first, { all: 2, over60: 1, over80: 1 }],
    [second, { all: 0, over60: 0, over80: 0 }],
  ])
  expect(await seen(keeper, '2023-06-01')).toContainEqual([second, { all: 1, over60: 1, over80: 0 }])
  const told = await world.ask(volunteer, 'elevation', { id: stairs })
  if (told.ok)
    expect((told.value as { homes: { people: unknown }[] }).homes.map((each) => each.people)).toEqual([null, null])
  else expect(told.error).toBe('entry_not_found')
  expect(await world.refusal(keeper, 'elevation', { id: gone })).toBe(null)
  expect(await world.do(keeper, 'entryCounts')).toEqual({ counts: { staircase: 1, home: 2, person: 3 } })
})

test('former owners are told to who sees the present ones', async () => {
  const home = await world.aHome()
  const owner = await world.aResident({ name: '严旧主' })
  await world.tie('owns', owner, home, { share: [1, 1], to: '2022-01-01' })
  const { items } = (await world.do(keeper, 'endedTies', { id: home })) as unknown as { items: object[] }
  expect(items).toMatchObject([
    { kind: 'owns', outward: false, share: [1, 1], to: '2022-01-01', other: { title: '严旧主' } },
  ])
  expect(await world.refusal(worker, 'endedTies', { id: '0193a1c0-0000-7000-8000-0000000000ff' })).toBe(
    'entry_not_found',
  )
})

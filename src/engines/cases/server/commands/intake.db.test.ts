import { afterEach, beforeEach, expect, test } from 'vitest'
import { newId } from '#kernel/id'
import { aCaseType, bothPhotos } from '../../../../../test/cases.ts'
import { countedId, li, qian, sanitation, wang, zhao, zhou } from '../../../../../test/people.ts'
import { address, aWorld, committees, elsewhere, points, street, type World } from '../../../../../test/world.ts'

let world: World
beforeEach(async () => {
  world = await aWorld([
    aCaseType(),
    aCaseType({ id: 'with-photos', proof: 'after' }),
    aCaseType({ id: 'self', proof: 'none' }),
    aCaseType({ id: 'hotline', contact: true, answer: true, visit: true }),
  ])
})
afterEach(() => world.drop())

test('a photo that has not arrived stops the act and leaves nothing, not even a number', async () => {
  const gone = countedId(77, 0xf)
  world.missing.add(gone)
  const photos = [{ id: gone, purpose: 'after' }]
  const input = {
    caseId: newId(),
    type: 'with-photos',
    source: 'inspector',
    title: '垃圾',
    category: 'gb2026:m:06010',
    place: '路口',
  }
  expect(await world.refusal(zhao, 'create', { ...input, photos })).toBe('attachment_not_found')
  expect(await world.refusal(zhao, 'create', { ...input, selfDisposed: true })).toBe('photo_needed')
  expect([await world.rows('select 1 from cases'), await world.rows('select 1 from counters')]).toEqual([[], []])
  await world.do(zhao, 'create', { ...input, selfDisposed: true, photos: bothPhotos })
  expect(await world.refusal(qian, 'note', { caseId: input.caseId, text: '看', photos })).toBe('attachment_not_found')
  expect((await world.file(input.caseId)).case).toMatchObject({
    number: `20261116${street}G00001`,
    state: 'checking',
    selfDisposed: true,
  })
})

test('numbers have no holes, though many take them at once and some are refused', async () => {
  world.missing.add(countedId(78, 0xf))
  const create = (n: number) => {
    const photos = n % 3 === 0 ? [{ id: countedId(78, 0xf), purpose: 'scene' }] : []
    const source = n % 2 ? 'phone' : 'inspector'
    return world.ask(wang, 'create', {
      caseId: newId(),
      type: n % 5 === 4 ? 'nothing' : 'test-type',
      source,
      title: '垃圾',
      category: 'gb2026:m:06010',
      place: '路口',
      photos,
    })
  }
  const answers = await Promise.all(Array.from({ length: 40 }, (_, n) => create(n)))
  const numbers = answers.flatMap((answer) => (answer.ok ? [(answer.value as { number: string }).number] : []))
  expect(numbers).toHaveLength(21)
  expect(numbers.map((number) => Number(number.slice(-5))).toSorted((a, b) => a - b)).toEqual(
    Array.from({ length: 21 }, (_, n) => n + 1),
  )
  world.now = '2026-11-16T16:00:00.000Z'
  // A new day in Shanghai begins anew.
  const { number } = (await world.file(await world.aCase())).case
  expect(number).toBe(`20261117${street}D00001`)
  await expect(
    world.ask(
      wang,
      'create',
      { caseId: newId(), type: 'test-type', source: 'phone', title: '垃圾', category: 'gb2026:m:06010', place: '路口' },
      { street: elsewhere },
    ),
  ).resolves.toMatchObject({ value: { number: `20261117${elsewhere}D00001` } })
})

test('a place is its address, or its point, or only its words', async () => {
  const placed = async (said: Record<string, unknown>) => {
    const { committee, grid, lng } = (await world.file(await world.aCase(said))).case
    return [committee, grid, lng]
  }
  expect(await placed({ addressId: address })).toEqual([committees[0], 'W01', 121.435])
  expect(await placed(points.W02)).toEqual([committees[1], 'W02', points.W02.lng])
  expect(await placed(points.nowhere)).toEqual([null, null, points.nowhere.lng])
  expect(await placed({})).toEqual([null, null, null])
  expect(
    await world.refusal(wang, 'create', {
      caseId: newId(),
      type: 'test-type',
      source: 'phone',
      title: '垃圾',
      category: 'gb2026:m:06010',
      place: '路口',
      addressId: newId(),
    }),
  ).toBe('address_not_found')
  const caseId = await world.aCase()
  await world.do(wang, 'amend', { caseId, addressId: address, title: '更正' })
  expect((await world.file(caseId)).case).toMatchObject({
    committee: committees[0],
    grid: 'W01',
    title: '更正',
    place: '长寿路 100 弄口',
  })
})

test('what is not in the catalogue, the form or the street is refused by its name', async () => {
  const create = (said: object) =>
    world.refusal(wang, 'create', {
      caseId: newId(),
      type: 'test-type',
      source: 'phone',
      title: '垃圾',
      category: 'gb2026:m:06010',
      place: '路口',
      ...said,
    })
  expect(await create({ type: 'constructor' })).toBe('type_unknown')
  expect(await create({ category: 'gb2026:m:99999' })).toBe('category_unknown')
  for (const answers of [{ bags: 'many' }, { nothing: 1 }, { constructor: 'x' }, { bags: 1001 }])
    expect([answers, await create({ answers })]).toEqual([answers, 'answers_invalid'])
  for (const odd of [
    { title: '' },
    { title: ' ' },
    { lng: 200 },
    { callerPhone: '110' },
    { caseId: 'x' },
    { source: 'nowhere' },
    { answers: { back: [] } },
  ])
    expect([odd, await create(odd)]).toEqual([odd, 'invalid_input'])
  const caseId = await world.aCase()
  await world.reach(caseId, 'registered')
  for (const said of [{ unit: newId() }, { unit: sanitation, assist: [newId()] }])
    expect(await world.refusal(wang, 'dispatch', { caseId, ...said })).toBe('unit_unknown')
  expect(await world.refusal(wang, 'dispatch', { caseId, unit: sanitation, assist: [sanitation] })).toBe('unit_twice')
})

test('a ticket of the city is registered once', async () => {
  await world.aCase({ source: 'hotline', upstreamNo: 'SH20261116001', type: 'hotline' })
  const again = {
    caseId: newId(),
    type: 'hotline',
    title: '垃圾',
    category: 'gb2026:m:06010',
    place: '路口',
    upstreamNo: 'SH20261116001',
  }
  expect(await world.refusal(wang, 'create', { ...again, source: 'hotline' })).toBe('upstream_no_taken')
  expect(await world.refusal(wang, 'create', { ...again, source: 'phone' })).toBeNull()
  const answers = await Promise.all(
    Array.from({ length: 4 }, () =>
      world.ask(wang, 'create', { ...again, caseId: newId(), source: 'hotline', upstreamNo: 'SH2' }),
    ),
  )
  expect(answers.filter((answer) => answer.ok)).toHaveLength(1)
})

test('repeats are linked: each keeps its own number, and the group its members', async () => {
  const first = await world.aCase()
  const second = await world.aCase({ repeatOf: first })
  const third = await world.aCase()
  await world.do(wang, 'link', { caseId: third, to: second })
  for (const id of [first, second, third]) expect((await world.file(id)).case.repeatGroup).toBe(first)
  expect((await world.file(first)).repeats.map((line) => line.id).toSorted()).toEqual([second, third].toSorted())
  expect(await world.refusal(wang, 'link', { caseId: third, to: second })).toBe('already_linked')
  expect(await world.refusal(wang, 'link', { caseId: third, to: third })).toBe('same_case')
  expect(await world.refusal(wang, 'link', { caseId: third, to: third.toUpperCase() })).toBe('same_case')
  await world.do(wang, 'unlink', { caseId: third })
  expect((await world.file(third)).case.repeatGroup).toBeNull()
  // Two who link each other at once are both served.
  const [a, b] = [await world.aCase(), await world.aCase()]
  await Promise.all([world.ask(wang, 'link', { caseId: a, to: b }), world.ask(zhou, 'link', { caseId: b, to: a })])
  const groups = [(await world.file(a)).case.repeatGroup, (await world.file(b)).case.repeatGroup]
  expect(groups[0]).not.toBeNull()
  expect(groups[1]).toBe(groups[0])
})

test('a handler cannot make up a ticket that another body is said to have sent', async () => {
  const told = { type: aCaseType().id, title: '自拟工单', category: 'gb2026:m:06010', place: '长寿路 100 弄口' }
  for (const source of ['hotline', 'police', 'district'])
    expect(await world.refusal(li, 'create', { ...told, caseId: newId(), source, upstreamNo: `编造${source}` })).toBe(
      'source_not_yours',
    )
  expect(await world.refusal(wang, 'create', { ...told, caseId: newId(), source: 'hotline' })).toBeNull()
})

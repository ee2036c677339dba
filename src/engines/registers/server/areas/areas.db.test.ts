import { sql } from 'kysely'
import { expect, test } from 'vitest'
import {
  ask,
  at,
  codesOn,
  elsewhere,
  first,
  granted,
  keeperId,
  plan,
  rows,
  second,
  setDay,
  square,
  street,
  unit,
  why,
  withAreas,
} from '../../../../../test/areas.ts'

withAreas()

test('a committee is split: areas, grids and addresses follow from the day on, and every earlier day answers as before', async () => {
  const preview = await granted('previewAreas', { plan: { act: 'split', ...plan } })
  const parts = preview.areas.filter((area: { isMain: boolean }) => area.isMain)
  expect(parts.map((area: Record<string, unknown>) => [area.code, area.isNew, area.addresses, area.openCases])).toEqual(
    expect.arrayContaining([
      [first, false, 3, 1],
      [`${street}003`, true, 2, 1],
    ]),
  )
  expect(preview).toMatchObject({
    movedAddresses: 2,
    keptCases: 1,
    closed: [],
    unsettled: { units: [], staff: [], entries: 0 },
  })
  expect(await codesOn()).toEqual([first, second])

  const done = await granted('splitArea', { ...plan, ...why, day: '2026-11-20' })
  expect(done).toMatchObject({ movedAddresses: 2, unsettled: { units: [], staff: [], entries: 0 } })
  expect(await codesOn()).toEqual([first, second, `${street}003`])
  expect(await codesOn('2026-11-19')).toEqual([first, second])
  expect(await codesOn('2026-11-20', '2026-11-20T01:59:59.000Z')).toEqual([first, second])
  const yesterday = (await granted('areasOn', { on: '2026-11-19' })).items.find(
    (area: { code: string; kind: string }) => area.code === first && area.kind === 'committee',
  )
  expect(yesterday).toMatchObject({ from: '2020-01-01', to: '2026-11-20', rings: [JSON.parse(square(121.43))] })
  expect((await granted('addressesOfArea', { kind: 'committee', code: first })).total).toBe(3)
  expect((await granted('addressesOfArea', { kind: 'committee', code: first, on: '2026-11-19' })).total).toBe(5)
  expect((await granted('addressesOfArea', { kind: 'grid', code: `${street}003001`, on: '2026-11-20' })).total).toBe(2)
  expect(
    (await granted('areasAt', { lng: 121.438, lat: 31.245 })).items.map((area: { code: string }) => area.code),
  ).toEqual([`${street}003`, 'Z01', `${street}003001`])
  expect(
    (await granted('areasAt', { lng: 121.438, lat: 31.245, on: '2026-11-19' })).items.map(
      (area: { code: string }) => area.code,
    ),
  ).toEqual([first, 'Z01', `${first}001`])
  const history = await granted('areaHistory', { kind: 'committee', code: first })
  expect(history.changes).toMatchObject([{ act: 'split', day: '2026-11-20', byName: '沈洁', reason: why.reason }])
  expect(history.versions).toHaveLength(3)
})

test('split and merged back: the code lives again, its addresses return, and each state answers for its own day', async () => {
  const split = await granted('splitArea', {
    ...plan,
    parts: [
      { code: `${street}004`, name: '西居委会' },
      { code: `${street}003`, name: '东居委会' },
    ],
    ...why,
    day: '2026-11-10',
  })
  // The unit and the person of the closed committee are named, and still where they were.
  expect(split.unsettled).toMatchObject({ units: [{ id: unit, code: first }], staff: [{ id: keeperId, code: first }] })
  expect(await rows(`select committee from units where street = '${street}'`)).toEqual([{ committee: first }])
  await granted('settleUnit', { unit, kind: 'committee', code: `${street}004` })
  expect(await ask('settleUnit', { unit, kind: 'comprehensive', code: 'Z01' })).toMatchObject({ error: 'unit_unknown' })
  expect(await ask('settleUnit', { unit, kind: 'committee', code: first })).toMatchObject({ error: 'area_not_found' })
  expect((await granted('areaChanges', {})).unsettled.units).toEqual([])

  const merge = (over: object) =>
    ask('mergeAreas', {
      kind: 'committee',
      codes: [`${street}003`, `${street}004`],
      whole: { code: first, name: '第一居委会' },
      ...why,
      basis: split.change,
      day: '2026-11-20',
      ...over,
    })
  // The code was closed: it does not come back for something else.
  expect(await merge({})).toMatchObject({ ok: false, error: 'area_code_taken' })
  expect(await merge({ day: '2026-11-09', whole: { code: `${street}003`, name: '东居委会' } })).toMatchObject({
    error: 'day_before_last_change',
  })
  expect(await merge({ day: '2026-11-21', whole: { code: `${street}003`, name: '东居委会' } })).toMatchObject({
    error: 'day_in_future',
  })
  expect(await merge({ whole: { code: `${street}003`, name: '并居委会' } })).toMatchObject({ ok: true })
  expect(await codesOn('2026-11-09')).toEqual([first, second])
  expect(await codesOn('2026-11-15')).toEqual([second, `${street}003`, `${street}004`])
  expect(await codesOn('2026-11-20')).toEqual([second, `${street}003`])
  for (const [on, total] of [
    ['2026-11-09', 0],
    ['2026-11-15', 2],
    ['2026-11-20', 5],
  ] as const)
    expect([on, (await granted('addressesOfArea', { kind: 'committee', code: `${street}003`, on })).total]).toEqual([
      on,
      total,
    ])
})

test('after changes of every kind each day still answers what it answered on that day', async () => {
  const seen = new Map<string, unknown>()
  const picture = async (on: string) =>
    (await granted('areasOn', { on })).items.map(({ to: _, ...area }: { to: unknown }) => area)
  const steps: readonly (readonly [day: string, verb: string, input: object])[] = [
    ['2026-11-11', 'splitArea', plan],
    [
      '2026-11-12',
      'splitArea',
      {
        kind: 'comprehensive',
        code: 'Z01',
        by: { members: [`${second}001`] },
        parts: [
          { code: 'Z01', name: '综合网格一' },
          { code: 'Z02', name: '综合网格二' },
        ],
      },
    ],
    ['2026-11-13', 'redrawArea', { kind: 'committee', code: second, by: { members: [`${street}003001`] } }],
    ['2026-11-14', 'renameArea', { kind: 'grid', code: `${second}001`, name: '更名网格' }],
    [
      '2026-11-15',
      'mergeAreas',
      { kind: 'comprehensive', codes: ['Z01', 'Z02'], whole: { code: 'Z02', name: '合并综合网格' } },
    ],
    ['2026-11-16', 'addMicroGrid', { grid: `${first}001`, code: `${first}00101`, name: '第1微网格' }],
  ]
  seen.set('2026-11-10', await picture('2026-11-10'))
  for (const [day, verb, input] of steps) {
    setDay(day)
    const { basis } = await granted('areasOn', {})
    const outcome = await ask(verb, { ...input, ...why, basis, day })
    if (verb === 'redrawArea') expect(outcome).toMatchObject({ ok: false, error: 'parts_not_joined' })
    else expect(outcome).toMatchObject({ ok: true })
    seen.set(day, await picture(day))
  }
  setDay('2026-11-30')
  for (const [day, was] of seen) expect([day, await picture(day)]).toEqual([day, was])
  expect(new Set([...seen.values()].map((each) => JSON.stringify(each))).size).toBe(6)
  // What has passed into the history is never written again.
  await expect(
    at.database.transaction(street, (tx) => sql`update area_versions set name = ''`.execute(tx)),
  ).rejects.toThrow('permission denied')
})

test('of two people who split the same committee at once one is told to look again', async () => {
  const other = { ...plan, parts: [plan.parts[0], { code: `${street}005`, name: '另一居委会' }] }
  const outcomes = await Promise.all([
    ask('splitArea', { ...plan, ...why, day: '2026-11-20' }),
    ask('splitArea', { ...other, ...why, day: '2026-11-20' }),
  ])
  expect(outcomes.filter((outcome) => outcome.ok)).toHaveLength(1)
  expect(outcomes.find((outcome) => !outcome.ok)).toMatchObject({ error: 'areas_changed_meanwhile' })
  expect(await rows(`select count(*)::int as n from area_changes`)).toEqual([{ n: 1 }])
})

test('what is done in one street leaves the other as it was, though the codes are the same', async () => {
  const before = await granted('areasOn', {}, elsewhere)
  await granted('splitArea', { ...plan, ...why, day: '2026-11-20' })
  expect(await granted('areasOn', {}, elsewhere)).toEqual(before)
  expect(await granted('areaChanges', {}, elsewhere)).toMatchObject({ items: [] })
  expect((await granted('addressesOfArea', { kind: 'committee', code: first }, elsewhere)).total).toBe(5)
  expect(await rows(`select distinct street from area_versions`)).toEqual([{ street }])
})

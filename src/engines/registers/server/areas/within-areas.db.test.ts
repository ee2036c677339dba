import { expect, test } from 'vitest'
import { newId } from '#kernel/id'
import type { AreaCollection } from '#engines/registers/shared'
import { onOwner } from '../../../../../test/db.ts'
import {
  ask,
  at,
  first,
  granted,
  keeperId,
  plan,
  rows,
  second,
  street,
  why,
  withAreas,
} from '../../../../../test/areas.ts'

withAreas()

test('people and homes follow the point at which they lie; those without one are counted, not guessed', async () => {
  const entry = (id: string, lng: number | null) => `
    insert into register_entries (street, id, register, root, state, fields, origins, committee, grid, lng, lat, sort_key, version, created_at, changed_at)
    values ('${street}', '${id}', 'person', '${id}', 'standing', '{}', '{}', '${first}', '${first}001', ${lng}, ${lng && 31.245}, '', 1, now(), now());`
  const [here, moves, unknown] = [newId(), newId(), newId()]
  await onOwner(at, entry(here, 121.431) + entry(moves, 121.439) + entry(unknown, null))
  const parts = [
    { code: `${street}004`, name: '西居委会' },
    { code: `${street}003`, name: '东居委会' },
  ]
  const done = await granted('splitArea', { ...plan, parts, ...why, day: '2026-11-20' })
  expect(done.unsettled.entries).toBe(1)
  const placed = await rows<{ id: string; committee: string; grid: string }>(
    `select id, committee, grid from register_entries where street = '${street}'`,
  )
  expect(Object.fromEntries(placed.map(({ id, committee }) => [id, committee]))).toEqual({
    [here]: `${street}004`,
    [moves]: `${street}003`,
    [unknown]: first,
  })
  expect(
    await rows(
      `select subject, committee, valid_to from former_places where subject_kind = 'entry' and subject = '${moves}'`,
    ),
  ).toMatchObject([{ subject: moves, committee: first }])
})

test('micro-grids: set up, led, split, and known of every address in them', async () => {
  const { change } = await granted('addMicroGrid', {
    grid: `${first}001`,
    code: `${first}00101`,
    name: '网格一第1微网格',
    ...why,
    day: '2026-11-20',
  })
  const leader = keeperId
  await granted('setMicroLeader', { code: `${first}00101`, leader })
  expect(await ask('setMicroLeader', { code: `${first}00101`, leader: newId() })).toMatchObject({
    error: 'staff_unknown',
  })
  expect((await granted('areaHistory', { kind: 'micro', code: `${first}00101` })).leader).toEqual({
    id: leader,
    name: '沈洁',
  })
  await granted('splitArea', {
    ...plan,
    kind: 'micro',
    code: `${first}00101`,
    parts: [
      { code: `${first}00101`, name: '网格一第1微网格' },
      { code: `${first}00102`, name: '网格一第2微网格' },
    ],
    ...why,
    basis: change,
    day: '2026-11-20',
  })
  const counts = await rows(
    `select micro_grid as code, count(*)::int as n from addresses where street = '${street}' group by 1 order by 1`,
  )
  expect(counts).toEqual([
    { code: `${first}00101`, n: 3 },
    { code: `${first}00102`, n: 2 },
    { code: null, n: 4 },
  ])
})

test('export, import: a dry run of what was exported finds nothing to do; a mended file says what it would do, then does it', async () => {
  const { items } = await granted('areasOn', {})
  const file = {
    type: 'FeatureCollection' as const,
    features: items.map(
      (area: {
        rings: unknown[]
        kind: string
        code: string
        name: string
        parent: string
        comprehensive: string
      }) => ({
        type: 'Feature' as const,
        properties: {
          kind: area.kind,
          code: area.code,
          name: area.name,
          parent: area.parent,
          comprehensive: area.comprehensive,
        },
        geometry: { type: 'Polygon' as const, coordinates: area.rings },
      }),
    ),
  } as AreaCollection
  const importing = { file, ...why, day: '2026-11-20' }
  expect(await granted('importAreas', importing)).toMatchObject({
    done: false,
    closed: [],
    opened: [],
    altered: [],
    same: 5,
    faults: [],
  })
  const renamed = file.features.find((each) => each.properties.code === second && each.properties.kind === 'committee')!
  renamed.properties.name = '新第二居委会'
  const report = await granted('importAreas', importing)
  expect(report).toMatchObject({
    done: false,
    altered: [{ code: second, was: '第二居委会', isRedrawn: false }],
    same: 4,
  })
  expect(await granted('importAreas', { ...importing, dryRun: false })).toMatchObject({ done: true })
  expect((await granted('areaChanges', {})).items).toMatchObject([{ act: 'import', fromCodes: [second] }])
  const torn = { ...file, features: file.features.filter((each) => each.properties.code !== `${first}001`) }
  const { change } = { change: (await granted('areasOn', {})).basis }
  const faulty = await granted('importAreas', {
    ...importing,
    basis: change,
    dryRun: false,
    file: {
      ...torn,
      features: torn.features.map((each) =>
        each.properties.code === `${second}001` ? { ...each, properties: { ...each.properties, parent: first } } : each,
      ),
    },
  })
  expect(faulty.done).toBe(false)
  expect(faulty.faults.length).toBeGreaterThan(0)
})

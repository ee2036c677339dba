import { afterAll, beforeAll, expect, test } from 'vitest'
import type { OutputOf } from '#kernel/operation'
import { newId } from '#kernel/id'
import { caseTypesOf } from '#engines/cases/shared'
import { indicators, type KpiSet, type Ledger } from '#engines/indicators/shared'
import { perform, type Actor } from '#platform/operations'
import { aCaseType } from '../../../../../test/cases.ts'
import { aPerson } from '../../../../../test/people.ts'
import { aWorld, committees, elsewhere, points, street, type World } from '../../../../../test/world.ts'
import { kpiHandlers } from '../kpi/kpi.ts'
import { ledgerHandlers, makeDueLedgers } from './ledgers.ts'

type Sheet = OutputOf<typeof indicators.ledgerSheet>

const ledgers: readonly Ledger[] = [
  {
    id: 'daily',
    label: ['日报', 'Daily'],
    summary: ['甲', 'A'],
    every: 'day',
    content: { kind: 'measures', measures: ['found', 'closed'] },
  },
  {
    id: 'weekly',
    label: ['周报', 'Weekly'],
    summary: ['乙', 'B'],
    every: 'week',
    content: { kind: 'members', by: 'committee', measures: ['found', 'closed'] },
  },
  {
    id: 'list',
    label: ['清单', 'List'],
    summary: ['丙', 'C'],
    every: 'day',
    content: { kind: 'cases', measure: 'closed', part: 'numerator' },
  },
]
const points10 = { value: 10, basis: ['示例', 'Example'], confidence: 'unverified' } as const
const kpiSets: readonly KpiSet[] = [
  {
    id: 'example',
    label: ['示例', 'Example'],
    summary: ['示例', 'Example'],
    by: ['committee', 'unit'],
    editions: [
      {
        from: '2020-01-01',
        items: [
          { id: 'closed', label: ['结案', 'Closed'], measure: 'closed', scoring: 'rate', points: points10 },
          { id: 'volume', label: ['数量', 'Volume'], measure: 'found', scoring: 'share_of_group', points: points10 },
        ],
      },
    ],
  },
]

let world: World
const aReader = (verbs: readonly (keyof typeof indicators)[], scope?: object): Actor => {
  const reader = aPerson('读数', ['leader'])
  return { ...reader, ...scope, can: new Set([...reader.can, ...verbs.map((verb) => indicators[verb].name)]) } as Actor
}
const all = ['ledgers', 'ledgerSheets', 'ledgerSheet', 'makeLedger', 'kpiScores', 'setKpiPoints'] as const
const leader = aReader(all)
const implementations = () => {
  const deps = { ...world.measures, ledgers, kpiSets, caseTypes: caseTypesOf([aCaseType()]) }
  return [...ledgerHandlers(deps), ...kpiHandlers(deps)]
}
const asWorld = () => ({ database: world.database, now: () => new Date(world.now) })

async function ask<V extends (typeof all)[number]>(verb: V, input: object, actor = leader, where = street) {
  const handler = implementations().find((each) => each.operation.name === indicators[verb].name)!
  return await perform(asWorld(), handler, { street: where, actor, input, command: newId() })
}
async function told<V extends (typeof all)[number]>(verb: V, input: object): Promise<OutputOf<(typeof indicators)[V]>> {
  const outcome = await ask(verb, input)
  if (!outcome.ok) throw new Error(outcome.error)
  return outcome.value as OutputOf<(typeof indicators)[V]>
}

/** Monday 2026-11-16 at nine; the cases of that day, then the day after. */
beforeAll(async () => {
  world = await aWorld(undefined, { measuring: true })
  const first = await world.aCase({ ...points.W01, title: '第一件' })
  await world.aCase({ ...points.W01, title: '第二件' })
  await world.aCase({ ...points.W02, title: '第三件' })
  await world.reach(first, 'closed')
  world.wait(24)
})
afterAll(() => world.drop())

test('a daily ledger says what its measures came to on the day, and nobody typed it', async () => {
  expect(await makeDueLedgers(asWorld(), implementations(), { ...world.measures, ledgers }, street)).toBe(3)
  const sheet: Sheet = await told('ledgerSheet', { ledger: 'daily', from: '2026-11-16' })
  expect(sheet).toMatchObject({ madeBy: null, from: '2026-11-16', to: '2026-11-16', rows: 2 })
  expect(sheet.lines.map((line) => line.slice(0, 5))).toEqual([
    ['发现', '件', '3', '', ''],
    ['结案率', '%', '33.33', '1', '3'],
  ])
  const listed = await told('ledgers', {})
  expect(listed.items.find((item) => item.id === 'daily')).toMatchObject({ made: 1, byNobody: 1, next: '2026-11-18' })
})

test('a ledger of cases holds exactly those that its measure counts', async () => {
  const sheet: Sheet = await told('ledgerSheet', { ledger: 'list', from: '2026-11-16' })
  expect(sheet.lines.map((line) => line[2])).toEqual(['第一件'])
})

test('a ledger is made once, however often the clock strikes and on however many machines', async () => {
  const again = await Promise.all(
    [1, 2, 3].map(() => makeDueLedgers(asWorld(), implementations(), { ...world.measures, ledgers }, street)),
  )
  expect(again).toEqual([0, 0, 0])
  const [a, b] = await Promise.all([1, 2].map(() => ask('makeLedger', { ledger: 'daily', day: '2026-11-15' })))
  expect(a).toEqual(b)
  expect((await told('ledgerSheets', { ledger: 'daily', year: 2026 })).items).toHaveLength(2)
})

test('what happened after a sheet was made does not change it', async () => {
  const before: Sheet = await told('ledgerSheet', { ledger: 'daily', from: '2026-11-16' })
  const late = await world.rows<{ id: string }>(`select id from cases where street = '${street}' and title = '第二件'`)
  await world.reach(late[0]!.id, 'closed')
  expect(await told('makeLedger', { ledger: 'daily', day: '2026-11-16' })).toMatchObject({ madeAt: before.madeAt })
  expect(await told('ledgerSheet', { ledger: 'daily', from: '2026-11-16' })).toEqual(before)
})

test('a weekly ledger by committee is made when its week is over, and not before', async () => {
  expect(await ask('makeLedger', { ledger: 'weekly', day: '2026-11-17' })).toMatchObject({
    ok: false,
    error: 'period_not_over',
  })
  world.wait(24 * 7)
  // The week, and the days in between that nobody asked for.
  expect(await makeDueLedgers(asWorld(), implementations(), { ...world.measures, ledgers }, street)).toBe(1 + 7 + 7)
  const sheet: Sheet = await told('ledgerSheet', { ledger: 'weekly', from: '2026-11-16' })
  expect(sheet.lines.map((line) => [...line].slice(1))).toEqual(
    expect.arrayContaining([
      ['2', '100.00', '2/2'],
      ['1', '0.00', '0/1'],
    ]),
  )
})

test('the ledgers of one street say nothing of another', async () => {
  await ask('makeLedger', { ledger: 'daily', day: '2026-11-16' }, leader, elsewhere)
  const outcome = await ask('ledgerSheet', { ledger: 'daily', from: '2026-11-16' }, leader, elsewhere)
  expect(outcome).toMatchObject({
    ok: true,
    value: { lines: [expect.arrayContaining(['发现', '0']), expect.arrayContaining(['结案率', '—'])] },
  })
})

test('committees are scored by their rates and their share, with the points in force', async () => {
  const scores = await told('kpiScores', {
    set: 'example',
    by: 'committee',
    period: { kind: 'month', day: '2026-11-16' },
  })
  expect(scores.rows).toMatchObject([
    { member: committees[0], total: '16.66', rank: 1, scores: [{ points: '10.00' }, { points: '6.66' }] },
    { member: committees[1], total: '3.33', rank: 2, scores: [{ points: '0.00' }, { points: '3.33' }] },
  ])
  expect(scores.items[0]!.points).toMatchObject({ value: 10, confidence: 'unverified' })
})

test('new points hold from their day on, and what was in force cannot be changed behind it', async () => {
  const today = world.now.slice(0, 10)
  expect(
    await ask('setKpiPoints', { set: 'example', item: 'closed', from: '2026-11-01', value: 20, basis: '街道文件' }),
  ).toMatchObject({ ok: false, error: 'points_decided' })
  await told('setKpiPoints', { set: 'example', item: 'closed', from: today, value: 20, basis: '街道文件' })
  expect(
    await ask('setKpiPoints', { set: 'example', item: 'closed', from: today, value: 30, basis: '街道文件' }),
  ).toMatchObject({ ok: false, error: 'points_decided' })
  const month = { set: 'example', by: 'committee', period: { kind: 'month', day: today } }
  expect((await told('kpiScores', month)).items[0]!.points).toMatchObject({
    value: 20,
    confidence: 'sure',
    from: today,
  })
  const week = { ...month, period: { kind: 'range', from: '2026-11-16', to: '2026-11-17' } }
  expect((await told('kpiScores', week)).items[0]!.points).toMatchObject({ value: 10 })
})

test('who is bound to one area is not shown how others score', async () => {
  const bound = aReader(all, { scope: { kind: 'committee', code: committees[0] } })
  expect(
    await ask('kpiScores', { set: 'example', by: 'committee', period: { kind: 'month', day: '2026-11-16' } }, bound),
  ).toMatchObject({ ok: false, error: 'out_of_scope' })
})

test('a sheet tells of the whole street, so that who is bound to one area does not open it', async () => {
  const bound = aReader(all, { scope: { kind: 'committee', code: committees[0] } })
  for (const [verb, input] of [
    ['ledgerSheet', { ledger: 'daily', from: '2026-11-16' }],
    ['ledgerSheets', { ledger: 'daily', year: 2026 }],
  ] as const)
    expect(await ask(verb, input, bound)).toMatchObject({ ok: false, error: 'out_of_scope' })
})

test('a day that no calendar knows is refused, not looked for', async () => {
  for (const day of ['9999-99-99', '0000-00-00', '2026-02-30', '0001-01-01', '1900-01-01']) {
    expect(await ask('makeLedger', { ledger: 'daily', day })).toMatchObject({ ok: false, error: 'invalid_input' })
    expect(await ask('makeLedger', { ledger: 'weekly', day })).toMatchObject({ ok: false, error: 'invalid_input' })
    expect(await ask('ledgerSheet', { ledger: 'daily', from: day })).toMatchObject({ error: 'invalid_input' })
    const points = { set: 'example', item: 'closed', from: day, value: 1, basis: '街道文件' }
    expect(await ask('setKpiPoints', points)).toMatchObject({ ok: false, error: 'invalid_input' })
  }
})

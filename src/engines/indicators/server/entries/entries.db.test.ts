import { afterAll, beforeAll, expect, test } from 'vitest'
import { newId } from '#kernel/id'
import { amount, is, known, rate, type Condition, type Measure } from '#model'
import { perform } from '#platform/operations'
import { entryMeasures, type EntryLedger } from '#engines/indicators/shared'
import { aReader, makeRng, wholeValuesOf } from '../../../../../test/measuring.ts'
import { oneOf } from '../../../../../test/mutations.ts'
import { elsewhere, street, aWorld, type World } from '../../../../../test/world.ts'
import { forgetDefinitions } from '../measures/definitions.ts'
import { ensureMeasures } from '../measures/ensure.ts'
import { foldMeasures } from '../measures/fold.ts'
import { measureHandlers } from '../measures/handlers.ts'
import { valuesAt } from '../measures/values.ts'
import { verifyMeasures } from '../measures/verify.ts'
import { onOwner } from '../../../../../test/db.ts'
import type { EntriesDeps } from './deps.ts'
import { entryHandlers } from './entries.ts'

const sum = (id: string, field: string, of: Condition): Measure =>
  amount('sum', id, ['合计', 'Sum'], { of, amount: { field } }, 'month', { unit: 'tenThousandYuan' })

const ledger: EntryLedger = {
  id: 'test-tax',
  label: ['税收', 'Tax'],
  summary: ['测试', 'Test'],
  member: ['企业', 'Enterprise'],
  marks: { scale: ['规模', 'Scale'], fresh: ['新增', 'New'] },
  amounts: { total: ['综合', 'All'], district: ['区级', 'District'] },
  measures: [
    sum('scale', 'amounts.total', is('marks.scale', true)),
    sum('district', 'amounts.district', known('amounts.district')),
    amount(
      'median',
      'middle',
      ['中位', 'Median'],
      { of: known('month'), amount: { field: 'amounts.total' } },
      'month',
      {
        unit: 'yuan',
      },
    ),
    rate('fresh', ['新增占比', 'New'], { part: is('marks.fresh', true), of: known('month') }, 'month'),
  ],
}
const keys = ledger.measures.map(({ id }) => `test-tax:${id}`)

let world: World
let deps: EntriesDeps
const verbs = ['entryLedgers', 'entries', 'entriesCompared', 'enterEntries', 'withdrawEntry'].map(
  (verb) => `indicators.${verb}`,
)
const keeper = { ...aReader(), can: new Set(verbs) }

beforeAll(async () => {
  world = await aWorld()
  deps = {
    measures: [...world.measures.measures, ...entryMeasures([ledger])],
    database: world.name,
    entryLedgers: [ledger],
  }
  await ensureMeasures(world.database, deps, street)
})
afterAll(() => world.drop())

async function ask(verb: string, input: object, { by = keeper as never, where = street } = {}) {
  const handler = [
    ...entryHandlers(deps),
    ...measureHandlers({ ...deps, explain: ({ measure }) => measure.label }),
  ].find(({ operation }) => operation.name === `indicators.${verb}`)!
  return perform({ database: world.database, now: () => new Date(world.now) }, handler, {
    street: where,
    actor: by,
    command: newId(),
    input,
  })
}
async function told<T>(verb: string, input: object): Promise<T> {
  const outcome = await ask(verb, input)
  if (!outcome.ok) throw new Error(`${verb}: ${outcome.error} ${JSON.stringify(outcome.fields)}`)
  return outcome.value as T
}
const refusal = async (verb: string, input: object, said = {}) => {
  const outcome = await ask(verb, input, said)
  return outcome.ok ? null : outcome.error
}

interface Entered {
  member: string
  month: string
  marks: string[]
  amounts: Record<string, number>
}
interface Listed {
  rows: Entered[]
  count: number
  sums: Record<string, number>
}

const row = (member: string, amounts: Record<string, number>, marks: string[] = []) => ({
  member,
  name: `${member}公司`,
  marks,
  amounts,
})
const enter = (month: string, rows: readonly object[]) =>
  told<{ added: number; changed: number; same: number }>('enterEntries', { ledger: 'test-tax', month, rows })
const values = (period: { from: string; to: string }) =>
  world.database.transaction(street, (tx) =>
    wholeValuesOf(
      deps,
      tx,
      street,
      keys.map((key) => ({ key, period })),
    ),
  )

/** What a number says, and what the rows that it opens come to. */
async function expectAgreement(period: { from: string; to: string }): Promise<void> {
  const [scale, district, middle, fresh] = await values(period)
  const open = (measure: string, part: string) =>
    told<Listed>('entries', { ledger: 'test-tax', ...period, measure, part })
  const behind = await open('test-tax:scale', 'numerator')
  expect(scale!.numerator).toBe(behind.sums['total'])
  expect(scale!.denominator).toBe(behind.count)
  expect(behind.rows.every(({ marks }) => marks.includes('scale'))).toBe(true)
  expect(district!.numerator).toBe((await open('test-tax:district', 'numerator')).sums['district'])
  expect(fresh!.numerator).toBe((await open('test-tax:fresh', 'numerator')).count)
  expect(fresh!.denominator).toBe((await open('test-tax:fresh', 'denominator')).count)
  const amounts = (await open('test-tax:middle', 'denominator')).rows.map(({ amounts: each }) => each['total']!)
  amounts.sort((a, b) => a - b)
  expect(middle!.numerator).toBe(amounts[Math.ceil(amounts.length / 2) - 1] ?? 0)
}

test('every number is what the rows that it opens come to, whatever is entered, put right and folded', async () => {
  const rng = makeRng('entries')
  const sealed: { told: unknown; asks: object[]; position: string }[] = []
  const year = { from: '2026-01-01', to: '2026-12-31' }
  for (let round = 0; round < 25; round++) {
    const rows = new Map(
      Array.from({ length: 20 }, () => {
        const member = `91310107MA1G${Math.floor(rng() * 40)}`
        const marks = ['scale', 'fresh'].filter(() => rng() < 0.5)
        const total = Math.floor(rng() * 10 ** oneOf(rng, [3, 6, 8]))
        return [member, row(member, rng() < 0.9 ? { total, district: Math.floor(total / 3) - 40 } : {}, marks)]
      }),
    )
    const month = oneOf(rng, ['2025-12', '2026-01', '2026-10', '2026-11'])
    await enter(month, [...rows.values()])
    for (const member of [...rows.keys()].filter(() => rng() < 0.2))
      await told('withdrawEntry', { ledger: 'test-tax', month, member, reason: '误登' })
    if (rng() < 0.4) await foldMeasures(world, street)
    await expectAgreement(year)
    await expectAgreement({ from: '2025-12-01', to: '2026-01-31' })
    const now = await values(year)
    sealed.push({
      told: now.map(({ numerator, denominator }) => ({ numerator, denominator })),
      asks: now.map(({ key, version }) => ({ key, version, period: year })),
      position: now[0]!.position,
    })
    for (const { asks, position, told: then } of sealed)
      expect(await world.database.transaction(street, (tx) => valuesAt(tx, street, asks as never, position))).toEqual(
        then,
      )
  }
  expect(await verifyMeasures(world.database, deps, street)).toEqual([])
  await foldMeasures(world, street)
  expect(await verifyMeasures(world.database, deps, street)).toEqual([])
  await onOwner(world, `update ledger_entries set amounts = '{"total": 5}' where member like '%1'`)
  expect((await verifyMeasures(world.database, deps, street, { repair: true })).length).toBeGreaterThan(3)
  expect(await verifyMeasures(world.database, deps, street)).toEqual([])
  await expectAgreement(year)
})

test('the same rows entered again change nothing; of two who enter at once neither is lost', async () => {
  const rows = [row('one', { total: 100 }), row('two', { total: 200, district: 7 }, ['fresh', 'scale'])]
  expect(await enter('2026-09', rows)).toEqual({ added: 2, changed: 0, same: 0 })
  expect(await enter('2026-09', rows)).toEqual({ added: 0, changed: 0, same: 2 })
  expect(await enter('2026-09', [row('two', { total: 200, district: 8 }, ['scale', 'fresh'])])).toEqual({
    added: 0,
    changed: 1,
    same: 0,
  })
  await Promise.all(
    Array.from({ length: 8 }, (_, n) =>
      enter('2026-08', [row('shared', { total: n + 1 }, ['scale']), row(`own${n}`, { total: 10 }, ['scale'])]),
    ),
  )
  const august = { from: '2026-08-01', to: '2026-08-31' }
  const [scale] = await values(august)
  expect(scale!.denominator).toBe(9)
  await expectAgreement(august)
  expect(await verifyMeasures(world.database, deps, street)).toEqual([])
})

test('a measure that is declared later is counted from the entries that there are', async () => {
  await enter('2026-07', [row('a', { total: 300 }, ['fresh']), row('b', { total: 500 }, ['scale'])])
  const later = { ...ledger, measures: [...ledger.measures, sum('all', 'amounts.total', known('month'))] }
  const more = { ...deps, measures: [...world.measures.measures, ...entryMeasures([later])] }
  expect(await ensureMeasures(world.database, more, street)).toEqual(['test-tax:all'])
  const july = { from: '2026-07-01', to: '2026-07-31' }
  const read = () =>
    world.database.transaction(street, (tx) => wholeValuesOf(more, tx, street, [{ key: 'test-tax:all', period: july }]))
  expect((await read())[0]).toMatchObject({ numerator: 800, denominator: 2 })
  await foldMeasures(world, street)
  expect((await read())[0]).toMatchObject({ numerator: 800, denominator: 2 })
  expect(await verifyMeasures(world.database, more, street)).toEqual([])
  await ensureMeasures(world.database, deps, street)
})

test('what is withdrawn counts no more and is seen with its reason; entered again it counts again', async () => {
  const june = { from: '2026-06-01', to: '2026-06-30' }
  const all = { ledger: 'test-tax', ...june }
  await enter('2026-06', [row('gone', { total: 700 }, ['scale']), row('stays', { total: 300 }, ['scale'])])
  const withdrawn = { ledger: 'test-tax', month: '2026-06', member: 'gone' }
  expect(await refusal('withdrawEntry', { ...withdrawn, reason: ' ' })).toBe('invalid_input')
  await told('withdrawEntry', { ...withdrawn, reason: '税务局误报，非本街道企业' })
  expect(await refusal('withdrawEntry', { ...withdrawn, reason: '再次' })).toBe('ledger_row_not_found')
  expect((await values(june))[0]).toMatchObject({ numerator: 300, denominator: 1 })
  const { rows, withdrawn: seen } = await told<Listed & { withdrawn: object[] }>('entries', all)
  expect(rows.map(({ member }) => member)).toEqual(['stays'])
  expect(seen).toEqual([
    expect.objectContaining({
      member: 'gone',
      amounts: { total: 700 },
      reason: '税务局误报，非本街道企业',
      by: keeper.id,
    }),
  ])
  expect(await enter('2026-06', [row('gone', { total: 50 }, ['scale'])])).toEqual({ added: 1, changed: 0, same: 0 })
  expect((await values(june))[0]).toMatchObject({ numerator: 350, denominator: 2 })
  expect((await told<{ withdrawn: object[] }>('entries', all)).withdrawn).toHaveLength(1)
  await foldMeasures(world, street)
  expect(await verifyMeasures(world.database, deps, street)).toEqual([])
})

test('measures of entries are first counted while rows come and go', async () => {
  await onOwner(world, `update measure_definitions set in_force = false where key like 'test-tax:%'`)
  forgetDefinitions(world.name, street)
  const rng = makeRng('first')
  let isOver = false
  const entering = ['2026-02', '2026-03', '2026-04'].map(async (month) => {
    while (!isOver) {
      const member = `m${Math.floor(rng() * 12)}`
      if (rng() < 0.7) await enter(month, [row(member, { total: Math.floor(rng() * 1000) }, ['scale'])])
      else await refusal('withdrawEntry', { ledger: 'test-tax', month, member, reason: '误登' })
    }
  })
  await enter('2026-05', [row('before', { total: 5 }, ['scale'])])
  expect((await ensureMeasures(world.database, deps, street)).length).toBe(4)
  await enter('2026-05', [row('after', { total: 5 }, ['scale'])])
  isOver = true
  await Promise.all(entering)
  await expectAgreement({ from: '2026-02-01', to: '2026-05-31' })
  expect(await verifyMeasures(world.database, deps, street)).toEqual([])
})

test('a month is compared with the same of last year', async () => {
  await enter('2025-01', [row('r', { total: 10 }, ['scale']), row('f', { total: 10 })])
  await enter('2026-01', [row('r', { total: 30 }, ['scale']), row('f', { total: 4 }, ['scale'])])
  const compared = await told<{ rows: { member: string; now: number; before: number }[]; up: number; down: number }>(
    'entriesCompared',
    { ledger: 'test-tax', month: '2026-01', amount: 'total', mark: 'scale' },
  )
  expect(compared.rows.find(({ member }) => member === 'r')).toMatchObject({ now: 30, before: 10 })
  expect(compared.rows.at(-1)).toMatchObject({ member: 'f', now: 4, before: 10 })
})

test('what does not fit is refused, and who is bound to an area sees no enterprise', async () => {
  const said = (more: object) => ({ ledger: 'test-tax', month: '2026-11', rows: [row('x', { total: 1 })], ...more })
  expect(await refusal('enterEntries', said({ ledger: 'none' }))).toBe('ledger_unknown')
  expect(await refusal('enterEntries', said({ month: '2026-12' }))).toBe('month_ahead')
  expect(await refusal('enterEntries', said({ rows: [row('x', {}), row('x', {})] }))).toBe('entry_twice')
  expect(await refusal('enterEntries', said({ rows: [row('x', { constructor: 1 })] }))).toBe('entry_field_unknown')
  expect(await refusal('enterEntries', said({ rows: [row('x', {}, ['toString'])] }))).toBe('entry_field_unknown')
  expect(await refusal('entries', { ledger: 'test-tax', from: '2026-01-01', to: '2026-12-31', measure: 'found' })).toBe(
    'measure_unknown',
  )
  const bound = { ...keeper, scope: { kind: 'committee', code: `${street}001` } }
  for (const [verb, input] of [
    ['enterEntries', said({})],
    ['withdrawEntry', { ledger: 'test-tax', month: '2026-11', member: 'x', reason: '误登' }],
    ['entries', { ledger: 'test-tax', from: '2026-01-01', to: '2026-12-31' }],
    ['entriesCompared', { ledger: 'test-tax', month: '2026-11', amount: 'total', mark: null }],
  ] as const)
    expect(await refusal(verb, input, { by: bound })).toBe('out_of_scope')
  expect(
    await refusal('entries', { ledger: 'test-tax', from: '2026-01-01', to: '2026-12-31' }, { by: aReader() }),
  ).toBe('forbidden')
  const there = await ask('entries', { ledger: 'test-tax', from: '2025-01-01', to: '2026-12-31' }, { where: elsewhere })
  expect(there).toMatchObject({ ok: true, value: { count: 0 } })
})

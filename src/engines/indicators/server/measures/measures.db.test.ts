import { afterAll, beforeAll, expect, test } from 'vitest'
import type { CaseType, ListFilter } from '#engines/cases/shared'

import {
  actAtRandom,
  aMeasuredType,
  aReader,
  countLists,
  makeRng,
  wholeValuesOf,
} from '../../../../../test/measuring.ts'
import { enforcement, property, sanitation, type Staff } from '../../../../../test/people.ts'
import { aWorld, committees, grids, street, type World } from '../../../../../test/world.ts'
import { foldMeasures } from './fold.ts'
import { verifyMeasures } from './verify.ts'

const type = aMeasuredType()
const types: readonly CaseType[] = [type]
const year = { kind: 'year', day: '2026-11-16' } as const
const reader = aReader()
const units = [sanitation, enforcement, property]

let world: World
beforeAll(async () => {
  world = await aWorld(types, { measuring: true })
})
afterAll(() => world.drop())

interface Values {
  readonly period: { readonly from: string; readonly to: string }
  readonly items: readonly {
    readonly key: string
    readonly now: { readonly numerator: number; readonly denominator: number }
  }[]
}
interface Breakdown {
  readonly rows: readonly {
    readonly key: string
    readonly member: string | null
    readonly counted: { readonly numerator: number; readonly denominator: number }
  }[]
}

const counting = ['count', 'rate']
const listed = () =>
  world.measures.measures.filter(
    ({ measure }) => counting.includes(measure.definition.kind) && measure.time !== 'answers.seenOn',
  )
const values = async (by: Staff, where?: object) =>
  (await world.do(by, 'indicators.values', { period: year, ...(where && { where }) })) as unknown as Values
const breakdown = async (by: Staff, dimension: string) =>
  (await world.do(by, 'indicators.breakdown', {
    measures: listed().map(({ key }) => key),
    period: year,
    by: dimension,
  })) as unknown as Breakdown

/** Each number beside the count of the list that it opens. */
async function numbersAndLists(
  by: Staff,
  narrowed: Partial<ListFilter>,
  numbers: Values['items'],
  { from, to }: Values['period'],
) {
  const known = new Map(numbers.map((each) => [each.key, each.now]))
  const filters = listed().flatMap(({ key }) =>
    (['numerator', 'denominator'] as const).map((part): ListFilter => ({ measure: key, part, from, to, ...narrowed })),
  )
  const counts = await world.database.transaction(street, (tx) => countLists(world, tx, by, filters, types))
  const nothing = { numerator: 0, denominator: 0 }
  const shown = listed().flatMap(({ key }) => [
    `${key} ${(known.get(key) ?? nothing).numerator}`,
    `${key} ${(known.get(key) ?? nothing).denominator}`,
  ])
  const lists = filters.map(({ measure }, at) => `${measure} ${counts[at]}`)
  return { shown, lists }
}

async function expectAgreement(): Promise<void> {
  const all = await values(reader)
  const agree = async (narrowed: Partial<ListFilter>, numbers: Values['items']) => {
    const { shown, lists } = await numbersAndLists(reader, narrowed, numbers, all.period)
    expect(shown, JSON.stringify(narrowed)).toEqual(lists)
  }
  await agree({}, all.items)
  const of = ({ rows }: Breakdown, member: string | null) =>
    rows.filter((row) => row.member === member).map(({ key, counted }) => ({ key, now: counted }))
  const byCommittee = await breakdown(reader, 'committee')
  for (const committee of committees) await agree({ committee }, of(byCommittee, committee))
  await agree({ without: 'committee' }, of(byCommittee, null))
  const byUnit = await breakdown(reader, 'unit')
  for (const unit of units) await agree({ unit }, of(byUnit, unit))
  await agree({ without: 'unit' }, of(byUnit, null))
}

test.each(['one', 'two', 'three'])(
  'after every act each figure is the count of its list, folded or not (%s)',
  async (seed) => {
    const rng = makeRng(`measures ${seed}`)
    const ids: string[] = []
    for (let step = 0; step < 50; step++) {
      await actAtRandom(world, rng, ids)
      if (rng() < 0.15) await foldMeasures(world, street)
      await expectAgreement()
    }
    expect(await verifyMeasures(world.database, world.measures, street)).toEqual([])
  },
  120_000,
)

test('sums, means, medians and weighted rates are what plain SQL says', async () => {
  const [plain] = await world.rows<Record<string, string>>(`
    select sum((answers ->> 'bags')::int) as bags, percentile_disc(0.5) within group (order by (answers ->> 'bags')::int) as median
    from cases where street = '${street}' and answers ? 'bags'`)
  const [times] = await world.rows<Record<string, string>>(`
    select percentile_disc(0.5) within group (order by tenths) as median, sum(tenths) as sum, count(*) as n
    from (select floor(extract(epoch from disposed_at - dispatched_at) / 360) as tenths from cases
      where street = '${street}' and state not in ('voided', 'rejected') and disposed_at is not null and dispatched_at is not null
        and disposed_at < '${world.now.slice(0, 10)}T16:00:00Z') t`)
  const [content] = await world.rows<Record<string, string>>(`
    select sum(case satisfaction when 'satisfied' then 1000 when 'mostly' then 800 when 'fair' then 500 end) as sum,
      count(*) filter (where satisfaction <> 'dissatisfied') as n from cases where street = '${street}'`)
  const all = await values(reader)
  const now = (key: string) => all.items.find((item) => item.key === key)!.now
  // The acts reached what they are meant to reach.
  for (const key of [
    'found',
    'closed',
    'returned',
    'disposed',
    'handling_median',
    'test-type:content',
    'test-type:new_rule',
  ])
    expect(now(key).denominator, key).toBeGreaterThan(0)
  expect(now('test-type:bags').numerator).toBe(Number(plain!['bags']))
  expect(now('test-type:bags_median').numerator).toBe(Number(plain!['median']))
  expect(now('handling_median')).toEqual({
    ...now('handling_median'),
    numerator: Number(times!['median']),
    denominator: Number(times!['n']),
  })
  expect(now('handling_hours').numerator).toBe(Number(times!['sum']))
  expect(now('test-type:content')).toMatchObject({
    numerator: Number(content!['sum']),
    denominator: Number(content!['n']),
  })
})

test('by steps of days, weeks and months the parts come to the whole, for a member as well', async () => {
  const [from, to] = ['2026-11-10', '2027-01-20']
  for (const where of [
    undefined,
    { dimension: 'committee', member: committees[0] },
    { dimension: 'unit', member: sanitation },
  ]) {
    const all = await world.database.transaction(street, (tx) =>
      wholeValuesOf(
        world.measures,
        tx,
        street,
        listed().map(({ key }) => ({ key, period: { from, to }, where: where as never })),
      ),
    )
    for (const step of ['day', 'week', 'month']) {
      const series = (await world.do(reader, 'indicators.series', {
        measures: listed().map(({ key }) => key),
        from,
        to,
        step,
        ...(where && { where }),
      })) as unknown as { points: { key: string; from: string; counted: { numerator: number; denominator: number } }[] }
      for (const { key, numerator, denominator } of all) {
        const mine = series.points.filter((point) => point.key === key)
        expect(
          mine.reduce((sum, { counted }) => sum + counted.denominator, 0),
          `${key} ${step}`,
        ).toBe(denominator)
        expect(
          mine.reduce((sum, { counted }) => sum + counted.numerator, 0),
          `${key} ${step}`,
        ).toBe(numerator)
        expect(mine.every((point) => point.from >= from && point.from <= to)).toBe(true)
      }
    }
  }
})

test('who is bound to a committee, a grid or a unit reads the figures of their own list, and no other', async () => {
  const bound: readonly [Staff, Partial<ListFilter>, object][] = [
    [
      aReader({ scope: { kind: 'committee', code: committees[1] } }),
      { committee: committees[1] },
      { dimension: 'committee', member: committees[0] },
    ],
    [aReader({ scope: { kind: 'grid', code: grids[0] } }), { grid: grids[0] }, { dimension: 'grid', member: grids[1] }],
    [
      aReader({ unit: enforcement, scope: { kind: 'unit' } }),
      { unit: enforcement },
      { dimension: 'unit', member: sanitation },
    ],
  ]
  for (const [who, narrowed, foreign] of bound) {
    const own = await values(who)
    const { shown, lists } = await numbersAndLists(who, narrowed, own.items, own.period)
    expect(shown).toEqual(lists)
    expect(own.items.find((item) => item.key === 'found')!.now.numerator).toBeGreaterThan(0)
    expect(await world.refusal(who, 'indicators.values', { period: year, where: foreign })).toBe('out_of_scope')
    expect(
      await world.refusal(who, 'indicators.breakdown', { measures: ['found'], period: year, by: 'category' }),
    ).toBe('out_of_scope')
    const series = { measures: ['found'], from: '2026-11-01', to: '2026-11-30', step: 'day' }
    expect(await world.refusal(who, 'indicators.series', { ...series, where: foreign })).toBe('out_of_scope')
    expect(await world.refusal(who, 'indicators.series', { ...series, by: 'source' })).toBe('out_of_scope')
    const [dimension] = Object.keys(narrowed)
    const told = (await breakdown(who, dimension!)).rows
    expect(new Set(told.map((row) => row.member))).toEqual(new Set(Object.values(narrowed)))
  }
  const nowhere = await values(aReader({ scope: { kind: 'unit' } }))
  expect(nowhere.items.every(({ now }) => now.denominator === 0)).toBe(true)
})

test('what there is not is refused', async () => {
  const ask = (verb: string, input: object) => world.refusal(reader, `indicators.${verb}`, input)
  expect(await ask('values', { measures: ['constructor'], period: year })).toBe('measure_unknown')
  expect(await ask('values', { period: { kind: 'month', day: '2026-02-30' } })).toBe('period_invalid')
  expect(await ask('values', { period: { kind: 'range', from: '2026-02-02', to: '2026-02-01' } })).toBe(
    'period_invalid',
  )
  expect(
    await ask('breakdown', {
      measures: ['found'],
      period: { kind: 'range', from: '1990-01-01', to: '2026-01-01' },
      by: 'unit',
    }),
  ).toBe('period_invalid')
  const both = { where: { dimension: 'committee', member: committees[0] }, by: 'unit' }
  expect(await ask('series', { measures: ['found'], from: '2026-01-01', to: '2026-01-31', step: 'day', ...both })).toBe(
    'dimension_unknown',
  )
})

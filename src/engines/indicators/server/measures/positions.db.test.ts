import { afterEach, beforeEach, expect, test } from 'vitest'
import { sql } from 'kysely'
import type { CaseType } from '#engines/cases/shared'

import { actAtRandom, aMeasuredType, makeRng, type Rng, wholeValuesOf } from '../../../../../test/measuring.ts'
import { oneOf } from '../../../../../test/mutations.ts'
import { onOwner } from '../../../../../test/db.ts'
import { sanitation } from '../../../../../test/people.ts'
import { aWorld, committees, street, type World } from '../../../../../test/world.ts'
import { forgetDefinitions, type MeasuresDeps } from './definitions.ts'
import { ensureMeasures } from './ensure.ts'
import { foldMeasures } from './fold.ts'
import { valueAt, valuesAt, type Ask, type SealedValue } from './values.ts'
import { verifyMeasures } from './verify.ts'

const types: readonly CaseType[] = [aMeasuredType()]
const year = { from: '2026-01-01', to: '2026-12-31' }

let world: World
beforeEach(async () => {
  world = await aWorld(types, { measuring: true })
})
afterEach(() => world.drop())

const read = (asks: readonly Ask[], deps = world.measures) =>
  world.database.transaction(street, (tx) => wholeValuesOf(deps, tx, street, asks))
const reread = (asks: readonly (Ask & { version: string })[], position: string) =>
  world.database.transaction(street, (tx) => valuesAt(tx, street, asks, position))
const counted = ({ numerator, denominator }: SealedValue) => ({ numerator, denominator })

const wheres = [
  undefined,
  undefined,
  { dimension: 'committee', member: committees[0] },
  { dimension: 'unit', member: sanitation },
  { dimension: 'source', member: 'phone' },
] as const

interface Sealed {
  readonly asks: readonly (Ask & { version: string })[]
  readonly told: readonly { numerator: number; denominator: number }[]
  readonly position: string
}

/** Some figures of some days, as they stand. */
async function seal(rng: Rng): Promise<Sealed> {
  const asks = Array.from({ length: 12 }, (): Ask => {
    const period = oneOf(rng, [
      year,
      { from: '2026-11-17', to: '2026-11-17' },
      { from: '2026-10-20', to: '2026-11-20' },
    ])
    return { key: oneOf(rng, world.measures.measures).key, period, where: oneOf(rng, wheres) }
  })
  const values = await read(asks)
  return {
    asks: asks.map((ask, at) => ({ ...ask, version: values[at]!.version })),
    told: values.map(counted),
    position: values[0]!.position,
  }
}

test.each(['one', 'two'])(
  'what was read at a position is come to again after any acts and folds (%s)',
  async (seed) => {
    const rng = makeRng(`positions ${seed}`)
    const ids: string[] = []
    const sealed: Sealed[] = []
    for (let step = 0; step < 60; step++) {
      await actAtRandom(world, rng, ids)
      if (rng() < 0.2) await foldMeasures(world, street)
      if (rng() < 0.3) sealed.push(await seal(rng))
      const one = oneOf(rng, sealed)
      if (one) expect(await reread(one.asks, one.position)).toEqual(one.told)
    }
    await foldMeasures(world, street)
    for (const { asks, told, position } of sealed) expect(await reread(asks, position)).toEqual(told)
    expect(sealed.some(({ told }) => told.some(({ denominator }) => denominator > 2))).toBe(true)
  },
  60_000,
)

test('an act that was under way when a figure was read is not part of it, though its number is lower', async () => {
  let finish = () => {}
  const held = new Promise<void>((settle) => (finish = settle))
  let started = () => {}
  const begun = new Promise<void>((settle) => (started = settle))
  const caseId = await world.aCase()
  const slow = world.database.transaction(street, async (tx) => {
    await sql`insert into measure_changes (street, id, subject, marks)
      select street, gen_random_uuid(), subject, marks from measure_changes where street = ${street} and subject = ${caseId}`.execute(
      tx,
    )
    started()
    await held
  })
  await begun
  await world.aCase()
  const [value] = await read([{ key: 'found', period: year }])
  finish()
  await slow
  const again = () =>
    world.database.transaction(street, (tx) => valueAt(tx, street, { ...value!, period: year }, value!.position))
  expect(counted(value!)).toEqual({ numerator: 2, denominator: 2 })
  expect((await read([{ key: 'found', period: year }]))[0]!.numerator).toBe(3)
  expect(await again()).toEqual({ numerator: 2, denominator: 2 })
  await foldMeasures(world, street)
  expect(await again()).toEqual({ numerator: 2, denominator: 2 })
})

test('positions hold after a backup is restored on a server whose transactions count from the start', async () => {
  const rng = makeRng('restored')
  const ids: string[] = []
  const sealed: Sealed[] = []
  for (let step = 0; step < 25; step++) {
    await actAtRandom(world, rng, ids)
    if (step % 5 === 0) sealed.push(await seal(rng))
    if (step % 9 === 0) await foldMeasures(world, street)
  }
  // As if all of this had been done by a server that had counted a million transactions more.
  const far = 1_000_000
  await onOwner(
    world,
    ['measure_changes', 'measure_ledger']
      .map(
        (table) => `update ${table} set xid = (xid::text::bigint + ${far})::text::xid8, at = at - interval '1 hour';`,
      )
      .join(' ') + ` update measure_definitions set since = since - interval '1 hour'`,
  )
  const moved = sealed.map((one) => {
    const [at, snapshot] = one.position.split('/')
    const before = new Date(Date.parse(at!) - 3_600_000).toISOString()
    const [min, max, running] = snapshot!.split(':')
    const later = (n: string) => String(Number(n) + far)
    const there = `${later(min!)}:${later(max!)}:${running!.split(',').filter(Boolean).map(later).join(',')}`
    return { ...one, position: `${before}/${there}` }
  })
  for (let step = 0; step < 25; step++) {
    await actAtRandom(world, rng, ids)
    if (step % 5 === 0) moved.push(await seal(rng))
    if (step % 9 === 0) await foldMeasures(world, street)
    for (const { asks, told, position } of moved) expect(await reread(asks, position)).toEqual(told)
  }
})

/** The world's measures, one of them defined otherwise. */
function redefined(
  key: string,
  change: (measure: MeasuresDeps['measures'][number]['measure']) => object,
): MeasuresDeps {
  return {
    ...world.measures,
    measures: world.measures.measures.map((each) =>
      each.key === key ? { ...each, measure: { ...each.measure, ...change(each.measure) } } : each,
    ),
  }
}

test('a changed definition is counted anew, the old one still tells what it told, and may come back', async () => {
  const rng = makeRng('redefined')
  const ids: string[] = []
  for (let step = 0; step < 40; step++) await actAtRandom(world, rng, ids)
  const ask = { key: 'closed', period: year }
  const [first] = await read([ask])
  for (let step = 0; step < 10; step++) await actAtRandom(world, rng, ids)
  const open = redefined('closed', (measure) => ({
    definition: { ...measure.definition, part: { op: 'is', field: 'open', value: true } },
  }))
  expect(await ensureMeasures(world.database, world.measures, street)).toEqual([])
  expect(await ensureMeasures(world.database, open, street)).toEqual(['closed'])
  const [second] = await read([ask], open)
  expect(second!.version).not.toBe(first!.version)
  const [plain] = await world.rows<{ n: string }>(
    `select count(*) as n from cases where street = '${street}' and open and state not in ('voided', 'rejected')`,
  )
  expect(second!.numerator).toBe(Number(plain!.n))
  expect(await verifyMeasures(world.database, open, street)).toEqual([])
  expect(await reread([{ ...ask, version: first!.version }], first!.position)).toEqual([counted(first!)])

  forgetDefinitions(world.name, street)
  expect(await ensureMeasures(world.database, world.measures, street)).toEqual(['closed'])
  for (let step = 0; step < 40; step++) await actAtRandom(world, rng, ids)
  expect(await verifyMeasures(world.database, world.measures, street)).toEqual([])
  expect(await reread([{ ...ask, version: first!.version }], first!.position)).toEqual([counted(first!)])
  expect(await reread([{ ...ask, version: second!.version }], second!.position)).toEqual([counted(second!)])
  expect(await reread([{ ...ask, version: 'none' }], first!.position)).toEqual([null])
  const [third] = await read([ask])
  expect(third!.version).toBe(first!.version)
  for (let step = 0; step < 10; step++) await actAtRandom(world, rng, ids)
  expect(await reread([{ ...ask, version: third!.version }], third!.position)).toEqual([counted(third!)])
})

test('words and order make no other definition, what is counted does', async () => {
  const renamed = redefined('found', (measure) => ({
    label: ['上报', 'Reported'],
    definition: { of: { op: 'named', name: ['有效', 'Valid'], that: measure.definition.of }, kind: 'count' },
  }))
  expect(await ensureMeasures(world.database, renamed, street)).toEqual([])
  const later = redefined('found', () => ({ time: 'closedAt' }))
  expect(await ensureMeasures(world.database, later, street)).toEqual(['found'])
  const without = { ...later, measures: later.measures.filter(({ key }) => key !== 'found') }
  expect(await ensureMeasures(world.database, without, street)).toEqual([])
  expect(
    await world.rows(`select 1 from measure_definitions where street = '${street}' and key = 'found' and in_force`),
  ).toEqual([])
})

test('verify names each wrong cell, and repair puts it right', async () => {
  const rng = makeRng('verify')
  const ids: string[] = []
  for (let step = 0; step < 30; step++) await actAtRandom(world, rng, ids)
  await foldMeasures(world, street)
  for (let step = 0; step < 5; step++) await actAtRandom(world, rng, ids)
  const verify = (repair = false) => verifyMeasures(world.database, world.measures, street, { repair })
  expect(await verify()).toEqual([])
  await onOwner(
    world,
    `update measure_cells c set numerators[d.id] = numerators[d.id] + 1 from measure_definitions d
       where c.street = '${street}' and c.grain = 'm' and c.dimension = 'k' and c.member = 'gb2026:m:06010' and d.street = c.street and d.key = 'found';
     insert into measure_cells select '${street}', 'd', 'h', '2026-11-01', '5', measures_placed(jsonb_build_object(id, 1)), measures_placed(jsonb_build_object(id, 1))
       from measure_definitions where street = '${street}' and key = 'closed';
     update measure_heaps set counted = counted + 1 where grain = 'd' and dimension = 'a'`,
  )
  const wrong = await verify()
  expect(wrong.length).toBeGreaterThanOrEqual(2)
  expect(wrong.find(({ key }) => key === 'found')).toMatchObject({
    grain: 'month',
    dimension: 'category',
    member: 'gb2026:m:06010',
  })
  expect(wrong.find(({ key }) => key === 'closed')).toMatchObject({
    grain: 'day',
    dimension: 'hour',
    day: '2026-11-01',
    kept: { numerator: 1, denominator: 1 },
    counted: { numerator: 0, denominator: 0 },
  })
  expect(wrong.find(({ key }) => key === 'test-type:bags_median')).toMatchObject({ grain: 'day', dimension: 'all' })
  expect(await verify(true)).toEqual(wrong)
  expect(await verify()).toEqual([])
  await onOwner(
    world,
    `update cases set committee = '${committees[1]}', grid = 'W02' where street = '${street}' and committee is null`,
  )
  expect((await verify()).length).toBeGreaterThan(0)
  await verify(true)
  expect(await verify()).toEqual([])
})

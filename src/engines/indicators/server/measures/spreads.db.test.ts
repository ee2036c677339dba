import { afterAll, beforeAll, expect, test } from 'vitest'
import type { CaseType } from '#engines/cases/shared'
import { aMeasuredType, makeRng, type Rng } from '../../../../../test/measuring.ts'
import { oneOf } from '../../../../../test/mutations.ts'
import { onOwner } from '../../../../../test/db.ts'
import { aWorld, committees, street, type World } from '../../../../../test/world.ts'
import { changeOf, type Measured } from './changes.ts'
import { standingsIn, type Whole } from './definitions.ts'
import { foldMeasures } from './fold.ts'
import { readFigures } from './read.ts'
import { positionOf } from './position.ts'
import { valuesAt } from './values.ts'
import { verifyMeasures } from './verify.ts'

const types: readonly CaseType[] = [aMeasuredType()]

let world: World
let bags: Whole
beforeAll(async () => {
  world = await aWorld(types, { measuring: true })
  const standing = await world.database.transaction(street, (tx) => standingsIn(tx, street, world.measures))
  bags = standing('test-type:bags_median') as Whole
})
afterAll(() => world.drop())

test('each amount has its bucket, in order, up to the highest there is', async () => {
  const rows = await world.rows<{ amount: number; bucket: number }>(`
    select amount::int, measures_bucket(amount::int) as bucket from (
      select generate_series(0, 70000) as amount union select (1::bigint << e) + d from generate_series(5, 30) e, generate_series(-1, 1) d
      union select 2147483647) a order by amount`)
  expect(rows[31]).toEqual({ amount: 31, bucket: 31 })
  for (const [at, { amount, bucket }] of rows.entries()) {
    const octave = amount < 16 ? 0 : Math.floor(Math.log2(amount)) - 3
    const part = octave === 0 ? amount : Math.floor(amount / 2 ** (octave - 1)) - 16
    expect(bucket, String(amount)).toBe(octave * 16 + part)
    expect(bucket).toBeGreaterThanOrEqual(rows[at - 1]?.bucket ?? 0)
  }
})

const between = (rng: Rng, low: number, high: number) => low + Math.floor(rng() * (high - low + 1))

interface Bagged {
  amount: number
  day: string
  committee: string
}

const amounts: readonly ((rng: Rng) => number)[] = [
  (rng) => between(rng, 0, 20),
  (rng) => between(rng, 0, 480),
  (rng) => Math.floor(2 ** (rng() * 31)),
  (rng) => oneOf(rng, [31, 32, 255, 256, 2_147_483_647]),
  () => 137,
]
const days = ['2026-10-30', '2026-10-31', '2026-11-01', '2026-11-02', '2026-11-20']

const seen = ({ amount, day, committee }: Bagged): Measured => ({
  place: [committee, '', '', '', 'phone'],
  valueOf: (field) =>
    field === 'answers.bags'
      ? amount
      : field === 'type'
        ? 'test-type'
        : field === 'reportedAt'
          ? `${day}T04:00:00.000Z`
          : null,
})

/** The lower median and how many there are, as anybody would count them. */
function plainly(records: readonly Bagged[]) {
  const order = records.map(({ amount }) => amount).sort((a, b) => a - b)
  return order.length === 0
    ? undefined
    : { numerator: order[Math.ceil(order.length / 2) - 1]!, denominator: order.length }
}

async function expectMedians(records: readonly Bagged[]): Promise<void> {
  const spans = [
    { of: bags, from: '2026-01-01', to: '2026-12-31' },
    { of: bags, from: '2026-10-31', to: '2026-11-01' },
    { of: bags, from: '2026-10-15', to: '2026-11-30', where: { dimension: 'committee', member: committees[0] } },
    { of: bags, from: '2026-10-01', to: '2026-11-02', by: 'committee' },
  ] as const
  const { figures } = await world.database.transaction(street, (tx) => readFigures(tx, street, spans))
  for (const [at, span] of spans.entries()) {
    const [where, by] = ['where' in span ? span.where.member : undefined, 'by' in span]
    const within = records.filter(
      ({ day, committee }) => day >= span.from && day <= span.to && (where === undefined || committee === where),
    )
    for (const member of by ? committees : [null])
      expect(
        figures.find((figure) => figure.at === at && figure.member === member),
        `${at} ${member}`,
      ).toEqual(
        plainly(within.filter(({ committee }) => !by || committee === member)) && {
          at,
          step: null,
          member,
          ...plainly(within.filter(({ committee }) => !by || committee === member)),
        },
      )
  }
  for (const step of ['day', 'month'] as const) {
    const { figures: steps } = await world.database.transaction(street, (tx) =>
      readFigures(tx, street, [{ of: bags, from: '2026-10-01', to: '2026-11-30' }], { step }),
    )
    const firstOf = (day: string) => (step === 'day' ? day : `${day.slice(0, 7)}-01`)
    for (const first of new Set(records.map(({ day }) => firstOf(day))))
      expect(steps.find((figure) => figure.step === first)).toMatchObject(
        plainly(records.filter(({ day }) => firstOf(day) === first))!,
      )
  }
}

test.each(['one', 'two', 'three', 'four'])(
  'medians of thousands are exact, folded or not, while amounts come, change and go (%s)',
  async (seed) => {
    const rng = makeRng(`spreads ${seed}`)
    const records: Bagged[] = []
    const subject = '01900000-0000-7000-8000-000000000000'
    const write = (before: Bagged | null, after: Bagged | null) =>
      changeOf(street, subject, [bags], before && seen(before), after && seen(after))!
    const sealed: { position: string; told: unknown }[] = []
    const ask = { key: bags.key, version: bags.version, period: { from: '2026-01-01', to: '2026-12-31' } }
    const draw = oneOf(rng, amounts)
    for (let round = 0; round < 10; round++) {
      await world.database.transaction(street, async (tx) => {
        for (let step = 0; step < 150; step++) {
          const at = between(rng, 0, records.length * 3)
          const after = {
            amount: (rng() < 0.7 ? draw : oneOf(rng, amounts))(rng),
            day: oneOf(rng, days),
            committee: oneOf(rng, committees),
          }
          if (at >= records.length) {
            await write(null, after).execute(tx)
            records.push(after)
          } else if (rng() < 0.3) await write(records.splice(at, 1)[0]!, null).execute(tx)
          else {
            const before = records[at]!
            if (JSON.stringify(before) === JSON.stringify(after)) continue
            await write(before, after).execute(tx)
            records[at] = after
          }
        }
      })
      if (rng() < 0.6) await foldMeasures(world, street)
      await expectMedians(records)
      sealed.push({
        position: await world.database.transaction(street, (tx) => positionOf(tx)),
        told: plainly(records),
      })
      for (const { position, told } of sealed)
        expect(await world.database.transaction(street, (tx) => valuesAt(tx, street, [ask], position))).toEqual([told])
    }
    expect(records.length).toBeGreaterThan(300)
    // What these records were is not in any case: verify takes it out of the cells again, spreads and all.
    await foldMeasures(world, street)
    expect((await verifyMeasures(world.database, world.measures, street, { repair: true })).length).toBeGreaterThan(100)
    expect(await verifyMeasures(world.database, world.measures, street)).toEqual([])
    await expectMedians([])
  },
  60_000,
)

test('a spread that is wrong is named by its bucket, and put right', async () => {
  for (let count = 0; count < 3; count++) await world.aCase({ answers: { bags: 300 } })
  await foldMeasures(world, street)
  const verify = (repair = false) => verifyMeasures(world.database, world.measures, street, { repair })
  expect(await verify()).toEqual([])
  await onOwner(
    world,
    `update measure_spreads set buckets = buckets + measures_packed(40, 2) where grain = 'm' and dimension = 'a' and octaves > 0`,
  )
  const wrong = await verify()
  expect(wrong).toEqual([
    expect.objectContaining({
      key: 'test-type:bags_median',
      grain: 'month',
      dimension: 'all',
      heap: 48,
      kept: { numerator: 2, denominator: 2 },
      counted: { numerator: 0, denominator: 0 },
    }),
  ])
  expect(await verify(true)).toEqual(wrong)
  expect(await verify()).toEqual([])
  await onOwner(world, `update measure_spreads set octaves = 0 where grain = 'd' and dimension = 'c' and octaves > 0`)
  expect((await verify()).map(({ kept, counted }) => [kept.numerator, counted.numerator])).toEqual([[0, 3]])
  await verify(true)
  expect(await verify()).toEqual([])
})

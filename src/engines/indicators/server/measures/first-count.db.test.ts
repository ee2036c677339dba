import { afterEach, beforeEach, expect, test } from 'vitest'
import { sql } from 'kysely'
import type { CaseType, ListFilter } from '#engines/cases/shared'
import { openDatabase, type Database } from '#platform/db'
import {
  actAtRandom,
  aMeasuredType,
  aReader,
  atOneMoment,
  countLists,
  makeRng,
  wholeValuesOf,
} from '../../../../../test/measuring.ts'
import { beforeCommits, failingWhen } from '../../../../../test/before-commits.ts'
import { onOwner } from '../../../../../test/db.ts'
import { aWorld, street, type World } from '../../../../../test/world.ts'
import { forgetDefinitions } from './definitions.ts'
import { ensureMeasures, uncountedMeasures } from './ensure.ts'
import { foldMeasures } from './fold.ts'
import { verifyMeasures } from './verify.ts'

const types: readonly CaseType[] = [aMeasuredType()]
const year = { from: '2026-01-01', to: '2026-12-31' }
const reader = aReader()

let world: World
beforeEach(async () => {
  world = await aWorld(types, { measuring: true })
})
afterEach(() => world.drop())

/** As before anything was ever counted; the cases stay. */
async function uncount(): Promise<void> {
  await onOwner(
    world,
    'delete from measure_cells; delete from measure_heaps; delete from measure_spreads; delete from measure_changes; delete from measure_ledger; delete from measure_definitions',
  )
  forgetDefinitions(world.name, street)
}

async function actMany(seed: string, ids: string[], count: number): Promise<void> {
  const rng = makeRng(seed)
  for (let step = 0; step < count; step++) await actAtRandom(world, rng, ids)
}

async function expectLists(): Promise<void> {
  const keys = ['found', 'closed', 'on_time', 'disposed', 'returned', 'test-type:rubble', 'test-type:large']
  await atOneMoment(world, async (tx) => {
    const values = await wholeValuesOf(
      world.measures,
      tx,
      street,
      keys.map((key) => ({ key, period: year })),
    )
    const filters = keys.flatMap((measure): ListFilter[] => [
      { measure, part: 'numerator', ...year },
      { measure, part: 'denominator', ...year },
    ])
    const lists = await countLists(world, tx, reader, filters, types)
    expect(values.flatMap(({ numerator, denominator }) => [numerator, denominator])).toEqual(lists)
  })
}

test.each(['one', 'two', 'three'])(
  'counted in small pieces by two at once that break off again and again, while many act and fold (%s)',
  async (seed) => {
    const ids: string[] = []
    await actMany(`before ${seed}`, ids, 60)
    await uncount()
    let isOver = false
    const acting = ['a', 'b', 'c'].map((name) => actMany(`${seed} ${name}`, ids, 50))
    const other = openDatabase(world.appUrl)
    const folding = (async () => {
      while (!isOver) {
        await foldMeasures({ database: other }, street)
        await new Promise((settle) => setTimeout(settle, 10))
      }
    })()
    let broken = 0
    const count = async (database: Database, name: string) => {
      const rng = makeRng(`${seed} ${name}`)
      for (;;) {
        try {
          await ensureMeasures(
            failingWhen(database, () => rng() < 0.2),
            world.measures,
            street,
            undefined,
            { atOnce: 1 + Math.floor(rng() * 4) },
          )
          return
        } catch (thrown) {
          expect((thrown as Error).message).toBe('the power fails')
          broken += 1
        }
      }
    }
    await Promise.all([count(world.database, 'here'), count(other, 'there'), ...acting])
    isOver = true
    await folding
    await other.close()
    expect(broken).toBeGreaterThan(2)
    expect(await uncountedMeasures(world.database, world.measures, street)).toEqual([])
    await expectLists()
    expect(await verifyMeasures(world.database, world.measures, street)).toEqual([])
    await actMany(`after ${seed}`, ids, 20)
    await foldMeasures(world, street)
    expect(await verifyMeasures(world.database, world.measures, street)).toEqual([])
  },
  120_000,
)

test('a definition that changes while it is first counted begins anew', async () => {
  const ids: string[] = []
  await actMany('changing', ids, 40)
  await uncount()
  let batches = 0
  const failing = failingWhen(world.database, () => batches++ === 6)
  await expect(ensureMeasures(failing, world.measures, street, undefined, { atOnce: 2 })).rejects.toThrow(
    'the power fails',
  )
  expect((await uncountedMeasures(world.database, world.measures, street)).length).toBeGreaterThan(20)
  await actMany('meanwhile', ids, 10)
  const changed = {
    ...world.measures,
    measures: world.measures.measures.map((each) =>
      each.key === 'found' ? { ...each, measure: { ...each.measure, time: 'closedAt' } } : each,
    ),
  }
  forgetDefinitions(world.name, street)
  expect(await ensureMeasures(world.database, changed, street, undefined, { atOnce: 3 })).toContain('found')
  expect(await verifyMeasures(world.database, changed, street)).toEqual([])
  forgetDefinitions(world.name, street)
  expect(await ensureMeasures(world.database, world.measures, street, undefined, { atOnce: 3 })).toEqual(['found'])
  expect(await verifyMeasures(world.database, world.measures, street)).toEqual([])
})

test('nobody who acts waits for a count, nor behind one that waits for somebody else', async () => {
  const ids: string[] = []
  await actMany('waiting', ids, 20)
  await uncount()
  // Someone's transaction goes on and on: the count waits for it, and others act all the same.
  let release = () => {}
  const held = new Promise<void>((settle) => (release = settle))
  let begun = () => {}
  const beginning = new Promise<void>((settle) => (begun = settle))
  const long = world.database.transaction(street, async (tx) => {
    await sql`lock table measure_changes in row exclusive mode`.execute(tx)
    begun()
    await held
  })
  await beginning
  let acted = 0
  const acting = async () => {
    await world.aCase()
    acted += 1
  }
  // While each batch is counted and not yet kept, somebody acts.
  const busy = beforeCommits(world.database, async (tx) => {
    const { rows: holding } = await sql`
      select 1 from pg_locks where pid = pg_backend_pid() and mode = 'ShareRowExclusiveLock'`.execute(tx)
    // The definitions come into force in a moment in which nobody acts.
    if (holding.length === 0) await acting()
  })
  const counting = ensureMeasures(busy, world.measures, street, undefined, { atOnce: 4 })
  for (let count = 0; count < 10; count++) await world.aCase()
  release()
  await long
  await counting
  expect(acted).toBeGreaterThan(5)
  expect(await verifyMeasures(world.database, world.measures, street)).toEqual([])
  await expectLists()
}, 60_000)

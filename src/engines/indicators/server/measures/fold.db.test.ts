import { afterEach, beforeEach, expect, test } from 'vitest'
import { sql } from 'kysely'
import { newId } from '#kernel/id'
import type { CaseType, ListFilter } from '#engines/cases/shared'
import { openDatabase } from '#platform/db'

import {
  actAtRandom,
  aMeasuredType,
  aReader,
  atOneMoment,
  countLists,
  makeRng,
  wholeValuesOf,
} from '../../../../../test/measuring.ts'
import { failingWhen } from '../../../../../test/before-commits.ts'
import { onOwner } from '../../../../../test/db.ts'
import { onServer } from '../../../../../test/db-server.ts'

import { wang } from '../../../../../test/people.ts'
import { aWorld, street, type World } from '../../../../../test/world.ts'
import { forgetDefinitions } from './definitions.ts'
import { ensureMeasures } from './ensure.ts'
import { foldMeasures, openFolding } from './fold.ts'
import { verifyMeasures } from './verify.ts'

const types: readonly CaseType[] = [aMeasuredType()]
const year = { from: '2026-01-01', to: '2026-12-31' }
const reader = aReader()

let world: World
beforeEach(async () => {
  world = await aWorld(types, { measuring: true })
})
afterEach(() => world.drop())

const changes = async () => (await world.rows<{ n: string }>('select count(*) as n from measure_changes'))[0]!.n
const verified = () => verifyMeasures(world.database, world.measures, street)

/** Numbers and lists of one moment. */
async function compare(): Promise<void> {
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

test('figures are right at every moment while many act, fold and read at once', async () => {
  let isOver = false
  const ids: string[] = []
  const until = async (run: () => Promise<unknown>) => {
    while (!isOver) await run()
  }
  const other = openDatabase(world.appUrl)
  let folded = 0
  const folding = [
    until(async () => {
      folded += await foldMeasures(world, street)
      await new Promise((settle) => setTimeout(settle, 15))
    }),
    until(async () => {
      folded += await foldMeasures({ database: other }, street)
      await new Promise((settle) => setTimeout(settle, 20))
    }),
  ]
  let compared = 0
  const reading = until(async () => {
    await compare()
    compared += 1
  })
  await Promise.all(
    ['a', 'b', 'c', 'd'].map(async (name) => {
      const rng = makeRng(`at once ${name}`)
      for (let step = 0; step < 80; step++) await actAtRandom(world, rng, ids)
    }),
  )
  isOver = true
  await Promise.all([...folding, reading])
  await other.close()
  expect(compared).toBeGreaterThan(5)
  expect(folded).toBeGreaterThan(50)
  expect(await verified()).toEqual([])
  await foldMeasures(world, street)
  expect(await changes()).toBe('0')
  expect(await verified()).toEqual([])
})

test('measures that are first counted while many act miss nothing and count nothing twice', async () => {
  await onOwner(world, 'delete from measure_cells; delete from measure_definitions')
  forgetDefinitions(world.name, street)
  const ids: string[] = []
  const acting = ['a', 'b', 'c', 'd'].map(async (name) => {
    const rng = makeRng(`starting ${name}`)
    for (let step = 0; step < 60; step++) await actAtRandom(world, rng, ids)
  })
  await new Promise((settle) => setTimeout(settle, 500))
  expect(await changes()).toBe('0')
  expect((await ensureMeasures(world.database, world.measures, street)).length).toBeGreaterThan(20)
  await Promise.all(acting)
  expect(Number(await changes())).toBeGreaterThan(10)
  expect(await verified()).toEqual([])
})

test('an act whose transaction fails leaves no change', async () => {
  const command = newId()
  const caseId = await world.aCase()
  const before = await changes()
  expect((await world.ask(wang, 'accept', { caseId }, { command })).ok).toBe(true)
  const after = await changes()
  expect(Number(after)).toBeGreaterThanOrEqual(Number(before))
  expect((await world.ask(wang, 'accept', { caseId }, { command })).ok).toBe(true)
  expect(await changes()).toBe(after)
  expect(await world.refusal(wang, 'accept', { caseId })).toBe('wrong_state')
  expect(await changes()).toBe(after)
  expect(await verified()).toEqual([])
})

test('a fold that is killed half way has done nothing, and the next does it all', async () => {
  const rng = makeRng('killed')
  const ids: string[] = []
  for (let step = 0; step < 30; step++) await actAtRandom(world, rng, ids)
  const waiting = await changes()
  expect(Number(waiting)).toBeGreaterThan(10)

  // It dies when everything is written and nothing is committed.
  const failing = failingWhen(world.database, () => true)
  await expect(foldMeasures({ database: failing }, street)).rejects.toThrow('the power fails')
  expect(await changes()).toBe(waiting)
  await compare()

  // Its connection is cut while it waits for a cell that another holds.
  await foldMeasures(world, street)
  for (let step = 0; step < 20; step++) await actAtRandom(world, rng, ids)
  const more = await changes()
  let release = () => {}
  const held = new Promise<void>((settle) => (release = settle))
  let holds = () => {}
  const holding = new Promise<void>((settle) => (holds = settle))
  const holder = world.database.transaction(street, async (tx) => {
    await sql`select 1 from measure_cells where street = ${street} for update`.execute(tx)
    holds()
    await held
  })
  await holding
  const other = openDatabase(world.appUrl)
  const cut = foldMeasures({ database: other }, street)
  const cutOff = expect(cut).rejects.toThrow()
  for (let cutCount = 0; cutCount === 0;) {
    await new Promise((settle) => setTimeout(settle, 20))
    cutCount = (
      await onServer(
        world.ownerUrl,
        `select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock' and query like '%measure_ledger%'`,
      )
    ).length
  }
  await cutOff
  release()
  await holder
  await other.close()
  expect(await changes()).toBe(more)
  await compare()
  expect(await foldMeasures(world, street)).toBe(Number(more))
  expect(await verified()).toEqual([])
})

test('what is done is folded soon after, by itself', async () => {
  const failures: unknown[] = []
  const folding = openFolding(world.database, (cause) => failures.push(cause))
  await world.aCase()
  folding.wake(street)
  folding.wake(street)
  expect(await changes()).toBe('1')
  for (let waited = 0; (await changes()) !== '0' && waited < 100; waited++)
    await new Promise((settle) => setTimeout(settle, 50))
  await folding.stop()
  expect(failures).toEqual([])
  expect(await changes()).toBe('0')
})

import { afterAll, beforeAll, expect, test } from 'vitest'
import { percent } from '#model'
import type { Actor } from '#platform/operations'
import { everyPage, expectedOf, aWorldOf, lookers, now, type Filter } from '../../../../../test/lists.ts'
import { wang } from '../../../../../test/people.ts'
import { aPopulation, types } from '../../../../../test/population.ts'
import type { World } from '../../../../../test/world.ts'

const seed = Date.now() % 1_000_000
const people = aPopulation(120, seed, now)

let world: World
beforeAll(async () => {
  world = await aWorldOf(people)
}, 60_000)
afterAll(() => world.drop())

const expected = (filter: Filter, actor: Actor) => expectedOf(people, filter, actor)

type Counted = { id: string; numerator: number; denominator: number | null }
interface Board {
  measures: { id: string; today: Counted; year: Counted }[]
  breakdown: {
    key: string | null
    found: number
    closed: number
    open: number
    overdue: number
    due: number
    onTime: number
  }[]
  monthly: { month: string; found: number; closed: number }[]
  types: { type: string; measures: Counted[] }[]
}
const board = (actor: Actor, input: object = {}) => world.do(actor, 'board', input) as unknown as Promise<Board>
const lengthOf = async (actor: Actor, filter: Filter) => (await everyPage(world, actor, filter, 'newest', 200)).length

test('every number of the board opens the list that it counts', async () => {
  for (const actor of lookers.slice(0, 3)) {
    const { measures } = await board(actor)
    for (const { id, today, year } of measures)
      for (const [counted, from, to] of [
        [today, '2026-12-04', '2026-12-04'],
        [year, '2026-01-01', '2026-12-31'],
      ] as const) {
        expect([id, counted.numerator]).toEqual([
          id,
          await lengthOf(actor, { measure: id, part: 'numerator', from, to }),
        ])
        const denominator = await lengthOf(actor, { measure: id, part: 'denominator', from, to })
        if (counted.denominator !== null) expect([id, counted.denominator]).toEqual([id, denominator])
        expect(counted.denominator === null || counted.numerator <= counted.denominator).toBe(true)
        if (counted.denominator !== null)
          expect(percent(counted.numerator, counted.denominator) === null).toBe(counted.denominator === 0)
      }
  }
  const { types: own } = await board(wang)
  expect(own.map((each) => each.type)).toEqual(types.map((type) => type.id))
  for (const { type, measures } of own)
    for (const { id, numerator, denominator } of measures) {
      expect([type, id, numerator]).toEqual([
        type,
        id,
        await lengthOf(wang, { measure: `${type}:${id}`, part: 'numerator', from: '2026-01-01', to: '2026-12-31' }),
      ])
      if (denominator !== null)
        expect(denominator).toBe(
          await lengthOf(wang, { measure: `${type}:${id}`, part: 'denominator', from: '2026-01-01', to: '2026-12-31' }),
        )
    }
  expect(own.flatMap((each) => each.measures).reduce((sum, each) => sum + each.numerator, 0)).toBeGreaterThan(5)
})

test('however the board is broken down, the parts add up to the whole', async () => {
  const { measures, monthly } = await board(wang)
  const found = measures.find((each) => each.id === 'found')!.year.numerator
  expect(monthly.reduce((sum, each) => sum + each.found, 0)).toBe(found)
  for (const by of ['committee', 'unit', 'category', 'source', 'type'] as const) {
    const { breakdown } = await board(wang, { by })
    const sum = (part: 'found' | 'closed' | 'open' | 'overdue' | 'onTime') =>
      breakdown.reduce((total, each) => total + each[part], 0)
    expect([by, sum('found')]).toEqual([by, found])
    expect([by, sum('open')]).toEqual([by, expected({ open: true }, wang).length])
    expect([by, sum('overdue')]).toEqual([by, expected({ queue: 'overdue' }, wang).length])
    expect([by, sum('closed')]).toEqual([by, expected({ state: 'closed' }, wang).length])
    for (const { key, overdue } of breakdown) {
      const field = by === 'unit' ? 'unit' : by
      if (key !== null)
        expect([by, key, overdue]).toEqual([by, key, expected({ queue: 'overdue', [field]: key }, wang).length])
    }
  }
  expect((await board(wang, { year: 2025 })).measures.every((each) => each.year.numerator === 0)).toBe(true)
})

import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Actor } from '#platform/operations'
import { aWorldOf, everyPage, lookers, now, type Filter } from '../../../../../test/lists.ts'
import { aPopulation } from '../../../../../test/population.ts'
import { propertySeed } from '../../../../../test/property-seed.ts'
import type { World } from '../../../../../test/world.ts'

const people = aPopulation(120, propertySeed, now)

let world: World
beforeAll(async () => {
  world = await aWorldOf(people)
})
afterAll(() => world.drop())

const days = { from: '2026-01-01', to: '2026-12-31' }
const lengthOf = async (actor: Actor, filter: Filter) =>
  (await everyPage(world, actor, { ...filter, ...days }, 'newest', 200)).length

test('what is overdue, by whatever part, is as long as its list for whoever asks', async () => {
  for (const actor of lookers.slice(0, 3)) {
    const all = await lengthOf(actor, { light: 'red' })
    for (const by of ['committee', 'unit', 'category', 'source'] as const) {
      const { rows } = (await world.do(actor, 'overdue', { by, ...days })) as unknown as {
        rows: { key: string | null; overdue: number }[]
      }
      expect([by, rows.reduce((sum, row) => sum + row.overdue, 0)]).toEqual([by, all])
      for (const { key, overdue } of rows)
        if (key !== null || by === 'committee' || by === 'unit') {
          const part = key === null ? { without: by } : { [by]: key }
          expect([by, key, overdue]).toEqual([by, key, await lengthOf(actor, { light: 'red', ...part } as Filter)])
        }
    }
  }
})

test('nothing is overdue in days without cases', async () => {
  for (const actor of lookers.slice(0, 1))
    expect(await world.do(actor, 'overdue', { by: 'unit', from: '2025-01-01', to: '2025-12-31' })).toMatchObject({
      rows: [],
    })
})

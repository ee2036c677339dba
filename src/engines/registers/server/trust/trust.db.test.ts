import { afterEach, beforeEach, expect, test } from 'vitest'
import { standing } from '../../shared/trust.ts'
import { defaultTrust } from '../../shared/default-trust.ts'
import { baseRegisters } from '#engines/registers/shared'
import { aRegisterWorld, keeper, worker, type RegisterWorld } from '../../../../../test/registers.ts'
import { street } from '../../../../../test/world.ts'
import { settleRegisters } from './trust.ts'
import { layTrustRules } from './trust.store.ts'

let world: RegisterWorld
beforeEach(async () => {
  world = await aRegisterWorld()
  await world.database.transaction(street, (tx) => layTrustRules(tx, street, world.now))
})
afterEach(() => world.drop())

const settling = () => ({ database: world.database, now: () => new Date(world.now) })
const say = async (id: string, source: string, observedOn: string, fields: Record<string, unknown>) => {
  const { version } = await world.entryRow(id)
  await world.do(keeper, 'say', { id, version, source, observedOn, fields })
}
const setRule = (said: Record<string, unknown>) =>
  world.do(keeper, 'setTrustRule', { register: 'person', field: 'phone', source: 'police', rank: 90, ...said })

test('the first rules speak of fields and sources that there are, each once', () => {
  for (const { register, field } of defaultTrust)
    if (field !== '*') expect(Object.keys(baseRegisters[register].fields)).toContain(field)
  const places = defaultTrust.map(({ register, field, source }) => `${register} ${field} ${source}`)
  expect(new Set(places).size).toBe(places.length)
})

test('who someone is, the police know; how to reach them, whoever visited last', () => {
  const rules = defaultTrust.filter(({ register }) => register === 'person')
  const said = (source: string, observedOn: string, fields: Record<string, unknown>) => ({
    id: `${source}${observedOn}`,
    source,
    observedOn,
    recordedAt: `${observedOn}T00:00:00.000Z`,
    fields,
  })
  const stands = (on: string, ...all: ReturnType<typeof said>[]) => standing(all, rules, on).fields
  const police = said('police', '2024-01-01', { name: '王秀英', phone: '1' })
  const visit = said('visit', '2025-06-01', { name: '王秀瑛', phone: '2' })
  expect(stands('2025-06-01', police, visit)).toEqual({ name: '王秀英', phone: '2' })
  // A visit of years ago is no longer believed before what is newer.
  expect(
    stands('2028-01-01', said('visit', '2021-01-01', { phone: '3' }), said('police', '2027-12-01', { phone: '4' })),
  ).toEqual({ phone: '4' })
  const byHand = said('desk', '2025-07-01', { name: '王秀莹' })
  expect(stands('2025-07-01', police, byHand)).toMatchObject({ name: '王秀莹' })
  expect(stands('2027-07-01', police, byHand)).toMatchObject({ name: '王秀英' })
})

test('a rule is changed by the keeper, and every entry is settled anew in batches', async () => {
  const people = []
  for (let n = 0; n < 5; n++) {
    const id = await world.aResident({ phone: '19900000001' })
    await say(id, 'police', '2026-11-02', { phone: '19900000002' })
    people.push(id)
  }
  expect((await world.entryRow(people[0]!)).fields).toMatchObject({ phone: '19900000001' })
  expect(
    await world.refusal(worker, 'setTrustRule', { register: 'person', field: 'phone', source: 'police', rank: 1 }),
  ).toBe('forbidden')
  expect(
    await world.refusal(keeper, 'setTrustRule', { register: 'person', field: 'shoe', source: 'police', rank: 1 }),
  ).toBe('field_unknown')
  await setRule({ rank: 100 })
  const before = (await world.do(keeper, 'trustRules', { register: 'person' })) as {
    runs: { done: number; total: number }[]
  }
  expect(before.runs).toMatchObject([{ done: 0, total: 5, finishedAt: null }])
  // Several processes at once share the work and do none of it twice.
  const changed = await Promise.all([settleRegisters(settling(), street, 2), settleRegisters(settling(), street, 2)])
  expect(changed[0] + changed[1]).toBe(5)
  for (const id of people)
    expect(await world.entryRow(id)).toMatchObject({
      version: 3,
      fields: { phone: '19900000002' },
      origins: { phone: { source: 'police' } },
    })
  const after = (await world.do(keeper, 'trustRules', {})) as {
    items: { source: string; field: string; rank: number }[]
    runs: unknown[]
  }
  expect(after.runs).toMatchObject([{ done: 5, total: 5, changed: 5, finishedAt: expect.any(String) }])
  expect(after.items.filter(({ field, source }) => field === 'phone' && source === 'police')).toMatchObject([
    { rank: 100 },
  ])
  expect(
    await world.rows(`select 1 from trust_rules where field = 'phone' and source = 'police' and ended_at is not null`),
  ).toHaveLength(1)
})

test('a run that was cut off goes on behind its last batch; a newer one overtakes it', async () => {
  for (let n = 0; n < 5; n++)
    await say(await world.aResident({ phone: '19900000001' }), 'police', '2026-11-02', { phone: '19900000002' })
  await setRule({ rank: 100 })
  const real = world.database
  let commits = 0
  const cut = {
    now: () => new Date(world.now),
    database: {
      ...real,
      transaction: (async (...asked: Parameters<typeof real.transaction>) => {
        if (++commits > 1) throw new Error('cut off')
        return await real.transaction(...asked)
      }) as typeof real.transaction,
    },
  }
  await expect(settleRegisters(cut, street, 2)).rejects.toThrow('cut off')
  expect(await world.rows('select done from trust_runs')).toEqual([{ done: 2 }])
  expect(await settleRegisters(settling(), street, 2)).toBe(3)
  await setRule({ rank: 10 })
  await setRule({ rank: null })
  expect(await world.rows('select 1 from trust_runs where finished_at is null')).toHaveLength(1)
  expect(await settleRegisters(settling(), street)).toBe(5)
  expect(await settleRegisters(settling(), street)).toBe(0)
})

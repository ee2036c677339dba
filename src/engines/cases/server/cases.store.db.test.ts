import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { CaseId } from '#engines/cases/shared'
import { street, aWorld, type World } from '../../../../test/world.ts'
import { aJourney, anyCaseType, tell, type Journey } from '../../../../test/journeys.ts'
import { aCaseType, aDesk } from '../../../../test/cases.ts'
import { findCase, insertCase, lockCase, saveCase } from './cases.store.ts'

let world: World
beforeAll(async () => {
  world = await aWorld()
})
afterAll(() => world.drop())

const nobody = { name: null, phone: null }
class Undone extends Error {}

/** Saves every step of a journey, and reads it again; nothing is left in the database. */
async function keep(journey: Journey): Promise<void> {
  const { id } = journey.start.case
  let step = 0
  const kept = world.database.transaction(street, async (tx) => {
    await insertCase(tx, street, journey.start, nobody, {})
    expect(await findCase(tx, street, id)).toEqual(journey.start)
    for (const { from, to } of journey.taken) {
      step += 1
      expect(await saveCase(tx, street, from, to, {})).toMatchObject({ version: to.case.version })
      expect(await findCase(tx, street, id)).toEqual(to)
    }
    throw new Undone()
  })
  await kept.catch((cause: unknown) => {
    if (cause instanceof Undone) return
    throw new Error(`${(cause as Error).message}\n${tell(journey, step)}`, { cause })
  })
}

test('every file that the loop can make is kept as it is, and meets what the tables demand', async () => {
  const journeys = fc
    .sample(fc.tuple(anyCaseType, fc.nat(0xffff_ffff)), 12)
    .map(([type, seed]) => aJourney(type, seed, { length: 35 }))
  for (const journey of journeys) await keep(journey)
})

test('a case of another street is neither found nor locked', async () => {
  const { file } = aDesk(aCaseType())
  await world.database
    .transaction(street, async (tx) => {
      await insertCase(tx, street, file, nobody, {})
      expect(await findCase(tx, '310105008', file.case.id)).toBeUndefined()
      expect(await lockCase(tx, '310105008', file.case.id)).toBeUndefined()
      expect(await lockCase(tx, street, CaseId.parse('00000000-0000-7000-8000-00000000dead'))).toBeUndefined()
      expect(await lockCase(tx, street, file.case.id)).toEqual(file)
      throw new Undone()
    })
    .catch((cause: unknown) => expect(cause).toBeInstanceOf(Undone))
})

test('the tables refuse what no decision may make', async () => {
  const { file } = aDesk(aCaseType()).reach('closed')
  const lead = file.tasks[0]!
  const wrong: readonly (readonly [string, Partial<typeof file.case>])[] = [
    ['closed and open', { open: true }],
    ['closed without an instant', { closedAt: null }],
    ['closed unchecked', { checkedBy: null }],
    ['checked by its handler', { checkedBy: lead.handler }],
    ['closed without saying whether on time', { onTime: null }],
    ['supervised beyond red', { supervised: 6 }],
    ['with a unit that is not there', { leadUnit: '00000000-000a-7000-8000-0000000000ff' as typeof lead.unit }],
  ]
  for (const [what, change] of wrong) {
    const kept = world.database.transaction(street, (tx) =>
      insertCase(tx, street, { ...file, case: { ...file.case, ...change } }, nobody, {}),
    )
    await expect(kept, what).rejects.toThrow(/violates/)
  }
  const moved = { ...file, deadlines: file.deadlines.map((each) => ({ ...each, dueAt: '2027-01-01T00:00:00.000Z' })) }
  await expect(world.database.transaction(street, (tx) => insertCase(tx, street, moved, nobody, {}))).rejects.toThrow(
    /violates check/,
  )
})

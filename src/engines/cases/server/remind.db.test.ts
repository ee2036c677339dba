import { afterAll, beforeAll, expect, test } from 'vitest'
import { caseTypesOf } from '#engines/cases/shared'
import { aCaseType } from '../../../../test/cases.ts'
import { aWorld, street, type World } from '../../../../test/world.ts'
import { casesHandlers } from './index.ts'
import { remindOfDue } from './remind.ts'

let world: World
beforeAll(async () => {
  world = await aWorld()
})
afterAll(() => world.drop())

test('the clockwork reminds once of what is nearly due, says so in its own name, and leaves the deadline where it is', async () => {
  const handlers = casesHandlers({
    caseTypes: caseTypesOf([aCaseType()]),
    database: world.name,
    files: { claim: async () => true },
  })
  const remind = () => remindOfDue({ database: world.database, now: () => new Date(world.now) }, handlers, street)
  const caseId = await world.aCase()
  await world.reach(caseId, 'dispatched')
  const { nextDue, nextKind } = (await world.file(caseId)).case
  expect(nextKind).toBe('dispose')
  expect(await remind()).toBe(0)

  world.now = new Date(Date.parse(nextDue!) - 1).toISOString()
  expect(await remind()).toBe(1)
  expect(await remind()).toBe(0)

  const file = await world.file(caseId)
  expect(file.records.filter((record) => record.kind === 'urge')).toMatchObject([{ by: null }])
  expect(file.acts.filter((act) => act.operation === 'cases.urge')).toMatchObject([{ actor: '系统', outcome: 'ok' }])
  expect(file.case.nextDue).toBe(nextDue)
  expect(file.case.supervised).toBe(1)
})

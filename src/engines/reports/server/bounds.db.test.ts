import { afterAll, beforeAll, expect, test } from 'vitest'
import { newId } from '#kernel/id'
import { perform, type Actor } from '#platform/operations'
import { indicators } from '#engines/indicators/shared'
import { reportRoles, reports, type Block } from '#engines/reports/shared'
import { aPerson } from '../../../../test/people.ts'
import { changshou as street } from '../../../../test/http-world.ts'
import { aReportsWorld, type ReportsWorld } from '../../../../test/reports-world.ts'

let world: ReportsWorld
beforeAll(async () => {
  world = await aReportsWorld()
})
afterAll(() => world.close())

/** Someone with a role, who works for one committee. */
function bound(role: string): Actor {
  const verbs = reportRoles.find((each) => each.id === role)!.may.map((verb) => reports[verb].name)
  const scope = { kind: 'committee', code: '310107015001' }
  return { ...aPerson('甲', [role]), scope, can: new Set([...verbs, indicators.values.name]) } as unknown as Actor
}

test('who works for one committee reads no numbers of the street before they are issued', async () => {
  const id = await world.begin(2023)
  const ask = async (role: string, verb: keyof typeof reports, input: object) => {
    const handler = world.composition.implementations.find((each) => each.operation.name === reports[verb].name)!
    const said = { street, actor: bound(role), input, command: newId() }
    const outcome = await perform({ database: world.database, now: () => new Date() }, handler, said)
    return outcome.ok ? 'ok' : outcome.error
  }
  const figures = [{ measure: 'found', form: 'value' }]
  expect(await ask('reviewer', 'figures', { year: 2023, figures })).toBe('not_whole_street')
  expect(await ask('secretary', 'offers', { template: 'annual', year: 2023 })).toBe('not_whole_street')
  expect(await ask('leader', 'comparables', { year: 2023 })).toBe('not_whole_street')
  expect(await ask('approver', 'recompute', { id })).toBe('not_whole_street')
  expect(await ask('reviewer', 'edition', { id })).toBe('edition_not_found')
})

test('a report of three thousand numbers is sealed', async () => {
  const id = await world.begin(2023, { filled: false })
  const run = (at: number, nth: number) => ({ kind: 'figure', id: `f${at}-${nth}`, measure: 'found', form: 'value' })
  await world.write(id, () =>
    Array.from(
      { length: 10 },
      (_, at) =>
        ({ kind: 'paragraph', id: `p${at}`, runs: Array.from({ length: 300 }, (__, nth) => run(at, nth)) }) as Block,
    ),
  )
  await world.seal(id)
  expect((await world.edition(id)).state).toBe('sealed')
})

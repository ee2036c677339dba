import { afterAll, beforeAll, expect, test } from 'vitest'
import { newId } from '#kernel/id'
import { findScope, homesOf, insertTies, scopesOf } from '#engines/registers'
import { aRegistersWorld, street, type RegistersWorld } from '../../../../../test/registers-world.ts'

let at: RegistersWorld
beforeAll(async () => {
  at = await aRegistersWorld()
})
afterAll(() => at.drop())

test('the homes of a scope come with their areas, who said them, and who held title on the day', async () => {
  const { compound0, building0, staircase0 } = at.entries
  const owner = at.residents[0]!
  await at.database.transaction(
    street,
    (tx) =>
    insertTies(tx, street, { now: '2026-11-20T00:00:00.000Z', by: null }, [
      { id: newId(), kind: 'owns', subject: owner.id, object: owner.home, details: {}, share: [1, 2], from: '2020-01-01', to: null, source: 'real_estate' },
      { id: newId(), kind: 'owns', subject: at.residents[1]!.id, object: owner.home, details: {}, share: [1, 2], from: '2026-06-01', to: null, source: 'real_estate' },
    ]), // prettier-ignore
  )
  const of = (kind: 'compound' | 'building' | 'staircase', entry: string, day: string) =>
    at.database.transaction(street, (tx) => homesOf(tx, street, { kind, entry }, day))
  const [all, house, stairs] = await Promise.all([
    of('compound', compound0!, '2026-11-20'),
    of('building', building0!, '2026-11-20'),
    of('staircase', staircase0!, '2026-11-20'),
  ])
  expect([all.length, house, stairs]).toEqual([8, all, all])
  expect(all[0]).toMatchObject({
    id: owner.home,
    building: '5号楼',
    room: '101',
    believed: { area: 7000, source: 'police', day: '2026-01-01' },
    said: [{ area: 7000, source: 'police', day: '2026-01-01' }],
  })
  expect(new Set(all[0]!.owners.map((each) => each.id))).toEqual(new Set([owner.id, at.residents[1]!.id]))
  const before = await of('compound', compound0!, '2026-05-31')
  expect(before[0]!.owners).toEqual([{ id: owner.id, kind: 'person', share: [1, 2] }])
  expect((await of('compound', compound0!, '2025-12-31'))[0]!.said).toEqual([])
})

test('scopes are found with the compound around them', async () => {
  const { compound0, staircase0 } = at.entries
  await at.database.transaction(street, async (tx) => {
    expect(await findScope(tx, street, staircase0!)).toMatchObject({ kind: 'staircase', compound: compound0 })
    expect(await findScope(tx, street, newId())).toBeUndefined()
    expect((await scopesOf(tx, street, { words: '梅川' })).map(({ name, homes }) => [name, homes])).toEqual([
      ['梅川苑', 8],
    ])
    expect((await scopesOf(tx, street, { within: compound0 })).map(({ kind }) => kind)).toEqual(['building'])
  })
})

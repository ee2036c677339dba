import fc from 'fast-check'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { newId } from '#kernel/id'
import { standing, type Said } from '../../shared/trust.ts'
import { keysOf, traitsOf } from '../../shared/matching/index.ts'
import { aRegisterWorld, keeper, type RegisterWorld } from '../../../../../test/registers.ts'
import { street } from '../../../../../test/world.ts'

let world: RegisterWorld
beforeEach(async () => {
  world = await aRegisterWorld()
})
afterEach(() => world.drop())

interface Row {
  readonly id: string
  readonly root: string
  readonly state: string
  readonly fields: Record<string, unknown>
  readonly origins: Record<string, unknown>
}
const rowsOf = () => world.rows<Row>('select id, root, state, fields, origins from register_entries order by id')

const rules = [
  { field: 'phone', source: 'visit', rank: 90, staleAfterDays: 400 },
  { field: '*', source: 'police', rank: 60, staleAfterDays: null },
  { field: '*', source: 'desk', rank: 50, staleAfterDays: null },
]

/** What should stand, from nothing but what was said, what was withdrawn and which merges hold. */
async function recomputed(): Promise<Row[]> {
  const said = await world.rows<Said & { entry: string }>(`select id, entry, source, observed_on::text as "observedOn",
    to_char(recorded_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "recordedAt", fields
    from register_statements where withdrawn_at is null`)
  const merges = await world.rows<{ loser: string; winner: string }>(
    'select loser, winner from register_merges where undone_at is null',
  )
  const above = new Map(merges.map(({ loser, winner }) => [loser, winner]))
  const rootOf = (id: string): string => (above.has(id) ? rootOf(above.get(id)!) : id)
  return (await rowsOf()).map(({ id, fields, origins }): Row => {
    const root = rootOf(id)
    // What a merged entry last was is kept, and counts for nothing.
    if (root !== id) return { id, root, state: 'merged', fields, origins }
    const mine = said.filter((each) => rootOf(each.entry) === id)
    if (mine.length === 0) return { id, root, state: 'withdrawn', fields, origins }
    const freshest = mine
      .map((each) => each.observedOn)
      .toSorted()
      .at(-1)!
    return {
      id,
      root,
      state: 'standing',
      ...(standing(mine, rules, freshest) as unknown as Pick<Row, 'fields' | 'origins'>),
    }
  })
}

async function keysStand(): Promise<void> {
  const kept = await world.rows<{ entry: string; key: string }>('select entry, key from register_keys')
  const should = (await rowsOf())
    .filter((row) => row.state === 'standing')
    .flatMap((row) => keysOf(traitsOf('person', row.fields)).map(({ key }) => `${row.id} ${key}`))
  expect(kept.map(({ entry, key }) => `${entry} ${key}`).toSorted()).toEqual(should.toSorted())
}

const many = 5
const who = fc.nat({ max: many - 1 })
const step = fc.oneof(
  fc.record({
    do: fc.constant('say' as const),
    who,
    source: fc.constantFrom('desk', 'police', 'visit', 'committee'),
    day: fc.constantFrom('2024-01-01', '2025-06-01', '2026-11-01'),
    fields: fc.dictionary(
      fc.constantFrom('phone', 'nation', 'education', 'name'),
      fc.constantFrom('19900000001', '19900000002'),
      { minKeys: 1 },
    ),
  }),
  fc.record({ do: fc.constant('withdraw' as const), which: fc.nat() }),
  fc.record({ do: fc.constant('merge' as const), who, other: who }),
  fc.record({ do: fc.constant('split' as const), which: fc.nat() }),
)

test('what stands is what a reckoning from nothing finds, whatever happened; and all can be undone in any order', async () => {
  for (const { field, source, rank, staleAfterDays } of rules)
    await world.rows(`insert into trust_rules (street, id, register, field, source, rank, stale_after_days, set_at)
      values ('${street}', gen_random_uuid(), 'person', '${field}', '${source}', ${rank}, ${staleAfterDays}, now())`)
  await fc.assert(
    fc.asyncProperty(
      fc.array(step, { minLength: 4, maxLength: 14 }),
      fc.infiniteStream(fc.nat()),
      async (steps, dice) => {
        await world.rows(`truncate register_entries, register_statements, register_merges, register_keys, register_finds,
        register_doubts, register_ties, care_tags, restricted_tags, register_changes cascade`)
        const people: string[] = []
        for (let n = 0; n < many; n++) people.push(await world.aResident({ name: `居民${n}`, birth: `195${n}-03-02` }))
        const beginning = await rowsOf()
        const first = new Set(
          (await world.rows<{ id: string }>('select id from register_statements')).map(({ id }) => id),
        )
        const rootOf = async (id: string) => (await rowsOf()).find((row) => row.id === id)!.root
        const later = async () =>
          (
            await world.rows<{ id: string; entry: string }>(
              'select id, entry from register_statements where withdrawn_at is null order by id',
            )
          ).filter(({ id }) => !first.has(id))
        const merges = () =>
          world.rows<{ id: string }>('select id from register_merges where undone_at is null order by id')
        const withdraw = async ({ id, entry }: { id: string; entry: string }) =>
          world.do(keeper, 'withdrawStatement', { entry: await rootOf(entry), statement: id, reason: '撤回' })
        const split = ({ id }: { id: string }) => world.do(keeper, 'split', { merge: id, reason: '撤回' })

        for (const each of steps) {
          world.wait(1)
          if (each.do === 'say') {
            const id = await rootOf(people[each.who]!)
            const { version } = await world.entryRow(id)
            await world.do(keeper, 'say', {
              id,
              version,
              fields: each.fields,
              source: each.source,
              observedOn: each.day,
            })
          } else if (each.do === 'merge') {
            const [winner, loser] = [await rootOf(people[each.who]!), await rootOf(people[each.other]!)]
            if (winner !== loser) await world.do(keeper, 'merge', { id: newId(), winner, loser, reason: '同一' })
          } else {
            const all = each.do === 'withdraw' ? await later() : await merges()
            const one = all[each.which % Math.max(all.length, 1)]
            if (one) await (each.do === 'withdraw' ? withdraw(one as never) : split(one))
          }
          expect(await rowsOf()).toEqual(await recomputed())
        }
        await keysStand()

        // Undone in an order that the dice give.
        for (;;) {
          const [said, joined] = [await later(), await merges()]
          if (said.length + joined.length === 0) break
          const at = dice.next().value! % (said.length + joined.length)
          await (at < said.length ? withdraw(said[at]!) : split(joined[at - said.length]!))
        }
        expect(await rowsOf()).toEqual(beginning)
        await keysStand()
      },
    ),
    { numRuns: 12 },
  )
})

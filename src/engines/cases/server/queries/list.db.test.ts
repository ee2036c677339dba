import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { addDays, shanghaiDate } from '#kernel/time'
import { centreMeasures, lightOf, lights, queues, sources, states, type CaseFile } from '#engines/cases/shared'
import type { Actor } from '#platform/operations'
import { everyPage, expectedOf, aWorldOf, lookers, now, type Filter } from '../../../../../test/lists.ts'
import { chen, enforcement, feng, gu, sanitation, sun, wang } from '../../../../../test/people.ts'
import { aPopulation } from '../../../../../test/population.ts'
import { propertySeed } from '../../../../../test/property-seed.ts'
import { committees, street, type World } from '../../../../../test/world.ts'
import { seenBy } from '../follow.ts'
import { canSee } from '../scope.ts'
import { linesOfCases } from './told.ts'

const people = aPopulation(160, propertySeed, now)

let world: World
beforeAll(async () => {
  world = await aWorldOf(people)
})
afterAll(() => world.drop())

const expected = (filter: Filter, actor: Actor) => expectedOf(people, filter, actor)
const pages = (actor: Actor, filter: Filter, sort: 'due' | 'newest', limit: number) =>
  everyPage(world, actor, filter, sort, limit)

const days = fc.constantFrom(...[-40, -31, -10, -3, -1, 0].map((shift) => addDays(shanghaiDate(new Date(now)), shift)))
const anyFilter: fc.Arbitrary<Filter> = fc.record(
  {
    queue: fc.constantFrom(...queues.map((queue) => queue.id)),
    measure: fc.constantFrom(...centreMeasures.map((measure) => measure.id)),
    part: fc.constantFrom('numerator', 'denominator'),
    type: fc.constantFrom('test-type', 'hotline', 'nothing'),
    state: fc.constantFrom(...Object.keys(states)),
    open: fc.boolean(),
    source: fc.constantFrom(...Object.keys(sources).slice(0, 6)),
    category: fc.constantFrom('gb2026:m:06010', 'local:m:51008'),
    committee: fc.constantFrom(...committees),
    unit: fc.constantFrom(sanitation, enforcement),
    light: fc.constantFrom(...Object.keys(lights)),
    from: days,
    to: days,
    words: fc.constantFrom(
      '垃圾',
      '垃',
      '长寿路',
      '%',
      '_',
      '\\',
      '50%',
      'a_b',
      'NIGHT',
      '😀',
      '水😀',
      '𠮷',
      '𠮷野',
      'n0001',
      '没有',
    ),
  },
  { requiredKeys: [] },
) as fc.Arbitrary<Filter>
/** A few filters at once: with all of them nothing is left to find. */
const someFilter = fc
  .tuple(
    anyFilter,
    fc.shuffledSubarray(
      [
        'queue',
        'measure',
        'part',
        'type',
        'state',
        'open',
        'source',
        'category',
        'committee',
        'unit',
        'light',
        'from',
        'to',
        'words',
      ],
      { minLength: 0, maxLength: 3 },
    ),
  )
  .map(([filter, kept]) => Object.fromEntries(Object.entries(filter).filter(([name]) => kept.includes(name))) as Filter)

test('by due or by newest, with any filter, the pages show every case once and no other', async () => {
  let found = 0
  await fc.assert(
    fc.asyncProperty(
      someFilter,
      fc.constantFrom(...lookers),
      fc.constantFrom('due' as const, 'newest' as const),
      fc.constantFrom(1, 3, 7, 50, 200),
      async (filter, actor, sort, limit) => {
        const lines = await pages(actor, filter, sort, limit === 1 ? 7 : limit)
        found += lines.length
        expect(lines.map((line) => line.id as string).toSorted()).toEqual(expected(filter, actor))
      },
    ),
    { numRuns: 120, endOnFailure: true },
  )
  expect(found).toBeGreaterThan(200)
})

test('a list is in its order: the nearest deadline first, those without one last; or the newest first', async () => {
  const due = await pages(wang, { open: true }, 'due', 11)
  expect(due.length).toBeGreaterThan(40)
  expect(due.map((line) => line.id)).toEqual(
    due
      .toSorted((a, b) =>
        (a.nextDue ?? '~') < (b.nextDue ?? '~') || (a.nextDue === b.nextDue && a.id < b.id) ? -1 : 1,
      )
      .map((line) => line.id),
  )
  const newest = await pages(wang, {}, 'newest', 11)
  expect(newest.map((line) => line.id)).toEqual(
    newest
      .toSorted((a, b) => (a.reportedAt > b.reportedAt || (a.reportedAt === b.reportedAt && a.id > b.id) ? -1 : 1))
      .map((line) => line.id),
  )
})

test('pages of one case each visit them all', async () => {
  const lines = await pages(wang, { queue: 'returned' }, 'due', 1)
  expect(lines.map((line) => line.id as string).toSorted()).toEqual(expected({ queue: 'returned' }, wang))
})

test('a place in a list that was made up, or of another order, is refused', async () => {
  const { next } = await world.do(wang, 'list', { sort: 'newest', limit: 1 })
  for (const [input, code] of [
    [{ after: 'nonsense' }, 'cursor_invalid'],
    [{ after: Buffer.from('["newest","2026-01-01T00:00:00Z","x"]').toString('base64url') }, 'cursor_invalid'],
    [{ after: Buffer.from('{}').toString('base64url') }, 'cursor_invalid'],
    [{ after: next, sort: 'due', open: true }, 'cursor_invalid'],
    [{ queue: 'nothing' }, 'queue_unknown'],
    [{ queue: 'constructor' }, 'queue_unknown'],
    [{ measure: 'nothing' }, 'measure_unknown'],
    [{ measure: 'test-type:nothing' }, 'measure_unknown'],
    [{ measure: 'nothing:large' }, 'measure_unknown'],
    [{ limit: 0 }, 'invalid_input'],
    [{ limit: 201 }, 'invalid_input'],
    [{ from: '0001-01-01' }, 'invalid_input'],
    [{ category: '\u0000' }, 'invalid_input'],
  ] as const)
    expect([input, await world.refusal(wang, 'list', input)]).toEqual([input, code])
})

test('the number on every badge is the length of the list behind it, for everyone', async () => {
  for (const actor of [...lookers, sun, chen, gu, feng]) {
    const { counts } = (await world.do(actor, 'counts')) as { counts: Record<string, number> }
    expect(Object.keys(counts).toSorted()).toEqual(
      queues
        .map((queue) => queue.id)
        .filter((id) => id in counts)
        .toSorted(),
    )
    expect(Object.keys(counts).length).toBeGreaterThan(14)
    for (const [queue, count] of Object.entries(counts))
      expect([actor.name, queue, count]).toEqual([actor.name, queue, expected({ queue }, actor).length])
  }
})

test('the lights of a list are the lights of its filters, and together the whole', async () => {
  const whole = await Promise.all(Object.keys(lights).map((light) => pages(wang, { light }, 'due', 200)))
  expect(whole.reduce((sum, lines) => sum + lines.length, 0)).toBe(people.length)
  for (const [index, light] of Object.keys(lights).entries())
    for (const line of whole[index]!) expect(lightOf(line, now)).toBe(light)
})

test('the map shows what the list of open cases shows, and its grids add up', async () => {
  for (const filter of [
    {},
    { queue: 'overdue' },
    { words: '垃圾' },
    { light: 'green' },
    { source: 'phone' },
  ] satisfies Filter[])
    for (const actor of lookers) {
      const { points, byGrid, byLight } = (await world.do(actor, 'map', filter)) as {
        points: { id: string; light: string }[]
        byLight: Record<string, number>
        byGrid: Record<string, { open: number; red: number }>
      }
      const open = people.filter((file) => expected({ ...filter, open: true }, actor).includes(file.case.id))
      const red = open.filter((file) => lightOf(file.case, now) === 'red')
      const of = (files: CaseFile[], grid: string) => files.filter((file) => (file.case.grid ?? '') === grid).length
      for (const [grid, sum] of Object.entries(byGrid))
        expect([grid, sum]).toEqual([grid, { open: of(open, grid), red: of(red, grid) }])
      expect(Object.values(byGrid).reduce((sum, each) => sum + each.open, 0)).toBe(open.length)
      for (const [light, sum] of Object.entries(byLight))
        expect([light, sum]).toEqual([light, open.filter((file) => lightOf(file.case, now) === light).length])
      expect(points.map((point) => point.id).toSorted()).toEqual(
        open
          .filter((file) => file.case.lng !== null)
          .map((file) => file.case.id as string)
          .toSorted(),
      )
      for (const point of points)
        expect(point.light).toBe(lightOf(people.find((file) => file.case.id === point.id)!.case, now))
    }
})

test('what lies in no area or with no unit has a list of its own', async () => {
  for (const [without, field] of [
    ['committee', 'committee'],
    ['grid', 'grid'],
    ['unit', 'leadUnit'],
  ] as const) {
    const bare = people.filter((file) => file.case[field] === null).map((file) => file.case.id as string)
    expect(bare.length).toBeGreaterThan(0)
    const shown = await pages(wang, { without } as Filter, 'newest', 200)
    expect(shown.map((line) => line.id as string).toSorted()).toEqual(bare.toSorted())
  }
})

test('the hours of the week share out a list, by the clock of Shanghai', async () => {
  const hourOf = (at: string) => {
    const local = new Date(Date.parse(at) + 8 * 3_600_000)
    return ((local.getUTCDay() + 6) % 7) * 24 + local.getUTCHours()
  }
  const hours = [...new Set(people.map((file) => hourOf(file.case.reportedAt)))]
  for (const hour of hours.slice(0, 12)) {
    const found = await pages(wang, { hour: String(hour) }, 'newest', 50)
    const expectedIds = people.filter((file) => hourOf(file.case.reportedAt) === hour).map((file) => file.case.id)
    expect([hour, found.map((line) => String(line.id)).toSorted()]).toEqual([hour, expectedIds.map(String).toSorted()])
  }
})

test('who may see a case, and no one else, learns that something was done to it', async () => {
  const all = people.map((file) => file.case.id as string)
  for (const actor of lookers) {
    const told = await world.database.transaction(street, (tx) => seenBy(tx, street, actor, all))
    const lines = await world.database.transaction(street, (tx) => linesOfCases(tx, street, actor, all))
    const seen = people.filter((file) => canSee(actor, file)).map((file) => file.case.id as string)
    expect([...told].toSorted()).toEqual(seen.toSorted())
    expect(lines.filter(({ opens }) => opens).map(({ id }) => id as string).toSorted()).toEqual(seen.toSorted()) // prettier-ignore
  }
})

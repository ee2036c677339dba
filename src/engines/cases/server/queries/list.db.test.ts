import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { addDays, shanghaiDate, startOfDay } from '#kernel/time'
import { and, holds, percent, type Condition } from '#model'
import {
  centreMeasures,
  findQueue,
  lightOf,
  lights,
  queues,
  sources,
  states,
  valueOf,
  type CaseFile,
  type CaseLine,
} from '#engines/cases/shared'
import type { Actor } from '#platform/operations'
import {
  aPerson,
  chen,
  enforcement,
  feng,
  gu,
  li,
  property,
  sanitation,
  sun,
  wang,
} from '../../../../../test/people.ts'
import { aPopulation, types } from '../../../../../test/population.ts'
import { aWorld, committees, street, type World } from '../../../../../test/world.ts'
import { insertCase, wordsOf } from '../cases.store.ts'
import { canSee } from '../scope.ts'

const now = '2026-12-04T03:00:00.000Z'
const seed = Date.now() % 1_000_000
const people = aPopulation(160, seed, now)
/** Who sees the whole street, a part of it, or only what is their own. */
const lookers: readonly Actor[] = [
  wang,
  aPerson('何平', ['duty', 'leader'], { scope: { kind: 'committee', code: committees[0] }, unit: property }),
  aPerson('吕强', ['duty', 'leader'], { scope: { kind: 'grid', code: 'W02' } }),
  aPerson('施洁', ['duty', 'leader'], { scope: { kind: 'unit' }, unit: sanitation, id: li.id }),
  aPerson('孔燕', ['duty', 'leader'], { scope: { kind: 'unit' } }),
]
const asked = {
  list: (actor: Actor, input: object) =>
    world.do(actor, 'list', input) as unknown as Promise<{ items: CaseLine[]; next: string | null }>,
}

let world: World
beforeAll(async () => {
  world = await aWorld(types)
  world.now = now
  await world.database.transaction(street, async (tx) => {
    for (const file of people) await insertCase(tx, street, file, { name: null, phone: null })
  })
}, 60_000)
afterAll(() => world.drop())

interface Filter {
  queue?: string
  measure?: string
  part?: 'numerator' | 'denominator'
  type?: string
  state?: string
  open?: boolean
  source?: string
  category?: string
  committee?: string
  unit?: string
  light?: string
  from?: string
  to?: string
  words?: string
}

/** What a list should hold, reckoned from the files themselves. */
function expected(filter: Filter, actor: Actor): string[] {
  const asking = { now, me: actor.id, myUnit: actor.unit }
  const is = (condition: Condition<string>, file: CaseFile) =>
    holds(condition, (field) => valueOf(file.case, field), asking)
  const measure = centreMeasures.find((each) => each.id === filter.measure)
  const found = people.filter((file) => {
    const { case: one } = file
    if (!canSee(actor, file)) return false
    if (filter.queue && !is(findQueue(filter.queue)!.where, file)) return false
    if (
      measure &&
      !is(measure.part && filter.part !== 'denominator' ? and<string>(measure.of, measure.part) : measure.of, file)
    )
      return false
    for (const [field, wanted] of [
      ['type', filter.type],
      ['state', filter.state],
      ['open', filter.open],
      ['source', filter.source],
      ['category', filter.category],
      ['committee', filter.committee],
      ['leadUnit', filter.unit],
    ] as const)
      if (wanted !== undefined && one[field] !== wanted) return false
    if (filter.light && lightOf(one, now) !== filter.light) return false
    if (filter.from && one.reportedAt < startOfDay(filter.from).toISOString()) return false
    if (filter.to && one.reportedAt >= startOfDay(addDays(filter.to, 1)).toISOString()) return false
    return !filter.words || wordsOf(one).includes(filter.words.trim().toLowerCase())
  })
  return found.map((file) => file.case.id as string).toSorted()
}

async function everyPage(actor: Actor, filter: Filter, sort: 'due' | 'newest', limit: number): Promise<CaseLine[]> {
  const lines: CaseLine[] = []
  let after: string | null = null
  for (let page = 0; page < 300; page++) {
    const { items, next } = await asked.list(actor, { ...filter, sort, limit, ...(after !== null && { after }) })
    expect(items.length).toBeLessThanOrEqual(limit)
    lines.push(...items)
    if (next === null) return lines
    after = next
  }
  throw new Error('the pages do not end')
}

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
        const lines = await everyPage(actor, filter, sort, limit === 1 ? 7 : limit)
        found += lines.length
        expect(lines.map((line) => line.id as string).toSorted()).toEqual(expected(filter, actor))
      },
    ),
    { numRuns: 120, seed, endOnFailure: true },
  )
  expect(found).toBeGreaterThan(200)
}, 60_000)

test('a list is in its order: the nearest deadline first, those without one last; or the newest first', async () => {
  const due = await everyPage(wang, { open: true }, 'due', 11)
  expect(due.length).toBeGreaterThan(40)
  expect(due.map((line) => line.id)).toEqual(
    due
      .toSorted((a, b) =>
        (a.nextDue ?? '~') < (b.nextDue ?? '~') || (a.nextDue === b.nextDue && a.id < b.id) ? -1 : 1,
      )
      .map((line) => line.id),
  )
  const newest = await everyPage(wang, {}, 'newest', 11)
  expect(newest.map((line) => line.id)).toEqual(
    newest
      .toSorted((a, b) => (a.reportedAt > b.reportedAt || (a.reportedAt === b.reportedAt && a.id > b.id) ? -1 : 1))
      .map((line) => line.id),
  )
})

test('pages of one case each visit them all', async () => {
  const lines = await everyPage(wang, { queue: 'returned' }, 'due', 1)
  expect(lines.map((line) => line.id as string).toSorted()).toEqual(expected({ queue: 'returned' }, wang))
})

test('a place in a list that was made up, or of another order, is refused', async () => {
  const { next } = await asked.list(wang, { sort: 'newest', limit: 1 })
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
  const whole = await Promise.all(Object.keys(lights).map((light) => everyPage(wang, { light }, 'due', 200)))
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
      const { points, byGrid } = (await world.do(actor, 'map', filter)) as {
        points: { id: string; light: string }[]
        byGrid: Record<string, { open: number; red: number }>
      }
      const open = people.filter((file) => expected({ ...filter, open: true }, actor).includes(file.case.id))
      const red = open.filter((file) => lightOf(file.case, now) === 'red')
      const of = (files: CaseFile[], grid: string) => files.filter((file) => (file.case.grid ?? '') === grid).length
      for (const [grid, sum] of Object.entries(byGrid))
        expect([grid, sum]).toEqual([grid, { open: of(open, grid), red: of(red, grid) }])
      expect(Object.values(byGrid).reduce((sum, each) => sum + each.open, 0)).toBe(open.length)
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
const lengthOf = async (actor: Actor, filter: Filter) => (await everyPage(actor, filter, 'newest', 200)).length

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

import fc from 'fast-check'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import {
  and,
  atLeast,
  below,
  explain,
  holds,
  is,
  isIn,
  known,
  not,
  or,
  recordsOf,
  startsWith,
  token,
  type Condition,
  type Operand,
} from '#model'
import { caseFields, lightConditions, queues, valueOf, wordsOfType } from '#engines/cases/shared'
import { anyone, type Actor } from '#platform/operations'
import { aPerson, enforcement, everyone, li, property, sanitation, wang } from '../../../../../test/people.ts'
import { aPopulation, types } from '../../../../../test/population.ts'
import { propertySeed } from '../../../../../test/property-seed.ts'
import { aWorld, committees, elsewhere, grids, street, type World } from '../../../../../test/world.ts'
import { insertCase } from '../cases.store.ts'
import { canSee, visibleTo } from '../scope.ts'
import { conditionSql, filterSql } from './filter.ts'

const now = '2026-12-04T03:00:00.000Z'
const files = aPopulation(90, propertySeed, now)

let world: World
beforeAll(async () => {
  world = await aWorld(types)
  await world.database.transaction(street, async (tx) => {
    for (const file of files) await insertCase(tx, street, file, { name: null, phone: null }, {})
  })
})
afterAll(() => world.drop())

const anyInstant = fc.oneof(
  fc.constantFrom(
    ...files
      .flatMap(({ case: found }) => [found.reportedAt, found.nextDue, found.closedAt].filter((at) => at !== null))
      .slice(0, 60),
  ),
  fc.constantFrom(token('now'), token('start_of_today'), token('end_of_today'), token('start_of_year')),
)
const anyOf = <T>(pick: (file: (typeof files)[number]['case']) => T | null) =>
  fc.constantFrom(...new Set(files.map((file) => pick(file.case)).filter((value) => value !== null)))
const compare = (field: string, value: fc.Arbitrary<Operand>) =>
  fc.tuple(value, fc.constantFrom(is, atLeast, below)).map(([operand, made]): Condition => made(field, operand))
const equal = (field: string, value: fc.Arbitrary<string>) =>
  fc.oneof(
    value.map((one): Condition => is(field, one)),
    fc.array(value, { maxLength: 3 }).map((list): Condition => isIn(field, list)),
  )
const fieldsThatMayBeOpen = [
  'committee',
  'grid',
  'leadUnit',
  'handler',
  'createdBy',
  'nextDue',
  'closedAt',
  'satisfaction',
  'onTime',
  'contactOnTime',
  'repeatGroup',
  'answers.bags',
  'answers.kind',
  'answers.nothing',
]

/** Conditions over columns of every kind, and over answers of the right kind and of a wrong one. */
const leaf: fc.Arbitrary<Condition> = fc.oneof(
  equal(
    'state',
    anyOf((found) => found.state),
  ),
  equal(
    'category',
    anyOf((found) => found.category),
  ),
  equal('committee', fc.constantFrom(...committees, 'x')),
  equal('satisfaction', fc.constantFrom('satisfied', 'mostly', 'fair')),
  fc
    .constantFrom('gb2026:m:060', 'local', '', '%', 'gb2026:m:06010x')
    .map((prefix): Condition => startsWith('category', prefix)),
  fc.constantFrom('3101070150', '_').map((prefix): Condition => startsWith('committee', prefix)),
  fc
    .tuple(fc.constantFrom('handler', 'createdBy'), fc.constantFrom<Operand>(token('me'), li.id, wang.id))
    .map(([field, who]): Condition => is(field, who)),
  fc.constantFrom<Operand>(token('my_unit'), sanitation, enforcement).map((unit): Condition => is('leadUnit', unit)),
  ...['returnedCount', 'reworkCount', 'supervised', 'extensionCount'].map((field) =>
    compare(field, fc.integer({ min: -1, max: 4 })),
  ),
  ...['open', 'parked', 'difficult', 'selfDisposed', 'onTime', 'solvedSay', 'contactOnTime'].map((field) =>
    fc.boolean().map((value): Condition => is(field, value)),
  ),
  ...['nextDue', 'nextHalf', 'nextOrange', 'reportedAt', 'closedAt', 'dispatchedAt', 'contactedAt'].map((field) =>
    compare(field, anyInstant),
  ),
  compare(
    'answers.bags',
    fc.oneof(fc.constantFrom(0, 2, 9, 10, 11, 99.5), fc.constantFrom('9', '10', '100'), fc.boolean()),
  ),
  compare('answers.kind', fc.constantFrom<Operand>('household', 'building', 'c', '', 5)),
  compare('answers.seenOn', fc.constantFrom<Operand>('2026-11-01', '2026-11-20', '2026-12', 3)),
  compare('answers.unsure', fc.constantFrom<Operand>('true', 1, '')),
  fc.boolean().map((value): Condition => is('answers.unsure', value)),
  fc
    .array(fc.oneof(fc.constantFrom(2, 9, 10), fc.constantFrom('2', '10', 'building')), { maxLength: 4 })
    .map((values): Condition => isIn('answers.bags', values)),
  fc.constantFrom('answers.kind', 'answers.bags', 'answers.nothing').map((field): Condition => startsWith(field, 'h')),
  fc.constantFrom(...fieldsThatMayBeOpen).map((field): Condition => known(field)),
)
const anyCondition = fc.letrec<{ any: Condition }>((tie) => {
  const all = fc.array(tie('any'), { maxLength: 3 })
  return {
    any: fc.oneof(
      { maxDepth: 3, withCrossShrink: true },
      leaf,
      leaf,
      all.map((each): Condition => and(...each)),
      all.map((each): Condition => or(...each)),
      tie('any').map((each): Condition => not(each)),
    ),
  }
}).any

const asker = { now, me: li.id as string | null, myUnit: sanitation as string | null }
const nobody = { now, me: null, myUnit: null }

async function inDatabase(condition: Condition, asking: typeof asker | typeof nobody): Promise<string[]> {
  return world.database.transaction(street, async (tx) => {
    const { rows } = await sql<{
      id: string
    }>`select c.id from cases c where c.street = ${street} and ${conditionSql(condition, asking)}`.execute(tx)
    return rows.map((row) => row.id).toSorted()
  })
}
const inMemory = (condition: Condition, asking: typeof asker | typeof nobody) =>
  files
    .filter((file) => holds(condition, (field) => valueOf(file.case, field), asking))
    .map((file) => file.case.id as string)
    .toSorted()

test('a condition means the same in memory and in the database, whatever is unknown or of another kind', async () => {
  let found = 0
  await fc.assert(
    fc.asyncProperty(anyCondition, fc.constantFrom(asker, nobody), async (condition, asking) => {
      const ids = await inDatabase(condition, asking)
      found += ids.length > 0 && ids.length < files.length ? 1 : 0
      expect(ids).toEqual(inMemory(condition, asking))
    }),
    { numRuns: 300, endOnFailure: false },
  )
  // Conditions that hold of all or of none would prove little.
  expect(found).toBeGreaterThan(60)
})

test('every queue, light and measure means the same in memory and in the database', async () => {
  const conditions = [
    ...queues.map((queue) => queue.where),
    ...Object.values(lightConditions),
    ...types.flatMap((type) =>
      type.measures.flatMap((measure) => [recordsOf(measure, 'numerator'), recordsOf(measure, 'denominator')]),
    ),
  ]
  for (const condition of conditions)
    for (const asking of [asker, nobody])
      expect([condition, await inDatabase(condition, asking)]).toEqual([condition, inMemory(condition, asking)])
})

test('every field of the desk can be asked for, and read aloud', async () => {
  for (const field of Object.keys(caseFields)) {
    expect([field, await inDatabase(known(field), asker)]).toEqual([field, inMemory(known(field), asker)])
    const [zh, en] = explain(not(known(field)), wordsOfType(types[0]))
    expect(zh.length * en.length).toBeGreaterThan(0)
  }
})

const scopes: fc.Arbitrary<Actor> = fc
  .tuple(
    fc.constantFrom(
      { kind: 'street' } as const,
      { kind: 'unit' } as const,
      ...[...committees, 'x'].map((code) => ({ kind: 'committee', code }) as const),
      ...[...grids, 'x'].map((code) => ({ kind: 'grid', code }) as const),
    ),
    fc.constantFrom(...everyone.map((person) => person.id), null),
    fc.constantFrom(sanitation, enforcement, property, null),
  )
  .map(([scope, id, unit]) => aPerson('某人', ['duty'], { scope, ...(id && { id }), ...(unit && { unit }) }))

test('who may see a case and which cases someone sees are one rule', async () => {
  let partly = 0
  await fc.assert(
    fc.asyncProperty(fc.oneof({ weight: 20, arbitrary: scopes }, fc.constant(anyone)), async (actor) => {
      const ids = await world.database.transaction(street, async (tx) => {
        const { rows } = await sql<{
          id: string
        }>`select c.id from cases c where c.street = ${street} and ${visibleTo(actor)}`.execute(tx)
        return rows.map((row) => row.id).toSorted()
      })
      const expected = files.filter((file) => canSee(actor, file)).map((file) => file.case.id as string)
      partly += expected.length > 0 && expected.length < files.length ? 1 : 0
      expect(ids).toEqual(expected.toSorted())
    }),
    { numRuns: 120 },
  )
  expect(partly).toBeGreaterThan(20)
})

test('no filter looks beyond the street that is set, even one that names no street', async () => {
  const all = filterSql({}, wang, now, new Map())
  if (!all.ok) throw new Error(all.error)
  const seen = await world.database.transaction(
    elsewhere,
    async (tx) => (await sql`select from cases c where ${all.value}`.execute(tx)).rows.length,
  )
  expect(seen).toBe(0)
})

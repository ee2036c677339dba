import { sql } from 'kysely'
import { newId } from '#kernel/id'
import { amount, and, atLeast, is, known, rate, weighted, type Measure } from '#model'
import { caseTypesOf, type CaseType, type ListFilter } from '#engines/cases/shared'
import { valuesOf } from '#engines/indicators'
import { indicators, measureRoles } from '#engines/indicators/shared'
import type { Tx } from '#platform/db'
import { between, type Rng } from '../src/app/demo/rng.ts'
export { makeRng, type Rng } from '../src/app/demo/rng.ts'
import { filterSql } from '../src/engines/cases/server/queries/filter.ts'
import { aCaseType } from './case-type.ts'
import { bothPhotos } from './cases.ts'
import { oneOf } from './mutations.ts'
import {
  aPerson,
  chen,
  enforcement,
  li,
  property,
  qian,
  sanitation,
  wang,
  wu,
  zheng,
  zhou,
  type Staff,
} from './people.ts'
import { address, anyone, points, street, type World } from './world.ts'

/** The type of the tests with every kind of measure, one of which was defined otherwise until the first of November. */
export function aMeasuredType(more: readonly Measure[] = []): CaseType {
  const type = aCaseType({ visit: true })
  const bagged = known('answers.bags')
  return {
    ...type,
    measures: [
      ...type.measures,
      amount('sum', 'bags', ['袋数', 'Bags'], { of: bagged, amount: { field: 'answers.bags' } }, 'reportedAt', {
        unit: 'times',
      }),
      amount(
        'median',
        'bags_median',
        ['袋数中位数', 'Median of bags'],
        { of: bagged, amount: { field: 'answers.bags' } },
        'reportedAt',
        {
          unit: 'times',
        },
      ),
      weighted(
        'content',
        ['满意度', 'Content'],
        { of: known('satisfaction'), field: 'satisfaction', weights: { satisfied: 1, mostly: 0.8, fair: 0.5 } },
        'reportedAt',
      ),
      rate('new_rule', ['新口径', 'New rule'], { part: is('open', false), of: known('dispatchedAt') }, 'reportedAt', {
        earlier: [{ until: '2026-11-18', definition: { kind: 'rate', part: atLeast('answers.bags', 10), of: bagged } }],
      }),
      rate(
        'seen',
        ['看到后结案', 'Closed after seen'],
        { part: is('state', 'closed'), of: and(bagged) },
        'answers.seenOn' as never,
      ),
      ...more,
    ] as CaseType['measures'],
  }
}

const verbs = measureRoles[0]!.may.map((verb) => indicators[verb].name)

/** Values of what must be whole. */
export async function wholeValuesOf(...[deps, tx, where, asks]: Parameters<typeof valuesOf>) {
  const values = await valuesOf(deps, tx, where, asks)
  return values.map((value) => {
    if (!value.counted) throw new Error(`${value.key} is ${value.percent}% counted`)
    return value
  })
}

/** Someone who reads figures, and lists as their scope allows. */
export function aReader(said: Parameters<typeof aPerson>[2] = {}): Staff {
  const person = aPerson('读数', ['leader'], said)
  return { ...person, can: new Set([...person.can, ...verbs]) }
}

const handlers = [li, chen, aPerson('物业', ['handler'], { unit: property })]
const units = [sanitation, enforcement, property]

/** One act at random on one of the cases, or another case; most acts are refused, and that is well. */
export async function actAtRandom(world: World, rng: Rng, ids: string[]): Promise<void> {
  if (rng() < 0.3) world.wait(oneOf(rng, [0.1, 1, 4, 9]))
  if (ids.length < 3 || rng() < 0.07) {
    const by = oneOf(rng, [wang, zhou, aPersonOf(rng)])
    // Put right on the spot: handled without ever having been dispatched.
    const onTheSpot = ids.length % 6 === 4 && { source: 'inspector', selfDisposed: true, photos: bothPhotos }
    ids.push(
      await world.aCase(
        {
          source: oneOf(rng, ['phone', 'inspector']),
          category: oneOf(rng, ['gb2026:m:06010', 'gb2026:m:06012', 'local:m:51008']),
          ...oneOf(rng, [{}, { addressId: address }, points.W01, points.W02, points.nowhere]),
          answers: oneOf(rng, [
            {},
            { bags: between(rng, 0, 30), kind: oneOf(rng, ['household', 'building']) },
            { seenOn: '2026-11-03', bags: 3 },
          ]),
          ...onTheSpot,
        },
        by,
      ),
    )
    return
  }
  const caseId = oneOf(rng, ids)
  const file = await world.file(caseId)
  const waiting = file.tasks.filter((each) => each.state === 'dispatched' || each.state === 'signed')
  const task = oneOf(rng, waiting.length > 0 ? waiting : [...file.tasks, undefined])
  const handler = handlers.find((each) => each.unit === task?.unit) ?? oneOf(rng, handlers)
  const record = oneOf(rng, [...file.records, undefined])
  const taskId = task?.id ?? newId()
  const usual: Readonly<Record<string, () => Promise<unknown>>> = {
    reported: () => world.ask(wang, 'accept', { caseId }),
    verifying: () => world.ask(wang, 'verify', { caseId, passed: rng() < 0.7, note: '核实' }),
    accepted: () => world.ask(wang, 'register', { caseId }),
    registered: () =>
      world.ask(wang, 'dispatch', { caseId, unit: oneOf(rng, units), assist: oneOf(rng, [[], [property]]) }),
    dispatched: () => world.ask(handler, 'sign', { caseId, taskId }),
    disposing: () => world.ask(handler, 'feedback', { caseId, taskId, text: '已清理' }),
    checking: () => world.ask(qian, 'check', { caseId, passed: rng() < 0.7, reason: '未清理干净' }),
    visiting: () =>
      world.ask(wu, 'visit', {
        caseId,
        reached: rng() < 0.8,
        contacted: true,
        solved: rng() < 0.8,
        satisfaction: oneOf(rng, ['satisfied', 'mostly', 'fair', 'dissatisfied', null]),
        reason: '说明',
        next: oneOf(rng, ['close', 'rework']),
      }),
  }
  const next = usual[file.case.state]
  if (next && rng() < 0.7) return void (await next())
  const acts: readonly (() => Promise<unknown>)[] = [
    () => world.ask(wang, 'reject', { caseId, reason: '不属本街道' }),
    () => world.ask(zheng, 'void', { caseId, reason: '重复登记' }),
    () =>
      world.ask(handler, 'returnOrder', {
        caseId,
        taskId,
        reason: oneOf(rng, ['not_ours', 'unclear_place']),
        note: '非职责',
      }),
    () => world.ask(handler, 'applyExtension', { caseId, reason: '雨', until: '2026-12-02' }),
    () => world.ask(handler, 'applyParking', { caseId, reason: 'ownership', note: '权属', reviewOn: '2026-12-20' }),
    () => world.ask(zheng, 'decide', { caseId, recordId: record?.id ?? newId(), approved: rng() < 0.7 }),
    () => world.ask(zheng, 'unpark', { caseId, note: '恢复' }),
    () => world.ask(zheng, 'reopen', { caseId, reason: '复发' }),
    () => world.ask(zheng, 'addUnit', { caseId, unit: oneOf(rng, units) }),
    () => world.ask(wang, 'link', { caseId, to: oneOf(rng, ids) }),
    () => world.ask(wang, 'unlink', { caseId }),
    () => world.ask(wang, 'amend', { caseId, category: oneOf(rng, ['gb2026:m:06010', 'gb2026:m:06012']) }),
    () => world.ask(wang, 'amend', { caseId, ...oneOf(rng, [points.W01, points.W02]), place: '改到别处' }),
    () => world.ask(wang, 'amend', { caseId, answers: { bags: between(rng, 0, 30) } }),
    () =>
      world.ask(anyone, 'rate', {
        followCode: file.case.followCode,
        solved: rng() < 0.5,
        satisfaction: oneOf(rng, ['satisfied', 'dissatisfied']),
      }),
  ]
  await oneOf(rng, acts)()
}

const aPersonOf = (rng: Rng) => (rng() < 0.5 ? wang : zhou)

/** Many lists counted at one moment, as the asker sees them. */
export async function countLists(
  world: World,
  tx: Tx,
  by: Staff,
  filters: readonly ListFilter[],
  types: readonly CaseType[],
): Promise<number[]> {
  const known = caseTypesOf(types)
  const counts = filters.map((filter) => {
    const where = filterSql(filter, by, world.now, known)
    if (!where.ok) throw new Error(where.error)
    return sql`(select count(*) from cases c where c.street = ${street} and ${where.value})`
  })
  const { rows } = await sql<{ counts: number[] }>`select array[${sql.join(counts)}]::bigint[] as counts`.execute(tx)
  return rows[0]!.counts.map(Number)
}

/** Everything read within it is of one moment. */
export async function atOneMoment<T>(world: World, run: (tx: Tx) => Promise<T>): Promise<T> {
  return await world.database.kysely
    .transaction()
    .setIsolationLevel('repeatable read')
    .execute(async (tx) => {
      await sql`select set_config('app.street', ${street}, true)`.execute(tx)
      return run(tx)
    })
}

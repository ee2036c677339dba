import { afterEach, beforeEach, expect, test } from 'vitest'
import { newId } from '#kernel/id'
import { aCaseType } from '../../../../../test/cases.ts'
import {
  aPerson,
  chen,
  enforcement,
  li,
  property,
  qian,
  sanitation,
  sun,
  wang,
  zheng,
} from '../../../../../test/people.ts'
import { address, aWorld, committees, points, type World } from '../../../../../test/world.ts'

let world: World
beforeEach(async () => {
  world = await aWorld([aCaseType({ children: 'lead' }), aCaseType({ id: 'other' })])
})
afterEach(() => world.drop())

type Task = {
  id: string
  taskId: string
  taskState: string
  role: string
  taskDue: string | null
  contactNeeded: boolean
}
const tasksOf = async (person: typeof li) => ((await world.do(person, 'myTasks')) as { items: Task[] }).items

test('a task is its unit’s until someone signs it, then that person’s, until it is fed back', async () => {
  const caseId = await world.aCase()
  await world.reach(caseId, 'registered')
  await world.do(wang, 'dispatch', { caseId, unit: sanitation, assist: [enforcement] })
  for (const person of [li, sun])
    expect((await tasksOf(person)).map((task) => [task.id, task.role, task.taskState])).toEqual([
      [caseId, 'lead', 'dispatched'],
    ])
  expect((await tasksOf(chen)).map((task) => task.role)).toEqual(['assist'])
  const [own] = await tasksOf(li)
  expect(own!.taskDue).toBe('2026-11-16T07:00:00.000Z')
  await world.do(li, 'sign', { caseId, taskId: own!.taskId })
  expect(await tasksOf(sun)).toEqual([])
  await world.do(li, 'feedback', { caseId, taskId: own!.taskId, text: '已清理' })
  expect(await tasksOf(li)).toEqual([])
  // The assisting unit may still come, until the case is closed.
  expect(await tasksOf(chen)).toHaveLength(1)
  await world.do(qian, 'check', { caseId, passed: true })
  expect(await tasksOf(chen)).toEqual([])
  expect(await tasksOf(aPerson('无单位', ['handler']))).toEqual([])
})

test('the advice names the rule, why, and what the others would have done', async () => {
  const caseId = await world.aCase({ answers: { bags: 12 } })
  expect(await world.do(wang, 'route', { caseId })).toEqual({
    chosen: {
      rule: 'many',
      label: ['量大：执法队', 'Many: enforcement'],
      why: ['袋数不早于（不少于）10', 'Bags is at least 10'],
      unit: enforcement,
      assist: [],
    },
    rules: [
      {
        rule: 'many',
        label: ['量大：执法队', 'Many: enforcement'],
        why: ['袋数不早于（不少于）10', 'Bags is at least 10'],
        matched: true,
        unit: enforcement,
      },
      {
        rule: 'rest',
        label: ['其余：环卫', 'The rest: sanitation'],
        why: ['任何情况', 'always'],
        matched: true,
        unit: sanitation,
      },
    ],
  })
})

test('coverage counts each case once, at the rule that would have sent it', async () => {
  for (const [bags, unit] of [
    [12, enforcement],
    [12, sanitation],
    [1, sanitation],
    [2, null],
  ] as const) {
    const caseId = await world.aCase({ answers: { bags } })
    await world.reach(caseId, 'registered')
    if (unit) await world.do(wang, 'dispatch', { caseId, unit })
  }
  const coverage = (said: object) => world.do(zheng, 'routingCoverage', { type: 'test-type', ...said })
  expect(await coverage({})).toMatchObject({
    total: 4,
    uncovered: 0,
    rules: [
      { id: 'many', matched: 2, agreed: 1 },
      { id: 'rest', matched: 2, agreed: 1 },
    ],
  })
  expect(await coverage({ to: '2026-11-15' })).toMatchObject({ total: 0 })
  expect(await world.refusal(zheng, 'routingCoverage', { type: 'constructor' })).toBe('type_unknown')
})

interface Found {
  id: string
  distance: number | null
  why: string[]
}
const alike = async (said: object) => ((await world.do(wang, 'duplicates', said)) as { items: Found[] }).items

test('likely duplicates: the same matter near, the same address, the same caller, within the window', async () => {
  const category = 'gb2026:m:06010'
  const here = await world.aCase({ addressId: address, callerPhone: '19900008000' })
  const near = await world.aCase({ lng: 121.4353, lat: 31.245 })
  const far = await world.aCase({ lng: 121.4365, lat: 31.245 })
  const beyond = await world.aCase({ ...points.W02 })
  const otherMatter = await world.aCase({ lng: 121.4351, lat: 31.245, category: 'gb2026:m:06012' })
  const voided = await world.aCase({ addressId: address })
  await world.do(zheng, 'void', { caseId: voided, reason: '测试件' })
  const found = await alike({ category, addressId: address, ...points.W01 })
  expect(Object.fromEntries(found.map((each) => [each.id, each.why]))).toEqual({
    [here]: ['same_address', 'near', 'same_matter'],
    [near]: ['near', 'same_matter'],
    [far]: ['far', 'same_matter'],
  })
  expect(found[0]!.id).toBe(here)
  expect(found.find((each) => each.id === near)!.distance).toBeGreaterThan(20)
  expect(found.find((each) => each.id === near)!.distance).toBeLessThan(35)
  expect((await alike({ category, callerPhone: '19900008000' })).map((each) => [each.id, each.why])).toEqual([
    [here, ['same_matter', 'same_caller']],
  ])
  expect((await alike({ category, ...points.W02, except: beyond })).map((each) => each.id)).toEqual([])
  expect((await alike({ addressId: address })).map((each) => each.id)).toEqual([here])
  expect(await alike({ category })).toEqual([])
  expect(found.map((each) => each.id)).not.toContain(otherMatter)
  // Both radii and the window are parameters.
  await world.do(zheng, 'setParameter', {
    key: 'cases.duplicate.far',
    from: '2026-01-01',
    value: 60,
    unit: 'METRE',
    basis: '试',
    confidence: 'likely',
  })
  expect((await alike({ category, ...points.W01 })).map((each) => each.id).toSorted()).toEqual([here, near].toSorted())
  world.wait(31 * 24)
  expect(await alike({ category, addressId: address, ...points.W01, callerPhone: '19900008000' })).toEqual([])
})

test('duplicates are shown only to who may see them, the same caller’s too', async () => {
  await world.aCase({ addressId: address, callerPhone: '19900008000' })
  const elsewhere = aPerson('别处', ['duty'], { scope: { kind: 'committee', code: committees[1] }, unit: property })
  expect(
    await world.do(elsewhere, 'duplicates', {
      category: 'gb2026:m:06010',
      addressId: address,
      callerPhone: '19900008000',
    }),
  ).toEqual({ items: [] })
})

test('an unknown case has no file, no advice and no caller', async () => {
  for (const verb of ['get', 'route', 'accept'])
    expect([verb, await world.refusal(wang, verb, { caseId: newId() })]).toEqual([verb, 'case_not_found'])
})

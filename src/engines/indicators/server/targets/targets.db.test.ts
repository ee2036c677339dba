import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { newId } from '#kernel/id'
import { shanghaiDate } from '#kernel/time'
import { onOwner } from '../../../../../test/db.ts'
import { enforcement, safety, sanitation } from '../../../../../test/people.ts'
import {
  aPlanner,
  aTarget,
  aTargetWorld,
  enforcer,
  head,
  otherSweeper,
  planner,
  secondPlanner,
  sweeper,
  type TargetWorld,
} from '../../../../../test/targets.ts'
import { street } from '../../../../../test/world.ts'
import { verifyMeasures } from '../measures/verify.ts'

let at: TargetWorld
beforeAll(async () => {
  at = await aTargetWorld()
})
afterAll(() => at.world.drop())

const first = async (bookId: string) => (await at.book(bookId)).targets[0]!

test('a book goes from draft by approval to issue, and tells what it is then', async () => {
  const target = aTarget({ milestones: [{ id: newId(), title: '完成半数', due: '2026-06-30', weight: 1 }] })
  const bookId = await at.aBook([target], 'draft')
  expect((await at.book(bookId)).problems).toEqual([])
  expect(await at.refusal(planner, 'issueBook', { bookId, documentNo: '一号', on: '2026-11-16' })).toBe(
    'wrong_book_state',
  )
  await at.do(planner, 'submitBook', { bookId })
  expect(await at.refusal(planner, 'saveTarget', { bookId, target })).toBe('wrong_book_state')
  await at.do(head, 'returnBook', { bookId, note: '补充节点' })
  expect((await at.book(bookId)).book.returnedNote).toBe('补充节点')
  await at.do(planner, 'saveTarget', { bookId, target: { ...target, title: '加装电梯' } })
  await at.do(planner, 'submitBook', { bookId })
  await at.do(head, 'approveBook', { bookId })
  await at.do(planner, 'issueBook', { bookId, documentNo: '测街办〔2026〕1 号', on: '2026-11-16' })
  const { book, targets, standing } = await at.book(bookId)
  expect(book).toMatchObject({ state: 'issued', documentNo: '测街办〔2026〕1 号', approvedBy: head.id })
  expect(targets[0]).toMatchObject({ title: '加装电梯', no: 1, issuedWeight: 10_000, issuedDeadline: '2026-12-31' })
  expect(standing).toMatchObject({ rate: '0.00', light: 'red' })
})

test('who drew a book up may not approve it, in the decision and in the table', async () => {
  const both = { ...planner, can: new Set([...planner.can, ...head.can]) }
  const bookId = await at.aBook([aTarget()], 'submitted')
  expect(await at.refusal(both, 'approveBook', { bookId })).toBe('approver_drew_it_up')
  expect((await at.book(bookId, both)).acts).toContainEqual({ verb: 'approveBook', refusal: 'approver_drew_it_up' })
  await expect(
    onOwner(
      at.world,
      `update target_books set state = 'approved', approved_at = now(), approved_by = '${planner.id}' where id = '${bookId}'`,
    ),
  ).rejects.toThrow(/check constraint/)
})

test('what a book lacks is told in sentences, and it is not submitted before', async () => {
  const bookId = await at.aBook([aTarget({ weight: 4000, leadUnit: null, deadline: '2027-01-31' })], 'draft')
  const { problems, acts } = await at.book(bookId)
  expect(problems.map((each) => each.say[0])).toEqual([
    '各任务分值合计 40 分，应为 100 分。',
    '“既有多层住宅加装电梯”没有牵头部门。',
    '“既有多层住宅加装电梯”完成时限 2027-01-31 不在 2026 年内。',
  ])
  expect(acts).toContainEqual({ verb: 'submitBook', refusal: 'book_has_problems' })
  expect(await at.refusal(planner, 'submitBook', { bookId })).toBe('book_has_problems')
  expect(await at.refusal(planner, 'saveTarget', { bookId, target: aTarget({ leadUnit: newId() as never }) })).toBe(
    'unit_unknown',
  )
  const unknown = aTarget({ goals: [{ id: newId(), label: '结案率', unit: '%', own: '98', measure: 'no_such' }] })
  expect(await at.refusal(planner, 'saveTarget', { bookId, target: unknown })).toBe('measure_unknown')
})

test('once issued nothing changes but by a sheet that another approves, and the sheet stays', async () => {
  const bookId = await at.aBook([aTarget()])
  const { id, goals } = await first(bookId)
  const goal = goals[0]!.id
  expect(await at.refusal(planner, 'dropTarget', { bookId, targetId: id })).toBe('wrong_book_state')
  for (const statement of [
    `update target_goals set own = '70' where id = '${goal}'`,
    `update targets set deadline = '2027-12-31' where id = '${id}'`,
  ])
    await expect(onOwner(at.world, statement)).rejects.toThrow(/check constraint/)
  const sheetId = newId()
  await at.do(planner, 'askAdjustment', {
    bookId,
    sheetId,
    reason: '三个小区居民未达成一致',
    changes: [
      { kind: 'goal', id: goal, field: 'own', to: '70' },
      { kind: 'target', id, field: 'deadline', to: '2026-12-20' },
    ],
  })
  const both = { ...planner, can: new Set([...planner.can, ...head.can]) }
  expect(await at.refusal(both, 'decideAdjustment', { sheetId, approved: true })).toBe('approver_is_asker')
  expect((await first(bookId)).goals[0]!.own).toBe('100')
  expect(await at.refusal(head, 'decideAdjustment', { sheetId, approved: false })).toBe('reason_needed')
  await at.do(head, 'decideAdjustment', { sheetId, approved: true })
  const { book, sheets, targets } = await at.book(bookId)
  expect(book.state).toBe('adjusted')
  expect(targets[0]).toMatchObject({ adjusted: true, deadline: '2026-12-20', issuedDeadline: '2026-12-31' })
  expect(targets[0]!.goals[0]).toMatchObject({ own: '70', issuedOwn: '100', district: '80' })
  expect(sheets[0]).toMatchObject({
    no: 1,
    reason: '三个小区居民未达成一致',
    state: 'approved',
    changes: [
      { of: '签约', field: 'own', from: '100', to: '70' },
      { field: 'deadline', from: '2026-12-31', to: '2026-12-20' },
    ],
  })
  // The serving role cannot take a sheet away, nor what was issued.
  const asApp = (statement: string) => at.world.database.transaction(street, (tx) => sql.raw(statement).execute(tx))
  await expect(asApp(`delete from target_sheets`)).rejects.toThrow('permission denied')
  await asApp(`delete from targets where id = '${id}'`)
  expect((await at.book(bookId)).targets).toHaveLength(1)
})

test('over which days a goal is counted is changed by a sheet as well, and counted so from then on', async () => {
  const bookId = await at.aBook([aTarget()])
  const goal = (await first(bookId)).goals[0]!.id
  const asked = (to: unknown) => ({
    bookId,
    sheetId: newId(),
    reason: '区里改为按季度考核',
    changes: [{ kind: 'goal', id: goal, field: 'period', to }],
  })
  expect(await at.refusal(planner, 'askAdjustment', asked('fortnight'))).toBe('adjustment_invalid')
  expect(await at.refusal(planner, 'askAdjustment', asked('year'))).toBe('nothing_adjusted')
  const sheet = asked('quarter')
  await at.do(planner, 'askAdjustment', sheet)
  await at.do(head, 'decideAdjustment', { sheetId: sheet.sheetId, approved: true })
  const { sheets } = await at.book(bookId)
  expect(sheets[0]!.changes).toMatchObject([{ of: '签约', field: 'period', from: 'year', to: 'quarter' }])
  expect((await first(bookId)).goals[0]).toMatchObject({
    over: 'quarter',
    period: { from: '2026-10-01', to: at.world.now.slice(0, 10) },
  })
})

test('of two who change the same at once the second is told, and loses nothing of the first', async () => {
  const bookId = await at.aBook([aTarget()])
  const goal = (await first(bookId)).goals[0]!.id
  const sheets = [newId(), newId()]
  for (const [index, sheetId] of sheets.entries())
    await at.do(index === 0 ? planner : secondPlanner, 'askAdjustment', {
      bookId,
      sheetId,
      reason: '调整',
      changes: [{ kind: 'goal', id: goal, field: 'own', to: index === 0 ? '90' : '95' }],
    })
  const decided = await Promise.all(
    sheets.map((sheetId) => at.ask(head, 'decideAdjustment', { sheetId, approved: true })),
  )
  expect(decided.map((each) => (each.ok ? 'ok' : each.error)).toSorted()).toEqual(['adjustment_stale', 'ok'])
  const draft = await at.aBook([], 'draft')
  await Promise.all(
    Array.from({ length: 6 }, (_, index) =>
      at.do(index % 2 ? planner : secondPlanner, 'saveTarget', {
        bookId: draft,
        target: aTarget({ title: `任务 ${index}` }),
      }),
    ),
  )
  const { targets, book } = await at.book(draft)
  expect(targets.map((target) => target.no)).toEqual([1, 2, 3, 4, 5, 6])
  expect(book.version).toBe(7)
})

test('progress counts once someone else confirmed it; a blocker is seen at once', async () => {
  const bookId = await at.aBook([aTarget({ assisting: [enforcement] })])
  const { id, goals } = await first(bookId)
  const report = { reportId: newId(), targetId: id, goalId: goals[0]!.id, upTo: '2026-10-31', value: '80' }
  expect(await at.refusal(aStranger(), 'reportProgress', report)).toBe('not_your_target')
  expect(await at.refusal(sweeper, 'reportProgress', { ...report, value: null })).toBe('value_needed')
  expect(await at.refusal(sweeper, 'reportProgress', { ...report, upTo: '2026-12-01' })).toBe('day_not_of_book')
  await at.do(sweeper, 'reportProgress', { ...report, blocker: '管线迁改未完成', blockedBy: '区电力公司' })
  expect((await first(bookId)).standing.rate).toBe('0.00')
  expect((await first(bookId)).blocked).toMatchObject({ blocker: '管线迁改未完成', by: '区电力公司' })
  const reviewing = { ...sweeper, can: new Set([...sweeper.can, ...planner.can]) }
  expect(await at.refusal(reviewing, 'reviewProgress', { reportId: report.reportId, confirmed: true })).toBe(
    'reviewer_is_reporter',
  )
  await at.do(planner, 'reviewProgress', { reportId: report.reportId, confirmed: true })
  const target = await first(bookId)
  expect(target.standing.rate).toBe('80.00')
  expect(target.goals[0]).toMatchObject({
    value: '80',
    rateOwn: '80.00',
    rateDistrict: '100.00',
    reportedUpTo: '2026-10-31',
  })
  expect(target.goals[0]!.forecast!.method[0]).toBe('按已过工作日等比推算')
  expect((await at.target(id)).reports[0]).toMatchObject({ state: 'confirmed', reviewedBy: planner.id })
})

const aStranger = () => ({ ...enforcer, unit: safety })

test('milestones make the rate of their target, and the plan rises with their days', async () => {
  const [one, two, three] = [newId(), newId(), newId()]
  const bookId = await at.aBook([
    aTarget({
      kind: 'milestones',
      goals: [],
      milestones: [
        { id: one, title: '方案', due: '2026-03-31', weight: 1 },
        { id: two, title: '开工', due: '2026-06-30', weight: 2 },
        { id: three, title: '竣工', due: '2026-12-20', weight: 1 },
      ],
    }),
  ])
  await at.do(sweeper, 'completeMilestone', { milestoneId: one, on: '2026-03-20', evidence: '会议纪要' })
  expect(await at.refusal(sweeper, 'completeMilestone', { milestoneId: one, on: '2026-03-20', evidence: '再次' })).toBe(
    'already_done',
  )
  expect((await first(bookId)).standing).toMatchObject({ rate: '25.00', planned: '75.00', light: 'red' })
  await at.do(sweeper, 'completeMilestone', { milestoneId: two, on: '2026-06-30', evidence: '开工照片' })
  expect((await first(bookId)).standing).toMatchObject({ rate: '75.00', planned: '75.00', light: 'green' })
  const { course } = await at.book(bookId)
  expect(course.find(({ on }) => on === '2026-05-31')).toMatchObject({ planned: '25.00', rate: '25.00' })
  expect(course.at(-1)).toMatchObject({ on: '2026-12-31', planned: '100.00', rate: null })
  const today = shanghaiDate(new Date(at.world.now))
  const parameter = { key: 'light.due_soon', from: today, value: 60, basis: '街道办公会', confidence: 'sure' }
  // Lights of days gone by were told.
  const decided = (more: object) => at.refusal(planner, 'setTargetParameter', { ...parameter, ...more })
  expect(await decided({ from: '2026-11-01' })).toBe('parameter_decided')
  await at.do(planner, 'setTargetParameter', parameter)
  expect(await decided({ value: 61 })).toBe('parameter_decided')
  expect(await decided({ from: '2027-01-01' })).toBeNull()
  expect(await decided({ from: '2027-01-01', value: 61 })).toBeNull()
  expect((await first(bookId)).standing.light).toBe('yellow')
})

test('an order is verified by who did not answer, sent back when it does not hold, and closed', async () => {
  const bookId = await at.aBook([aTarget()])
  const { id } = await first(bookId)
  const orderId = newId()
  const order = { orderId, targetId: id, unit: sanitation, demand: '十日内说明滞后原因', due: '2026-11-26' }
  expect(await at.refusal(planner, 'orderTarget', { ...order, unit: safety })).toBe('unit_not_of_target')
  await at.do(planner, 'orderTarget', order)
  expect(await at.refusal(enforcer, 'answerOrder', { orderId, answer: '已办' })).toBe('not_your_order')
  await at.do(sweeper, 'answerOrder', { orderId, answer: '已协调' })
  const both = { ...sweeper, can: new Set([...sweeper.can, ...planner.can]) }
  expect(await at.refusal(both, 'verifyOrder', { orderId, passed: true, note: '属实' })).toBe('verifier_answered')
  await at.do(planner, 'verifyOrder', { orderId, passed: false, note: '现场未见' })
  await at.do(otherSweeper, 'answerOrder', { orderId, answer: '已开工' })
  await at.do(planner, 'verifyOrder', { orderId, passed: true, note: '现场查看属实' })
  expect(await at.refusal(both, 'closeOrder', { orderId })).toBe('verifier_answered')
  await at.do(planner, 'closeOrder', { orderId })
  const { orders } = await at.book(bookId)
  expect(orders[0]!.state).toBe('closed')
  expect(orders[0]!.steps.map((step) => step.kind)).toEqual([
    'ordered',
    'answered',
    'sent_back',
    'answered',
    'verified',
    'closed',
  ])
})

test('a bound goal is what the cases count, is never typed, and opens what it was read from', async () => {
  const key = at.world.measures.measures[0]!.key
  const bookId = await at.aBook([
    aTarget({ goals: [{ id: newId(), label: '发现', unit: '件', measure: key, own: '4' }] }),
  ])
  const { id, goals } = await first(bookId)
  const report = { reportId: newId(), targetId: id, goalId: goals[0]!.id, upTo: '2026-11-01', value: '3' }
  expect(await at.refusal(sweeper, 'reportProgress', report)).toBe('goal_is_measured')
  const before = Number((await first(bookId)).goals[0]!.value)
  await at.world.aCase()
  const { value, counted, rateOwn } = (await first(bookId)).goals[0]!
  expect([Number(value), counted!.numerator]).toEqual([before + 1, before + 1])
  expect(rateOwn).toBe(((before + 1) * 25).toFixed(2))
})

test('a bound goal is counted over its own days: the assessment year ends in October, a month when it is over', async () => {
  const key = 'found'
  const bookId = await at.aBook([
    aTarget({
      goals: (['year', 'assessment', 'quarter', 'month', 'week'] as const).map((period) => ({
        id: newId(),
        label: period,
        unit: '件',
        measure: key,
        own: '4',
        period,
      })),
    }),
  ])
  const [october, lastYear] = [await at.world.aCase(), await at.world.aCase()]
  await at.world.aCase()
  await onOwner(
    at.world,
    `update cases set reported_at = '2026-10-20T02:00:00Z' where id = '${october}'; update cases set reported_at = '2025-11-20T02:00:00Z' where id = '${lastYear}'`,
  )
  await verifyMeasures(at.world.database, at.world.measures, street, { repair: true })
  const { goals } = (await at.book(bookId)).targets[0]!
  const found = await at.world.rows<{ day: string }>(
    `select (reported_at + interval '8 hours')::date::text as day from cases where street = '${street}' and state not in ('voided', 'rejected')`,
  )
  for (const goal of goals)
    expect(goal.value, goal.over).toBe(
      String(found.filter(({ day }) => day >= goal.period.from && day <= goal.period.to).length),
    )
  const [year, assessment, quarter, month] = goals
  expect(assessment!.period).toEqual({ from: '2025-11-01', to: '2026-10-31' })
  expect(assessment!.planned).toBe('100.00')
  expect(assessment!.forecast?.value).toBe(assessment!.value)
  expect(Number(month!.value)).toBeLessThan(Number(quarter!.value))
  expect(Number(quarter!.value)).toBeLessThanOrEqual(Number(year!.value))
  expect(month!.period.from).toBe('2026-11-01')
})

test('who works for one unit sees its own targets, and no draft', async () => {
  const draft = await at.aBook([aTarget()], 'draft')
  for (const by of [sweeper, aPlanner('分管', 'leader'), aPlanner('秘书', 'secretary')]) {
    expect(await at.refusal(by, 'book', { bookId: draft })).toBe('book_not_found')
    expect(await at.do(by, 'books')).not.toMatchObject({ items: expect.arrayContaining([expect.objectContaining({ id: draft })]) }) // prettier-ignore
  }
  expect((await at.book(draft, head)).targets).toHaveLength(1)
  const bookId = await at.aBook([
    aTarget({ weight: 5000 }),
    aTarget({ title: '执法', leadUnit: enforcement, weight: 5000 }),
  ])
  expect((await at.book(bookId, sweeper)).targets.map((target) => target.title)).toEqual(['既有多层住宅加装电梯'])
  const other = (await at.book(bookId)).targets[1]!.id
  expect(await at.refusal(sweeper, 'target', { targetId: other })).toBe('target_not_found')
})

test('what was reported, ordered or asked is not written over under its id', async () => {
  const bookId = await at.aBook([aTarget()])
  const { id, goals } = await first(bookId)
  const report = { reportId: newId(), targetId: id, goalId: goals[0]!.id, upTo: '2026-10-31', value: '80' }
  await at.do(sweeper, 'reportProgress', report)
  await at.do(planner, 'reviewProgress', { reportId: report.reportId, confirmed: true })
  const order = { orderId: newId(), targetId: id, unit: sanitation, demand: '十日内说明滞后原因', due: '2026-11-26' }
  await at.do(planner, 'orderTarget', order)
  await at.do(sweeper, 'answerOrder', { orderId: order.orderId, answer: '已协调' })
  const change = { kind: 'goal', id: goals[0]!.id, field: 'own', to: '70' }
  const sheet = { bookId, sheetId: newId(), reason: '未达成一致', changes: [change] }
  await at.do(planner, 'askAdjustment', sheet)
  await at.do(head, 'decideAdjustment', { sheetId: sheet.sheetId, approved: true })
  const [before, { reports }] = [await at.book(bookId), await at.target(id)]
  const again = { ...sheet, reason: '改写', changes: [{ ...change, to: '1' }] }
  expect(await at.refusal(sweeper, 'reportProgress', { ...report, value: '99' })).toBe('id_of_another')
  expect(await at.refusal(head, 'orderTarget', { ...order, demand: '改写' })).toBe('id_of_another')
  expect(await at.refusal(planner, 'askAdjustment', again)).toBe('id_of_another')
  expect(await at.book(bookId)).toEqual(before)
  expect((await at.target(id)).reports).toEqual(reports)
})

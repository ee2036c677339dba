import { afterEach, beforeEach, expect, test } from 'vitest'
import { newId } from '#kernel/id'
import { aCaseType } from '../../../../../test/cases.ts'
import {
  aPerson,
  chen,
  enforcement,
  gu,
  li,
  qian,
  sanitation,
  sun,
  wang,
  wu,
  zheng,
  zhou,
} from '../../../../../test/people.ts'
import { address, aWorld, committees, elsewhere, street, type World } from '../../../../../test/world.ts'

let world: World
beforeEach(async () => {
  world = await aWorld([
    aCaseType(),
    aCaseType({ id: 'with-photos', proof: 'after' }),
    aCaseType({ id: 'self', proof: 'none' }),
    aCaseType({ id: 'hotline', contact: true, answer: true, visit: true }),
  ])
})
afterEach(() => world.drop())

const leadOf = async (caseId: string) => (await world.file(caseId)).tasks.find((task) => task.role === 'lead')!.id
const outcomes = async () =>
  (await world.rows<{ line: string }>(`select operation || ' ' || outcome as line from acts order by at, id`)).map(
    (row) => row.line,
  )

test('from the call to the closed case: every act is written, every promise kept', async () => {
  const caseId = await world.aCase({ callerName: '张女士', callerPhone: '19900008000', addressId: address })
  for (const state of ['accepted', 'registered', 'dispatched', 'disposing', 'checking', 'closed'] as const) {
    world.wait(0.05)
    await world.reach(caseId, state)
  }
  const file = await world.file(caseId)
  expect(file.case).toMatchObject({
    state: 'closed',
    open: false,
    onTime: true,
    checkedBy: qian.id,
    handler: li.id,
    createdBy: wang.id,
    leadUnit: sanitation,
    committee: committees[0],
    grid: 'W01',
    number: `20261116${street}D00001`,
  })
  expect(file.caller).toEqual({ name: '张*', phone: '199****8000' })
  expect(file.acts.map((act) => [act.operation, act.actor])).toEqual([
    ['cases.create', '王海燕'],
    ['cases.accept', '王海燕'],
    ['cases.register', '王海燕'],
    ['cases.dispatch', '王海燕'],
    ['cases.sign', '李志强'],
    ['cases.feedback', '李志强'],
    ['cases.check', '钱勇'],
  ])
  expect(file.deadlines.every((each) => each.state === 'met')).toBe(true)
})

test('who called is in no act and in no search', async () => {
  await world.aCase({ callerName: '张女士', callerPhone: '19900008000', description: '张女士家门口' })
  const told = await world.rows<{ act: string }>('select acts::text as act from acts')
  expect(told[0]!.act).toContain('垃圾堆放')
  for (const secret of ['19900008000', '张女士']) expect(told[0]!.act).not.toContain(secret)
  expect(await world.rows(`select 1 from case_words where words like '%19900008000%'`)).toEqual([])
})

test('the same command is performed once, though it comes ten times at once', async () => {
  const [caseId, command] = [newId(), newId()]
  const input = { caseId, type: 'test-type', source: 'phone', title: '垃圾', category: 'gb2026:m:06010', place: '路口' }
  const answers = await Promise.all(Array.from({ length: 10 }, () => world.ask(wang, 'create', input, { command })))
  for (const answer of answers) expect(answer).toEqual(answers[0])
  expect(answers[0]).toMatchObject({ ok: true, value: { caseId, number: `20261116${street}D00001` } })
  expect(await world.rows('select n from counters')).toEqual([{ n: '1' }])
  expect(await outcomes()).toEqual(['cases.create ok'])
  expect(await world.ask(wang, 'create', { ...input, title: '别的' }, { command })).toMatchObject({
    ok: false,
    error: 'command_reused',
  })
  expect(await world.ask(zhou, 'create', input, { command })).toMatchObject({ ok: false, error: 'command_reused' })
  expect(await world.ask(wang, 'create', input)).toMatchObject({ ok: false, error: 'already_exists' })
})

test('an act that came offline twice is answered as it was the first time, though the case has gone on', async () => {
  const caseId = await world.aCase()
  await world.reach(caseId, 'dispatched')
  const [command, input] = [newId(), { caseId, taskId: await leadOf(caseId) }]
  const first = await world.ask(li, 'sign', input, { command })
  await world.reach(caseId, 'closed')
  const { version } = (await world.file(caseId)).case
  expect(await world.ask(li, 'sign', input, { command })).toEqual(first)
  expect((await world.file(caseId)).case).toMatchObject({ state: 'closed', version })
})

test('a refused command stays refused, and leaves its act and nothing else', async () => {
  const caseId = await world.aCase()
  const before = await world.file(caseId)
  const command = newId()
  expect(await world.ask(qian, 'check', { caseId, passed: true }, { command })).toMatchObject({
    ok: false,
    error: 'wrong_state',
  })
  const { case: found, tasks, deadlines, records } = await world.file(caseId)
  expect({ found, tasks, deadlines, records }).toEqual({
    found: before.case,
    tasks: before.tasks,
    deadlines: before.deadlines,
    records: before.records,
  })
  await world.reach(caseId, 'checking')
  // The person was told that it was refused: it does not happen behind their back.
  expect(await world.ask(qian, 'check', { caseId, passed: true }, { command })).toMatchObject({
    ok: false,
    error: 'wrong_state',
  })
  expect((await world.file(caseId)).case.state).toBe('checking')
})

test('of two who check at once one decides, and the other is told that the case has gone on', async () => {
  const other = aPerson('何平', ['checker'])
  const caseId = await world.aCase()
  await world.reach(caseId, 'checking')
  const answers = await Promise.all([
    world.ask(qian, 'check', { caseId, passed: true }),
    world.ask(other, 'check', { caseId, passed: false, reason: '未清理' }),
  ])
  expect(answers.filter((answer) => answer.ok)).toHaveLength(1)
  expect(answers.find((answer) => !answer.ok)).toMatchObject({ error: 'wrong_state' })
  const file = await world.file(caseId)
  expect(file.records.filter((record) => record.kind === 'check')).toHaveLength(1)
  expect(file.case.state).toBe(answers[0]!.ok ? 'closed' : 'dispatched')
})

test('acts at once on one case lose nothing of each other', async () => {
  const caseId = await world.aCase()
  const { version } = (await world.file(caseId)).case
  const said = Array.from({ length: 12 }, (_, n) => `第 ${n} 条`)
  await Promise.all([
    ...said.map((text) => world.do(wang, 'note', { caseId, text })),
    ...said.map((text) => world.do(zheng, 'urge', { caseId, text })),
  ])
  const file = await world.file(caseId)
  expect(file.case.version).toBe(version + 24)
  expect(
    file.records
      .filter((record) => record.kind === 'note')
      .map((record) => (record.body as { text: string }).text)
      .toSorted(),
  ).toEqual(said.toSorted())
  expect(file.records).toHaveLength(24)
})

test('who handled a case is refused by the operation, not only by the screen', async () => {
  const both = aPerson('何平', ['handler', 'checker', 'visitor'], { unit: sanitation })
  const caseId = await world.aCase({ type: 'hotline', source: 'hotline' })
  await world.reach(caseId, 'disposing')
  const taskId = await leadOf(caseId)
  expect(await world.refusal(both, 'feedback', { caseId, taskId, text: '办了' })).toBe('contact_needed')
  await world.do(both, 'contact', { caseId, made: true, at: world.now, person: '张女士' })
  expect(await world.refusal(both, 'feedback', { caseId, taskId, text: '办了' })).toBe('answer_needed')
  await world.do(both, 'answer', {
    caseId,
    factFinding: 'true',
    appealFinding: 'reasonable',
    result: 'solved',
    way: 'phone',
    text: '已办结',
  })
  await world.do(sun, 'feedback', { caseId, taskId, text: '办了' })
  for (const hand of [both])
    expect(await world.refusal(hand, 'check', { caseId, passed: true })).toBe('checker_is_handler')
  expect(await world.refusal(li, 'check', { caseId, passed: true })).toBe('forbidden')
  await world.do(qian, 'check', { caseId, passed: true })
  const visit = { caseId, reached: true, contacted: true, solved: true, satisfaction: 'satisfied' }
  expect(await world.refusal(both, 'visit', visit)).toBe('visitor_is_handler')
  expect(await world.refusal(li, 'visit', visit)).toBe('forbidden')
  await world.do(wu, 'visit', visit)
  expect((await world.file(caseId)).case).toMatchObject({ state: 'closed', solvedSay: true })
})

test('a case that someone may not see does not exist for them, whatever they ask', async () => {
  const caseId = await world.aCase({ addressId: address })
  const stranger = aPerson('外人', ['committee_worker', 'duty', 'supervisor', 'checker', 'visitor'], {
    scope: { kind: 'committee', code: committees[1] },
  })
  const ask = {
    get: {},
    accept: {},
    check: { passed: true },
    note: { text: '看看' },
    route: {},
    revealCaller: { purpose: '好奇' },
    void: { reason: '测试' },
    link: { to: newId() },
  }
  for (const [verb, input] of Object.entries(ask))
    expect([verb, await world.refusal(stranger, verb, { caseId, ...input })]).toEqual([verb, 'case_not_found'])
  const own = await world.aCase({}, stranger)
  expect(await world.refusal(stranger, 'link', { caseId: own, to: caseId })).toBe('case_not_found')
  // In another street there is no such case for anyone.
  for (const [verb, input] of Object.entries(ask)) {
    const outcome = await world.ask(aPerson('都有', stranger.roles), verb, { caseId, ...input }, { street: elsewhere })
    expect([verb, outcome.ok ? null : outcome.error]).toEqual([verb, 'case_not_found'])
  }
})

test('what the file says may be done, may be done', async () => {
  const caseId = await world.aCase()
  for (const state of ['accepted', 'registered', 'dispatched', 'disposing', 'checking'] as const) {
    await world.reach(caseId, state)
    for (const person of [wang, li, chen, gu, qian, zheng]) {
      const outcome = await world.ask(person, 'get', { caseId })
      const { actions } = (outcome as unknown as { value: { actions: { action: string; allowed: boolean }[] } }).value
      expect(actions.filter(({ action, allowed }) => allowed && !person.can.has(`cases.${action}`))).toEqual([])
      if (person === qian)
        expect(actions.some((each) => each.action === 'check' && each.allowed)).toBe(state === 'checking')
      if (person === chen) expect(actions.some((each) => each.action === 'feedback' && each.allowed)).toBe(false)
    }
  }
  await world
    .do(zheng, 'addUnit', { caseId: await reopened(caseId), unit: enforcement })
    .catch((cause: Error) => expect(cause.message).toContain('wrong_state'))
})

test('a unit lists its open cases: a closed one leaves its list, a reopened one is back, one that came later too', async () => {
  const listed = async () => {
    const page = await world.ask(gu, 'list', { open: true, sort: 'due' })
    const differ = `select t.id from tasks t join cases c on c.street = t.street and c.id = t.case_id where t.case_open <> c.open`
    expect(await world.rows(differ)).toEqual([])
    return (page as unknown as { value: { items: { id: string }[] } }).value.items.map((line) => line.id)
  }
  const caseId = await world.aCase()
  await world.reach(caseId, 'dispatched')
  expect(await listed()).toEqual([caseId])
  await world.reach(caseId, 'closed')
  expect(await listed()).toEqual([])
  await world.do(zheng, 'reopen', { caseId, reason: '复发' })
  expect(await listed()).toEqual([caseId])
})

async function reopened(caseId: string): Promise<string> {
  await world.reach(caseId, 'closed')
  await world.do(zheng, 'reopen', { caseId, reason: '复发' })
  return caseId
}

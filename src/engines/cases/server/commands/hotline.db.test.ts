import { afterEach, beforeEach, expect, test } from 'vitest'
import { newId } from '#kernel/id'
import { aCaseType } from '../../../../../test/cases.ts'
import { aPerson, chen, enforcement, feng, li, qian, sanitation, wang, wu, zheng } from '../../../../../test/people.ts'
import { address, anyone, aWorld, committees, elsewhere, type World } from '../../../../../test/world.ts'

let world: World
beforeEach(async () => {
  world = await aWorld([
    aCaseType({ isPublic: true }),
    aCaseType({ id: 'inner' }),
    aCaseType({
      id: 'stepped',
      dispose: [
        { label: ['一', '1'], value: 4, unit: 'WORK_HOUR' },
        { label: ['二', '2'], value: 7, unit: 'WORK_DAY' },
      ],
    }),
  ])
})
afterEach(() => world.drop())

const month = '2026-11'
const rowsOf = async (said: object = {}) =>
  (
    (await world.do(wu, 'cityRows', said)) as {
      items: {
        id: string
        upstreamNo: string
        state: string
        caseId: string | null
        number: string | null
        grounds: string | null
      }[]
    }
  ).items

test('the city’s list is imported once, however often it is sent, and finds its cases', async () => {
  const caseId = await world.aCase({ source: 'hotline', upstreamNo: 'SH1' })
  await world.aCase({ source: 'phone', upstreamNo: 'SH3' })
  const list = {
    month,
    kind: 'not_solved',
    rows: [{ upstreamNo: 'SH1', note: '未解决' }, { upstreamNo: 'SH2' }, { upstreamNo: 'SH3' }],
  }
  expect(await world.do(wu, 'importCityRows', list)).toEqual({ added: 3, already: 0, unmatched: ['SH2', 'SH3'] })
  expect(
    await world.do(wu, 'importCityRows', {
      ...list,
      rows: [...list.rows, { upstreamNo: 'SH4' }, { upstreamNo: 'SH4' }],
    }),
  ).toMatchObject({ added: 1, already: 4 })
  expect((await rowsOf()).map((row) => [row.upstreamNo, row.caseId])).toEqual([
    ['SH1', caseId],
    ['SH2', null],
    ['SH3', null],
    ['SH4', null],
  ])
  // Another month and another list are other rows.
  expect(await world.do(wu, 'importCityRows', { ...list, month: '2026-10' })).toMatchObject({ added: 3 })
  expect(await world.do(wu, 'importCityRows', { ...list, kind: 'dissatisfied' })).toMatchObject({ added: 3 })
  expect(await rowsOf({ month })).toHaveLength(7)
  expect(
    await Promise.all(Array.from({ length: 5 }, () => world.ask(wu, 'importCityRows', { ...list, month: '2026-09' }))),
  ).toMatchObject(Array.from({ length: 5 }, () => ({ ok: true })))
  expect(await rowsOf({ month: '2026-09' })).toHaveLength(3)
  for (const wrong of [
    { ...list, month: '2026-13' },
    { ...list, rows: [] },
    { ...list, rows: [{ upstreamNo: '' }] },
    { ...list, kind: 'all' },
  ])
    expect(await world.refusal(wu, 'importCityRows', wrong)).toBe('invalid_input')
})

test('a row is contested by one and decided by another, each once', async () => {
  await world.do(wu, 'importCityRows', { month, kind: 'dissatisfied', rows: [{ upstreamNo: 'SH1' }] })
  const rowId = (await rowsOf())[0]!.id
  const both = aPerson('何平', ['visitor', 'supervisor'])
  expect(await world.refusal(zheng, 'decideContest', { rowId, upheld: true })).toBe('already_decided')
  await world.do(both, 'contestCityRow', { rowId, grounds: '已三次上门，有签字' })
  expect(await world.refusal(wu, 'contestCityRow', { rowId, grounds: '再申诉' })).toBe('already_decided')
  expect(await world.refusal(both, 'decideContest', { rowId, upheld: true })).toBe('approver_is_applicant')
  const answers = await Promise.all(
    [zheng, feng].map((person) => world.ask(person, 'decideContest', { rowId, upheld: person === zheng })),
  )
  expect(answers.filter((answer) => answer.ok)).toHaveLength(1)
  expect(await rowsOf()).toMatchObject([
    { state: answers[0]!.ok ? 'upheld' : 'dismissed', grounds: '已三次上门，有签字' },
  ])
  expect(await world.refusal(wu, 'contestCityRow', { rowId: newId(), grounds: '没有' })).toBe('row_not_found')
  const outcome = await world.ask(wu, 'contestCityRow', { rowId, grounds: '外街道' }, { street: elsewhere })
  expect(outcome).toMatchObject({ ok: false, error: 'row_not_found' })
})

test('the caller is shown to who states a purpose; the purpose is written down, the caller is not', async () => {
  const caseId = await world.aCase({ callerName: '欧阳女士', callerPhone: '021-62345678' })
  expect((await world.file(caseId)).caller).toEqual({ name: '欧阳*', phone: '021-****78' })
  expect(await world.do(wang, 'revealCaller', { caseId, purpose: '核对地址' })).toEqual({
    name: '欧阳女士',
    phone: '021-62345678',
  })
  expect(await world.refusal(wang, 'revealCaller', { caseId, purpose: ' ' })).toBe('invalid_input')
  expect(await world.refusal(qian, 'revealCaller', { caseId, purpose: '核对' })).toBe('forbidden')
  expect(await world.do(wang, 'revealCaller', { caseId: await world.aCase(), purpose: '核对地址' })).toEqual({
    name: null,
    phone: null,
  })
  const acts = await world.rows<{ act: string; purpose: string | null }>(
    `select acts::text as act, changes ->> 'purpose' as purpose from acts where operation = 'cases.revealCaller' and outcome = 'ok'`,
  )
  expect(acts.map((each) => each.purpose)).toEqual(['核对地址', '核对地址'])
  for (const { act } of acts) expect(act).not.toMatch(/欧阳女士|62345678/)
})

test('whoever was spoken to is masked like the caller', async () => {
  const caseId = await world.aCase()
  await world.reach(caseId, 'registered')
  await world.do(wang, 'dispatch', { caseId, unit: sanitation })
  await world.do(li, 'contact', { caseId, made: true, at: world.now, person: '欧阳女士' })
  for (const person of [wang, li, qian]) {
    const { records } = (await world.do(person, 'get', { caseId })) as { records: { kind: string; body: object }[] }
    expect(records.find((record) => record.kind === 'contact')?.body).toMatchObject({ made: true, person: '欧阳*' })
  }
})

test('a unit that returned the order has no more business with the caller', async () => {
  const handler = aPerson('何平', ['handler'], { unit: sanitation, scope: { kind: 'unit' } })
  const caseId = await world.aCase({ callerName: '欧阳女士', callerPhone: '021-62345678' })
  await world.reach(caseId, 'registered')
  await world.do(wang, 'dispatch', { caseId, unit: sanitation })
  expect(await world.do(handler, 'revealCaller', { caseId, purpose: '联系' })).toMatchObject({ name: '欧阳女士' })
  const { tasks } = await world.file(caseId)
  await world.do(handler, 'returnOrder', { caseId, taskId: tasks[0]!.id, reason: 'not_ours', note: '不归我们' })
  expect(await world.refusal(handler, 'revealCaller', { caseId, purpose: '联系' })).toBe('not_your_unit')
  const contact = { caseId, made: true, at: world.now, person: '欧阳女士' }
  expect(await world.refusal(handler, 'contact', contact)).toBe('not_your_unit')
  // Dispatched there again, it is theirs again.
  await world.do(wang, 'dispatch', { caseId, unit: sanitation })
  expect(await world.refusal(handler, 'contact', contact)).toBeNull()
})

test('who handles a case is not told the code by which it is rated', async () => {
  const caseId = await world.aCase()
  await world.reach(caseId, 'registered')
  await world.do(wang, 'dispatch', { caseId, unit: sanitation })
  const toldTo = async (person: typeof wang, id = caseId) =>
    ((await world.do(person, 'get', { caseId: id })) as { case: { followCode: string | null } }).case.followCode
  for (const person of [wang, wu]) expect(await toldTo(person)).toMatch(/^[2-9A-HJKMNP-Z]{12}$/)
  for (const person of [li, qian, zheng]) expect(await toldTo(person)).toBeNull()
  // Who took it down may tell the caller, until their own unit handles it.
  const own = await world.aCase({}, chen)
  expect(await toldTo(chen, own)).not.toBeNull()
  await world.reach(own, 'registered')
  await world.do(wang, 'dispatch', { caseId: own, unit: enforcement })
  expect(await toldTo(chen, own)).toBeNull()
})

test('a resident reports, follows and rates with a code, and sees nothing that is not theirs to see', async () => {
  const report = {
    caseId: newId(),
    type: 'test-type',
    category: 'gb2026:m:06010',
    description: '楼下有垃圾',
    place: '弄口',
    addressId: address,
    callerPhone: '19900008000',
  }
  expect(await world.refusal(anyone, 'report', { ...report, type: 'inner' })).toBe('type_unknown')
  const { followCode, number } = (await world.do(anyone, 'report', report)) as { followCode: string; number: string }
  expect(followCode).toMatch(/^[2-9A-HJKMNP-Z]{12}$/)
  const follow = () => world.do(anyone, 'follow', { followCode: followCode.toLowerCase() })
  expect(await follow()).toMatchObject({
    number,
    state: 'reported',
    unitName: null,
    rated: false,
    steps: [{ step: 'reported' }],
  })
  expect((await world.file(report.caseId)).case).toMatchObject({
    source: 'resident',
    title: '暴露垃圾：弄口',
    createdBy: null,
    committee: committees[0],
  })
  const rate = { followCode, solved: true, satisfaction: 'satisfied' }
  expect(await world.refusal(anyone, 'rate', rate)).toBe('wrong_state')
  await world.reach(report.caseId, 'checking')
  expect(await follow()).toMatchObject({ state: 'checking', unitName: '环卫所', answerText: null })
  await world.reach(report.caseId, 'closed')
  expect(await world.do(anyone, 'rate', rate)).toEqual({ number })
  expect(await world.refusal(anyone, 'rate', rate)).toBe('already_rated')
  expect(await follow()).toMatchObject({
    state: 'closed',
    rated: true,
    steps: ['reported', 'accepted', 'registered', 'dispatched', 'disposing', 'checking', 'checked', 'closed'].map(
      (step) => ({ step }),
    ),
  })
  expect(Object.keys(await follow()).filter((name) => /caller|handler|created|phone|record/i.test(name))).toEqual([])
  for (const code of ['AAAAAAAAAAAA', '', "' or 1=1 --", '%'])
    expect(await world.refusal(anyone, 'follow', { followCode: code })).toBe('code_not_found')
  const there = await world.ask(anyone, 'follow', { followCode }, { street: elsewhere })
  expect(there).toMatchObject({ ok: false, error: 'code_not_found' })
  // What anyone may ask is these three; the rest wants an account.
  for (const verb of ['get', 'list', 'create', 'note', 'map', 'overdue', 'revealCaller'])
    expect([verb, await world.refusal(anyone, verb, { caseId: report.caseId })]).toEqual([verb, 'not_signed_in'])
  const rated = await world.rows<{ act: string }>(`select input::text as act from acts where operation = 'cases.rate'`)
  for (const { act } of rated) expect(act).not.toContain(followCode)
})

const set = {
  key: 'test-type.dispose',
  from: '2026-11-20',
  value: 8,
  unit: 'WORK_HOUR',
  basis: '街道通知',
  confidence: 'likely',
}

test('a limit is changed for a date on, decides from that date, and moves no deadline', async () => {
  const dispatched = async () => {
    const caseId = await world.aCase()
    await world.reach(caseId, 'dispatched')
    return (await world.file(caseId)).deadlines.find((each) => each.kind === 'dispose')!
  }
  const early = await world.aCase()
  await world.reach(early, 'dispatched')
  const promised = (await world.file(early)).deadlines
  expect(await dispatched()).toMatchObject({ limitValue: 4, ruleFrom: '1970-01-01' })
  await world.do(zheng, 'setParameter', set)
  expect(await dispatched()).toMatchObject({ limitValue: 4, ruleFrom: '1970-01-01' })
  await world.do(zheng, 'setParameter', { ...set, from: '2026-11-16', value: 6 })
  expect(await dispatched()).toMatchObject({ limitValue: 6, ruleFrom: '2026-11-16', ruleKey: 'test-type.dispose' })
  expect((await world.file(early)).deadlines).toEqual(promised)
  world.now = '2026-11-19T15:59:59.000Z'
  expect(await dispatched()).toMatchObject({ limitValue: 6 })
  world.now = '2026-11-19T16:00:00.000Z'
  expect(await dispatched()).toMatchObject({ limitValue: 8, ruleFrom: '2026-11-20' })
  const { items } = (await world.do(zheng, 'parameters')) as {
    items: { key: string; versions: { from: string; value: number }[] }[]
  }
  expect(items.find((each) => each.key === set.key)?.versions.map(({ from, value }) => [from, value])).toEqual([
    ['2026-11-20', 8],
    ['2026-11-16', 6],
    ['1970-01-01', 4],
  ])
})

test('a version that may have decided something is not changed, and no parameter is made up', async () => {
  await world.do(zheng, 'setParameter', set)
  for (const [said, code] of [
    [{}, 'already_exists'],
    [{ key: 'nothing' }, 'parameter_unknown'],
    [{ key: 'constructor' }, 'parameter_unknown'],
    [{ key: 'test-type.dispose.1' }, 'parameter_unknown'],
    [{ key: 'stepped.dispose' }, 'parameter_unknown'],
    [{ unit: 'TIMES' }, 'unit_mismatch'],
    [{ unit: 'METRE' }, 'unit_mismatch'],
    [{ key: 'cases.return.times', unit: 'WORK_DAY' }, 'unit_mismatch'],
    [{ unit: 'WORK_DAY', value: 1.5 }, 'value_not_whole'],
    [{ key: 'cases.duplicate.near', unit: 'METRE', value: 0.5 }, 'value_not_whole'],
    [{ value: 0 }, 'invalid_input'],
    [{ value: -1 }, 'invalid_input'],
    [{ value: 1e9 }, 'invalid_input'],
    [{ from: '1899-01-01' }, 'invalid_input'],
    [{ basis: '' }, 'invalid_input'],
  ] as const)
    expect([said, await world.refusal(zheng, 'setParameter', { ...set, ...said })]).toEqual([said, code])
  expect(
    await world.refusal(zheng, 'setParameter', { ...set, from: '2026-12-01', unit: 'URGENT_HOUR', value: 0.5 }),
  ).toBeNull()
  expect(
    await world.refusal(zheng, 'setParameter', { ...set, key: 'stepped.dispose.2', unit: 'WORK_DAY', value: 9 }),
  ).toBeNull()
  expect(await world.refusal(li, 'setParameter', set)).toBe('forbidden')
  await expect(world.database.pool.query(`update parameters set value = 1`)).rejects.toThrow('permission denied')
})

test('whoever is not of the lead unit records neither its answer nor its feedback', async () => {
  const caseId = await world.aCase()
  await world.reach(caseId, 'dispatched')
  const taskId = (await world.file(caseId)).tasks.find((task) => task.unit === sanitation)!.id
  const answer = {
    caseId,
    factFinding: 'true',
    appealFinding: 'reasonable',
    result: 'solved',
    way: 'phone',
    text: '已办',
  }
  expect(await world.refusal(chen, 'answer', answer)).toBe('not_your_unit')
  expect(await world.refusal(chen, 'feedback', { caseId, taskId, text: '已办' })).toBe('not_your_unit')
  expect(await world.refusal(li, 'feedback', { caseId, taskId: newId(), text: '已办' })).toBe('task_not_found')
  for (const answers of [{ how: 'burned' }, { other: true }])
    expect(await world.refusal(li, 'feedback', { caseId, taskId, text: '已办', answers })).toBe('answers_invalid')
})

import { expect, test } from 'vitest'
import type { UnitId } from '#kernel/id'
import { workDays, workHours } from '../case-type.ts'
import type { CaseFile } from '../case.ts'
import type { Deciding } from '../limits.ts'
import {
  aCaseType,
  aDesk,
  after,
  answered,
  before,
  bothPhotos,
  contacted,
  type Desk,
} from '../../../../../test/cases.ts'
import { chen, enforcement, gu, li, property, qian, sanitation, sun, wang, zheng } from '../../../../../test/people.ts'
import { checkCase } from './checking.ts'
import { addNote, consultOn } from './control.ts'
import {
  addUnit,
  answerCase,
  completeStep,
  dispatchCase,
  feedBack,
  recordContact,
  returnTask,
  signTask,
} from './handling.ts'

const said = { text: '已处置', answers: {}, photos: bothPhotos }
const notOurs = { reason: 'not_ours', note: '不归我们', suggestedUnit: null, photos: [] } as const
const dispatch =
  (unit: UnitId, assist: readonly UnitId[] = []) =>
  (file: CaseFile, deciding: Deciding) =>
    dispatchCase(file, { unit, assist }, deciding)
const sign = (desk: Desk, unit: UnitId) => (file: CaseFile, deciding: Deciding) =>
  signTask(file, desk.task(unit).id, deciding)
const feed =
  (desk: Desk, unit: UnitId, photos = bothPhotos) =>
  (file: CaseFile, deciding: Deciding) =>
    feedBack(file, desk.task(unit).id, { ...said, photos }, deciding)
const giveBack = (desk: Desk, unit: UnitId) => (file: CaseFile, deciding: Deciding) =>
  returnTask(file, desk.task(unit).id, notOurs, deciding)
const step = (desk: Desk) => (file: CaseFile, deciding: Deciding) =>
  completeStep(file, desk.task(sanitation).id, { note: null, photos: [] }, deciding)

test('a case that is to be handled by all is checked when the last unit has fed back', () => {
  const desk = aDesk(aCaseType({ children: 'all' })).reach('dispatched', { assist: [enforcement, property] })
  const clocks = desk.file.deadlines.filter((each) => each.kind === 'dispose')
  expect(clocks.map((each) => each.taskId)).toEqual(desk.file.tasks.map((task) => task.id))
  desk.do(li, feed(desk, sanitation))
  expect(desk.file.case.state).toBe('disposing')
  desk.do(chen, feed(desk, enforcement))
  expect(desk.file.case.state).toBe('disposing')
  // The last one that was waited for leaves instead.
  desk.do(gu, giveBack(desk, property))
  expect(desk.file.case).toMatchObject({ state: 'checking', returnedCount: 0, leadUnit: sanitation })
  expect(desk.file.deadlines.filter((each) => each.kind === 'check')).toHaveLength(1)
})

test('a case that its lead unit answers for is checked when that has fed back; who comes later changes nothing', () => {
  const desk = aDesk(aCaseType({ children: 'lead' })).reach('dispatched', { assist: [enforcement, property] })
  desk.do(li, feed(desk, sanitation))
  expect(desk.file.case.state).toBe('checking')
  desk.do(chen, feed(desk, enforcement))
  expect(desk.file.case.state).toBe('checking')
  expect(desk.file.deadlines.filter((each) => each.kind === 'check')).toHaveLength(1)
  desk.do(qian, (file, deciding) => checkCase(file, { passed: true, reason: null, photos: [] }, deciding))
  expect(desk.file.case.state).toBe('closed')
  expect(desk.task(property).state).toBe('withdrawn')
  expect(desk.refusal(gu, feed(desk, property))).toBe('wrong_state')
  expect(desk.refusal(gu, giveBack(desk, property))).toBe('wrong_state')
})

test('one unit has a case once at a time', () => {
  const desk = aDesk(aCaseType()).reach('registered')
  expect(desk.refusal(wang, dispatch(sanitation, [sanitation]))).toBe('unit_twice')
  desk.do(wang, dispatch(sanitation, [enforcement]))
  expect(desk.refusal(wang, (file, deciding) => addUnit(file, enforcement, deciding))).toBe('unit_twice')
  desk.do(li, giveBack(desk, sanitation))
  // The assisting unit is still busy with it.
  expect(desk.refusal(wang, dispatch(enforcement))).toBe('unit_twice')
})

test('after two returns only a joint consultation names the unit, and that unit keeps it', () => {
  const desk = aDesk(aCaseType()).reach('registered')
  desk.do(wang, dispatch(sanitation))
  desk.do(li, giveBack(desk, sanitation))
  expect(desk.file.case).toMatchObject({
    state: 'registered',
    returnedCount: 1,
    difficult: false,
    leadUnit: null,
    handler: null,
  })
  expect(
    desk.refusal(zheng, (file, deciding) =>
      consultOn(file, { units: [sanitation, property], namedUnit: property, minutes: '会商' }, deciding),
    ),
  ).toBe('not_needed')
  desk.do(wang, dispatch(enforcement))
  desk.do(chen, giveBack(desk, enforcement))
  expect(desk.file.case).toMatchObject({ returnedCount: 2, difficult: true })
  expect(desk.refusal(wang, dispatch(property))).toBe('needs_consultation')
  const consult = (namedUnit: UnitId) => (file: CaseFile, deciding: Deciding) =>
    consultOn(file, { units: [sanitation, property], namedUnit, minutes: '会商' }, deciding)
  expect(desk.refusal(zheng, consult(enforcement))).toBe('unit_not_present')
  desk.do(zheng, consult(property))
  expect(desk.refusal(wang, dispatch(sanitation))).toBe('unit_not_named')
  desk.do(wang, dispatch(property, [enforcement]))
  expect(desk.refusal(gu, giveBack(desk, property))).toBe('named_unit_keeps')
  // Who only helps may still return.
  expect(desk.refusal(chen, giveBack(desk, enforcement))).toBeNull()
})

test('how many returns need a consultation is a parameter', () => {
  const desk = aDesk(aCaseType()).reach('dispatched')
  desk.parameters.push({
    key: 'cases.return.times',
    from: '2026-01-01',
    value: 1,
    unit: 'TIMES',
    basis: '',
    confidence: 'sure',
  })
  desk.do(li, giveBack(desk, sanitation))
  expect(desk.file.case.difficult).toBe(true)
  expect(desk.refusal(wang, dispatch(property))).toBe('needs_consultation')
})

test('only the unit that has the task may act on it, and its people may relieve each other', () => {
  const desk = aDesk(aCaseType()).reach('dispatched')
  expect(desk.refusal(chen, sign(desk, sanitation))).toBe('not_your_unit')
  expect(desk.refusal(wang, sign(desk, sanitation))).toBe('not_your_unit')
  desk.do(li, sign(desk, sanitation))
  expect(desk.refusal(li, sign(desk, sanitation))).toBe('wrong_state')
  desk.do(sun, feed(desk, sanitation))
  expect(desk.file.case.handler).toBe(li.id)
  for (const handler of [li, sun])
    expect(
      desk.refusal(handler, (file, deciding) => checkCase(file, { passed: true, reason: null, photos: [] }, deciding)),
    ).toBe('checker_is_handler')
})

test('handling in steps: each has its own limit, and none is left out', () => {
  const steps = [workHours(4, ['停工', 'Stop']), workDays(7, ['处罚', 'Penalty']), workDays(20, ['拆除', 'Removal'])]
  const desk = aDesk(aCaseType({ dispose: steps })).reach('disposing')
  expect(desk.refusal(li, feed(desk, sanitation))).toBe('steps_left')
  desk.wait(2)
  desk.do(li, step(desk))
  desk.wait(24)
  desk.do(li, step(desk))
  expect(desk.refusal(li, step(desk))).toBe('last_step')
  const clocks = desk.file.deadlines.filter((each) => each.kind === 'dispose')
  expect(
    clocks.map(({ step: n, limitValue, limitUnit, ruleKey, state }) => [n, limitValue, limitUnit, ruleKey, state]),
  ).toEqual([
    [0, 4, 'WORK_HOUR', 'test-type.dispose.1', 'met'],
    [1, 7, 'WORK_DAY', 'test-type.dispose.2', 'met'],
    [2, 20, 'WORK_DAY', 'test-type.dispose.3', 'running'],
  ])
  // Monday to Tuesday, and from Tuesday twenty working days.
  expect(clocks[2]!.dueAt.slice(0, 10)).toBe('2026-12-15')
  desk.do(li, feed(desk, sanitation))
  expect(desk.file.case.state).toBe('checking')
})

test('a unit that takes over after a rework goes through the steps again', () => {
  const desk = aDesk(aCaseType({ dispose: [workHours(4), workHours(8)], rework: 'RESTART' })).reach('checking')
  desk.do(qian, (file, deciding) => checkCase(file, { passed: false, reason: '未清理', photos: [] }, deciding))
  // The rework is of the last step, with its limit.
  expect(desk.file.deadlines.at(-1)).toMatchObject({ kind: 'dispose', step: 1, limitValue: 8, state: 'running' })
  desk.do(li, giveBack(desk, sanitation))
  desk.do(wang, dispatch(enforcement))
  expect(desk.refusal(chen, feed(desk, enforcement))).toBe('steps_left')
})

test('feedback carries the photos that its type wants', () => {
  const desk = aDesk(aCaseType({ proof: 'before_after' })).reach('disposing')
  expect(desk.refusal(li, feed(desk, sanitation, []))).toBe('photo_needed')
  expect(desk.refusal(li, feed(desk, sanitation, [after]))).toBe('photo_needed')
  expect(desk.refusal(li, feed(desk, sanitation))).toBeNull()
  // What was seen when the case was registered is the photo from before.
  const seen = aDesk(aCaseType({ proof: 'before_after' }), {
    intake: { photos: [{ ...before, purpose: 'scene' }] },
  }).reach('disposing')
  expect(seen.refusal(li, feed(seen, sanitation, [after]))).toBeNull()
})

test('first contact and answer come before feedback where the type wants them', () => {
  const desk = aDesk(aCaseType({ contact: true, answer: true })).reach('disposing', {})
  const contact = { ...contacted, at: desk.now }
  expect(desk.refusal(li, feed(desk, sanitation))).toBe('contact_needed')
  expect(
    desk.refusal(li, (file, deciding) => recordContact(file, { ...contact, at: '2027-01-01T00:00:00.000Z' }, deciding)),
  ).toBe('contact_in_future')
  desk.do(li, (file, deciding) => recordContact(file, contact, deciding))
  expect(desk.refusal(li, feed(desk, sanitation))).toBe('answer_needed')
  expect(desk.refusal(chen, (file, deciding) => answerCase(file, answered, deciding))).toBe('not_your_unit')
  expect(
    desk.refusal(li, (file, deciding) => answerCase(file, { ...answered, factFinding: 'not_true' }, deciding)),
  ).toBe('fact_note_needed')
  expect(
    desk.refusal(li, (file, deciding) => answerCase(file, { ...answered, appealFinding: 'partly' }, deciding)),
  ).toBe('appeal_note_needed')
  desk.do(li, (file, deciding) =>
    answerCase(file, { ...answered, factFinding: 'partly', factNote: '现场只有一袋' }, deciding),
  )
  expect(desk.file.case).toMatchObject({
    factFinding: 'partly',
    result: 'solved',
    answerText: '已清理',
    answeredAt: desk.now,
  })
  expect(desk.refusal(li, feed(desk, sanitation))).toBeNull()
})

test('the answer of a unit that returned the order is not the next one’s', () => {
  const desk = aDesk(aCaseType({ answer: true })).reach('disposing')
  desk.do(li, (file, deciding) => answerCase(file, answered, deciding))
  desk.do(li, giveBack(desk, sanitation))
  desk.do(wang, dispatch(enforcement))
  expect(desk.refusal(chen, feed(desk, enforcement))).toBe('answer_needed')
})

test('a call that rang out is written down and the clock runs on; who wants no contact ends it', () => {
  const desk = aDesk(aCaseType({ contact: true })).reach('disposing')
  const clock = () => desk.file.deadlines.find((each) => each.kind === 'contact')!
  desk.do(li, (file, deciding) =>
    recordContact(file, { made: false, at: desk.now, person: null, reason: 'no_answer', note: null }, deciding),
  )
  expect([clock().state, desk.file.case.contactedAt, desk.file.case.contactOnTime]).toEqual(['running', null, null])
  desk.wait(48)
  desk.do(li, (file, deciding) =>
    recordContact(file, { made: false, at: desk.now, person: null, reason: 'declined', note: null }, deciding),
  )
  expect([clock().state, desk.file.case.contactedAt, desk.file.case.contactOnTime]).toEqual(['met', null, false])
})

test('a photo of how it was is no proof of how it is', () => {
  const desk = aDesk(aCaseType({ proof: 'before_after' })).reach('dispatched')
  const relabelled = { ...before, purpose: 'after' } as const
  expect(desk.refusal(li, feed(desk, sanitation, [before, relabelled]))).toBe('photo_needed')
  desk.do(wang, (file, deciding) => addNote(file, '现场', [before], deciding))
  expect(desk.refusal(li, feed(desk, sanitation, [relabelled]))).toBe('photo_needed')
  expect(desk.refusal(li, feed(desk, sanitation, [after]))).toBeNull()
})

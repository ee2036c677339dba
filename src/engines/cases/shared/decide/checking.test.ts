import { expect, test } from 'vitest'
import { workDays, workHours } from '../case-type.ts'
import type { CaseFile } from '../case.ts'
import type { Deciding } from '../limits.ts'
import { aCaseType, aDesk, bothPhotos, solved, type Desk } from '../../../../../test/cases.ts'
import { li, qian, sanitation, wang, wu, zhao, zheng } from '../../../../../test/people.ts'
import { checkCase, rateCase, reopenCase, visitCase, type Visited } from './checking.ts'
import { dispatchCase, feedBack, recordContact } from './handling.ts'

const pass = (file: CaseFile, deciding: Deciding) =>
  checkCase(file, { passed: true, reason: null, photos: [] }, deciding)
const fail = (file: CaseFile, deciding: Deciding) =>
  checkCase(file, { passed: false, reason: '仍有垃圾', photos: [] }, deciding)
const visit =
  (said: Partial<Visited> = {}) =>
  (file: CaseFile, deciding: Deciding) =>
    visitCase(file, { ...solved, ...said }, deciding)
const missed = visit({ reached: false, contacted: null, solved: null, satisfaction: null })
const feed = (desk: Desk) => (file: CaseFile, deciding: Deciding) =>
  feedBack(file, desk.task(sanitation).id, { text: '再次处置', answers: {}, photos: bothPhotos }, deciding)
const clocks = (desk: Desk) => desk.file.deadlines.filter((each) => each.kind === 'dispose')

test('whoever checks had no hand in the handling, the first contact included', () => {
  const desk = aDesk(aCaseType()).reach('disposing')
  desk.do(zhao, (file, deciding) =>
    recordContact(file, { made: true, at: desk.now, person: '张女士', reason: null, note: null }, deciding),
  )
  desk.reach('checking')
  expect(desk.refusal(li, pass)).toBe('checker_is_handler')
  expect(desk.refusal(zhao, pass)).toBe('checker_is_handler')
  expect(desk.refusal(null, pass)).toBe('checker_is_handler')
  expect(
    desk.refusal(qian, (file, deciding) => checkCase(file, { passed: false, reason: null, photos: [] }, deciding)),
  ).toBe('reason_needed')
  desk.do(qian, pass)
  expect(desk.file.case).toMatchObject({
    state: 'closed',
    checkedBy: qian.id,
    closedAt: desk.now,
    onTime: true,
    open: false,
  })
  expect(desk.refusal(qian, pass)).toBe('wrong_state')
})

test('who found it and put it right is a handler, also after a failed check', () => {
  const desk = aDesk(aCaseType({ proof: 'after' }), { by: zhao, intake: { selfDisposed: true, photos: bothPhotos } })
  expect(desk.file.case).toMatchObject({ state: 'checking', selfDisposed: true, handler: zhao.id })
  expect(desk.refusal(zhao, pass)).toBe('checker_is_handler')
  desk.do(qian, fail)
  expect(desk.file.case).toMatchObject({ state: 'registered', selfDisposed: false, reworkCount: 1 })
  desk.reach('checking')
  expect(desk.refusal(zhao, pass)).toBe('checker_is_handler')
})

test('rework CONTINUE: the clock that stood goes on, overdue or not', () => {
  const desk = aDesk(aCaseType({ rework: 'CONTINUE', dispose: workHours(4) })).reach('checking')
  const first = clocks(desk)[0]!
  desk.wait(1)
  desk.do(qian, fail)
  expect(desk.file.case).toMatchObject({ state: 'dispatched', reworkCount: 1, checkedBy: null, fedBackAt: null })
  expect(clocks(desk)).toHaveLength(2)
  expect(clocks(desk)[0]).toEqual(first)
  expect(clocks(desk)[1]).toMatchObject({
    startedAt: first.startedAt,
    dueAt: first.dueAt,
    state: 'running',
    metAt: null,
    movedBy: null,
  })
})

test('rework RESTART: the whole limit again, from the failed check', () => {
  const desk = aDesk(aCaseType({ rework: 'RESTART', dispose: workHours(4) })).reach('checking')
  desk.wait(24)
  desk.do(qian, fail)
  expect(clocks(desk)[1]).toMatchObject({ limitValue: 4, startedAt: desk.now, state: 'running' })
  // From nine to half past eleven and from half past one to three (and three minutes of the way here).
  expect(clocks(desk)[1]!.dueAt.slice(0, 16)).toBe('2026-11-17T07:03')
})

test('rework HALF: half the limit; half of a day is the whole day', () => {
  const desk = aDesk(aCaseType({ rework: 'HALF', dispose: workHours(4) })).reach('checking')
  desk.do(qian, fail)
  expect(clocks(desk)[1]).toMatchObject({ limitValue: 2, limitUnit: 'WORK_HOUR' })
  const days = aDesk(aCaseType({ rework: 'HALF', dispose: workDays(3) })).reach('checking')
  days.do(qian, fail)
  expect(clocks(days)[1]).toMatchObject({ limitValue: 2, limitUnit: 'WORK_DAY' })
})

test('a case is on time when every limit of its handling was kept, the rework included', () => {
  const late = aDesk(aCaseType({ rework: 'HALF' })).reach('disposing')
  late.wait(30)
  late.reach('closed')
  expect(late.file.case.onTime).toBe(false)
  const again = aDesk(aCaseType({ rework: 'HALF' })).reach('checking')
  again.do(qian, fail)
  again.wait(30)
  again.do(li, feed(again))
  again.do(qian, pass)
  expect(again.file.case.onTime).toBe(false)
})

test('the street’s own visit is made by someone else, and decides between closing and rework', () => {
  const desk = aDesk(aCaseType({ visit: true })).reach('visiting')
  expect(desk.refusal(li, visit())).toBe('visitor_is_handler')
  expect(desk.refusal(wu, visit({ satisfaction: 'fair' }))).toBe('reason_needed')
  desk.do(wu, visit({ satisfaction: 'dissatisfied', solved: false, reason: '又堆上了', next: 'rework' }))
  expect(desk.file.case).toMatchObject({
    state: 'dispatched',
    reworkCount: 1,
    solvedSay: false,
    satisfaction: 'dissatisfied',
    checkedBy: null,
  })
  desk.do(li, feed(desk))
  desk.do(qian, pass)
  desk.do(wu, visit())
  expect(desk.file.case).toMatchObject({
    state: 'closed',
    solvedSay: true,
    satisfaction: 'satisfied',
    visitedAt: desk.now,
  })
})

test('three visits without an answer end the visiting; those of an earlier round do not count', () => {
  const desk = aDesk(aCaseType({ visit: true })).reach('visiting')
  desk.do(wu, missed)
  desk.do(wu, missed)
  expect(desk.file.case).toMatchObject({ state: 'visiting', visitedAt: null })
  desk.do(wu, visit({ satisfaction: 'dissatisfied', solved: false, reason: '未清理', next: 'rework' }))
  desk.wait(1)
  desk.do(li, feed(desk))
  desk.do(qian, pass)
  desk.do(wu, missed)
  desk.do(wu, missed)
  expect(desk.file.case.state).toBe('visiting')
  desk.do(wu, missed)
  expect(desk.file.case.state).toBe('closed')
  expect(desk.file.deadlines.findLast((each) => each.kind === 'visit')?.state).toBe('met')
})

test('a closed case is rated once, and once more after it was reopened', () => {
  const rate = (file: CaseFile, deciding: Deciding) =>
    rateCase(file, { solved: false, satisfaction: 'dissatisfied', comment: null }, deciding)
  const desk = aDesk(aCaseType()).reach('closed')
  desk.do(null, rate)
  expect(desk.file.case).toMatchObject({ solvedSay: false, satisfaction: 'dissatisfied', state: 'closed' })
  expect(desk.refusal(null, rate)).toBe('already_rated')
  desk.wait(1)
  expect(desk.refusal(null, rate)).toBe('already_rated')
  desk.do(zheng, (file, deciding) => reopenCase(file, '复发', deciding))
  expect(desk.refusal(null, rate)).toBe('wrong_state')
  desk.reach('closed')
  expect(desk.refusal(null, rate)).toBeNull()
})

test('reopening begins a new round: new clocks, nothing of the old check', () => {
  const desk = aDesk(aCaseType({ visit: true, answer: true })).reach('closed')
  const kept = desk.file.deadlines.length
  desk.wait(100)
  desk.do(zheng, (file, deciding) => reopenCase(file, '复发', deciding))
  expect(desk.file.case).toMatchObject({
    state: 'registered',
    open: true,
    reopenCount: 1,
    leadUnit: null,
    handler: null,
    checkedBy: null,
    closedAt: null,
    onTime: null,
    answeredAt: null,
  })
  expect(desk.file.tasks.map((task) => task.state)).toEqual(['withdrawn'])
  expect(desk.file.deadlines.slice(kept).map((each) => [each.kind, each.state])).toEqual([
    ['dispatch', 'running'],
    ['complete', 'running'],
  ])
  expect(
    desk.refusal(wang, (file, deciding) => dispatchCase(file, { unit: sanitation, assist: [] }, deciding)),
  ).toBeNull()
})

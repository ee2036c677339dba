import { expect, test } from 'vitest'
import { naturalDays, workHours } from '../case-type.ts'
import type { CaseFile, RecordId } from '../case.ts'
import type { Deciding } from '../limits.ts'
import { aCaseType, aDesk, bothPhotos, noRecord, type Desk } from '../../../../../test/cases.ts'
import { chen, enforcement, feng, li, qian, sanitation, wang, zheng } from '../../../../../test/people.ts'
import { checkCase } from './checking.ts'
import {
  applyForExtension,
  applyForParking,
  consultOn,
  decideApplication,
  replyToSupervision,
  superviseCase,
  unparkCase,
  urgeCase,
} from './control.ts'
import { addUnit, completeStep, dispatchCase, feedBack, returnTask, signTask } from './handling.ts'

const ask = (until: string) => (file: CaseFile, deciding: Deciding) =>
  applyForExtension(file, { reason: '等材料', until }, deciding)
const park = (reviewOn: string) => (file: CaseFile, deciding: Deciding) =>
  applyForParking(file, { reason: 'ownership', note: '权属不清', reviewOn, excludedFromKpi: true }, deciding)
const decide = (recordId: RecordId, approved: boolean) => (file: CaseFile, deciding: Deciding) =>
  decideApplication(file, recordId, { approved }, deciding)
const unpark = (file: CaseFile, deciding: Deciding) => unparkCase(file, '权属已明', deciding)
const live = (desk: Desk) => desk.file.deadlines.filter((each) => each.state === 'running' || each.state === 'paused')
const clock = (desk: Desk, kind: string) => desk.file.deadlines.findLast((each) => each.kind === kind)!

// Monday 16 November: handling is due on that day, the whole on Monday 23.
const work = { dispose: workHours(4) }

test('an extension is asked for by the lead unit, in time, within bounds, one at a time', () => {
  const desk = aDesk(aCaseType(work)).reach('disposing', { assist: [enforcement] })
  expect(clock(desk, 'complete').dueAt).toBe('2026-11-23T09:30:00.000Z')
  expect(desk.refusal(chen, ask('2026-11-25'))).toBe('not_your_unit')
  expect(desk.refusal(li, ask('2026-11-22'))).toBe('extension_too_long')
  expect(desk.refusal(li, ask('2026-12-09'))).toBe('extension_too_long')
  expect(desk.refusal(li, ask('2026-12-08'))).toBeNull()
  // The end of the day on which it is due anyway is later than its hour.
  expect(desk.refusal(li, ask('2026-11-23'))).toBeNull()
  desk.do(li, ask('2026-11-25'))
  expect(desk.refusal(li, ask('2026-11-26'))).toBe('already_pending')
  expect(clock(desk, 'dispose').movedBy).toBeNull()
})

test('an approved extension moves the lead unit’s clocks to the end of the day, and only them', () => {
  const desk = aDesk(aCaseType(work)).reach('disposing', { assist: [enforcement] })
  const helping = desk.file.deadlines.find((each) => each.taskId === desk.task(enforcement).id)
  desk.do(li, ask('2026-11-25'))
  const paper = desk.paper('extension')
  expect(desk.refusal(li, decide(paper.id, true))).toBe('approver_is_applicant')
  desk.do(zheng, decide(paper.id, true))
  const due = '2026-11-25T15:59:59.999Z'
  const lead = desk.file.deadlines.find((each) => each.taskId === desk.task(sanitation).id)
  expect(lead).toMatchObject({ dueAt: due, movedBy: paper.id, firstDueAt: expect.stringContaining('2026-11-16') })
  expect(clock(desk, 'complete')).toMatchObject({ dueAt: due, movedBy: paper.id })
  expect(desk.file.deadlines.find((each) => each.id === helping?.id)).toEqual(helping)
  expect(desk.file.case.extensionCount).toBe(1)
  expect(desk.refusal(zheng, decide(paper.id, false))).toBe('already_decided')
  expect(desk.refusal(li, ask('2026-11-30'))).toBe('no_extension_left')
  desk.parameters.push({
    key: 'cases.extension.times',
    from: '2026-01-01',
    value: 2,
    unit: 'TIMES',
    basis: '',
    confidence: 'sure',
  })
  expect(desk.refusal(li, ask('2026-11-30'))).toBeNull()
})

test('no extension after the deadline, and a refused one may be asked for again', () => {
  const desk = aDesk(aCaseType(work)).reach('disposing')
  desk.do(li, ask('2026-11-25'))
  desk.do(zheng, decide(desk.paper('extension').id, false))
  expect(desk.file.case.extensionCount).toBe(0)
  expect(desk.file.deadlines.every((each) => each.movedBy === null)).toBe(true)
  expect(desk.refusal(li, ask('2026-11-25'))).toBeNull()
  desk.wait(10)
  expect(desk.refusal(li, ask('2026-11-25'))).toBe('deadline_passed')
})

test('an application of a unit that has left, or of a case that has gone on, can only be refused', () => {
  const desk = aDesk(aCaseType(work)).reach('disposing')
  desk.do(li, ask('2026-11-25'))
  desk.do(li, park('2026-12-25'))
  const [extension, parking] = [desk.paper('extension').id, desk.paper('parking').id]
  desk.do(li, (file, deciding) =>
    returnTask(
      file,
      desk.task(sanitation).id,
      { reason: 'not_ours', note: '不归我们', suggestedUnit: null, photos: [] },
      deciding,
    ),
  )
  desk.do(wang, (file, deciding) => dispatchCase(file, { unit: enforcement, assist: [] }, deciding))
  expect(desk.refusal(zheng, decide(extension, true))).toBe('wrong_state')
  // The next unit is not held up by it.
  expect(desk.refusal(chen, ask('2026-11-25'))).toBeNull()
  desk.do(chen, (file, deciding) =>
    feedBack(file, desk.task(enforcement).id, { text: '已办', answers: {}, photos: bothPhotos }, deciding),
  )
  expect(desk.refusal(zheng, decide(parking, true))).toBe('wrong_state')
  desk.do(zheng, decide(parking, false))
  expect(desk.file.case).toMatchObject({ state: 'checking', parked: false })
  expect(desk.refusal(zheng, decide(noRecord, true))).toBe('record_not_found')
})

test('a parked case stands still but for its review, and nobody works on it', () => {
  const desk = aDesk(aCaseType(work)).reach('disposing')
  const before = live(desk)
  expect(desk.refusal(li, park('2026-11-16'))).toBe('review_in_past')
  desk.do(li, park('2026-12-25'))
  expect(desk.refusal(li, park('2026-12-26'))).toBe('already_pending')
  desk.wait(0.5)
  desk.do(zheng, decide(desk.paper('parking').id, true))
  expect(desk.file.case).toMatchObject({ parked: true, nextKind: 'review', nextDue: '2026-12-25T15:59:59.999Z' })
  expect(
    live(desk)
      .filter((each) => each.state === 'running')
      .map((each) => each.kind),
  ).toEqual(['review'])
  const task = desk.task(sanitation).id
  expect(desk.refusal(li, (file, deciding) => completeStep(file, task, { note: null, photos: [] }, deciding))).toBe(
    'case_parked',
  )
  expect(
    desk.refusal(li, (file, deciding) =>
      feedBack(file, task, { text: '已办', answers: {}, photos: bothPhotos }, deciding),
    ),
  ).toBe('case_parked')
  expect(
    desk.refusal(li, (file, deciding) =>
      returnTask(file, task, { reason: 'not_ours', note: '否', suggestedUnit: null, photos: [] }, deciding),
    ),
  ).toBe('case_parked')
  expect(desk.refusal(wang, (file, deciding) => addUnit(file, enforcement, deciding))).toBe('case_parked')
  expect(desk.refusal(li, ask('2026-12-01'))).toBe('wrong_state')
  // A week later the clocks go on with what they had left: 2.5 h by eleven on Monday, 1.5 h are left.
  desk.wait(7 * 24)
  desk.do(feng, unpark)
  expect(desk.file.case.parked).toBe(false)
  expect(live(desk).map((each) => [each.id, each.state])).toEqual(before.map((each) => [each.id, 'running']))
  const paper = desk.paper('note')
  expect(clock(desk, 'dispose')).toMatchObject({
    movedBy: paper.id,
    dueAt: new Date(Date.parse(before.find((each) => each.kind === 'dispose')!.dueAt) + 7 * 86_400_000).toISOString(),
  })
  expect(clock(desk, 'review')).toMatchObject({ state: 'met', metAt: desk.now })
  expect(desk.refusal(feng, unpark)).toBe('wrong_state')
})

test('a case parked before it is dispatched is unparked first; a consultation meanwhile starts no clock', () => {
  const desk = aDesk(aCaseType(work)).reach('registered')
  for (const [unit, person] of [
    [sanitation, li],
    [enforcement, chen],
  ] as const) {
    desk.do(wang, (file, deciding) => dispatchCase(file, { unit, assist: [] }, deciding))
    desk.do(person, (file, deciding) =>
      returnTask(
        file,
        desk.task(unit).id,
        { reason: 'not_ours', note: '否', suggestedUnit: null, photos: [] },
        deciding,
      ),
    )
  }
  desk.do(wang, park('2026-12-25'))
  desk.do(zheng, decide(desk.paper('parking').id, true))
  desk.do(zheng, (file, deciding) =>
    consultOn(file, { units: [sanitation, enforcement], namedUnit: sanitation, minutes: '会商' }, deciding),
  )
  expect(clock(desk, 'dispatch').state).toBe('paused')
  expect(desk.refusal(wang, (file, deciding) => dispatchCase(file, { unit: sanitation, assist: [] }, deciding))).toBe(
    'case_parked',
  )
  desk.do(feng, unpark)
  expect(
    desk.refusal(wang, (file, deciding) => dispatchCase(file, { unit: sanitation, assist: [] }, deciding)),
  ).toBeNull()
})

test('a supervision order has a clock that its reply ends; the level only rises', () => {
  const desk = aDesk(aCaseType({ dispose: naturalDays(9) })).reach('disposing')
  const order = (level: number, dueOn: string) => (file: CaseFile, deciding: Deciding) =>
    superviseCase(file, { level, demand: '说明情况', dueOn }, deciding)
  expect(desk.refusal(zheng, order(3, '2026-11-15'))).toBe('review_in_past')
  desk.do(zheng, order(4, '2026-11-18'))
  const first = desk.paper('supervision').id
  desk.do(zheng, order(2, '2026-11-17'))
  expect(desk.file.case).toMatchObject({ supervised: 4, nextKind: 'supervision', nextDue: '2026-11-17T15:59:59.999Z' })
  expect(desk.refusal(chen, (file, deciding) => replyToSupervision(file, first, '已安排', deciding))).toBe(
    'not_your_unit',
  )
  desk.do(li, (file, deciding) => replyToSupervision(file, first, '已安排', deciding))
  expect(desk.file.records.find((each) => each.id === first)).toMatchObject({
    state: 'replied',
    decidedBy: li.id,
    body: { reply: '已安排' },
  })
  expect(desk.file.deadlines.filter((each) => each.kind === 'supervision').map((each) => each.state)).toEqual([
    'met',
    'running',
  ])
  expect(desk.refusal(li, (file, deciding) => replyToSupervision(file, first, '又回复', deciding))).toBe(
    'already_decided',
  )
  // Not every application is an order, and not every order an application.
  expect(desk.refusal(zheng, decide(desk.paper('supervision').id, true))).toBe('record_not_found')
})

test('an urging is a reminder by the system, and only of what is open', () => {
  const desk = aDesk(aCaseType()).reach('dispatched')
  const urge = (file: CaseFile, deciding: Deciding) => urgeCase(file, '请加快', deciding)
  desk.do(wang, urge)
  desk.do(wang, urge)
  expect(desk.file.case.supervised).toBe(1)
  desk.do(li, (file, deciding) => signTask(file, desk.task(sanitation).id, deciding))
  desk.reach('checking')
  desk.do(qian, (file, deciding) => checkCase(file, { passed: true, reason: null, photos: [] }, deciding))
  expect(desk.refusal(wang, urge)).toBe('wrong_state')
})

import { expect, test } from 'vitest'
import type { CaseFile } from '../case.ts'
import type { Deciding } from '../limits.ts'
import { aCaseType, aDesk, after, anIntake } from '../../../../../test/cases.ts'
import { li, sanitation, wang, zhao, zhou } from '../../../../../test/people.ts'
import { returnTask } from './handling.ts'
import {
  acceptCase,
  amendCase,
  createCase,
  linkCase,
  registerCase,
  rejectCase,
  unlinkCase,
  verifyCase,
  voidCase,
} from './intake.ts'

const voided = (file: CaseFile, deciding: Deciding) => voidCase(file, '测试件', deciding)
const running = (file: CaseFile) => file.deadlines.filter((each) => each.state === 'running').map((each) => each.kind)

test('a new case runs from the first minute, with the clock of its acceptance', () => {
  const desk = aDesk(aCaseType())
  expect(desk.file.case).toMatchObject({
    state: 'reported',
    open: true,
    version: 1,
    createdBy: wang.id,
    nextKind: 'accept',
    nextDue: '2026-11-16T01:15:00.000Z',
    onTime: null,
  })
  expect(desk.file.deadlines).toMatchObject([
    {
      kind: 'accept',
      limitValue: 0.25,
      limitUnit: 'URGENT_HOUR',
      ruleKey: 'test-type.accept',
      ruleFrom: '1970-01-01',
      firstDueAt: '2026-11-16T01:15:00.000Z',
    },
  ])
})

test('accepted, registered: each step ends its own promise and starts the next', () => {
  const desk = aDesk(aCaseType({ contact: true }))
  desk.do(wang, acceptCase)
  expect(running(desk.file)).toEqual(['register', 'contact', 'complete'])
  desk.wait(1)
  desk.do(wang, registerCase)
  expect(running(desk.file)).toEqual(['contact', 'complete', 'dispatch'])
  expect(desk.file.deadlines.find((each) => each.kind === 'register')).toMatchObject({ state: 'met', metAt: desk.now })
  expect(desk.refusal(wang, acceptCase)).toBe('wrong_state')
})

test('what nobody has seen is looked at before it is registered, and what is not there ends', () => {
  const desk = aDesk(aCaseType(), { intake: { answers: { unsure: true } } })
  desk.do(wang, acceptCase)
  expect(desk.file.case.state).toBe('verifying')
  expect(desk.refusal(wang, registerCase)).toBe('wrong_state')
  const look = (passed: boolean) => (file: CaseFile, deciding: Deciding) =>
    verifyCase(file, { passed, note: '到场', photos: [] }, deciding)
  const there = desk.file
  desk.do(zhao, look(false))
  expect(desk.file.case).toMatchObject({ state: 'rejected', open: false, nextDue: null })
  expect(running(desk.file)).toEqual([])
  desk.file = there
  desk.do(zhao, look(true))
  expect(desk.file.case).toMatchObject({ state: 'accepted', verifiedAt: desk.now })
})

test('what the finder has put right shows the photo of it, and needs no caller', () => {
  const desk = aDesk(aCaseType({ proof: 'after' }))
  const intake = anIntake({ selfDisposed: true })
  expect(createCase(intake, desk.deciding(zhao))).toMatchObject({ ok: false, error: 'photo_needed' })
  expect(createCase({ ...intake, photos: [after] }, desk.deciding(zhao))).toMatchObject({
    ok: true,
    value: { case: { state: 'checking' }, records: [{ kind: 'feedback', by: zhao.id }] },
  })
  for (const type of [aCaseType({ contact: true }), aCaseType({ answer: true })])
    expect(createCase({ ...intake, photos: [after] }, { ...desk.deciding(zhao), type })).toMatchObject({
      ok: false,
      error: 'self_disposal_excluded',
    })
})

test('作废 is for a second person, and only before anyone was sent out', () => {
  const desk = aDesk(aCaseType())
  expect(desk.refusal(wang, voided)).toBe('needs_second_person')
  expect(desk.refusal(zhou, voided)).toBeNull()
  desk.reach('dispatched')
  expect(desk.refusal(zhou, voided)).toBe('wrong_state')
  desk.do(li, (file, deciding) =>
    returnTask(
      file,
      desk.task(sanitation).id,
      { reason: 'repeat', note: '重复', suggestedUnit: null, photos: [] },
      deciding,
    ),
  )
  expect(desk.file.case.state).toBe('registered')
  expect(desk.refusal(zhou, voided)).toBe('wrong_state')
  // A resident's report has nobody who registered it.
  const reported = aDesk(aCaseType(), { by: null })
  reported.do(zhou, voided)
  expect(reported.file.case).toMatchObject({ state: 'voided', open: false, parked: false })
  expect(reported.refusal(zhou, voided)).toBe('wrong_state')
})

test('what was taken down wrongly is mended before dispatch; the promises stay', () => {
  const desk = aDesk(aCaseType()).reach('registered')
  const { deadlines } = desk.file
  desk.do(wang, (file) => amendCase(file, { place: '胶州路 1 号', category: 'local:m:51008' }))
  expect(desk.file.case).toMatchObject({ place: '胶州路 1 号', category: 'local:m:51008', title: '垃圾堆放' })
  expect(desk.file.deadlines).toEqual(deadlines)
  desk.reach('dispatched')
  expect(desk.refusal(wang, (file) => amendCase(file, { place: '胶州路 2 号' }))).toBe('wrong_state')
})

test('not accepted: until it is registered', () => {
  const desk = aDesk(aCaseType())
  const reject = (file: CaseFile, deciding: Deciding) => rejectCase(file, '已在诉讼', deciding)
  expect(desk.refusal(wang, reject)).toBeNull()
  desk.reach('registered')
  expect(desk.refusal(wang, reject)).toBe('wrong_state')
})

test('repeats are linked in any state, and never merged', () => {
  const desk = aDesk(aCaseType()).reach('closed')
  const { id } = anIntake()
  desk.do(wang, (file) => linkCase(file, id))
  expect(desk.file.case).toMatchObject({ repeatGroup: id, state: 'closed' })
  expect(desk.refusal(wang, (file) => linkCase(file, id))).toBe('already_linked')
  desk.do(wang, (file) => unlinkCase(file))
  expect(desk.refusal(wang, (file) => unlinkCase(file))).toBe('not_linked')
})

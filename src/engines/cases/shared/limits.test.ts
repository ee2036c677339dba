import { expect, test } from 'vitest'
import { atLeast, calendarFrom } from '#model'
import { aCaseType, aDesk, monday } from '../../../../test/cases.ts'
import { sanitation, wang } from '../../../../test/people.ts'
import { limit, workDays, workHours } from './case-type.ts'
import { acceptCase } from './decide/intake.ts'
import { dispatchCase } from './decide/handling.ts'
import { limitKey, limitsOf, settingOf, type Parameter } from './limits.ts'

const guess = { basis: ['测试', 'A test'], confidence: 'unverified' } as const
const version = (key: string, from: string, value: number, unit: Parameter['unit'] = 'WORK_HOUR'): Parameter => ({
  key,
  from,
  value,
  unit,
  basis: '试行',
  confidence: 'likely',
})

test('the first rule of a kind that holds gives the limit, with all its steps', () => {
  const type = {
    ...aCaseType(),
    limits: [
      limit('many', 'dispose', [workHours(1), workDays(2)], { ...guess, when: atLeast('answers.bags', 10) as never }),
      limit('few', 'dispose', workHours(4), guess),
    ],
  }
  const desk = aDesk(aCaseType())
  const of = (bags: number) =>
    limitsOf(type, 'dispose', { ...desk.file.case, answers: { bags } }, monday, { on: () => undefined })
  expect(of(10).map(({ ruleKey, value, unit, step }) => [ruleKey, value, unit, step])).toEqual([
    ['test-type.many.1', 1, 'WORK_HOUR', 0],
    ['test-type.many.2', 2, 'WORK_DAY', 1],
  ])
  expect(of(9).map((each) => each.ruleKey)).toEqual(['test-type.few'])
  expect(limitsOf(type, 'check', desk.file.case, monday, { on: () => undefined })).toEqual([])
  expect(limitKey('t', type.limits[0]!, 1)).toBe('t.many.2')
})

test('the version in force on the day of the event decides, and is kept with the deadline', () => {
  const desk = aDesk(aCaseType())
  desk.parameters.push(
    version('test-type.dispose', '2026-11-17', 8),
    version('test-type.dispose', '2026-12-01', 2),
    version('test-type.dispose', '2026-01-01', 6),
  )
  desk.reach('registered')
  const dispatched = () => {
    const file =
      desk.refusal(wang, () => ({ ok: false, error: 'not performed' })) &&
      dispatchCase(desk.file, { unit: sanitation, assist: [] }, desk.deciding(wang))
    if (!file || !file.ok) throw new Error('refused')
    return file.value.deadlines.findLast((each) => each.kind === 'dispose')
  }
  expect(dispatched()).toMatchObject({ limitValue: 6, ruleFrom: '2026-01-01' })
  // One minute to midnight in Shanghai, and midnight.
  desk.now = '2026-11-16T15:59:00.000Z'
  expect(dispatched()).toMatchObject({ limitValue: 6 })
  desk.now = '2026-11-16T16:00:00.000Z'
  expect(dispatched()).toMatchObject({ limitValue: 8, ruleFrom: '2026-11-17' })
  desk.now = '2027-03-01T01:00:00.000Z'
  expect(dispatched()).toMatchObject({ limitValue: 2, ruleFrom: '2026-12-01', provisional: true })
})

test('a version that comes later moves no deadline', () => {
  const desk = aDesk(aCaseType()).reach('dispatched')
  const before = desk.file.deadlines
  desk.parameters.push(version('test-type.dispose', '2026-01-01', 1))
  desk.reach('disposing')
  expect(desk.file.deadlines.filter((each) => each.kind === 'dispose')).toEqual(
    before.filter((each) => each.kind === 'dispose'),
  )
})

test('a unit’s own office hours count for its tasks, the centre’s for the rest', () => {
  const night = calendarFrom({ officeHours: [['20:00', '24:00']] })
  const desk = aDesk(aCaseType()).reach('registered')
  const deciding = {
    ...desk.deciding(wang),
    calendar: (unit: string | null) => (unit === null ? calendarFrom() : night),
  }
  const file = dispatchCase(desk.file, { unit: sanitation, assist: [] }, deciding)
  expect(file.ok && file.value.deadlines.at(-1)).toMatchObject({ kind: 'dispose', dueAt: '2026-11-16T16:00:00.000Z' })
})

test('a kind without a rule promises nothing', () => {
  const type = { ...aCaseType(), limits: [] }
  const desk = aDesk(type)
  desk.do(wang, acceptCase)
  expect(desk.file.deadlines).toEqual([])
  expect(desk.file.case).toMatchObject({ nextKind: null, nextDue: null })
  desk.reach('closed')
  expect(desk.file.case.onTime).toBe(true)
})

test('settings that are not deadlines have a default and dated versions', () => {
  const on = (key: string, date: string) =>
    key === 'cases.visit.times' && date >= '2026-12-01' ? version(key, '2026-12-01', 5, 'TIMES') : undefined
  expect(settingOf({ on }, 'cases.visit.times', monday)).toBe(3)
  expect(settingOf({ on }, 'cases.visit.times', '2026-11-30T16:00:00.000Z')).toBe(5)
})

import { expect, test } from 'vitest'
import { newId } from '#kernel/id'
import type { CaseFileView } from '#engines/cases/shared'
import { acts, commandOf, inputOf, type ActContext, type Verb } from './acts.ts'

const caseId = newId()
const context = {
  file: {
    case: { id: caseId, title: '垃圾满溢', description: '', category: 'local:m:52002', place: '普陀路', answers: {} },
    tasks: [],
    records: [],
  } as unknown as CaseFileView,
  type: undefined,
  taskId: newId(),
  recordId: newId(),
} satisfies ActContext

test('every act has a letter of its own, and none that moves or chooses rows', () => {
  const letters = Object.values(acts).map((act) => act.letter)
  expect(new Set(letters).size).toBe(letters.length)
  expect(letters.filter((letter) => ['J', 'K', 'X'].includes(letter))).toEqual([])
})

const [unit, other, photo] = [newId(), newId(), newId()]

const filledIn: readonly (readonly [Verb, Record<string, unknown>])[] = [
  ['accept', {}],
  ['verify', { passed: true, note: '属实', 'photos.scene': [photo] }],
  ['dispatch', { unit, rule: 'refuse', ruleUnit: unit }],
  ['contact', { made: false, at: '2026-05-01T02:00:00.000Z', reason: 'no_answer' }],
  [
    'answer',
    {
      factFinding: 'true',
      factNote: '多余',
      appealFinding: 'partly',
      appealNote: '部分',
      result: 'solved',
      way: 'phone',
      text: '已办结',
    },
  ],
  ['feedback', { text: '已清理', 'photos.before': [photo], 'photos.after': [other] }],
  ['returnOrder', { reason: 'not_ours', note: '非本单位职责' }],
  ['check', { passed: false, reason: '有残留' }],
  ['visit', { reached: false, next: 'close' }],
  ['supervise', { level: '3', note: '请加快', dueOn: '2026-06-01' }],
  ['consult', { units: [unit, other], namedUnit: unit, minutes: '纪要' }],
  ['decide', { approved: true }],
  ['amend', { title: '垃圾满溢', place: '普陀路 35 弄', category: 'local:m:52002', answers: {} }],
]

test.each(filledIn)('%s sends what its command takes', (verb, values) => {
  const checked = commandOf(verb).input.safeParse(inputOf(verb, values, context))
  expect(checked.error?.issues ?? []).toEqual([])
})

test('a unit chosen against the advice is not said to follow its rule', () => {
  expect(inputOf('dispatch', { unit: other, rule: 'refuse', ruleUnit: unit }, context)).toMatchObject({
    unit: other,
    rule: null,
  })
  expect(inputOf('dispatch', { unit, rule: 'refuse', ruleUnit: unit }, context)).toMatchObject({ rule: 'refuse' })
})

test('photos go out with their purposes', () => {
  expect(
    inputOf('feedback', { text: '已清理', 'photos.before': [photo], 'photos.after': [other] }, context),
  ).toMatchObject({
    photos: [
      { id: photo, purpose: 'before' },
      { id: other, purpose: 'after' },
    ],
  })
})

test('an amendment sends only what was changed', () => {
  expect(
    inputOf('amend', { title: '垃圾满溢', place: '新地点', category: 'local:m:52002', answers: {} }, context),
  ).toEqual({ caseId, place: '新地点' })
})

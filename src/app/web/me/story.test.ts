import fc from 'fast-check'
import { expect, test } from 'vitest'
import { states, type State } from '#engines/cases/shared'
import { readCode, sayCode, sayDay, storyOf, type Followed } from './story.ts'

const now = new Date('2026-05-06T02:00:00.000Z')
const report: Followed = {
  number: 'S20260506-0001',
  title: '路灯不亮',
  place: '长寿路100号',
  state: 'dispatched',
  reportedAt: '2026-05-05T02:00:00.000Z',
  closedAt: null,
  unitName: '环卫所',
  dueAt: '2026-05-08T09:30:00.000Z',
  answerText: null,
  rated: false,
  photos: [],
  steps: [],
}

test('a report is told as one would say it', () => {
  expect(storyOf(report, now)[0]).toBe('您的反映已派给环卫所，预计5月8日前处理好。')
  expect(storyOf({ ...report, dueAt: '2026-05-05T02:00:00.000Z' }, now)[0]).toContain('比预计的5月5日晚了')
  expect(storyOf({ ...report, state: 'closed', closedAt: '2026-05-08T17:00:00.000Z' }, now)[0]).toBe(
    '这件事已于5月9日办完。',
  )
})

test('every state has its story, in both languages, without jargon', () => {
  for (const state of Object.keys(states) as State[]) {
    const [zh, en] = storyOf({ ...report, state, closedAt: report.dueAt }, now)
    expect(zh.length).toBeGreaterThan(5)
    expect(en.length).toBeGreaterThan(5)
    expect(zh).not.toMatch(/工单|结案|派单|处置/)
  }
})

test('days are those of Shanghai', () => {
  expect(sayDay('2026-05-07T16:30:00.000Z', now)).toEqual(['5月8日', '8 May'])
  expect(sayDay('2027-01-01T00:00:00.000Z', now)).toEqual(['2027年1月1日', '1 Jan 2027'])
})

test('a code read aloud and written down again is the code', () => {
  const letter = fc.constantFrom(...'23456789ABCDEFGHJKMNPQRSTUVWXYZ'.split(''))
  fc.assert(
    fc.property(
      fc.array(letter, { minLength: 12, maxLength: 12 }).map((letters) => letters.join('')),
      (code) => {
        expect(readCode(sayCode(code).toLowerCase())).toBe(code)
      },
    ),
  )
  expect(sayCode('ABCDEFGHJKMN')).toBe('ABCD EFGH JKMN')
})

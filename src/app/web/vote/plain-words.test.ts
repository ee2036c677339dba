import { expect, test } from 'vitest'
import { claimValue, findVotes, inOrder, isOpen, moment, standing, timeLeft, whyNot } from './plain-words.ts'

const vote = {
  state: 'voting',
  opensAt: '2026-11-18T01:00:00.000Z',
  closesAt: '2026-11-25T01:00:00.000Z',
  revote: false,
} as const
const during = new Date('2026-11-23T02:00:00.000Z')
const fresh = { state: 'none', key: 'k', printed: false, ballot: null } as const

test('times are those of Shanghai, and what is left is said as people say it', () => {
  expect(moment(vote.closesAt)).toEqual(['11 月 25 日 09:00', '25 November 09:00'])
  expect(timeLeft(vote.closesAt, during)[0]).toBe('还剩 47 小时')
  expect(timeLeft(vote.closesAt, new Date('2026-11-20T01:00:00.000Z'))[0]).toBe('还剩 5 天')
  expect(timeLeft(vote.closesAt, new Date('2026-11-25T00:30:00.000Z'))[0]).toBe('还剩 30 分钟')
})

test('a vote is open when the server says so, whatever the clock of the phone', () => {
  expect(isOpen(vote, new Date('2030-01-01'))).toBe(true)
  expect(isOpen({ ...vote, state: 'frozen' }, new Date(vote.opensAt))).toBe(true)
  expect(isOpen({ ...vote, state: 'frozen' }, new Date('2026-11-18T00:59:59.999Z'))).toBe(false)
  expect(isOpen({ ...vote, state: 'noticing' }, during)).toBe(false)
  expect(standing({ ...vote, state: 'closed' }, during)[0]).toBe('投票已截止，等待计票')
})

test('who cannot vote is told why', () => {
  expect(whyNot(vote, fresh, during)).toBeNull()
  expect(whyNot(vote, { ...fresh, state: 'paper' }, during)?.[0]).toContain('纸质票')
  expect(whyNot(vote, { ...fresh, state: 'electronic' }, during)?.[0]).toContain('不允许改投')
  expect(whyNot({ ...vote, revote: true }, { ...fresh, state: 'electronic' }, during)).toBeNull()
  expect(whyNot({ ...vote, state: 'noticing' }, fresh, during)?.[0]).toContain('公告中')
})

test('what a credential says is said in words', () => {
  expect(claimValue('area', 8945)).toEqual(['89.45 平方米', '89.45 m²'])
  expect(claimValue('age_over_60', true)[0]).toBe('是')
})

test('what can be voted on stands first, and every word typed is looked for', () => {
  const line = (title: string, state: 'voting' | 'noticing' | 'published') =>
    ({ ...vote, title, state, scopeName: '梅川苑 5 号楼' }) as unknown as Parameters<typeof inOrder>[0][number]
  const items = [line('换水泵', 'published'), line('加装电梯', 'noticing'), line('选举', 'voting')]
  expect(inOrder(items, during).map(({ title }) => title)).toEqual(['选举', '加装电梯', '换水泵'])
  expect(findVotes(items, ' 梅川 电梯').map(({ title }) => title)).toEqual(['加装电梯'])
  expect([findVotes(items, ''), findVotes(items, '长风')].map(({ length }) => length)).toEqual([3, 0])
})

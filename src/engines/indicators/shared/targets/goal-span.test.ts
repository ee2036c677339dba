import { expect, test } from 'vitest'
import { one, rational } from '#kernel/rational'
import { goalShare, type Assessing } from './assess.ts'
import type { Target } from './book.ts'
import { goalSpan } from './goal-span.ts'
import { paceFrom } from './plan-curve.ts'

const paceOf = (from: string, to: string) => paceFrom(from, to, () => true)
const assessing: Assessing = {
  read: () => ({ value: null, upTo: '' }),
  pace: paceOf('2026-01-01', '2026-12-31'),
  paceOf,
  limits: { behindYellow: 0, behindRed: 10, dueSoonDays: 15, freshDays: 31 },
  end: '2026-12-31',
  isOver: false,
}
const target = { kind: 'quantity', deadline: '2026-12-31' } satisfies Pick<Target, 'kind' | 'deadline'>
const shareOn = (period: Parameters<typeof goalSpan>[0]['period'], day: string, deadline = target.deadline) => {
  const { to } = goalSpan({ period }, 2026, day)
  return goalShare({ ...target, deadline }, { period }, [], assessing, { upTo: day < to ? day : to }, day)
}

test('a goal is of its year, its assessment year, or the shorter period that runs', () => {
  const spans = (['year', 'assessment', 'quarter', 'month', 'week'] as const).map((period) =>
    Object.values(goalSpan({ period }, 2026, '2026-11-18')).join(' '),
  )
  expect(spans).toEqual([
    expect.stringContaining('2026-01-01 2026-12-31'),
    expect.stringContaining('2025-11-01 2026-10-31'),
    expect.stringContaining('2026-10-01 2026-12-31'),
    expect.stringContaining('2026-11-01 2026-11-30'),
    expect.stringContaining('2026-11-16 2026-11-22'),
  ])
})

test('its plan goes evenly through its own days', () => {
  expect(shareOn('year', '2026-07-01')).toEqual(rational(182, 365))
  expect(shareOn('assessment', '2026-01-01')).toEqual(rational(62, 365))
  expect(shareOn('assessment', '2026-10-31')).toEqual(one)
  // Over before the year is, and due in full from then on.
  expect(shareOn('assessment', '2026-12-15')).toEqual(one)
  expect(shareOn('month', '2026-11-15')).toEqual(rational(1, 2))
  expect(shareOn('week', '2026-11-18')).toEqual(rational(3, 7))
  // A deadline within its days ends them.
  expect(shareOn('month', '2026-06-05', '2026-06-10')).toEqual(rational(1, 2))
  expect(shareOn('month', '2026-07-05', '2026-06-10')).toEqual(rational(5, 31))
})

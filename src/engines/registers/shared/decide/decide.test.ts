import fc from 'fast-check'
import { expect, test } from 'vitest'
import { covers, overlap, without, type Period } from './periods.ts'
import { sharesFit } from './shares.ts'
import { daysFit, endAt, joinByTie, type HeldTie, type WantedTie } from './ties.ts'
import { mayMerge } from './merge.ts'

const day = fc.integer({ min: 0, max: 60 }).map((n) => new Date(Date.UTC(2020, 0, 1 + n)).toISOString().slice(0, 10))
const period = fc
  .tuple(day, fc.option(day))
  .filter(([from, to]) => to === null || to > from)
  .map(([from, to]): Period => ({ from, to }))
const days = Array.from({ length: 70 }, (_, n) => new Date(Date.UTC(2020, 0, 1 + n)).toISOString().slice(0, 10))

test('what is left of a period covers just the days that the cut does not', () => {
  fc.assert(
    fc.property(period, period, (whole, cut) => {
      const left = without(whole, cut)
      for (const each of days)
        expect(left.filter((piece) => covers(piece, each)).length).toBe(
          Number(covers(whole, each) && !covers(cut, each)),
        )
      expect(overlap(whole, cut)).toBe(days.some((each) => covers(whole, each) && covers(cut, each)))
    }),
  )
})

test('shares never exceed the whole on any day, reckoned exactly', () => {
  const third = { part: 1, whole: 3, from: '2020-01-01', to: null }
  expect(sharesFit([third, third, third])).toBe(true)
  expect(sharesFit([third, third, third, { ...third, part: 1, whole: 1_000_000 }])).toBe(false)
  expect(
    sharesFit([
      { ...third, part: 1, whole: 1, to: '2020-02-01' },
      { ...third, part: 1, whole: 1, from: '2020-02-01' },
    ]),
  ).toBe(true)
  const share = fc
    .tuple(period, fc.integer({ min: 1, max: 6 }), fc.integer({ min: 0, max: 6 }))
    .map(([time, part, more]) => ({ ...time, part, whole: part + more }))
  fc.assert(
    fc.property(fc.array(share, { maxLength: 6 }), (shares) => {
      const sums = days.map((each) =>
        shares.filter((one) => covers(one, each)).reduce((sum, { part, whole }) => sum + (part * 27720) / whole, 0),
      )
      expect(sharesFit(shares)).toBe(sums.every((sum) => sum <= 27720 + 1e-6))
    }),
  )
})

const owns = (
  subject: string,
  share: readonly [number, number] | null,
  from = '2010-01-01',
  to: string | null = null,
): WantedTie => ({
  kind: 'owns',
  subject,
  object: 'home',
  details: {},
  share,
  from,
  to,
  source: 'desk',
})
const held = (tie: WantedTie, id: string): HeldTie => ({ ...tie, id })
const registers = { subject: 'person', object: 'home' } as const
const today = '2026-11-16'

test('a share sold in part keeps what was true before', () => {
  const sold = joinByTie(owns('x', [1, 2], '2020-01-01'), registers, [held(owns('x', [1, 1]), 't1')], today)
  expect(sold).toEqual({
    ok: true,
    value: { superseded: ['t1'], kept: [owns('x', [1, 1], '2010-01-01', '2020-01-01')] },
  })
  const both = [held(owns('x', [1, 2]), 't1'), held(owns('y', [1, 2]), 't2')]
  expect(joinByTie(owns('z', [1, 100]), registers, both, today)).toEqual({ ok: false, error: 'shares_exceed' })
  expect(joinByTie(owns('y', [1, 3]), registers, both, today)).toMatchObject({
    ok: true,
    value: { superseded: ['t2'], kept: [] },
  })
})

test('ties join what they are for, on days that can be', () => {
  const lives: WantedTie = { ...owns('x', null), kind: 'lives', details: { relation: '户主' } }
  expect(joinByTie(lives, { subject: 'enterprise', object: 'home' }, [], today)).toEqual({
    ok: false,
    error: 'tie_wrong',
  })
  expect(joinByTie({ ...lives, share: [1, 2] }, registers, [], today)).toEqual({ ok: false, error: 'tie_wrong' })
  expect(joinByTie({ ...lives, object: 'x' }, { subject: 'person', object: 'person' }, [], today).ok).toBe(false)
  expect(joinByTie({ ...lives, details: { residence: 'NOWHERE' } }, registers, [], today)).toEqual({
    ok: false,
    error: 'tie_wrong',
  })
  expect(joinByTie({ ...lives, from: '2027-01-01' }, registers, [], today)).toEqual({ ok: false, error: 'days_wrong' })
  expect(joinByTie({ ...lives, to: '2010-01-01' }, registers, [], today)).toEqual({ ok: false, error: 'days_wrong' })
  expect(joinByTie(lives, registers, [held({ ...lives, subject: 'y' }, 't')], today)).toEqual({
    ok: false,
    error: 'head_taken',
  })
  expect(
    joinByTie(lives, registers, [held({ ...lives, subject: 'y', to: '2010-01-01', from: '2000-01-01' }, 't')], today)
      .ok,
  ).toBe(true)
  expect(daysFit('rents', { from: '2027-01-01', to: null }, today)).toBe(true)
})

test('a tie that ends when it began never was', () => {
  const tie = held(owns('x', [1, 1]), 't')
  expect(endAt(tie, '2010-01-01')).toEqual({ ok: true, value: null })
  expect(endAt(tie, '2015-01-01')).toEqual({ ok: true, value: { ...tie, to: '2015-01-01' } })
  expect(endAt(tie, '2009-12-31')).toEqual({ ok: false, error: 'days_wrong' })
  expect(endAt({ ...tie, to: '2012-01-01' }, '2013-01-01')).toEqual({ ok: false, error: 'days_wrong' })
})

test('only two standing entries of one register merge', () => {
  const one = { id: 'a', register: 'person', state: 'standing' } as const
  const refused = (winner: Parameters<typeof mayMerge>[0], loser: Parameters<typeof mayMerge>[0]) =>
    mayMerge(winner, loser, [])
  expect(refused(one, { ...one, id: 'b' }).ok).toBe(true)
  expect(refused(one, one)).toEqual({ ok: false, error: 'not_mergeable' })
  expect(refused(one, { ...one, id: 'b', register: 'home' })).toEqual({ ok: false, error: 'not_mergeable' })
  expect(refused({ ...one, state: 'withdrawn' }, { ...one, id: 'b' })).toEqual({ ok: false, error: 'not_mergeable' })
  const whole = { part: 1, whole: 1, from: '2020-01-01', to: null }
  expect(mayMerge(one, { ...one, id: 'b' }, [whole, whole])).toEqual({ ok: false, error: 'shares_exceed' })
})

import { expect, test } from 'vitest'
import type { LogLeaf } from '#engines/notary/shared'
import type { Roll } from '../electorate/electorate.ts'
import type { PaperAnnex } from '../rules/paper-annex.ts'
import type { FrozenRules } from './frozen-rules.ts'
import type { SignedSheet } from './result-sheet.ts'
import { verifyDeliveries } from './verify-deliveries.ts'
import { verifyTimes } from './verify-times.ts'

const opensAt = '2026-11-18T01:00:00.000Z'
const closesAt = '2026-11-25T01:00:00.000Z'
const rules = { day: '2026-11-02', noticeDays: 15, period: { opensAt, closesAt } } as FrozenRules
const leaf = (index: number, kind: string, at: string, more: object = {}, vote = 'v'): LogLeaf => ({ index, kind, at, data: { vote, ...more } }) // prettier-ignore
const opened = leaf(1, 'opened', opensAt)
const closed = leaf(9, 'closed', closesAt)
const sheet = { closedAt: closesAt } as SignedSheet

const times = (leaves: readonly LogLeaf[], given: FrozenRules = rules, signed: SignedSheet | undefined = sheet) =>
  verifyTimes({ vote: 'v', leaves, rules: given, sheet: signed }).map(
    ({ code, where, detail }) => `${code} ${where} ${detail}`,
  )
const period = (from: string, to = closesAt, day = '2026-11-02') => ({ ...rules, day, period: { opensAt: from, closesAt: to } }) as FrozenRules // prettier-ignore

test('what is done when it was announced is found to be so, to the millisecond', () => {
  const onTime = [opened, leaf(2, 'ballot', opensAt), leaf(3, 'ballot', '2026-11-25T01:10:00.000Z'), closed]
  expect(times(onTime)).toEqual([])
  expect(times(onTime, rules, { closedAt: '2026-11-25T01:10:00.000Z' } as SignedSheet)).toEqual([])
  expect(times([])).toEqual([])
  const other = [leaf(1, 'opened', 'x', {}, 'w'), leaf(2, 'ballot', '2020-01-01T00:00:00.000Z', {}, 'w')]
  expect(times([...onTime, ...other, { index: 8, kind: 'x', at: 'x', data: null }])).toEqual([])
  expect(times([leaf(4, 'paper', '2020-01-01T00:00:00.000Z')])).toEqual([])
})

test('what is done at another time is named, with the time and its bound', () => {
  const early = '2026-11-18T00:59:59.999Z'
  expect(times([leaf(1, 'opened', early)])).toEqual([`opened_too_early tlog 1 ${early} / ${opensAt}`])
  expect(times([leaf(3, 'ballot', early)])).toEqual([`ballot_outside_period tlog 3 ${early} / ${opensAt}`])
  const late = '2026-11-25T01:10:00.001Z'
  expect(times([leaf(3, 'ballot', late)])).toEqual([`ballot_outside_period tlog 3 ${late} / ${closesAt}`])
  const before = '2026-11-25T00:59:59.999Z'
  expect(times([leaf(9, 'closed', before)])).toEqual([`closed_too_early tlog 9 ${before} / ${closesAt}`])
  expect(times([closed], rules, { closedAt: before } as SignedSheet)).toEqual([
    `closed_too_early result.json ${before} / ${closesAt}`,
  ])
  expect(times([closed], rules, { closedAt: late } as SignedSheet)).toEqual([
    `result_close_differs result.json ${late} / ${closesAt}`,
  ])
  expect(times([leaf(9, 'closed', late)])).toEqual([`result_close_differs result.json ${closesAt} / ${late}`])
  expect(verifyTimes({ vote: 'v', leaves: [leaf(9, 'closed', late)], rules, sheet: undefined })).toEqual([])
  expect(times([leaf(7, 'opened', 'soon')])).toEqual(['leaf_malformed tlog 7 at'])
})

test('the period itself is one, and leaves the days of notice', () => {
  expect(times([], period(closesAt))).toEqual([`period_wrong rules.json ${closesAt} / ${closesAt}`])
  expect(times([], period('2026-11-25T01:00:00.001Z'))).toEqual([`period_wrong rules.json 2026-11-25T01:00:00.001Z / ${closesAt}`]) // prettier-ignore
  expect(times([], period('2026-11-25T00:59:59.999Z'))).toEqual([])
  // From the morning of the 2nd in Shanghai fifteen days lie before the 17th; the 16th, until its midnight, is too early.
  expect(times([], period('2026-11-16T16:00:00.000Z'))).toEqual([])
  expect(times([], period('2026-11-16T15:59:59.999Z'))).toEqual(['notice_too_short rules.json 2026-11-16T15:59:59.999Z / 2026-11-17']) // prettier-ignore
  const { period: _, ...without } = rules
  expect(times([closed], without, { closedAt: '2026-11-01T00:00:00.000Z' } as SignedSheet)).toEqual([
    `result_close_differs result.json 2026-11-01T00:00:00.000Z / ${closesAt}`,
    'period_untold rules.json ',
  ])
})

const roll = {
  vote: 'v',
  units: [
    { no: 'a', owner: '1' },
    { no: 'b', owner: '1' },
    { no: 'c', owner: '2' },
  ],
  owners: [
    { no: '1', area: 500 },
    { no: '2', area: 300 },
  ],
} as unknown as Roll
const told = (index: number, units: unknown, proof = 'p', way = 'sign', vote = 'v') => leaf(index, 'delivery', opensAt, { units, proof, way }, vote) // prettier-ignore
const listed = (...owners: [string, string, string][]) =>
  ({ notReturned: owners.map(([owner, way, evidence]) => ({ owner, way, evidence })) }) as unknown as PaperAnnex
const deliveries = (leaves: readonly LogLeaf[], annex?: PaperAnnex, area = 0, heads = 0) =>
  verifyDeliveries({ leaves, roll, annex, sheet: { delivered: { area, heads } } as SignedSheet }).map(
    ({ code, where, detail }) => `${code} ${where} ${detail}`,
  )

test('deliveries are those of the log: the first proof of a door stays, and of an owner that of the first door', () => {
  const leaves = [told(1, ['a']), told(2, ['a', 'b', 'c'], 'q', 'post'), closed]
  expect(deliveries(leaves, listed(['1', 'sign', 'p'], ['2', 'post', 'q']), 800, 2)).toEqual([])
  expect(deliveries(leaves, listed(['1', 'post', 'q']), 800, 2)).toEqual(['paper_delivery_differs paper.json 1 '])
  expect(deliveries(leaves, listed(['1', 'sign', 'q']), 800, 2)).toEqual(['paper_delivery_differs paper.json 1 '])
  expect(deliveries(leaves, listed(['2', 'sign', 'q']), 800, 2)).toEqual(['paper_delivery_differs paper.json 2 '])
  expect(deliveries([closed], listed(['2', 'post', 'q']))).toEqual(['paper_delivery_differs paper.json 2 tlog'])
  // A door reached again gives its owner no new proof, though the first was of an owner who is not on the roll.
  expect(deliveries([told(1, ['x']), told(2, ['x', 'c'])], listed(['2', 'sign', 'p']), 300, 1)).toEqual([])
})

test('only deliveries of this vote before its close count, by area and by heads', () => {
  expect(deliveries([closed, told(10, ['a'])])).toEqual([])
  expect(deliveries([told(8, ['a']), closed], undefined, 500, 1)).toEqual([])
  expect(deliveries([told(8, ['a'])], undefined, 500, 1)).toEqual([])
  expect(deliveries([{ index: 0, kind: 'delivery', at: opensAt, data: null }])).toEqual([])
  expect(deliveries([told(1, ['a'], 'p', 'sign', 'w'), leaf(2, 'paper', opensAt, { units: ['a'] }), { ...leaf(0, 'closed', opensAt, {}, 'w') }, told(3, ['c'])], undefined, 300, 1)).toEqual([]) // prettier-ignore
  expect(deliveries([], undefined, 0, 1)).toEqual(['result_delivered_wrong result.json 1 / 0'])
  expect(deliveries([], undefined, 1, 0)).toEqual(['result_delivered_wrong result.json 0 / 0'])
  expect(deliveries([told(4, 'a')])).toEqual(['leaf_malformed tlog 4 units'])
  expect(verifyDeliveries({ leaves: [told(1, ['a'])], roll, annex: undefined, sheet: undefined })).toEqual([])
})

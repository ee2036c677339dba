import fc from 'fast-check'
import { expect, test } from 'vitest'
import { always, holds, is, known, type Value, type Words } from './conditions.ts'
import { markOf } from './measure-marks.ts'
import { fractionOf, percent, valueOfCounted } from './measure-values.ts'
import {
  amount,
  count,
  definitionOn,
  explainMeasure,
  rate,
  recordsOf,
  weighted,
  type Measure,
  type MeasurePart,
} from './measures.ts'

test('a rate is cut off after two decimals, never rounded up', () => {
  expect(percent(18_726, 19_115)).toBe('97.96')
  expect(percent(2, 3)).toBe('66.66')
  expect(percent(1, 3)).toBe('33.33')
  expect(percent(1, 1)).toBe('100.00')
  expect(percent(0, 7)).toBe('0.00')
  expect(percent(9_999_999, 10_000_000)).toBe('99.99')
  expect(percent(7, 100)).toBe('7.00')
})

test('of nothing there is no rate', () => {
  expect(percent(0, 0)).toBeNull()
  expect(percent(5, 0)).toBeNull()
})

test('a rate is never more than the truth, and less by under a hundredth', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 2_000_000 }), fc.nat(2_000_000), (denominator, numerator) => {
      const shown = BigInt(percent(numerator, denominator)!.replace('.', ''))
      const exact = BigInt(numerator) * 10_000n
      expect(shown * BigInt(denominator) <= exact && exact < (shown + 1n) * BigInt(denominator)).toBe(true)
      expect(percent(numerator, denominator)).toMatch(/^\d+\.\d\d$/)
    }),
  )
})

const words: Words<string> = { label: (field) => [field, field], say: (field) => [field, field] }
const record = fc.record({
  open: fc.boolean(),
  say: fc.constantFrom('satisfied', 'mostly', 'fair', 'dissatisfied', null),
  from: fc
    .integer({ min: 0, max: 800 })
    .map((days) => new Date(Date.UTC(2022, 0, 1) + days * 86_400_000).toISOString()),
  hours: fc.option(fc.integer({ min: 0, max: 500 }), { nil: null }),
})

const changed: Measure = {
  ...rate('changed', ['甲', 'A'], { part: is('open', false), of: always }, 'from'),
  earlier: [
    { until: '2023-01-01', definition: { kind: 'rate', part: is('open', true), of: known('hours') } },
    { until: '2022-06-01', definition: { kind: 'rate', part: always, of: is('say', 'fair') } },
  ],
}
const kinds: readonly Measure[] = [
  count('found', ['数', 'N'], is('open', true), 'from'),
  changed,
  weighted(
    'said',
    ['满意', 'S'],
    { of: always, field: 'say', weights: { satisfied: 1, mostly: 0.8, fair: 0.6, dissatisfied: 0 } },
    'from',
  ),
  amount('sum', 'sum', ['和', 'Sum'], { of: always, amount: { field: 'hours' } }, 'from', { unit: 'hours' }),
  amount('median', 'middle', ['中位', 'Middle'], { of: is('open', true), amount: { field: 'hours' } }, 'from', {
    unit: 'hours',
  }),
]

test('a record is marked exactly when the list behind the number holds it, whatever definition was in force on its day', () => {
  fc.assert(
    fc.property(record, fc.constantFrom(...kinds), (one, measure) => {
      const valueOf = (field: string) => one[field as keyof typeof one] as Value
      const asking = { now: '2025-01-01T00:00:00.000Z', me: null, myUnit: null }
      const mark = markOf(measure, valueOf)
      const among = (part: MeasurePart) => holds(recordsOf(measure, part), valueOf, asking)
      expect(mark !== null).toBe(among('denominator'))
      if (measure.definition.kind === 'rate') expect(mark?.numerator ?? 0).toBe(among('numerator') ? 1 : 0)
      if (mark) expect(Number.isSafeInteger(mark.numerator) && mark.denominator === 1).toBe(true)
    }),
  )
})

test('the definition of a day is the one in force then', () => {
  expect(definitionOn(changed, '2022-05-31')).toBe(changed.earlier![1]!.definition)
  expect(definitionOn(changed, '2022-06-01')).toBe(changed.earlier![0]!.definition)
  expect(definitionOn(changed, '2022-12-31')).toBe(changed.earlier![0]!.definition)
  expect(definitionOn(changed, '2023-01-01')).toBe(changed.definition)
})

test('values read in their unit, cut off, and of nothing there is none', () => {
  const [found, share, said, sum, middle] = kinds as [Measure, Measure, Measure, Measure, Measure]
  expect(valueOfCounted(found, { numerator: 19_115, denominator: 19_115 })).toBe('19115')
  expect(valueOfCounted(found, { numerator: 0, denominator: 0 })).toBe('0')
  expect(valueOfCounted(share, { numerator: 18_726, denominator: 19_115 })).toBe('97.96')
  expect(valueOfCounted(share, { numerator: 0, denominator: 0 })).toBeNull()
  expect(valueOfCounted(said, { numerator: 2_399, denominator: 3 })).toBe('79.96')
  expect(valueOfCounted(sum, { numerator: 123, denominator: 7 })).toBe('12.3')
  expect(valueOfCounted(middle, { numerator: 45, denominator: 9 })).toBe('4.5')
  expect(valueOfCounted(middle, { numerator: 0, denominator: 0 })).toBeNull()
})

test('a fraction reads as people count: weights as decimals, times in hours', () => {
  expect(fractionOf({ kind: 'weighted', unit: 'percent' }, { numerator: 3800, denominator: 4 })).toEqual(['3.8', '4'])
  expect(fractionOf({ kind: 'mean', unit: 'hours' }, { numerator: 123, denominator: 7 })).toEqual(['12.3', '7'])
  expect(fractionOf({ kind: 'rate', unit: 'percent' }, { numerator: 2, denominator: 3 })).toEqual(['2', '3'])
  expect(fractionOf({ kind: 'count', unit: 'cases' }, { numerator: 2, denominator: 2 })).toBeNull()
})

test('every measure says in one sentence what it is', () => {
  for (const measure of kinds) {
    const [zh, en] = explainMeasure(measure, words)
    expect(zh).toMatch(/^.+：.+，按from归入当期。$/u)
    expect(en.endsWith('.')).toBe(true)
  }
})

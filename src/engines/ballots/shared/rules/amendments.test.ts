import fc from 'fast-check'
import { expect, test } from 'vitest'
import { lawOn, type SetParameter } from './amendments.ts'
import { rulesOn, voteParameters, type Rule, type VoteParameter } from './rules.ts'

const keys = Object.keys(voteParameters) as VoteParameter[]
const dayOf = (nth: number) => `2026-12-${String(nth).padStart(2, '0')}`
const someParameters = fc.array(
  fc.record({ key: fc.constantFrom(...keys), value: fc.integer({ min: 1, max: 60 }), nth: fc.integer({ min: 1, max: 28 }) }),
  { maxLength: 12 },
) // prettier-ignore

test('without amendments the law is what the program knows', () => {
  const law = lawOn('2026-11-22')
  expect(law.rules).toEqual(rulesOn('2026-11-22'))
  for (const key of keys) {
    const { value, basis, confidence } = voteParameters[key]
    expect(law.parameter(key)).toEqual({ value, basis, confidence, from: null })
    expect(law.numberOf(key)).toBe(value)
  }
})

test('the latest amendment that is in force decides, in whatever order they were made, and none of a later day', () => {
  fc.assert(
    fc.property(someParameters, fc.integer({ min: 1, max: 28 }), (given, today) => {
      const once = new Map(given.map((each) => [`${each.key}/${each.nth}`, each]))
      const parameters = [...once.values()].map(({ key, value, nth }): SetParameter => ({ key, value, from: dayOf(nth), source: '依据' })) // prettier-ignore
      const law = lawOn(dayOf(today), { rules: [], parameters })
      for (const key of keys) {
        const [last] = parameters.filter((each) => each.key === key && each.from <= dayOf(today)).toSorted((a, b) => (a.from < b.from ? 1 : -1)) // prettier-ignore
        expect(law.numberOf(key)).toBe(last?.value ?? voteParameters[key].value)
        expect(law.parameter(key).from).toBe(last?.from ?? null)
      }
    }),
  )
})

test('of two amendments of one day the later one decides, and is sure', () => {
  const set = (value: number): SetParameter => ({ key: keys[0]!, value, from: '2026-12-01', source: '依据' })
  const law = lawOn('2026-12-01', { rules: [], parameters: [set(5), set(9)] })
  expect(law.parameter(keys[0]!)).toEqual({ value: 9, basis: '依据', confidence: 'sure', from: '2026-12-01' })
})

test('a rule of one matter leaves the others as they are', () => {
  const share = (numerator: number, denominator: number) => ({ numerator, denominator, strict: false })
  const both = { area: share(4, 5), heads: share(4, 5) }
  const rule: Rule = { matter: 'rebuild', article: ['新规第一条', 'New rule, article 1'], source: '新规', confidence: 'sure', validFrom: '2026-12-10', quorum: both, majority: both } // prettier-ignore
  const amended = { rules: [rule], parameters: [] }
  expect(lawOn('2026-12-09', amended).rules).toEqual(rulesOn('2026-12-09'))
  const law = lawOn('2026-12-10', amended).rules
  expect(law.get('rebuild')).toEqual(rule)
  expect(law.get('lift')).toEqual(rulesOn('2026-12-10').get('lift'))
})

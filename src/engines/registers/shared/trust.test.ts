import fc from 'fast-check'
import { expect, test } from 'vitest'
import { standing } from './trust.ts'
import type { Said, TrustRule } from './trust.ts'

const rules: readonly TrustRule[] = [
  { field: '*', source: '*', rank: 1, staleAfterDays: null },
  { field: '*', source: 'police', rank: 9, staleAfterDays: null },
  { field: 'phone', source: '*', rank: 3, staleAfterDays: 400 },
  { field: 'phone', source: 'police', rank: 2, staleAfterDays: null },
  { field: '*', source: 'visit', rank: 6, staleAfterDays: 100 },
]
const today = '2026-11-21'

function says(id: string, source: string, observedOn: string, fields: Said['fields'], at = '09:00'): Said {
  return { id, source, observedOn, recordedAt: `${observedOn}T${at}:00Z`, fields }
}

const nameOf = (...said: readonly Said[]) => standing(said, rules, today).fields['name']
const phoneOf = (...said: readonly Said[]) => standing(said, rules, today).fields['phone']

test('the source that is believed more wins over a fresher one', () => {
  const police = says('1', 'police', '2020-01-01', { name: '沈若溪' })
  const committee = says('2', 'committee', '2026-11-01', { name: '沈若西' })
  expect(nameOf(police, committee)).toBe('沈若溪')
  expect(standing([police, committee], rules, today).origins['name']).toEqual({
    source: 'police',
    observedOn: '2020-01-01',
    statement: '1',
  })
})

test('a rule for field and source comes before one for the source, and that before one for the field', () => {
  const police = says('1', 'police', '2026-11-01', { phone: '19900000001' })
  const cloud = says('2', 'community_cloud', '2026-10-01', { phone: '19900000002' })
  const visit = says('3', 'visit', '2026-09-20', { phone: '19900000003' })
  expect(phoneOf(police, cloud)).toBe('19900000002')
  expect(phoneOf(police, cloud, visit)).toBe('19900000003')
})

test('what is stale loses its rank, and stands when nothing else speaks', () => {
  const visit = says('1', 'visit', '2026-01-01', { name: '陆知远' })
  const committee = says('2', 'committee', '2025-01-01', { name: '陆之远' })
  expect(nameOf(visit, committee)).toBe('陆之远')
  expect(nameOf(visit)).toBe('陆知远')
})

test('on the last day it is not yet stale', () => {
  const visit = says('1', 'visit', '2026-08-13', { name: '陆知远' })
  const committee = says('2', 'committee', '2026-11-01', { name: '陆之远' })
  expect(nameOf(visit, committee)).toBe('陆知远')
  expect(standing([visit, committee], rules, '2026-11-22').fields['name']).toBe('陆之远')
})

test('of two equally believed the fresher stands, then what was written down later, then the later id', () => {
  const old = says('1', 'committee', '2026-01-01', { name: '一' })
  const fresh = says('2', 'committee', '2026-02-01', { name: '二' })
  const later = says('3', 'committee', '2026-02-01', { name: '三' }, '10:00')
  const last = says('4', 'committee', '2026-02-01', { name: '四' }, '10:00')
  expect([nameOf(old, fresh), nameOf(later, fresh, old), nameOf(last, later)]).toEqual(['二', '三', '四'])
})

test('said to be empty wins as a value does; not spoken of does not', () => {
  const phone = says('1', 'committee', '2026-01-01', { phone: '19900000001', name: '顾明' })
  const none = says('2', 'committee', '2026-03-01', { phone: null })
  const silent = says('3', 'committee', '2026-04-01', { phone: undefined })
  expect(standing([phone, none, silent], rules, today).fields).toEqual({ name: '顾明', phone: null })
})

test('a source without a rule is believed before what is stale', () => {
  const some: readonly TrustRule[] = [{ field: '*', source: 'visit', rank: 6, staleAfterDays: 10 }]
  const said = [says('1', 'visit', '2026-01-01', { name: '甲' }), says('2', 'tax', '2020-01-01', { name: '乙' })]
  expect(standing(said, some, today).fields['name']).toBe('乙')
})

const aSaid = fc.record({
  id: fc.uuid(),
  source: fc.constantFrom('police', 'visit', 'committee', 'tax'),
  observedOn: fc.constantFrom('2019-05-01', '2026-01-01', '2026-10-01', '2026-11-20'),
  recordedAt: fc.constantFrom('2026-11-20T01:00:00Z', '2026-11-20T02:00:00Z'),
  fields: fc.dictionary(fc.constantFrom('name', 'phone', 'birth'), fc.constantFrom('a', 'b', null, 7)),
})
const someSaid = fc.uniqueArray(aSaid, { selector: (each) => each.id, maxLength: 8 })
const aRule = fc.record({
  field: fc.constantFrom('*', 'name', 'phone'),
  source: fc.constantFrom('*', 'police', 'visit'),
  rank: fc.integer({ min: 0, max: 9 }),
  staleAfterDays: fc.option(fc.integer({ min: 0, max: 500 })),
})
const someRules = fc.array(aRule, { maxLength: 6 })

test('neither the order of statements nor that of rules matters', () => {
  const shuffled = fc.tuple(someSaid, someRules).chain(([said, its]) =>
    fc.record({
      said: fc.constant(said),
      rules: fc.constant(its),
      saidMixed: fc.shuffledSubarray(said, { minLength: said.length }),
      rulesMixed: fc.shuffledSubarray(its, { minLength: its.length }),
    }),
  )
  fc.assert(
    fc.property(shuffled, (each) => {
      expect(standing(each.saidMixed, each.rulesMixed, today)).toEqual(standing(each.said, each.rules, today))
    }),
  )
})

test('one more statement that is believed less and is older changes nothing that was spoken of', () => {
  fc.assert(
    fc.property(someSaid, aSaid, (said, more) => {
      const ranked: readonly TrustRule[] = [
        { field: '*', source: '*', rank: 5, staleAfterDays: null },
        { field: '*', source: 'rumour', rank: 1, staleAfterDays: null },
      ]
      const before = standing(said, ranked, today)
      const after = standing([...said, { ...more, source: 'rumour', observedOn: '2000-01-01' }], ranked, today)
      expect(after.fields).toMatchObject(before.fields)
      expect(after.origins).toMatchObject(before.origins)
    }),
  )
})

test('taking a statement back restores what stood before it', () => {
  fc.assert(
    fc.property(someSaid, aSaid, someRules, (said, more, its) => {
      fc.pre(said.every((each) => each.id !== more.id))
      const before = standing(said, its, today)
      const withMore = [more, ...said]
      standing(withMore, its, today)
      expect(
        standing(
          withMore.filter((each) => each.id !== more.id),
          its,
          today,
        ),
      ).toEqual(before)
    }),
  )
})

test('every standing value is one that the named statement said', () => {
  fc.assert(
    fc.property(someSaid, someRules, (said, its) => {
      const { fields, origins } = standing(said, its, today)
      for (const [field, value] of Object.entries(fields)) {
        const statement = said.find((each) => each.id === origins[field]!.statement)!
        expect(statement.fields[field]).toEqual(value)
      }
      expect(new Set(Object.keys(fields))).toEqual(new Set(said.flatMap((each) => Object.keys(each.fields))))
    }),
  )
})

import { expect, test } from 'vitest'
import { aCaseType, monday } from '../../../../test/cases.ts'
import { routeCase, ruleHolds, unitFor, wordsOfType } from './routing.ts'

const type = aCaseType()

test('every rule says whether it holds and why, in order; the test beside each rule is true', () => {
  const outcomes = routeCase(type, { answers: { bags: 12 } }, monday)
  expect(outcomes.map(({ rule, matched, why }) => [rule.id, matched, why])).toEqual([
    ['many', true, ['袋数不早于（不少于）10', 'Bags is at least 10']],
    ['rest', true, ['任何情况', 'always']],
  ])
  expect(routeCase(type, { answers: { bags: 9 } }, monday).map((each) => each.matched)).toEqual([false, true])
  for (const rule of type.routing) {
    expect(ruleHolds(rule, rule.matches, monday)).toBe(true)
    if (rule.misses) expect(ruleHolds(rule, rule.misses, monday)).toBe(false)
  }
})

test('a destination is a unit by its code, or the one that answers for the place', () => {
  const units = [
    { code: 'sanitation', kind: 'team', committee: null, comprehensive: null },
    { code: 'c1', kind: 'committee', committee: '310107015001', comprehensive: null },
    { code: 'p1', kind: 'property', committee: '310107015001', comprehensive: null },
    { code: 's1', kind: 'station', committee: null, comprehensive: 'Z01' },
  ]
  const to = (destination: Parameters<typeof unitFor>[0], committee: string | null, comprehensive: string | null) =>
    unitFor(destination, { committee, comprehensive }, units)?.code
  expect(to({ unit: 'sanitation' }, null, null)).toBe('sanitation')
  expect(to({ unit: 'nobody' }, null, null)).toBeUndefined()
  expect(to({ unitOf: 'committee' }, '310107015001', null)).toBe('c1')
  expect(to({ unitOf: 'property' }, '310107015001', null)).toBe('p1')
  expect(to({ unitOf: 'station' }, '310107015001', 'Z01')).toBe('s1')
  // Nothing is known of the place: nobody answers for it, least of all a unit without a place.
  for (const unitOf of ['committee', 'property', 'station'] as const) expect(to({ unitOf }, null, null)).toBeUndefined()
})

test('conditions read aloud in the words of the desk and of the type', () => {
  const words = wordsOfType(type)
  expect(words.label('answers.kind')).toEqual(['种类', 'Kind'])
  expect(words.say('answers.kind', 'building')).toEqual(['建筑垃圾', 'Rubble'])
  expect(words.label('leadUnit')).toEqual(['主办单位', 'lead unit'])
  expect(words.say('state', 'checking')).toEqual(['待核查', 'Waiting for check'])
  expect(words.say('source', 'hotline')).toEqual(['12345 热线', '12345 hotline'])
  expect(words.say('category', 'gb2026:m:06010')[0]).toBe('暴露垃圾')
  expect(words.say('parked', true)).toEqual(['是', 'yes'])
  expect(words.say('state', 'constructor')).toEqual(['constructor', 'constructor'])
})

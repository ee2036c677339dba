import { expect, test } from 'vitest'
import { categories, factFindings, findCategory, results } from '#engines/cases/shared'
import type { FactFinding, Outcome } from '#engines/cases/shared'
import { addressesOf } from './addresses.ts'
import {
  answerText,
  describe,
  factNote,
  feedbackText,
  firstContactNote,
  missedContactReason,
  phrasebook,
  placeOf,
} from './descriptions.ts'
import { makeRng, pick } from './rng.ts'

const addresses = addressesOf('310107015')

test('some fifty categories have phrases of their own: six or more descriptions each, all different', () => {
  const keys = Object.keys(phrasebook)
  expect(keys.length).toBeGreaterThanOrEqual(50)
  for (const key of keys) {
    if (key !== '井盖') expect([key, findCategory(key)?.key]).toEqual([key, key])
    const { titles, texts, done } = phrasebook[key] ?? { titles: [], texts: [], done: [] }
    expect([key, texts.length >= 6, titles.length >= 3, done.length >= 3]).toEqual([key, true, true, true])
    expect(new Set(texts).size).toBe(texts.length)
  }
})

test('every category of the catalogue can be told, with nothing left to fill in', () => {
  const rng = makeRng(5)
  for (const { key } of categories()) {
    for (let turn = 0; turn < 8; turn++) {
      const { title, text } = describe(
        key,
        pick(rng, addresses),
        rng,
        pick(rng, ['patrol', 'caller', 'police'] as const),
      )
      const fact = pick(rng, Object.keys(factFindings) as FactFinding[])
      const result = pick(rng, Object.keys(results) as Outcome[])
      const said = [
        title,
        text,
        feedbackText(key, rng, text),
        answerText(key, { fact, result }, rng, text),
        factNote(fact, rng),
      ]
      for (const each of said) expect(each).toMatch(/^[^{}]{4,120}$/)
      expect(title.length).toBeLessThanOrEqual(40)
    }
  }
})

test('a description names the place it is about', () => {
  const rng = makeRng(9)
  for (let turn = 0; turn < 300; turn++) {
    const address = pick(rng, addresses)
    const { title, text } = describe(pick(rng, categories()).key, address, rng)
    expect(title.startsWith(address.text)).toBe(true)
    const names = [address.text, address.road, address.compound, address.shop].filter((each) => each !== null)
    if (!text.startsWith('咨询')) expect(names.some((each) => text.includes(each))).toBe(true)
  }
})

test('the same seed tells the same', () => {
  const [address] = addresses
  if (!address) throw new Error('no address')
  const tell = (seed: number) => describe('gb2026:m:06010', address, makeRng(seed), 'caller')
  expect(tell(1)).toEqual(tell(1))
  expect(
    Array.from({ length: 20 }, (_, seed) => tell(seed).text).filter((each) => each === tell(1).text).length,
  ).toBeLessThan(8)
})

test('group rental is in dwellings, trading outside the shop at shops', () => {
  expect(placeOf('local:m:51001')).toBe('building')
  expect(placeOf('gb2026:m:09005')).toBe('shop')
  expect(placeOf('gb2013:m:0405')).toBe('shop')
  expect(placeOf('gb2026:m:06010')).toBe('any')
})

test('an answer to what was not true does not claim that it was mended', () => {
  const rng = makeRng(2)
  for (let turn = 0; turn < 50; turn++) {
    const answer = answerText('local:m:51004', { fact: 'not_true', result: 'explained' }, rng)
    expect(answer).toMatch(/未发现|不属实|未见/)
  }
})

test('notes on the first contact', () => {
  const rng = makeRng(4)
  expect(firstContactNote(rng)).toMatch(/。$/)
  expect(missedContactReason(rng)).toMatch(/。$/)
})

import fc from 'fast-check'
import { expect, test } from 'vitest'
import { answersOf, choice, cleanText, day, flag, integer, phone, sayAnswer, text, type Form } from './fields.ts'

const form = {
  what: text(['情况', 'What']),
  kind: choice(['种类', 'Kind'], { noise: ['噪声', 'Noise'], dirt: ['脏乱', 'Dirt'] }, { optional: true }),
  floor: integer(['楼层', 'Floor'], { optional: true, min: 1, max: 60, unit: ['层', 'floor'] }),
  night: flag(['夜间', 'At night'], { optional: true }),
  since: day(['始于', 'Since'], { optional: true }),
  call: phone(['电话', 'Phone'], { optional: true }),
} satisfies Form
const fits = (given: unknown) => answersOf(form).safeParse(given).success

test('what was asked is answered in its own kind', () => {
  expect(
    fits({ what: '夜里施工', kind: 'noise', floor: 3, night: true, since: '2026-02-28', call: '19900000000' }),
  ).toBe(true)
  expect(fits({ what: '夜里施工' })).toBe(true)
  for (const wrong of [
    {},
    { what: '' },
    { what: '   ' },
    { what: 1 },
    { what: '长'.repeat(201) },
    { what: 'x', kind: 'other' },
    { what: 'x', floor: 0 },
    { what: 'x', floor: 61 },
    { what: 'x', floor: 1.5 },
    { what: 'x', floor: '3' },
    { what: 'x', floor: Number.NaN },
    { what: 'x', night: 'yes' },
    { what: 'x', since: '2026-02-30' },
    { what: 'x', since: '2026-2-3' },
    { what: 'x', call: '12' },
    { what: null },
    [],
    null,
    'x',
  ])
    expect([wrong, fits(wrong)]).toEqual([wrong, false])
})

test('nothing is kept that no one asked for, whatever its name', () => {
  for (const name of ['extra', 'constructor', 'toString', 'hasOwnProperty', 'prototype', ''])
    expect([name, fits({ what: 'x', [name]: 'y' })]).toEqual([name, false])
  const sneaky: unknown = JSON.parse('{"what":"x","__proto__":{"kind":"noise"}}')
  const parsed = answersOf(form).safeParse(sneaky)
  if (parsed.success) {
    expect(Object.keys(parsed.data)).toEqual(['what'])
    expect(parsed.data['kind']).toBeUndefined()
  }
  for (const name of ['constructor', '__proto__', 'toString', 'valueOf'])
    expect([name, fits({ what: 'x', kind: name })]).toEqual([name, false])
})

test('text that the database could not keep is refused', () => {
  const clean = cleanText(10)
  for (const wrong of ['a\u0000b', '\ud800', 'x\udc00y', '😀'.slice(0, 1)])
    expect([wrong, clean.safeParse(wrong).success]).toEqual([wrong, false])
  for (const right of ['😀', '𠮷野家', 'ＡＢＣ', '\u202e', 'e\u0301'])
    expect([right, clean.safeParse(right).success]).toEqual([right, true])
  expect(clean.parse('  前后  ')).toBe('前后')
  fc.assert(
    fc.property(
      fc.array(fc.nat(0xffff), { maxLength: 10 }).map((codes) => String.fromCharCode(...codes)),
      (value) => {
        const parsed = clean.safeParse(value)
        if (parsed.success) expect(!/[\p{Cs}\0]/u.test(parsed.data)).toBe(true)
      },
    ),
  )
})

test('an answer is read aloud in both languages, and an open question is a dash', () => {
  expect(sayAnswer(form.kind, 'noise')).toEqual(['噪声', 'Noise'])
  expect(sayAnswer(form.kind, 'gone')).toEqual(['gone', 'gone'])
  expect(sayAnswer(form.kind, 'constructor')).toEqual(['constructor', 'constructor'])
  expect(sayAnswer(form.floor, 3)).toEqual(['3 层', '3 floor'])
  expect(sayAnswer(form.night, false)).toEqual(['否', 'no'])
  expect(sayAnswer(form.what, undefined)).toEqual(['—', '—'])
})

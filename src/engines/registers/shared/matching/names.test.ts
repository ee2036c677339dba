import fc from 'fast-check'
import { expect, test } from 'vitest'
import { compareBirths, plainBirth } from './births.ts'
import { nearness } from './documents.ts'
import { nameBits } from './name-frequency.ts'
import { compareNames, plainName, soundsOf } from './names.ts'
import { traitsOf } from './traits.ts'

test.each([
  [' 沈 若 溪 ', '沈若溪'],
  ['沈若溪(已迁出)', '沈若溪'],
  ['張偉', '张伟'],
  ['买买提·吐尔逊', '买买提吐尔逊'],
  ['Anna  Berg', 'ANNA BERG'],
  ['BERG, Anna', 'ANNA BERG'],
  ['  ', undefined],
])('the name %j is compared as %s', (written, plain) => {
  expect(plainName(written)).toBe(plain)
})

test.each([
  ['张伟', '李伟', 'different'],
  ['张伟', '张敏', 'surname'],
  ['欧阳明华', '明华欧阳', 'swapped'],
  ['欧阳明', '欧阳华', 'surname'],
  ['沈若溪', '顾明远', 'different'],
  ['李秀芳', '芳芳', 'nickname'],
  ['李秀芳', '老王', 'different'],
])('%s and %s: %s', (one, two, level) => {
  expect(compareNames(one, two)).toBe(level)
})

test('swapped names sound the same to the index', () => {
  expect(soundsOf('伟张')).toBe(soundsOf('张伟'))
  expect(soundsOf('陈晓明')).toBe(soundsOf('程小民'))
})

test('a common name says less', () => {
  expect(nameBits('张伟')).toBeLessThan(nameBits('张晓峰'))
  expect(nameBits('王芳')).toBeLessThan(13)
  expect(nameBits('濮阳若溪')).toBe(16)
})

test.each([
  ['1950.3.2', '1950-03-02'],
  ['19500302', '1950-03-02'],
  ['1950年3月', '1950-03'],
  ['1950年3月2日', '1950-03-02'],
  ['1950/3/2 0:00:00', '1950-03-02'],
  ['１９５０', '1950'],
  ['1950-13-02', '1950'],
  ['50后', undefined],
  ['', undefined],
])('the birth %j is read as %s', (written, birth) => {
  expect(plainBirth(written)).toBe(birth)
})

test('the day and month of another year are no slip', () => {
  expect(compareBirths('1956-03-12', '1931-07-29')).toBe('different')
  expect(compareBirths('1956-03', '1956-04')).toBe('different')
  expect(compareBirths('1956', '1950-03-12')).toBe('different')
})

test.each([
  ['310107195603120024', '310107195603120034', 'one'],
  ['310107195603120024', '310107195630120024', 'one'],
  ['310107195603120024', '31010719560312002', 'one'],
  ['310107195603120024', '310107195603120135', 'far'],
  ['310107195603120024', '310107195603120014', 'one'],
  ['310107195603120024', '310107195703130024', 'two'],
  ['310107195603120024', '3101071956', 'far'],
])('%s and %s are %s apart', (one, two, level) => {
  expect(nearness(one, two)).toBe(level)
  expect(nearness(two, one)).toBe(level)
})

const digit = Array.from('0123456789')

test('one slip of the hand is always one', () => {
  const digits = fc.string({ unit: fc.constantFrom(...digit), minLength: 18, maxLength: 18 })
  fc.assert(
    fc.property(digits, fc.nat(17), fc.constantFrom(...digit), (number, at, other) => {
      fc.pre(number[at] !== other)
      expect(nearness(number, number.slice(0, at) + other + number.slice(at + 1))).toBe('one')
      expect(nearness(number, number.slice(0, at) + number.slice(at + 1))).toBe('one')
    }),
  )
})

test('phones are read out of one cell, whatever stands between', () => {
  const phones = (phone: string) => traitsOf('person', { phone }).phones
  expect(phones('19900000001、62000001')).toEqual(['19900000001', '62000001'])
  expect(phones('+86 199-0000-0001')).toEqual(['19900000001'])
  expect(phones('021-62000001;１９９００００' + '０００２')).toEqual(['62000001', '19900000002'])
  expect(phones('无')).toEqual([])
  expect(phones('00000000')).toEqual([])
})

test('no text breaks it', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), fc.string(), fc.string(), (name, idNumber, birth) => {
      const traits = traitsOf('person', { name, idNumber, birth, phone: birth, sex: name, kin: name }, [])
      expect(compareNames(traits.name ?? '一', '张伟')).toBeTypeOf('string')
      expect(traitsOf('enterprise', { name, uscc: idNumber }).register).toBe('enterprise')
    }),
  )
})

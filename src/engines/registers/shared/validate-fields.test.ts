import fc from 'fast-check'
import { expect, test } from 'vitest'
import { makeResidentId } from '#model'
import { readDay } from './read-day.ts'
import { readNumber } from './read-number.ts'
import { baseRegisters } from './base-registers.ts'
import { checkFields } from './validate-fields.ts'

const { person, home, enterprise } = baseRegisters
const published = '11010519491231002X'

test('a day is read however a list writes it', () => {
  for (const written of [
    '1950-03-02',
    '1950-3-2',
    '1950/3/2',
    '1950.3.2',
    '1950. 3. 2',
    '19500302',
    19500302,
    '1950年3月2日',
    '1950年03月02号',
    '1950 年 3 月 2 日',
    '１９５０－０３－０２',
    ' 1950年3月2日 星期四',
    '1950-03-02T00:00:00.000Z',
    '1950-03-02 00:00:00',
    '一九五〇年三月二日',
    "'1950-03-02",
    18324,
    '18324',
  ])
    expect(readDay(written), String(written)).toBe('1950-03-02')
  expect(readDay('一九四九年十二月二十一日')).toBe('1949-12-21')
  for (const written of ['1950年3月', '50.3.2', '1950-13-02', '1950-02-30', '02/03/1950', '不详', '', 12, true, null])
    expect(readDay(written), String(written)).toBeNull()
})

test('every day of two centuries is read from its usual shapes', () => {
  fc.assert(
    fc.property(fc.integer({ min: -25_000, max: 40_000 }), (number) => {
      const day = new Date(number * 86_400_000).toISOString().slice(0, 10)
      const [year, month, date] = day.split('-').map(Number)
      for (const written of [day, day.replaceAll('-', ''), `${year}.${month}.${date}`, `${year}年${month}月${date}日`])
        expect(readDay(written)).toBe(day)
    }),
  )
})

test('a number is read with its words, and kept in the unit of the field', () => {
  const area = home.fields['area']!.field as never
  const capital = enterprise.fields['capital']!.field as never
  const tax = enterprise.fields['taxTotal']!.field as never
  const readInteger = (field: never, written: string | number) => {
    const read = readNumber(field, written)
    return 'value' in read ? read.value : null
  }
  expect(['89.53', '89.53平方米', '８９．５３ ㎡', 8953].map((each) => readInteger(area, each))).toEqual([
    8953, 8953, 8953, 8953,
  ])
  expect(['500', '500万', '500万元', '5,000,000元', 500].map((each) => readInteger(capital, each))).toEqual(
    Array(5).fill(500),
  )
  expect(['1200万', '12000000', '1,200万元'].map((each) => readInteger(tax, each))).toEqual(Array(3).fill(12_000_000))
  expect(['二十', '1.5', '', '-'].map((each) => readInteger(person.fields['birth']!.field as never, each))).toEqual(
    Array(4).fill(null),
  )
})

test('what people type is kept plain', () => {
  const { fields, problems } = checkFields(person, {
    name: ' 张　三 ',
    sex: '男性',
    phone: '１９９ ０００５-6789',
    livesAlone: '是',
    nation: '汉 ',
    education: '/',
    contactPhone: '',
  })
  expect(problems).toEqual({})
  expect(fields).toEqual({
    name: '张三',
    sex: 'male',
    phone: '19900056789',
    livesAlone: true,
    nation: '汉',
    education: null,
    contactPhone: null,
  })
  expect(checkFields(home, { lane: '100弄', number: '３号', room: '201室' }).fields).toEqual({
    lane: '100',
    number: '3',
    room: '201',
  })
  expect(checkFields(enterprise, { name: '上海某某（集团）有限公司' }).fields['name']).toBe('上海某某（集团）有限公司')
})

test('a document number tells its type, the birth and the sex; 15 places become 18', () => {
  expect(checkFields(person, { name: '张三', idNumber: '11010519491231002x' }).fields).toMatchObject({
    idNumber: published,
    idType: 'resident',
    birth: '1949-12-31',
    sex: 'female',
  })
  expect(checkFields(person, { idNumber: '440524800101001' }).fields).toMatchObject({
    idNumber: '44052419800101001' + checkOf('44052419800101001'),
    birth: '1980-01-01',
    sex: 'male',
  })
  expect(checkFields(person, { idNumber: 'H12345678' }).fields).toMatchObject({ idType: 'hmt_travel' })
  expect(checkFields(person, { idType: '护照', idNumber: 'e12345678' }).fields).toMatchObject({
    idType: 'passport',
    idNumber: 'E12345678',
  })
})

const checkOf = (first17: string) =>
  makeResidentId({
    division: first17.slice(0, 6),
    birth: `${first17.slice(6, 10)}-${first17.slice(10, 12)}-${first17.slice(12, 14)}`,
    serial: Number(first17.slice(14)),
  }).slice(-1)

test('a wrong digit is a problem, a contradiction a doubt', () => {
  expect(checkFields(person, { idNumber: '110105194912310021' }).problems).toHaveProperty('idNumber')
  expect(checkFields(person, { idNumber: published, birth: '1949-12-30', sex: '女' }).doubts).toHaveProperty('birth')
  expect(checkFields(person, { idNumber: published, sex: '男' }).doubts).toHaveProperty('sex')
  expect(checkFields(person, { idNumber: published, idType: '港澳台居民居住证' }).doubts).toHaveProperty('idType')
  expect(checkFields(person, { birth: '1950-01-01' }, { standing: { idNumber: published } }).doubts).toHaveProperty(
    'birth',
  )
  expect(checkFields(person, { birth: '2026-12-01' }, { today: '2026-11-22' }).problems).toHaveProperty('birth')
})

test('what must be there is asked of a new entry only, and is never emptied', () => {
  expect(checkFields(person, { sex: '女' }).problems).toEqual({})
  expect(checkFields(person, { sex: '女' }, { whole: true }).problems).toHaveProperty('name')
  expect(checkFields(person, { name: ' ' }).problems).toHaveProperty('name')
  expect(checkFields(person, { shoe: '42' }).problems).toHaveProperty('shoe')
  expect(checkFields(person, { toString: '42' }).problems).toHaveProperty('toString')
  expect(checkFields(person, { name: 'a\0b', sex: '不详', livesAlone: '也许' }).problems).toMatchObject({
    name: expect.anything(),
    sex: expect.anything(),
    livesAlone: expect.anything(),
  })
})

test('what was checked is checked again without change', () => {
  const values = fc.oneof(
    fc.string({ unit: 'grapheme', maxLength: 12 }),
    fc.integer(),
    fc.boolean(),
    fc.constantFrom('男', '女', '是', '否', '1950.3.2', published, '19900056789', '汉族', null),
  )
  const names = Object.keys(person.fields)
  fc.assert(
    fc.property(fc.dictionary(fc.constantFrom(...names), values), (said) => {
      const once = checkFields(person, said)
      // What an unreadable cell hides is not filled in from the number; left out, it would be.
      fc.pre(!['birth', 'sex', 'idType'].some((name) => name in once.problems))
      const again = checkFields(person, once.fields)
      expect(again).toEqual({ fields: once.fields, problems: {}, doubts: once.doubts })
    }),
    { numRuns: 400 },
  )
})

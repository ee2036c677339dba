import fc from 'fast-check'
import { expect, test } from 'vitest'
import * as codes from './index.ts'

const {
  readDivisionCode,
  readForeignResidentId,
  readMilitaryId,
  readPassport,
  readPlate,
  readRealEstateUnit,
  readTravelPermit,
} = codes

test('foreign permanent residents, on the old card and the new', () => {
  // The specimens of the cards that were shown in public.
  expect(readForeignResidentId('can110081080310', '2026-11-21')).toEqual({
    ok: true,
    value: {
      id: 'CAN110081080310',
      card: 2004,
      country: 'CAN',
      province: '11',
      birth: '1981-08-03',
      sex: null,
    },
  })
  expect(readForeignResidentId('KAZ110090123105').ok).toBe(true)
  expect(readForeignResidentId('911124198108030024')).toMatchObject({
    ok: true,
    value: { card: 2023, country: '124', province: '11', birth: '1981-08-03', sex: 'female' },
  })
  for (const [text, error] of [
    ['11010519491231002X', 'foreign_resident_id_shape'],
    ['CA1110081080310', 'foreign_resident_id_shape'],
    ['CAN990081080310', 'foreign_resident_id_division'],
    ['999124198108030024', 'foreign_resident_id_division'],
    ['CAN110081133010', 'foreign_resident_id_birth'],
    ['911124198102300024', 'foreign_resident_id_birth'],
    ['911124209901010024', 'foreign_resident_id_birth_future'],
    ['CAN110081080311', 'foreign_resident_id_check'],
    ['911124198108030025', 'foreign_resident_id_check'],
  ] as const)
    expect([text, readForeignResidentId(text)]).toEqual([text, { ok: false, error }])
})

test('travel documents by their shape', () => {
  for (const right of ['E12345678', 'ea1234567', ' G 12345678', 'C01X00T47', '123456789', 'K1234567'])
    expect([right, readPassport(right).ok]).toEqual([right, true])
  for (const wrong of ['', 'ABCDEF', '11010519491231002X', '护照12345678'])
    expect([wrong, readPassport(wrong).ok]).toEqual([wrong, false])
  expect(readTravelPermit('h1234567800')).toEqual({ ok: true, value: { number: 'H12345678', from: 'hong_kong' } })
  expect(readTravelPermit('M12345678')).toMatchObject({ ok: true, value: { from: 'macao' } })
  expect(readTravelPermit('１２３４５６７８')).toMatchObject({ ok: true, value: { from: 'taiwan' } })
  expect(readTravelPermit('1234567890（B）')).toMatchObject({ ok: true, value: { number: '1234567890B' } })
  expect(readTravelPermit('H1234567')).toEqual({ ok: false, error: 'travel_permit_shape' })
  expect(readMilitaryId('南字第12345678号')).toEqual({ ok: true, value: '南字第12345678号' })
  expect(readMilitaryId('武 字 1234567')).toEqual({ ok: true, value: '武字第1234567号' })
  expect(readMilitaryId('1234567')).toEqual({ ok: false, error: 'military_id_shape' })
})

test.each([
  ['沪A12345', '沪A12345', 'ordinary'],
  ['沪 a·12b45', '沪A12B45', 'ordinary'],
  ['沪AD12345', '沪AD12345', 'new_energy'],
  ['沪A12345D', '沪A12345D', 'new_energy'],
  ['沪AGC8812', '沪AGC8812', 'new_energy'],
  ['沪A1234挂', '沪A1234挂', 'trailer'],
  ['沪A1234学', '沪A1234学', 'learner'],
  ['沪A1234警', '沪A1234警', 'police'],
  ['粤Z1234港', '粤Z1234港', 'hong_kong'],
  ['粤Z1234澳', '粤Z1234澳', 'macao'],
  ['使014578', '使014578', 'embassy'],
  ['沪A·1234领', '沪A1234领', 'consulate'],
  ['WJ沪1234X', 'WJ沪1234X', 'armed_police'],
])('%s is the plate %s: %s', (text, plate, kind) => {
  expect(readPlate(text)).toEqual({ ok: true, value: { plate, kind } })
})

test.each(['', '沪A1234', '沪A123456', '申A12345', '沪I12345', '沪A1234O', '粤A1234港', '京津12345'])(
  '%s is no plate',
  (text) => {
    expect(readPlate(text)).toEqual({ ok: false, error: 'plate_shape' })
  },
)

test('real-estate units', () => {
  expect(readRealEstateUnit('310107 001001 GB00012 F00010005')).toEqual({
    ok: true,
    value: {
      code: '310107001001GB00012F00010005',
      parcel: '310107001001GB00012',
      division: '310107',
      fixture: 'F',
      building: '0001',
      unit: '0005',
    },
  })
  expect(readRealEstateUnit('310107001001GB00012W00000000')).toMatchObject({ ok: true, value: { building: null } })
  for (const [text, error] of [
    ['310107001001GB00012F0001000', 'real_estate_unit_shape'],
    ['990107001001GB00012F00010005', 'real_estate_unit_division'],
    ['310107001001AB00012F00010005', 'real_estate_unit_parcel'],
    ['310107001001GB00012W00010005', 'real_estate_unit_fixture'],
    ['310107001001GB00012X00010005', 'real_estate_unit_fixture'],
  ] as const)
    expect([text, readRealEstateUnit(text)]).toEqual([text, { ok: false, error }])
})

test('division codes', () => {
  expect(readDivisionCode('310107')).toEqual({ ok: true, value: { code: '310107', level: 'county' } })
  expect(readDivisionCode('３１０１０７０１５')).toMatchObject({ ok: true, value: { level: 'street' } })
  expect(readDivisionCode('310107015001')).toMatchObject({ ok: true, value: { level: 'committee' } })
  expect(readDivisionCode('3101070')).toEqual({ ok: false, error: 'division_code_shape' })
  expect(readDivisionCode('990107')).toEqual({ ok: false, error: 'division_code_province' })
})

// fast-check's own binary strings take seconds to prepare on a busy machine.
const anyText = fc.array(fc.nat(0xffff), { maxLength: 30 }).map((units) => String.fromCharCode(...units))

test('no reader throws, and what is wrong has a sentence', () => {
  const readers = Object.entries(codes).flatMap(([name, value]) =>
    name.startsWith('read') ? [value as (text: string) => codes.ReadCode] : [],
  )
  expect(readers).toHaveLength(11)
  const texts = fc.oneof(anyText, fc.string({ unit: fc.constantFrom(...'0123456789XxHM沪使字第号-W'.split('')) }))
  fc.assert(
    fc.property(fc.constantFrom(...readers), texts, (read, text) => {
      const result = read(text)
      if (!result.ok) expect(codes.codeTroubles[result.error]).toHaveLength(2)
    }),
  )
})

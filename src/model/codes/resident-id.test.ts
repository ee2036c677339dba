import fc from 'fast-check'
import { expect, test } from 'vitest'
import { asEighteen, makeResidentId, readResidentId, residentCheck } from './resident-id.ts'

const today = '2026-11-21'
const read = (text: string) => readResidentId(text, today)
const dates = fc
  .date({ min: new Date('1900-01-01'), max: new Date('2026-11-20'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10))
const invented = fc
  .record({
    division: fc.constantFrom('310107', '110105', '440524', '650104', '810000', '820000', '830000'),
    birth: dates,
    serial: fc.nat(999),
  })
  .map((of) => ({ ...of, id: makeResidentId(of) }))

test('the published numbers are read', () => {
  expect(read('11010519491231002X')).toEqual({
    ok: true,
    value: {
      id: '11010519491231002X',
      written: 18,
      kind: 'resident',
      division: '110105',
      birth: '1949-12-31',
      sex: 'female',
    },
  })
  expect(read('440524188001010014')).toMatchObject({ ok: true, value: { birth: '1880-01-01', sex: 'male' } })
})

test('what is typed or pasted is read as it was meant', () => {
  for (const text of [
    '11010519491231002x',
    ' 110105 19491231 002X ',
    '１１０１０５１９４９１２３１００２Ｘ',
    '１１０１０５１９４９１２３１００２ｘ',
    "'11010519491231002X",
    '\ufeff11010519491231002X\u200b',
    '11010519491231002X\n',
  ])
    expect([text, read(text)]).toMatchObject([text, { ok: true, value: { id: '11010519491231002X' } }])
})

test('fifteen digits become eighteen', () => {
  expect(asEighteen('110105491231002')).toBe('11010519491231002X')
  expect(read('110105491231002')).toMatchObject({ ok: true, value: { id: '11010519491231002X', written: 15 } })
  expect(read('440524800101999')).toMatchObject({ ok: true, value: { birth: '1880-01-01' } })
  fc.assert(
    fc.property(
      fc.date({ min: new Date('1900-01-01'), max: new Date('1999-12-31'), noInvalidDate: true }),
      fc.nat(995),
      (date, serial) => {
        const id = makeResidentId({ division: '310107', birth: date.toISOString().slice(0, 10), serial })
        expect(asEighteen(id.slice(0, 6) + id.slice(8, 17))).toBe(id)
      },
    ),
  )
})

test.each([
  ['', 'resident_id_shape'],
  ['1101051949123100', 'resident_id_shape'],
  ['X1010519491231002X', 'resident_id_shape'],
  ['11010519491231002Y', 'resident_id_shape'],
  ['990105194912310028', 'resident_id_division'],
  ['810001194912310027', 'resident_id_division'],
  ['810000491231002', 'resident_id_division'],
  ['110105194902300021', 'resident_id_birth'],
  ['110105194913010021', 'resident_id_birth'],
  ['110105190002290021', 'resident_id_birth'],
  ['110105000001010021', 'resident_id_birth'],
  ['110105491331002', 'resident_id_birth'],
  ['110105202611220021', 'resident_id_birth_future'],
  ['110105194912310021', 'resident_id_check'],
] as const)('%s is refused: %s', (text, error) => {
  expect(read(text)).toEqual({ ok: false, error })
})

test('residence permits of Hong Kong, Macao and Taiwan are told from resident cards', () => {
  for (const [division, kind] of [
    ['810000', 'hong_kong'],
    ['820000', 'macao'],
    ['830000', 'taiwan'],
  ] as const)
    expect(read(makeResidentId({ division, birth: '1985-06-01', serial: 12 }))).toMatchObject({
      ok: true,
      value: { kind, sex: 'female' },
    })
})

test('what was made is accepted and says what it was made of', () => {
  fc.assert(
    fc.property(invented, ({ id, division, birth, serial }) => {
      expect(read(id)).toMatchObject({
        ok: true,
        value: { id, division, birth, sex: serial % 2 ? 'male' : 'female' },
      })
    }),
  )
  expect(() => makeResidentId({ division: '3101', birth: '1985-06-01', serial: 1 })).toThrow('cannot make')
})

test('one wrong character or two neighbours exchanged are refused', () => {
  fc.assert(
    fc.property(invented, fc.nat(17), fc.nat(9), ({ id }, at, digit) => {
      fc.pre(id[at] !== String(digit))
      expect(read(id.slice(0, at) + digit + id.slice(at + 1)).ok).toBe(false)
    }),
  )
  fc.assert(
    fc.property(invented, fc.nat(16), ({ id }, at) => {
      const exchanged = id.slice(0, at) + id[at + 1] + id[at] + id.slice(at + 2)
      if (exchanged !== id) expect(read(exchanged).ok).toBe(false)
    }),
  )
})

// fast-check's own binary strings take seconds to prepare on a busy machine.
const anyText = fc.array(fc.nat(0xffff), { maxLength: 30 }).map((units) => String.fromCharCode(...units))

test('nothing that is typed throws', () => {
  fc.assert(fc.property(anyText, (text) => void readResidentId(text)))
  expect(residentCheck('11010519491231002')).toBe('X')
})

import fc from 'fast-check'
import { expect, test } from 'vitest'
import { organisationCheck, readOrganisationCode } from './organisation-code.ts'
import { makeUscc, readUscc } from './uscc.ts'

const alphabet = '0123456789ABCDEFGHJKLMNPQRTUWXY'.split('')
const subjects = fc
  .array(fc.constantFrom(...alphabet), { minLength: 8, maxLength: 8 })
  .map((characters) => characters.join(''))
const invented = subjects.map((subject) => makeUscc({ division: '310107', subject }))

test.each(['9144030071526726XG', '91330100799655058B', '91110000802100433B'])('%s is a credit code', (code) => {
  expect(readUscc(code)).toMatchObject({ ok: true, value: { code } })
  expect(readOrganisationCode(code.slice(8, 17))).toEqual({ ok: true, value: code.slice(8, 17) })
})

test('the parts of a credit code', () => {
  expect(readUscc(' ９１４４０３００７１５２６７２６ｘｇ ')).toEqual({
    ok: true,
    value: {
      code: '9144030071526726XG',
      department: '9',
      kind: '1',
      division: '440300',
      organisation: '71526726X',
    },
  })
  const national = makeUscc({ division: '100000', subject: '00001234', department: '1', kind: '2' })
  expect(readUscc(national)).toMatchObject({ ok: true, value: { department: '1' } })
})

test.each([
  ['9144030071526726X', 'uscc_shape'],
  ['9144030071526726XI', 'uscc_shape'],
  ['91440300O1526726XG', 'uscc_shape'],
  ['B144030071526726XG', 'uscc_department'],
  ['9199030071526726XG', 'uscc_division'],
  ['9144030071526726XH', 'uscc_check'],
] as const)('%s is refused: %s', (text, error) => {
  expect(readUscc(text)).toEqual({ ok: false, error })
})

test('organisation codes', () => {
  expect(readOrganisationCode('71526726-x')).toEqual({ ok: true, value: '71526726X' })
  expect(readOrganisationCode('71526726-1')).toEqual({ ok: false, error: 'organisation_code_check' })
  expect(readOrganisationCode('7152672-1')).toEqual({ ok: false, error: 'organisation_code_shape' })
  expect(organisationCheck('00000000')).toBe('0')
  fc.assert(
    fc.property(subjects, (first8) => {
      expect(readOrganisationCode(`${first8}-${organisationCheck(first8)}`).ok).toBe(true)
    }),
  )
})

test('a made credit code is accepted, one wrong or two exchanged characters are not', () => {
  fc.assert(
    fc.property(invented, fc.nat(17), fc.constantFrom(...alphabet), fc.nat(16), (code, at, other, first) => {
      expect(readUscc(code).ok).toBe(true)
      if (code[at] !== other) expect(readUscc(code.slice(0, at) + other + code.slice(at + 1)).ok).toBe(false)
      const exchanged = code.slice(0, first) + code[first + 1] + code[first] + code.slice(first + 2)
      if (exchanged !== code) expect(readUscc(exchanged).ok).toBe(false)
    }),
  )
  expect(() => makeUscc({ division: '310107', subject: 'IIIIIIII' })).toThrow('cannot make')
})

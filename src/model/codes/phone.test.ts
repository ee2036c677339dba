import fc from 'fast-check'
import { expect, test } from 'vitest'
import { phonePattern, readPhone } from './phone.ts'

test('telephone numbers as people type them', () => {
  for (const right of [
    '19900005678',
    '+86 19900005678',
    '86-19900005678',
    '021-62345678',
    '02162345678',
    '62345678',
    '0571-8812345-12',
  ])
    expect([right, phonePattern.test(right)]).toEqual([right, true])
  for (const wrong of ['110', '12812345678', '199000056789', '1381234567a', '', ' 19900005678', '19900005678\n'])
    expect([wrong, phonePattern.test(wrong)]).toEqual([wrong, false])
})

test.each([
  ['19900005678', 'mobile', '19900005678'],
  ['１９９ ０００５ ６７８', null, null],
  ['１９９ ００００ ５６７８', 'mobile', '19900005678'],
  ['+86 199-0000-5678', 'mobile', '19900005678'],
  ['008619900005678', 'mobile', '19900005678'],
  ["'19900005678", 'mobile', '19900005678'],
  ['(021)6234 5678', 'landline', '021-62345678'],
  ['（021）62345678转12', 'landline', '021-62345678-12'],
  ['021—62345678', 'landline', '021-62345678'],
  ['+86-021-62345678', 'landline', '021-62345678'],
  ['62345678', 'landline', '62345678'],
  ['62345678-801', 'landline', '62345678-801'],
  ['0571-88123456', 'landline', '0571-88123456'],
  ['0571-8812345', 'landline', '0571-8812345'],
  ['199.0000.5678', 'mobile', '19900005678'],
  ['021.62345678', 'landline', '021-62345678'],
  ['19900005678.0', 'mobile', '19900005678'],
  ['1990000567.8', null, null],
  ['199000056.78', null, null],
  ['021-6234567', null, null],
  ['010-6234567', null, null],
  ['6234567', null, null],
  ['12345678901', null, null],
  ['110', null, null],
  ['02112345678', null, null],
  ['19900005678 19900005679', null, null],
  ['无', null, null],
])('%s is %s %s', (text, kind, number) => {
  const read = readPhone(text)
  if (kind === null) expect(read).toEqual({ ok: false, error: 'phone_shape' })
  else expect(read).toMatchObject({ ok: true, value: { kind, number } })
})

test('what is read fits the pattern of the forms and is read again as itself', () => {
  const digits = fc.string({ unit: fc.constantFrom(...'0123456789- ()转'.split('')), maxLength: 18 })
  const likely = fc
    .tuple(fc.constantFrom('', '021', '021-', '0571', '+86 ', '199', '6'), digits)
    .map(([head, tail]) => head + tail)
  fc.assert(
    fc.property(likely, (text) => {
      const read = readPhone(text)
      if (!read.ok) return
      expect(phonePattern.test(read.value.number)).toBe(true)
      expect(readPhone(read.value.number)).toEqual(read)
    }),
  )
})

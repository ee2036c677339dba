import { expect, test } from 'vitest'
import { baseRegisters } from '../base-registers.ts'
import { baseTags } from '../tags.ts'
import { interpret } from './index.ts'

function read(given: Readonly<Record<string, string>>, kind: 'person' | 'enterprise' | 'premises' = 'person') {
  const { fields, reasons } = interpret(
    { kind, register: baseRegisters[kind], tags: baseTags, today: '2026-11-22', compounds: new Map() },
    Object.fromEntries(Object.entries({ name: '张三', ...given }).map(([name, text]) => [`field:${name}`, text])),
  )
  const { name: _name, ...rest } = fields
  return { rest, told: reasons.map(({ code }) => code) }
}

test.each([
  ['1990029001.9', 'field_wrong'],
  ['021-6277123', 'field_wrong'],
  ['2177123', 'field_wrong'],
  ['1990029000119900290002', 'field_wrong'],
  ['1.99E+10', 'number_lost_digits'],
])('a number with a digit too few, a fraction or another behind it is refused: %s', (phone, code) => {
  expect(read({ phone })).toEqual({ rest: {}, told: [code] })
})

test.each([
  ['199.0029.0001', { phone: '19900290001' }, []],
  ['0571-8812345', { phone: '0571-8812345' }, []],
  ['021-62771234转801', { phone: '021-62771234-801' }, []],
  ["'19900290001", { phone: '19900290001' }, []],
  ['62771234', { phone: '62771234' }, []],
  ['19900290001/62771234', { phone: '19900290001', phone2: '62771234' }, []],
  ['女儿 +86 199 0029 0001', { phone: '19900290001' }, ['beside_phone']],
  ['19900290001、6277123', { phone: '19900290001' }, ['beside_phone']],
])('a number is read with what stands beside it: %s', (phone, rest, told) => {
  expect(read({ phone })).toEqual({ rest, told })
})

test.each([
  ['李四 19900299998', undefined, { contactName: '李四', contactPhone: '19900299998' }, ['phone_beside_name']],
  ['李四（19900299998）', undefined, { contactName: '李四', contactPhone: '19900299998' }, ['phone_beside_name']],
  ['李四 电话：19900299998', undefined, { contactName: '李四', contactPhone: '19900299998' }, ['phone_beside_name']],
  ['李四19900299998', '19900299998', { contactName: '李四', contactPhone: '19900299998' }, []],
  ['李四19900299997', '19900299998', { contactName: '李四', contactPhone: '19900299998' }, ['beside_name']],
  ['李四', undefined, { contactName: '李四' }, []],
] as const)('no number hides in the name of a contact: %s', (contactName, contactPhone, rest, told) => {
  const given = { contactName, ...(contactPhone && { contactPhone }) }
  expect(read(given)).toEqual({ rest, told })
  expect(read(given, 'enterprise')).toEqual({ rest, told })
})

test('the number beside who runs a shop is the one of the shop', () => {
  expect(read({ operator: '李四 19900299998' }, 'premises').rest).toEqual({ operator: '李四', phone: '19900299998' })
})

import { expect, test } from 'vitest'
import { flag, makeResidentId, makeUscc } from '#model'
import { baseRegisters } from '../base-registers.ts'
import type { Register, RegisterField } from '../register.ts'
import { baseTags } from '../tags.ts'
import { interpret } from './index.ts'

function read(register: Register, given: Readonly<Record<string, string>>) {
  const { fields, reasons } = interpret(
    {
      kind: register.id as 'person',
      register,
      tags: baseTags,
      today: '2026-11-22',
      compounds: new Map(),
    },
    Object.fromEntries(Object.entries(given).map(([name, text]) => [`field:${name}`, text])),
  )
  return { fields, told: reasons.map(({ target, code, gravity }) => `${target} ${code} ${gravity}`) }
}
const { person, home, enterprise } = baseRegisters

test.each([
  ['idNumber', '待补'],
  ['birth', '不详'],
  ['phone', '空号'],
  ['phone', '不愿提供'],
  ['contactPhone', '——'],
  ['sex', '暂无'],
  ['nation', '未知'],
  ['livesAlone', '不清楚'],
])('what nobody told is passed over and said, and the rest of the row holds: %s %s', (name, text) => {
  expect(read(person, { name: '张三', [name]: text })).toEqual({
    fields: { name: '张三' },
    told: [`field:${name} not_given remark`],
  })
})

test('a note says what it says, and a no is no gap', () => {
  expect(read(person, { name: '张三', note: '不详', livesAlone: '没有' })).toEqual({
    fields: { name: '张三', note: '不详', livesAlone: false },
    told: [],
  })
})

test('the blanks and dashes in a code are none of it', () => {
  const id = makeResidentId({ division: '310107', birth: '1960-05-19', serial: 123 })
  for (const text of [
    `${id.slice(0, 6)}-${id.slice(6, 14)}-${id.slice(14)}`,
    `${id.slice(0, 6)} ${id.slice(6, 14)} ${id.slice(14)}`,
    `${id.slice(0, 6)}—${id.slice(6)}`,
  ])
    expect(read(person, { name: '张三', idNumber: text }).fields['idNumber']).toBe(id)
  const uscc = makeUscc({ division: '310107', subject: 'MA1FX100' })
  const text = `${uscc.slice(0, 8)} ${uscc.slice(8, 17)} ${uscc.slice(17)}`
  expect(read(enterprise, { name: '上海测甲科技有限公司', uscc: text }).fields['uscc']).toBe(uscc)
})

test('the words that lists have for a choice are read as that choice', () => {
  const written = { road: '茅台路', number: '5', room: '101', use: '居住', tenure: '直管公房' }
  expect(read(home, written).fields).toMatchObject({ use: 'residential', tenure: 'public_rent' })
  const signed: RegisterField = {
    ...person.fields['livesAlone']!,
    field: flag(['门责制签约', 'Frontage duty signed'], { optional: true }),
  }
  const register: Register = { ...person, fields: { ...person.fields, signed } }
  for (const [text, value] of [
    ['已签', true],
    ['未签约', false],
  ] as const)
    expect(read(register, { name: '张三', signed: text }).fields['signed']).toBe(value)
})

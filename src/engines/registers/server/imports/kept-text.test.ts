import { expect, test } from 'vitest'
import { baseRegisters, baseTags } from '#engines/registers/shared'
import { interpret, type Interpreting } from '../../shared/importing/index.ts'
import { keptText } from './kept-text.ts'

function kept(kind: 'person' | 'home' | 'enterprise', target: string, text: string, more: object = {}) {
  const register = baseRegisters[kind]
  const how: Interpreting = { kind, register, tags: baseTags, today: '2026-11-22', compounds: new Map() }
  return keptText(register, interpret(how, { 'field:name': '张三', [target]: text, ...more }), target, text)
}

test.each([
  ['person', 'field:birth', '1958.3', '1958-03'],
  ['person', 'field:birth', '50年3月5日', '1950-03-05'],
  ['person', 'field:birth', '18327', '1950-03-05'],
  ['person', 'since', '2001.5.1', '2001-05-01'],
  ['person', 'field:sex', '男性', '男'],
  ['person', 'field:phone', '女儿 19900001234', '19900001234'],
  ['person', 'address', '茅台路1234弄5号101', '茅台路1234弄5号101室'],
  ['enterprise', 'field:capital', '0.5亿', '5000万元'],
] as const)('what will be kept is shown where it is something else: %s %s %s', (kind, target, text, shown) => {
  expect(kept(kind, target, text)).toBe(shown)
})

test('a number that its head multiplies is shown as it will be kept', () => {
  expect(kept('enterprise', 'field:taxTotal', '125', { '@unit:field:taxTotal': '万元' })).toBe('1250000元')
})

test.each([
  ['person', 'field:name', '张　三'],
  ['person', 'field:birth', '1950-03-05'],
  ['person', 'field:birth', '19500305'],
  ['person', 'field:phone', '１９９ ００００-1234'],
  ['person', 'field:livesAlone', '√'],
  ['home', 'field:area', '89.5'],
  ['home', 'field:area', '89.50㎡'],
  ['enterprise', 'field:capital', '500'],
  ['enterprise', 'field:staff', '12'],
  ['person', 'field:birth', '1950-02-30'],
] as const)('what stands there already, or is not kept, is not shown twice: %s %s %s', (kind, target, text) => {
  expect(kept(kind, target, text)).toBeNull()
})

import { expect, test } from 'vitest'
import { baseRegisters } from '../base-registers.ts'
import { baseTags } from '../tags.ts'
import { interpret } from './index.ts'

const read = (name: string) =>
  interpret(
    { kind: 'person', register: baseRegisters.person, tags: baseTags, today: '2026-11-22', compounds: new Map() },
    { 'field:name': name },
  ).reasons.map(({ code, gravity }) => `${code} ${gravity}`)

test.each([
  '13900',
  '张三2',
  '出租',
  '租户',
  '空关',
  '王*英',
  '王某',
  '李某某',
  '王×',
  '李xx',
  '张三等',
  '张三等3人',
  '不详',
])('what is no whole name of a person is refused: %s', (name) => {
  expect(read(name)).toEqual(['name_odd wrong'])
})

test.each(['王雨婷', '欧阳修', '阿卜杜拉·买买提', 'Alex Fox', 'Max', '出云'])(
  'a name is a name, however short or foreign: %s',
  (name) => {
    expect(read(name)).toEqual([])
  },
)

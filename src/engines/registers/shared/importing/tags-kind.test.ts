import { expect, test } from 'vitest'
import { baseRegisters } from '../base-registers.ts'
import { baseTags } from '../tags.ts'
import type { ImportKind } from '../operations/imports.ts'
import { guessColumns } from './guess-columns.ts'
import { restrictedHeads, targetsOf } from './targets.ts'

function guess(kind: ImportKind, columns: readonly (readonly [head: string, ...samples: string[]])[]) {
  const targets = targetsOf(kind, baseRegisters, baseTags)
  const read = columns.map(([head, ...samples], at) => ({ at: at + 1, head, samples }))
  return guessColumns(read, targets, restrictedHeads(baseTags)).map(({ target }) => target)
}

test('in a list of tags a question is the tag, and a kind is read as what it names', () => {
  expect(
    guess('tags', [
      ['姓名', '王雨婷'],
      ['类别', '独居老人、残疾'],
      ['是否独居', '是'],
      ['是否低保户', '否'],
    ]),
  ).toEqual(['field:name', 'tags', 'tag:lives_alone', 'tag:subsistence'])
  expect(guess('person', [['人口类别', '来沪人员']])).toEqual(['residence'])
  expect(guess('person', [['类别', '独居老人、残疾']])).toEqual(['tags'])
})

test('what a list of tags only compares says so, and it offers nothing that would not be written', () => {
  const targets = targetsOf('tags', baseRegisters, baseTags)
  expect(targets.find(({ id }) => id === 'field:phone')!.label[0]).toContain('仅用于比对')
  for (const id of ['field:livesAlone', 'residence', 'relation', 'role', 'since'])
    expect(targets.map((target) => target.id)).not.toContain(id)
})

test('户籍所在地 is the address of the hukou', () => {
  expect(
    guess('person', [
      ['姓名', '张三'],
      ['户籍所在地', '江苏省昆山市甲村1号'],
    ])[1],
  ).toBe('field:hukouAddress')
  expect(guess('person', [['户籍', '江苏省昆山市甲村1号']])).toEqual(['field:hukouAddress'])
})

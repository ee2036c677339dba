import { expect, test } from 'vitest'
import type { Block } from '#engines/reports/shared'
import { unresolvedOf } from './unresolved.ts'

const nothing = { figures: new Map(), counting: new Map() }
const words = (block: Block) => unresolvedOf({ title: '', blocks: [block] }, nothing).map((each) => each.words)
const cell = (text: string) => [{ kind: 'text', text } as const]

test('a typed number is found wherever it stands: in titles, in heads and in every cell', () => {
  const table = {
    kind: 'table' as const,
    id: 't',
    title: '受理6562件',
    head: ['项目', '共37户'],
  } satisfies Partial<Block>
  expect(
    words({
      ...table,
      rows: [
        [cell('GDP'), cell('120亿元')],
        [cell('名次第'), cell('98%')],
      ],
    }),
  ).toEqual(['6562', '37', '120', '98%'])
  expect(words({ kind: 'chart', id: 'c', title: '全年5300件', form: 'bars', measure: 'found' })).toEqual(['5300'])
})

test('bold or not, a number that is typed in two runs is one', () => {
  const runs = [{ kind: 'text', text: '受理65' } as const, { kind: 'text', text: '62件', bold: true } as const]
  expect(words({ kind: 'paragraph', id: 'p', runs })).toEqual(['6562'])
})

test('the title of a report has no figures, so that a number in it stands in the way; its years do not', () => {
  const found = (title: string) => unresolvedOf({ title, blocks: [] }, nothing)
  expect(found('长寿路街道2023年工作总结和2024年工作计划')).toEqual([])
  expect(found('办结6562件、走访三百二十户的一年')).toEqual([
    { kind: 'number_in_title', block: '', words: '6562' },
    { kind: 'number_in_title', block: '', words: '三百二十' },
  ])
})

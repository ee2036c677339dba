import { expect, test } from 'vitest'
import type { EditionView } from '#engines/reports/shared'
import { paperOf } from './paper.ts'

test('a chart is found by its own id, whatever it is named', () => {
  const edition = {
    title: '总结',
    street: '测试街道',
    state: 'drafting',
    asOf: '2026-11-22T00:00:00.000Z',
    seal: null,
    figures: [],
    charts: { known: [{ name: '1月', value: '3' }] },
    blocks: ['known', 'toString', 'constructor', '__proto__'].map((id) => ({
      kind: 'chart',
      id,
      title: id,
      form: 'trend',
      measure: 'found',
    })),
  } as unknown as EditionView
  const rows = paperOf(edition).blocks.map((block) => (block.kind === 'table' ? block.rows : null))
  expect(rows).toEqual([[['1月', '3']], [], [], []])
})

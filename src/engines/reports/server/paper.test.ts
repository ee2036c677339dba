import { expect, test } from 'vitest'
import type { EditionView } from '#engines/reports/shared'
import { writeDocx, writePdf } from '#platform/documents'
import { chartPictures } from './chart-pictures.ts'
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
  const rows = paperOf(edition, new Map()).blocks.map((block) => (block.kind === 'table' ? block.rows : null))
  expect(rows).toEqual([[['1月', '3']], [], [], []])
})

test('a chart leaves as a picture that says what it shows, its numbers below; of nothing there is no picture', async () => {
  const chart = (id: string) => ({ kind: 'chart', id, title: `图${id}`, form: 'trend', measure: 'found' })
  const edition = {
    title: '总结',
    street: '测试街道',
    state: 'drafting',
    asOf: '2026-11-22T00:00:00.000Z',
    seal: null,
    figures: [],
    charts: {
      a: [
        { name: '1月', value: '3' },
        { name: '2月', value: '12' },
        { name: '3月', value: null },
      ],
      b: [{ name: '1月', value: null }],
    },
    blocks: [chart('a'), chart('b'), chart('toString')],
  } as unknown as EditionView
  const paper = paperOf(edition, await chartPictures(edition))
  expect(paper.blocks.map((block) => [block.kind, 'caption' in block ? block.caption : null])).toEqual([
    ['picture', '图a'],
    ['table', null],
    ['table', '图b'],
    ['table', '图toString'],
  ])
  expect(paper.blocks[0]).toMatchObject({ alt: '柱形图“图a”：最高为2月（12），最低为1月（3）；数值见图下的表。' })
  const [docx, pdf] = [Buffer.from(await writeDocx(paper)), Buffer.from(await writePdf(paper))]
  expect([docx.includes('word/media/picture1.png'), docx.includes('word/media/picture2.png')]).toEqual([true, false])
  expect(pdf.includes('/Subtype /Image')).toBe(true)
})

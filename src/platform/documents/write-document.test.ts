import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { expect, test } from 'vitest'
import { anOfficialReport } from '../../../test/official-report.ts'
import { pictureOfPage } from '../../../test/pdf-picture.ts'
import { structureOfPage, type PdfStructure } from '../../../test/pdf-structure.ts'
import { openArchive } from '#platform/packages'
import { documentLimits, readDocumentTables, readDocumentText, writeDocx, writePdf } from './index.ts'
import type { OfficialDocument } from './index.ts'

const plain: OfficialDocument = { title: '工作总结', blocks: [], madeAt: '2026-11-22T02:00:00Z' }
const letters = '坚持以人民为中心的发展思想推动城市治理数字化转型'

async function textOf(bytes: Uint8Array, name: string): Promise<string> {
  const read = await readDocumentText(bytes, name)
  if (!read.ok) throw new Error(read.error)
  return read.value.text
}

/** Without what paper asks for: breaks, blanks, numbers of pages. */
const bare = (text: string) => text.replaceAll(/— \d+ —/g, '').replaceAll(/\s/g, '')

test('the same document gives the same bytes, whenever and wherever it is written', async () => {
  const zone = process.env['TZ']
  const [docx, pdf] = [await writeDocx(anOfficialReport), await writePdf(anOfficialReport)]
  process.env['TZ'] = 'America/New_York'
  try {
    expect(Buffer.compare(await writeDocx(anOfficialReport), docx)).toBe(0)
    expect(Buffer.compare(await writePdf(anOfficialReport), pdf)).toBe(0)
  } finally {
    if (zone === undefined) delete process.env['TZ']
    else process.env['TZ'] = zone
  }
  const changed = { ...anOfficialReport, title: '别的' }
  expect(Buffer.compare(await writeDocx(changed), docx)).not.toBe(0)
})

test('Word and PDF say the same, in the same order', async () => {
  const inWord = await textOf(await writeDocx(anOfficialReport), 'a.docx')
  const inPdf = await textOf(await writePdf(anOfficialReport), 'a.pdf')
  expect(bare(inPdf)).toBe(bare(inWord))
  for (const said of ['某街办〔2026〕1号', '区人民政府：', '附件：1.2027年重点工作任务清单', '2026年1月5日印发']) {
    expect(inWord).toContain(said)
  }
})

test('paragraphs of a PDF come back whole', async () => {
  const paragraphs = [letters.repeat(9), `（一）${letters}`, letters.repeat(30), '完。']
  const blocks = paragraphs.map((text) => ({ kind: 'paragraph', runs: [text] }) as const)
  const text = await textOf(await writePdf({ ...plain, blocks }), 'a.pdf')
  expect(text.split('\n')).toEqual(['工作总结', ...paragraphs])
})

test('a table comes back from Word as it was', async () => {
  const tables = await readDocumentTables(await writeDocx(anOfficialReport), 'a.docx')
  expect(tables).toMatchObject({ ok: true, value: [{ title: '表1 加装电梯任务完成情况', rows: { length: 4 } }] })
})

test('every part of a Word document is whole XML', async () => {
  const bytes = await writeDocx({ ...anOfficialReport, draft: '送审稿' })
  const archive = await openArchive(Buffer.from(bytes), documentLimits)
  for (const name of archive.names.filter((each) => !each.endsWith('.png'))) await archive.readXml(name, {})
  expect(archive.names).toContain('word/header1.xml')
  expect(archive.names).toContain('word/media/picture1.png')
  archive.close()
})

test('what XML cannot hold, and what no font has, breaks nothing', async () => {
  const odd = '甲\u0000\u0008\ud800乙<&>"\'\u2028𠮷\u{10fffd}丙'
  const blocks = [
    { kind: 'paragraph', runs: [odd] },
    { kind: 'heading', level: 1, text: '' },
  ] as const
  expect(await textOf(await writeDocx({ ...plain, blocks }), 'a.docx')).toContain('乙<&>"\'')
  expect(await textOf(await writePdf({ ...plain, blocks }), 'a.pdf')).toContain('〓丙')
})

test('empty tables, ragged rows and pictures larger than a page', async () => {
  const { png } = anOfficialReport.blocks.find((block) => block.kind === 'picture')!
  const blocks: OfficialDocument['blocks'] = [
    { kind: 'page break' },
    { kind: 'table', head: [], rows: [] },
    { kind: 'table', head: ['甲'], rows: [['一', '二', '三'], [], ['四']] },
    { kind: 'page break' },
    { kind: 'table', head: ['任务', '说明'], rows: [['一', letters.repeat(60)]] },
    { kind: 'picture', png, widthMm: 1000, alt: '图' },
  ]
  expect(await textOf(await writeDocx({ ...plain, blocks }), 'a.docx')).toContain('一\t二\t三')
  expect(bare(await textOf(await writePdf({ ...plain, blocks }), 'a.pdf'))).toContain(letters.repeat(3).slice(0, 20))
})

const full: OfficialDocument = {
  ...plain,
  blocks: [{ kind: 'paragraph', runs: [letters.repeat(120)] }],
}

test('on paper: margins, 22 lines of 28 letters, numbers outside on odd and even pages', async () => {
  const pdf = await writePdf(full)
  for (const index of [1, 2]) {
    const page = await pictureOfPage(pdf, index)
    const lines = page.linesBetween(30, 265)
    expect(lines).toHaveLength(22)
    const ink = page.inkBetween(30, 265)!
    // A letter does not fill its square.
    expect(ink.left).toBeGreaterThan(27.9)
    expect(ink.left).toBeLessThan(29)
    expect(ink.right).toBeGreaterThan(183)
    expect(ink.right).toBeLessThan(184.1)
    expect(ink.top).toBeGreaterThan(37)
    expect(ink.top).toBeLessThan(41)
    expect(ink.bottom).toBeGreaterThan(257)
    expect(ink.bottom).toBeLessThan(262.1)
    const number = page.inkBetween(263, 280)!
    expect(number.top).toBeGreaterThan(266)
    expect(number.bottom).toBeLessThan(271)
    const isOdd = (index + 1) % 2 === 1
    expect(isOdd ? 184 - number.right : number.left - 28).toBeGreaterThan(4.5)
    expect(isOdd ? 184 - number.right : number.left - 28).toBeLessThan(6)
  }
  const read = await readDocumentText(pdf, 'a.pdf')
  const count = 22 * 28
  // On full pages nothing but the number of letters that the standard asks for.
  expect(read).toMatchObject({ ok: true, value: { pages: Math.ceil((letters.length * 120 + 2) / count + 3 / 22) } })
})

test('the head of a table stands on each page, the record at the foot of the last', async () => {
  const rows = Array.from({ length: 60 }, (_, at) => [`任务${at + 1}`, '城建办'])
  const document = {
    ...plain,
    blocks: [{ kind: 'table', head: ['任务名称', '牵头单位'], rows }] as const,
    record: { copies: '区委办公室', issuer: '党政办公室', issuedOn: '2026-01-05' },
  }
  const pdf = await writePdf(document)
  const text = await textOf(pdf, 'a.pdf')
  expect(text.match(/牵头单位/g)).toHaveLength(3)
  expect(text.match(/任务\d+/g)).toHaveLength(60)
  const last = await pictureOfPage(pdf, 2)
  expect(last.inkBetween(225, 262.5)!.bottom).toBeCloseTo(262, 0)
})

test('a watermark is seen, and is not read', async () => {
  const pdf = await writePdf({ ...full, draft: '送审稿' })
  expect(await textOf(pdf, 'a.pdf')).not.toContain('送审稿')
  expect(Buffer.compare(pdf, await writePdf(full))).not.toBe(0)
})

test('fonts that are given are used', async () => {
  const fromHere = createRequire(import.meta.url)
  const { decompress } = fromHere('wawoff2') as { decompress(packed: Buffer): Promise<Uint8Array> }
  const path = fromHere.resolve('@fontsource-variable/noto-sans-sc/files/noto-sans-sc-119-wght-normal.woff2')
  const body = Buffer.from(await decompress(readFileSync(path)))
  const blocks = [{ kind: 'paragraph', runs: ['的一是。'] }] as const
  const given = Buffer.from(await writePdf({ ...plain, blocks }, { body })).toString('latin1')
  expect(given).toContain('Given-body')
  expect(Buffer.from(await writePdf({ ...plain, blocks })).toString('latin1')).not.toContain('Given-body')
})

test('a screen reader is told the headings, the cells and what a picture shows, and not the page numbers', async () => {
  const { png } = anOfficialReport.blocks.find((block) => block.kind === 'picture')!
  const pdf = await writePdf({
    ...plain,
    draft: '草稿',
    blocks: [
      { kind: 'heading', level: 1, text: '一、城市治理' },
      { kind: 'paragraph', runs: ['全年受理诉求', { figure: '1,200' }, '件。'] },
      { kind: 'table', head: ['类别', '件数'], rows: [['物业', '700'], ['其他', '500']], caption: '各类诉求' },
      { kind: 'picture', png, widthMm: 100, alt: '受理量逐月走势：1月 90 件，2月 110 件' },
    ],
  }) // prettier-ignore
  const [document, ...others] = await structureOfPage(pdf, 0)
  expect([document?.part, others]).toEqual(['Document', []])
  const parts = document!.within
  expect(parts.map(({ part }) => part)).toEqual(['H1', 'H2', 'P', 'P', 'Table', 'Figure'])
  expect(parts.at(-1)!.alt).toBe('受理量逐月走势：1月 90 件，2月 110 件')
  const table: PdfStructure = parts[4]!
  expect(table.within.map(({ within }) => within.map(({ part }) => part))).toEqual([
    ['TH', 'TH'],
    ['TD', 'TD'],
    ['TD', 'TD'],
  ])
})

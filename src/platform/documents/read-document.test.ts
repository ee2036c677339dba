import { expect, test } from 'vitest'
import { aDocx, aPdf, docxParts, p, tbl } from '../../../test/documents.ts'
import { aZip } from '../../../test/sheets.ts'
import { readDocumentTables, readDocumentText } from './index.ts'

async function textOf(bytes: Buffer, name = '总结.docx'): Promise<string> {
  const read = await readDocumentText(bytes, name)
  if (!read.ok) throw new Error(read.error)
  return read.value.text
}

test('paragraphs, tabs and breaks of a Word document', async () => {
  const runs =
    '<w:p><w:pPr><w:tabs><w:tab w:val="left"/></w:tabs></w:pPr><w:r><w:t>完成</w:t></w:r><w:r><w:rPr><w:b/></w:rPr><w:t>97.8%</w:t><w:tab/><w:t>A &amp; B</w:t><w:br/><w:t>次行</w:t></w:r></w:p>'
  expect(await textOf(aDocx(`${p('一、工作回顾')}<w:p/>${runs}${p('末段')}`))).toBe(
    '一、工作回顾\n完成97.8%\tA & B\n次行\n末段',
  )
})

test('what was deleted, hidden or is a code is not read; what was put in is', async () => {
  const tracked =
    '<w:p><w:r><w:t>计划</w:t></w:r><w:del><w:r><w:delText>80</w:delText></w:r></w:del><w:ins><w:r><w:t>100</w:t></w:r></w:ins><w:moveFrom><w:r><w:t>旧</w:t></w:r></w:moveFrom><w:moveTo><w:r><w:t>新</w:t></w:r></w:moveTo><w:r><w:rPr><w:vanish/></w:rPr><w:t>隐</w:t></w:r><w:r><w:rPr><w:vanish w:val="0"/></w:rPr><w:t>显</w:t></w:r><w:r><w:instrText>PAGE</w:instrText></w:r></w:p>'
  expect(await textOf(aDocx(tracked))).toBe('计划100新显')
  const joined = `<w:p><w:pPr><w:rPr><w:del w:id="1"/></w:rPr></w:pPr><w:r><w:t>前</w:t></w:r></w:p>${p('后')}`
  expect(await textOf(aDocx(joined))).toBe('前后')
})

test('a text box follows its paragraph, once, though Word writes it twice', async () => {
  const box = (inside: string) => `<w:txbxContent>${inside}</w:txbxContent>`
  const both = `<w:p><w:r><w:t>正文</w:t><mc:AlternateContent><mc:Choice><wps:txbx>${box(p('框内'))}</wps:txbx></mc:Choice><mc:Fallback><w:pict>${box(p('框内'))}</w:pict></mc:Fallback></mc:AlternateContent></w:r><w:r><w:t>继续</w:t></w:r></w:p>${p('后文')}`
  expect(await textOf(aDocx(both))).toBe('正文继续\n框内\n后文')
  expect(await textOf(aDocx(`<w:p><w:r><w:pict>${box(p('旧框'))}</w:pict></w:r></w:p>`))).toBe('旧框')
})

test('notes come after the text, without the lines that part them', async () => {
  const notes = `<w:footnote w:type="separator" w:id="-1">${p('——')}</w:footnote><w:footnote w:id="2">${p('数据截至11月。')}</w:footnote>`
  expect(await textOf(aDocx('<w:p><w:r><w:t>正文</w:t><w:footnoteReference w:id="2"/></w:r></w:p>', notes))).toBe(
    '正文\n数据截至11月。',
  )
})

const span = (columns: number) => `<w:gridSpan w:val="${columns}"/>`
const table = tbl([
  [[span(2), '任务'], '牵头'],
  [['<w:vMerge w:val="restart"/>', '加梯'], '100台', '城建办'],
  [['<w:vMerge/>', ''], '80台', '房管所'],
])

test('tables: row by row with tabs, what is merged once', async () => {
  expect(await textOf(aDocx(`${p('前')}${table}${p('后')}`))).toBe(
    '前\n任务\t牵头\n加梯\t100台\t城建办\n\t80台\t房管所\n后',
  )
})

test('the rows of tables: what is merged is repeated, short rows are filled', async () => {
  const short = tbl([['甲', '乙'], ['丙']])
  const old = tbl([[['<w:hMerge w:val="restart"/>', '并'], ['<w:hMerge/>', ''], '单']])
  const read = await readDocumentTables(aDocx(`${p('附表 ')}${table}${short}${p('其他')}${old}`), 'a.docx')
  expect(read).toEqual({
    ok: true,
    value: [
      {
        title: '附表',
        rows: [
          ['任务', '任务', '牵头'],
          ['加梯', '100台', '城建办'],
          ['加梯', '80台', '房管所'],
        ],
      },
      {
        title: '附表',
        rows: [
          ['甲', '乙'],
          ['丙', ''],
        ],
      },
      { title: '其他', rows: [['并', '并', '单']] },
    ],
  })
  expect(await readDocumentTables(aDocx(p('无')), 'a.docx')).toEqual({ ok: false, error: 'table_missing' })
  expect(await readDocumentTables(Buffer.from('甲\t乙'), 'a.txt')).toEqual({ ok: false, error: 'tables_only_in_docx' })
})

test('a table in a cell is text of the cell; a deleted row is none', async () => {
  const inner = `<w:tbl><w:tr><w:tc>${tbl([['内一', '内二']])}${p('尾')}</w:tc><w:tc><w:tcPr>${span(1)}</w:tcPr>${p('右')}</w:tc></w:tr><w:tr><w:trPr><w:del w:id="3"/></w:trPr><w:tc>${p('删')}</w:tc></w:tr></w:tbl>`
  expect(await textOf(aDocx(inner))).toBe('内一 内二 尾\t右')
})

test('macros and links are never followed', async () => {
  const macro = 'application/vnd.ms-word.document.macroEnabled.main+xml'
  const parts = { ...docxParts(p('有宏'), undefined, macro), 'word/vbaProject.bin': 'Attribute' }
  expect(await textOf(aZip(parts), 'a.docm')).toBe('有宏')
})

test('text files in every encoding that is met', async () => {
  const text = '二〇二三年工作总结\r\n完成97.8%'
  const plain = '二〇二三年工作总结\n完成97.8%'
  const gbk = Buffer.from('b6feA996c8fdc4eab9a4d7f7d7dcbde10a', 'hex')
  expect(await textOf(Buffer.from(text), 'a.txt')).toBe(plain)
  expect(await textOf(Buffer.from(`\ufeff${text}`), 'a.txt')).toBe(plain)
  expect(await textOf(Buffer.from(`\ufeff${text}`, 'utf16le'), 'a.txt')).toBe(plain)
  expect(await textOf(Buffer.from(`\ufeff${text}`, 'utf16le').swap16(), 'a.txt')).toBe(plain)
  expect(await textOf(gbk, 'a.txt')).toBe('二〇三年工作总结\n')
})

/** Lines on the grid of an official document, from the top of a page. */
function page(...lines: readonly (readonly [indent: number, text: string])[]) {
  return lines.map(([indent, text], at) => [79 + 16 * indent, 720 - 28.9 * at, text] as const)
}

test('lines of a PDF become paragraphs again, also across pages, without page numbers', async () => {
  const full = '零一二三四五六七八九十甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳午'
  const bytes = aPdf({
    pages: [
      [...page([2, '一、工作回顾'], [2, full.slice(2)], [0, full]), [440, 60, '— 1 —']],
      [...page([0, '完成97.8%。'], [2, '二、下一步'], [0, '左'])],
    ],
  })
  const read = await readDocumentText(bytes, 'a.pdf')
  expect(read).toEqual({
    ok: true,
    value: { kind: 'pdf', pages: 2, text: `一、工作回顾\n${full.slice(2)}${full}完成97.8%。\n二、下一步\n左` },
  })
})

test('columns of a PDF are parted, letters set apart are not', async () => {
  const bytes = aPdf({
    pages: [
      [
        [79, 700, '加梯'],
        [300, 700, '100'],
        [79, 600, '关'],
        [99, 600, '于'],
      ],
    ],
  })
  expect(await textOf(bytes, 'a.pdf')).toBe('加梯\t100\n关于')
})

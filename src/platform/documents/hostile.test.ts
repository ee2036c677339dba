import fc from 'fast-check'
import { expect, test } from 'vitest'
import { aDocx, aPdf, docxParts, p, pdfOf, tbl } from '../../../test/documents.ts'
import type { Parts } from '../../../test/documents.ts'
import { aZip, anXlsx } from '../../../test/sheets.ts'
import { documentLimits, documentProblems, readDocumentTables, readDocumentText } from './index.ts'

/** The code of a refusal, or `read`. */
async function verdict(bytes: Buffer | string, name = 'a.docx', limits = documentLimits): Promise<string> {
  const read = await readDocumentText(Buffer.from(bytes as string), name, undefined, limits)
  if (read.ok) return 'read'
  expect(documentProblems).toHaveProperty(read.error)
  return read.error
}

const withPart = (name: string, content: string | Buffer) => aZip({ ...docxParts(p('甲')), [name]: content })

function compound(...names: readonly string[]): Buffer {
  const bytes = Buffer.alloc(2048)
  bytes.write('d0cf11e0a1b11ae1', 'hex')
  bytes.writeUInt16LE(9, 30)
  for (const [at, name] of names.entries()) bytes.write(name, 512 + 128 * at, 'utf16le')
  return bytes
}

const refused: readonly (readonly [code: string, bytes: Buffer | string, name?: string])[] = [
  ['file_empty', ''],
  ['file_empty', aDocx(p(' '))],
  ['file_empty', '\ufeff \n', 'a.txt'],
  ['old_document', compound('Root Entry', 'WordDocument'), '总结.doc'],
  ['old_document', compound('Root Entry', 'WordDocument'), '总结.docx'],
  ['old_document', compound('Root Entry'), '总结.wps'],
  ['document_encrypted', compound('Root Entry', 'EncryptionInfo', 'EncryptedPackage'), '总结.docx'],
  ['document_encrypted', aZip(docxParts(p('甲')), { flags: 0x801 })],
  ['other_document', compound('Root Entry', 'Workbook')],
  ['other_document', anXlsx({ sheets: [{ name: '一', rows: [['甲']] }] })],
  ['file_kind_unknown', compound('Root Entry')],
  ['file_damaged', Buffer.from('d0cf11e0a1b11ae1', 'hex')],
  ['rich_text', '{\\rtf1\\ansi a}'],
  ['markup_file', '<html><body>甲</body></html>'],
  ['markup_file', '<!DOCTYPE html><p>甲', 'a.txt'],
  ['picture_file', Buffer.from('89504e470d0a1a0a0000', 'hex'), 'a.png'],
  ['picture_file', Buffer.from('ffd8ffe000104a464946', 'hex'), 'a.docx'],
  ['content_type_wrong', '甲乙丙'],
  ['open_document', aZip({ mimetype: 'application/vnd.oasis.opendocument.text', 'content.xml': '<a/>' })],
  ['ofd_file', aZip({ 'OFD.xml': '<ofd:OFD/>', 'Doc_0/Document.xml': '<a/>' })],
  ['file_kind_unknown', aZip({ 'a.txt': '甲' })],
  ['file_kind_unknown', Buffer.from([1, 2, 0, 3, 4, 5, 6]), 'a.txt'],
  ['encoding_unknown', Buffer.from('e5bca0ff2c61', 'hex'), 'a.txt'],
  ['content_type_wrong', aZip(docxParts(p('甲'), undefined, 'text/plain'))],
]
for (const [at, [code, bytes, name = 'a.docx']] of refused.entries()) {
  test(`${code} (${at})`, async () => expect(await verdict(bytes, name)).toBe(code))
}

test('zip files that grow, lie about their size, or have parts without end', async () => {
  const many: Parts = Object.fromEntries(Array.from({ length: 4_001 }, (_, at) => [`word/${at}.xml`, 'a']))
  expect(await verdict(aZip({ ...docxParts(p('甲')), ...many }))).toBe('too_many_parts')
  expect(await verdict(withPart('word/media/a.bin', Buffer.alloc(20 * 1024 * 1024)))).toBe('zip_bomb')
  expect(await verdict(aZip(docxParts(p('甲'.repeat(1000))), { claims: 10 }))).toBe('zip_bomb')
  const padded = `<w:document>${' '.repeat(2_000_000)}</w:document>`
  const small = { ...documentLimits, ratio: 5_000, partLetters: 1_000_000 }
  expect(await verdict(withPart('word/document.xml', padded), 'a.docx', small)).toBe('zip_bomb')
  expect(await verdict(withPart('../../etc/passwd', 'a'))).toBe('path_unsafe')
  expect(await verdict(aDocx(p('甲')), 'a.docx', { ...documentLimits, fileBytes: 100 })).toBe('file_too_large')
})

const laughs = '<!DOCTYPE a [<!ENTITY l "ha"><!ENTITY m "&l;&l;&l;">]>'
test.each([
  ['an external entity', 'word/document.xml', `<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><w:document/>`],
  ['a billion laughs', 'word/document.xml', `${laughs}<w:document><w:p><w:r><w:t>&m;</w:t></w:r></w:p></w:document>`],
  ['a document type in the types', '[Content_Types].xml', '<!DOCTYPE Types><Types/>'],
  ['a document type in UTF-16', 'word/document.xml', Buffer.from(`\ufeff${laughs}<w:document/>`, 'utf16le')],
  [
    'an entity that nobody declared',
    'word/document.xml',
    '<w:document><w:p><w:r><w:t>&m;</w:t></w:r></w:p></w:document>',
  ],
])('%s is refused', async (_, part, content) => {
  expect(await verdict(withPart(part, content))).toBe('xml_not_allowed')
})

test('XML that is too deep, broken, or out of its place', async () => {
  expect(
    await verdict(
      aDocx(
        tbl([['甲']])
          .replace('甲', '</w:t></w:r></w:p>')
          .repeat(1),
      ),
    ),
  ).toBe('file_damaged')
  expect(await verdict(aDocx('<w:tbl><w:tr><w:tc>'.repeat(50_000)))).toBe('xml_too_deep')
  expect(await verdict(aDocx('<w:p>'.repeat(399)))).toBe('xml_too_deep')
  expect(await verdict(aDocx(`<w:tc>${p('甲')}</w:tc>`))).toBe('file_damaged')
  expect(await verdict(aDocx(`<w:tr>${p('甲')}</w:tr>`))).toBe('file_damaged')
  expect(await verdict(aDocx(tbl([[['<w:gridSpan w:val="1000000000"/>', '甲']]])))).toBe('file_damaged')
  expect(await verdict(aDocx(`<w:p ${'a="b" '.repeat(100_000)}/>`))).toBe('file_damaged')
  const deepTables = `${'<w:tbl><w:tr><w:tc>'.repeat(90)}${p('底')}${'</w:tc></w:tr></w:tbl>'.repeat(90)}`
  expect(await verdict(aDocx(deepTables))).toBe('read')
})

test('texts and tables without end', async () => {
  const loose = { ...documentLimits, ratio: 5_000 }
  expect(await verdict(aDocx(p('甲乙丙丁'.repeat(50_000)).repeat(30)), 'a.docx', loose)).toBe('text_too_long')
  expect(await verdict(aDocx('<w:p><w:r><w:tab/></w:r></w:p>'.repeat(20)), 'a.docx', { ...loose, letters: 10 })).toBe(
    'text_too_long',
  )
  expect(await verdict('甲'.repeat(5_000_001), 'a.txt')).toBe('text_too_long')
  const cells = aDocx(`<w:tbl><w:tr>${'<w:tc/>'.repeat(200_001)}</w:tr></w:tbl>`)
  expect(await verdict(cells, 'a.docx', loose)).toBe('too_many_cells')
  const merged = tbl([
    [['<w:vMerge w:val="restart"/>', '甲'.repeat(10_000)]],
    ...Array.from({ length: 2_000 }, () => [['<w:vMerge/>', ''] as const]),
  ])
  expect(await readDocumentTables(aDocx(merged), 'a.docx', undefined, loose)).toEqual({
    ok: false,
    error: 'too_many_cells',
  })
  expect(await verdict(aDocx(p('甲').repeat(100_000)), 'a.docx', { ...loose, milliseconds: 0 })).toBe(
    'reading_too_slow',
  )
})

test('nothing makes a reader look at the same letters again and again', async () => {
  const spaces = ' '.repeat(1_000_000)
  expect(await verdict(aDocx(p(`甲${spaces}乙${spaces}`)), 'a.docx', { ...documentLimits, ratio: 5_000 })).toBe('read')
  expect(await verdict(`甲${spaces}${'\n'.repeat(100_000)}乙`, 'a.txt')).toBe('read')
  expect(await verdict(aDocx('<w:p><w:r><w:br/></w:r></w:p>'.repeat(50_000) + p('甲')))).toBe('read')
})

const oneLine = { pages: [[[79, 700, '完成97.8%']]] } as const

test.each<readonly [string, Buffer]>([
  ['file_damaged', Buffer.from('%PDF-1.7\n')],
  ['file_damaged', aPdf(oneLine).subarray(0, 300)],
  ['file_damaged', pdfOf({ 1: '<</Type/Catalog/Pages 2 0 R>>', 2: '<</Type/Pages/Count 0/Kids[]>>' })],
  [
    'document_encrypted',
    aPdf({
      ...oneLine,
      objects: { 6: `<</Filter/Standard/V 2/R 3/Length 128/P -44/O<${'11'.repeat(32)}>/U<${'22'.repeat(32)}>>>` },
      trailer: '/Encrypt 6 0 R/ID[<00><00>]',
    }),
  ],
  ['scan_without_text', aPdf({ pages: [[]] })],
  ['scan_without_text', aPdf({ pages: [[[79, 700, '——']]] })],
  [
    'too_many_pages',
    aPdf({ ...oneLine, objects: { 2: `<</Type/Pages/Count 1000000/Kids[${'10 0 R '.repeat(3_000)}]>>` } }),
  ],
])('a PDF: %s (%#)', async (code, bytes) => {
  expect(await verdict(bytes, 'a.pdf')).toBe(code)
})

test('a PDF whose objects run in a circle, or that claims a million pages, ends', async () => {
  const circles = [
    { 2: '<</Type/Pages/Count 1/Kids[2 0 R]>>' },
    { 2: '<</Type/Pages/Count 1/Kids[3 0 R]>>', 3: '<</Type/Pages/Count 1/Parent 2 0 R/Kids[2 0 R]>>' },
    { 2: '<</Type/Pages/Count 1000000/Kids[10 0 R]>>' },
    { 2: '<</Type/Pages/Count -5/Kids[10 0 R]>>' },
    { 11: '<</Length 12 0 R>>\nstream\nBT\nendstream', 12: '12 0 R' },
    { 3: '<</Type/Font/Subtype/Type0/BaseFont/A/Encoding 3 0 R/DescendantFonts[3 0 R]/ToUnicode 3 0 R>>' },
    { 10: '<</Type/Page/Parent 2 0 R/Contents 10 0 R/Resources 10 0 R>>' },
    {
      11: '<</Length 9/Type/XObject/Subtype/Form/Resources<</XObject<</X 11 0 R>>>>>>\nstream\n/X Do /X Do\nendstream',
    },
  ]
  for (const objects of circles) {
    expect(['file_damaged', 'scan_without_text', 'too_many_pages', 'read']).toContain(
      await verdict(aPdf({ ...oneLine, objects }), 'a.pdf'),
    )
  }
})

test('a PDF that takes too long, or too much memory, is ended', async () => {
  const slow = aPdf({ pages: Array.from({ length: 1_500 }, () => [[79, 700, '甲乙丙丁'.repeat(200)] as const]) })
  expect(await verdict(slow, 'a.pdf', { ...documentLimits, milliseconds: 400 })).toBe('reading_too_slow')
  const padded = aPdf({
    ...oneLine,
    objects: { 6: `<</Length 30000000>>\nstream\n${' '.repeat(30_000_000)}\nendstream` },
  })
  const small = { ...documentLimits, memoryBytes: 24 * 1024 * 1024 }
  expect(await verdict(padded, 'a.pdf', small)).toBe('reading_too_large')
  expect(
    await verdict(aPdf({ pages: [[[79, 700, '甲'.repeat(200)]]] }), 'a.pdf', { ...documentLimits, letters: 100 }),
  ).toBe('text_too_long')
})

test('a stream that unpacks to gigabytes costs what it may, no more', async () => {
  const { deflateSync } = await import('node:zlib')
  const once = deflateSync(Buffer.alloc(300 * 1024 * 1024, ' '))
  const twice = deflateSync(once).toString('latin1')
  const bomb = `<</Length ${twice.length}/Filter[/FlateDecode/FlateDecode]>>\nstream\n${twice}\nendstream`
  const before = process.memoryUsage().rss
  const said = await verdict(aPdf({ ...oneLine, objects: { 11: bomb } }), 'a.pdf')
  expect(said).toBe('reading_too_large')
  expect(process.memoryUsage().rss - before).toBeLessThan(700 * 1024 * 1024)
})

test('reading is called off before, while waiting, and on the way', async () => {
  const gone = AbortSignal.abort()
  expect(await readDocumentText(aDocx(p('甲')), 'a.docx', gone)).toEqual({ ok: false, error: 'reading_stopped' })
  const slow = aPdf({ pages: Array.from({ length: 1_500 }, () => [[79, 700, '甲乙丙丁'.repeat(200)] as const]) })
  const soon = () => AbortSignal.timeout(100)
  const all = await Promise.all([1, 2, 3].map(() => readDocumentText(slow, 'a.pdf', soon())))
  for (const said of all) expect(said).toEqual({ ok: false, error: 'reading_stopped' })
})

test('of very many PDFs at once some are sent away, for each waits in memory', async () => {
  const slow = aPdf({ pages: Array.from({ length: 1_500 }, () => [[79, 700, '甲乙丙丁'.repeat(200)] as const]) })
  const soon = AbortSignal.timeout(300)
  const all = await Promise.all(Array.from({ length: 14 }, () => readDocumentText(slow, 'a.pdf', soon)))
  const said = all.map((each) => (each.ok ? 'read' : each.error))
  expect(said.filter((each) => each === 'reading_busy')).toHaveLength(4)
  expect(await verdict(aPdf({ pages: [[[79, 700, '甲']]] }), 'a.pdf')).toBe('read')
})

test('of very many Word documents at once some are sent away too', async () => {
  const long = aDocx(p('甲乙丙丁'.repeat(50)).repeat(2_000))
  const all = await Promise.all(Array.from({ length: 14 }, () => verdict(long, 'a.docx')))
  expect([all.filter((said) => said === 'read').length, all.filter((said) => said === 'reading_busy').length]).toEqual([
    10, 4,
  ])
  expect(await verdict(aDocx(p('甲')), 'a.docx')).toBe('read')
})

test('whatever is cut off or altered is refused or read, never thrown at the caller', async () => {
  const whole = aDocx(`${p('甲')}${tbl([['乙', '丙']])}`)
  for (let length = 1; length < whole.length; length += 41) await verdict(whole.subarray(0, length))
  const xml = String(docxParts(`${p('甲')}${tbl([['乙', [`<w:vMerge/>`, '丙']]])}`)['word/document.xml'])
  const pieces = fc.constantFrom(
    '<',
    '>',
    '"',
    '&',
    '<w:tc>',
    '</w:tc>',
    '<w:p>',
    '</w:p>',
    '<w:del>',
    '<!--',
    '<w:tbl/>',
    '',
  )
  await fc.assert(
    fc.asyncProperty(fc.nat(xml.length), fc.nat(5), pieces, async (at, cut, piece) => {
      await verdict(withPart('word/document.xml', xml.slice(0, at) + piece + xml.slice(at + cut)))
    }),
    { numRuns: 300 },
  )
  const pdf = aPdf(oneLine)
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.tuple(fc.nat(pdf.length - 1), fc.nat(255)), { minLength: 1, maxLength: 8 }),
      async (edits) => {
        const bytes = Buffer.from(pdf)
        for (const [at, value] of edits) bytes[at] = value
        await verdict(bytes, 'a.pdf')
      },
    ),
    { numRuns: 20 },
  )
})

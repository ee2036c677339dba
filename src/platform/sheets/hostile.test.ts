import { Readable } from 'node:stream'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { aFile } from '../../../test/sheet-file.ts'
import { anXlsx, aZip, xlsxParts } from '../../../test/sheets.ts'
import { sheetLimits } from './limits.ts'
import type { SheetLimits } from './limits.ts'
import { openSheets } from './open-sheets.ts'
import { sheetProblems } from './problems.ts'

const plain = { sheets: [{ name: '一', rows: [['甲', '乙']] }] } as const

/** What is said of a file read to its end: the problem, or how many rows it has. */
async function verdict(bytes: Buffer | string, name = 'book.xlsx', limits: SheetLimits = sheetLimits) {
  const result = await openSheets(aFile(bytes, 'file'), name, limits)
  if (!result.ok) return result.error
  let rows = 0
  try {
    for (const sheet of result.value.sheets) {
      for await (const row of sheet.rows()) {
        if (!row.ok) return row.error
        rows += 1
      }
      const merges = await sheet.merges()
      if (!merges.ok) return merges.error
    }
  } finally {
    await result.value.close()
  }
  return rows
}

function withPart(name: string, content: string | Buffer): Buffer {
  return anXlsx({ ...plain, parts: { [name]: content } })
}

const sheet = (data: string, more = '') => `<worksheet><sheetData>${data}</sheetData>${more}</worksheet>`
const sheetOf = (data: string, more = '') => withPart('xl/worksheets/sheet1.xml', sheet(data, more))

/** A compound file as old Excel and Office's encryption write it, with one name in its directory. */
function compound(name: string): Buffer {
  const bytes = Buffer.alloc(2048)
  Buffer.from('d0cf11e0a1b11ae1', 'hex').copy(bytes)
  bytes.writeUInt16LE(9, 30)
  bytes.writeUInt32LE(1, 48)
  bytes.write(name, 1024, 'utf16le')
  return bytes
}

test('the plain workbook of these tests is read', async () => {
  expect(await verdict(anXlsx(plain))).toBe(1)
})

test.each([
  ['an old workbook', compound('Workbook'), 'old_workbook'],
  ['an encrypted workbook', compound('EncryptedPackage'), 'workbook_encrypted'],
  ['a compound file of something else', compound('WordDocument'), 'file_kind_unknown'],
  ['an encrypted zip', aZip(xlsxParts(plain), { flags: 0x801 }), 'workbook_encrypted'],
  ['a PDF', Buffer.from('%PDF-1.7 …'), 'pdf_file'],
  ['nothing', Buffer.alloc(0), 'file_empty'],
  ['a web page named .xls', Buffer.from('\n<html><table><tr><td>张三'), 'markup_file'],
  ['XML of Excel 2003', Buffer.from('<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?>'), 'markup_file'],
  ['a CSV named .xlsx', Buffer.from('姓名,电话\n'), 'content_type_wrong'],
  ['random bytes', Buffer.from('00ff10807fee0190c3', 'hex'), 'encoding_unknown'],
  ['bytes with controls', Buffer.from('\x00\x01\x02abc\x03\x04'), 'file_kind_unknown'],
  ['a zip of something else', aZip({ 'a.txt': 'a' }), 'file_kind_unknown'],
  [
    'an OpenDocument sheet',
    aZip({ mimetype: 'application/vnd.oasis.opendocument.spreadsheet', 'content.xml': '<a/>' }),
    'open_document',
  ],
  ['no worksheet', withPart('xl/workbook.xml', '<workbook><sheets/></workbook>'), 'sheet_missing'],
])('%s is refused', async (_, bytes, problem) => {
  expect(await verdict(bytes, 'book.xls')).toBe(problem)
})

test('a document of another kind, and a binary workbook, are told by their declared type', async () => {
  const types = (type: string) =>
    `<Types><Override PartName="/xl/workbook.xml" ContentType="application/${type}"/></Types>`
  const word = 'vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml'
  expect(await verdict(withPart('[Content_Types].xml', types(word)))).toBe('content_type_wrong')
  const binary = 'vnd.ms-excel.sheet.binary.macroEnabled.main'
  expect(await verdict(withPart('[Content_Types].xml', types(binary)))).toBe('binary_workbook')
})

test('zip bombs: by ratio, by a lie about the size, by all parts together, by their number', async () => {
  const spaces = Buffer.alloc(20 * 1024 * 1024, 0x20)
  expect(await verdict(withPart('xl/media/image1.png', spaces))).toBe('zip_bomb')
  expect(await verdict(aZip(xlsxParts(plain), { claims: 60 }))).toBe('zip_bomb')
  expect(await verdict(anXlsx(plain), 'book.xlsx', { ...sheetLimits, partBytes: 500 })).toBe('zip_bomb')
  expect(await verdict(anXlsx(plain), 'book.xlsx', { ...sheetLimits, totalBytes: 1000 })).toBe('zip_bomb')
  const many = Array.from({ length: 5000 }, (_, at) => [`a${at}`, ''] as const)
  expect(await verdict(aZip(many))).toBe('too_many_parts')
  // The end of the file may say fewer than there are.
  const parts = [...Object.entries(xlsxParts(plain)), ...many]
  expect(['too_many_parts', 'file_damaged', 1]).toContain(await verdict(aZip(parts, { count: 7 })))
})

test.each(['../../etc/passwd', '/etc/passwd', 'C:/windows/a', 'xl/../../a', '..\\..\\a'])(
  'a part named %s is refused',
  async (name) => {
    expect(await verdict(withPart(name, 'a'))).toBe('path_unsafe')
  },
)

test('a relation that climbs out of the package is refused', async () => {
  const climbing = `<Relationships><Relationship Id="rId1" Type="a/worksheet" Target="../../../etc/passwd"/></Relationships>`
  expect(await verdict(withPart('xl/_rels/workbook.xml.rels', climbing))).toBe('path_unsafe')
})

test('the same part twice is refused', async () => {
  const parts = Object.entries(xlsxParts(plain))
  expect(await verdict(aZip([...parts, ['XL/Workbook.xml', '<workbook/>']]))).toBe('file_damaged')
})

test('truncated and altered files are refused or read, never thrown at the caller', async () => {
  const whole = anXlsx({ sheets: [{ name: '一', rows: [['甲', 1, { day: '2024-01-01' }], ['乙']] }] })
  for (let length = 1; length < whole.length; length += 37) {
    expect(sheetProblems).toHaveProperty(String(await verdict(whole.subarray(0, length))))
  }
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.tuple(fc.nat(whole.length - 1), fc.nat(255)), { minLength: 1, maxLength: 8 }),
      async (edits) => {
        const bytes = Buffer.from(whole)
        for (const [at, value] of edits) bytes[at] = value
        const said = await verdict(bytes)
        expect(typeof said === 'number' || said in sheetProblems).toBe(true)
      },
    ),
    { numRuns: 300 },
  )
})

test('altered XML is refused or read, never thrown at the caller', async () => {
  const xml = String(xlsxParts(plain)['xl/worksheets/sheet1.xml'])
  const pieces = fc.constantFrom(
    '<',
    '>',
    '/',
    '"',
    "'",
    '&',
    '<c>',
    '</c>',
    '<!--',
    '<![CDATA[',
    '<?',
    ']]>',
    '',
    'r="-1"',
  )
  await fc.assert(
    fc.asyncProperty(fc.nat(xml.length), fc.nat(5), pieces, async (at, cut, piece) => {
      const said = await verdict(withPart('xl/worksheets/sheet1.xml', xml.slice(0, at) + piece + xml.slice(at + cut)))
      expect(typeof said === 'number' || said in sheetProblems).toBe(true)
    }),
    { numRuns: 300 },
  )
})

const laughs = `<!DOCTYPE a [<!ENTITY l "ha"><!ENTITY l2 "&l;&l;&l;">]>`
test.each([
  [
    'an external entity',
    'xl/worksheets/sheet1.xml',
    `<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]>${sheet('')}`,
  ],
  ['a billion laughs', 'xl/sharedStrings.xml', `<?xml version="1.0"?>${laughs}<sst><si><t>&l2;</t></si></sst>`],
  ['a document type in the list of sheets', 'xl/workbook.xml', `<!DOCTYPE workbook><workbook/>`],
  ['a document type in the types', '[Content_Types].xml', `<!DOCTYPE Types><Types/>`],
  ['a document type in UTF-16', 'xl/styles.xml', Buffer.from(`\ufeff${laughs}<styleSheet/>`, 'utf16le')],
  ['an entity that nobody declared', 'xl/sharedStrings.xml', '<sst><si><t>&l2;</t></si></sst>'],
  ['an alphabet that hides one', 'xl/styles.xml', `<?xml version="1.0" encoding="UTF-7"?><styleSheet/>`],
])('%s is refused', async (_, part, content) => {
  expect(await verdict(withPart(part, content))).toBe('xml_not_allowed')
})

test('XML without end in depth, in a tag or in a name is refused', async () => {
  expect(await verdict(sheetOf('<row>'.repeat(100_000)))).toBe('xml_too_deep')
  expect(await verdict(sheetOf(`<row ${'a="b" '.repeat(200_000)}/>`))).toBe('file_damaged')
  expect(await verdict(sheetOf(`<${'a'.repeat(1_000_000)}/>`))).toBe('file_damaged')
  expect(await verdict(sheetOf('&#0;<row><c t="str"><v>&#0;</v></c></row>'))).toBe('file_damaged')
  expect(await verdict(sheetOf('<row r="1">', '</row>'))).toBe('file_damaged')
})

test('wide rows: what is used is refused, what is empty costs nothing', async () => {
  expect(await verdict(sheetOf('<row r="1"><c r="A1"><v>1</v></c><c r="XFD1" s="0"/></row>'))).toBe(1)
  expect(await verdict(sheetOf('<row r="1"><c r="XFD1"><v>1</v></c></row>'))).toBe('cell_far_out')
  expect(await verdict(sheetOf('<row r="1"><c r="ZZZZZZ1"><v>1</v></c></row>'))).toBe('cell_far_out')
  const full = '<c><v>1</v></c>'.repeat(401)
  expect(await verdict(sheetOf(`<row r="1">${full}</row>`))).toBe('too_many_columns')
  const million = '<c><v>1</v></c>'.repeat(1_000_000)
  expect(await verdict(sheetOf(`<row r="1">${million}</row>`), 'a.xlsx', { ...sheetLimits, ratio: 2000 })).toBe(
    'too_many_columns',
  )
  const empties = '<c s="0"/>'.repeat(100_000)
  expect(await verdict(sheetOf(`<row r="1">${empties}</row>`))).toBe('too_many_columns')
  expect(await verdict(`${'a,'.repeat(1_000_000)}\n`, 'wide.csv')).toBe('too_many_columns')
  expect(await verdict(`${','.repeat(1_000_000)}\na`, 'wide.csv')).toBe(1)
})

test('long sheets: a row beyond the last there can be, rows twice, rows backwards', async () => {
  expect(await verdict(sheetOf('<row r="1048577"><c><v>1</v></c></row>'))).toBe('too_many_rows')
  expect(await verdict(sheetOf('<row r="1e99"><c><v>1</v></c></row>'))).toBe('too_many_rows')
  expect(await verdict(sheetOf('<row r="1"/><row r="1"/>'))).toBe('file_damaged')
  expect(await verdict(sheetOf('<row r="-3"/>'))).toBe('file_damaged')
  expect(await verdict(sheetOf('<row><c r="B1"><v>1</v></c><c r="A1"><v>2</v></c></row>'))).toBe('file_damaged')
  expect(await verdict('a\n'.repeat(11), 'long.csv', { ...sheetLimits, rows: 10 })).toBe('too_many_rows')
})

test('texts: too many, too long, missing', async () => {
  const many = withPart('xl/sharedStrings.xml', `<sst>${'<si/>'.repeat(2000)}</sst>`)
  expect(await verdict(many, 'a.xlsx', { ...sheetLimits, strings: 1000 })).toBe('too_many_strings')
  const long = 'a'.repeat(32_768)
  expect(await verdict(withPart('xl/sharedStrings.xml', `<sst><si><t>${long}</t></si></sst>`))).toBe('cell_too_long')
  expect(await verdict(sheetOf(`<row><c t="inlineStr"><is><t>${long}</t></is></c></row>`))).toBe('cell_too_long')
  const endless = '<t>abc</t>'.repeat(500_000)
  expect(
    await verdict(sheetOf(`<row><c t="inlineStr"><is>${endless}</is></c></row>`), 'a.xlsx', {
      ...sheetLimits,
      ratio: 2000,
    }),
  ).toBe('cell_too_long')
  expect(await verdict(`${long},b\n`, 'long.csv')).toBe('cell_too_long')
  expect(await verdict(sheetOf('<row><c t="s"><v>77</v></c></row>'))).toBe('file_damaged')
  expect(await verdict(sheetOf('<row><c t="s"><v>-1</v></c></row>'))).toBe('file_damaged')
})

test('merged cells: too many, or none at all', async () => {
  const merges = `<mergeCells>${'<mergeCell ref="A1:B1"/>'.repeat(20)}</mergeCells>`
  expect(await verdict(sheetOf('', merges), 'a.xlsx', { ...sheetLimits, merges: 10 })).toBe('too_many_merges')
  expect(await verdict(sheetOf('', '<mergeCells><mergeCell ref="?"/></mergeCells>'))).toBe('file_damaged')
})

test('CSV: a quotation mark without end, an alphabet nobody knows', async () => {
  expect(await verdict('a,"b\nc', 'a.csv')).toBe('quote_unclosed')
  expect(await verdict(`a,"${'b\n'.repeat(100_000)}`, 'a.csv')).toBe('quote_unclosed')
  expect(await verdict(Buffer.from('e5bca0ff2c61', 'hex'), 'a.csv')).toBe('encoding_unknown')
  const chinese = Buffer.from('姓名,住址\n'.repeat(20))
  expect(await verdict(Buffer.concat([chinese, chinese.subarray(1)]), 'a.csv')).toBe('encoding_unknown')
})

test('files too large, gone, or broken off on their way', async () => {
  const small = { ...sheetLimits, fileBytes: 100 }
  expect(await verdict(anXlsx(plain), 'a.xlsx', small)).toBe('file_too_large')
  const stream = await openSheets(Readable.from([anXlsx(plain)]), 'a.xlsx', small)
  expect(stream).toEqual({ ok: false, error: 'file_too_large' })
  expect(await openSheets('/nowhere/at/all.xlsx', 'a.xlsx')).toEqual({ ok: false, error: 'file_not_readable' })
  const broken = new Readable({
    read() {
      this.destroy(new Error('the sender went away'))
    },
  })
  expect(await openSheets(broken, 'a.xlsx')).toEqual({ ok: false, error: 'file_not_readable' })
})

test('nothing makes a reader look at the same letters again and again', async () => {
  const started = performance.now()
  const cells = [
    `<c><v>${'1'.repeat(300_000)}x</v></c>`,
    `<c ${'r'.repeat(200_000)}/>`,
    `<c t=' ${'r="1" '.repeat(30_000)}'/>`,
  ]
  for (const cell of cells) {
    const said = await verdict(sheetOf(`<row>${cell}</row>`), 'a.xlsx', { ...sheetLimits, ratio: 2000 })
    expect([0, 'cell_too_long', 'file_damaged']).toContain(said)
  }
  const formats = `<styleSheet><numFmts><numFmt numFmtId="200" formatCode="${'['.repeat(200_000)}"/></numFmts></styleSheet>`
  expect(await verdict(withPart('xl/styles.xml', formats))).toBe(1)
  expect(await verdict(`${"'".repeat(30_000)}${' '.repeat(2_000)}a\n`, 'a.csv')).toBe(1)
  expect(performance.now() - started).toBeLessThan(2_000)
})

test('lists inside a workbook have an end', async () => {
  const relation = '<Relationship Id="a" Type="b/c" Target="d"/>'
  const relations = `<Relationships>${relation.repeat(20_000)}</Relationships>`
  expect(await verdict(withPart('xl/_rels/workbook.xml.rels', relations))).toBe('too_many_parts')
  const sheets = `<workbook><sheets>${'<sheet name="a" r:id="rId1"/>'.repeat(20_000)}</sheets></workbook>`
  expect(await verdict(withPart('xl/workbook.xml', sheets))).toBe('too_many_parts')
  const padded = `<workbook>${' '.repeat(17 * 1024 * 1024)}</workbook>`
  const loose = { ...sheetLimits, ratio: 2000 }
  expect(await verdict(withPart('xl/workbook.xml', padded), 'a.xlsx', loose)).toBe('zip_bomb')
  const shared = `<row><c><f t="shared" si="0">${'A1+'.repeat(20_000)}1</f><v>1</v></c></row>`
  expect(await verdict(sheetOf(shared))).toBe('cell_too_long')
  expect(await verdict(withPart(`xl/${'a'.repeat(2_000)}`, 'a'))).toBe('path_unsafe')
})

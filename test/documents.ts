import { aZip } from './sheets.ts'

const space = 'http://schemas.openxmlformats.org/wordprocessingml/2006/main'
const relations = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const packaged = 'http://schemas.openxmlformats.org/package/2006'
const head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
export const wordType = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml'

export type Parts = Record<string, string | Buffer>

/** The parts of a Word document whose body is the XML given, and whose notes are. */
export function docxParts(body: string, notes?: string, type: string = wordType): Parts {
  const relation = (id: string, kind: string, target: string) =>
    `<Relationship Id="${id}" Type="${relations}/${kind}" Target="${target}"/>`
  const list = (inside: string) => `${head}<Relationships xmlns="${packaged}/relationships">${inside}</Relationships>`
  return {
    '[Content_Types].xml': `${head}<Types xmlns="${packaged}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="${type}"/></Types>`,
    '_rels/.rels': list(relation('rId1', 'officeDocument', 'word/document.xml')),
    'word/_rels/document.xml.rels': list(notes === undefined ? '' : relation('rId1', 'footnotes', 'footnotes.xml')),
    'word/document.xml': `${head}<w:document xmlns:w="${space}"><w:body>${body}<w:sectPr/></w:body></w:document>`,
    ...(notes === undefined
      ? {}
      : { 'word/footnotes.xml': `${head}<w:footnotes xmlns:w="${space}">${notes}</w:footnotes>` }),
  }
}

export function aDocx(body: string, notes?: string): Buffer {
  return aZip(docxParts(body, notes))
}

/** A paragraph of one run. */
export function p(text: string): string {
  return `<w:p><w:r><w:t xml:space="preserve">${text}</w:t></w:r></w:p>`
}

/** A table of cells; a cell is its text, or the XML of its properties and its text. */
export function tbl(rows: readonly (readonly (string | readonly [properties: string, text: string])[])[]): string {
  const cell = (said: string | readonly [string, string]) => {
    const [properties, text] = typeof said === 'string' ? ['', said] : said
    return `<w:tc><w:tcPr>${properties}</w:tcPr>${p(text)}</w:tc>`
  }
  return `<w:tbl><w:tblPr/>${rows.map((row) => `<w:tr>${row.map(cell).join('')}</w:tr>`).join('')}</w:tbl>`
}

export interface PdfSaid {
  /** Lines with their places, page by page. */
  readonly pages: readonly (readonly (readonly [x: number, y: number, text: string])[])[]
  /** Objects to put in or to replace, by number. 1 is the catalogue, 2 the tree of pages. */
  readonly objects?: Readonly<Record<number, string>>
  readonly trailer?: string
}

/** A PDF whose Chinese letters are coded by a character map that the reader has to know, as old programs wrote them. */
export function aPdf(said: PdfSaid): Buffer {
  const objects: Record<number, string> = {
    1: '<</Type/Catalog/Pages 2 0 R>>',
    2: `<</Type/Pages/Count ${said.pages.length}/Kids[${said.pages.map((_, at) => `${10 + 2 * at} 0 R`).join(' ')}]>>`,
    3: '<</Type/Font/Subtype/Type0/BaseFont/STSong-Light/Encoding/UniGB-UCS2-H/DescendantFonts[4 0 R]>>',
    4: '<</Type/Font/Subtype/CIDFontType0/BaseFont/STSong-Light/CIDSystemInfo<</Registry(Adobe)/Ordering(GB1)/Supplement 2>>/FontDescriptor 5 0 R/DW 1000>>',
    5: '<</Type/FontDescriptor/FontName/STSong-Light/Flags 6/FontBBox[-25 -254 1000 880]/ItalicAngle 0/Ascent 880/Descent -120/CapHeight 880/StemV 93>>',
  }
  for (const [at, lines] of said.pages.entries()) {
    const code = (text: string) => Buffer.from(text, 'utf16le').swap16().toString('hex')
    const stream = lines.map(([x, y, text]) => `BT /F1 16 Tf ${x} ${y} Td <${code(text)}> Tj ET`).join('\n')
    objects[10 + 2 * at] =
      `<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<</Font<</F1 3 0 R>>>>/Contents ${11 + 2 * at} 0 R>>`
    objects[11 + 2 * at] = `<</Length ${stream.length}>>\nstream\n${stream}\nendstream`
  }
  return pdfOf({ ...objects, ...said.objects }, said.trailer)
}

export function pdfOf(objects: Readonly<Record<number, string>>, trailer = ''): Buffer {
  let file = '%PDF-1.7\n%\xe2\xe3\xcf\xd3\n'
  const numbers = Object.keys(objects).map(Number)
  const size = Math.max(...numbers) + 1
  const table = ['0000000000 65535 f \n']
  for (let number = 1; number < size; number++) {
    const object = objects[number]
    table.push(object === undefined ? '0000000000 00000 f \n' : `${String(file.length).padStart(10, '0')} 00000 n \n`)
    if (object !== undefined) file += `${number} 0 obj\n${object}\nendobj\n`
  }
  const end = `xref\n0 ${size}\n${table.join('')}trailer\n<</Size ${size}/Root 1 0 R${trailer}>>\nstartxref\n${file.length}\n%%EOF\n`
  return Buffer.from(file + end, 'latin1')
}

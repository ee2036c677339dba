import { buffer } from 'node:stream/consumers'
import { ZipFile } from 'yazl'
import { attachmentsXml, blocksXml, recordXml } from './docx-blocks.ts'
import {
  coreXml,
  fontTableXml,
  footerXml,
  headerXml,
  sectionXml,
  settingsXml,
  stylesXml,
  wordSpaces,
  xmlHead,
} from './docx-parts.ts'
import { paragraphXml, runXml } from './docx-text.ts'
import { letterheadDrop, letterheadSize, points, redLineDrop, signatureIndents, titleLines } from './gb-9704.ts'
import { officialDate } from './official-document.ts'
import type { OfficialDocument } from './official-document.ts'
import { recordLines } from './record-lines.ts'

/** Writes a document for Word and WPS by GB/T 9704-2012. The same document gives the same bytes. */
export async function writeDocx(document: OfficialDocument): Promise<Uint8Array> {
  const pictures: Uint8Array[] = []
  const body = bodyXml(document, pictures)
  const zip = new ZipFile()
  // Local noon of one day: the file keeps the day and hour that the clock shows, whatever the zone.
  const mtime = new Date(2000, 0, 1, 12)
  const put = (name: string, content: string | Uint8Array) =>
    zip.addBuffer(Buffer.from(content as string), name, { mtime, forceDosTimestamp: true, mode: 0o100644 })
  put('[Content_Types].xml', contentTypesXml(document.draft !== undefined))
  put('_rels/.rels', relationsXml([['rId1', 'officeDocument', 'word/document.xml']], corePart))
  put('docProps/core.xml', coreXml(document))
  put('word/_rels/document.xml.rels', relationsXml(relationsOf(document, pictures.length)))
  put('word/document.xml', `${xmlHead}<w:document ${wordSpaces}><w:body>${body}</w:body></w:document>`)
  put('word/styles.xml', stylesXml())
  put('word/settings.xml', settingsXml())
  put('word/fontTable.xml', fontTableXml())
  put('word/footer1.xml', footerXml('right'))
  put('word/footer2.xml', footerXml('left'))
  if (document.draft !== undefined) put('word/header1.xml', headerXml(document.draft))
  for (const [at, png] of pictures.entries()) put(`word/media/picture${at + 1}.png`, png)
  zip.end()
  return await buffer(zip.outputStream)
}

function bodyXml(document: OfficialDocument, pictures: Uint8Array[]): string {
  const { addressee, signature, record } = document
  const blank = paragraphXml('')
  return [
    headXml(document),
    paragraphXml(runXml(titleLines(document.title).join('\n')), { style: 'Title' }),
    blank,
    addressee ? paragraphXml(runXml(`${addressee}：`)) : '',
    blocksXml(document.blocks, pictures),
    attachmentsXml(document.attachments ?? []),
    signature ? signatureXml(signature.organisation, officialDate(signature.date)) : '',
    record ? recordXml(recordLines(record)) : '',
    // What ends a document is a paragraph; a table alone Word would call damage.
    record ? paragraphXml('', { pitch: 1 }) : '',
    sectionXml(document.draft !== undefined),
  ].join('')
}

const red = 'FF0000'

function headXml({ letterhead, number }: OfficialDocument): string {
  const blank = paragraphXml('')
  if (letterhead === undefined) return number ? `${paragraphXml(runXml(number), { align: 'center' })}${blank}` : ''
  const size = letterheadSize(letterhead)
  const mark = paragraphXml(runXml(letterhead, { font: 'title', size, color: red }), {
    align: 'center',
    before: points(letterheadDrop),
    pitch: Math.ceil(size * 1.25),
  })
  const line = `<w:pBdr><w:bottom w:val="single" w:sz="12" w:space="${Math.round(points(redLineDrop))}" w:color="${red}"/></w:pBdr>`
  return `${mark}${blank}${blank}${paragraphXml(runXml(number ?? ''), { align: 'center', borders: line })}${blank}${blank}`
}

function signatureXml(organisation: string, date: string): string {
  const indents = signatureIndents(organisation, date)
  const blank = paragraphXml('', { keepNext: true })
  const name = paragraphXml(runXml(organisation), { align: 'right', right: indents.organisation, keepNext: true })
  return `${blank}${blank}${name}${paragraphXml(runXml(date), { align: 'right', right: indents.date })}`
}

type Relation = readonly [id: string, type: string, target: string]

function relationsOf(document: OfficialDocument, pictures: number): readonly Relation[] {
  return [
    ['rId1', 'styles', 'styles.xml'],
    ['rId2', 'settings', 'settings.xml'],
    ['rId3', 'fontTable', 'fontTable.xml'],
    ['rId5', 'footer', 'footer1.xml'],
    ['rId6', 'footer', 'footer2.xml'],
    ...(document.draft === undefined ? [] : [['rId10', 'header', 'header1.xml'] as const]),
    ...Array.from({ length: pictures }, (_, at) => {
      return [`rId${101 + at}`, 'image', `media/picture${at + 1}.png`] as const
    }),
  ]
}

const corePart =
  '<Relationship Id="rId2" Type="http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties" Target="docProps/core.xml"/>'

function relationsXml(relations: readonly Relation[], others = ''): string {
  const types = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
  const each = relations.map(
    ([id, type, target]) => `<Relationship Id="${id}" Type="${types}/${type}" Target="${target}"/>`,
  )
  return `${xmlHead}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${each.join('')}${others}</Relationships>`
}

function contentTypesXml(hasHeader: boolean): string {
  const word = 'application/vnd.openxmlformats-officedocument.wordprocessingml'
  const part = (name: string, type: string) =>
    `<Override PartName="/word/${name}.xml" ContentType="${word}.${type}+xml"/>`
  const parts = [
    part('document', 'document.main'),
    part('styles', 'styles'),
    part('settings', 'settings'),
    part('fontTable', 'fontTable'),
    part('footer1', 'footer'),
    part('footer2', 'footer'),
    hasHeader ? part('header1', 'header') : '',
  ]
  return `${xmlHead}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Default Extension="png" ContentType="image/png"/>${parts.join('')}<Override PartName="/docProps/core.xml" ContentType="application/vnd.openxmlformats-package.core-properties+xml"/></Types>`
}

import { paragraphXml, runXml, twips, wordXml } from './docx-text.ts'
import type { ParagraphLook } from './docx-text.ts'
import { linePitch, points, sheet, sizes, tablePitch } from './gb-9704.ts'
import type { DocumentBlock, DocumentGrid, DocumentPicture } from './official-document.ts'
import type { RecordLines } from './record-lines.ts'
import { pngSize } from './png-size.ts'
import { tableShape } from './table-shape.ts'

const bodyTwips = twips(points(sheet.bodyWidth))

/** The blocks of a document; `pictures` takes the pictures in the order of their relations. */
export function blocksXml(blocks: readonly DocumentBlock[], pictures: Uint8Array[]): string {
  const xml: string[] = []
  let breakBefore = false
  for (const block of blocks) {
    if (block.kind === 'page break') {
      breakBefore = true
      continue
    }
    const look = breakBefore ? { breakBefore } : {}
    breakBefore = false
    if (block.kind === 'heading') {
      xml.push(paragraphXml(runXml(block.text), { style: `Heading${block.level}`, ...look }))
    } else if (block.kind === 'paragraph') {
      const runs = block.runs.map((run) =>
        typeof run === 'string' ? runXml(run) : runXml(run.figure, { isMarked: run.mark === 'unresolved' }),
      )
      xml.push(paragraphXml(runs.join(''), { style: 'BodyText', ...look }))
    } else if (block.kind === 'table') xml.push(tableXml(block, look))
    else xml.push(pictureXml(block, pictures, look))
  }
  return xml.join('')
}

function tableXml(table: DocumentGrid, look: { breakBefore?: boolean }): string {
  const { shares, aligns } = tableShape(table)
  const widths = shares.map((share) => Math.round(share * bodyTwips))
  const border = (side: string) => `<w:${side} w:val="single" w:sz="4" w:space="0" w:color="000000"/>`
  const cell = (text: string, column: number, isHead: boolean) => {
    const runs = runXml(text, isHead ? { font: 'black', size: sizes.table } : { size: sizes.table })
    const align = isHead ? 'center' : aligns[column]!
    const paragraph = paragraphXml(runs, { align, pitch: tablePitch, before: 2, after: 2 })
    return `<w:tc><w:tcPr><w:tcW w:w="${widths[column]}" w:type="dxa"/><w:vAlign w:val="center"/></w:tcPr>${paragraph}</w:tc>`
  }
  const row = (texts: readonly string[], isHead: boolean) =>
    `<w:tr><w:trPr><w:cantSplit/>${isHead ? '<w:tblHeader/>' : ''}<w:jc w:val="center"/></w:trPr>${widths.map((_, column) => cell(texts[column] ?? '', column, isHead)).join('')}</w:tr>`
  const caption = table.caption
    ? paragraphXml(runXml(table.caption), { style: 'Caption', keepNext: true, ...look })
    : look.breakBefore
      ? paragraphXml('', { pitch: 1, ...look })
      : ''
  const head = table.head.length > 0 ? row(table.head, true) : ''
  // Two tables that touch would become one.
  const after = paragraphXml('', { pitch: linePitch / 2 })
  return `${caption}<w:tbl><w:tblPr><w:tblW w:w="${bodyTwips}" w:type="dxa"/><w:jc w:val="center"/><w:tblBorders>${['top', 'left', 'bottom', 'right', 'insideH', 'insideV'].map(border).join('')}</w:tblBorders><w:tblLayout w:type="fixed"/></w:tblPr><w:tblGrid>${widths.map((width) => `<w:gridCol w:w="${width}"/>`).join('')}</w:tblGrid>${head}${table.rows.map((texts) => row(texts, false)).join('')}</w:tbl>${after}`
}

function pictureXml(picture: DocumentPicture, pictures: Uint8Array[], look: object): string {
  pictures.push(picture.png)
  const number = pictures.length
  const shape = pngSize(picture.png)
  const width = Math.min(picture.widthMm, sheet.bodyWidth)
  const emu = (mm: number) => Math.round(mm * 36_000)
  const extent = `cx="${emu(width)}" cy="${emu((width * shape.height) / shape.width)}"`
  const alt = wordXml(picture.alt)
  const drawing = `<w:r><w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0"><wp:extent ${extent}/><wp:docPr id="${number}" name="图片 ${number}" descr="${alt}"/><a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:pic><pic:nvPicPr><pic:cNvPr id="${number}" name="picture${number}.png" descr="${alt}"/><pic:cNvPicPr/></pic:nvPicPr><pic:blipFill><a:blip r:embed="rId${100 + number}"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill><pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext ${extent}/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>`
  const keepNext = picture.caption !== undefined
  // A line of a fixed height would show a strip of the picture.
  const drawn = paragraphXml(drawing, { align: 'center', pitch: 'auto', before: 6, after: 6, keepNext, ...look })
  return picture.caption ? `${drawn}${paragraphXml(runXml(picture.caption), { style: 'Caption' })}` : drawn
}

/** 附件 after a blank line, 2 letters in, what follows under what it says first. */
export function attachmentsXml(attachments: readonly string[]): string {
  if (attachments.length === 0) return ''
  const [first, ...others] = attachments
  const isOne = others.length === 0
  const line = (text: string, hanging: number, left: number) => paragraphXml(runXml(text), { left, hanging })
  return [
    paragraphXml(''),
    line(`附件：${isOne ? '' : '1.'}${first}`, isOne ? 3 : 4, isOne ? 5 : 6),
    ...others.map((name, at) => line(`${at + 2}.${name}`, 1, 6)),
  ].join('')
}

/** 版记 at the foot of the last page, between lines of 0.35 mm, that inside 0.25 mm. */
export function recordXml(lines: RecordLines): string {
  const small = { size: sizes.small }
  const last = points(sheet.bodyHeight) - linePitch - 2
  const tabs = `<w:tabs><w:tab w:val="right" w:pos="${bodyTwips - twips(sizes.small)}"/></w:tabs>`
  const issuer = runXml(`　${lines.issuer}\t${lines.issuedOn}`, small)
  if (lines.copies.length === 0) return paragraphXml(issuer, { ...recordFrame(last, 8, 8), tabs, align: 'left' })
  // Lines over a paragraph begin where it does, so that it is no indent that keeps the letter free.
  const copies = runXml(lines.copies.map((text) => `　${text}`).join('\n'), small)
  const first = recordFrame(last - lines.copies.length * linePitch - 1, 8, 0)
  return (
    paragraphXml(copies, { ...first, align: 'left' }) +
    paragraphXml(issuer, { ...recordFrame(last, 6, 8), tabs, align: 'left' })
  )
}

/** LibreOffice lets no table as wide as the page float, nor a frame unless all four sides are told, those without a line too. */
function recordFrame(top: number, above: number, below: number): Pick<ParagraphLook, 'frame' | 'borders'> {
  const line = (side: string, size: number) =>
    `<w:${side} w:val="${size === 0 ? 'nil' : 'single'}" w:sz="${size || 8}" w:space="0" w:color="000000"/>`
  return {
    frame: `<w:framePr w:w="${bodyTwips}" w:hRule="auto" w:wrap="notBeside" w:vAnchor="margin" w:hAnchor="margin" w:x="1" w:y="${twips(top)}"/>`,
    borders: `<w:pBdr>${line('top', above)}${line('left', 0)}${line('bottom', below)}${line('right', 0)}</w:pBdr>`,
  }
}

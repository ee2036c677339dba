import { documentFonts, fontRoles, westernFont } from './document-fonts.ts'
import { fontsXml, letters, paragraphXml, runXml, twips, wordXml } from './docx-text.ts'
import { letterPitch, linePitch, pageNumberDrop, points, sheet, sizes, titlePitch } from './gb-9704.ts'
import type { OfficialDocument } from './official-document.ts'

export const xmlHead = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
export const wordSpaces =
  'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" xmlns:w10="urn:schemas-microsoft-com:office:word" xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"'

/**
 * What brings 28 letters into a line. Word's grid of letters would too, but LibreOffice spreads
 * letters by it; and by a closer setting it loses commas at the ends of lines.
 */
const squeeze = Math.floor((letterPitch / sizes.body) * 100)

/** Off the grid, on which LibreOffice puts even lines of a fixed height. */
export function stylesXml(): string {
  const style = (id: string, name: string, paragraph: string, run = '', basedOn = 'Normal') =>
    `<w:style w:type="paragraph" w:styleId="${id}"><w:name w:val="${name}"/><w:basedOn w:val="${basedOn}"/><w:next w:val="BodyText"/><w:qFormat/><w:pPr>${paragraph}</w:pPr><w:rPr>${run}</w:rPr></w:style>`
  const indent = `<w:ind w:firstLineChars="200" w:firstLine="${letters(2)}"/>`
  const heading = (level: number, font: 'black' | 'kai' | 'body') =>
    style(
      `Heading${level}`,
      `heading ${level}`,
      `<w:keepNext/>${indent}<w:outlineLvl w:val="${level - 1}"/>`,
      fontsXml(font),
    )
  const size = (value: number) => `<w:sz w:val="${value * 2}"/><w:szCs w:val="${value * 2}"/>`
  return `${xmlHead}<w:styles ${wordSpaces}><w:docDefaults><w:rPrDefault><w:rPr>${fontsXml('body')}${size(sizes.body)}<w:lang w:val="en-US" w:eastAsia="zh-CN"/></w:rPr></w:rPrDefault><w:pPrDefault/></w:docDefaults><w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:qFormat/><w:pPr><w:widowControl w:val="0"/><w:overflowPunct w:val="0"/><w:autoSpaceDE w:val="0"/><w:autoSpaceDN w:val="0"/><w:snapToGrid w:val="0"/><w:spacing w:line="${twips(linePitch)}" w:lineRule="exact"/><w:jc w:val="both"/></w:pPr><w:rPr><w:w w:val="${squeeze}"/>${size(sizes.body)}</w:rPr></w:style><w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/><w:tblPr><w:tblInd w:w="0" w:type="dxa"/><w:tblCellMar><w:left w:w="85" w:type="dxa"/><w:right w:w="85" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style>${style('BodyText', 'Body Text', indent)}${style('Title', 'Title', `<w:spacing w:line="${twips(titlePitch)}" w:lineRule="exact"/><w:jc w:val="center"/>`, `${fontsXml('title')}${size(sizes.title)}`)}${heading(1, 'black')}${heading(2, 'kai')}${heading(3, 'body')}${heading(4, 'body')}${style('Caption', 'caption', '<w:jc w:val="center"/>', `${fontsXml('black')}${size(sizes.small)}`)}</w:styles>`
}

/** Where a font is missing, its other names are asked for. */
export function fontTableXml(): string {
  const fonts = fontRoles.map((role) => {
    const { name, otherNames } = documentFonts[role]
    const family = role === 'black' ? 'swiss' : 'roman'
    return `<w:font w:name="${name}"><w:altName w:val="${otherNames.join(',')}"/><w:charset w:val="86"/><w:family w:val="${family}"/><w:pitch w:val="default"/></w:font>`
  })
  return `${xmlHead}<w:fonts ${wordSpaces}>${fonts.join('')}<w:font w:name="${westernFont}"><w:charset w:val="00"/><w:family w:val="roman"/><w:pitch w:val="variable"/></w:font></w:fonts>`
}

export function settingsXml(): string {
  return `${xmlHead}<w:settings ${wordSpaces}><w:zoom w:percent="100"/><w:evenAndOddHeaders/><w:characterSpacingControl w:val="doNotCompress"/><w:compat><w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat><w:themeFontLang w:val="en-US" w:eastAsia="zh-CN"/></w:settings>`
}

/** 7.5: 4号, odd pages on the right and even ones on the left, a letter in. */
export function footerXml(side: 'left' | 'right'): string {
  const look = { font: 'song', size: sizes.small } as const
  const field = (type: string) =>
    `<w:r><w:rPr>${fontsXml('song')}<w:sz w:val="${sizes.small * 2}"/></w:rPr><w:fldChar w:fldCharType="${type}"/></w:r>`
  const code = `<w:r><w:rPr>${fontsXml('song')}<w:sz w:val="${sizes.small * 2}"/></w:rPr><w:instrText xml:space="preserve"> PAGE </w:instrText></w:r>`
  const number = `${field('begin')}${code}${field('separate')}${runXml('1', look)}${field('end')}`
  const runs = `${runXml('— ', look)}${number}${runXml(' —', look)}`
  return `${xmlHead}<w:ftr ${wordSpaces}>${paragraphXml(runs, { align: side, [side]: 1, pitch: sizes.small + 2 })}</w:ftr>`
}

/** The word across the page, as Word itself keeps a watermark. */
export function headerXml(draft: string): string {
  const width = Math.min(400, 130 * [...draft].length)
  const shape = `<v:shapetype id="_x0000_t136" coordsize="21600,21600" o:spt="136" adj="10800" path="m@7,l@8,m@5,21600l@6,21600e"><v:formulas><v:f eqn="sum #0 0 10800"/><v:f eqn="prod #0 2 1"/><v:f eqn="sum 21600 0 @1"/><v:f eqn="sum 0 0 @2"/><v:f eqn="sum 21600 0 @3"/><v:f eqn="if @0 @3 0"/><v:f eqn="if @0 21600 @1"/><v:f eqn="if @0 0 @2"/><v:f eqn="if @0 @4 21600"/></v:formulas><v:path textpathok="t" o:connecttype="rect"/><v:textpath on="t" fitshape="t"/></v:shapetype><v:shape id="PowerPlusWaterMarkObject1" o:spid="_x0000_s2049" type="#_x0000_t136" alt="${wordXml(draft)}" style="position:absolute;margin-left:0;margin-top:0;width:${width}pt;height:110pt;rotation:315;z-index:-251658752;mso-position-horizontal:center;mso-position-horizontal-relative:margin;mso-position-vertical:center;mso-position-vertical-relative:margin" o:allowincell="f" fillcolor="#d9d9d9" stroked="f"><v:textpath style="font-family:&quot;${documentFonts.black.name}&quot;;font-size:1pt" string="${wordXml(draft)}"/></v:shape>`
  return `${xmlHead}<w:hdr ${wordSpaces}><w:p><w:r><w:pict>${shape}</w:pict></w:r></w:p></w:hdr>`
}

export function sectionXml(hasHeader: boolean): string {
  const right = sheet.width - sheet.left - sheet.bodyWidth
  const bottom = sheet.height - sheet.top - sheet.bodyHeight
  const mm = (value: number) => twips(points(value))
  const headers = hasHeader
    ? '<w:headerReference w:type="default" r:id="rId10"/><w:headerReference w:type="even" r:id="rId10"/>'
    : ''
  // The dash is half-way up the line, which stands on the footer's distance from the edge.
  const footer = mm(bottom - pageNumberDrop) - twips((sizes.small + 2) / 2)
  return `<w:sectPr>${headers}<w:footerReference w:type="default" r:id="rId5"/><w:footerReference w:type="even" r:id="rId6"/><w:pgSz w:w="${mm(sheet.width)}" w:h="${mm(sheet.height)}"/><w:pgMar w:top="${mm(sheet.top)}" w:right="${mm(right)}" w:bottom="${mm(bottom)}" w:left="${mm(sheet.left)}" w:header="851" w:footer="${footer}" w:gutter="0"/><w:docGrid w:type="lines" w:linePitch="${twips(linePitch)}"/></w:sectPr>`
}

export function coreXml(document: OfficialDocument): string {
  const made = new Date(document.madeAt).toISOString().replace(/\.\d+Z$/, 'Z')
  const title = wordXml(document.title.replaceAll('\n', ''))
  const author = document.signature ? `<dc:creator>${wordXml(document.signature.organisation)}</dc:creator>` : ''
  return `${xmlHead}<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><dc:title>${title}</dc:title>${author}<dcterms:created xsi:type="dcterms:W3CDTF">${made}</dcterms:created><dcterms:modified xsi:type="dcterms:W3CDTF">${made}</dcterms:modified></cp:coreProperties>`
}

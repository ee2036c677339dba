import { escapeXml } from '#platform/packages'
import { cellXml } from './cell-xml.ts'

export interface WorkbookProperties {
  readonly title?: string
  readonly subject?: string
  readonly creator?: string
  readonly description?: string
  readonly createdAt?: Date
}

export const xmlHead = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
export const spreadsheetSpace = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
const relationSpace = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const packageSpace = 'http://schemas.openxmlformats.org/package/2006'
const spreadsheetType = 'application/vnd.openxmlformats-officedocument.spreadsheetml'

/** Places in the list of styles below. Text cells are text to Excel as well, so that an id typed over one stays whole. */
export const cellStyles = { plain: 0, head: 1, day: 2, text: 3, reason: 4, moment: 5 } as const

export function stylesXml(): string {
  const font = (more: string) => `<font>${more}<sz val="11"/><name val="等线"/></font>`
  const xf = (format: number, font: number, fill: number, more = '') =>
    `<xf numFmtId="${format}" fontId="${font}" fillId="${fill}" borderId="0" xfId="0" applyNumberFormat="1" applyFont="1" applyFill="1"${more}`
  const wrapped = ' applyAlignment="1"><alignment vertical="top" wrapText="1"/></xf>'
  return `${xmlHead}<styleSheet xmlns="${spreadsheetSpace}"><numFmts count="2"><numFmt numFmtId="164" formatCode="yyyy\\-mm\\-dd"/><numFmt numFmtId="165" formatCode="yyyy\\-mm\\-dd\\ hh:mm:ss"/></numFmts><fonts count="3">${font('')}${font('<b/>')}<font><sz val="11"/><color rgb="FFC00000"/><name val="等线"/></font></fonts><fills count="3"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill><fill><patternFill patternType="solid"><fgColor rgb="FFE7ECF3"/></patternFill></fill></fills><borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders><cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="6">${xf(0, 0, 0)}/>${xf(49, 1, 2)}/>${xf(164, 0, 0)}/>${xf(49, 0, 0)}/>${xf(49, 2, 0, wrapped)}${xf(165, 0, 0)}/></cellXfs><cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>`
}

export function workbookXml(sheets: readonly { readonly name: string; readonly hidden: boolean }[]): string {
  const each = sheets.map(({ name, hidden }, at) => {
    return `<sheet name="${escapeXml(name)}" sheetId="${at + 1}"${hidden ? ' state="hidden"' : ''} r:id="rId${at + 1}"/>`
  })
  return `${xmlHead}<workbook xmlns="${spreadsheetSpace}" xmlns:r="${relationSpace}"><bookViews><workbookView/></bookViews><sheets>${each.join('')}</sheets></workbook>`
}

export function relationsXml(sheets: number): string {
  const each = Array.from({ length: sheets }, (_, at) => relation(at + 1, 'worksheet', `worksheets/sheet${at + 1}.xml`))
  return relationList([...each, relation(sheets + 1, 'styles', 'styles.xml')])
}

export function rootRelationsXml(): string {
  const core = `<Relationship Id="rId2" Type="${packageSpace}/relationships/metadata/core-properties" Target="docProps/core.xml"/>`
  return relationList([relation(1, 'officeDocument', 'xl/workbook.xml'), core])
}

function relation(id: number, type: string, target: string): string {
  return `<Relationship Id="rId${id}" Type="${relationSpace}/${type}" Target="${target}"/>`
}

function relationList(relations: readonly string[]): string {
  return `${xmlHead}<Relationships xmlns="${packageSpace}/relationships">${relations.join('')}</Relationships>`
}

export function packageXml(sheets: number): string {
  const part = (name: string, type: string) => `<Override PartName="/${name}" ContentType="${type}+xml"/>`
  const each = Array.from({ length: sheets }, (_, at) => {
    return part(`xl/worksheets/sheet${at + 1}.xml`, `${spreadsheetType}.worksheet`)
  })
  return `${xmlHead}<Types xmlns="${packageSpace}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>${part('xl/workbook.xml', `${spreadsheetType}.sheet.main`)}${each.join('')}${part('xl/styles.xml', `${spreadsheetType}.styles`)}${part('docProps/core.xml', 'application/vnd.openxmlformats-package.core-properties')}</Types>`
}

export function coreXml(said: WorkbookProperties, at: Date): string {
  const element = (name: string, value: string | undefined) =>
    value === undefined ? '' : `<${name}>${cellXml(value)}</${name}>`
  const created = `<dcterms:created xsi:type="dcterms:W3CDTF">${at.toISOString().slice(0, 19)}Z</dcterms:created>`
  return `${xmlHead}<cp:coreProperties xmlns:cp="${packageSpace}/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">${element('dc:title', said.title)}${element('dc:subject', said.subject)}${element('dc:creator', said.creator)}${element('dc:description', said.description)}${created}</cp:coreProperties>`
}

/** A name that Excel takes: no signs of its formulas, at most 31 letters, none of those taken. */
export function sheetName(wanted: string, ...taken: readonly string[]): string {
  const allowed = writableName(wanted)
    .replaceAll(/[[\]:*?/\\]/g, '_')
    .replaceAll(/^'|'$/g, '_')
    .trim()
    .slice(0, 31)
  const name = allowed === '' ? '数据' : allowed
  if (!taken.some((other) => other.toLowerCase() === name.toLowerCase())) return name
  return sheetName(`${name.slice(0, 29)}_2`, ...taken.filter((other) => other !== name))
}

function writableName(text: string): string {
  return (
    Buffer.from(text)
      .toString()
      // oxlint-disable-next-line no-control-regex
      .replaceAll(/[\x00-\x1f\ufffe\uffff]/g, '_')
  )
}

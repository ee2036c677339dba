import { crc32, deflateRawSync } from 'node:zlib'

/** A cell as a test writes it. A string is shared; `raw` is what stands between <v> and </v>. */
export type CellSaid =
  | string
  | number
  | boolean
  | null
  | { readonly inline: string }
  | { readonly day: string }
  | { readonly error: string }
  | { readonly formula: string; readonly value?: string | number }
  | { readonly raw: string; readonly format?: string }
  | { readonly runs: readonly string[] }

export interface SheetSaid {
  readonly name: string
  /** A row that is null leaves its number out. */
  readonly rows: readonly (readonly CellSaid[] | null)[]
  readonly merges?: readonly string[]
  readonly state?: 'hidden' | 'veryHidden'
  readonly hiddenRows?: readonly number[]
  /** The elements of sheetData instead of rows. */
  readonly data?: string
}

export interface XlsxSaid {
  readonly sheets: readonly SheetSaid[]
  readonly is1904?: boolean
  readonly macros?: boolean
  /** Parts to put in, to replace, or (null) to leave out. */
  readonly parts?: Readonly<Record<string, string | Buffer | null>>
}

const spreadsheet = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
const relations = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const packaged = 'http://schemas.openxmlformats.org/package/2006'
const head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'

/** A small workbook in memory, as Excel would have saved it. */
export function anXlsx(said: XlsxSaid): Buffer {
  return aZip(xlsxParts(said))
}

export function xlsxParts(said: XlsxSaid): Record<string, string | Buffer> {
  const strings: string[] = []
  const formats: string[] = ['yyyy"年"m"月"d"日"']
  const sheets = said.sheets.map((sheet) => sheetXml(sheet, strings, formats, said.is1904 ?? false))
  const main = said.macros
    ? 'application/vnd.ms-excel.sheet.macroEnabled'
    : 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'
  const part = (name: string, type: string) => `<Override PartName="/xl/${name}" ContentType="${type}+xml"/>`
  const kind = 'application/vnd.openxmlformats-officedocument.spreadsheetml'
  const parts: Record<string, string | Buffer | null> = {
    '[Content_Types].xml': `${head}<Types xmlns="${packaged}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>${part('workbook.xml', `${main}.main`)}${sheets.map((_, at) => part(`worksheets/sheet${at + 1}.xml`, `${kind}.worksheet`)).join('')}${part('styles.xml', `${kind}.styles`)}${part('sharedStrings.xml', `${kind}.sharedStrings`)}</Types>`,
    '_rels/.rels': relationsXml([['rId1', 'officeDocument', 'xl/workbook.xml']]),
    'xl/workbook.xml': `${head}<workbook xmlns="${spreadsheet}" xmlns:r="${relations}"><workbookPr${said.is1904 ? ' date1904="1"' : ''}/><sheets>${said.sheets.map((sheet, at) => `<sheet name="${escaped(sheet.name)}" sheetId="${at + 1}"${sheet.state ? ` state="${sheet.state}"` : ''} r:id="rId${at + 1}"/>`).join('')}</sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': relationsXml([
      ...sheets.map((_, at) => [`rId${at + 1}`, 'worksheet', `worksheets/sheet${at + 1}.xml`] as const),
      ['rId900', 'styles', 'styles.xml'],
      ['rId901', 'sharedStrings', 'sharedStrings.xml'],
      ...(said.macros ? [['rId902', 'vbaProject', 'vbaProject.bin'] as const] : []),
    ]),
    ...Object.fromEntries(sheets.map((xml, at) => [`xl/worksheets/sheet${at + 1}.xml`, xml])),
    'xl/styles.xml': `${head}<styleSheet xmlns="${spreadsheet}"><numFmts count="${formats.length}">${formats.map((format, at) => `<numFmt numFmtId="${164 + at}" formatCode="${escaped(format)}"/>`).join('')}</numFmts><fonts count="1"><font><sz val="11"/><name val="宋体"/></font></fonts><fills count="1"><fill><patternFill patternType="none"/></fill></fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf numFmtId="0"/></cellStyleXfs><cellXfs count="${formats.length + 1}"><xf numFmtId="0"/>${formats.map((_, at) => `<xf numFmtId="${164 + at}" applyNumberFormat="1"/>`).join('')}</cellXfs></styleSheet>`,
    'xl/sharedStrings.xml': `${head}<sst xmlns="${spreadsheet}" count="${strings.length}" uniqueCount="${strings.length}">${strings.join('')}</sst>`,
    ...(said.macros ? { 'xl/vbaProject.bin': Buffer.from('Attribute VB_Name') } : {}),
    ...said.parts,
  }
  return Object.fromEntries(Object.entries(parts).filter(([, content]) => content !== null)) as Record<string, string>
}

function relationsXml(list: readonly (readonly [id: string, type: string, target: string])[]): string {
  const each = list.map(
    ([id, type, target]) => `<Relationship Id="${id}" Type="${relations}/${type}" Target="${target}"/>`,
  )
  return `${head}<Relationships xmlns="${packaged}/relationships">${each.join('')}</Relationships>`
}

function sheetXml(sheet: SheetSaid, strings: string[], formats: string[], is1904: boolean): string {
  const rows = sheet.rows.map((row, at) => {
    if (row === null) return ''
    const hidden = sheet.hiddenRows?.includes(at + 1) ? ' hidden="1"' : ''
    const cells = row.map((cell, column) => cellXml(cell, `${letters(column)}${at + 1}`, strings, formats, is1904))
    return `<row r="${at + 1}"${hidden}>${cells.join('')}</row>`
  })
  const merges = sheet.merges?.length
    ? `<mergeCells count="${sheet.merges.length}">${sheet.merges.map((ref) => `<mergeCell ref="${ref}"/>`).join('')}</mergeCells>`
    : ''
  return `${head}<worksheet xmlns="${spreadsheet}"><sheetData>${sheet.data ?? rows.join('')}</sheetData>${merges}</worksheet>`
}

function cellXml(cell: CellSaid, at: string, strings: string[], formats: string[], is1904: boolean): string {
  if (cell === null) return ''
  if (typeof cell === 'number') return `<c r="${at}"><v>${cell}</v></c>`
  if (typeof cell === 'boolean') return `<c r="${at}" t="b"><v>${cell ? 1 : 0}</v></c>`
  if (typeof cell === 'string') return shared(`<t xml:space="preserve">${escaped(cell)}</t>`, at, strings)
  if ('runs' in cell) {
    const runs = cell.runs.map((run) => `<r><rPr><b/></rPr><t>${escaped(run)}</t></r>`).join('')
    return shared(`${runs}<rPh sb="0" eb="1"><t>reading aid</t></rPh>`, at, strings)
  }
  if ('inline' in cell) return `<c r="${at}" t="inlineStr"><is><t>${escaped(cell.inline)}</t></is></c>`
  if ('error' in cell) return `<c r="${at}" t="e"><v>${cell.error}</v></c>`
  if ('day' in cell) {
    const zero = is1904 ? Date.UTC(1904, 0, 1) : Date.UTC(1899, 11, 30)
    return `<c r="${at}" s="1"><v>${(Date.parse(`${cell.day}T00:00:00Z`) - zero) / 86_400_000}</v></c>`
  }
  if ('formula' in cell) {
    const type = typeof cell.value === 'string' ? ' t="str"' : ''
    const value = cell.value === undefined ? '' : `<v>${escaped(String(cell.value))}</v>`
    return `<c r="${at}"${type}><f>${escaped(cell.formula)}</f>${value}</c>`
  }
  return `<c r="${at}"${cell.format === undefined ? '' : ` s="${styleOf(cell.format, formats)}"`}><v>${cell.raw}</v></c>`
}

function styleOf(format: string, formats: string[]): number {
  if (!formats.includes(format)) formats.push(format)
  return formats.indexOf(format) + 1
}

function shared(xml: string, at: string, strings: string[]): string {
  strings.push(`<si>${xml}</si>`)
  return `<c r="${at}" t="s"><v>${strings.length - 1}</v></c>`
}

function letters(column: number): string {
  return column < 26
    ? String.fromCharCode(65 + column)
    : letters(Math.floor(column / 26) - 1) + String.fromCharCode(65 + (column % 26))
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;')
}

export interface ZipTricks {
  /** The unpacked size that the file claims for each part. */
  readonly claims?: number
  readonly flags?: number
  readonly method?: number
  /** The number of parts that the end of the file claims. */
  readonly count?: number
}

/** A zip file of parts in their order, or of the same name twice; with lies told if asked. */
export function aZip(
  parts: Readonly<Record<string, string | Buffer>> | readonly (readonly [string, string | Buffer])[],
  tricks: ZipTricks = {},
): Buffer {
  const list: readonly (readonly [string, string | Buffer])[] = Array.isArray(parts) ? parts : Object.entries(parts)
  const bodies: Buffer[] = []
  const directory: Buffer[] = []
  let offset = 0
  for (const [name, content] of list) {
    const plain = Buffer.from(content as string)
    const packed = deflateRawSync(plain)
    const title = Buffer.from(name)
    const fields = Buffer.alloc(26)
    fields.writeUInt16LE(20, 0)
    fields.writeUInt16LE(tricks.flags ?? 0x800, 2)
    fields.writeUInt16LE(tricks.method ?? 8, 4)
    fields.writeUInt16LE(0x21, 8)
    fields.writeUInt32LE(crc32(plain), 10)
    fields.writeUInt32LE(packed.length, 14)
    fields.writeUInt32LE(tricks.claims ?? plain.length, 18)
    fields.writeUInt16LE(title.length, 22)
    const entry = Buffer.alloc(46)
    entry.write('PK\x01\x02', 'latin1')
    entry.writeUInt16LE(20, 4)
    fields.copy(entry, 6)
    entry.writeUInt32LE(offset, 42)
    directory.push(entry, title)
    bodies.push(Buffer.from('PK\x03\x04', 'latin1'), fields, title, packed)
    offset += 4 + fields.length + title.length + packed.length
  }
  const central = Buffer.concat(directory)
  const end = Buffer.alloc(22)
  end.write('PK\x05\x06', 'latin1')
  end.writeUInt16LE(tricks.count ?? list.length, 8)
  end.writeUInt16LE(tricks.count ?? list.length, 10)
  end.writeUInt32LE(central.length, 12)
  end.writeUInt32LE(offset, 16)
  return Buffer.concat([...bodies, central, end])
}

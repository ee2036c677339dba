import { escapeXml } from '#platform/packages'
import { cellXml } from './cell-xml.ts'
import { columnName } from './cell.ts'
import { fractionOf, serialOfDay } from './day-serial.ts'
import { largestSheet, longestCell } from './limits.ts'
import { SheetRefused } from './problems.ts'
import { cellStyles, spreadsheetSpace, xmlHead } from './workbook-xml.ts'
import type { WritableCell, WrittenColumn } from './written-sheet.ts'

export function sheetStart(isFrozen: boolean): string {
  const pane = '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/>'
  const view = isFrozen
    ? `<sheetView tabSelected="1" workbookViewId="0">${pane}<selection pane="bottomLeft"/></sheetView>`
    : '<sheetView workbookViewId="0"/>'
  return `${xmlHead}<worksheet xmlns="${spreadsheetSpace}"><sheetViews>${view}</sheetViews><sheetFormatPr defaultRowHeight="15"/>`
}

export function columnsXml(columns: readonly WrittenColumn[]): string {
  if (columns.length === 0) return ''
  const each = columns.map(({ title, width, kind }, at) => {
    const wide = Math.min(255, width ?? Math.max(10, lettersOf(title) + 4))
    const style = kind === 'number' ? 0 : cellStyles[kind ?? 'text']
    return `<col min="${at + 1}" max="${at + 1}" width="${wide}" style="${style}" customWidth="1"/>`
  })
  return `<cols>${each.join('')}</cols>`
}

/** Chinese letters take the room of two. */
function lettersOf(text: string): number {
  return [...text].reduce((sum, letter) => sum + (letter > '\u2e7f' ? 2 : 1), 0)
}

export function rowXml(
  row: number,
  cells: readonly WritableCell[],
  columns: readonly WrittenColumn[],
  isHead: boolean,
): string {
  if (cells.length > largestSheet.columns) throw new SheetRefused('too_many_columns')
  let xml = `<row r="${row}">`
  for (let at = 0; at < cells.length; at++) {
    const said = cells[at]!
    const text = typeof said === 'string' ? said : said.text
    if (text === '') continue
    if (text.length > longestCell) throw new SheetRefused('cell_too_long')
    const place = `${columnName(at + 1)}${row}`
    xml += isHead
      ? textXml(place, text, cellStyles.head)
      : valueXml(place, typeof said === 'string' ? { text, kind: 'text' } : said, columns[at])
  }
  return `${xml}</row>`
}

function valueXml(
  place: string,
  { text, kind, time }: Exclude<WritableCell, string>,
  column: WrittenColumn | undefined,
): string {
  if (kind === 'number' && isShownNumber(text)) return `<c r="${place}"><v>${text}</v></c>`
  if (kind === 'flag' && (text === 'TRUE' || text === 'FALSE')) {
    return `<c r="${place}" t="b"><v>${text === 'TRUE' ? 1 : 0}</v></c>`
  }
  const serial = kind === 'day' ? serialOfDay(text) : undefined
  const fraction = time === undefined ? 0 : fractionOf(time)
  if (serial !== undefined && fraction !== undefined) {
    const style = time === undefined ? cellStyles.day : cellStyles.moment
    return `<c r="${place}" s="${style}"><v>${serial + fraction}</v></c>`
  }
  return textXml(
    place,
    time === undefined ? text : `${text} ${time}`,
    column?.kind === 'reason' ? cellStyles.reason : cellStyles.text,
  )
}

/** Whether Excel would show the number just so; one with leading zeros or more than 15 digits is kept as text. */
function isShownNumber(text: string): boolean {
  const value = Number(text)
  return (
    /^-?\d+(\.\d+)?$/.test(text) &&
    String(value) === text &&
    Number(value.toPrecision(15)) === value &&
    Math.abs(value) < 1e15
  )
}

function textXml(place: string, text: string, style: number): string {
  return `<c r="${place}" s="${style}" t="inlineStr"><is><t xml:space="preserve">${cellXml(text)}</t></is></c>`
}

export function sheetEnd(columns: readonly WrittenColumn[], watermark: string | undefined, listsSheet: string): string {
  let list = 0
  const rules = columns.flatMap((column, at) => {
    if (column.choices === undefined) return []
    list += 1
    const letters = columnName(at + 1)
    const area = `'${escapeXml(listsSheet.replaceAll("'", "''"))}'!$${columnName(list)}$1:$${columnName(list)}$${Math.max(1, column.choices.length)}`
    return [
      `<dataValidation type="list" allowBlank="1" showErrorMessage="1" sqref="${letters}2:${letters}${largestSheet.rows}"><formula1>${area}</formula1></dataValidation>`,
    ]
  })
  const lists = rules.length > 0 ? `<dataValidations count="${rules.length}">${rules.join('')}</dataValidations>` : ''
  return `${lists}<pageMargins left="0.5" right="0.5" top="0.75" bottom="0.75" header="0.3" footer="0.3"/><pageSetup paperSize="9" orientation="landscape"/>${headerXml(watermark)}</worksheet>`
}

/** Excel allows 255 letters; an ampersand in a header begins a command, hence two. */
function headerXml(watermark: string | undefined): string {
  const head =
    watermark === undefined
      ? ''
      : `&C${[...watermark.replaceAll(/\s+/g, ' ')].slice(0, 120).join('').replaceAll('&', '&&')}`
  const header = head === '' ? '' : `<oddHeader>${cellXml(head)}</oddHeader>`
  return `<headerFooter>${header}<oddFooter>${escapeXml('&C&P / &N')}</oddFooter></headerFooter>`
}

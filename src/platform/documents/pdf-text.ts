import type { PdfLine } from './pdf-pages.ts'

/** The text of a PDF: lines that were only broken to fit the page become paragraphs again. */
export function textOfPages(pages: readonly (readonly PdfLine[])[]): string {
  let text = ''
  let before: PlacedLine | undefined
  for (const [index, page] of pages.entries()) {
    for (const line of placed(withoutPageNumber(page), index)) {
      if (before) text += goesOn(before, line) ? glue(before.text, line.text) : '\n'
      text += line.text
      before = line
    }
  }
  return text
}

interface PlacedLine extends PdfLine {
  readonly page: number
  /** The size of its letters. */
  readonly em: number
  readonly isIndented: boolean
  readonly isFull: boolean
}

function placed(lines: readonly PdfLine[], page: number): readonly PlacedLine[] {
  const left = lines.reduce((least, line) => Math.min(least, line.left), Infinity)
  const right = lines.reduce((most, line) => Math.max(most, line.right), -Infinity)
  return lines.map((line) => {
    const em = Math.max(4, line.size)
    const isFull = line.right > right - 2 * em && widthOf(line.text) > 12
    return { ...line, page, em, isFull, isIndented: line.left > left + em }
  })
}

/** In letters of full width. */
function widthOf(text: string): number {
  let width = 0
  for (const letter of text) width += letter.codePointAt(0)! > 0x2e7f || /[“”‘’…—]/.test(letter) ? 1 : 0.5
  return width
}

const pageNumber = /^[\s—–\-·第]*\d{1,4}[\s—–\-·页]*$/

function withoutPageNumber(lines: readonly PdfLine[]): readonly PdfLine[] {
  const lowest = lines.reduce<PdfLine | undefined>(
    (low, line) => (low && low.bottom <= line.bottom ? low : line),
    undefined,
  )
  if (!lowest || lines.length < 2 || !pageNumber.test(lowest.text)) return lines
  return lines.filter((line) => line !== lowest)
}

const opensHeading =
  /^([一二三四五六七八九十百]+、|[（(][一二三四五六七八九十百]+[）)]|第[一二三四五六七八九十百\d]+[章节条部分])/

function goesOn(before: PlacedLine, line: PlacedLine): boolean {
  if (!before.isFull || line.isIndented || before.text.includes('\t') || line.text.includes('\t')) return false
  if (/[。！？；：]["”』）]?$/.test(before.text) && opensHeading.test(line.text)) return false
  const ratio = line.em / before.em
  if (line.text.length > 4 && (ratio < 0.75 || ratio > 1.35)) return false
  if (line.page !== before.page) return true
  const pitch = before.bottom - line.bottom
  return pitch > 0 && pitch < 3 * before.em
}

function glue(before: string, after: string): string {
  return /[A-Za-z,.;:%)]$/.test(before) && /^[A-Za-z(]/.test(after) ? ' ' : ''
}

/** Words, or a figure that stands for a measured value. */
export type DocumentRun = string | DocumentFigure

export interface DocumentFigure {
  readonly figure: string
  /** Shown on a bright ground, for nothing vouches for it yet. */
  readonly mark?: 'unresolved'
}

export interface DocumentHeading {
  readonly kind: 'heading'
  readonly level: 1 | 2 | 3 | 4
  readonly text: string
}

export interface DocumentParagraph {
  readonly kind: 'paragraph'
  readonly runs: readonly DocumentRun[]
}

export interface DocumentGrid {
  readonly kind: 'table'
  readonly head: readonly string[]
  readonly rows: readonly (readonly string[])[]
  /** Shares of the width, one a column. */
  readonly widths?: readonly number[]
  readonly caption?: string
}

export interface DocumentPicture {
  readonly kind: 'picture'
  readonly png: Uint8Array
  readonly widthMm: number
  readonly alt: string
  readonly caption?: string
}

export type DocumentBlock =
  | DocumentHeading
  | DocumentParagraph
  | DocumentGrid
  | DocumentPicture
  | { readonly kind: 'page break' }

/** An official document by GB/T 9704-2012, whatever it is written as. */
export interface OfficialDocument {
  /** 发文机关标志, red above a red line; without it the document is a plain report. */
  readonly letterhead?: string
  /** 发文字号, `沪×街〔2026〕1号`. */
  readonly number?: string
  /** Broken where it is told to by a line feed, else where it reads well. */
  readonly title: string
  /** 主送机关, without the colon. */
  readonly addressee?: string
  readonly blocks: readonly DocumentBlock[]
  readonly attachments?: readonly string[]
  readonly signature?: { readonly organisation: string; readonly date: string }
  /** 版记. */
  readonly record?: { readonly copies?: string; readonly issuer: string; readonly issuedOn: string }
  /** The word across each page, 草稿 or 送审稿, until it is final. */
  readonly draft?: string
  /** An instant, for the properties of the file: nothing else in it depends on when it is written. */
  readonly madeAt: string
}

export function figureText(run: DocumentRun): string {
  return typeof run === 'string' ? run : run.figure
}

/** 2026-01-05 → 2026年1月5日: Arabic digits, no leading zeros (GB/T 9704-2012, 7.3.5.4). */
export function officialDate(day: string): string {
  const [year, month, date] = day.split('-').map(Number)
  return `${year}年${month}月${date}日`
}

/** In letters of full width. */
export function widthInLetters(text: string): number {
  let width = 0
  for (const letter of text) width += isWide(letter) ? 1 : 0.5
  return width
}

/** Quotation marks, dashes and dots are Chinese here, and take a full letter. */
export function isWide(letter: string): boolean {
  return letter.codePointAt(0)! > 0x2e7f || /[“”‘’…—·×〔〕℃‰]/.test(letter)
}

const digits = ['零', '一', '二', '三', '四', '五', '六', '七', '八', '九', '十']
const numberMarks: readonly RegExp[] = [
  /^[一二三四五六七八九十]+、/,
  /^[（(][一二三四五六七八九十]+[）)]/,
  /^\d+[.．、]/,
  /^[（(]\d+[）)]/,
]

/** Gives headings without a number theirs: 一、 （一） 1. （1）, each level starting again under the one above. */
export function numberHeadings(blocks: readonly DocumentBlock[]): readonly DocumentBlock[] {
  const counts = [0, 0, 0, 0]
  return blocks.map((block) => {
    if (block.kind !== 'heading') return block
    const at = block.level - 1
    counts[at]!++
    counts.fill(0, block.level)
    if (numberMarks[at]!.test(block.text)) return block
    const count = counts[at]!
    const mark = [`${chinese(count)}、`, `（${chinese(count)}）`, `${count}.`, `（${count}）`][at]
    return { ...block, text: `${mark}${block.text}` }
  })
}

/** Up to 99. */
function chinese(count: number): string {
  const tens = Math.floor(count / 10)
  if (tens === 0) return digits[count]!
  return `${tens > 1 ? digits[tens] : ''}十${count % 10 === 0 ? '' : digits[count % 10]}`
}

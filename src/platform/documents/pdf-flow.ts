import { linePitch, points, sheet, sizes } from './gb-9704.ts'
import type { PdfPart, Sheet } from './pdf-sheet.ts'
import { breakLines, placeLine } from './text-lines.ts'
import type { Span } from './text-lines.ts'

export const left = points(sheet.left)
export const top = points(sheet.top)
export const width = points(sheet.bodyWidth)
export const height = points(sheet.bodyHeight)

export interface ParagraphShape {
  readonly align?: 'left' | 'center' | 'right' | 'fill'
  readonly pitch?: number
  /** Points in from the left: of the first line, and of those after it. */
  readonly first?: number
  readonly rest?: number
  readonly right?: number
  readonly color?: string
  /** What a screen reader takes it for. */
  readonly as?: PdfPart
}

/** Fills the 版心 of page after page from the top. */
export interface Flow {
  readonly sheet: Sheet
  /** From the top of the 版心. */
  readonly y: () => number
  /** Begins a page unless so much is free. */
  ensure(needed: number): void
  skip(height: number): void
  breakPage(): void
  paragraph(spans: readonly Span[], shape?: ParagraphShape): void
  linesOf(spans: readonly Span[], shape?: ParagraphShape): number
}

/** How far down a line its letters stand on: their square is in the middle of it. */
export function baselineIn(pitch: number, size: number): number {
  return (pitch - size) / 2 + size * 0.86
}

export function openFlow(sheet: Sheet): Flow {
  let y = 0
  sheet.newPage()

  function breakPage(): void {
    sheet.newPage()
    y = 0
  }

  function ensure(needed: number): void {
    if (y > 0 && y + needed > height + 0.1) breakPage()
  }

  function broken(spans: readonly Span[], { first = 0, rest = 0, right = 0 }: ParagraphShape) {
    const free = (line: number) => width - right - (line === 0 ? first : rest)
    return { free, lines: breakLines(spans, sheet.measure, free) }
  }

  function paragraph(spans: readonly Span[], shape: ParagraphShape = {}): void {
    sheet.as(shape.as ?? 'P', () => linesOn(spans, shape))
  }

  function linesOn(spans: readonly Span[], shape: ParagraphShape): void {
    const { align = 'fill', pitch = linePitch, first = 0, rest = 0, color } = shape
    const { free, lines } = broken(spans, shape)
    for (const [at, line] of lines.entries()) {
      ensure(pitch)
      const isLast = at === lines.length - 1
      const size = line.reduce((most, token) => Math.max(most, token.size), 0) || sizes.body
      const placed = placeLine(
        line,
        left + (at === 0 ? first : rest),
        free(at),
        align === 'fill' && isLast ? 'left' : align,
      )
      sheet.text(placed, top + y + baselineIn(pitch, size), color)
      y += pitch
    }
  }

  return {
    sheet,
    y: () => y,
    ensure,
    skip: (amount) => {
      y = Math.min(height, y + amount)
    },
    breakPage,
    paragraph,
    linesOf: (spans, shape = {}) => broken(spans, shape).lines.length,
  }
}

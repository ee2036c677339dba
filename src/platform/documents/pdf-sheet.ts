import PDFDocument from 'pdfkit'
import { letterPitch, pageNumberDrop, points, sheet, sizes } from './gb-9704.ts'
import { isWide } from './official-document.ts'
import { openFaces } from './pdf-faces.ts'
import type { PdfObject } from './pdf-faces.ts'
import type { FindLetter } from './pdf-fonts.ts'
import type { Measure, PlacedToken } from './text-lines.ts'

/** What pdfkit has and its types do not tell: letters are put by hand, each where the grid wants it. */
interface Insides {
  readonly page: { readonly height: number; readonly fonts: Record<string, unknown> }
  ref(data?: Record<string, unknown>): PdfObject
}

/** pdfkit takes more than its types tell. */
interface SaidOfPart extends PDFKit.Mixins.StructureElementOptions {
  readonly bbox?: readonly number[]
  readonly placement?: 'Block'
  readonly scope?: 'Column'
}

export type PdfPart = 'P' | 'H1' | 'H2' | 'H3' | 'H4' | 'H5' | 'Table' | 'TR' | 'TH' | 'TD'

/** Pages of A4, drawn on from the top left of the paper, in points. */
export interface Sheet {
  readonly measure: Measure
  readonly pages: () => number
  newPage(): void
  text(tokens: readonly PlacedToken[], baseline: number, color?: string): void
  line(x1: number, y1: number, x2: number, y2: number, width: number, color?: string): void
  /** A screen reader says `alt` in its place. */
  picture(png: Uint8Array, x: number, y: number, width: number, height: number, alt: string): void
  /** What is drawn meanwhile is told as this: a paragraph, a heading, a cell. */
  as(part: PdfPart, draw: () => void): void
  /** What is drawn meanwhile stands on the paper and is not read out. */
  unread(draw: () => void): void
  bookmark(text: string, level: number): void
  end(): Promise<Buffer>
}

const marked = '#ffff00'

export function openSheet(
  find: FindLetter,
  said: { title: string; madeAt: Date; author?: string; draft?: string },
): Sheet {
  const document = new PDFDocument({
    size: [points(sheet.width), points(sheet.height)],
    margin: 0,
    autoFirstPage: false,
    lang: 'zh-CN',
    displayTitle: true,
    tagged: true,
    pdfVersion: '1.7',
    info: {
      Title: said.title,
      CreationDate: said.madeAt,
      ModDate: said.madeAt,
      ...(said.author ? { Author: said.author } : {}),
    },
  })
  const chunks: Buffer[] = []
  document.on('data', (chunk: Buffer) => chunks.push(chunk))
  const ended = new Promise<Buffer>((settle) => document.on('end', () => settle(Buffer.concat(chunks))))
  const insides = document as unknown as Insides
  const faces = openFaces(find, (data = {}) => insides.ref(data))
  const bookmarks: PDFKit.PDFOutline[] = []
  let pages = 0
  const whole = document.struct('Document')
  document.addStructure(whole)
  let open: PDFKit.PDFStructureElement | undefined = whole
  let part: PdfPart | 'Figure' = 'P'

  function under(kind: PdfPart | 'Figure', draw: () => void, options: SaidOfPart = {}): void {
    if (!open) return draw()
    const element = document.struct(kind, options)
    const before = [open, part] as const
    open.add(element)
    open = element
    part = kind
    draw()
    open = before[0]
    part = before[1]
    element.end()
  }

  function unread(draw: () => void): void {
    const before = open
    open = undefined
    draw()
    open = before
  }

  /** Everything on the page belongs to a part of what is said, or to none. */
  function content(draw: () => void): void {
    if (open) open.add(document.markStructureContent(part))
    else document.markContent('Artifact', { type: 'Layout' })
    draw()
    document.endMarkedContent()
  }

  /** A full letter of the text stands on the grid of 28. */
  const measure: Measure = (role, size, letter) => {
    if (isWide(letter)) return size === sizes.body ? letterPitch : size
    return faces.letterOf(role, letter).width * size
  }

  function text(tokens: readonly PlacedToken[], baseline: number, color = '#000000'): void {
    content(() => letters(tokens, baseline, color))
  }

  function letters(tokens: readonly PlacedToken[], baseline: number, color: string): void {
    for (const token of tokens) {
      if (!token.isMarked) continue
      document.rect(token.x, baseline - token.size * 0.95, token.width, token.size * 1.2).fill(marked)
    }
    const runs = runsOf(tokens)
    if (runs === '') return
    document.save().addContent(`1 0 0 -1 0 ${short(insides.page.height)} cm BT ${colorOf(color)} rg 1 0 0 1 0 0 Tm`)
    document
      .addContent(runs.replaceAll('@', short(insides.page.height - baseline)))
      .addContent('ET')
      .restore()
  }

  /** Letters of one face and size in one string, moved where the grid wants them; @ stands for the height. */
  function runsOf(tokens: readonly PlacedToken[]): string {
    const operators: string[] = []
    let open = ''
    let at = 0
    for (const { text: letters, role, size, x: from } of tokens) {
      let x = from
      for (const letter of letters) {
        const { face, code, width } = faces.letterOf(role, letter)
        insides.page.fonts[face.id] ??= face.dictionary
        const place = measure(role, size, letter)
        // A dash narrower than its place stands in the middle of it.
        const wanted = x + (isWide(letter) ? Math.max(0, (place - width * size) / 2) : 0)
        const look = `/${face.id} ${size} Tf`
        const move = Math.round(((at - wanted) * 1000) / size)
        if (look !== open) {
          if (open !== '') operators.push('] TJ')
          operators.push(`${look} 1 0 0 1 ${short(wanted)} @ Tm [<${code}>`)
          open = look
          at = Number(short(wanted))
        } else {
          operators.push(move === 0 ? `<${code}>` : `${move}<${code}>`)
          at -= (move * size) / 1000
        }
        at += width * size
        x += place
      }
    }
    return open === '' ? '' : `${operators.join('')}] TJ`
  }

  function newPage(): void {
    document.addPage()
    pages++
    unread(() => {
      if (said.draft) drawDraft(said.draft)
      drawPageNumber()
    })
  }

  function drawDraft(word: string): void {
    const size = Math.min(130, points(sheet.bodyWidth) / [...word].length)
    const x = points(sheet.width) / 2
    const y = points(sheet.height) / 2
    let left = x - ([...word].length * size) / 2
    document.save().rotate(-45, { origin: [x, y] })
    for (const letter of word) {
      text([{ text: letter, role: 'black', size, width: size, x: left }], y + size * 0.36, '#d9d9d9')
      left += size
    }
    document.restore()
  }

  /** 7.5: one letter in, odd pages on the right and even ones on the left. */
  function drawPageNumber(): void {
    const size = sizes.small
    const words = `— ${pages} —`
    const width = [...words].reduce((sum, letter) => sum + measure('song', size, letter), 0)
    const left = points(sheet.left) + (pages % 2 === 1 ? points(sheet.bodyWidth) - size - width : size)
    const middle = points(sheet.top + sheet.bodyHeight + pageNumberDrop)
    text([{ text: words, role: 'song', size, width, x: left }], middle + size * 0.28)
  }

  function bookmark(said: string, level: number): void {
    const parent = bookmarks[Math.min(level - 1, bookmarks.length) - 1] ?? document.outline
    bookmarks.length = Math.min(bookmarks.length, level - 1)
    bookmarks.push(parent.addItem(said))
  }

  return {
    measure,
    pages: () => pages,
    newPage,
    text,
    line: (x1, y1, x2, y2, width, color = '#000000') => {
      unread(() => content(() => void document.moveTo(x1, y1).lineTo(x2, y2).lineWidth(width).stroke(color)))
    },
    picture: (png, x, y, width, height, alt) => {
      const draw = () => content(() => void document.image(Buffer.from(png), x, y, { width, height }))
      under('Figure', draw, { alt, bbox: [x, y, x + width, y + height], placement: 'Block' })
    },
    as: (kind, draw) => under(kind, draw, kind === 'TH' ? { scope: 'Column' } : {}),
    unread,
    bookmark,
    end: async () => {
      whole.end()
      faces.end()
      document.end()
      return await ended
    },
  }
}

function short(value: number): string {
  return String(Math.round(value * 100) / 100)
}

function colorOf(color: string): string {
  return [1, 3, 5].map((at) => short(Number.parseInt(color.slice(at, at + 2), 16) / 255)).join(' ')
}

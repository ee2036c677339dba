import type { FontRole } from './document-fonts.ts'
import {
  letterPitch,
  letterheadDrop,
  letterheadSize,
  linePitch,
  points,
  redLineDrop,
  signatureIndents,
  sizes,
  titleLines,
  titlePitch,
} from './gb-9704.ts'
import { figureText, officialDate } from './official-document.ts'
import type { DocumentBlock, DocumentHeading, DocumentPicture, OfficialDocument } from './official-document.ts'
import { openFonts } from './pdf-fonts.ts'
import type { GivenFonts } from './pdf-fonts.ts'
import { baselineIn, height, left, openFlow, top, width } from './pdf-flow.ts'
import type { Flow } from './pdf-flow.ts'
import { openSheet } from './pdf-sheet.ts'
import { drawTable } from './pdf-table.ts'
import { pngSize } from './png-size.ts'
import { recordLines } from './record-lines.ts'
import { placeLine } from './text-lines.ts'
import type { Span } from './text-lines.ts'

const indent = 2 * letterPitch

/** Writes a document as PDF by GB/T 9704-2012. The same document gives the same bytes. */
export async function writePdf(document: OfficialDocument, fonts: GivenFonts = {}): Promise<Uint8Array> {
  const find = await openFonts(`${lettersOf(document)}0123456789— 附件：抄送。印发年月日　`, fonts)
  const sheet = openSheet(find, {
    title: document.title.replaceAll('\n', ''),
    madeAt: new Date(document.madeAt),
    ...(document.signature ? { author: document.signature.organisation } : {}),
    ...(document.draft === undefined ? {} : { draft: document.draft }),
  })
  const flow = openFlow(sheet)
  drawHead(flow, document)
  for (const line of titleLines(document.title)) {
    flow.paragraph([span(line, 'title', sizes.title)], { align: 'center', pitch: titlePitch, as: 'H1' })
  }
  flow.skip(linePitch)
  if (document.addressee) flow.paragraph([span(`${document.addressee}：`)])
  drawBlocks(flow, document.blocks)
  drawAttachments(flow, document.attachments ?? [])
  if (document.signature) drawSignature(flow, document.signature.organisation, officialDate(document.signature.date))
  if (document.record) drawRecord(flow, document.record)
  return await sheet.end()
}

function span(text: string, role: FontRole = 'body', size: number = sizes.body): Span {
  return { text, role, size }
}

/** All that is said anywhere, for the fonts to be opened before the first letter is set. */
function lettersOf(value: unknown): string {
  if (typeof value === 'string') return value
  if (typeof value !== 'object' || value === null || value instanceof Uint8Array) return ''
  return Object.values(value).map(lettersOf).join('')
}

const red = '#ff0000'

function drawHead(flow: Flow, { letterhead, number }: OfficialDocument): void {
  if (letterhead === undefined) {
    if (!number) return
    flow.paragraph([span(number)], { align: 'center' })
    flow.skip(linePitch)
    return
  }
  const size = letterheadSize(letterhead)
  flow.skip(points(letterheadDrop))
  flow.paragraph([span(letterhead, 'title', size)], { align: 'center', pitch: Math.ceil(size * 1.25), color: red })
  flow.skip(2 * linePitch)
  flow.paragraph([span(number ?? '')], { align: 'center' })
  flow.skip(points(redLineDrop))
  const y = top + flow.y()
  flow.sheet.line(left, y, left + width, y, 1.5, red)
  flow.skip(2 * linePitch)
}

const headingParts = ['H2', 'H3', 'H4', 'H5'] as const
const headingRoles = ['black', 'kai', 'body', 'body'] as const

function drawBlocks(flow: Flow, blocks: readonly DocumentBlock[]): void {
  for (const [at, block] of blocks.entries()) {
    if (block.kind === 'page break') flow.breakPage()
    else if (block.kind === 'heading') drawHeading(flow, block, headingsFrom(blocks, at))
    else if (block.kind === 'paragraph') {
      const spans = block.runs.map((run) => ({
        ...span(figureText(run)),
        isMarked: typeof run !== 'string' && run.mark === 'unresolved',
      }))
      flow.paragraph(spans, { first: indent })
    } else if (block.kind === 'table') {
      if (block.caption) drawCaption(flow, block.caption, 3)
      drawTable(flow, block)
      flow.skip(linePitch / 2)
    } else drawPicture(flow, block)
  }
}

/** Headings in a row stay together, and with a line of what they head. */
function headingsFrom(blocks: readonly DocumentBlock[], at: number): number {
  let count = 1
  while (blocks[at + count]?.kind === 'heading') count++
  return count
}

function drawHeading(flow: Flow, heading: DocumentHeading, inRow: number): void {
  const spans = [span(heading.text, headingRoles[heading.level - 1]!)]
  flow.ensure((flow.linesOf(spans, { first: indent }) + inRow) * linePitch)
  flow.sheet.bookmark(heading.text, heading.level)
  flow.paragraph(spans, { first: indent, as: headingParts[heading.level - 1]! })
}

function drawCaption(flow: Flow, caption: string, linesAfter: number): void {
  flow.ensure((1 + linesAfter) * linePitch)
  flow.paragraph([span(caption, 'black', sizes.small)], { align: 'center' })
}

function drawPicture(flow: Flow, picture: DocumentPicture): void {
  const shape = pngSize(picture.png)
  const captionHeight = picture.caption ? linePitch : 0
  const free = height - captionHeight - 12
  const wanted = Math.min(points(picture.widthMm), width)
  // A picture taller than a page is made to fit one.
  const wide = Math.min(wanted, (free * shape.width) / shape.height)
  const high = (wide * shape.height) / shape.width
  flow.ensure(high + captionHeight + 12)
  flow.skip(6)
  flow.sheet.picture(picture.png, left + (width - wide) / 2, top + flow.y(), wide, high, picture.alt)
  flow.skip(high + 6)
  if (picture.caption) drawCaption(flow, picture.caption, 0)
}

/** 7.3.4: after a blank line, 2 letters in, what follows under what it says first. */
function drawAttachments(flow: Flow, attachments: readonly string[]): void {
  if (attachments.length === 0) return
  flow.ensure(2 * linePitch)
  flow.skip(linePitch)
  const isOne = attachments.length === 1
  for (const [at, name] of attachments.entries()) {
    const text = `${at === 0 ? '附件：' : ''}${isOne ? '' : `${at + 1}.`}${name}`
    const rest = (isOne ? 5 : 6) * letterPitch
    flow.paragraph([span(text)], { first: at === 0 ? indent : 5 * letterPitch, rest })
  }
}

function drawSignature(flow: Flow, organisation: string, date: string): void {
  const indents = signatureIndents(organisation, date)
  flow.ensure(2 * linePitch)
  flow.skip(Math.max(0, Math.min(2 * linePitch, height - flow.y() - 2 * linePitch)))
  flow.paragraph([span(organisation)], { align: 'right', right: indents.organisation * letterPitch })
  flow.paragraph([span(date)], { align: 'right', right: indents.date * letterPitch })
}

/** 7.4: at the foot of the last page, between lines of 0.35 mm, that inside 0.25 mm. */
function drawRecord(flow: Flow, record: NonNullable<OfficialDocument['record']>): void {
  const { copies, issuer, issuedOn } = recordLines(record)
  const size = sizes.small
  const high = (copies.length + 1) * linePitch
  flow.ensure(high)
  const { sheet } = flow
  const from = top + height - high
  const put = (text: string, row: number, align: 'left' | 'right') => {
    const wide = [...text].reduce((sum, letter) => sum + sheet.measure('body', size, letter), 0)
    const placed = placeLine([{ ...span(text, 'body', size), width: wide }], left + size, width - 2 * size, align)
    sheet.as('P', () => sheet.text(placed, from + row * linePitch + baselineIn(linePitch, size)))
  }
  for (const [row, text] of copies.entries()) put(text, row, 'left')
  put(issuer, copies.length, 'left')
  put(issuedOn, copies.length, 'right')
  const line = (row: number, mm: number) => {
    sheet.line(left, from + row * linePitch, left + width, from + row * linePitch, points(mm))
  }
  line(0, 0.35)
  if (copies.length > 0) line(copies.length, 0.25)
  line(copies.length + 1, 0.35)
}

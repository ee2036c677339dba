import sharp from 'sharp'
import { openFonts } from './pdf-fonts.ts'
import type { FindLetter } from './pdf-fonts.ts'

/** A row of a chart of bars: whose value, and the value as it reads; null where there is none. */
export interface Bar {
  readonly name: string
  readonly value: string | null
}

/** In points; the whole is as wide as the text of a page allows. */
const width = 425
const widestPitch = 18
/** Where rows are many they stand closer, so that the whole stays on a page. */
const tallest = 600
const gap = 6
const widestName = 130
const dotsPerPoint = 300 / 72
const [ink, bar, axis] = ['#1c1b19', '#0e5c55', '#aca79b']

export const barPictureMm = (width / 72) * 25.4

/**
 * Charts of horizontal bars as PNG, a name before and a value behind each bar. Letters are drawn as outlines from the
 * fonts that come along: what fonts a server has, if any, changes nothing. The same bars give the same bytes.
 */
export async function barPictures(charts: readonly (readonly Bar[])[]): Promise<readonly Uint8Array[]> {
  if (charts.length === 0) return []
  const letters = charts.flatMap((rows) => rows.flatMap(({ name, value }) => [name, value ?? '']))
  const find = await openFonts(`${letters.join('')}…—`, {})
  const pictures: Uint8Array[] = []
  // One after the other: a drawn chart takes some ten megabytes.
  for (const rows of charts) pictures.push(await drawn(rows, find))
  return pictures
}

async function drawn(rows: readonly Bar[], find: FindLetter): Promise<Uint8Array> {
  const pitch = Math.min(widestPitch, tallest / rows.length)
  const size = pitch * 0.58
  const height = rows.length * pitch + 4
  const wordsWidth = (text: string) => [...text].reduce((sum, letter) => sum + glyphOf(find, letter, size).advance, 0)
  const words = (text: string, x: number, baseline: number) => wordsPath(find, text, { x, baseline, size })
  const names = rows.map(({ name }) => shortened(name, wordsWidth))
  const left = Math.max(0, ...names.map(wordsWidth)) + gap
  const right = Math.max(0, ...rows.map(({ value }) => wordsWidth(value ?? '—'))) + gap
  const longest = Math.max(1, width - left - right - 1)
  const values = rows.map(({ value }) => (Number.isFinite(Number(value)) ? Math.max(0, Number(value)) : 0))
  const most = Math.max(...values) || 1
  const marks = rows.map((row, at) => {
    const top = 2 + at * pitch
    const baseline = top + pitch / 2 + size * 0.36
    const long = (values[at]! / most) * longest
    return [
      words(names[at]!, left - gap - wordsWidth(names[at]!), baseline),
      long > 0
        ? `<rect x="${round(left)}" y="${round(top + pitch / 4)}" width="${round(long)}" height="${round(pitch / 2)}" fill="${bar}"/>`
        : '',
      words(row.value ?? '—', left + long + gap, baseline),
    ].join('')
  })
  const line = `<path d="M${round(left)} 0V${round(height)}" stroke="${axis}" stroke-width="0.5"/>`
  const dots = (length: number) => Math.round(length * dotsPerPoint)
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${dots(width)}" height="${dots(height)}" viewBox="0 0 ${width} ${round(height)}"><rect width="100%" height="100%" fill="#ffffff"/>${line}${marks.join('')}</svg>`
  return await sharp(Buffer.from(svg)).removeAlpha().png({ compressionLevel: 9 }).toBuffer()
}

function shortened(name: string, wordsWidth: (text: string) => number): string {
  if (wordsWidth(name) <= widestName) return name
  const letters = [...name]
  while (letters.length > 1 && wordsWidth(`${letters.join('')}…`) > widestName) letters.pop()
  return `${letters.join('')}…`
}

function glyphOf(find: FindLetter, letter: string, size: number) {
  const { font, letter: shown } = find('black', letter)
  const glyph = font.glyphForCodePoint(shown.codePointAt(0)!)
  const scale = size / font.unitsPerEm
  return { glyph, scale, advance: glyph.advanceWidth * scale }
}

interface Place {
  readonly x: number
  readonly baseline: number
  readonly size: number
}

function wordsPath(find: FindLetter, text: string, { x, baseline, size }: Place): string {
  let at = x
  return [...text]
    .map((letter) => {
      const { glyph, scale, advance } = glyphOf(find, letter, size)
      const path = `<path transform="matrix(${scale} 0 0 ${-scale} ${round(at)} ${round(baseline)})" d="${glyph.path.toSVG()}" fill="${ink}"/>`
      at += advance
      return path
    })
    .join('')
}

const round = (length: number): number => Math.round(length * 100) / 100

import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { create } from 'fontkit'
import type { Font } from 'fontkit'
import { must } from '#kernel/assert'
import { documentFonts } from './document-fonts.ts'
import type { FontRole } from './document-fonts.ts'

type Family = 'serif' | 'sans'

/** Fonts as single TTF or OTF files, for those who may use them. */
export type GivenFonts = Partial<Record<FontRole, Uint8Array>>

/** What draws a letter, and the letter that is drawn: 〓 for one that no font has. */
export interface FoundLetter {
  /** Of the face that the document takes the letter into. */
  readonly face: string
  readonly font: Font
  readonly letter: string
}

export type FindLetter = (role: FontRole, letter: string) => FoundLetter

const fromHere = createRequire(import.meta.url)
const missing = '〓'

/** Opens the fonts that a text needs. The free ones come in a hundred pieces, of which those with its letters are read. */
export async function openFonts(text: string, given: GivenFonts): Promise<FindLetter> {
  const letters = new Set(text + missing)
  const families = { serif: await openFamily('serif', letters), sans: await openFamily('sans', letters) }
  const instances = new Map<Font, Map<number, Font>>()
  const single = new Map(
    Object.entries(given).flatMap(([role, bytes]) => (bytes ? [[role, singleFont(bytes)] as const] : [])),
  )

  function inFamily(family: Family, weight: number, letter: string): FoundLetter | undefined {
    const piece = families[family].get(letter)
    if (!piece) return undefined
    let weights = instances.get(piece)
    if (!weights) instances.set(piece, (weights = new Map()))
    let font = weights.get(weight)
    if (!font) weights.set(weight, (font = piece.getVariation({ wght: weight })))
    return { face: `Noto${family === 'serif' ? 'Serif' : 'Sans'}SC-${weight}`, font, letter }
  }

  return (role, letter) => {
    const own = single.get(role)
    if (own?.hasGlyphForCodePoint(letter.codePointAt(0)!)) return { face: `Given-${role}`, font: own, letter }
    const { family, weight } = documentFonts[role].inPdf
    const other = family === 'serif' ? 'sans' : 'serif'
    const found = inFamily(family, weight, letter) ?? inFamily(other, weight, letter)
    return found ?? must(inFamily(family, weight, missing), 'a sign for what is missing')
  }
}

function singleFont(bytes: Uint8Array): Font {
  const font = create(Buffer.from(bytes))
  if ('fonts' in font) throw new Error('A font must be given as a single TTF or OTF file, not as a collection (.ttc).')
  return font
}

/** The piece of a family that has each letter. */
async function openFamily(family: Family, letters: ReadonlySet<string>): Promise<ReadonlyMap<string, Font>> {
  const folder = `@fontsource-variable/noto-${family}-sc`
  const listed = await readFile(fromHere.resolve(`${folder}/unicode.json`), 'utf8')
  const ranges = rangesOf(JSON.parse(listed) as Record<string, string>)
  const pieces = new Map<string, Promise<Font>>()
  const found = new Map<string, Font>()
  for (const letter of letters) {
    const code = letter.codePointAt(0)!
    for (const { name, from, to } of ranges) {
      if (code < from || code > to) continue
      let piece = pieces.get(name)
      if (!piece) {
        piece = openPiece(fromHere.resolve(`${folder}/files/noto-${family}-sc-${name}-wght-normal.woff2`))
        pieces.set(name, piece)
      }
      const font = await piece
      if (!font.hasGlyphForCodePoint(code)) continue
      found.set(letter, font)
      break
    }
  }
  return found
}

function rangesOf(listed: Record<string, string>) {
  return Object.entries(listed).flatMap(([name, said]) =>
    said.split(',').map((range) => {
      const [from, to] = range
        .replace(/^U\+/i, '')
        .split('-')
        .map((code) => Number.parseInt(code, 16))
      return { name: name.replaceAll(/[[\]]/g, ''), from: from!, to: to ?? from! }
    }),
  )
}

let unpacking: Promise<unknown> = Promise.resolve()

/** One after the other: what the unpacker gives lies in memory that the next one is unpacked into. */
async function openPiece(path: string): Promise<Font> {
  const { decompress } = fromHere('wawoff2') as { decompress(packed: Buffer): Promise<Uint8Array> }
  const packed = await readFile(path)
  const unpacked = unpacking.then(async () => Buffer.from(await decompress(packed)))
  unpacking = unpacked.catch(() => undefined)
  return singleFont(await unpacked)
}

import { outlineOf } from './outlines.ts'
import type { FontRole } from './document-fonts.ts'
import type { FindLetter } from './pdf-fonts.ts'
import { ascent, descent, trueTypeFont, unitsPerEm } from './true-type.ts'
import type { Outline } from './true-type.ts'

/** An object of a PDF file, as pdfkit keeps it. */
export interface PdfObject {
  data: Record<string, unknown>
  end(content?: Buffer | string): void
}

/** A font of the document with the letters it needs, whatever pieces they came from. */
export interface Face {
  readonly id: string
  readonly dictionary: PdfObject
}

export interface FaceLetter {
  readonly face: Face
  /** Four hexadecimal digits. */
  readonly code: string
  /** Of a letter of size 1. */
  readonly width: number
}

interface FilledFace extends Face {
  readonly name: string
  readonly outlines: Outline[]
  readonly letters: string[]
}

const nothing: Outline = { advance: unitsPerEm, contours: [] }

export function openFaces(find: FindLetter, newObject: (data?: Record<string, unknown>) => PdfObject) {
  const faces = new Map<string, FilledFace>()
  const known = new Map<string, FaceLetter>()

  function letterOf(role: FontRole, letter: string): FaceLetter {
    const key = role + letter
    const before = known.get(key)
    if (before) return before
    const found = find(role, letter)
    const face = faces.get(found.face) ?? newFace(found.face)
    let at = face.letters.indexOf(found.letter)
    if (at < 0) {
      at = face.letters.push(found.letter) - 1
      face.outlines.push(outlineOf(found.font, found.letter))
    }
    const width = face.outlines[at]!.advance / unitsPerEm
    const taken = { face, code: at.toString(16).padStart(4, '0'), width }
    known.set(key, taken)
    return taken
  }

  function newFace(name: string): FilledFace {
    const face = { id: `F${faces.size + 1}`, name, dictionary: newObject(), outlines: [nothing], letters: ['\ufffd'] }
    faces.set(name, face)
    return face
  }

  /** Once, when all letters are set. */
  function end(): void {
    for (const face of faces.values()) {
      const file = newObject()
      file.end(trueTypeFont(face.outlines))
      const name = `MOFANG+${face.name}`
      const descriptor = newObject({
        Type: 'FontDescriptor',
        FontName: name,
        // Symbolic: its codes are its own.
        Flags: 4,
        FontBBox: [-100, descent - 100, unitsPerEm + 100, ascent + 100],
        ItalicAngle: 0,
        Ascent: ascent,
        Descent: descent,
        CapHeight: 733,
        StemV: 80,
        FontFile2: file,
      })
      descriptor.end()
      const described = newObject({
        Type: 'Font',
        Subtype: 'CIDFontType2',
        BaseFont: name,
        // Strings, not names, are what pdfkit takes from such objects.
        // oxlint-disable-next-line no-new-wrappers
        CIDSystemInfo: { Registry: new String('Adobe'), Ordering: new String('Identity'), Supplement: 0 },
        CIDToGIDMap: 'Identity',
        FontDescriptor: descriptor,
        W: [0, face.outlines.map(({ advance }) => Math.round(advance))],
      })
      described.end()
      const unicode = newObject()
      unicode.end(unicodeMap(face.letters))
      Object.assign(face.dictionary.data, {
        Type: 'Font',
        Subtype: 'Type0',
        BaseFont: name,
        Encoding: 'Identity-H',
        DescendantFonts: [described],
        ToUnicode: unicode,
      })
      face.dictionary.end()
    }
  }

  return { letterOf, end }
}

/** Which letter stands behind each code, for whoever searches or copies the text. */
function unicodeMap(letters: readonly string[]): string {
  const lines = letters.map((letter, at) => {
    const code = Buffer.from(letter, 'utf16le').swap16().toString('hex')
    return `<${at.toString(16).padStart(4, '0')}> <${code}>`
  })
  const blocks: string[] = []
  for (let at = 0; at < lines.length; at += 100) {
    const some = lines.slice(at, at + 100)
    blocks.push(`${some.length} beginbfchar\n${some.join('\n')}\nendbfchar`)
  }
  return `/CIDInit /ProcSet findresource begin
12 dict begin
begincmap
/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def
/CMapName /Adobe-Identity-UCS def
/CMapType 2 def
1 begincodespacerange
<0000> <ffff>
endcodespacerange
${blocks.join('\n')}
endcmap
CMapName currentdict /CMap defineresource pop
end
end`
}

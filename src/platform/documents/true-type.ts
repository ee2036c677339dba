/** The outline of a letter on a square of 1000, drawn by straight lines and quadratic curves. */
export interface Outline {
  readonly advance: number
  readonly contours: readonly (readonly OutlinePoint[])[]
}

export interface OutlinePoint {
  readonly x: number
  readonly y: number
  /** Points off the curve pull it. */
  readonly isOn: boolean
}

export const unitsPerEm = 1000
export const ascent = 880
export const descent = -120

/** A TrueType font with nothing but what a PDF asks for: outlines and widths. The first is for what is missing. */
export function trueTypeFont(outlines: readonly Outline[]): Buffer {
  const glyphs = outlines.map(glyphData)
  const places: number[] = [0]
  for (const glyph of glyphs) places.push(places.at(-1)! + glyph.length)
  const points = outlines.map((outline) => outline.contours.reduce((sum, contour) => sum + contour.length, 0))
  return assembled({
    glyf: Buffer.concat(glyphs),
    head: headTable(),
    hhea: words(
      1,
      0,
      ascent,
      descent,
      0,
      2 * unitsPerEm,
      0,
      0,
      2 * unitsPerEm,
      1,
      0,
      0,
      0,
      0,
      0,
      0,
      0,
      outlines.length,
    ),
    hmtx: Buffer.concat(outlines.map(({ advance, contours }) => words(Math.round(advance), leftOf(contours)))),
    loca: longs(...places),
    maxp: words(
      1,
      0,
      outlines.length,
      most(points),
      most(outlines.map(({ contours }) => contours.length)),
      0,
      0,
      2,
      0,
      0,
      0,
      0,
      0,
      0,
      0,
      0,
    ),
  })
}

function most(numbers: readonly number[]): number {
  return numbers.reduce((max, each) => Math.max(max, each), 0)
}

function leftOf(contours: Outline['contours']): number {
  return contours.length === 0 ? 0 : boundsOf(contours).left
}

function boundsOf(contours: Outline['contours']) {
  const bounds = { left: 32_767, right: -32_768, bottom: 32_767, top: -32_768 }
  for (const { x, y } of contours.flat()) {
    bounds.left = Math.min(bounds.left, x)
    bounds.right = Math.max(bounds.right, x)
    bounds.bottom = Math.min(bounds.bottom, y)
    bounds.top = Math.max(bounds.top, y)
  }
  return bounds
}

/** Each point in full, for the whole is packed afterwards. */
function glyphData({ contours }: Outline): Buffer {
  if (contours.length === 0) return Buffer.alloc(0)
  const { left, right, bottom, top } = boundsOf(contours)
  const all = contours.flat()
  let end = -1
  const ends = contours.map((contour) => (end += contour.length))
  const differences = (of: (point: OutlinePoint) => number) =>
    all.map((point, at) => of(point) - (at === 0 ? 0 : of(all[at - 1]!)))
  const data = Buffer.concat([
    words(contours.length, left, bottom, right, top, ...ends, 0),
    Buffer.from(all.map((point) => (point.isOn ? 1 : 0))),
    words(...differences((point) => point.x)),
    words(...differences((point) => point.y)),
  ])
  return Buffer.concat([data, Buffer.alloc((4 - (data.length % 4)) % 4)])
}

function headTable(): Buffer {
  const head = Buffer.alloc(54)
  head.writeUInt32BE(0x00010000, 0)
  head.writeUInt32BE(0x00010000, 4)
  head.writeUInt32BE(0x5f0f3cf5, 12)
  head.writeUInt16BE(3, 16)
  head.writeUInt16BE(unitsPerEm, 18)
  words(-unitsPerEm, -unitsPerEm, 2 * unitsPerEm, 2 * unitsPerEm, 0, 6, 2, 1, 0).copy(head, 36)
  return head
}

/** The tables under their directory, in the order of their names, each with its sum. */
function assembled(tables: Readonly<Record<string, Buffer>>): Buffer {
  const list = Object.entries(tables)
  const directory = Buffer.alloc(12 + 16 * list.length)
  const power = Math.floor(Math.log2(list.length))
  directory.writeUInt32BE(0x00010000, 0)
  words(list.length, 16 * 2 ** power, power, 16 * (list.length - 2 ** power)).copy(directory, 4)
  let place = directory.length
  const bodies: Buffer[] = []
  for (const [at, [name, table]] of list.entries()) {
    const padded = Buffer.concat([table, Buffer.alloc((4 - (table.length % 4)) % 4)])
    directory.write(name, 12 + 16 * at, 'latin1')
    longs(sumOf(padded), place, table.length).copy(directory, 16 + 16 * at)
    bodies.push(padded)
    place += padded.length
  }
  const font = Buffer.concat([directory, ...bodies])
  const headAt = directory.readUInt32BE(12 + 16 * list.findIndex(([name]) => name === 'head') + 8)
  font.writeUInt32BE((0xb1b0afba - sumOf(font)) >>> 0, headAt + 8)
  return font
}

function sumOf(table: Buffer): number {
  let sum = 0
  for (let at = 0; at < table.length; at += 4) sum = (sum + table.readUInt32BE(at)) >>> 0
  return sum
}

function words(...values: readonly number[]): Buffer {
  const bytes = Buffer.alloc(2 * values.length)
  for (const [at, value] of values.entries()) bytes.writeUInt16BE(value & 0xffff, 2 * at)
  return bytes
}

function longs(...values: readonly number[]): Buffer {
  const bytes = Buffer.alloc(4 * values.length)
  for (const [at, value] of values.entries()) bytes.writeUInt32BE(value, 4 * at)
  return bytes
}

import { normalizeZ } from '@noble/curves/abstract/curve.js'
import { ed25519 as curve } from '@noble/curves/ed25519.js'
import type { EdwardsPoint } from '@noble/curves/abstract/edwards.js'
import type { Group } from './group.ts'
import { mod } from './modular.ts'
import { recent, severalPowers } from './several-powers.ts'

const { Point } = curve
const q = Point.Fn.ORDER

const hexOfElement = /^[0-9a-f]{64}$/

/** The bytes of RFC 8032 from the JSON string of Belenios, which runs the other way; undefined where it is no such hex. */
export function bytesOfElement(text: string): Uint8Array | undefined {
  if (!hexOfElement.test(text)) return undefined
  const bytes = new Uint8Array(32)
  for (let i = 0; i < 32; i++) bytes[31 - i] = Number.parseInt(text.slice(2 * i, 2 * i + 2), 16)
  return bytes
}

export function elementOfBytes(bytes: Uint8Array): string {
  let text = ''
  for (let i = 31; i >= 0; i--) text += bytes[i]!.toString(16).padStart(2, '0')
  return text
}

const arithmetic = {
  one: Point.ZERO,
  multiply: (a: EdwardsPoint, b: EdwardsPoint) => a.add(b),
  square: (a: EdwardsPoint) => a.double(),
}

// The table that shows an element to be in the subgroup serves the proofs about it next.
const tables = recent<EdwardsPoint, (exponent: bigint) => EdwardsPoint>(64)

function power(base: EdwardsPoint, exponent: bigint): EdwardsPoint {
  const reduced = mod(exponent, q)
  return tables.get(base)?.(reduced) ?? base.multiplyUnsafe(reduced)
}

/** Strict as RFC 8032 is: y < 2^255 − 19 and no sign on x = 0; ZIP-215 would take several texts for one element. */
function pointOf(bytes: Uint8Array): EdwardsPoint | undefined {
  let point: EdwardsPoint
  try {
    point = Point.fromBytes(bytes, false)
  } catch {
    return undefined
  }
  const table = severalPowers(arithmetic, point)
  if (!table(q).is0()) return undefined
  tables.put(point, table)
  return point
}

export const ed25519: Group<EdwardsPoint> = {
  name: 'Ed25519',
  q,
  g: Point.BASE,
  one: Point.ZERO,
  remembersBases: true,
  multiply: (a, b) => a.add(b),
  invert: (a) => a.negate(),
  power,
  powerOfG: (exponent) => power(Point.BASE, exponent),
  fixed: (base) => {
    // A point of its own, for the table hangs on the object.
    const own = Point.fromAffine(base.toAffine())
    own.precompute(8)
    return (exponent) => power(own, exponent)
  },
  equal: (a, b) => a.equals(b),
  encode: (element) => elementOfBytes(element.toBytes()),
  encodeAll: (elements) => normalizeZ(Point, [...elements]).map((element) => elementOfBytes(element.toBytes())),
  decode: (text) => {
    const bytes = bytesOfElement(text)
    return bytes && pointOf(bytes)
  },
}

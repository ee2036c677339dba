import type { Font } from 'fontkit'
import { unitsPerEm } from './true-type.ts'
import type { Outline, OutlinePoint } from './true-type.ts'

/** The outline of a letter as its font draws it, at the weight that was asked of the font. */
export function outlineOf(font: Font, letter: string): Outline {
  const glyph = font.glyphForCodePoint(letter.codePointAt(0)!)
  const scale = unitsPerEm / font.unitsPerEm
  const contours: OutlinePoint[][] = []
  let contour: OutlinePoint[] = []
  const add = (x: number, y: number, isOn: boolean) =>
    contour.push({ x: Math.round(x * scale), y: Math.round(y * scale), isOn })
  let at: readonly [number, number] = [0, 0]

  const finish = () => {
    const first = contour[0]
    const last = contour.at(-1)
    if (first && last && contour.length > 1 && last.isOn && first.x === last.x && first.y === last.y) contour.pop()
    if (contour.length > 1) contours.push(contour)
    contour = []
  }

  for (const { command, args } of glyph.path.commands) {
    const [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0] = args
    if (command === 'moveTo') {
      finish()
      add(a, b, true)
    } else if (command === 'lineTo') add(a, b, true)
    else if (command === 'quadraticCurveTo') {
      add(a, b, false)
      add(c, d, true)
    } else if (command === 'bezierCurveTo') {
      for (const point of quadratics([at, [a, b], [c, d], [e, f]])) add(point.x, point.y, point.isOn)
    } else finish()
    at = command === 'bezierCurveTo' ? [e, f] : command === 'quadraticCurveTo' ? [c, d] : [a, b]
  }
  finish()
  return { advance: glyph.advanceWidth * scale, contours }
}

type Place = readonly [x: number, y: number]

/** A cubic curve of an OpenType font by four quadratic ones: nobody sees the difference on a square of 1000. */
function quadratics([p0, p1, p2, p3]: readonly [Place, Place, Place, Place]): readonly OutlinePoint[] {
  const steps = 4
  const on = (t: number, axis: 0 | 1) => {
    const s = 1 - t
    return s * s * s * p0[axis] + 3 * s * s * t * p1[axis] + 3 * s * t * t * p2[axis] + t * t * t * p3[axis]
  }
  const slope = (t: number, axis: 0 | 1) => {
    const s = 1 - t
    return 3 * (s * s * (p1[axis] - p0[axis]) + 2 * s * t * (p2[axis] - p1[axis]) + t * t * (p3[axis] - p2[axis]))
  }
  const points: OutlinePoint[] = []
  for (let step = 0; step < steps; step++) {
    const from = step / steps
    const to = (step + 1) / steps
    const pull = (axis: 0 | 1) => {
      const early = on(from, axis) + (slope(from, axis) * (to - from)) / 3
      const late = on(to, axis) - (slope(to, axis) * (to - from)) / 3
      return (3 * (early + late) - on(from, axis) - on(to, axis)) / 4
    }
    points.push({ x: pull(0), y: pull(1), isOn: false }, { x: on(to, 0), y: on(to, 1), isOn: true })
  }
  return points
}

import Flatbush from 'flatbush'
import { edgesOf, isSame, keyOf, type Corner, type Ring } from './ring.ts'

/** About a metre: outlines drawn apart in another program meet only so nearly. */
export const drawingTolerance = 10

const distance = (a: Corner, b: Corner) => Math.hypot(a[0] - b[0], a[1] - b[1])

/**
 * Makes outlines that nearly meet meet exactly: corners near one another become one, and a corner near an edge becomes
 * a corner of that edge. What is drawn further apart stays apart, to be found and said.
 */
export function nodeTogether(rings: readonly Ring[], tolerance = drawingTolerance): Ring[] {
  const joined = joinCorners(rings, tolerance)
  const corners = [...new Map(joined.flat().map((corner) => [keyOf(corner), corner])).values()]
  if (corners.length === 0) return joined
  const index = new Flatbush(corners.length)
  for (const [x, y] of corners) index.add(x, y, x, y)
  index.finish()
  return joined.map((ring) =>
    edgesOf(ring).flatMap(([from, to]) => {
      const between = index
        .search(
          Math.min(from[0], to[0]) - tolerance,
          Math.min(from[1], to[1]) - tolerance,
          Math.max(from[0], to[0]) + tolerance,
          Math.max(from[1], to[1]) + tolerance,
        )
        .flatMap((at) => {
          const corner = corners[at]!
          if (isSame(corner, from) || isSame(corner, to)) return []
          const share = shareAlong(from, to, corner)
          const foot: Corner = [from[0] + (to[0] - from[0]) * share, from[1] + (to[1] - from[1]) * share]
          return share > 0 && share < 1 && distance(foot, corner) <= tolerance ? [{ corner, share }] : []
        })
        .toSorted((a, b) => a.share - b.share)
      return [from, ...between.map(({ corner }) => corner)]
    }),
  )
}

const shareAlong = (a: Corner, b: Corner, p: Corner) =>
  ((p[0] - a[0]) * (b[0] - a[0]) + (p[1] - a[1]) * (b[1] - a[1])) / ((b[0] - a[0]) ** 2 + (b[1] - a[1]) ** 2)

/** Each corner becomes the first one that was met within the tolerance. */
function joinCorners(rings: readonly Ring[], tolerance: number): Ring[] {
  const cells = new Map<string, Corner[]>()
  const cellOf = ([x, y]: Corner): readonly [number, number] => [Math.floor(x / tolerance), Math.floor(y / tolerance)]
  const settle = (corner: Corner): Corner => {
    const [cx, cy] = cellOf(corner)
    for (const dx of [0, -1, 1])
      for (const dy of [0, -1, 1])
        for (const known of cells.get(`${cx + dx} ${cy + dy}`) ?? [])
          if (distance(known, corner) <= tolerance) return known
    cells.set(`${cx} ${cy}`, [...(cells.get(`${cx} ${cy}`) ?? []), corner])
    return corner
  }
  return rings.map((ring) => {
    const settled = ring.map(settle)
    return settled.filter((corner, at) => !isSame(corner, settled.at(at - 1)!))
  })
}
